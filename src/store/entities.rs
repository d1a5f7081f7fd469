//! Edits of whole entities: what is known of them, two that are one, one that is two, one that should not be there.

use rusqlite::params;

use super::{EditError, Reader, StoreError, Writer, gazetteer::entity};
use crate::{
    gazetteer::Entity,
    model::{AliasParticular, AliasSort, CasePolicy, EntityParticular, Kind},
};

impl Reader<'_> {
    /// Whether an entity has this key, or had it before it was merged.
    pub(super) fn is_key(&self, key: &str) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM entity WHERE key = ?1 UNION ALL SELECT 1 FROM former_key WHERE key = ?1";
        Ok(self.connection.prepare_cached(sql)?.exists([key])?)
    }

    /// Keys of the entities of which something points at this one: it is their country, or they share a tenure with it.
    pub(super) fn bound_to(&self, key: &str) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT key FROM entity WHERE country = ?1
            UNION SELECT o.key FROM entity e JOIN tenure t ON t.holder = e.id JOIN entity o ON o.id = t.of WHERE e.key = ?1
            UNION SELECT h.key FROM entity e JOIN tenure t ON t.of = e.id JOIN entity h ON h.id = t.holder WHERE e.key = ?1";
        let mut select = self.connection.prepare_cached(sql)?;
        Ok(select.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// What `work` tells of the entity in this row.
    fn told<T>(&self, row: i64, work: impl FnOnce(&Entity) -> T) -> Result<T, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT * FROM entity WHERE id = ?")?;
        let mut rows = select.query([row])?;
        let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        Ok(work(&entity(row)?))
    }
}

impl Writer<'_> {
    /// Sets a particular of an entity.
    pub(super) fn set_entity(
        &mut self,
        (key, particular): (&str, EntityParticular),
        value: &str,
    ) -> Result<(), EditError> {
        let row = self.row_known(key)?;
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let before = self.told(row, |e| {
            let text = match particular {
                EntityParticular::Name => e.name,
                EntityParticular::Description => e.description,
                EntityParticular::Kind => e.kind.word(),
                EntityParticular::Gender => e.gender.unwrap_or_default(),
                EntityParticular::Country => e.country.unwrap_or_default(),
            };
            text.to_owned()
        })?;
        if before == value {
            return Err(EditError::SoAlready { what: particular.word(), whose: key.to_owned(), value });
        }
        self.check_particular(particular, &value)?;
        if particular == EntityParticular::Name && !self.alias_row(row, &value)?.is_some_and(|alias| alias.active) {
            self.add_name((key, row), &value)?;
        }
        let sql = format!("UPDATE entity SET {particular} = ?1 WHERE id = ?2");
        let nothing = value.is_empty() && particular != EntityParticular::Description;
        let value = Some(value).filter(|_| !nothing);
        self.connection.prepare_cached(&sql)?.execute(params![value, row])?;
        Ok(())
    }

    fn check_particular(&self, particular: EntityParticular, value: &str) -> Result<(), EditError> {
        let expected = match particular {
            EntityParticular::Name if value.is_empty() => "a name",
            EntityParticular::Kind if Kind::from_word(value).is_none() => "person, place, organisation or work",
            EntityParticular::Gender if !["f", "m", ""].contains(&value) => "f, m or nothing",
            EntityParticular::Country if !value.is_empty() && self.entity_row(value)?.is_none() => {
                return Err(EditError::UnknownEntity(value.to_owned()));
            }
            _ => return Ok(()),
        };
        Err(EditError::Value { expected, found: value.to_owned() })
    }

    /// Sets a particular of a spelling.
    pub(super) fn set_alias(
        &mut self,
        (key, spelling): (&str, &str),
        (particular, value): (AliasParticular, &str),
    ) -> Result<(), EditError> {
        let row = self.row_known(key)?;
        let alias = self.alias_row(row, spelling)?.filter(|alias| alias.active);
        let not_there = || EditError::NotThere { entity: key.to_owned(), spelling: spelling.to_owned() };
        let alias = alias.ok_or_else(not_there)?;
        let column = match particular {
            AliasParticular::Case => "case_policy",
            AliasParticular::Sort => "sort",
            AliasParticular::Language => "language",
        };
        let expected = match particular {
            AliasParticular::Case if CasePolicy::from_word(value).is_none() => "match or any",
            AliasParticular::Sort if AliasSort::from_word(value).is_none() => "a sort of spelling",
            AliasParticular::Language if !is_language(value) => "a code such as fr, or * for every language",
            _ => "",
        };
        if !expected.is_empty() {
            return Err(EditError::Value { expected, found: value.to_owned() });
        }
        let sql = format!("UPDATE alias SET {column} = ?1 WHERE id = ?2 AND {column} <> ?1");
        if self.connection.prepare_cached(&sql)?.execute(params![value, alias.id])? == 0 {
            let (whose, value) = (alias.spelling, value.to_owned());
            return Err(EditError::SoAlready { what: particular.word(), whose, value });
        }
        Ok(())
    }

    /// Makes two entities one.
    pub(super) fn merge(&mut self, from: &str, into: &str) -> Result<(), EditError> {
        if from == into {
            return Err(EditError::Same(from.to_owned()));
        }
        let rows = (self.row_known(from)?, self.row_known(into)?);
        let kinds = (self.told(rows.0, |e| e.kind)?, self.told(rows.1, |e| e.kind)?);
        if kinds.0 != kinds.1 {
            return Err(EditError::Kinds { from: kinds.0, into: kinds.1 });
        }
        for sql in MERGE {
            let mut statement = self.connection.prepare_cached(sql)?;
            let asked = statement.parameter_count();
            statement.execute(rusqlite::params_from_iter([rows.0, rows.1].iter().take(asked)))?;
        }
        self.connection.execute("UPDATE entity SET country = nullif(?2, key) WHERE country = ?1", [from, into])?;
        let ids = self.told(rows.0, |e| e.external.to_owned())?;
        let own = self.told(rows.1, |e| e.external.to_owned())?;
        let ids = ids.split(' ').filter(|id| !own.split(' ').any(|known| known == *id));
        let all: Vec<&str> = own.split(' ').chain(ids).filter(|id| !id.is_empty()).collect();
        self.connection.execute("UPDATE entity SET external = ? WHERE id = ?", params![all.join(" "), rows.1])?;
        self.connection.execute("DELETE FROM entity WHERE id = ?", [rows.0])?;
        self.connection.execute("INSERT INTO former_key (key, entity) VALUES (?, ?)", params![from, rows.1])?;
        Ok(self.delivered_as(from, into)?)
    }

    /// Makes some spellings those of a new entity; gives the keys of others that its name belongs to as well.
    pub(super) fn split(
        &mut self,
        (from, spellings): (&str, &[String]),
        (key, kind, name): (&str, Kind, &str),
    ) -> Result<Vec<String>, EditError> {
        let old = self.row_known(from)?;
        let mut going = Vec::new();
        for spelling in spellings {
            let alias = self.alias_row(old, spelling)?.filter(|alias| alias.active);
            let not_there = || EditError::NotThere { entity: from.to_owned(), spelling: spelling.clone() };
            going.push(alias.ok_or_else(not_there)?.id);
        }
        let new = self.add_nameless((key, kind), name)?;
        for alias in going {
            self.connection.prepare_cached("UPDATE alias SET entity = ? WHERE id = ?")?.execute([new, alias])?;
        }
        let left = "SELECT 1 FROM alias WHERE entity = ? AND active";
        if !self.connection.prepare_cached(left)?.exists([old])? {
            return Err(EditError::Spellingless(from.to_owned()));
        }
        if self.alias_row(new, name)?.is_none() {
            self.add_name((key, new), name)?;
        }
        Ok(self.others_spelled(new, name)?)
    }

    /// Takes an entity out, with all that belongs to it.
    pub(super) fn forget_entity(&mut self, key: &str) -> Result<(), EditError> {
        let row = self.row_known(key)?;
        self.connection.execute("UPDATE entity SET country = NULL WHERE country = ?", [key])?;
        self.connection.execute("DELETE FROM entity WHERE id = ?", [row])?;
        Ok(())
    }
}

