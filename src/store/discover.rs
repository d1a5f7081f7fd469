//! What discovery reads of a base: the bodies of documents with their mentions, unknown names and quotations; and what the user has rejected.

use rusqlite::params;

use super::{Reader, StoreError, Writer};
use crate::{
    span::{CodePoints, Span},
    text::fold,
};

/// The body of a document and what was found in it. Entities are told by their keys.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The text as read.
    pub text: String,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Date of publication, unless it can hardly be true.
    pub date: Option<String>,
    /// Mentions with an entity, in order.
    pub mentions: Vec<SceneMention>,
    /// Unknown names, in order.
    pub names: Vec<Span>,
    /// Words said, each with those who said them: the key of an entity, or a name.
    pub said: Vec<(String, Vec<(Option<String>, Option<String>)>)>,
}

/// A mention with an entity.
#[derive(Clone, Debug)]
pub struct SceneMention {
    /// Where it stands.
    pub span: Span,
    /// The entity's key.
    pub entity: String,
    /// Whether it is a word for the people or things of a place.
    pub demonym: bool,
}

impl Reader<'_> {
    /// The documents with unknown names or mentions in their body, by their rows, in the order of their keys.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn scene_rows(&self) -> Result<Vec<i64>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT id FROM document ORDER BY key")?;
        Ok(select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The body of the document in `row` and what was found in it.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn scene(&self, row: i64) -> Result<Scene, StoreError> {
        let sql =
            "SELECT text, language, CASE WHEN published_doubt IS NULL THEN published END FROM document WHERE id = ?";
        let mut select = self.connection.prepare_cached(sql)?;
        let (text, language, date): (String, Option<String>, Option<String>) =
            select.query_row([row], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let points = CodePoints::new(&text);
        let span = |start: i64, end: i64| points.span(start as usize, end as usize);
        let sql = r#"SELECT m.start, m."end", e.key, m.sort = 'demonym' FROM mention m JOIN entity e ON e.id = m.entity
            WHERE m.document = ? AND m.zone IS NULL ORDER BY m.start"#;
        let mut select = self.connection.prepare_cached(sql)?;
        let mentions = select.query_map([row], |row| {
            Ok(SceneMention { span: span(row.get(0)?, row.get(1)?), entity: row.get(2)?, demonym: row.get(3)? })
        })?;
        let mentions = mentions.collect::<Result<_, _>>()?;
        let sql = r#"SELECT start, "end" FROM name WHERE document = ? AND zone IS NULL ORDER BY start"#;
        let mut select = self.connection.prepare_cached(sql)?;
        let names = select.query_map([row], |row| Ok(span(row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let said = self.said(row)?;
        Ok(Scene { mentions, names, said, language, date, text })
    }

    fn said(&self, document: i64) -> Result<Vec<(String, Vec<(Option<String>, Option<String>)>)>, StoreError> {
        let sql = "SELECT q.id, q.content, e.key, s.name FROM quotation q JOIN speaker s ON s.quotation = q.id
            LEFT JOIN entity e ON e.id = s.entity WHERE q.document = ? AND q.zone IS NULL ORDER BY q.start, q.id, s.ordinal";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([document])?;
        let (mut all, mut last) = (Vec::<(String, Vec<_>)>::new(), None);
        while let Some(row) = rows.next()? {
            if last.replace(row.get::<_, i64>(0)?) != Some(row.get(0)?) {
                all.push((row.get(1)?, Vec::new()));
            }
            let voices = all.last_mut().map(|(_, voices)| voices);
            voices.into_iter().try_for_each(|v| Ok::<_, StoreError>(v.push((row.get(2)?, row.get(3)?))))?;
        }
        Ok(all)
    }

    /// The pairs of a folded name and an entity's key that the user has rejected.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn rejected(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT folded, entity FROM rejected")?;
        Ok(select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Keeps that a name is no spelling of the entity with this key.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn reject(&mut self, name: &str, entity: &str) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO rejected (folded, entity) VALUES (?, ?)";
        self.connection.prepare_cached(sql)?.execute(params![fold(name), entity])?;
        Ok(())
    }
}
