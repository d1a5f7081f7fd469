//! Documents and what is found in them: written, replaced, removed, lent again for reading.

use std::{cell::RefCell, collections::HashMap};

use rusqlite::{OptionalExtension as _, params, params_from_iter};
use rustc_hash::FxHashMap;

use super::{Prepared, Reader, StoreError, Writer};
use crate::{
    gazetteer::Gazetteer,
    model::{Document, EntityId, Translation},
};

/// What read a document: equal versions find equal things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    /// Of the code that annotates.
    pub engine: String,
    /// Of the language packs.
    pub packs: String,
    /// Of the gazetteer.
    pub gazetteer: String,
}

/// Versions, and where the entities of that gazetteer stand in the base.
pub struct Revision {
    versions: Versions,
    gazetteer: Gazetteer,
    /// Rows looked up already.
    rows: RefCell<FxHashMap<EntityId, i64>>,
}

impl Revision {
    /// The versions.
    pub fn versions(&self) -> &Versions {
        &self.versions
    }
}

/// What a document was read from.
pub struct Original {
    /// The bytes, deflated; none were kept when they are the text's.
    pub deflated: Option<Vec<u8>>,
    /// The text.
    pub text: String,
}

/// A document that the base has already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its row.
    pub id: i64,
    /// Hash of the bytes it was read from.
    pub byte_hash: String,
    /// Hash of its text.
    pub text_hash: String,
}

/// What is ascribed to whom in a document, by lasting keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ascribed {
    /// Mentions: as printed, and the key of the entity that was chosen.
    pub mentions: HashMap<String, (String, Option<String>)>,
    /// Quotations: who says them, each with whether it is an entity, and its key or name.
    pub quotations: HashMap<String, Vec<(bool, String)>>,
}

impl Reader<'_> {
    /// How many documents were read by other versions than these.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn stale(&self, now: &Versions) -> Result<u64, StoreError> {
        Ok(self.document_rows(Some(now))?.len() as u64)
    }

    /// The rows of the documents read by other versions than `now`, or of all, in order.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn document_rows(&self, other_than: Option<&Versions>) -> Result<Vec<i64>, StoreError> {
        let Some(v) = other_than else {
            let mut select = self.connection.prepare_cached("SELECT id FROM document ORDER BY id")?;
            let rows = select.query_map([], |row| row.get(0))?;
            return Ok(rows.collect::<Result<_, _>>()?);
        };
        // put in order here: SQLite would read all documents in their order, to find the few of another version
        let sql = "SELECT id FROM document INDEXED BY document_version WHERE version IS NULL
            UNION ALL SELECT d.id FROM version v CROSS JOIN document d INDEXED BY document_version ON d.version = v.id
            WHERE (engine, packs, gazetteer) <> (?, ?, ?)";
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map(params![v.engine, v.packs, v.gazetteer], |row| row.get(0))?;
        let mut rows: Vec<i64> = rows.collect::<Result<_, _>>()?;
        rows.sort_unstable();
        Ok(rows)
    }

    /// What the document with this key was read from; none when there is no such document.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn original(&self, key: &str) -> Result<Option<Original>, StoreError> {
        let sql = "SELECT bytes, text FROM document d LEFT JOIN original o ON o.document = d.id WHERE key = ?";
        let mut select = self.connection.prepare_cached(sql)?;
        let original = |row: &rusqlite::Row<'_>| Ok(Original { deflated: row.get(0)?, text: row.get(1)? });
        Ok(select.query_row([key], original).optional()?)
    }

    /// The day of a document as a number; see `document.day` in the schema.
    pub(super) fn day(&self, row: i64) -> Result<Option<i64>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT day FROM document WHERE id = ?")?;
        Ok(select.query_row([row], |row| row.get(0))?)
    }

    /// The document in this row, as it was read, without its original.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn document(&self, row: i64) -> Result<Document, StoreError> {
        let sql = "SELECT * FROM document WHERE id = ?";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([row])?;
        let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        Ok(Document {
            source: row.get("source")?,
            format: row.get("format")?,
            url: row.get("url")?,
            retrieved: row.get("retrieved")?,
            translated: row.get::<_, Option<String>>("translated")?.and_then(|by| Translation::from_word(&by)),
            encoding: row.get("encoding")?,
            replaced: row.get::<_, i64>("replaced")? as u64,
            title: row.get("title")?,
            outlet: row.get("outlet")?,
            author: row.get("author")?,
            credit: row.get("credit")?,
            language: row.get("language")?,
            published: row.get("published")?,
            published_basis: super::gazetteer::word(row, "published_basis", crate::model::DateBasis::from_word)?,
            published_why: row.get("published_why")?,
            published_doubt: row.get("published_doubt")?,
            original: None,
            byte_hash: row.get("byte_hash")?,
            text: row.get("text")?,
        })
    }

    /// Prepares for writing annotations made with `gazetteer` by these versions of engine and packs.
    ///
    /// # Errors
    /// When the base has another gazetteer, or cannot be read.
    pub fn revision(&self, gazetteer: &Gazetteer, (engine, packs): (&str, &str)) -> Result<Revision, StoreError> {
        let versions = Versions { engine: engine.to_owned(), packs: packs.to_owned(), gazetteer: gazetteer.version() };
        self.check_versions(&versions)?;
        Ok(Revision { versions, gazetteer: gazetteer.clone(), rows: RefCell::default() })
    }

    /// The row of an entity of the revision's gazetteer.
    pub(super) fn row_of(&self, revision: &Revision, entity: EntityId) -> Result<i64, StoreError> {
        if let Some(&row) = revision.rows.borrow().get(&entity) {
            return Ok(row);
        }
        let key = revision.gazetteer.entity(entity).key;
        let row = self.entity_row(key)?.ok_or_else(|| StoreError::UnknownEntity(key.to_owned()))?;
        revision.rows.borrow_mut().insert(entity, row);
        Ok(row)
    }

    /// Makes sure that the base has the gazetteer of these versions: another process may have edited it.
    ///
    /// # Errors
    /// When it has another, or cannot be read.
    pub fn check_versions(&self, versions: &Versions) -> Result<(), StoreError> {
        match self.gazetteer_version()? {
            Some(version) if version == versions.gazetteer => Ok(()),
            _ => Err(StoreError::OtherGazetteer),
        }
    }

    /// What is ascribed to whom in a document. Entities that are gone from the gazetteer are told by `#` and their rows.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn ascribed(&self, document: i64) -> Result<Ascribed, StoreError> {
        let mut findings = Ascribed::default();
        let sql = "SELECT m.key, m.surface, coalesce(e.key, '#' || m.entity) FROM mention m LEFT JOIN entity e ON e.id = m.entity
            WHERE m.document = ?1";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([document])?;
        while let Some(row) = rows.next()? {
            findings.mentions.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
        }
        let sql =
            "SELECT q.key, s.entity IS NOT NULL, coalesce(e.key, '#' || s.entity, s.name, s.surface) FROM quotation q
            LEFT JOIN speaker s ON s.quotation = q.id LEFT JOIN entity e ON e.id = s.entity
            WHERE q.document = ?1 ORDER BY q.key, s.ordinal";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([document])?;
        while let Some(row) = rows.next()? {
            let speakers: &mut Vec<(bool, String)> = findings.quotations.entry(row.get(0)?).or_default();
            if let Some(name) = row.get(2)? {
                speakers.push((row.get(1)?, name));
            }
        }
        Ok(findings)
    }
}

