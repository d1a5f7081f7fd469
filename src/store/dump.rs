//! The whole base by lasting keys: equal bases print equal bytes, in whatever order their documents came.

use std::io::{self, Write};

use rusqlite::types::ValueRef;
use serde_json::{Map, Number, Value};

use super::{
    Reader, StoreError,
    tables::{TABLES, Table},
};
use crate::output::harmless_json;

/// Why a dump broke off.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    /// The base cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The dump cannot be written.
    #[error("the dump cannot be written: {0}")]
    Io(#[from] io::Error),
}

impl From<rusqlite::Error> for DumpError {
    fn from(error: rusqlite::Error) -> Self {
        DumpError::Store(error.into())
    }
}

impl Reader<'_> {
    /// Prints every table, one JSON object a row.
    ///
    /// # Errors
    /// When the base cannot be read or `out` not be written.
    pub fn dump(&self, out: &mut impl Write) -> Result<(), DumpError> {
        TABLES.iter().try_for_each(|table| self.print((Some(table.name), &table.sql()), out))
    }

    /// Prints a table for use elsewhere, one JSON object a row: with lasting keys where the base has row numbers, and all that questions ask.
    ///
    /// # Errors
    /// When the base cannot be read or `out` not be written.
    pub fn dump_table(&self, table: &Table, out: &mut impl Write) -> Result<(), DumpError> {
        self.print((None, &table.sql), out)
    }

    fn print(&self, (table, sql): (Option<&str>, &str), out: &mut impl Write) -> Result<(), DumpError> {
        let mut select = self.connection.prepare(sql)?;
        let columns: Vec<String> = select.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let mut object = Map::new();
            if let Some(table) = table {
                object.insert("table".to_owned(), table.into());
            }
            for (i, column) in columns.iter().enumerate() {
                object.insert(column.clone(), json(row.get_ref(i)?));
            }
            writeln!(out, "{}", harmless_json(&Value::Object(object).to_string()))?;
        }
        Ok(())
    }
}

pub(super) fn json(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => n.into(),
        ValueRef::Real(x) => Number::from_f64(x).map_or(Value::Null, Value::Number),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into(),
    }
}
