//! What an edit does to the tables.

use rusqlite::{OptionalExtension as _, params};

use super::{Change, Edit, EditError, Reader, StoreError, Writer};
use crate::{
    gazetteer::{Alias, Entity, TAKEN_IN, files::well_formed},
    model::{AliasSort, CasePolicy, EntityId, Kind},
    text::fold,
};

/// One row of the alias table.
struct Row {
    id: i64,
    spelling: String,
    active: bool,
}

impl Reader<'_> {
    fn alias_row(&self, entity: i64, spelling: &str) -> Result<Option<Row>, StoreError> {
        let sql = "SELECT id, spelling, active FROM alias WHERE entity = ? AND folded = ?";
        let mut select = self.connection.prepare_cached(sql)?;
        let row = |row: &rusqlite::Row<'_>| Ok(Row { id: row.get(0)?, spelling: row.get(1)?, active: row.get(2)? });
        Ok(select.query_row(params![entity, fold(spelling)], row).optional()?)
    }

    fn others_spelled(&self, entity: i64, spelling: &str) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT e.key FROM alias a JOIN entity e ON e.id = a.entity
            WHERE a.folded = ? AND a.active AND a.entity <> ? ORDER BY e.key";
        let mut select = self.connection.prepare_cached(sql)?;
        let keys = select.query_map(params![fold(spelling), entity], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// Keys of the entities that an edit changes.
    pub(super) fn touched(&self, edit: &Edit) -> Result<Vec<String>, StoreError> {
        Ok(match edit {
            Edit::AddAlias { entity, .. } | Edit::ForgetAlias { entity, .. } | Edit::AddEntity { key: entity, .. } => {
                vec![entity.clone()]
            }
            Edit::Set { .. } | Edit::Import { .. } => Vec::new(),
        })
    }

    fn row_known(&self, key: &str) -> Result<i64, EditError> {
        self.entity_row(key)?.ok_or_else(|| EditError::UnknownEntity(key.to_owned()))
    }
}

impl Writer<'_> {
    /// Changes what `edit` says, without logging it.
    pub(super) fn apply(&mut self, edit: Edit) -> Result<Change, EditError> {
        let mut change = Change::plain(edit);
        match &change.edit {
            Edit::AddAlias { entity, spelling, language, sort, case } => {
                let row = self.row_known(entity)?;
                change.noticed.also = self.others_spelled(row, spelling)?;
                let (entity_id, sort, case, origin) = (EntityId(0), *sort, *case, "user");
                let alias = Alias { entity: entity_id, spelling, language, sort, case, origin };
                change.noticed.revived = self.add_alias((entity, row), &alias)?;
            }
            Edit::ForgetAlias { entity, spelling } => self.forget_alias(entity, spelling)?,
            Edit::AddEntity { key, kind, name } => self.add_entity((key, *kind), name)?,
            Edit::Set { source, particular, correction } => {
                change.earlier = self.correct((source, *particular), correction)?;
            }
            Edit::Import { import } => return Err(EditError::ImportAgain(format!("{TAKEN_IN}{import}"))),
        }
        Ok(change)
    }

    /// Whether it had only been taken out and is back as it was.
    fn add_alias(&mut self, (key, row): (&str, i64), alias: &Alias) -> Result<bool, EditError> {
        let speakable = fold(alias.spelling).contains(char::is_alphanumeric);
        if !speakable || alias.spelling.contains(char::is_control) {
            return Err(EditError::Spelling(alias.spelling.to_owned()));
        }
        match self.alias_row(row, alias.spelling)? {
            Some(old) if old.active => Err(EditError::AlreadyThere { entity: key.to_owned(), spelling: old.spelling }),
            Some(old) => {
                self.activate(old.id, true)?;
                Ok(true)
            }
            None => {
                self.put_alias(row, alias)?;
                Ok(false)
            }
        }
    }

    fn forget_alias(&mut self, entity: &str, spelling: &str) -> Result<(), EditError> {
        let row = self.row_known(entity)?;
        match self.alias_row(row, spelling)? {
            Some(old) if old.active => Ok(self.activate(old.id, false)?),
            _ => Err(EditError::NotThere { entity: entity.to_owned(), spelling: spelling.to_owned() }),
        }
    }

    fn add_entity(&mut self, (key, kind): (&str, Kind), name: &str) -> Result<(), EditError> {
        if !well_formed(key) || self.taken(key)? {
            return Err(EditError::Key(key.to_owned()));
        }
        let entity = Entity {
            key,
            kind,
            name,
            description: "",
            gender: None,
            country: None,
            external: "",
            prominence: 0,
            origin: "user",
        };
        self.put_entity(&entity)?;
        let row = self.row_known(key)?;
        let (spelling, language, origin) = (entity.name, "*", entity.origin);
        let (sort, case) = (AliasSort::Name, CasePolicy::Match);
        self.add_alias((key, row), &Alias { entity: EntityId(0), spelling, language, sort, case, origin })?;
        Ok(())
    }

    /// Whether an entity has this key, other than one of the user's that waits for its edit to be made again and so has
    /// no spelling of the user's.
    fn taken(&self, key: &str) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM entity e WHERE key = ?
            AND (origin <> 'user' OR EXISTS (SELECT 1 FROM alias a WHERE a.entity = e.id AND a.origin = 'user'))";
        Ok(self.connection.prepare_cached(sql)?.exists([key])?)
    }

    /// Takes a change back, without logging it.
    pub(super) fn revert(&mut self, change: &Change) -> Result<(), EditError> {
        match &change.edit {
            Edit::Import { import } => self.take_out(*import)?,
            Edit::Set { source, particular, .. } => self.lay((source, *particular), change.earlier.as_ref())?,
            _ => self.put_back_rows(&change.rows, false)?,
        }
        Ok(())
    }

    fn activate(&mut self, alias: i64, active: bool) -> Result<(), StoreError> {
        self.connection.execute("UPDATE alias SET active = ? WHERE id = ?", params![active, alias])?;
        Ok(())
    }
}
