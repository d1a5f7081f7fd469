//! What a question's words may stand for: entities, documents, outlets, languages.

use rusqlite::{OptionalExtension as _, Row, params};

use super::{Reader, StoreError, gazetteer::word};
use crate::{model::Kind, text::fold};

/// An entity that a name may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Row in the base, for joining only.
    pub id: i64,
    /// Its key.
    pub key: String,
    /// What it is.
    pub kind: Kind,
    /// Its canonical name.
    pub name: String,
    /// A few words that tell homonyms apart.
    pub description: String,
    /// How often the documents mention it, as far as that was counted.
    pub mentions: u64,
}

/// Mentions of an entity that are counted where only its frequency matters.
pub const COUNTED: i64 = 10_000;

/// What identifies a document to a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentHead {
    /// Row in the base, for joining only.
    pub id: i64,
    /// Lasting key.
    pub key: String,
    /// Path or URL.
    pub source: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Newspaper, agency or site.
    pub outlet: Option<String>,
    /// Who signed it.
    pub author: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Who translated it, where the page says so.
    pub translated: Option<String>,
    /// Date of publication.
    pub published: Option<String>,
    /// Where that date comes from.
    pub published_basis: String,
    /// The user's reason for the date, or the other date that was found.
    pub published_why: Option<String>,
    /// Why the date can hardly be true.
    pub published_doubt: Option<String>,
    /// Hash of its text.
    pub text_hash: String,
    /// When it was read, UTC.
    pub read_at: String,
}

/// Columns of a [`DocumentHead`].
const HEAD: &str = "id, key, source, url, title, outlet, author, language, translated, published, published_basis, published_why, published_doubt, text_hash, read_at";

/// Why no single row could be found.
#[derive(Debug, thiserror::Error)]
pub enum LookupError {
    /// No key begins like this.
    #[error("expected a key such as q7f3k, found “{0}”, which none begins with")]
    NoKey(String),
    /// Several keys begin like this.
    #[error("“{prefix}” begins several keys: {}", keys.join(", "))]
    Several {
        /// What was given.
        prefix: String,
        /// Some of the keys.
        keys: Vec<String>,
    },
    /// The base cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for LookupError {
    fn from(error: rusqlite::Error) -> Self {
        LookupError::Store(error.into())
    }
}

