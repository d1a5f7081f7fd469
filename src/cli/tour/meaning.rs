//! Whether two lines come to the same here.

use std::time::Instant;

use crate::{
    cli::{answer, dot, session::Session},
    query::{self, Edit, Query, Resolved},
};

/// What a line comes to.
enum Meaning {
    /// A question.
    Rows(Rows),
    /// A command about rows, by their keys.
    Shown(&'static str, Vec<String>),
    /// A change.
    Change(Box<Edit>),
    /// The question that is kept.
    Kept(Rows),
}

/// How a question is read, and its rows.
struct Rows(String, Vec<String>);

impl Rows {
    fn of(session: &Session, query: &Query) -> Option<Self> {
        let mut rows = answer::answered(session, query, Instant::now()).ok()?.table.known_by();
        rows.sort_unstable();
        Some(Rows(query::reading(query), rows))
    }

    fn same(&self, other: &Rows) -> bool {
        self.0 == other.0 || self.1 == other.1
    }
}

/// Whether `line` does what `model` does: by its rows, or by how it is read.
pub(super) fn same(session: &Session, line: &str, model: &str) -> bool {
    match (meaning(session, line), meaning(session, model)) {
        (Some(Meaning::Rows(rows)), Some(Meaning::Rows(wanted))) => rows.same(&wanted),
        (Some(Meaning::Shown(name, keys)), Some(Meaning::Shown(wanted, all))) => {
            let begins = |(begun, whole): (&String, &String)| whole.starts_with(&**begun);
            name == wanted && keys.len() == all.len() && keys.iter().zip(&all).all(begins)
        }
        (Some(Meaning::Change(edit)), Some(Meaning::Change(wanted))) => edit == wanted,
        (Some(Meaning::Kept(rows)), Some(Meaning::Kept(wanted))) => rows.same(&wanted),
        _ => false,
    }
}

fn meaning(session: &Session, line: &str) -> Option<Meaning> {
    if dot::is_dot(line) {
        return dot::rows::meant(session, line).map(|(name, keys)| Meaning::Shown(name, keys));
    }
    match session.read(line).ok()? {
        Resolved::Query(query) | Resolved::Run(query::Run { query, .. }) => {
            Rows::of(session, &query).map(Meaning::Rows)
        }
        Resolved::Edit(change) if !change.preview => Some(Meaning::Change(Box::new(change.edit))),
        Resolved::Save(save) => match session.read(save.text.split_once(" = ")?.1).ok()? {
            Resolved::Query(query) => Rows::of(session, &query).map(Meaning::Kept),
            _ => None,
        },
        _ => None,
    }
}
