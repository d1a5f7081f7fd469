//! What stands behind one row of an answer.

use rusqlite::params;

use super::{DocumentHead, LookupError, Reader, StoreError};
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
}

/// A span as the base has it: code points and what it is.
type Bounds = (Role, usize, usize);

impl Reader<'_> {
    /// What stands behind the quotation, mention or document whose key begins with `prefix`.
    ///
    /// # Errors
    /// When no key or several begin so, or the base cannot be read.
    pub fn evidence(&self, prefix: &str) -> Result<Evidence, LookupError> {
        let (row, key, bounds, (rule, confidence));
        match prefix.chars().next() {
            Some('q') => {
                (row, key) = self.row_by_key("quotation", prefix)?;
                bounds = self.quotation_marks(row)?;
                (rule, confidence) = self.rule_of("quotation", row)?;
            }
            Some('m') => {
                (row, key) = self.row_by_key("mention", prefix)?;
                bounds = self.marks("SELECT 'm', start, \"end\" FROM mention WHERE id = ?", row)?;
                (rule, confidence) = self.rule_of("mention", row)?;
            }
            Some('d') => {
                (row, key) = self.row_by_key("document", prefix)?;
                (bounds, rule, confidence) = (Vec::new(), None, None);
            }
            _ => return Err(LookupError::NoKey(prefix.to_owned())),
        }
        let document = self.document_of(&key, row)?;
        let text = self.document(document)?.text;
        let (passage, marks) = self.place(document, (&text, &bounds))?;
        Ok(Evidence { key, document: self.head(document)?, text, passage, marks, rule, confidence })
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

    fn document_of(&self, key: &str, row: i64) -> Result<i64, StoreError> {
        let sql = match key.chars().next() {
            Some('q') => "SELECT document FROM quotation WHERE id = ?",
            Some('m') => "SELECT document FROM mention WHERE id = ?",
            _ => return Ok(row),
        };
        Ok(self.connection.prepare_cached(sql)?.query_row([row], |row| row.get(0))?)
    }

    /// The marks in bytes, and the paragraphs around them.
    fn place(&self, document: i64, (text, bounds): (&str, &[Bounds])) -> Result<(Span, Vec<Mark>), StoreError> {
        let points = CodePoints::new(text);
        let mut marks: Vec<Mark> =
            bounds.iter().map(|&(role, start, end)| Mark { role, span: points.span(start, end) }).collect();
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
