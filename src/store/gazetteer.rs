//! The gazetteer in the base: loading it, reading it back, taking a newer one.

use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension as _, Row, params};

use super::{EditError, Reader, StoreError, Writer};
use crate::{
    gazetteer::{Alias, Entity, Gazetteer, Tenure},
    model::{AliasSort, CasePolicy, EntityId, Kind},
    text::fold,
};

/// An edit of the user that does not fit a newer gazetteer; it is no longer in force.
#[derive(Debug)]
pub struct Conflict {
    /// The edit, as it could be typed.
    pub command: String,
    /// Why it does not fit.
    pub reason: EditError,
}

impl Reader<'_> {
    /// The gazetteer as it stands, with the user's edits.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn gazetteer(&self) -> Result<Gazetteer, StoreError> {
        let mut places = HashMap::new();
        let mut entities = Vec::new();
        let mut select = self.connection.prepare_cached("SELECT * FROM entity ORDER BY key")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            places.insert(row.get("id")?, EntityId(entities.len() as u32));
            entities.push(entity(row)?);
        }
        let aliases = self.aliases(&places)?;
        let tenures = self.tenures(&places)?;
        Ok(Gazetteer::new(entities, aliases, tenures))
    }

    /// Version of the gazetteer as it stands; none in a base that has none yet.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn gazetteer_version(&self) -> Result<Option<String>, StoreError> {
        self.fact("gazetteer")
    }

    /// Version of the shipped gazetteer that this one began from.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn shipped_version(&self) -> Result<Option<String>, StoreError> {
        self.fact("shipped")
    }

    fn fact(&self, name: &str) -> Result<Option<String>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT value FROM meta WHERE name = ?")?;
        Ok(select.query_row([name], |row| row.get(0)).optional()?)
    }

    fn aliases(&self, places: &HashMap<i64, EntityId>) -> Result<Vec<Alias>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT * FROM alias WHERE active")?;
        let mut rows = select.query([])?;
        let mut aliases = Vec::new();
        while let Some(row) = rows.next()? {
            aliases.push(Alias {
                entity: places[&row.get("entity")?],
                spelling: row.get("spelling")?,
                language: row.get("language")?,
                sort: word(row, "sort", AliasSort::from_word)?,
                case: word(row, "case_policy", CasePolicy::from_word)?,
                origin: row.get("origin")?,
            });
        }
        Ok(aliases)
    }

    fn tenures(&self, places: &HashMap<i64, EntityId>) -> Result<Vec<Tenure>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT * FROM tenure")?;
        let mut rows = select.query([])?;
        let mut tenures = Vec::new();
        while let Some(row) = rows.next()? {
            tenures.push(Tenure {
                office: row.get("office")?,
                role: row.get("role")?,
                of: places[&row.get("of")?],
                holder: places[&row.get("holder")?],
                since: row.get("since")?,
                until: row.get("until")?,
            });
        }
        Ok(tenures)
    }

    /// For each entity of `gazetteer`, its row.
    pub(super) fn entity_rows(&self, gazetteer: &Gazetteer) -> Result<Vec<i64>, StoreError> {
        let row = |e: &Entity| self.entity_row(&e.key)?.ok_or_else(|| StoreError::UnknownEntity(e.key.clone()));
        gazetteer.entities().iter().map(row).collect()
    }

    /// The row of the entity with this key.
    pub(super) fn entity_row(&self, key: &str) -> Result<Option<i64>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT id FROM entity WHERE key = ?")?;
        Ok(select.query_row([key], |row| row.get(0)).optional()?)
    }
}

