//! What is found in a document, as rows: told by row numbers for the base, or by lasting keys for tables elsewhere.

use std::collections::BTreeMap;

use super::{
    StoreError,
    company::{Company, Names},
    findings::{COMPANY, Finding, MENTIONS, NAMES, PACKED_NAMES, PARAGRAPHS, QUOTATIONS, Row, Sort, Value, row},
    keys::Keys,
};
use crate::{
    model::{Annotations, EntityId, Mention, Quotation, Speaker, Zone},
    span::{CodePoints, Span},
    text::{fold, searchable},
};

/// What stands in a row for an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EntityTold {
    /// Its row in the base.
    Row(i64),
    /// Its lasting key.
    Key(String),
}

impl From<EntityTold> for Value<'_> {
    fn from(told: EntityTold) -> Self {
        match told {
            EntityTold::Row(row) => row.into(),
            EntityTold::Key(key) => key.into(),
        }
    }
}

/// Tells what stands in a row for an entity.
pub(super) type Telling<'t> = dyn Fn(EntityId) -> Result<EntityTold, StoreError> + 't;

/// What was found in a document, sort by sort.
pub(super) type Findings<'a> = [(&'static Sort, Vec<Finding<'a>>); 6];

/// One document and what was found in it.
pub(super) struct Page<'a, 't> {
    /// What stands in rows for the document.
    pub document: Value<'a>,
    /// Its lasting key.
    pub key: &'a str,
    pub text: &'a str,
    /// Its day as a number; see `document.day` in the schema.
    pub day: Option<i64>,
    pub annotations: &'a Annotations,
    pub entities: &'t Telling<'t>,
    /// Of the text.
    pub points: CodePoints<'a>,
}

impl<'a> Page<'a, '_> {
    /// All of it.
    pub fn findings(&self) -> Result<Findings<'a>, StoreError> {
        let (mentions, company) = self.mentions()?;
        let (names, packed) = self.names();
        Ok([
            (&PARAGRAPHS, self.paragraphs()),
            (&MENTIONS, mentions),
            (&COMPANY, vec![company]),
            (&NAMES, names),
            (&PACKED_NAMES, vec![packed]),
            (&QUOTATIONS, self.quotations()?),
        ])
    }

    /// The mentions, and the same packed.
    fn mentions(&self) -> Result<(Vec<Finding<'a>>, Finding<'a>), StoreError> {
        let (mut keys, mut company, mut found) = (Keys::new(self.key), Company::default(), Vec::new());
        for m in &self.annotations.mentions {
            let (start, end) = self.points(m.span);
            let key = keys.mention(self.bounds(m.span));
            let row = |id: Option<EntityId>| id.map(|id| (self.entities)(id)).transpose();
            let (entity, stands_for, zone) = (row(m.entity)?, row(m.stands_for)?, self.zone(m.span));
            let (paragraph, sentence, wording) = (self.paragraph(m.span), self.sentence(m.span), self.wording(m.span));
            let values = row![
                key,
                entity.clone(),
                paragraph,
                sentence,
                zone,
                self.day,
                wording,
                start,
                end,
                m.span.of(self.text),
                &m.alias,
                m.sort.word(),
                stands_for,
                m.rule,
                decimal(m.score),
            ];
            let mut rows = vec![(0, values)];
            rows.extend(self.choices(m)?.into_iter().map(|row| (1, row)));
            found.push(Finding { rows });
            if let (Some(EntityTold::Row(entity)), None) = (entity, zone) {
                company.add(entity, &m.alias, wording);
            }
        }
        Ok((found, Finding { rows: vec![(0, row![company.bytes().to_vec()])] }))
    }

    /// The candidates of a mention, where there are several or none was chosen.
    fn choices(&self, mention: &Mention) -> Result<Vec<Row<'a>>, StoreError> {
        if mention.entity.is_some() && mention.candidates.len() < 2 {
            return Ok(Vec::new());
        }
        let mut rows = BTreeMap::new();
        for c in &mention.candidates {
            rows.entry((self.entities)(c.entity)?).or_insert(decimal(c.score));
        }
        Ok(rows.into_iter().map(|(entity, score)| row![entity, score]).collect())
    }

    fn quotations(&self) -> Result<Vec<Finding<'a>>, StoreError> {
        let mut keys = Keys::new(self.key);
        let found = self.annotations.quotations.iter().map(|quotation| {
            let spans: Vec<(usize, usize)> = quotation.content.iter().map(|&s| self.bounds(s)).collect();
            self.quotation(quotation, keys.quotation(&spans), &spans)
        });
        found.collect()
    }

    fn quotation(&self, q: &'a Quotation, key: String, spans: &[(usize, usize)]) -> Result<Finding<'a>, StoreError> {
        let content: Vec<&str> = q.content.iter().map(|s| s.of(self.text)).collect();
        let content = content.join(" […] ");
        let words = searchable(&content);
        let via = q.via_entity.map(|entity| (self.entities)(entity)).transpose()?;
        let mut rows = vec![(0, self.quotation_row(q, (key, content), via)), (1, row![words])];
        rows.extend(spans.iter().enumerate().map(|(n, &(start, end))| (2, row![n as i64, start as i64, end as i64])));
        for (n, speaker) in q.speakers.iter().enumerate() {
            rows.push((3, self.speaker(q, (n as i64, speaker))?));
        }
        for (n, addressee) in q.addressees.iter().enumerate() {
            rows.push((4, self.addressee((n as i64, addressee))?));
        }
        rows.extend(self.about(q)?.into_iter().map(|row| (5, row)));
        Ok(Finding { rows })
    }

    fn speaker(&self, q: &Quotation, (ordinal, s): (i64, &'a Speaker)) -> Result<Row<'a>, StoreError> {
        let ((start, end), (phrase_start, phrase_end)) = (self.maybe(s.span), self.maybe(s.phrase));
        let entity = s.entity.map(|e| (self.entities)(e)).transpose()?;
        Ok(row![
            entity,
            s.name.as_ref(),
            ordinal,
            start,
            end,
            phrase_start,
            phrase_end,
            s.span.map(|s| s.of(self.text)),
            s.sort.word(),
            s.name.as_deref().filter(|_| s.entity.is_none()).map(fold),
            s.rule,
            self.document.clone(),
            self.zone(q.hull()),
            self.day,
            q.act.word(),
        ])
    }

    fn addressee(&self, (ordinal, s): (i64, &'a Speaker)) -> Result<Row<'a>, StoreError> {
        let (start, end) = self.maybe(s.span);
        let entity = s.entity.map(|e| (self.entities)(e)).transpose()?;
        Ok(row![ordinal, start, end, s.span.map(|s| s.of(self.text)), entity, s.name.as_ref(), s.rule])
    }

    /// An entity named twice counts as mentioned when it is so once.
    fn about(&self, q: &Quotation) -> Result<Vec<Row<'a>>, StoreError> {
        let mut topics = BTreeMap::new();
        for about in &q.about {
            *topics.entry((self.entities)(about.entity)?).or_insert(false) |= about.strict;
        }
        let (zone, act) = (self.zone(q.hull()), q.act.word());
        Ok(topics
            .into_iter()
            .map(|(entity, strict)| row![entity, strict, self.document.clone(), zone, self.day, act])
            .collect())
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
    fn quotation_row(&self, q: &'a Quotation, (key, content): (String, String), via: Option<EntityTold>) -> Row<'a> {
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
