//! Entities that a name from elsewhere may stand for, with all that tells them apart.

use rusqlite::{OptionalExtension as _, Row, params};

use super::{Reader, StoreError, gazetteer::word};
use crate::model::{AliasSort, Kind};

/// An entity, and the spelling by which it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its key.
    pub key: String,
    /// What it is.
    pub kind: Kind,
    /// Its canonical name.
    pub name: String,
    /// A few words that tell homonyms apart.
    pub description: String,
    /// `f` or `m`, for persons.
    pub gender: Option<String>,
    /// Key of the country it belongs to.
    pub country: Option<String>,
    /// Ids elsewhere, apart by spaces.
    pub external: String,
    /// How well known it is.
    pub prominence: u8,
    /// How often the documents mention it, as far as that was counted.
    pub mentions: u64,
    /// The spelling; its name where it was found by its key.
    pub spelling: String,
    /// What sort of spelling that is.
    pub sort: AliasSort,
}

const COLUMNS: &str = "e.key, e.kind, e.name, e.description, e.gender, e.country, e.external, e.prominence,
    (SELECT count(*) FROM (SELECT 1 FROM mention m WHERE m.entity = e.id LIMIT 1000)) AS mentions";

/// Spellings that are looked at for the beginning of one, at most.
const LOOKED_AT: i64 = 2_000;

/// Most entities that one spelling is told of.
const HOMONYMS: i64 = 200;

impl Reader<'_> {
    /// The entities with a spelling that folds so, the best known ones where there are very many.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn candidates(&self, folded: &str) -> Result<Vec<Candidate>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS}, a.spelling, a.sort FROM alias a JOIN entity e ON e.id = a.entity
            WHERE a.folded = ?1 AND a.active ORDER BY e.prominence DESC, e.key LIMIT {HOMONYMS}"
        );
        self.candidate_rows(&sql, params![folded])
    }

    /// The best known entities with a spelling that begins so.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn candidates_from(&self, folded: &str, limit: usize) -> Result<Vec<Candidate>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS}, a.spelling, a.sort FROM (SELECT entity, min(folded), spelling, sort FROM
                (SELECT * FROM alias WHERE folded >= ?1 AND folded < ?1 || char(0x10FFFF) AND active ORDER BY folded LIMIT {LOOKED_AT})
                GROUP BY entity) a JOIN entity e ON e.id = a.entity ORDER BY mentions DESC, e.prominence DESC, e.key LIMIT ?2"
        );
        self.candidate_rows(&sql, params![folded, limit as i64])
    }

    /// The entity with this key.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn candidate(&self, key: &str) -> Result<Option<Candidate>, StoreError> {
        let sql = format!("SELECT {COLUMNS}, e.name AS spelling, 'name' AS sort FROM entity e WHERE e.key = ?1");
        Ok(self.candidate_rows(&sql, params![key])?.pop())
    }

    fn candidate_rows(&self, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<Candidate>, StoreError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query(values)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(candidate(row)?);
        }
        Ok(all)
    }

    /// Some spellings of an entity, in the order of their letters.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn spellings_of(&self, key: &str, limit: usize) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT spelling FROM alias WHERE entity = (SELECT id FROM entity WHERE key = ?1) AND active
            ORDER BY spelling LIMIT ?2";
        let mut select = self.connection.prepare_cached(sql)?;
        Ok(select.query_map(params![key, limit as i64], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The canonical name of the entity with this key.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn name_of(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT name FROM entity WHERE key = ?1")?;
        Ok(select.query_row([key], |row| row.get(0)).optional()?)
    }
}

fn candidate(row: &Row<'_>) -> Result<Candidate, StoreError> {
    let mentions: i64 = row.get("mentions")?;
    Ok(Candidate {
        key: row.get("key")?,
        kind: word(row, "kind", Kind::from_word)?,
        name: row.get("name")?,
        description: row.get("description")?,
        gender: row.get("gender")?,
        country: row.get("country")?,
        external: row.get("external")?,
        prominence: row.get("prominence")?,
        mentions: mentions as u64,
        spelling: row.get("spelling")?,
        sort: word(row, "sort", AliasSort::from_word)?,
    })
}
