//! Taking care of a base: a copy, and what is in it.

use std::path::Path;

use super::{Reader, Store, StoreError};
use crate::table::{Cell, Table};

/// What a base holds, in numbers, one question each.
const FIGURES: &[(&str, &str)] = &[
    ("documents", "SELECT count(*) FROM document"),
    (
        "… in several languages",
        "SELECT group_concat(one, ', ') FROM (SELECT coalesce(language, 'unknown') || ' ' || count(*) AS one
        FROM document GROUP BY language ORDER BY count(*) DESC, language)",
    ),
    ("… from", "SELECT min(published) FROM document"),
    ("… to", "SELECT max(published) FROM document"),
    ("… without a date", "SELECT count(*) FROM document WHERE published IS NULL"),
    ("… with a date that can hardly be true", "SELECT count(*) FROM document WHERE published_doubt IS NOT NULL"),
    ("… translated by a machine", "SELECT count(*) FROM document WHERE translated IS NOT NULL"),
    ("… corrected by the user", "SELECT count(*) FROM reading"),
    ("… that are almost the same as others", "SELECT count(*) FROM copy WHERE cluster IS NOT NULL"),
    ("… with broken characters", "SELECT count(*) FROM document WHERE replaced > 0"),
    (
        "paragraphs",
        "SELECT group_concat(one, ', ') FROM (SELECT zone || ' ' || count(*) AS one FROM paragraph GROUP BY zone)",
    ),
    ("mentions", "SELECT count(*) FROM mention"),
    ("… that stay ambiguous", "SELECT count(*) FROM mention WHERE entity IS NULL"),
    ("unknown names", "SELECT count(*) FROM name"),
    ("quotations", "SELECT count(*) FROM quotation"),
    (
        "… without a speaker",
        "SELECT count(*) FROM quotation q WHERE NOT EXISTS
        (SELECT 1 FROM speaker s WHERE s.quotation = q.id AND s.sort <> 'none')",
    ),
    ("entities", "SELECT count(*) FROM entity"),
    ("… taken in", "SELECT count(*) FROM entity WHERE origin GLOB 'import:*'"),
    ("spellings", "SELECT count(*) FROM alias WHERE active"),
    ("… of the user", "SELECT count(*) FROM alias WHERE active AND origin = 'user'"),
    ("… taken in", "SELECT count(*) FROM alias WHERE active AND origin GLOB 'import:*'"),
    ("gazetteers taken in", "SELECT count(*) FROM import"),
    ("saved questions", "SELECT count(*) FROM saved_query"),
    ("bytes", "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
];

/// What a gazetteer holds, kind by kind and sort by sort.
const HOLDINGS: &str = "
    WITH held AS (
        SELECT 1 AS part, 'entities: ' || kind AS what, origin FROM entity
        UNION ALL SELECT 2, 'spellings: ' || sort, origin FROM alias WHERE active
        UNION ALL SELECT 3, 'tenures', NULL FROM tenure)
    SELECT NULL, what, count(*), sum(origin = 'user'), sum(origin GLOB 'import:*') FROM held GROUP BY part, what ORDER BY part, count(*) DESC";

impl Store {
    /// Writes a whole copy of the base as it stands into a new file. Others may go on reading and writing meanwhile.
    ///
    /// # Errors
    /// When something stands at `path` already, or the copy cannot be written.
    pub fn backup(&self, path: &Path) -> Result<(), StoreError> {
        if path.exists() {
            return Err(StoreError::Exists(path.to_owned()));
        }
        self.connection.execute("VACUUM INTO ?", [path.to_string_lossy()])?;
        Ok(())
    }
}

impl Reader<'_> {
    /// What the base holds, in numbers.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn stats(&self) -> Result<Table, StoreError> {
        let mut table = Table { columns: vec!["what".to_owned(), "how many".to_owned()], ..Table::default() };
        for (what, sql) in FIGURES {
            let found = self.query((&format!("SELECT NULL, ({sql})"), &[]), &["value".to_owned()])?;
            let value = found.rows.into_iter().flatten().next().unwrap_or_default();
            table.rows.push(vec![Cell::Text((*what).to_owned()), value]);
            table.keys.push(None);
        }
        Ok(table)
    }

    /// What its gazetteer holds, in numbers: entities by kind, spellings by sort, tenures, and how many of each come from elsewhere than the
    /// shipped one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn holdings(&self) -> Result<Table, StoreError> {
        let columns = ["what", "how many", "of yours", "taken in"].map(str::to_owned);
        self.query((HOLDINGS, &[]), &columns)
    }

    /// How many bytes of the file each table and index takes, the largest first; reads the whole file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn sizes(&self) -> Result<Table, StoreError> {
        let sql = "SELECT NULL, name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC, name";
        self.query((sql, &[]), &["part".to_owned(), "bytes".to_owned()])
    }
}