impl Writer<'_> {
    /// Puts `shipped` in the place of the gazetteer that the base has, if it has one, and the user's edits over it
    /// again. Those that no longer fit are returned, and leave the log.
    ///
    /// Documents that mention an entity which is gone must be read again in the same transaction, or it fails.
    ///
    /// # Errors
    /// When the base cannot be written, or `shipped` has one spelling twice in an entity.
    pub fn take_gazetteer(&mut self, shipped: &Gazetteer) -> Result<Vec<Conflict>, StoreError> {
        self.take_entities(shipped)?;
        self.take_spellings(shipped)?;
        self.state("shipped", shipped.version())?;
        let conflicts = self.replay()?;
        self.stamp_gazetteer()?;
        Ok(conflicts)
    }

    /// Records the version of the gazetteer as it stands.
    pub(super) fn stamp_gazetteer(&mut self) -> Result<(), StoreError> {
        let version = self.gazetteer()?.version().to_owned();
        self.state("gazetteer", &version)
    }

    fn state(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value";
        self.connection.prepare_cached(sql)?.execute([name, value])?;
        Ok(())
    }

    /// Entities keep their rows: annotations point at them.
    fn take_entities(&mut self, shipped: &Gazetteer) -> Result<(), StoreError> {
        let new: HashSet<&str> = shipped.entities().iter().map(|e| e.key.as_str()).collect();
        let old: Vec<String> = {
            let mut select = self.connection.prepare("SELECT key FROM entity WHERE origin = 'shipped'")?;
            select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        self.connection.execute_batch("DELETE FROM tenure; DELETE FROM alias;")?;
        for gone in old.iter().filter(|key| !new.contains(key.as_str())) {
            self.connection.prepare_cached("DELETE FROM entity WHERE key = ?")?.execute([gone])?;
        }
        shipped.entities().iter().try_for_each(|entity| self.put_entity(entity))
    }

    /// Adds the entity, or changes the one that has its key.
    pub(super) fn put_entity(&mut self, e: &Entity) -> Result<(), StoreError> {
        let sql = "INSERT INTO entity (key, kind, name, description, gender, country, external, origin)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, name = excluded.name,
                description = excluded.description, gender = excluded.gender, country = excluded.country,
                external = excluded.external, origin = excluded.origin";
        self.connection.prepare_cached(sql)?.execute(params![
            e.key,
            e.kind.word(),
            e.name,
            e.description,
            e.gender,
            e.country,
            e.external,
            e.origin
        ])?;
        Ok(())
    }

    fn take_spellings(&mut self, shipped: &Gazetteer) -> Result<(), StoreError> {
        let rows = self.entity_rows(shipped)?;
        for alias in shipped.aliases() {
            self.put_alias(rows[alias.entity.0 as usize], alias)?;
        }
        let sql = "INSERT INTO tenure (office, role, of, holder, since, until) VALUES (?, ?, ?, ?, ?, ?)";
        let mut insert = self.connection.prepare_cached(sql)?;
        for t in shipped.tenures() {
            let (of, holder) = (rows[t.of.0 as usize], rows[t.holder.0 as usize]);
            insert.execute(params![t.office, t.role, of, holder, t.since, t.until])?;
        }
        Ok(())
    }

    /// Adds one spelling to the entity in `row`; the alias' own entity is not looked at.
    pub(super) fn put_alias(&mut self, row: i64, a: &Alias) -> Result<(), StoreError> {
        let sql = "INSERT INTO alias (entity, spelling, folded, language, sort, case_policy, origin)
            VALUES (?, ?, ?, ?, ?, ?, ?)";
        let folded = fold(&a.spelling);
        self.connection.prepare_cached(sql)?.execute(params![
            row,
            a.spelling,
            folded,
            a.language,
            a.sort.word(),
            a.case.word(),
            a.origin
        ])?;
        Ok(())
    }
}

fn entity(row: &Row<'_>) -> Result<Entity, StoreError> {
    Ok(Entity {
        key: row.get("key")?,
        kind: word(row, "kind", Kind::from_word)?,
        name: row.get("name")?,
        description: row.get("description")?,
        gender: row.get("gender")?,
        country: row.get("country")?,
        external: row.get("external")?,
        origin: row.get("origin")?,
    })
}

/// The value that the word in `column` stands for.
pub(super) fn word<T>(row: &Row<'_>, column: &'static str, read: fn(&str) -> Option<T>) -> Result<T, StoreError> {
    let found: String = row.get(column)?;
    read(&found).ok_or(StoreError::Word { expected: column, found })
}
