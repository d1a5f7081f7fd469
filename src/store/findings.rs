//! What is found in a document as rows: which tables they go to, and how they are compared with the rows that stand there.

use std::{borrow::Cow, collections::HashMap};

use rusqlite::{
    ToSql,
    types::{ToSqlOutput, ValueRef},
};

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'p> {
    Null,
    Integer(i64),
    Real(f64),
    Text(Cow<'p, str>),
    Bytes(Vec<u8>),
}

impl Value<'_> {
    fn borrowed(&self) -> ValueRef<'_> {
        match self {
            Value::Null => ValueRef::Null,
            Value::Integer(n) => ValueRef::Integer(*n),
            Value::Real(x) => ValueRef::Real(*x),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(self.borrowed()))
    }
}

/// Defines how values are made of what a row is written from.
macro_rules! values {
    ($($from:ty, $value:ident => $made:expr;)+) => {
        $(impl<'p> From<$from> for Value<'p> {
            fn from($value: $from) -> Self {
                $made
            }
        })+
    };
}

values! {
    i64, n => Value::Integer(n);
    bool, b => Value::Integer(b.into());
    f64, x => Value::Real(x);
    &'p str, text => Value::Text(Cow::Borrowed(text));
    &'p String, text => Value::Text(Cow::Borrowed(text));
    String, text => Value::Text(Cow::Owned(text));
    Vec<u8>, bytes => Value::Bytes(bytes);
}

impl<'p, T: Into<Value<'p>>> From<Option<T>> for Value<'p> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// The values of a row in the order of its table's columns, behind the row that it belongs to.
pub(super) type Row<'p> = Vec<Value<'p>>;

/// A row of these values.
macro_rules! row {
    ($($value:expr),+ $(,)?) => { vec![$($crate::store::findings::Value::from($value)),+] };
}
pub(super) use row;

/// A table of rows that belong to a document, or to a row of another table.
pub(super) struct Table {
    /// What it is called.
    pub name: &'static str,
    /// The column that tells whom a row belongs to, then the others.
    pub columns: &'static [&'static str],
    /// Adds a row: whom it belongs to, then its values.
    pub insert: &'static str,
    /// The rows in a document, each behind the row of the finding that it is a part of, which they are ordered by; none where nothing
    /// can be read back, since it follows from the rest.
    pub select: Option<&'static str>,
    /// Puts other values into a row, given behind its number.
    pub update: &'static str,
    /// How many of its first columns tell what was found and to whom it is ascribed.
    pub telling: usize,
}

/// A sort of findings: the tables of its parts. The rows of the first belong to the document, those of the others to the row of the first.
pub(super) struct Sort {
    pub tables: &'static [Table],
    /// Takes one out, with its parts.
    pub remove: &'static [&'static str],
    /// Takes out the parts alone that can be read back, where a finding has a key, in its first column: one with the same key takes the place
    /// of another. What cannot be read back is the same then.
    pub remove_parts: Option<&'static [&'static str]>,
}

impl Sort {
    /// Whether it only says again what others do.
    pub fn is_derived(&self) -> bool {
        self.tables.iter().any(|table| matches!(table.name, "company" | "packed_name"))
    }
}

/// A mark for each column.
macro_rules! mark {
    ($column:literal) => {
        ", ?"
    };
}

/// A table, by the column that tells whom a row belongs to and its others; `telling` of these tell the most. Which rows are in a
/// document, and the column with the row of the finding that each is a part of, tells the rest.
macro_rules! table {
    ($table:literal, $owner:literal [$first:literal $(, $column:literal)*], $telling:literal, $finding:literal $rows:literal) => {
        Table {
            name: $table,
            columns: &[$owner, $first $(, $column)*],
            insert: concat!("INSERT INTO ", $table, " (", $owner, ", ", $first, $(", ", $column,)* ") VALUES (?, ?", $(mark!($column),)* ")"),
            select: Some(concat!("SELECT ", $finding, ", ", $first, $(", ", $column,)* " FROM ", $table, " WHERE ", $rows)),
            update: concat!("UPDATE ", $table, " SET (", $first, $(", ", $column,)* ") = (?2", $(mark!($column),)* ") WHERE id = ?1"),
            telling: $telling,
        }
    };
}

pub(super) static PARAGRAPHS: Sort = Sort {
    tables: &[table!(
        "paragraph", "document" ["ordinal", "start", "\"end\"", "zone", "wording"], 0,
        "document" "document = ? ORDER BY ordinal"
    )],
    remove: &["DELETE FROM paragraph WHERE document = ?"],
    remove_parts: None,
};

pub(super) static MENTIONS: Sort = Sort {
    tables: &[
        table!(
            "mention", "document" [
                "key", "entity", "paragraph", "sentence", "zone", "day", "wording", "start", "\"end\"", "surface", "alias", "sort", "stands_for",
                "rule", "score"
            ], 2,
            "id" "document = ? ORDER BY id"
        ),
        table!(
            "candidate", "mention" ["entity", "score"], 0,
            "mention" "mention IN (SELECT id FROM mention WHERE document = ?) ORDER BY mention, entity"
        ),
    ],
    remove: &["DELETE FROM mention WHERE id = ?"],
    remove_parts: Some(&["DELETE FROM candidate WHERE mention = ?"]),
};

