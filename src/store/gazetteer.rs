//! The gazetteer in the base: loading it, reading it back, taking a newer one.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use rusqlite::{OptionalExtension as _, Row, params, params_from_iter};

use super::{
    EditError, Reader, StoreError, Writer,
    nearest::{backward, sound_hash},
};
use crate::{
    gazetteer::{Alias, Builder, Entity, Gazetteer, KeyedTenure, Tenure},
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
    /// The gazetteer as it stands, with the user's edits, from its tables.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn gazetteer(&self) -> Result<Gazetteer, StoreError> {
        let (mut rows, mut places) = (Builder::default(), HashMap::new());
        self.take_in("SELECT * FROM entity", "SELECT * FROM alias WHERE active", &[], (&mut rows, &mut places))?;
        let mut select = self.connection.prepare_cached("SELECT * FROM tenure")?;
        let mut tenures = select.query([])?;
        while let Some(row) = tenures.next()? {
            let (of, holder) = (places[&row.get("of")?], places[&row.get("holder")?]);
            let [office, role, since, until] = ["office", "role", "since", "until"].map(|column| text(row, column));
            rows.tenure(&Tenure { office: office?, role: role?, of, holder, since: since?, until: until? });
        }
        Ok(rows.build())
    }

    /// The gazetteer as it stands: `compiled` as it was compiled from this base, and what has changed since over it.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn gazetteer_over(&self, compiled: &Gazetteer) -> Result<Gazetteer, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT entity FROM changed")?;
        let keys: Vec<String> = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let (mut rows, mut places) = (Builder::default(), HashMap::new());
        for key in &keys {
            let entity = "SELECT * FROM entity WHERE key = ?";
            let aliases = "SELECT * FROM alias WHERE active AND entity = (SELECT id FROM entity WHERE key = ?)";
            self.take_in(entity, aliases, &[key], (&mut rows, &mut places))?;
        }
        let tenures = self.tenures_with(&keys)?;
        Ok(compiled.with_changes(keys.iter().map(String::as_str), rows, tenures))
    }

    /// The tenures in which one of these entities stands.
    fn tenures_with(&self, keys: &[String]) -> Result<Vec<KeyedTenure>, StoreError> {
        let sql = "SELECT t.office, t.role, o.key, h.key, t.since, t.until
            FROM tenure t JOIN entity o ON o.id = t.of JOIN entity h ON h.id = t.holder
            WHERE o.key IN (SELECT value FROM json_each(?1)) OR h.key IN (SELECT value FROM json_each(?1))";
        let mut select = self.connection.prepare_cached(sql)?;
        let keys = serde_json::to_string(keys).expect("keys are texts");
        let rows = select.query_map([keys], |row| {
            let [office, role, of, holder] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?];
            Ok(KeyedTenure { office, role, of, holder, since: row.get(4)?, until: row.get(5)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Where the base lies; none when it lies in memory.
    pub fn path(&self) -> Option<&Path> {
        self.connection.path().filter(|p| !p.is_empty()).map(Path::new)
    }

    /// How many entities have changed since the gazetteer was compiled, and its version then, if it was.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn compiled(&self) -> Result<(u64, Option<String>), StoreError> {
        let changed: i64 = self.connection.query_row("SELECT count(*) FROM changed", [], |row| row.get(0))?;
        Ok((changed as u64, self.fact("compiled")?))
    }

    /// How many spellings there are.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn spelling_count(&self) -> Result<u64, StoreError> {
        let count: i64 = self.connection.query_row("SELECT count(*) FROM alias WHERE active", [], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// Adds the entities and aliases that two questions give; entities by row to `places`.
    fn take_in(
        &self,
        entities: &str,
        aliases: &str,
        values: &[&str],
        (rows, places): (&mut Builder, &mut HashMap<i64, EntityId>),
    ) -> Result<(), StoreError> {
        let mut select = self.connection.prepare_cached(entities)?;
        let mut found = select.query(params_from_iter(values))?;
        while let Some(row) = found.next()? {
            places.insert(row.get("id")?, rows.entity(&entity(row)?));
        }
        let mut select = self.connection.prepare_cached(aliases)?;
        let mut found = select.query(params_from_iter(values))?;
        while let Some(row) = found.next()? {
            rows.alias(&alias(row, places[&row.get("entity")?])?);
        }
        Ok(())
    }

    /// Version of the gazetteer as it stands; none in a base that has none yet.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn gazetteer_version(&self) -> Result<Option<String>, StoreError> {
        self.fact("gazetteer")
    }

    /// Version of the shipped gazetteer that this one began from; none where that is not known, as in a base made of tables.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn shipped_version(&self) -> Result<Option<String>, StoreError> {
        self.fact("shipped")
    }

    pub(super) fn fact(&self, name: &str) -> Result<Option<String>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT value FROM meta WHERE name = ?")?;
        Ok(select.query_row([name], |row| row.get(0)).optional()?)
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
        self.lift()?;
        self.take_entities(shipped)?;
        self.take_spellings(shipped)?;
        self.state("shipped", &shipped.version())?;
        let conflicts = self.replay()?;
        self.join_again()?;
        self.connection.execute_batch("DELETE FROM changed; DELETE FROM meta WHERE name = 'compiled'")?;
        let version = format!("{:016x}", self.whole_digest()?);
        self.state("gazetteer", &version)?;
        Ok(conflicts)
    }

    /// Records that the gazetteer in the base is compiled into the file beside it, with the version that it has there.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn mark_compiled(&mut self, version: &str) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM changed", [])?;
        self.state("compiled", version)
    }

    pub(super) fn state(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value";
        self.connection.prepare_cached(sql)?.execute([name, value])?;
        Ok(())
    }

    /// Entities keep their rows: annotations point at them.
    fn take_entities(&mut self, shipped: &Gazetteer) -> Result<(), StoreError> {
        let new: HashSet<&str> = shipped.entities().map(|(_, e)| e.key).collect();
        let old: Vec<String> = {
            let mut select = self.connection.prepare("SELECT key FROM entity WHERE origin = 'shipped'")?;
            select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        self.connection.execute_batch(
            "DELETE FROM tenure; DELETE FROM alias WHERE origin NOT GLOB 'import:*'; UPDATE alias SET active = 1 WHERE NOT active;",
        )?;
        for gone in old.iter().filter(|key| !new.contains(key.as_str())) {
            self.keep_imports(gone)?;
            self.connection
                .prepare_cached("DELETE FROM entity WHERE key = ? AND origin = 'shipped'")?
                .execute([gone])?;
        }
        shipped.entities().try_for_each(|(_, entity)| self.put_entity(&entity))
    }

    /// Adds the entity, or changes the one that has its key.
    pub(super) fn put_entity(&mut self, e: &Entity) -> Result<(), StoreError> {
        let sql = "INSERT INTO entity (key, kind, name, description, gender, country, external, prominence, origin)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, name = excluded.name,
                description = excluded.description, gender = excluded.gender, country = excluded.country,
                external = excluded.external, prominence = excluded.prominence, origin = excluded.origin";
        self.connection.prepare_cached(sql)?.execute(params![
            e.key,
            e.kind.word(),
            e.name,
            e.description,
            e.gender,
            e.country,
            e.external,
            e.prominence,
            e.origin
        ])?;
        Ok(())
    }

    fn take_spellings(&mut self, shipped: &Gazetteer) -> Result<(), StoreError> {
        let row = |e: Entity| self.entity_row(e.key)?.ok_or_else(|| StoreError::UnknownEntity(e.key.to_owned()));
        let rows =
            shipped.entities().map(|(id, e)| Ok((id, row(e)?))).collect::<Result<HashMap<_, _>, StoreError>>()?;
        let imports = self.connection.prepare("SELECT 1 FROM import")?.exists([])?;
        for (_, alias) in shipped.aliases() {
            if imports {
                // what was taken in gives way to the same spelling
                let sql = "DELETE FROM alias WHERE entity = ? AND folded = ?";
                self.connection.prepare_cached(sql)?.execute(params![rows[&alias.entity], fold(alias.spelling)])?;
            }
            self.put_alias(rows[&alias.entity], &alias)?;
        }
        let sql = "INSERT INTO tenure (office, role, of, holder, since, until) VALUES (?, ?, ?, ?, ?, ?)";
        let mut insert = self.connection.prepare_cached(sql)?;
        for t in shipped.tenures() {
            let (of, holder) = (rows[&t.of], rows[&t.holder]);
            insert.execute(params![t.office, t.role, of, holder, t.since, t.until])?;
        }
        Ok(())
    }

    /// Adds one spelling to the entity in `row`; the alias' own entity is not looked at.
    pub(super) fn put_alias(&mut self, row: i64, a: &Alias) -> Result<(), StoreError> {
        let sql = "INSERT INTO alias (entity, spelling, folded, backward, sound, language, sort, case_policy, origin)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let folded = fold(a.spelling);
        self.connection.prepare_cached(sql)?.execute(params![
            row,
            a.spelling,
            folded,
            backward(&folded),
            sound_hash(&folded),
            a.language,
            a.sort.word(),
            a.case.word(),
            a.origin
        ])?;
        Ok(())
    }
}

