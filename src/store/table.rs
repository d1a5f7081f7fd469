//! Running a question's SQL.

use rusqlite::{params_from_iter, types::ToSqlOutput, types::ValueRef};

use super::{Reader, StoreError};
use crate::table::{Cell, Table};

/// A cell as a bound value.
struct Bound<'a>(&'a Cell);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Cell::Empty => ValueRef::Null,
            Cell::Integer(n) => ValueRef::Integer(*n),
            Cell::Real(x) => ValueRef::Real(*x),
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl Reader<'_> {
    /// Runs `sql`, which may only read, with `values` bound to `?1`, `?2` …
    ///
    /// Its first column is the lasting key of each row, or null; the others become the cells under `columns`.
    ///
    /// # Errors
    /// When the SQL is wrong or would write, has another number of columns, or was interrupted.
    pub fn query(&self, (sql, values): (&str, &[Cell]), columns: &[String]) -> Result<Table, StoreError> {
        let mut select = self.connection.prepare_cached(sql)?;
        if !select.readonly() || select.column_count() != columns.len() + 1 {
            let expected = "a question that reads a key and the columns shown";
            return Err(StoreError::Word { expected, found: sql.to_owned() });
        }
        let mut table = Table { columns: columns.to_vec(), ..Table::default() };
        let mut rows = select.query(params_from_iter(values.iter().map(Bound)))?;
        while let Some(row) = rows.next()? {
            table.keys.push(row.get(0)?);
            table.rows.push((1..=columns.len()).map(|i| Ok(cell(row.get_ref(i)?))).collect::<Result<_, StoreError>>()?);
        }
        Ok(table)
    }

    /// How SQLite would run `sql`, one line a step.
    ///
    /// # Errors
    /// When the SQL is wrong.
    pub fn plan(&self, sql: &str, values: &[Cell]) -> Result<Vec<String>, StoreError> {
        let mut select = self.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        let rows = select.query_map(params_from_iter(values.iter().map(Bound)), |row| row.get(3))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Empty,
        ValueRef::Integer(n) => Cell::Integer(n),
        ValueRef::Real(x) => Cell::Real(x),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Cell::Text(String::from_utf8_lossy(bytes).into_owned()),
    }
}
