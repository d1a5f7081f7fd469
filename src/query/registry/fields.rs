//! Fields: the columns an answer may have, for each family of heads, with the SQL they come from.

use super::Family;
use rows::{ALIAS, DOCUMENT, ENTITY, MENTION, NAME, QUOTATION};

mod periods;
mod rows;

/// How a field is counted by, where it has several values for one row or its label is not what makes it one thing.
#[derive(Clone, Copy, Debug)]
pub struct Each {
    /// What to join.
    pub join: &'static str,
    /// One value.
    pub sql: &'static str,
    /// What makes two values the same.
    pub group: &'static str,
}

/// How a field is told to a program, which has columns for what people see as signs.
#[derive(Clone, Copy, Debug)]
pub struct Bare {
    /// Its value without signs; none where the columns beside it tell all.
    pub sql: Option<&'static str>,
    /// The fields that tell what the signs do.
    pub beside: &'static [&'static str],
}

/// One field. Its SQL may hold `{in x}`, which holds where the zone of `x` counts, `{id}`, `{document}` and `{day}` of the record, `{doubtful}`
/// where that day can hardly be true, and
/// what the head tells of its rows: `{act}`, `{mentions}`, `{documents}`, `{name}`, `{printed}`.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// How it is written, and the name of its column.
    pub name: &'static str,
    /// Other words that work as well.
    pub synonyms: &'static [&'static str],
    /// What it shows.
    pub meaning: &'static str,
    /// Its value.
    pub sql: &'static str,
    /// The same where no row may look through another into a third: `others` tells of copies, `spoken` of speakers. None where that is no other.
    pub plain: Option<&'static str>,
    /// How to count by it; none when its value does.
    pub each: Option<Each>,
    /// Whether `?` stands behind it where it rests on a date that can hardly be true.
    pub doubted: bool,
    /// How it is told to a program; none where it has no signs.
    pub bare: Option<Bare>,
    /// Whether it tells of each row by itself, most often a number, so that nothing can be counted by it.
    pub single: bool,
    /// Whether one row may have many of them, so that it can only be counted by.
    pub many: bool,
    /// Whether it is shown unless asked otherwise.
    pub usual: bool,
    /// Whether it compares a row with the others that the clauses leave, also with those that a stage then cuts off.
    pub compares: bool,
    /// Whether copies count too where it is counted by: it tells one document or spelling from another.
    pub each_copy: bool,
}

/// The fields of `family`; the usual ones first, in the order in which they are shown.
pub fn fields(family: Family) -> &'static [Field] {
    match family {
        Family::Quotation => QUOTATION,
        Family::Mention => MENTION,
        Family::Document => DOCUMENT,
        Family::Entity => ENTITY,
        Family::Alias => ALIAS,
        Family::Name => NAME,
    }
}

/// The field of `family` that `word` names.
pub fn field(family: Family, word: &str) -> Option<&'static Field> {
    fields(family).iter().find(|f| f.name == word || f.synonyms.contains(&word))
}

impl Field {
    /// One that is not usual, with the value `sql`.
    pub(super) const fn row(name: &'static str, sql: &'static str, meaning: &'static str) -> Self {
        row(name, sql, meaning)
    }

    /// The same with another value.
    pub(super) const fn with(self, sql: &'static str) -> Self {
        Field { sql, ..self }
    }
}

const fn row(name: &'static str, sql: &'static str, meaning: &'static str) -> Field {
    Field {
        name,
        synonyms: &[],
        meaning,
        sql,
        plain: None,
        each: None,
        doubted: false,
        bare: None,
        single: false,
        many: false,
        usual: false,
        compares: false,
        each_copy: false,
    }
}

const fn usual(name: &'static str, sql: &'static str, meaning: &'static str) -> Field {
    Field { usual: true, ..row(name, sql, meaning) }
}

const fn of_copy(name: &'static str, sql: &'static str, meaning: &'static str) -> Field {
    Field { each_copy: true, ..row(name, sql, meaning) }
}

/// One of which `?` tells where it rests on a date that can hardly be true.
const fn dated(name: &'static str, sql: &'static str, meaning: &'static str) -> Field {
    Field { doubted: true, ..row(name, sql, meaning) }
}

/// The same with a value that has no signs, where the fields `beside` it tell what they do.
const fn signed(field: Field, bare: &'static str, beside: &'static [&'static str]) -> Field {
    Field { bare: Some(Bare { sql: Some(bare), beside }), ..field }
}

/// The same of rows that stand for many places.
const fn of_places(field: Field) -> Field {
    Field { many: true, ..field }
}
