//! What is found in a document, written row by row.

use rusqlite::params;

use super::{
    Revision, StoreError, Writer,
    company::{Company, Names},
    keys::Keys,
};
use crate::{
    model::{Annotations, EntityId, Mention, Quotation, Speaker, Zone},
    span::{CodePoints, Span},
    text::{fold, searchable},
};

impl Writer<'_> {
    /// Puts `annotations` in the place of what had been found in a document, and records the versions.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn annotate(&mut self, row: i64, annotations: &Annotations, revision: &Revision) -> Result<(), StoreError> {
        let moved = self.rewords(row, annotations.sketch.as_ref())?;
        self.clear(row)?;
        let sql = "UPDATE document SET engine = ?, packs = ?, gazetteer = ? WHERE id = ? RETURNING key, text";
        let v = revision.versions();
        let (key, text): (String, String) = self
            .connection
            .prepare_cached(sql)?
            .query_row(params![v.engine, v.packs, v.gazetteer, row], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.found((row, &key, &text), annotations, revision)?;
        match annotations.sketch.as_ref().filter(|_| moved) {
            Some(sketch) => self.join_copies(row, sketch),
            None => Ok(()),
        }
    }

    /// Adds what was found in the document in `row` with this key and text, of which nothing stands there yet.
    pub(super) fn found(
        &mut self,
        (row, key, text): (i64, &str, &str),
        annotations: &Annotations,
        revision: &Revision,
    ) -> Result<(), StoreError> {
        let day = self.day(row)?;
        let page = Page { row, key, text, day, points: CodePoints::new(text), annotations, revision };
        self.paragraphs(&page)?;
        self.mentions(&page)?;
        self.names(&page)?;
        self.quotations(&page)
    }

    /// Removes what was found in a document.
    pub(super) fn clear(&mut self, document: i64) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM quotation_words WHERE rowid IN (SELECT id FROM quotation WHERE document = ?)",
            "DELETE FROM quotation WHERE document = ?",
            "DELETE FROM company WHERE document = ?",
            "DELETE FROM packed_name WHERE document = ?",
            "DELETE FROM mention WHERE document = ?",
            "DELETE FROM name WHERE document = ?",
            "DELETE FROM paragraph WHERE document = ?",
        ] {
            self.connection.prepare_cached(sql)?.execute([document])?;
        }
        Ok(())
    }

    fn paragraphs(&self, page: &Page<'_>) -> Result<(), StoreError> {
        let sql = r#"INSERT INTO paragraph (document, ordinal, start, "end", zone, wording) VALUES (?, ?, ?, ?, ?, ?)"#;
        let mut insert = self.connection.prepare_cached(sql)?;
        for (ordinal, paragraph) in page.annotations.paragraphs.iter().enumerate() {
            let (start, end) = page.points(paragraph.span);
            insert.execute(params![page.row, ordinal as i64, start, end, paragraph.zone.word(), paragraph.wording])?;
        }
        Ok(())
    }

    fn mentions(&self, page: &Page<'_>) -> Result<(), StoreError> {
        let sql = r#"INSERT INTO mention (key, document, paragraph, sentence, zone, day, start, "end", surface, alias, sort, entity,
                stands_for, rule, score)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#;
        let mut insert = self.connection.prepare_cached(sql)?;
        let mut keys = Keys::new(page.key);
        let mut company = Company::default();
        for m in &page.annotations.mentions {
            let (start, end) = page.points(m.span);
            let key = keys.mention(page.bounds(m.span));
            let row = |id: Option<EntityId>| id.map(|id| self.row_of(page.revision, id)).transpose();
            let (entity, stands_for) = (row(m.entity)?, row(m.stands_for)?);
            insert.execute(params![
                key,
                page.row,
                page.paragraph(m.span),
                page.sentence(m.span),
                page.zone(m.span),
                page.day,
                start,
                end,
                m.span.of(page.text),
                m.alias,
                m.sort.word(),
                entity,
                stands_for,
                m.rule,
                decimal(m.score)
            ])?;
            self.candidates(page, m)?;
            if let (Some(entity), None) = (entity, page.zone(m.span)) {
                company.add(entity, &m.alias, page.wording(m.span));
            }
        }
        let sql = "INSERT INTO company (document, mentions) VALUES (?, ?)";
        self.connection.prepare_cached(sql)?.execute(params![page.row, company.bytes()])?;
        Ok(())
    }

    /// The candidates of the mention just written, where there are several or none was chosen.
    fn candidates(&self, page: &Page<'_>, mention: &Mention) -> Result<(), StoreError> {
        let row = self.connection.last_insert_rowid();
        let sql = "INSERT INTO candidate (mention, entity, score) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
        if mention.entity.is_none() || mention.candidates.len() > 1 {
            for c in &mention.candidates {
                let values = params![row, self.row_of(page.revision, c.entity)?, decimal(c.score)];
                self.connection.prepare_cached(sql)?.execute(values)?;
            }
        }
        Ok(())
    }

    fn names(&self, page: &Page<'_>) -> Result<(), StoreError> {
        let sql = r#"INSERT INTO name (document, paragraph, sentence, zone, start, "end", surface, folded)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)"#;
        let mut insert = self.connection.prepare_cached(sql)?;
        let mut packed = Names::default();
        for name in &page.annotations.names {
            let ((start, end), surface) = (page.points(name.span), name.span.of(page.text));
            let (paragraph, sentence, zone) =
                (page.paragraph(name.span), page.sentence(name.span), page.zone(name.span));
            let folded = fold(surface);
            insert.execute(params![page.row, paragraph, sentence, zone, start, end, surface, folded])?;
            if zone.is_none() {
                packed.add(surface, &folded);
            }
        }
        let sql = "INSERT INTO packed_name (document, names) VALUES (?, ?)";
        self.connection.prepare_cached(sql)?.execute(params![page.row, packed.bytes()])?;
        Ok(())
    }

    fn quotations(&self, page: &Page<'_>) -> Result<(), StoreError> {
        let mut keys = Keys::new(page.key);
        for quotation in &page.annotations.quotations {
            let spans: Vec<(usize, usize)> = quotation.content.iter().map(|&s| page.bounds(s)).collect();
            let key = keys.quotation(&spans);
            let row = self.quotation(page, quotation, &key)?;
            self.contents(row, &spans)?;
            let (zone, act) = (page.zone(quotation.hull()), quotation.act.word());
            for (ordinal, speaker) in quotation.speakers.iter().enumerate() {
                self.speaker((page, zone, act), speaker, (row, ordinal as i64))?;
            }
            for (ordinal, addressee) in quotation.addressees.iter().enumerate() {
                self.addressee(page, addressee, (row, ordinal as i64))?;
            }
            self.about(page, quotation, row)?;
        }
        Ok(())
    }

    fn quotation(&self, page: &Page<'_>, q: &Quotation, key: &str) -> Result<i64, StoreError> {
        let sql = r#"INSERT INTO quotation (key, document, paragraph, zone, start, "end", kind, act, content, cue_start, cue_end,
                cue, said, said_basis, via, via_entity, rule, confidence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#;
        let (start, end) = page.points(q.hull());
        let parts: Vec<&str> = q.content.iter().map(|s| s.of(page.text)).collect();
        let content = parts.join(" […] ");
        let (cue_start, cue_end) = page.maybe(q.cue);
        let via_entity = q.via_entity.map(|entity| self.row_of(page.revision, entity)).transpose()?;
        self.connection.prepare_cached(sql)?.execute(params![
            key,
            page.row,
            page.paragraph(q.hull()),
            page.zone(q.hull()),
            start,
            end,
            q.kind.word(),
            q.act.word(),
            content,
            cue_start,
            cue_end,
            q.cue_lemma,
            q.said.as_ref().map(|said| &said.date),
            q.said.as_ref().map(|said| said.basis.word()),
            q.via.map(|via| via.of(page.text)),
            via_entity,
            q.rule,
            decimal(q.confidence())
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

    fn speaker(
        &self,
        (page, zone, act): (&Page<'_>, Option<&str>, &str),
        s: &Speaker,
        (quotation, ordinal): (i64, i64),
    ) -> Result<(), StoreError> {
        let sql = r#"INSERT INTO speaker (quotation, ordinal, start, "end", phrase_start, phrase_end, surface, sort, entity, name, folded,
                rule, document, zone, day, act)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#;
        let ((start, end), (phrase_start, phrase_end)) = (page.maybe(s.span), page.maybe(s.phrase));
        let surface = s.span.map(|s| s.of(page.text));
        let entity = s.entity.map(|e| self.row_of(page.revision, e)).transpose()?;
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
            s.name.as_deref().filter(|_| entity.is_none()).map(fold),
            s.rule,
            page.row,
            zone,
            page.day,
            act
        ])?;
        Ok(())
    }

    fn addressee(&self, page: &Page<'_>, s: &Speaker, (quotation, ordinal): (i64, i64)) -> Result<(), StoreError> {
        let sql = r#"INSERT INTO addressee (quotation, ordinal, start, "end", surface, entity, name, rule)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)"#;
        let (start, end) = page.maybe(s.span);
        let surface = s.span.map(|s| s.of(page.text));
        let entity = s.entity.map(|e| self.row_of(page.revision, e)).transpose()?;
        let values = params![quotation, ordinal, start, end, surface, entity, s.name, s.rule];
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// An entity named twice counts as mentioned when it is so once.
    fn about(&self, page: &Page<'_>, q: &Quotation, row: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO about (quotation, entity, strict, document, zone, day, act) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET strict = max(strict, excluded.strict)";
        let zone = page.zone(q.hull());
        for about in &q.about {
            let entity = self.row_of(page.revision, about.entity)?;
            let values = params![row, entity, about.strict, page.row, zone, page.day, q.act.word()];
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
    day: Option<i64>,
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

    /// Where the sentence begins that contains the start of `span`, in code points.
    fn sentence(&self, span: Span) -> i64 {
        let behind = self.annotations.sentences.partition_point(|&start| start <= span.start);
        let start = behind.checked_sub(1).map_or(span.start, |i| self.annotations.sentences[i]);
        self.points(Span::new(start, start)).0
    }

    /// Hash of the words of that paragraph.
    fn wording(&self, span: Span) -> i64 {
        self.annotations.paragraphs.get(self.paragraph(span) as usize).map_or(0, |paragraph| paragraph.wording)
    }

    /// The zone of that paragraph; none for body.
    fn zone(&self, span: Span) -> Option<&'static str> {
        let paragraph = self.annotations.paragraphs.get(self.paragraph(span) as usize)?;
        Some(paragraph.zone).filter(|zone| *zone != Zone::Body).map(Zone::word)
    }
}

/// `x` to four places: 0.9 and not 0.8999999761581421.
fn decimal(x: f32) -> f64 {
    (f64::from(x) * 1e4).round() / 1e4
}
