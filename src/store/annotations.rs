//! What is found in a document, written row by row.

use std::{collections::BTreeMap, ops::AddAssign};

use rusqlite::params_from_iter;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Reader, Revision, StoreError, Writer,
    company::{Company, Names},
    findings::{
        COMPANY, Finding, MENTIONS, NAMES, PACKED_NAMES, PARAGRAPHS, Print, QUOTATIONS, Row, SORTS, Sort, Stored,
        Value, row,
    },
    keys::Keys,
};
use crate::{
    model::{Annotations, EntityId, Mention, Quotation, Speaker, Zone},
    span::{CodePoints, Span},
    text::{fold, searchable},
};

/// What has changed when a document was annotated again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Mentions and quotations that came, or are ascribed otherwise.
    pub gained: u64,
    /// Mentions and quotations that went, or were ascribed otherwise.
    pub lost: u64,
}

impl Difference {
    fn between(gone: &[Print], new: &[Print]) -> Self {
        let count = |these: &[Print], others: &[Print]| {
            let others: FxHashSet<&[u8]> = others.iter().map(|print| &print.told[..]).collect();
            let told = these.iter().map(|print| &print.told[..]).filter(|told| !told.is_empty());
            told.filter(|told| !others.contains(told)).count() as u64
        };
        Difference { gained: count(new, gone), lost: count(gone, new) }
    }
}

impl AddAssign for Difference {
    fn add_assign(&mut self, other: Self) {
        self.gained += other.gained;
        self.lost += other.lost;
    }
}