pub(super) fn entity<'r>(row: &'r Row<'_>) -> Result<Entity<'r>, StoreError> {
    let maybe = |column| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str_or_null()?.filter(|t| !t.is_empty()));
    Ok(Entity {
        key: text(row, "key")?,
        kind: word(row, "kind", Kind::from_word)?,
        name: text(row, "name")?,
        description: text(row, "description")?,
        gender: maybe("gender")?,
        country: maybe("country")?,
        external: text(row, "external")?,
        prominence: row.get("prominence")?,
        origin: text(row, "origin")?,
    })
}

pub(super) fn alias<'r>(row: &'r Row<'_>, entity: EntityId) -> Result<Alias<'r>, StoreError> {
    Ok(Alias {
        entity,
        spelling: text(row, "spelling")?,
        language: text(row, "language")?,
        sort: word(row, "sort", AliasSort::from_word)?,
        case: word(row, "case_policy", CasePolicy::from_word)?,
        origin: text(row, "origin")?,
    })
}

/// The text in `column`.
pub(super) fn text<'r>(row: &'r Row<'_>, column: &str) -> Result<&'r str, StoreError> {
    Ok(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?)
}

/// The value that the word in `column` stands for.
pub(super) fn word<T>(row: &Row<'_>, column: &'static str, read: fn(&str) -> Option<T>) -> Result<T, StoreError> {
    let found = text(row, column)?;
    read(found).ok_or_else(|| StoreError::Word { expected: column, found: found.to_owned() })
}
