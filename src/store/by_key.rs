//! From the beginning of a lasting key to what it stands for.

use super::{LookupError, Reader, keys::SHARED};

/// What a lasting key may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyed {
    Quotation,
    Mention,
    Document,
}

/// What a key stands for, and where.
pub(super) struct Located {
    pub what: Keyed,
    /// Its row.
    pub row: i64,
    /// The whole key.
    pub key: String,
    /// Row of the document in which it stands.
    pub document: i64,
}

impl Reader<'_> {
    /// The one quotation, mention or document whose key begins with `prefix`.
    pub(super) fn by_key(&self, prefix: &str) -> Result<Located, LookupError> {
        let (what, document) = match prefix.chars().next() {
            Some('q') => (Keyed::Quotation, Some("SELECT document FROM quotation WHERE id = ?")),
            Some('m') => (Keyed::Mention, Some("SELECT document FROM mention WHERE id = ?")),
            Some('d') => (Keyed::Document, None),
            _ => return Err(LookupError::NoKey(prefix.to_owned())),
        };
        let (row, key) = self.row_by_key(what, prefix)?;
        let document = match document {
            Some(sql) => self.connection.prepare_cached(sql)?.query_row([row], |row| row.get(0))?,
            None => row,
        };
        Ok(Located { what, row, key, document })
    }

    fn row_by_key(&self, what: Keyed, prefix: &str) -> Result<(i64, String), LookupError> {
        let within =
            |table| format!("SELECT id, key FROM {table} WHERE key >= ?1 AND key < ?1 || '~' ORDER BY key LIMIT 6");
        let sql = match what {
            Keyed::Quotation => within("quotation"),
            Keyed::Document => within("document"),
            Keyed::Mention => format!(
                "SELECT m.id, m.key FROM document d CROSS JOIN mention m ON m.document = d.id
                WHERE d.key >= 'd' || substr(?1, 2, {SHARED}) AND d.key < 'd' || substr(?1, 2, {SHARED}) || '~'
                    AND m.key >= ?1 AND m.key < ?1 || '~' LIMIT 6"
            ),
        };
        let mut select = self.connection.prepare_cached(&sql)?;
        let found = select.query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut found: Vec<(i64, String)> = found.collect::<Result<_, _>>()?;
        match found.len() {
            0 => Err(LookupError::NoKey(prefix.to_owned())),
            1 => Ok(found.remove(0)),
            _ => {
                let keys = found.into_iter().map(|(_, key)| key).collect();
                Err(LookupError::Several { prefix: prefix.to_owned(), keys })
            }
        }
    }
}
