//! Many rows counted by what their days or their documents tell: an aggregate function of the store tallies these first, where SQLite
//! would put a record of each row in order, and look up its document.

use super::Writer;
use super::family::{BY_DAY, BY_DOCUMENT, Base};
use super::place::tables_named;
use super::rows::{More, Rows};
use crate::query::registry::Field;

/// What rows are tallied by.
pub struct Grain {
    /// What stands for it in a row, and what it is called when it is tallied: a whole number.
    key: (&'static str, &'static str),
    /// The tables of what was tallied: `t`, with how many rows there are of each as `value`.
    pub base: &'static Base,
    /// What else is joined to them.
    join: &'static str,
    /// Of several, the one with the most tells what all tell.
    fineness: u8,
}

/// The day of publication, and whether it is doubtful.
const DAY: Grain = Grain { key: ("{day} * 2 + {doubtful}", "day"), base: &BY_DAY, join: "", fineness: 0 };

/// The document.
const DOCUMENT: Grain = Grain {
    key: ("{document}", "document"),
    base: &BY_DOCUMENT,
    join: " CROSS JOIN document d ON d.id = t.document",
    fineness: 2,
};

/// The same from an index that has what is asked most: a document's row begins a page of text.
const DOCUMENT_TOLD: Grain =
    Grain { join: " CROSS JOIN document d INDEXED BY document_told ON d.id = t.document", fineness: 1, ..DOCUMENT };

/// What stands in that index.
const TOLD: [&str; 3] = ["d.outlet", "d.language", "d.source"];

/// What rows are to be tallied by before they are counted by these fields; none where something else of a row decides, or where all rows
/// of the base are counted.
pub fn grain(rows: &Rows<'_>, by: &[&'static Field]) -> Option<&'static Grain> {
    if by.is_empty() || !rows.is_led_by_name() {
        return None;
    }
    let grains: Vec<&Grain> = by.iter().map(|field| grain_of(field)).collect::<Option<_>>()?;
    grains.into_iter().max_by_key(|grain| grain.fineness)
}

fn grain_of(field: &'static Field) -> Option<&'static Grain> {
    let (sql, join) = match &field.each {
        Some(each) => ([each.sql, each.group], each.join),
        None => ([field.sql; 2], ""),
    };
    let mut tables = sql.iter().flat_map(|sql| tables_named(sql)).peekable();
    match tables.peek() {
        _ if !join.is_empty() => None,
        None => sql[0].contains("{day}").then_some(&DAY),
        Some(_) if sql.iter().all(|sql| TOLD.contains(sql)) => Some(&DOCUMENT_TOLD),
        Some(_) => tables.all(|table| table == "d").then_some(&DOCUMENT),
    }
}

impl Grain {
    /// Behind `FROM`: what was tallied of `rows`, and what it is joined to.
    pub fn write(&self, out: &mut Writer, rows: &Rows<'_>) {
        let (key, name) = (rows.in_place(self.key.0), self.key.1);
        out.push(&format!(
            "(SELECT CAST(nullif(key, '') AS INTEGER) AS {name}, value FROM json_each((SELECT tally({key})"
        ));
        rows.write_body(out, (More::asked(&key), rows.reading()), true);
        out.push("))) t").push(self.join);
    }
}