/// What belongs to the entity in row ?1 goes over to the one in row ?2. What both have is the second one's.
const MERGE: &[&str] = &[
    "UPDATE alias SET active = 1 WHERE entity = ?2 AND folded IN (SELECT folded FROM alias WHERE entity = ?1 AND active)",
    "UPDATE OR IGNORE alias SET entity = ?2 WHERE entity = ?1",
    "UPDATE OR IGNORE tenure SET holder = ?2 WHERE holder = ?1",
    "UPDATE tenure SET of = ?2 WHERE of = ?1",
    "DELETE FROM tenure WHERE of = holder",
    "UPDATE external_id SET entity = ?2 WHERE entity = ?1",
    "UPDATE joined SET external = trim(external || ' ' || (SELECT o.external FROM joined o WHERE o.import = joined.import AND o.entity = ?1))
        WHERE entity = ?2 AND import IN (SELECT import FROM joined WHERE entity = ?1)",
    "UPDATE OR IGNORE joined SET entity = ?2 WHERE entity = ?1",
    "UPDATE former_key SET entity = ?2 WHERE entity = ?1",
    "UPDATE entity SET prominence = max(entity.prominence, f.prominence), gender = coalesce(entity.gender, f.gender),
            country = coalesce(entity.country, nullif(f.country, entity.key)),
            description = CASE entity.description WHEN '' THEN f.description ELSE entity.description END
        FROM (SELECT prominence, gender, country, description FROM entity WHERE id = ?1) f WHERE id = ?2",
];

/// Whether this is a code of ISO 639-1, or `*`.
fn is_language(code: &str) -> bool {
    code == "*" || code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())
}