pub(super) static COMPANY: Sort = Sort {
    tables: &[table!("company", "document" ["mentions"], 0, "document" "document = ?")],
    remove: &["DELETE FROM company WHERE document = ?"],
    remove_parts: None,
};

pub(super) static NAMES: Sort = Sort {
    tables: &[table!(
        "name", "document" ["paragraph", "sentence", "zone", "start", "\"end\"", "surface", "folded"], 0,
        "id" "document = ? ORDER BY id"
    )],
    remove: &["DELETE FROM name WHERE id = ?"],
    remove_parts: None,
};

pub(super) static PACKED_NAMES: Sort = Sort {
    tables: &[table!("packed_name", "document" ["names"], 0, "document" "document = ?")],
    remove: &["DELETE FROM packed_name WHERE document = ?"],
    remove_parts: None,
};

pub(super) static QUOTATIONS: Sort = Sort {
    tables: &[
        table!(
            "quotation", "document" [
                "key", "paragraph", "zone", "start", "\"end\"", "kind", "act", "content", "cue_start", "cue_end", "cue", "said",
                "said_basis", "via", "via_entity", "rule", "confidence"
            ], 1,
            "id" "document = ? ORDER BY id"
        ),
        Table {
            name: "quotation_words",
            columns: &["rowid", "folded"],
            insert: "INSERT INTO quotation_words (rowid, folded) VALUES (?, ?)",
            select: None, // they follow from the content
            update: "",
            telling: 0,
        },
        table!(
            "content", "quotation" ["ordinal", "start", "\"end\""], 0,
            "quotation" "quotation IN (SELECT id FROM quotation WHERE document = ?) ORDER BY quotation, ordinal"
        ),
        table!(
            "speaker", "quotation" [
                "entity", "name", "ordinal", "start", "\"end\"", "phrase_start", "phrase_end", "surface", "sort", "folded", "rule",
                "document", "zone", "day", "act"
            ], 2,
            "quotation" "quotation IN (SELECT id FROM quotation WHERE document = ?) ORDER BY quotation, ordinal"
        ),
        table!(
            "addressee", "quotation" ["ordinal", "start", "\"end\"", "surface", "entity", "name", "rule"], 0,
            "quotation" "quotation IN (SELECT id FROM quotation WHERE document = ?) ORDER BY quotation, ordinal"
        ),
        table!(
            "about", "quotation" ["entity", "strict", "document", "zone", "day", "act"], 0,
            "quotation" "quotation IN (SELECT id FROM quotation WHERE document = ?) ORDER BY quotation, entity"
        ),
    ],
    remove: &["DELETE FROM quotation_words WHERE rowid = ?", "DELETE FROM quotation WHERE id = ?"],
    remove_parts: Some(&[
        "DELETE FROM content WHERE quotation = ?",
        "DELETE FROM speaker WHERE quotation = ?",
        "DELETE FROM addressee WHERE quotation = ?",
        "DELETE FROM about WHERE quotation = ?",
    ]),
};

/// All of them.
pub(super) static SORTS: [&Sort; 6] = [&PARAGRAPHS, &MENTIONS, &COMPANY, &NAMES, &PACKED_NAMES, &QUOTATIONS];

/// One finding: its rows, each with the place of its table, in the order of the tables.
#[derive(Default)]
pub(super) struct Finding<'p> {
    pub rows: Vec<(usize, Row<'p>)>,
}

impl Finding<'_> {
    /// What it is compared by.
    pub fn print(&self, sort: &Sort) -> Print {
        let mut print = Print::default();
        for (table, row) in self.rows.iter().filter(|(table, _)| sort.tables[*table].select.is_some()) {
            print.begin(*table);
            let telling = sort.tables[*table].telling;
            row.iter().enumerate().for_each(|(n, value)| print.add(value.borrowed(), n < telling));
        }
        print
    }
}

/// All values of a finding, one behind the other, and those that tell what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Print {
    all: Vec<u8>,
    /// What was found, and to whom it is ascribed.
    pub told: Vec<u8>,
}

impl Print {
    /// The first value of the first row.
    pub fn key(&self) -> &[u8] {
        let length = self.all.get(2..6).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes);
        &self.all[1..6 + length as usize]
    }

    /// Begins a row of a table.
    pub fn begin(&mut self, table: usize) {
        self.all.push(table as u8);
    }

    /// Adds a value.
    pub fn add(&mut self, value: ValueRef<'_>, telling: bool) {
        let before = self.all.len();
        let (sort, bytes): (u8, &[u8]) = match &value {
            ValueRef::Null => (0, &[]),
            ValueRef::Integer(n) => (1, &n.to_le_bytes()),
            ValueRef::Real(x) => (2, &x.to_bits().to_le_bytes()),
            ValueRef::Text(bytes) => (3, bytes),
            ValueRef::Blob(bytes) => (4, bytes),
        };
        self.all.push(sort);
        self.all.extend((bytes.len() as u32).to_le_bytes());
        self.all.extend(bytes);
        if telling {
            self.told.extend(&self.all[before..]);
        }
    }
}

/// The findings of one sort that stand in a document, by what they are compared by: their rows.
pub(super) type Stored = HashMap<Print, Vec<i64>>;
