//! What the user says of documents, laid over what was read of them.

use rusqlite::{OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};

use super::{EditError, Reader, StoreError, Writer, gazetteer::word};
use crate::model::Particular;

/// What the user says of one particular of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What it is.
    pub value: String,
    /// How the user knows.
    pub reason: Option<String>,
}

/// What was read of a document, and what may lie over it.
const COLUMNS: &str =
    "title, outlet, author, language, url, published, published_basis, published_why, published_doubt";

impl Reader<'_> {
    /// What the user says of the document from `source`, in the order of [`Particular`].
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn corrections(&self, source: &str) -> Result<Vec<(Particular, Correction)>, StoreError> {
        let sql = "SELECT particular, value, reason FROM correction WHERE source = ? ORDER BY particular";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([source])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((word(row, "particular", Particular::from_word)?, correction(row)?));
        }
        found.sort_by_key(|(particular, _)| *particular);
        Ok(found)
    }

    fn correction(&self, source: &str, particular: Particular) -> Result<Option<Correction>, StoreError> {
        let sql = "SELECT value, reason FROM correction WHERE source = ? AND particular = ?";
        let mut select = self.connection.prepare_cached(sql)?;
        Ok(select.query_row([source, particular.word()], correction).optional()?)
    }

    /// A particular as it stands, with where it comes from: `2024-10-31 (metadata)`; none without a document or a value.
    pub(super) fn particular(&self, source: &str, particular: Particular) -> Result<Option<String>, StoreError> {
        let sql = match particular {
            Particular::Date => {
                "SELECT published || ' (' || published_basis || CASE WHEN published_doubt IS NULL THEN ')' ELSE ', doubtful)' END
                FROM document WHERE source = ?"
            }
            Particular::Outlet => "SELECT outlet FROM document WHERE source = ?",
            Particular::Language => "SELECT language FROM document WHERE source = ?",
            Particular::Title => "SELECT title FROM document WHERE source = ?",
            Particular::Author => "SELECT author FROM document WHERE source = ?",
            Particular::Url => "SELECT url FROM document WHERE source = ?",
        };
        Ok(self.connection.prepare_cached(sql)?.query_row([source], |row| row.get(0)).optional()?.flatten())
    }
}

impl Writer<'_> {
    /// Lays a correction over what was read; gives the one that lay there.
    pub(super) fn correct(
        &mut self,
        (source, particular): (&str, Particular),
        new: &Correction,
    ) -> Result<Option<Correction>, EditError> {
        let old = self.correction(source, particular)?;
        if old.as_ref() == Some(new) {
            return Err(EditError::SetAlready { particular, value: new.value.clone() });
        }
        self.lay((source, particular), Some(new))?;
        Ok(old)
    }

    /// Puts a correction in the place of the one that lies there, or takes it away.
    pub(super) fn lay(
        &mut self,
        (source, particular): (&str, Particular),
        new: Option<&Correction>,
    ) -> Result<(), StoreError> {
        let sql = "DELETE FROM correction WHERE source = ? AND particular = ?";
        self.connection.prepare_cached(sql)?.execute([source, particular.word()])?;
        if let Some(new) = new {
            let sql = "INSERT INTO correction (source, particular, value, reason) VALUES (?, ?, ?, ?)";
            let values = params![source, particular.word(), new.value, new.reason];
            self.connection.prepare_cached(sql)?.execute(values)?;
        }
        self.describe(source)
    }

    /// Makes the document from `source` what was read of it and what the user says of it. Where the user says anything, or did,
    /// it is then to be annotated again.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn describe(&mut self, source: &str) -> Result<(), StoreError> {
        let corrections = self.corrections(source)?;
        if !corrections.is_empty() {
            let sql = format!(
                "INSERT INTO reading (document, {COLUMNS}) SELECT id, {COLUMNS} FROM document WHERE source = ?
                ON CONFLICT DO NOTHING"
            );
            self.connection.prepare_cached(&sql)?.execute([source])?;
        }
        let sql = format!(
            "UPDATE document SET version = NULL, ({COLUMNS}) = (SELECT {COLUMNS} FROM reading WHERE document = id)
            WHERE source = ? AND id IN (SELECT document FROM reading)"
        );
        self.connection.prepare_cached(&sql)?.execute([source])?;
        for (particular, correction) in &corrections {
            self.overlay((source, *particular), correction)?;
        }
        if corrections.is_empty() {
            let sql = "DELETE FROM reading WHERE document = (SELECT id FROM document WHERE source = ?)";
            self.connection.prepare_cached(sql)?.execute([source])?;
        }
        self.date_findings(source)
    }

    /// Writes the day of a document beside what was found in it, where it is another.
    fn date_findings(&self, source: &str) -> Result<(), StoreError> {
        let found: Option<(i64, Option<i64>)> = self
            .connection
            .prepare_cached("SELECT id, day FROM document WHERE source = ?")?
            .query_row([source], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((document, day)) = found else { return Ok(()) };
        for (table, rows) in [
            ("mention", "document = ?1"),
            ("speaker", "quotation IN (SELECT id FROM quotation WHERE document = ?1)"),
            ("about", "quotation IN (SELECT id FROM quotation WHERE document = ?1)"),
        ] {
            let sql = format!("UPDATE {table} SET day = ?2 WHERE {rows} AND day IS NOT ?2");
            self.connection.prepare_cached(&sql)?.execute(params![document, day])?;
        }
        Ok(())
    }

    fn overlay(&self, (source, particular): (&str, Particular), new: &Correction) -> Result<(), StoreError> {
        let sql = match particular {
            Particular::Date => {
                let sql = "UPDATE document SET published = ?, published_basis = 'given', published_why = ?, published_doubt = NULL WHERE source = ?";
                self.connection.prepare_cached(sql)?.execute(params![new.value, new.reason, source])?;
                return Ok(());
            }
            Particular::Outlet => "UPDATE document SET outlet = ? WHERE source = ?",
            Particular::Language => "UPDATE document SET language = ? WHERE source = ?",
            Particular::Title => "UPDATE document SET title = ? WHERE source = ?",
            Particular::Author => "UPDATE document SET author = ? WHERE source = ?",
            Particular::Url => "UPDATE document SET url = ? WHERE source = ?",
        };
        self.connection.prepare_cached(sql)?.execute([&new.value, source])?;
        Ok(())
    }
}

fn correction(row: &Row<'_>) -> rusqlite::Result<Correction> {
    Ok(Correction { value: row.get("value")?, reason: row.get("reason")? })
}
