//! Spellings near to what was typed: for completion and for "did you mean".

use rusqlite::params;

use super::{Reader, StoreError};
use crate::text::fold;

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

impl Reader<'_> {
    /// Up to `limit` spellings that begin with `prefix`, in folded order.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn completions(&self, prefix: &str, limit: usize) -> Result<Vec<Spelling>, StoreError> {
        let folded = fold(prefix);
        let sql = "SELECT a.spelling, a.folded, e.key, e.name FROM alias a JOIN entity e ON e.id = a.entity
            WHERE a.folded >= ?1 AND a.folded < ?2 AND a.active ORDER BY a.folded, e.key LIMIT ?3";
        self.spellings(sql, params![folded, behind(&folded), limit as i64])
    }

    /// Up to `limit` spellings nearest to `word`, nearest first. Only those are looked at that begin with its first
    /// letter, or its second, and are about as long: the rest of a large gazetteer is never touched.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn nearest(&self, word: &str, limit: usize) -> Result<Vec<Spelling>, StoreError> {
        let wanted = fold(word);
        let slack = (wanted.chars().count() / 3).max(1);
        let mut beginnings: Vec<String> = wanted.chars().take(2).map(String::from).collect();
        beginnings.dedup();
        let mut near = Vec::new();
        for beginning in beginnings {
            for folded in self.folded_like(&beginning, wanted.chars().count(), slack)? {
                let distance = strsim::damerau_levenshtein(&wanted, &folded);
                if distance <= slack {
                    near.push((distance, folded));
                }
            }
        }
        near.sort();
        near.dedup();
        let mut nearest = Vec::new();
        for (_, folded) in near.into_iter().take(limit) {
            let sql = "SELECT a.spelling, a.folded, e.key, e.name FROM alias a JOIN entity e ON e.id = a.entity
                WHERE a.folded = ? AND a.active ORDER BY e.key";
            nearest.extend(self.spellings(sql, params![folded])?);
        }
        nearest.truncate(limit);
        Ok(nearest)
    }

    /// Folded spellings with this beginning whose length is within `slack` of `length`, from the index alone.
    fn folded_like(&self, beginning: &str, length: usize, slack: usize) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT folded FROM alias
            WHERE folded >= ?1 AND folded < ?2 AND length(folded) BETWEEN ?3 AND ?4";
        let mut select = self.connection.prepare_cached(sql)?;
        let (least, most) = (length.saturating_sub(slack) as i64, (length + slack) as i64);
        let rows = select.query_map(params![beginning, behind(beginning), least, most], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn spellings(&self, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<Spelling>, StoreError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map(values, |row| {
            Ok(Spelling { spelling: row.get(0)?, folded: row.get(1)?, entity: row.get(2)?, name: row.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// A text that sorts behind everything that begins with `prefix`.
fn behind(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}
