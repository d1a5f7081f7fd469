//! Clusters of copies: documents whose bodies are alike ([`Wording::is_alike`]), or linked by others that are.
//!
//! Two wordings are *linked* when a band brings them together, their sketches agree, and they are alike. A band brings each wording
//! that has it together with the first [`LEADERS`] of them, by hash: all with all where they are few, and where they are many, be it
//! that all print the same phrases or that a text has hundreds of versions, each still meets some of the others. A cluster is all
//! that links lead to. So it follows from the set of documents alone, and clusters that may fall apart are put together anew: when a
//! document goes, and when one comes that takes another's place among the first of a band.

mod check;

use std::{collections::BTreeSet, sync::LazyLock};

use rusqlite::{OptionalExtension as _, params};

use super::{Reader, StoreError, Writer};
use crate::{
    span::CodePoints,
    text::{Bands, Runs, Sketch, Wording},
};

/// Wordings of a band that all others of it are compared with.
const LEADERS: usize = 8;

/// The first wordings of six bands but one wording, in one statement: most documents have nothing in common with any, and that is
/// to be told fast.
static FIRST: LazyLock<String> = LazyLock::new(|| {
    let first = |n: usize| {
        format!(
            "SELECT * FROM (SELECT band, wording FROM band WHERE band = ?{n} AND wording <> ?7 ORDER BY wording LIMIT {LEADERS})"
        )
    };
    (1..=6).map(first).collect::<Vec<_>>().join(" UNION ALL ")
});

/// What bands bring a wording together with.
#[derive(Default)]
struct Company {
    wordings: BTreeSet<i64>,
    /// Where it is among the first of a band: the one that would be so in its place.
    next: BTreeSet<i64>,
}

/// A document's row of `copy`, without the document.
#[derive(Clone, Copy)]
struct CopyRow {
    wording: i64,
    cluster: Option<i64>,
}