impl Writer<'_> {
    /// Puts `annotations` in the place of what had been found in a document, and records the versions. Only rows that are not those
    /// that stand there are written.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn annotate(
        &mut self,
        row: i64,
        annotations: &Annotations,
        revision: &Revision,
    ) -> Result<Difference, StoreError> {
        let moved = self.rewords(row, annotations.sketch.as_ref())?;
        let mut select = self.connection.prepare_cached("SELECT key, text, version FROM document WHERE id = ?")?;
        let (key, text, read_by): (String, String, Option<i64>) =
            select.query_row([row], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        drop(select);
        let version = self.version_row(revision.versions())?;
        if read_by != Some(version) {
            let sql = "UPDATE document SET version = ? WHERE id = ?";
            self.connection.prepare_cached(sql)?.execute([version, row])?;
        }
        let page = Page::new((row, &key, &text), self.day(row)?, (annotations, revision));
        self.lift_verdicts(row)?;
        let mut difference = Difference::default();
        for (sort, findings) in self.to_stand(&page)? {
            difference += self.renew(sort, row, &findings)?;
        }
        self.lay_verdicts(row)?;
        if let Some(sketch) = annotations.sketch.as_ref().filter(|_| moved) {
            self.join_copies(row, sketch)?;
        }
        Ok(difference)
    }

    /// Adds what was found in the document in `row` with this key and text, of which nothing stands there yet.
    pub(super) fn found(
        &mut self,
        (row, key, text): (i64, &str, &str),
        annotations: &Annotations,
        revision: &Revision,
    ) -> Result<(), StoreError> {
        let page = Page::new((row, key, text), self.day(row)?, (annotations, revision));
        for (sort, findings) in self.to_stand(&page)? {
            findings.iter().try_for_each(|finding| self.put(sort, row, finding))?;
        }
        self.lay_verdicts(row)
    }

    /// Removes what was found in a document.
    pub(super) fn clear(&mut self, document: i64) -> Result<(), StoreError> {
        for sort in SORTS {
            for row in self.stored(sort, document)?.into_values().flatten() {
                self.remove(sort, row)?;
            }
        }
        Ok(())
    }

    fn put(&self, sort: &Sort, document: i64, finding: &Finding<'_>) -> Result<(), StoreError> {
        let mut owner = document;
        for (n, (table, row)) in finding.rows.iter().enumerate() {
            if n > 0 && *table > 0 && finding.rows[n - 1].0 == 0 {
                owner = self.connection.last_insert_rowid();
            }
            let mut insert = self.connection.prepare_cached(sort.tables[*table].insert)?;
            insert.execute(params_from_iter([&Value::Integer(owner)].into_iter().chain(row)))?;
        }
        Ok(())
    }

    fn remove(&self, sort: &Sort, row: i64) -> Result<(), StoreError> {
        for sql in sort.remove {
            self.connection.prepare_cached(sql)?.execute([row])?;
        }
        Ok(())
    }

    /// Puts a finding in the place of one with the same key. That spares the index of words, which is slow to change.
    fn replace(&self, sort: &Sort, row: i64, finding: &Finding<'_>) -> Result<(), StoreError> {
        for sql in sort.remove_parts.into_iter().flatten() {
            self.connection.prepare_cached(sql)?.execute([row])?;
        }
        for (table, values) in &finding.rows {
            let table = (*table, &sort.tables[*table]);
            let sql = match table {
                (0, first) => first.update,
                (_, part) if part.select.is_some() => part.insert,
                _ => continue,
            };
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.execute(params_from_iter([&Value::Integer(row)].into_iter().chain(values)))?;
        }
        Ok(())
    }

    /// Writes those of `findings` that do not stand in the document, and takes out what else does.
    fn renew(&self, sort: &Sort, document: i64, findings: &[Finding<'_>]) -> Result<Difference, StoreError> {
        let mut stored = self.stored(sort, document)?;
        let (mut new, mut gained, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for finding in findings {
            let print = finding.print(sort);
            if stored.get_mut(&print).and_then(Vec::pop).is_none() {
                new.push(finding);
                gained.push(print);
            }
        }
        let keyed = sort.remove_parts.is_some();
        let keys: FxHashSet<&[u8]> = gained.iter().filter(|_| keyed).map(Print::key).collect();
        let mut places: FxHashMap<Vec<u8>, i64> = FxHashMap::default();
        for (print, rows) in stored {
            for row in rows {
                match keyed && keys.contains(print.key()) {
                    true => _ = places.insert(print.key().to_vec(), row),
                    false => self.remove(sort, row)?,
                }
                gone.push(print.clone());
            }
        }
        for (finding, print) in new.into_iter().zip(&gained) {
            match places.get(if keyed { print.key() } else { &[] }) {
                Some(&row) => self.replace(sort, row, finding)?,
                None => self.put(sort, document, finding)?,
            }
        }
        Ok(Difference::between(&gone, &gained))
    }
}

impl Reader<'_> {
    /// The findings of a sort that stand in a document.
    fn stored(&self, sort: &Sort, document: i64) -> Result<Stored, StoreError> {
        let mut prints: BTreeMap<i64, Print> = BTreeMap::new();
        for (n, table) in sort.tables.iter().enumerate() {
            let Some(sql) = table.select else { continue };
            let mut select = self.connection.prepare_cached(sql)?;
            let columns = select.column_count();
            let mut rows = select.query([document])?;
            while let Some(row) = rows.next()? {
                let print = prints.entry(row.get(0)?).or_default();
                print.begin(n);
                for k in 1..columns {
                    print.add(row.get_ref(k)?, k <= table.telling);
                }
            }
        }
        let mut stored = Stored::new();
        prints.into_iter().for_each(|(row, print)| stored.entry(print).or_default().push(row));
        Ok(stored)
    }

    /// All that is to stand in a document, sort by sort.
    fn to_stand<'p>(&self, page: &Page<'p>) -> Result<[(&'static Sort, Vec<Finding<'p>>); 6], StoreError> {
        let (mentions, company) = self.mentions(page)?;
        let (names, packed) = page.names();
        Ok([
            (&PARAGRAPHS, page.paragraphs()),
            (&MENTIONS, mentions),
            (&COMPANY, vec![company]),
            (&NAMES, names),
            (&PACKED_NAMES, vec![packed]),
            (&QUOTATIONS, self.quotations(page)?),
        ])
    }

    /// The mentions, and the same packed.
    fn mentions<'p>(&self, page: &Page<'p>) -> Result<(Vec<Finding<'p>>, Finding<'p>), StoreError> {
        let (mut keys, mut company, mut found) = (Keys::new(page.key), Company::default(), Vec::new());
        for m in &page.annotations.mentions {
            let (start, end) = page.points(m.span);
            let key = keys.mention(page.bounds(m.span));
            let row = |id: Option<EntityId>| id.map(|id| self.row_of(page.revision, id)).transpose();
            let (entity, stands_for, zone) = (row(m.entity)?, row(m.stands_for)?, page.zone(m.span));
            let (paragraph, sentence, wording) = (page.paragraph(m.span), page.sentence(m.span), page.wording(m.span));
            let values = row![
                key,
                entity,
                paragraph,
                sentence,
                zone,
                page.day,
                wording,
                start,
                end,
                m.span.of(page.text),
                &m.alias,
                m.sort.word(),
                stands_for,
                m.rule,
                decimal(m.score),
            ];
            let mut rows = vec![(0, values)];
            rows.extend(self.choices(page, m)?.into_iter().map(|row| (1, row)));
            found.push(Finding { rows });
            if let (Some(entity), None) = (entity, zone) {
                company.add(entity, &m.alias, wording);
            }
        }
        Ok((found, Finding { rows: vec![(0, row![company.bytes().to_vec()])] }))
    }

    /// The candidates of a mention, where there are several or none was chosen.
    fn choices<'p>(&self, page: &Page<'p>, mention: &Mention) -> Result<Vec<Row<'p>>, StoreError> {
        if mention.entity.is_some() && mention.candidates.len() < 2 {
            return Ok(Vec::new());
        }
        let mut rows = BTreeMap::new();
        for c in &mention.candidates {
            rows.entry(self.row_of(page.revision, c.entity)?).or_insert(decimal(c.score));
        }
        Ok(rows.into_iter().map(|(entity, score)| row![entity, score]).collect())
    }

    fn quotations<'p>(&self, page: &Page<'p>) -> Result<Vec<Finding<'p>>, StoreError> {
        let mut keys = Keys::new(page.key);
        let found = page.annotations.quotations.iter().map(|quotation| {
            let spans: Vec<(usize, usize)> = quotation.content.iter().map(|&s| page.bounds(s)).collect();
            self.quotation((page, quotation), keys.quotation(&spans), &spans)
        });
        found.collect()
    }

    fn quotation<'p>(
        &self,
        (page, q): (&Page<'p>, &'p Quotation),
        key: String,
        spans: &[(usize, usize)],
    ) -> Result<Finding<'p>, StoreError> {
        let content: Vec<&str> = q.content.iter().map(|s| s.of(page.text)).collect();
        let content = content.join(" […] ");
        let words = searchable(&content);
        let via = q.via_entity.map(|entity| self.row_of(page.revision, entity)).transpose()?;
        let mut rows = vec![(0, page.quotation(q, (key, content), via)), (1, row![words])];
        rows.extend(spans.iter().enumerate().map(|(n, &(start, end))| (2, row![n as i64, start as i64, end as i64])));
        for (n, speaker) in q.speakers.iter().enumerate() {
            rows.push((3, self.speaker((page, q), (n as i64, speaker))?));
        }
        for (n, addressee) in q.addressees.iter().enumerate() {
            rows.push((4, self.addressee(page, (n as i64, addressee))?));
        }
        rows.extend(self.about(page, q)?.into_iter().map(|row| (5, row)));
        Ok(Finding { rows })
    }

    fn speaker<'p>(
        &self,
        (page, q): (&Page<'p>, &Quotation),
        (ordinal, s): (i64, &'p Speaker),
    ) -> Result<Row<'p>, StoreError> {
        let ((start, end), (phrase_start, phrase_end)) = (page.maybe(s.span), page.maybe(s.phrase));
        let entity = s.entity.map(|e| self.row_of(page.revision, e)).transpose()?;
        Ok(row![
            entity,
            s.name.as_ref(),
            ordinal,
            start,
            end,
            phrase_start,
            phrase_end,
            s.span.map(|s| s.of(page.text)),
            s.sort.word(),
            s.name.as_deref().filter(|_| entity.is_none()).map(fold),
            s.rule,
            page.row,
            page.zone(q.hull()),
            page.day,
            q.act.word(),
        ])
    }

    fn addressee<'p>(&self, page: &Page<'p>, (ordinal, s): (i64, &'p Speaker)) -> Result<Row<'p>, StoreError> {
        let (start, end) = page.maybe(s.span);
        let entity = s.entity.map(|e| self.row_of(page.revision, e)).transpose()?;
        Ok(row![ordinal, start, end, s.span.map(|s| s.of(page.text)), entity, s.name.as_ref(), s.rule])
    }

    /// An entity named twice counts as mentioned when it is so once.
    fn about<'p>(&self, page: &Page<'p>, q: &Quotation) -> Result<Vec<Row<'p>>, StoreError> {
        let mut topics = BTreeMap::new();
        for about in &q.about {
            *topics.entry(self.row_of(page.revision, about.entity)?).or_insert(false) |= about.strict;
        }
        let (zone, act) = (page.zone(q.hull()), q.act.word());
        Ok(topics.into_iter().map(|(entity, strict)| row![entity, strict, page.row, zone, page.day, act]).collect())
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

