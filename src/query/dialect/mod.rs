//! Dialects: a question as a statement that something else than dixit runs, with named arguments.

mod spark;
mod sqlite;
mod syntax;
mod types;

use super::compile::{self, Value};
use super::registry::{self, UNITS};
use super::resolved::{Condition, Query, Stage};
use super::syntax::Tree;
use crate::table::Cell;

pub use spark::Spark;
pub use sqlite::Sqlite;

/// Every dialect, the usual one first.
pub const DIALECTS: &[&dyn Dialect] = &[&Sqlite, &Spark];

/// A question as SQL.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The statement, with `:v1`, `:v2` … for values.
    pub sql: String,
    /// The values by their names.
    pub args: Vec<(String, Cell)>,
    /// Names of its columns, in order.
    pub columns: Vec<String>,
    /// What is to be known of its answer.
    pub notes: Vec<String>,
}

/// Why a question is no statement of a dialect.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DialectError {
    /// It has nothing for this.
    #[error("`{what}` is refused on {dialect}: {why}")]
    Refused {
        /// The word of the question.
        what: &'static str,
        /// The dialect.
        dialect: &'static str,
        /// Why, and what to do.
        why: String,
    },
    /// Compiled SQL holds what was never told in the dialect.
    #[error("expected SQL that {dialect} has words for, found {found}; ask on one machine")]
    Untold {
        /// The dialect.
        dialect: &'static str,
        /// What was found.
        found: String,
    },
}

/// What a dialect refuses: the word of the question, and why.
pub type Refusal = (&'static str, &'static str);

/// A way to write SQL.
pub trait Dialect: Sync {
    /// How a command line names it.
    fn name(&self) -> &'static str;

    /// How messages name it.
    fn title(&self) -> &'static str;

    /// Whether it takes plain SQL only, and not what SQLite has beside.
    fn is_plain(&self) -> bool;

    /// What it has no words for in a clause.
    fn refuses_condition(&self, condition: &Condition) -> Option<Refusal>;

    /// What it has no words for among the stages.
    fn refuses_stage(&self, stage: &Stage) -> Option<Refusal>;

    /// A value as it is bound.
    fn bound(&self, value: &Value) -> Cell;

    /// A compiled statement in its words.
    ///
    /// # Errors
    /// When the statement holds what the dialect has no words for.
    fn written(&self, sql: String) -> Result<String, DialectError>;

    /// What is to be known of the answer to a question.
    fn notes(&self, query: &Query) -> Vec<String>;
}

/// The dialect with this name.
pub fn dialect(name: &str) -> Option<&'static dyn Dialect> {
    DIALECTS.iter().copied().find(|dialect| dialect.name() == name)
}

/// The statement that answers `query`.
///
/// # Errors
/// When the question asks for something that the dialect does not have.
pub fn statement(query: &Query, dialect: &dyn Dialect) -> Result<Statement, DialectError> {
    check(query, dialect)?;
    let sql = compile::compile_to_hand_out(query, dialect.is_plain());
    let value = |(n, value): (usize, &Value)| (format!("v{}", n + 1), dialect.bound(value));
    Ok(Statement {
        sql: dialect.written(numbered(&sql.text))?,
        args: sql.values.iter().enumerate().map(value).collect(),
        columns: sql.columns,
        notes: dialect.notes(query),
    })
}

/// Refuses what SQL alone cannot do, and what the dialect cannot.
fn check(query: &Query, dialect: &dyn Dialect) -> Result<(), DialectError> {
    let refused =
        |(what, why): (&'static str, String)| Err(DialectError::Refused { what, dialect: dialect.title(), why });
    let told = |(what, why): Refusal| refused((what, why.to_owned()));
    if query.export.is_some() {
        return told((word(registry::Stage::Export), "it writes a file, which SQL does not; leave it out"));
    }
    if query.asks_new() {
        return told((
            word(registry::Stage::New),
            "it keeps what it has given, which SQL does not; ask with `dixit run`",
        ));
    }
    if let Some(unit) = query.timeline {
        let why =
            format!("it has rows for empty periods, which SQL has not; write `count by {}`", UNITS[unit as usize].word);
        return refused((word(registry::Stage::Timeline), why));
    }
    let condition = conditions(query).find_map(|condition| dialect.refuses_condition(condition));
    let stage = || query.stages.iter().find_map(|stage| dialect.refuses_stage(stage));
    condition.or_else(stage).map_or(Ok(()), told)
}

/// Everything that is asked of a row.
fn conditions(query: &Query) -> impl Iterator<Item = &Condition> {
    let clauses = query.filter.iter().flat_map(Tree::leaves);
    clauses.flat_map(|clause| clause.condition.leaves())
}

/// How a stage is written.
fn word(stage: registry::Stage) -> &'static str {
    registry::STAGES.iter().find(|row| row.stage == stage).map_or("", |row| row.word)
}

/// SQL with `:v1`, `:v2` … for each `?` outside texts.
fn numbered(sql: &str) -> String {
    let (mut out, mut n) = (String::with_capacity(sql.len()), 0);
    for (i, part) in sql.split('\'').enumerate() {
        out.push_str(if i > 0 { "'" } else { "" });
        let in_text = i % 2 == 1;
        for (j, piece) in part.split(|c| c == '?' && !in_text).enumerate() {
            if j > 0 {
                n += 1;
                out.push_str(&format!(":v{n}"));
            }
            out.push_str(piece);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numbered_and_texts_stay() {
        for (sql, expected) in [
            ("a = ? AND b IN (?, ?)", "a = :v1 AND b IN (:v2, :v3)"),
            ("iif(a, ' ?', '') || ? || 'it''s ?'", "iif(a, ' ?', '') || :v1 || 'it''s ?'"),
            ("1", "1"),
        ] {
            assert_eq!(numbered(sql), expected);
        }
    }
}
