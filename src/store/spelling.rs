//! Spellings that go on from what was typed: for completion.

use rusqlite::{OptionalExtension as _, params};

use super::{COUNTED, Reader, StoreError, gazetteer::word};
use crate::{model::Kind, text::fold};

/// A spelling and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// As the gazetteer writes it.
    pub spelling: String,
    /// Its folded form.
    pub folded: String,
    /// Key of the entity.
    pub entity: String,
    /// Canonical name of the entity.
    pub name: String,
}

/// A spelling with all that helps to choose among several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As the gazetteer writes it.
    pub spelling: String,
    /// Canonical name of the entity.
    pub name: String,
    /// Key of the entity.
    pub key: String,
    /// What the entity is.
    pub kind: Kind,
    /// How often the documents mention it, as far as [`COUNTED`].
    pub mentions: u64,
    /// Row of the entity, for joining only.
    id: i64,
}

impl Reader<'_> {
    /// Rows of up to `limit` spellings that begin with `prefix`, in folded order.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn spellings_from(&self, prefix: &str, limit: usize) -> Result<Vec<i64>, StoreError> {
        let folded = fold(prefix);
        let sql = "SELECT id FROM alias WHERE folded >= ?1 AND folded < ?2 AND active ORDER BY folded LIMIT ?3";
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map(params![folded, behind(&folded), limit as i64], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The spelling in this row, if it still counts.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn choice(&self, alias: i64) -> Result<Option<Choice>, StoreError> {
        let sql = "SELECT a.spelling, e.name, e.key, e.kind, e.id,
                (SELECT count(*) FROM (SELECT 1 FROM mention m WHERE m.entity = e.id LIMIT ?2)) AS mentions
            FROM alias a JOIN entity e ON e.id = a.entity WHERE a.id = ?1 AND a.active";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([alias, COUNTED])?;
        rows.next()?
            .map(|row| {
                Ok(Choice {
                    spelling: row.get(0)?,
                    name: row.get(1)?,
                    key: row.get(2)?,
                    kind: word(row, "kind", Kind::from_word)?,
                    mentions: row.get::<_, i64>("mentions")? as u64,
                    id: row.get("id")?,
                })
            })
            .transpose()
    }

    /// Whether `name` stands for this entity and, as [`Reader::entities_spelled`] reads it, for no other.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn means_only(&self, name: &str, choice: &Choice) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM alias WHERE folded = ?1 AND entity = ?2 AND active)
            AND NOT EXISTS (SELECT 1 FROM alias a JOIN entity e ON e.id = a.entity
                WHERE a.folded = ?1 AND a.active AND a.entity <> ?2
                    AND (NOT e.origin GLOB 'import:*' OR EXISTS (SELECT 1 FROM mention m WHERE m.entity = e.id)
                        OR EXISTS (SELECT 1 FROM entity o WHERE o.id = ?2 AND o.origin GLOB 'import:*'
                            AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.entity = ?2))))";
        Ok(self.connection.prepare_cached(sql)?.query_row(params![fold(name), choice.id], |row| row.get(0))?)
    }

    /// Whether `name` is a spelling of an entity, or the name of a speaker whom the gazetteer does not know.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn knows(&self, name: &str) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM alias WHERE folded = ?1 AND active UNION ALL SELECT 1 FROM speaker WHERE folded = ?1 LIMIT 1";
        let mut select = self.connection.prepare_cached(sql)?;
        Ok(select.query_row([fold(name)], |_| Ok(())).optional()?.is_some())
    }

    /// How many quotations have a speaker of this folded name whom the gazetteer does not know, as far as [`COUNTED`].
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn unknown_speaker_count(&self, folded: &str) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM speaker WHERE folded = ?1 LIMIT ?2)";
        let count: i64 = self.connection.prepare_cached(sql)?.query_row(params![folded, COUNTED], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// Up to `limit` keys of entities that begin with `prefix`, with their names and kinds.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn keys_from(&self, prefix: &str, limit: usize) -> Result<Vec<(String, String, Kind)>, StoreError> {
        let sql = "SELECT key, name, kind FROM entity WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query(params![prefix, behind(prefix), limit as i64])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((row.get(0)?, row.get(1)?, word(row, "kind", Kind::from_word)?));
        }
        Ok(found)
    }
}

/// A text that sorts behind everything that begins with `prefix`.
fn behind(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}