impl<'a> Page<'a> {
    fn new(
        (row, key, text): (i64, &'a str, &'a str),
        day: Option<i64>,
        (annotations, revision): (&'a Annotations, &'a Revision),
    ) -> Self {
        Page { row, key, text, day, points: CodePoints::new(text), annotations, revision }
    }

    fn paragraphs(&self) -> Vec<Finding<'a>> {
        let rows = self.annotations.paragraphs.iter().enumerate().map(|(ordinal, paragraph)| {
            let (start, end) = self.points(paragraph.span);
            (0, row![ordinal as i64, start, end, paragraph.zone.word(), paragraph.wording])
        });
        vec![Finding { rows: rows.collect() }]
    }

    /// The unknown names, and the same packed.
    fn names(&self) -> (Vec<Finding<'a>>, Finding<'a>) {
        let mut packed = Names::default();
        let names = self.annotations.names.iter().map(|name| {
            let ((start, end), surface) = (self.points(name.span), name.span.of(self.text));
            let (paragraph, sentence, zone) =
                (self.paragraph(name.span), self.sentence(name.span), self.zone(name.span));
            let folded = fold(surface);
            if zone.is_none() {
                packed.add(surface, &folded);
            }
            Finding { rows: vec![(0, row![paragraph, sentence, zone, start, end, surface, folded])] }
        });
        (names.collect(), Finding { rows: vec![(0, row![packed.bytes()])] })
    }

    /// The row of a quotation with this key and content, and whoever passed it on.
    fn quotation(&self, q: &'a Quotation, (key, content): (String, String), via: Option<i64>) -> Row<'a> {
        let ((start, end), (cue_start, cue_end)) = (self.points(q.hull()), self.maybe(q.cue));
        row![
            key,
            self.paragraph(q.hull()),
            self.zone(q.hull()),
            start,
            end,
            q.kind.word(),
            q.act.word(),
            content,
            cue_start,
            cue_end,
            q.cue_lemma.as_ref(),
            q.said.as_ref().map(|said| &said.date),
            q.said.as_ref().map(|said| said.basis.word()),
            q.via.map(|via| via.of(self.text)),
            via,
            q.rule,
            decimal(q.confidence()),
        ]
    }

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
