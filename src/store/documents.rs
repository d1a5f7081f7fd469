//! Documents and what is found in them: written, replaced, removed, lent again for reading.

use std::collections::HashSet;

use rusqlite::params;

use super::{Reader, StoreError, Writer, keys, searchable};
use crate::{
    gazetteer::Gazetteer,
    model::{Annotations, Document, EntityId, Mention, Name, Quotation, Speaker},
    span::{CodePoints, Span},
    text::fold,
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
    rows: Vec<i64>,
}

impl Revision {
    /// The versions.
    pub fn versions(&self) -> &Versions {
        &self.versions
    }

    fn row(&self, entity: EntityId) -> i64 {
        self.rows[entity.0 as usize]
    }
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

impl Reader<'_> {
    /// How many documents were read by other versions than these.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn stale(&self, now: &Versions) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM document WHERE (engine, packs, gazetteer) <> (?, ?, ?)";
        let values = params![now.engine, now.packs, now.gazetteer];
        Ok(self.connection.query_row(sql, values, |row| row.get::<_, i64>(0))? as u64)
    }

    /// The rows of the documents read by other versions than `now`, or of all, by key.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn document_rows(&self, other_than: Option<&Versions>) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT id FROM document WHERE ?1 IS NULL OR (engine, packs, gazetteer) <> (?1, ?2, ?3) ORDER BY key";
        let mut select = self.connection.prepare_cached(sql)?;
        let part = |part: fn(&Versions) -> &String| other_than.map(|v| part(v).as_str());
        let values = params![part(|v| &v.engine), part(|v| &v.packs), part(|v| &v.gazetteer)];
        let rows = select.query_map(values, |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The document in this row, as it was read.
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
            title: row.get("title")?,
            outlet: row.get("outlet")?,
            author: row.get("author")?,
            language: row.get("language")?,
            published: row.get("published")?,
            published_basis: super::gazetteer::word(row, "published_basis", crate::model::DateBasis::from_word)?,
            byte_hash: row.get("byte_hash")?,
            text: row.get("text")?,
        })
    }

    /// Lasting keys of the mentions and quotations of a document, each with the entity or speakers it is ascribed to.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn findings(&self, document: i64) -> Result<HashSet<String>, StoreError> {
        let sql = "SELECT m.key || ' ' || coalesce(e.key, '') FROM mention m LEFT JOIN entity e ON e.id = m.entity
                WHERE m.document = ?1
            UNION ALL SELECT q.key || ' ' || coalesce((SELECT group_concat(coalesce(e.key, s.name, s.surface), '&' ORDER BY s.ordinal)
                FROM speaker s LEFT JOIN entity e ON e.id = s.entity WHERE s.quotation = q.id), '')
                FROM quotation q WHERE q.document = ?1";
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map([document], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Prepares for writing annotations made with `gazetteer` by these versions of engine and packs.
    ///
    /// # Errors
    /// When the base lacks one of its entities, or cannot be read.
    pub fn revision(&self, gazetteer: &Gazetteer, (engine, packs): (&str, &str)) -> Result<Revision, StoreError> {
        let versions =
            Versions { engine: engine.to_owned(), packs: packs.to_owned(), gazetteer: gazetteer.version().to_owned() };
        Ok(Revision { versions, rows: self.entity_rows(gazetteer)? })
    }

    /// Adds a document, whose source must be new, with what was found in it; returns its row.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn add_document(
        &mut self,
        document: &Document,
        (annotations, revision): (&Annotations, &Revision),
    ) -> Result<i64, StoreError> {
        let text_hash = keys::hash(document.text.as_bytes());
        let sql = "INSERT INTO document (key, source, title, outlet, author, language, published, published_basis,
                byte_hash, text_hash, text, read_at, engine, packs, gazetteer)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ'), '', '', '')";
        let d = document;
        self.connection.prepare_cached(sql)?.execute(params![
            keys::document(&d.source, &text_hash),
            d.source,
            d.title,
            d.outlet,
            d.author,
            d.language,
            d.published,
            d.published_basis.word(),
            d.byte_hash,
            text_hash,
            d.text
        ])?;
        let row = self.connection.last_insert_rowid();
        let sql = "INSERT INTO document_words (rowid, folded) VALUES (?, ?)";
        self.connection.prepare_cached(sql)?.execute(params![row, searchable(&d.text)])?;
        self.annotate(row, annotations, revision)?;
        Ok(row)
    }

    /// Takes a document out, with everything found in it.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn remove_document(&mut self, row: i64) -> Result<(), StoreError> {
        self.clear(row)?;
        self.connection.prepare_cached("DELETE FROM document_words WHERE rowid = ?")?.execute([row])?;
        self.connection.prepare_cached("DELETE FROM document WHERE id = ?")?.execute([row])?;
        Ok(())
    }

    /// Puts `annotations` in the place of what had been found in a document, and records the versions.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn annotate(&mut self, row: i64, annotations: &Annotations, revision: &Revision) -> Result<(), StoreError> {
        self.clear(row)?;
        let sql = "UPDATE document SET engine = ?, packs = ?, gazetteer = ? WHERE id = ? RETURNING key, text";
        let v = &revision.versions;
        let (key, text): (String, String) = self
            .connection
            .prepare_cached(sql)?
            .query_row(params![v.engine, v.packs, v.gazetteer, row], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let page = Page { row, key: &key, text: &text, points: CodePoints::new(&text), annotations, revision };
        self.paragraphs(&page)?;
        self.mentions(&page)?;
        annotations.names.iter().try_for_each(|name| self.name(&page, name))?;
        self.quotations(&page)
    }

    fn clear(&mut self, document: i64) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM quotation_words WHERE rowid IN (SELECT id FROM quotation WHERE document = ?)",
            "DELETE FROM quotation WHERE document = ?",
            "DELETE FROM mention WHERE document = ?",
            "DELETE FROM name WHERE document = ?",
            "DELETE FROM paragraph WHERE document = ?",
        ] {
            self.connection.prepare_cached(sql)?.execute([document])?;
        }
        Ok(())
    }

    fn paragraphs(&self, page: &Page<'_>) -> Result<(), StoreError> {
        let sql = r#"INSERT INTO paragraph (document, ordinal, start, "end", zone) VALUES (?, ?, ?, ?, ?)"#;
        let mut insert = self.connection.prepare_cached(sql)?;
        for (ordinal, paragraph) in page.annotations.paragraphs.iter().enumerate() {
            let (start, end) = page.points(paragraph.span);
            insert.execute(params![page.row, ordinal as i64, start, end, paragraph.zone.word()])?;
        }
        Ok(())
    }

    fn mentions(&self, page: &Page<'_>) -> Result<(), StoreError> {
        let sql = r#"INSERT INTO mention (key, document, paragraph, start, "end", surface, alias, sort, entity, stands_for, rule)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#;
        let mut seen = HashSet::new();
        for m in &page.annotations.mentions {
            let (start, end) = page.points(m.span);
            let key = unique(&mut seen, keys::mention(page.key, page.bounds(m.span)), 'm');
            let (entity, stands_for) =
                (m.entity.map(|e| page.revision.row(e)), m.stands_for.map(|e| page.revision.row(e)));
            self.connection.prepare_cached(sql)?.execute(params![
                key,
                page.row,
                page.paragraph(m.span),
                start,
                end,
                m.span.of(page.text),
                m.alias,
                m.sort.word(),
                entity,
                stands_for,
                m.rule
            ])?;
            self.candidates(page, m)?;
        }
        Ok(())
    }

    /// The candidates of the mention just written, while it is ambiguous.
    fn candidates(&self, page: &Page<'_>, mention: &Mention) -> Result<(), StoreError> {
        let row = self.connection.last_insert_rowid();
        let sql = "INSERT INTO candidate (mention, entity) VALUES (?, ?) ON CONFLICT DO NOTHING";
        if mention.entity.is_none() {
            for &entity in &mention.candidates {
                self.connection.prepare_cached(sql)?.execute([row, page.revision.row(entity)])?;
            }
        }
        Ok(())
    }

    fn name(&self, page: &Page<'_>, name: &Name) -> Result<(), StoreError> {
        let sql = r#"INSERT INTO name (document, paragraph, start, "end", surface, folded) VALUES (?, ?, ?, ?, ?, ?)"#;
        let ((start, end), surface) = (page.points(name.span), name.span.of(page.text));
        let values = params![page.row, page.paragraph(name.span), start, end, surface, fold(surface)];
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    fn quotations(&self, page: &Page<'_>) -> Result<(), StoreError> {
        let mut seen = HashSet::new();
        for quotation in &page.annotations.quotations {
            let spans: Vec<(usize, usize)> = quotation.content.iter().map(|&s| page.bounds(s)).collect();
            let key = unique(&mut seen, keys::quotation(page.key, &spans), 'q');
            let row = self.quotation(page, quotation, &key)?;
            self.contents(row, &spans)?;
            for (ordinal, speaker) in quotation.speakers.iter().enumerate() {
                self.speaker(page, speaker, (row, ordinal as i64))?;
            }
            self.about(page, quotation, row)?;
        }
        Ok(())
    }

    fn quotation(&self, page: &Page<'_>, q: &Quotation, key: &str) -> Result<i64, StoreError> {
        let sql = r#"INSERT INTO quotation (key, document, paragraph, start, "end", kind, act, content, cue_start, cue_end,
                cue, via, rule, confidence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#;
        let (start, end) = page.points(q.hull());
        let parts: Vec<&str> = q.content.iter().map(|s| s.of(page.text)).collect();
        let content = parts.join(" […] ");
        let (cue_start, cue_end) = page.maybe(q.cue);
        self.connection.prepare_cached(sql)?.execute(params![
            key,
            page.row,
            page.paragraph(q.hull()),
            start,
            end,
            q.kind.word(),
            q.act.word(),
            content,
            cue_start,
            cue_end,
            q.cue_lemma,
            q.via,
            q.rule,
            decimal(q.confidence)
        ])?;
        let row = self.connection.last_insert_rowid();
        let sql = "INSERT INTO quotation_words (rowid, folded) VALUES (?, ?)";
        self.connection.prepare_cached(sql)?.execute(params![row, searchable(&content)])?;
        Ok(row)
    }

    fn contents(&self, quotation: i64, spans: &[(usize, usize)]) -> Result<(), StoreError> {
        let sql = r#"INSERT INTO content (quotation, ordinal, start, "end") VALUES (?, ?, ?, ?)"#;
        for (ordinal, &(start, end)) in spans.iter().enumerate() {
            self.connection.prepare_cached(sql)?.execute([quotation, ordinal as i64, start as i64, end as i64])?;
        }
        Ok(())
    }

    fn speaker(&self, page: &Page<'_>, s: &Speaker, (quotation, ordinal): (i64, i64)) -> Result<(), StoreError> {
        let sql = r#"INSERT INTO speaker (quotation, ordinal, start, "end", phrase_start, phrase_end, surface, sort, entity, name, rule)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#;
        let ((start, end), (phrase_start, phrase_end)) = (page.maybe(s.span), page.maybe(s.phrase));
        let (surface, entity) = (s.span.map(|s| s.of(page.text)), s.entity.map(|e| page.revision.row(e)));
        self.connection.prepare_cached(sql)?.execute(params![
            quotation,
            ordinal,
            start,
            end,
            phrase_start,
            phrase_end,
            surface,
            s.sort.word(),
            entity,
            s.name,
            s.rule
        ])?;
        Ok(())
    }

    /// An entity named twice counts as mentioned when it is so once.
    fn about(&self, page: &Page<'_>, q: &Quotation, row: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO about (quotation, entity, strict) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET strict = max(strict, excluded.strict)";
        for about in &q.about {
            let values = params![row, page.revision.row(about.entity), about.strict];
            self.connection.prepare_cached(sql)?.execute(values)?;
        }
        Ok(())
    }
}

