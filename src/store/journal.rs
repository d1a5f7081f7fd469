//! The rows that an edit changed, as they were and as they are now: with them it is taken back, whatever it was.
//!
//! Entities stand in them by their keys, since rows get other numbers when an entity goes and comes back.

use std::collections::BTreeSet;

use rusqlite::{params_from_iter, types::ToSqlOutput, types::ValueRef};
use serde::{Deserialize, Serialize};

use super::{Reader, StoreError, Writer};

/// One table that edits of the gazetteer change.
struct Table {
    name: &'static str,
    /// Its rows that belong to the entities whose keys are given, as a JSON list; entities by key.
    rows: &'static str,
    /// Puts such a row in, in the place of one with the same key.
    put: &'static str,
    /// Takes such a row out, by as many of its first columns as it asks for.
    remove: &'static str,
}

/// Columns of `entity`, the key first.
const ENTITY: [&str; 9] =
    ["key", "kind", "name", "description", "gender", "country", "external", "prominence", "origin"];

/// Every such table. That of the entities comes first: the others refer to it.
const TABLES: &[Table] = &[
    Table {
        name: "entity",
        rows: "SELECT key, kind, name, description, gender, country, external, prominence, origin FROM entity
            WHERE key IN (SELECT value FROM json_each(?1))",
        put: "INSERT INTO entity (key, kind, name, description, gender, country, external, prominence, origin)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        remove: "DELETE FROM entity WHERE key = ?1",
    },
    Table {
        name: "alias",
        rows: "SELECT e.key, a.folded, a.spelling, a.backward, a.sound, a.language, a.sort, a.case_policy, a.origin, a.active
            FROM entity e CROSS JOIN alias a ON a.entity = e.id WHERE e.key IN (SELECT value FROM json_each(?1))",
        put: "INSERT OR REPLACE INTO alias (entity, folded, spelling, backward, sound, language, sort, case_policy, origin, active)
            VALUES ((SELECT id FROM entity WHERE key = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        remove: "DELETE FROM alias WHERE entity = (SELECT id FROM entity WHERE key = ?1) AND folded = ?2",
    },
    Table {
        name: "tenure",
        rows: "SELECT t.office, h.key, t.since, o.key, t.role, t.until
            FROM tenure t JOIN entity o ON o.id = t.of JOIN entity h ON h.id = t.holder
            WHERE o.key IN (SELECT value FROM json_each(?1)) OR h.key IN (SELECT value FROM json_each(?1))",
        put: "INSERT OR REPLACE INTO tenure (office, holder, since, of, role, until)
            VALUES (?1, (SELECT id FROM entity WHERE key = ?2), ?3, (SELECT id FROM entity WHERE key = ?4), ?5, ?6)",
        remove: "DELETE FROM tenure WHERE office = ?1 AND holder = (SELECT id FROM entity WHERE key = ?2) AND since = ?3",
    },
    Table {
        name: "former_key",
        rows: "SELECT f.key, e.key FROM former_key f JOIN entity e ON e.id = f.entity
            WHERE e.key IN (SELECT value FROM json_each(?1))",
        put: "INSERT OR REPLACE INTO former_key (key, entity) VALUES (?1, (SELECT id FROM entity WHERE key = ?2))",
        remove: "DELETE FROM former_key WHERE key = ?1",
    },
    Table {
        name: "external_id",
        rows: "SELECT x.id, o.key FROM entity e CROSS JOIN json_each('[' || replace(json_quote(e.external), ' ', '\",\"') || ']') i
            JOIN external_id x ON x.id = i.value JOIN entity o ON o.id = x.entity
            WHERE e.key IN (SELECT value FROM json_each(?1))",
        put: "INSERT OR REPLACE INTO external_id (id, entity) VALUES (?1, (SELECT id FROM entity WHERE key = ?2))",
        remove: "DELETE FROM external_id WHERE id = ?1",
    },
    Table {
        name: "joined",
        rows: "SELECT j.import, e.key, j.external, j.prominence, j.before_external, j.before_prominence
            FROM import i CROSS JOIN entity e JOIN joined j ON j.import = i.id AND j.entity = e.id
            WHERE e.key IN (SELECT value FROM json_each(?1))",
        put: "INSERT OR REPLACE INTO joined (import, entity, external, prominence, before_external, before_prominence)
            VALUES (?1, (SELECT id FROM entity WHERE key = ?2), ?3, ?4, ?5, ?6)",
        remove: "DELETE FROM joined WHERE import = ?1 AND entity = (SELECT id FROM entity WHERE key = ?2)",
    },
];

/// One value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Cell {
    Number(i64),
    Text(String),
    Nothing,
}

impl Cell {
    fn read(value: ValueRef<'_>) -> rusqlite::Result<Self> {
        Ok(match value {
            ValueRef::Integer(number) => Cell::Number(number),
            ValueRef::Null => Cell::Nothing,
            other => Cell::Text(other.as_str()?.to_owned()),
        })
    }
}

impl rusqlite::ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Cell::Number(number) => (*number).into(),
            Cell::Text(text) => text.as_str().into(),
            Cell::Nothing => rusqlite::types::Null.into(),
        })
    }
}

/// A row of one of the tables.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Row {
    table: String,
    values: Vec<Cell>,
}

impl Row {
    fn is_entity(&self) -> bool {
        self.table == TABLES[0].name
    }