impl Writer<'_> {
    /// Adds a document, whose source must be new, with what was found in it; returns its row.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn add_document(&mut self, prepared: &Prepared, revision: &Revision) -> Result<i64, StoreError> {
        let Prepared { document: d, annotations, key, text_hash, words } = prepared;
        let sql =
            "INSERT INTO document (key, source, format, url, retrieved, title, outlet, author, credit, language, published,
                published_basis, published_why, published_doubt, translated, encoding, replaced, byte_hash, text_hash, text, version, read_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ'))";
        let version = self.version_row(&revision.versions)?;
        self.connection.prepare_cached(sql)?.execute(params![
            key,
            d.source,
            d.format,
            d.url,
            d.retrieved,
            d.title,
            d.outlet,
            d.author,
            d.credit,
            d.language,
            d.published,
            d.published_basis.word(),
            d.published_why,
            d.published_doubt,
            d.translated.map(Translation::word),
            d.encoding,
            d.replaced as i64,
            d.byte_hash,
            text_hash,
            d.text,
            version
        ])?;
        let row = self.connection.last_insert_rowid();
        if let Some(original) = &d.original {
            let sql = "INSERT INTO original (document, bytes) VALUES (?, ?)";
            self.connection.prepare_cached(sql)?.execute(params![row, original])?;
        }
        let sql = "INSERT INTO document_words (rowid, folded) VALUES (?, ?)";
        self.connection.prepare_cached(sql)?.execute(params![row, words])?;
        self.found((row, key, &d.text), annotations, revision)?;
        if let Some(sketch) = &annotations.sketch {
            self.join_copies(row, sketch)?;
        }
        Ok(row)
    }

    /// Lets all documents that versions `before` have read count as read by versions `now`.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn move_on(&mut self, before: &Versions, now: &Versions) -> Result<(), StoreError> {
        let sql =
            "UPDATE version SET (engine, packs, gazetteer) = (?, ?, ?) WHERE (engine, packs, gazetteer) = (?, ?, ?)";
        let values = [now, before].into_iter().flat_map(|v| [&v.engine, &v.packs, &v.gazetteer]);
        self.connection.prepare_cached(sql)?.execute(params_from_iter(values))?;
        Ok(())
    }

    /// The row of these versions.
    pub(super) fn version_row(&mut self, v: &Versions) -> Result<i64, StoreError> {
        let values = params![v.engine, v.packs, v.gazetteer];
        let sql = "SELECT id FROM version WHERE (engine, packs, gazetteer) = (?, ?, ?)";
        if let Some(known) = self.connection.prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()? {
            return Ok(known);
        }
        let sql = "INSERT INTO version (engine, packs, gazetteer) VALUES (?, ?, ?)";
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Takes a document out, with everything found in it.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn remove_document(&mut self, row: i64) -> Result<(), StoreError> {
        self.leave_copies(row)?;
        self.clear(row)?;
        self.connection.prepare_cached("DELETE FROM document_words WHERE rowid = ?")?.execute([row])?;
        self.connection.prepare_cached("DELETE FROM document WHERE id = ?")?.execute([row])?;
        Ok(())
    }
}
