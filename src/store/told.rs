//! What the base tells of one quotation, mention or document: for an explanation, and for a footnote.

use rusqlite::{OptionalExtension as _, Row};

use super::{
    DocumentHead, Judged, LookupError, Reader, StoreError,
    by_key::{Keyed, Located},
};

/// What a lasting key stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// A quotation.
    Quotation(Box<QuotationTold>),
    /// A mention.
    Mention(Box<MentionTold>),
    /// A document.
    Document(Box<DocumentHead>),
}

/// A quotation as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotationTold {
    /// Its whole key.
    pub key: String,
    /// The document.
    pub document: DocumentHead,
    /// The words, as printed.
    pub content: String,
    /// Direct, indirect or mixed.
    pub kind: String,
    /// What the speaker does by saying it.
    pub act: String,
    /// Dictionary form of the cue.
    pub cue: Option<String>,
    /// Who passed it on.
    pub via: Option<String>,
    /// The rule that found it.
    pub rule: String,
    /// Measured rate of its rules.
    pub confidence: f64,
    /// Who says it.
    pub speakers: Vec<SpeakerTold>,
    /// Who says it as the machine found, where the user names another.
    pub found: Vec<SpeakerTold>,
    /// What the user says of it.
    pub verdicts: Vec<Judged>,
}

/// A speaker of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerTold {
    /// As printed.
    pub surface: Option<String>,
    /// The best name known.
    pub name: Option<String>,
    /// Key of the entity, where it is one.
    pub entity: Option<String>,
    /// The rule that resolved it.
    pub rule: String,
    /// The mention that stands in these words, where the entity comes from there.
    pub link: Option<Link>,
}

/// How a mention was linked.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// As printed.
    pub surface: String,
    /// The gazetteer's spelling that matched.
    pub alias: String,
    /// The rule that chose the entity.
    pub rule: String,
    /// What the linker gives it, 0 to 1.
    pub score: f64,
    /// Name of the entity; none while ambiguous.
    pub entity: Option<String>,
}

/// A mention as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct MentionTold {
    /// Its whole key.
    pub key: String,
    /// The document.
    pub document: DocumentHead,
    /// How it was linked.
    pub link: Link,
    /// What sort of spelling it is.
    pub sort: String,
    /// Name of the one that a place stands for.
    pub stands_for: Option<String>,
    /// Who else it may be, with scores.
    pub candidates: Vec<(String, f64)>,
}

/// The speakers of a quotation.
const SPEAKERS: &str =
    "SELECT s.surface, coalesce(e.name, s.name) AS name, e.key AS entity, s.rule, s.document, s.start, s.\"end\"
    FROM speaker s LEFT JOIN entity e ON e.id = s.entity WHERE s.quotation = ? ORDER BY s.ordinal";

/// The same as the machine found them, where the user names another.
const FOUND: &str =
    "SELECT s.surface, coalesce(e.name, s.name) AS name, s.entity, s.rule, q.document, s.start, s.\"end\"
    FROM found_speaker s JOIN quotation q ON q.id = s.quotation LEFT JOIN entity e ON e.key = s.entity
    WHERE s.quotation = ? ORDER BY s.ordinal";

impl Reader<'_> {
    /// What stands under the key that begins with `prefix`.
    ///
    /// # Errors
    /// When no key or several begin so, or the base cannot be read.
    pub fn told_by_key(&self, prefix: &str) -> Result<Told, LookupError> {
        let Located { what, row, key, document } = self.by_key(prefix)?;
        let document = self.head(document)?;
        Ok(match what {
            Keyed::Quotation => Told::Quotation(Box::new(self.quotation_told((row, key), document)?)),
            Keyed::Mention => Told::Mention(Box::new(self.mention_told((row, key), document)?)),
            Keyed::Document => Told::Document(Box::new(document)),
        })
    }

    fn quotation_told(&self, (row, key): (i64, String), document: DocumentHead) -> Result<QuotationTold, StoreError> {
        let sql = "SELECT q.content, q.kind, q.act, q.cue, coalesce(e.name, q.via) AS via, q.rule, q.confidence
            FROM quotation q LEFT JOIN entity e ON e.id = q.via_entity WHERE q.id = ?";
        let speakers = self.speakers_told(SPEAKERS, row)?;
        let (found, verdicts) = (self.speakers_told(FOUND, row)?, self.verdicts_of(&key)?);
        let told = |row: &Row<'_>| {
            Ok(QuotationTold {
                key,
                document,
                content: row.get("content")?,
                kind: row.get("kind")?,
                act: row.get("act")?,
                cue: row.get("cue")?,
                via: row.get("via")?,
                rule: row.get("rule")?,
                confidence: row.get("confidence")?,
                speakers,
                found,
                verdicts,
            })
        };
        Ok(self.connection.prepare_cached(sql)?.query_row([row], told)?)
    }

    fn speakers_told(&self, sql: &str, quotation: i64) -> Result<Vec<SpeakerTold>, StoreError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([quotation])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let link = match (row.get("start")?, row.get("end")?) {
                (Some(start), Some(end)) => self.link_at(row.get("document")?, (start, end))?,
                _ => None,
            };
            let (surface, name, entity, rule) =
                (row.get("surface")?, row.get("name")?, row.get("entity")?, row.get("rule")?);
            all.push(SpeakerTold { surface, name, entity, rule, link });
        }
        Ok(all)
    }

    /// The mention over exactly these code points of a document.
    fn link_at(&self, document: i64, (start, end): (i64, i64)) -> Result<Option<Link>, StoreError> {
        let sql = "SELECT m.surface, m.alias, m.rule, m.score, e.name AS entity FROM mention m LEFT JOIN entity e ON e.id = m.entity
            WHERE m.document = ? AND m.start = ? AND m.\"end\" = ?";
        Ok(self.connection.prepare_cached(sql)?.query_row([document, start, end], link).optional()?)
    }

    fn mention_told(&self, (row, key): (i64, String), document: DocumentHead) -> Result<MentionTold, StoreError> {
        let sql = "SELECT m.surface, m.alias, m.rule, m.score, m.sort, e.name AS entity, f.name AS stands_for
            FROM mention m LEFT JOIN entity e ON e.id = m.entity LEFT JOIN entity f ON f.id = m.stands_for WHERE m.id = ?";
        let found = |row: &Row<'_>| Ok((link(row)?, row.get("sort")?, row.get("stands_for")?));
        let (link, sort, stands_for) = self.connection.prepare_cached(sql)?.query_row([row], found)?;
        let sql = "SELECT e.name || ' (@' || e.key || ')', c.score FROM candidate c JOIN entity e ON e.id = c.entity
            WHERE c.mention = ? ORDER BY c.score DESC, e.key";
        let mut select = self.connection.prepare_cached(sql)?;
        let candidates = select.query_map([row], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(MentionTold { key, document, link, sort, stands_for, candidates })
    }
}

fn link(row: &Row<'_>) -> rusqlite::Result<Link> {
    Ok(Link {
        surface: row.get("surface")?,
        alias: row.get("alias")?,
        rule: row.get("rule")?,
        score: row.get("score")?,
        entity: row.get("entity")?,
    })
}
