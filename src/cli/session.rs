//! A base and what has been asked of it: one statement at a time.

use std::path::Path;

use super::{answer, base, edit, failure::Failure, names::BaseNames, screen};
use crate::{
    output::Format,
    query::{self, Resolved, syntax},
    store::{OpenMode, SavedQuery, Store},
    table::{Cell, Table},
};

/// A longer line is no question; names in it would be looked up in every possible cut.
const LONGEST: usize = 4_096;

/// What came of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// An answer with rows, or something was done.
    Done,
    /// An answer without rows.
    Empty,
}

/// An open base with the state of a conversation.
pub(super) struct Session {
    pub store: Store,
    pub format: &'static Format,
    /// Whether rows are numbered, so that they can be opened.
    pub numbers: bool,
    /// The last answer.
    pub last: Table,
}

impl Session {
    /// Opens the base.
    pub fn open(path: &Path, mode: OpenMode) -> Result<Self, Failure> {
        let store = base::open(path, mode)?;
        Ok(Session { store, format: &crate::output::FORMATS[0], numbers: false, last: Table::default() })
    }

    /// Carries out one statement and prints what comes of it.
    pub fn execute(&mut self, source: &str) -> Result<Outcome, Failure> {
        if source.len() > LONGEST {
            let found = source.len();
            return Err(Failure::Refused(format!("expected a question of at most {LONGEST} bytes, found {found}")));
        }
        let shown = if self.numbers { &self.last.keys[..] } else { &[] };
        let resolved = self.store.read(|reader| {
            let names = BaseNames { reader, shown };
            query::read(source, &names).map_err(Failure::from)
        })?;
        match resolved {
            Resolved::Query(q) => answer::query(self, &q),
            Resolved::Run(run) => answer::query(self, &run.query),
            Resolved::Explain(q) => answer::explain(self, &q),
            Resolved::Save(save) => self.save(save),
            Resolved::ForgetQuery(name) => self.forget(&name),
            Resolved::Queries => self.queries(),
            Resolved::Help(word) => answer::help(word.as_deref()),
            Resolved::AddAlias(spelling, entity) => edit::add_alias(self, &spelling, &entity, source),
            Resolved::ForgetAlias(spelling, entities) => edit::forget_alias(self, &spelling, &entities, source),
            Resolved::Set(set) => edit::set(self, set),
            Resolved::Undo => edit::undo(self),
            Resolved::Redo => edit::redo(self),
        }
    }

    fn save(&mut self, save: query::Save) -> Result<Outcome, Failure> {
        let verb = if save.replaces { "replaced" } else { "saved" };
        self.store.write(|w| w.save(&SavedQuery { name: save.name.clone(), text: save.text.clone() }))?;
        screen::say(&format!("{verb}: run {}", save.name));
        Ok(Outcome::Done)
    }

    fn forget(&mut self, name: &str) -> Result<Outcome, Failure> {
        self.store.write(|w| w.forget_saved(name))?;
        screen::say(&format!("forgotten: {name}"));
        Ok(Outcome::Done)
    }

    fn queries(&mut self) -> Result<Outcome, Failure> {
        let saved = self.store.read(|r| r.all_saved())?;
        let rows: Vec<Vec<Cell>> = saved.into_iter().map(|q| vec![Cell::Text(q.name), Cell::Text(q.text)]).collect();
        let keys = vec![None; rows.len()];
        self.print(Table { columns: vec!["name".into(), "question".into()], rows, keys })
    }

    /// Prints a table on standard output and keeps it for `.open`.
    pub fn print(&mut self, table: Table) -> Result<Outcome, Failure> {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        if !table.is_empty() || self.format.name != "table" {
            (self.format.write)(&table, screen::layout(self.numbers), &mut out)?;
            std::io::Write::flush(&mut out)?;
        }
        self.last = table;
        Ok(if self.last.is_empty() { Outcome::Empty } else { Outcome::Done })
    }
}

/// Whether a statement changes the base or writes a file: what a script may do only when it is allowed to.
pub(super) fn edits(source: &str) -> bool {
    let exports = |stages: &[syntax::Stage]| stages.iter().any(|stage| matches!(stage, syntax::Stage::Export(..)));
    writes(source)
        || query::parse(source).is_ok_and(|line| match &line.statement {
            syntax::Statement::Query(query) => exports(&query.stages),
            syntax::Statement::Run(run) => exports(&run.stages),
            _ => false,
        })
}

/// Whether a statement changes the base. A line that cannot be read changes nothing.
pub(super) fn writes(source: &str) -> bool {
    query::parse(source)
        .is_ok_and(|line| matches!(line.statement, syntax::Statement::Save(_) | syntax::Statement::Edit(_)))
}