    /// Whether it is the entity with this key, or belongs to it alone.
    fn belongs_to(&self, key: &str) -> bool {
        let is = |n: usize| self.values.get(n) == Some(&Cell::Text(key.to_owned()));
        match self.table.as_str() {
            "entity" | "alias" => is(0),
            "tenure" => is(1) || is(3),
            _ => is(1),
        }
    }

    fn table(&self) -> Result<&'static Table, StoreError> {
        let found = || self.table.clone();
        TABLES
            .iter()
            .find(|t| t.name == self.table)
            .ok_or_else(|| StoreError::Word { expected: "a table", found: found() })
    }

    /// Keys of the entities in it.
    fn keys(&self) -> impl Iterator<Item = &str> {
        let places: &[usize] = match self.table.as_str() {
            "entity" | "alias" => &[0],
            "tenure" => &[1, 3],
            _ => &[1],
        };
        places
            .iter()
            .filter_map(|&n| if let Some(Cell::Text(key)) = self.values.get(n) { Some(key.as_str()) } else { None })
    }
}

/// The rows that an edit changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// As they were, those that went or changed.
    was: Vec<Row>,
    /// As they are, those that came or changed.
    is: Vec<Row>,
}

impl Rows {
    /// What became of `before`; `new` is the entity that the edit made, which may wait there already.
    pub(super) fn between(mut before: BTreeSet<Row>, after: BTreeSet<Row>, new: Option<&str>) -> Self {
        before.retain(|row| !new.is_some_and(|key| row.belongs_to(key)));
        let was = before.difference(&after).cloned().collect();
        Rows { was, is: after.difference(&before).cloned().collect() }
    }

    /// Keys of the entities whose rows changed, each once.
    pub(super) fn keys(&self) -> Vec<&str> {
        let keys: BTreeSet<&str> = self.was.iter().chain(&self.is).flat_map(Row::keys).collect();
        keys.into_iter().collect()
    }

    /// The row that took the place of an entity's.
    fn now(&self, entity: &Row) -> Option<&Row> {
        self.is.iter().find(|row| row.is_entity() && row.values.first() == entity.values.first())
    }
}

impl Reader<'_> {
    /// All that the tables have of the entities with these keys.
    pub(super) fn rows_of(&self, keys: &[&str]) -> Result<BTreeSet<Row>, StoreError> {
        let keys = serde_json::to_string(keys).expect("keys are texts");
        let mut all = BTreeSet::new();
        for table in TABLES {
            let mut select = self.connection.prepare_cached(table.rows)?;
            let columns = select.column_count();
            let mut rows = select.query([&keys])?;
            while let Some(row) = rows.next()? {
                let values = (0..columns).map(|n| Cell::read(row.get_ref(n)?));
                let values = values.collect::<rusqlite::Result<_>>()?;
                all.insert(Row { table: table.name.to_owned(), values });
            }
        }
        Ok(all)
    }
}

impl Writer<'_> {
    /// Puts the rows back as they were. An entity that came goes, unless it is to `stay`; of one that changed only what the edit
    /// changed is put back.
    pub(super) fn put_back_rows(&mut self, rows: &Rows, stay: bool) -> Result<(), StoreError> {
        for entity in rows.was.iter().filter(|row| row.is_entity()) {
            match rows.now(entity) {
                Some(now) => self.change_back(entity, now)?,
                None => self.run(TABLES[0].put, entity)?,
            }
        }
        for row in rows.is.iter().filter(|row| !row.is_entity()) {
            self.run(row.table()?.remove, row)?;
        }
        for row in rows.was.iter().filter(|row| !row.is_entity()) {
            self.run(row.table()?.put, row)?;
        }
        let came =
            |row: &&Row| row.is_entity() && !rows.was.iter().any(|w| w.is_entity() && w.values[0] == row.values[0]);
        rows.is.iter().filter(|_| !stay).filter(came).try_for_each(|row| self.run(TABLES[0].remove, row))
    }

    fn change_back(&mut self, was: &Row, is: &Row) -> Result<(), StoreError> {
        for (column, (was_value, _)) in
            ENTITY.iter().zip(was.values.iter().zip(&is.values)).filter(|(_, (was, is))| was != is)
        {
            let sql = format!("UPDATE entity SET {column} = ?1 WHERE key = ?2");
            self.connection.prepare_cached(&sql)?.execute([was_value, &was.values[0]])?;
        }
        Ok(())
    }

    /// Runs `sql` with as many values of the row as it takes.
    fn run(&mut self, sql: &str, row: &Row) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let asked = statement.parameter_count();
        statement.execute(params_from_iter(row.values.iter().take(asked)))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_named_by_its_statements_and_all_columns_of_entities_are_kept() {
        let base = rusqlite::Connection::open_in_memory().unwrap();
        base.execute_batch(include_str!("../../schema.sql")).unwrap();
        for table in TABLES {
            let columns = base.prepare(table.rows).unwrap().column_count();
            assert_eq!(base.prepare(table.put).unwrap().parameter_count(), columns, "{}", table.name);
            assert!(base.prepare(table.remove).unwrap().parameter_count() <= columns, "{}", table.name);
            let all = base.prepare(&format!("SELECT * FROM {}", table.name)).unwrap().column_count();
            let numbered = usize::from(["entity", "alias"].contains(&table.name));
            assert_eq!(columns, all - numbered, "{}", table.name);
        }
        let select = base.prepare(TABLES[0].rows).unwrap();
        assert_eq!(select.column_names(), ENTITY);
    }
}
