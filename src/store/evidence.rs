//! What stands behind one row of an answer.

use rusqlite::params;

use super::{
    DocumentHead, Judged, LookupError, Reader, StoreError,
    by_key::{Keyed, Located},
};
use crate::span::{CodePoints, Span};

/// What a marked span is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A speaker's name, pronoun or noun phrase.
    Speaker,
    /// The words that say that somebody speaks.
    Cue,
    /// Words said.
    Content,
    /// A mention.
    Mention,
}

/// A span worth marking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub role: Role,
    /// Where it stands in the text, in bytes.
    pub span: Span,
}

/// A document, and where in it the row's evidence stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The whole lasting key asked for.
    pub key: String,
    /// The document.
    pub document: DocumentHead,
    /// Its text.
    pub text: String,
    /// The paragraphs that the marks stand in; the whole text when there is none.
    pub passage: Span,
    /// Marks in order of the text.
    pub marks: Vec<Mark>,
    /// The rule that found or linked it; none for a document.
    pub rule: Option<String>,
    /// Measured rate of that rule, for a quotation.
    pub confidence: Option<f64>,
    /// What the user says of the quotation.
    pub verdicts: Vec<Judged>,
    /// Who says it as the machine found, where the user names another.
    pub found: Option<String>,
}

/// A span as the base has it: code points and what it is.
type Bounds = (Role, usize, usize);

impl Reader<'_> {
    /// What stands behind the quotation, mention or document whose key begins with `prefix`.
    ///
    /// # Errors
    /// When no key or several begin so, or the base cannot be read.
    pub fn evidence(&self, prefix: &str) -> Result<Evidence, LookupError> {
        let Located { what, row, key, document } = self.by_key(prefix)?;
        let (bounds, (rule, confidence)) = match what {
            Keyed::Quotation => (self.quotation_marks(row)?, self.rule_of("quotation", row)?),
            Keyed::Mention => (
                self.marks("SELECT 'm', start, \"end\" FROM mention WHERE id = ?", row)?,
                self.rule_of("mention", row)?,
            ),
            Keyed::Document => (Vec::new(), (None, None)),
        };
        let text = self.document(document)?.text;
        let (passage, mut marks) = self.place(document, (&text, &bounds))?;
        if what == Keyed::Quotation {
            self.add_mentions(document, (&text, passage), &mut marks)?;
        }
        let (verdicts, found) = (self.verdicts_of(&key)?, self.found_speakers(&key)?);
        Ok(Evidence { key, document: self.head(document)?, text, passage, marks, rule, confidence, verdicts, found })
    }

    /// The whole document that a quotation, a mention or a document stands for, with everything marked that was found in it.
    ///
    /// # Errors
    /// When no key or several begin so, or the base cannot be read.
    pub fn whole(&self, prefix: &str) -> Result<Evidence, LookupError> {
        let one = self.evidence(prefix)?;
        let sql = "SELECT 's', s.start, s.\"end\" FROM speaker s JOIN quotation q ON q.id = s.quotation WHERE q.document = ?1 AND s.start IS NOT NULL
            UNION SELECT 'v', cue_start, cue_end FROM quotation WHERE document = ?1 AND cue_start IS NOT NULL
            UNION SELECT 'c', c.start, c.\"end\" FROM content c JOIN quotation q ON q.id = c.quotation WHERE q.document = ?1";
        let points = CodePoints::new(&one.text);
        let mut marks: Vec<Mark> = self.marks(sql, one.document.id)?.into_iter().map(|b| mark(&points, b)).collect();
        let passage = Span::new(0, one.text.len());
        self.add_mentions(one.document.id, (&one.text, passage), &mut marks)?;
        Ok(Evidence {
            key: one.document.key.clone(),
            passage,
            marks,
            rule: None,
            confidence: None,
            verdicts: Vec::new(),
            found: None,
            ..one
        })
    }

    /// Adds the mentions in a passage, but for those that are a speaker's very words.
    fn add_mentions(
        &self,
        document: i64,
        (text, passage): (&str, Span),
        marks: &mut Vec<Mark>,
    ) -> Result<(), StoreError> {
        let sql = "SELECT 'm', start, \"end\" FROM mention WHERE document = ? ORDER BY start";
        let points = CodePoints::new(text);
        for bounds in self.marks(sql, document)? {
            let one = mark(&points, bounds);
            let speaks = marks.iter().any(|other| other.role == Role::Speaker && other.span == one.span);
            if passage.contains(one.span) && !speaks {
                marks.push(one);
            }
        }
        marks.sort_by_key(|mark| mark.span);
        Ok(())
    }

    fn quotation_marks(&self, row: i64) -> Result<Vec<Bounds>, StoreError> {
        let sql = "SELECT 's', start, \"end\" FROM speaker WHERE quotation = ?1 AND start IS NOT NULL
            UNION ALL SELECT 'v', cue_start, cue_end FROM quotation WHERE id = ?1 AND cue_start IS NOT NULL
            UNION ALL SELECT 'c', start, \"end\" FROM content WHERE quotation = ?1";
        self.marks(sql, row)
    }

    fn marks(&self, sql: &str, row: i64) -> Result<Vec<Bounds>, StoreError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map([row], |row| {
            let role = match row.get::<_, String>(0)?.as_str() {
                "s" => Role::Speaker,
                "v" => Role::Cue,
                "c" => Role::Content,
                _ => Role::Mention,
            };
            Ok((role, row.get::<_, i64>(1)? as usize, row.get::<_, i64>(2)? as usize))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn rule_of(&self, table: &str, row: i64) -> Result<(Option<String>, Option<f64>), StoreError> {
        let confidence = if table == "quotation" { "confidence" } else { "NULL" };
        let sql = format!("SELECT rule, {confidence} FROM {table} WHERE id = ?");
        Ok(self.connection.prepare_cached(&sql)?.query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// The marks in bytes, and the paragraphs around them.
    fn place(&self, document: i64, (text, bounds): (&str, &[Bounds])) -> Result<(Span, Vec<Mark>), StoreError> {
        let points = CodePoints::new(text);
        let mut marks: Vec<Mark> = bounds.iter().map(|&bounds| mark(&points, bounds)).collect();
        marks.sort_by_key(|mark| mark.span);
        let Some(hull) = bounds.iter().map(|&(_, s, e)| (s, e)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
            return Ok((Span::new(0, text.len()), marks));
        };
        let sql = "SELECT coalesce(min(start), ?2), coalesce(max(\"end\"), ?3) FROM paragraph
            WHERE document = ?1 AND start < ?3 AND \"end\" > ?2";
        let values = params![document, hull.0 as i64, hull.1 as i64];
        let (start, end): (i64, i64) =
            self.connection.prepare_cached(sql)?.query_row(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((points.span((start as usize).min(hull.0), (end as usize).max(hull.1)), marks))
    }
}

fn mark(points: &CodePoints<'_>, (role, start, end): Bounds) -> Mark {
    Mark { role, span: points.span(start, end) }
}
