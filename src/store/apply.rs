//! What an edit does to the tables.

use rusqlite::{OptionalExtension as _, params};

use super::{Change, Edit, EditError, Reader, StoreError, Writer};
use crate::{
    gazetteer::{Alias, Entity, TAKEN_IN, files::well_formed},
    model::{AliasSort, CasePolicy, EntityId, Kind},
    text::fold,
};

/// One row of the alias table.
pub(super) struct Row {
    pub id: i64,
    pub spelling: String,
    pub active: bool,
}

impl Reader<'_> {
    /// The spelling of an entity, in force or not.
    pub(super) fn alias_row(&self, entity: i64, spelling: &str) -> Result<Option<Row>, StoreError> {
        let sql = "SELECT id, spelling, active FROM alias WHERE entity = ? AND folded = ?";
        let mut select = self.connection.prepare_cached(sql)?;
        let row = |row: &rusqlite::Row<'_>| Ok(Row { id: row.get(0)?, spelling: row.get(1)?, active: row.get(2)? });
        Ok(select.query_row(params![entity, fold(spelling)], row).optional()?)
    }

    /// Keys of the other entities that have this spelling.
    pub(super) fn others_spelled(&self, entity: i64, spelling: &str) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT e.key FROM alias a JOIN entity e ON e.id = a.entity
            WHERE a.folded = ? AND a.active AND a.entity <> ? ORDER BY e.key";
        let mut select = self.connection.prepare_cached(sql)?;
        let keys = select.query_map(params![fold(spelling), entity], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// Keys of the entities that an edit changes.
    pub(super) fn touched(&self, edit: &Edit) -> Result<Vec<String>, StoreError> {
        Ok(match edit {
            Edit::AddAlias { entity, .. }
            | Edit::ForgetAlias { entity, .. }
            | Edit::AddEntity { key: entity, .. }
            | Edit::SetEntity { entity, .. }
            | Edit::SetAlias { entity, .. } => vec![entity.clone()],
            Edit::Merge { from, into } => [self.bound_to(from)?, vec![from.clone(), into.clone()]].concat(),
            Edit::Split { from, key, .. } => vec![from.clone(), key.clone()],
            Edit::ForgetEntity { entity } => [self.bound_to(entity)?, vec![entity.clone()]].concat(),
            Edit::Hold { of, holder, .. } => [self.bound_to(holder)?, vec![of.clone(), holder.clone()]].concat(),
            Edit::ForgetTenure { holder, .. } => [self.bound_to(holder)?, vec![holder.clone()]].concat(),
            Edit::Set { .. } | Edit::Reject { .. } | Edit::Judge { .. } | Edit::Import { .. } => Vec::new(),
        })
    }

    /// The row of the entity with this key.
    pub(super) fn row_known(&self, key: &str) -> Result<i64, EditError> {
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
            Edit::AddEntity { key, kind, name } => drop(self.add_entity((key, *kind), name)?),
            Edit::SetEntity { entity, particular, value } => self.set_entity((entity, *particular), value)?,
            Edit::SetAlias { entity, spelling, particular, value } => {
                self.set_alias((entity, spelling), (*particular, value))?;
            }
            Edit::Merge { from, into } => self.merge(from, into)?,
            Edit::Split { from, spellings, key, kind, name } => {
                change.noticed.also = self.split((from, spellings), (key, *kind, name))?;
            }
            Edit::ForgetEntity { entity } => self.forget_entity(entity)?,
            Edit::Hold { office, role, of, holder, since, until } => {
                self.hold((office, role), (of, holder), (since, until))?;
            }
            Edit::ForgetTenure { office, holder, since, .. } => {
                self.forget_tenure((office, holder), since.as_deref())?
            }
            Edit::Set { source, particular, correction } => {
                change.earlier = self.correct((source, *particular), correction)?;
            }
            Edit::Reject { entity, name } => self.reject(name, entity, true)?,
            Edit::Judge { quotation, what, verdict } => {
                change.judged = self.judge((quotation, *what), verdict.as_ref())?;
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

    /// Adds an entity of the user's with its name as a spelling; gives its row.
    pub(super) fn add_entity(&mut self, (key, kind): (&str, Kind), name: &str) -> Result<i64, EditError> {
        let row = self.add_nameless((key, kind), name)?;
        self.add_name((key, row), name)?;
        Ok(row)
    }

    /// Adds an entity of the user's without a spelling; gives its row.
    pub(super) fn add_nameless(&mut self, (key, kind): (&str, Kind), name: &str) -> Result<i64, EditError> {
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
        self.row_known(key)
    }

    /// Makes a name a spelling of the user's.
    pub(super) fn add_name(&mut self, (key, row): (&str, i64), name: &str) -> Result<(), EditError> {
        let (sort, case, origin) = (AliasSort::Name, CasePolicy::Match, "user");
        let alias = Alias { entity: EntityId(0), spelling: name, language: "*", sort, case, origin };
        self.add_alias((key, row), &alias)?;
        Ok(())
    }

    /// Whether an entity has this key, other than one of the user's that waits for its edit to be made again and so has
    /// no spellings but those that were taken in.
    fn taken(&self, key: &str) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM entity e WHERE key = ?1
            AND (origin <> 'user' OR EXISTS (SELECT 1 FROM alias a WHERE a.entity = e.id AND a.origin NOT GLOB 'import:*'))
            UNION ALL SELECT 1 FROM former_key WHERE key = ?1";
        Ok(self.connection.prepare_cached(sql)?.exists([key])?)
    }

    /// Takes a change back, without logging it.
    pub(super) fn revert(&mut self, change: &Change) -> Result<(), EditError> {
        match &change.edit {
            Edit::Import { import } => self.take_out(*import)?,
            Edit::Reject { entity, name } => self.reject(name, entity, false)?,
            Edit::Set { source, particular, .. } => self.lay((source, *particular), change.earlier.as_ref())?,
            Edit::Judge { quotation, what, .. } => self.put_verdict((quotation, *what), change.judged.as_ref())?,
            _ => self.put_back_rows(&change.rows, false)?,
        }
        Ok(())
    }

    /// Lets a spelling count, or not.
    pub(super) fn activate(&mut self, alias: i64, active: bool) -> Result<(), StoreError> {
        self.connection.execute("UPDATE alias SET active = ? WHERE id = ?", params![active, alias])?;
        Ok(())
    }
}
