//! From the resolved tree to SQL over `schema.sql`; whatever a user typed travels as a bound value.

mod bare;
mod company;
mod condition;
mod count;
mod family;
mod fold;
mod given;
mod lead;
mod place;
mod plain;
mod rows;
mod tally;
mod together;
mod writer;

use super::registry::Family;
use super::resolved::{Query, Stage};
use crate::table::Cell;
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
    /// A row of the base, which has a lasting key where there are no row numbers.
    Keyed {
        /// Its number.
        row: i64,
        /// Its lasting key.
        key: String,
    },
}

impl From<&Value> for Cell {
    fn from(value: &Value) -> Cell {
        match value {
            Value::Integer(number) | Value::Keyed { row: number, .. } => Cell::Integer(*number),
            Value::Text(text) => Cell::Text(text.clone()),
        }
    }
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
    staged(Rows::new(query))
}

/// The same for a program, which reads columns and no signs: a date that can hardly be true has a column that says so, and no `?`.
pub fn compile_for_program(query: &Query) -> Sql {
    staged(Rows::for_program(query))
}

/// The same without what only SQLite has: its indexes, functions that look into packed rows, lists as one value, and rows that look through
/// another into a third. Nothing but `fold`, `searchable`, `matches` and `shuffled` is called that a usual SQLite does not have.
pub fn compile_plainly(query: &Query) -> Sql {
    staged(Rows::new(query).plainly())
}

/// The SQL of a statement that others run: its columns are those that programs get, with the lasting keys of rows before them where rows have any.
pub fn compile_to_hand_out(query: &Query, plain: bool) -> Sql {
    let rows = Rows::for_program(query).handed_out();
    staged(if plain { rows.plainly() } else { rows })
}

/// The rows, with the stages of their question.
fn staged(mut rows: Rows) -> Sql {
    let stages = &rows.query().stages;
    for (i, stage) in stages.iter().enumerate() {
        match stage {
            Stage::Count(by) => return count::counted(&mut rows, by, &stages[i + 1..]),
            other => rows.apply(other),
        }
    }
    rows.sql()
}

/// The SQL that tells what the rows of a saved question that asks for what is `new` are known by: `given`, and `copies` as a
/// list; none for any other question.
pub fn compile_given(query: &Query) -> Option<Sql> {
    query.mark.as_ref().filter(|_| query.asks_new())?;
    let mut rows = Rows::new(query);
    query.stages.iter().for_each(|stage| rows.apply(stage)); // resolution refuses to count what is new
    Some(rows.given())
}

/// The rows of an answer that is limited: what is told beside it is told of these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Their row numbers.
    pub records: Vec<i64>,
    /// Those of their documents.
    pub documents: Vec<i64>,
}

/// The SQL that gives the row number and the document of each row of a limited answer; none where all rows are shown, or counted.
pub fn compile_shown(query: &Query) -> Option<Sql> {
    Rows::shown(query)?.numbers()
}

/// The SQL that counts the records that fold into others of their copies, of a limited answer into those shown, and what they are
/// called; none where copies count each, and for what is `new`.
pub fn compile_folded(query: &Query, shown: Option<&Shown>) -> Option<(Sql, (&'static str, &'static str))> {
    let counted = query.stages.iter().find_map(|stage| if let Stage::Count(by) = stage { Some(by) } else { None });
    if counted.is_some_and(|by| fold::counts_each(by)) || query.asks_new() {
        return None;
    }
    let mut rows = Rows::new(query);
    rows.read_all();
    Some((rows.folded(shown)?, base(query.family(), Lead::Free).noun))
}

/// The SQL that counts the rows of `query`, without its stages.
pub fn compile_count(query: &Query) -> Sql {
    count::counted(&mut Rows::new(query), &[], &[])
}

/// The SQL that counts the rows of `query`, without its stages, as far as `most`.
pub fn compile_count_up_to(query: &Query, most: u32) -> Sql {
    Rows::new(query).counted_up_to(most)
}

/// The SQL that counts, as far as `most`, the rows that the limits of `query` leave some of; none where nothing is limited, where rows are
/// drawn by lot or new, and where all are counted anyway: see [`widened`].
pub fn compile_unlimited(query: &Query, most: u32) -> Option<Sql> {
    let is_limited = query.stages.iter().any(|stage| matches!(stage, Stage::Limit(_)));
    let plain = |stage: &Stage| !matches!(stage, Stage::Sample(_) | Stage::New | Stage::Count(_));
    let rows = Rows::new(query);
    (is_limited && query.stages.iter().all(plain) && !rows.is_grouped()).then(|| rows.counted_up_to(most))
}

/// The same question with a last limit of `most` in the place of its own, and that; none where no limit ends it, where it is the greater,
/// and where rows are not counted, but limited as they are found.
pub fn widened(query: &Query, most: u32) -> Option<(Query, usize)> {
    let (Stage::Limit(limit), before) = query.stages.split_last()? else { return None };
    let plain = |stage: &Stage| !matches!(stage, Stage::Sample(_) | Stage::New | Stage::Limit(_));
    let counted = before.iter().any(|stage| matches!(stage, Stage::Count(_))) || Rows::new(query).is_grouped();
    if *limit >= most || !counted || !before.iter().all(plain) {
        return None;
    }
    let mut wide = query.clone();
    wide.stages.pop();
    wide.stages.push(Stage::Limit(most));
    Some((wide, *limit as usize))
}

/// The SQL that counts the rows of `query` among those shown, where not all are.
pub fn compile_count_among(query: &Query, shown: Option<&Shown>) -> Sql {
    match shown {
        Some(shown) => count::counted(&mut Rows::among(query, shown), &[], &[]),
        None => compile_count(query),
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