impl Reader<'_> {
    /// Whether a document is almost the same as another one.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn is_copy(&self, document: i64) -> Result<bool, StoreError> {
        Ok(self.copy_row(document)?.is_some_and(|place| place.cluster.is_some()))
    }

    fn copy_row(&self, document: i64) -> Result<Option<CopyRow>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT wording, cluster FROM copy WHERE document = ?")?;
        let place = |row: &rusqlite::Row<'_>| Ok(CopyRow { wording: row.get(0)?, cluster: row.get(1)? });
        Ok(select.query_row([document], place).optional()?)
    }

    /// The cluster of the documents of a wording; none when there is no such document.
    fn cluster(&self, wording: i64) -> Result<Option<Option<i64>>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT cluster FROM copy WHERE wording = ? LIMIT 1")?;
        Ok(select.query_row([wording], |row| row.get(0)).optional()?)
    }

    /// The words of the body of a document, as its paragraphs in the base tell.
    pub(super) fn words(&self, document: i64) -> Result<Wording, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT text FROM document WHERE id = ?")?;
        let text: String = select.query_row([document], |row| row.get(0))?;
        let sql = r#"SELECT start, "end" FROM paragraph WHERE document = ? AND zone = 'body' ORDER BY ordinal"#;
        let mut select = self.connection.prepare_cached(sql)?;
        let points = CodePoints::new(&text);
        // what a damaged base says of places is no reason to break off
        let part = |row: &rusqlite::Row<'_>| {
            let place = |column| Ok::<_, rusqlite::Error>(points.to_byte(row.get::<_, i64>(column)?.max(0) as usize));
            Ok(text.get(place(0)?..place(1)?).unwrap_or_default())
        };
        let parts = select.query_map([document], part)?.collect::<Result<Vec<&str>, _>>()?;
        Ok(Wording::new(parts.into_iter()))
    }

    fn words_of(&self, wording: i64) -> Result<Wording, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT document FROM copy WHERE wording = ? LIMIT 1")?;
        let document = select.query_row([wording], |row| row.get(0))?;
        self.words(document)
    }

    /// What its bands bring a wording together with, whether it is in them yet or not.
    fn company(&self, wording: i64, bands: &Bands) -> Result<Company, StoreError> {
        let mut select = self.connection.prepare_cached(&FIRST)?;
        let [a, b, c, d, e, f] = bands.hashes;
        let rows = select.query_map([a, b, c, d, e, f, wording], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows = rows.collect::<Result<Vec<(i64, i64)>, _>>()?;
        let mut company = Company::default();
        for others in rows.chunk_by(|one, other| one.0 == other.0) {
            match others.get(LEADERS - 1) {
                Some(&(band, last)) if wording < last => {
                    company.next.insert(last);
                    company.wordings.extend(self.list("SELECT wording FROM band WHERE band = ?", band)?);
                }
                _ => company.wordings.extend(others.iter().map(|&(_, other)| other)),
            }
        }
        company.wordings.remove(&wording);
        Ok(company)
    }

    /// Whether the texts of a wording and another one may be alike, as far as their sketches tell.
    fn agrees(&self, bands: &Bands, other: i64) -> Result<bool, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT sketch FROM copy WHERE wording = ? LIMIT 1")?;
        let agrees = |row: &rusqlite::Row<'_>| Ok(bands.agrees(row.get_ref(0)?.as_blob_or_null()?.unwrap_or_default()));
        Ok(select.query_row([other], agrees).optional()?.unwrap_or(false))
    }

    fn list(&self, sql: &str, value: i64) -> Result<Vec<i64>, StoreError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map([value], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Takes a document out of its cluster unless its words are still those of `sketch`; whether it must join anew. To be called
    /// while its old paragraphs are in the base.
    pub(super) fn rewords(&mut self, document: i64, sketch: Option<&Sketch>) -> Result<bool, StoreError> {
        let before = self.copy_row(document)?.map(|place| place.wording);
        let moved = before != sketch.map(|sketch| sketch.wording);
        if moved && before.is_some() {
            self.leave_copies(document)?;
        }
        Ok(moved)
    }

    /// Puts a document that is in no cluster where it belongs.
    pub(super) fn join_copies(&mut self, document: i64, sketch: &Sketch) -> Result<(), StoreError> {
        let wording = sketch.wording;
        let twins = self.cluster(wording)?;
        let sql = "INSERT INTO copy (document, wording, sketch, cluster) VALUES (?, ?, ?, ?)";
        let bytes = sketch.bands.as_ref().map(|bands| &bands.bytes[..]);
        self.connection.prepare_cached(sql)?.execute(params![document, wording, bytes, twins.flatten()])?;
        match (twins, &sketch.bands) {
            (Some(Some(_)), _) => Ok(()),
            (Some(None), _) => self.found_cluster(wording).map(drop),
            (None, Some(bands)) => self.add_wording(wording, bands),
            (None, None) => Ok(()),
        }
    }

    /// Takes a document out of its cluster, while its text and paragraphs are in the base.
    pub(super) fn leave_copies(&mut self, document: i64) -> Result<(), StoreError> {
        let Some(CopyRow { wording, cluster }) = self.copy_row(document)? else { return Ok(()) };
        let bands = match self.list("SELECT document FROM copy WHERE wording = ? LIMIT 2", wording)?.len() {
            1 => self.words(document)?.sketch().and_then(|sketch| sketch.bands),
            _ => None,
        };
        self.connection.prepare_cached("DELETE FROM copy WHERE document = ?")?.execute([document])?;
        let mut unsettled = match bands {
            Some(bands) => self.remove_wording(wording, &bands)?,
            None => BTreeSet::new(),
        };
        if let Some(cluster) = cluster {
            let left = self.list("SELECT document FROM copy WHERE cluster = ? LIMIT 2", cluster)?.len();
            let split = self.cluster(wording)?.is_none();
            if split || left == 1 {
                unsettled.extend(self.list("SELECT wording FROM copy WHERE cluster = ?", cluster)?);
            }
        }
        self.settle(unsettled)
    }

    fn add_wording(&mut self, wording: i64, bands: &Bands) -> Result<(), StoreError> {
        // one row a statement: before one of several rows SQLite sets a mark to come back to, for which the indexes of words are
        // written out each time
        let mut insert =
            self.connection.prepare_cached("INSERT INTO band (band, wording) VALUES (?, ?) ON CONFLICT DO NOTHING")?;
        for band in bands.hashes {
            insert.execute([band, wording])?;
        }
        drop(insert);
        let company = self.company(wording, bands)?;
        self.link((wording, bands), &company.wordings)?;
        self.settle(company.next)
    }

    /// Takes a wording that no document has out of its bands; returns those that take its place among the first of a band.
    fn remove_wording(&mut self, wording: i64, bands: &Bands) -> Result<BTreeSet<i64>, StoreError> {
        let mut delete = self.connection.prepare_cached("DELETE FROM band WHERE band = ? AND wording = ?")?;
        for band in bands.hashes {
            delete.execute([band, wording])?;
        }
        Ok(self.company(wording, bands)?.next)
    }

    /// Puts these wordings together anew, with all that are in their clusters.
    fn settle(&mut self, mut wordings: BTreeSet<i64>) -> Result<(), StoreError> {
        let mut clusters = BTreeSet::new();
        for &wording in &wordings {
            clusters.extend(self.cluster(wording)?.flatten());
        }
        for &cluster in &clusters {
            wordings.extend(self.list("SELECT wording FROM copy WHERE cluster = ?", cluster)?);
            self.connection.prepare_cached("UPDATE copy SET cluster = NULL WHERE cluster = ?")?.execute([cluster])?;
        }
        for &wording in &wordings {
            if self.list("SELECT document FROM copy WHERE wording = ? LIMIT 2", wording)?.len() > 1 {
                self.found_cluster(wording)?;
            }
        }
        for &wording in &wordings {
            if let Some(bands) = self.words_of(wording)?.sketch().and_then(|sketch| sketch.bands) {
                self.link((wording, &bands), &self.company(wording, &bands)?.wordings)?;
            }
        }
        Ok(())
    }

    /// Unites a wording with those of its company that are linked with it. One of a cluster is enough: the others of it come along.
    fn link(&mut self, (wording, bands): (i64, &Bands), company: &BTreeSet<i64>) -> Result<(), StoreError> {
        let mut own: Option<Runs> = None;
        for &other in company {
            let clusters = (self.cluster(wording)?.flatten(), self.cluster(other)?.flatten());
            if clusters.0.is_some() && clusters.0 == clusters.1 || !self.agrees(bands, other)? {
                continue;
            }
            if own.is_none() {
                own = Some(Runs::new(&self.words_of(wording)?));
            }
            let theirs = Runs::new(&self.words_of(other)?);
            if own.as_ref().is_some_and(|own| own.is_alike(&theirs)) {
                self.unite((wording, clusters.0), (other, clusters.1))?;
            }
        }
        Ok(())
    }

    fn unite(&mut self, one: (i64, Option<i64>), other: (i64, Option<i64>)) -> Result<(), StoreError> {
        let (sql, values) = match (one, other) {
            ((_, Some(one)), (_, Some(other))) => ("UPDATE copy SET cluster = ?1 WHERE cluster = ?2", [one, other]),
            ((wording, None), (_, Some(cluster))) | ((_, Some(cluster)), (wording, None)) => {
                ("UPDATE copy SET cluster = ?1 WHERE wording = ?2", [cluster, wording])
            }
            ((one, None), (other, None)) => {
                ("UPDATE copy SET cluster = ?1 WHERE wording = ?2", [self.found_cluster(one)?, other])
            }
        };
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Puts the documents of a wording into a new cluster.
    fn found_cluster(&mut self, wording: i64) -> Result<i64, StoreError> {
        let sql = "SELECT coalesce(max(cluster), 0) + 1 FROM copy WHERE cluster IS NOT NULL";
        let cluster = self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        let sql = "UPDATE copy SET cluster = ? WHERE wording = ?";
        self.connection.prepare_cached(sql)?.execute([cluster, wording])?;
        Ok(cluster)
    }
}