/// One document while its annotations are written.
struct Page<'a> {
    row: i64,
    key: &'a str,
    text: &'a str,
    points: CodePoints<'a>,
    annotations: &'a Annotations,
    revision: &'a Revision,
}

impl Page<'_> {
    /// A span in code points.
    fn bounds(&self, span: Span) -> (usize, usize) {
        self.points.of(span)
    }

    /// A span in code points, as SQLite's integers.
    fn points(&self, span: Span) -> (i64, i64) {
        let (start, end) = self.points.of(span);
        (start as i64, end as i64)
    }

    fn maybe(&self, span: Option<Span>) -> (Option<i64>, Option<i64>) {
        span.map(|s| self.points(s)).unzip()
    }

    /// Ordinal of the paragraph that contains the start of `span`.
    fn paragraph(&self, span: Span) -> i64 {
        let behind = self.annotations.paragraphs.partition_point(|p| p.span.start <= span.start);
        behind.saturating_sub(1) as i64
    }
}

/// The printed key; one that was given in this document already takes in a count.
fn unique(seen: &mut HashSet<String>, mut key: keys::Key, letter: char) -> String {
    let mut printed = key.print(letter);
    for n in 1.. {
        if seen.insert(printed.clone()) {
            break;
        }
        key = key.span((n, n));
        printed = key.print(letter);
    }
    printed
}

/// The number that `x` is printed as: 0.9 and not 0.8999999761581421.
fn decimal(x: f32) -> f64 {
    x.to_string().parse().unwrap_or_else(|_| f64::from(x))
}