impl Reader<'_> {
    /// The entities that have `name` as a spelling, most mentioned first. Where there is one, its mentions are counted as far as
    /// [`COUNTED`]: that tells a frequent one from a rare one. Entities that were only taken in, and that no document mentions, make
    /// no name ambiguous.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn entities_spelled(&self, name: &str) -> Result<Vec<Found>, StoreError> {
        let sql = "SELECT e.id, e.key, e.kind, e.name, e.description, e.origin GLOB 'import:*' AS taken_in
            FROM alias a JOIN entity e ON e.id = a.entity WHERE a.folded = ? AND a.active ORDER BY e.key";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([fold(name)])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push((row.get("taken_in")?, found(row)?));
        }
        let most = if all.len() == 1 { COUNTED } else { i64::MAX };
        all.iter_mut().try_for_each(|(_, found)| self.count_mentions(found, most))?;
        let counts = |(taken_in, found): &(bool, Found)| !taken_in || found.mentions > 0;
        if all.iter().any(counts) {
            all.retain(counts);
        }
        all.sort_by_key(|(_, found)| std::cmp::Reverse(found.mentions));
        Ok(all.into_iter().map(|(_, found)| found).collect())
    }

    /// The entity with this key, or the one that it was merged into, its mentions counted as far as [`COUNTED`].
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn entity(&self, key: &str) -> Result<Option<Found>, StoreError> {
        let sql = "SELECT id, key, kind, name, description FROM entity
            WHERE id = coalesce((SELECT id FROM entity WHERE key = ?1), (SELECT entity FROM former_key WHERE key = ?1))";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([key])?;
        let mut entity = rows.next()?.map(found).transpose()?;
        entity.iter_mut().try_for_each(|found| self.count_mentions(found, COUNTED))?;
        Ok(entity)
    }

    fn count_mentions(&self, found: &mut Found, most: i64) -> Result<(), StoreError> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM mention WHERE entity = ? LIMIT ?)";
        let count: i64 = self.connection.prepare_cached(sql)?.query_row([found.id, most], |row| row.get(0))?;
        found.mentions = count as u64;
        Ok(())
    }

    /// The country whose capital the entity in this row is, where the base keeps nothing as said by or to the capital itself.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn government(&self, capital: i64) -> Result<Option<Found>, StoreError> {
        let sql = "SELECT e.id, e.key, e.kind, e.name, e.description
            FROM tenure t JOIN entity e ON e.id = t.of
            WHERE t.role = 'capital' AND t.holder = ?1 AND t.until = ''
                AND NOT EXISTS (SELECT 1 FROM speaker WHERE entity = ?1)
                AND NOT EXISTS (SELECT 1 FROM addressee WHERE entity = ?1)
            ORDER BY t.since DESC LIMIT 1";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([capital])?;
        rows.next()?.map(found).transpose()
    }

    /// The outlets of the documents, by name.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn outlets(&self) -> Result<Vec<String>, StoreError> {
        // from one to the next by index: there are few of them
        let sql = "WITH RECURSIVE one (outlet) AS (SELECT min(outlet) FROM document
                UNION ALL SELECT (SELECT min(outlet) FROM document WHERE outlet > one.outlet) FROM one WHERE outlet IS NOT NULL)
            SELECT outlet FROM one WHERE outlet IS NOT NULL";
        let mut select = self.connection.prepare_cached(sql)?;
        Ok(select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The languages of the documents, by code; `""` for those in none that is known.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn languages(&self) -> Result<Vec<String>, StoreError> {
        let sql = "WITH RECURSIVE one (code) AS (SELECT min(language) FROM document
                UNION ALL SELECT (SELECT min(language) FROM document WHERE language > one.code) FROM one WHERE code IS NOT NULL)
            SELECT code FROM one WHERE code IS NOT NULL
            UNION ALL SELECT '' WHERE EXISTS (SELECT 1 FROM document WHERE language IS NULL)";
        let mut select = self.connection.prepare_cached(sql)?;
        Ok(select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// How many documents are in the language with this code, `""` for none that is known.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn language_count(&self, code: &str) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM document WHERE language IS nullif(?, '')";
        let count: i64 = self.connection.prepare_cached(sql)?.query_row([code], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// How many documents there are.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn document_count(&self) -> Result<u64, StoreError> {
        let count: i64 = self.connection.query_row("SELECT count(*) FROM document", [], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// How many documents have no date of publication.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn undated_count(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM document WHERE day IS NULL";
        let count: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// How many documents have a date of publication that can hardly be true.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn doubtful_count(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM document WHERE published_doubt IS NOT NULL";
        let count: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// How many documents a machine translated.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn translated_count(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM document WHERE translated IS NOT NULL";
        let count: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// The documents that `words` stands for, at most `limit`: by the beginning of a key, else by source, else by file
    /// name with or without its ending, else by title, else by some words of a title.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn documents_called(&self, words: &str, limit: usize) -> Result<Vec<DocumentHead>, StoreError> {
        const WAYS: [&str; 5] = [
            "length(?1) > 4 AND key >= ?1 AND key < ?1 || '~'",
            "source = ?1",
            "source = ?1 OR substr(source, -length(?1) - 1) = '/' || ?1 OR instr('/' || source, '/' || ?1 || '.')",
            "fold(title) = fold(?1)",
            "fold(?1) <> '' AND instr(' ' || fold(title) || ' ', ' ' || fold(?1) || ' ')",
        ];
        for way in WAYS {
            let sql = format!("SELECT {HEAD} FROM document WHERE {way} ORDER BY key LIMIT ?2");
            let mut select = self.connection.prepare_cached(&sql)?;
            let rows = select.query_map(params![words, limit as i64], head)?;
            let found: Vec<DocumentHead> = rows.collect::<Result<_, _>>()?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    /// Names of speakers that the gazetteer does not know which fold to `folded`, as the base has them.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn unknown_speakers(&self, folded: &str) -> Result<Vec<String>, StoreError> {
        // from one to the next by index: somebody quoted often has few spellings
        let sql = "WITH RECURSIVE one (name) AS (SELECT min(name) FROM speaker WHERE folded = ?1
                UNION ALL SELECT (SELECT min(name) FROM speaker WHERE folded = ?1 AND name > one.name) FROM one WHERE name IS NOT NULL)
            SELECT name FROM one WHERE name IS NOT NULL";
        let mut select = self.connection.prepare_cached(sql)?;
        Ok(select.query_map([folded], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Words for whoever passed a quotation on in which `words` stand, as the base has them.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn relays(&self, words: &str) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT via FROM quotation
            WHERE via IS NOT NULL AND instr(' ' || searchable(via) || ' ', ' ' || ? || ' ') ORDER BY via";
        let mut select = self.connection.prepare_cached(sql)?;
        Ok(select.query_map([words], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Rows of the documents whose folded title contains `folded` as whole words.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn documents_titled(&self, folded: &str) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT id FROM document WHERE instr(' ' || searchable(title) || ' ', ' ' || ? || ' ') ORDER BY id";
        let mut select = self.connection.prepare_cached(sql)?;
        Ok(select.query_map([folded], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The document with this row number, if there is one.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn document_numbered(&self, row: i64) -> Result<Option<DocumentHead>, StoreError> {
        let sql = format!("SELECT {HEAD} FROM document WHERE id = ?");
        Ok(self.connection.prepare_cached(&sql)?.query_row([row], head).optional()?)
    }

    /// The document in this row.
    pub(super) fn head(&self, document: i64) -> Result<DocumentHead, StoreError> {
        Ok(self.document_numbered(document)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?)
    }

    /// The document of this source, as it stands.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn standing(&self, source: &str) -> Result<Option<super::Standing>, StoreError> {
        let sql = "SELECT id, byte_hash, text_hash FROM document WHERE source = ?";
        let mut select = self.connection.prepare_cached(sql)?;
        let standing =
            |row: &Row<'_>| Ok(super::Standing { id: row.get(0)?, byte_hash: row.get(1)?, text_hash: row.get(2)? });
        Ok(select.query_row([source], standing).optional()?)
    }
}

fn found(row: &Row<'_>) -> Result<Found, StoreError> {
    Ok(Found {
        id: row.get("id")?,
        key: row.get("key")?,
        kind: word(row, "kind", Kind::from_word)?,
        name: row.get("name")?,
        description: row.get("description")?,
        mentions: 0,
    })
}

fn head(row: &Row<'_>) -> rusqlite::Result<DocumentHead> {
    Ok(DocumentHead {
        id: row.get("id")?,
        key: row.get("key")?,
        source: row.get("source")?,
        url: row.get("url")?,
        title: row.get("title")?,
        outlet: row.get("outlet")?,
        author: row.get("author")?,
        language: row.get("language")?,
        translated: row.get("translated")?,
        published: row.get("published")?,
        published_basis: row.get("published_basis")?,
        published_why: row.get("published_why")?,
        published_doubt: row.get("published_doubt")?,
        text_hash: row.get("text_hash")?,
        read_at: row.get("read_at")?,
    })
}
