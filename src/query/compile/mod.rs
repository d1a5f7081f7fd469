//! From the resolved tree to SQL over `schema.sql`; whatever a user typed travels as a bound value.

mod company;
mod condition;
mod count;
mod family;
mod fold;
mod given;
mod lead;
mod rows;
mod together;
mod writer;

use super::registry::Family;
use super::resolved::{Query, Stage};
use family::base;
use lead::Lead;
use rows::Rows;
use writer::Writer;

/// A bound value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(String),
}

/// A statement for SQLite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sql {
    /// The statement, with `?` for each value.
    pub text: String,
    /// The values, in order.
    pub values: Vec<Value>,
    /// Names of the columns behind the first; the first is the row's lasting key, NULL where it has none.
    pub columns: Vec<String>,
}

/// The SQL that answers `query`.
pub fn compile(query: &Query) -> Sql {
    let mut rows = Rows::new(query);
    for (i, stage) in query.stages.iter().enumerate() {
        match stage {
            Stage::Count(by) => return count::counted(&mut rows, by, &query.stages[i + 1..]),
            Stage::Sort(column, descending) => rows.sort(*column, *descending),
            Stage::Limit(number) => rows.limit(*number),
            Stage::Show(columns) => rows.show(columns),
            Stage::Sample(number) => rows.sample(*number),
            Stage::New => rows.only_new(),
        }
    }
    rows.sql()
}

/// The SQL that tells what the rows of a saved question that asks for what is `new` are known by: `given`, and `copies` as a
/// list; none for any other question.
pub fn compile_given(query: &Query) -> Option<Sql> {
    query.mark.as_ref().filter(|_| query.asks_new())?;
    let mut rows = Rows::new(query);
    for stage in &query.stages {
        match stage {
            Stage::Sort(column, descending) => rows.sort(*column, *descending),
            Stage::Limit(number) => rows.limit(*number),
            Stage::New => rows.only_new(),
            Stage::Sample(number) => rows.sample(*number),
            Stage::Show(_) | Stage::Count(_) => {} // resolution refuses to count what is new
        }
    }
    Some(rows.given())
}

/// The SQL that counts the records that fold into others of their copies, of a limited answer into those shown, and what they are
/// called; none where copies count each, and for what is `new`.
pub fn compile_folded(query: &Query) -> Option<(Sql, (&'static str, &'static str))> {
    let counted = query.stages.iter().find_map(|stage| if let Stage::Count(by) = stage { Some(by) } else { None });
    if counted.is_some_and(|by| fold::counts_each(by)) || query.asks_new() {
        return None;
    }
    let sql = Rows::new(query).folded(Rows::shown(query).as_ref())?;
    Some((sql, base(query.family(), Lead::Free).noun))
}

/// The SQL that counts the rows of `query`, without its stages.
pub fn compile_count(query: &Query) -> Sql {
    count::counted(&mut Rows::new(query), &[], &[])
}

/// The SQL that counts the rows of `also` among those of the answer to `query`, of which it is a part.
pub fn compile_count_among(also: &Query, query: &Query) -> Sql {
    match Rows::shown(query) {
        Some(shown) => count::counted(&mut Rows::among(also, &shown), &[], &[]),
        None => compile_count(also),
    }
}

impl Query {
    /// What its rows are.
    pub fn family(&self) -> Family {
        self.head.row().family
    }

    /// Whether it asks for what is `new`.
    pub fn asks_new(&self) -> bool {
        self.stages.iter().any(|stage| matches!(stage, Stage::New))
    }
}
