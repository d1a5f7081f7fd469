//! Spellings that go on from what was typed: for completion.

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
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map(params![folded, behind(&folded), limit as i64], |row| {
            Ok(Spelling { spelling: row.get(0)?, folded: row.get(1)?, entity: row.get(2)?, name: row.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// A text that sorts behind everything that begins with `prefix`.
fn behind(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}
