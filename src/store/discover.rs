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
    /// Mentions, in order.
    pub mentions: Vec<SceneMention>,
    /// Unknown names, in order.
    pub names: Vec<Span>,
    /// Words said, and by whom.
    pub said: Vec<SceneWords>,
}

/// Words said, and by whom.
#[derive(Clone, Debug)]
pub struct SceneWords {
    /// The words.
    pub content: String,
    /// Who said them.
    pub by: Vec<SceneSpeaker>,
}

/// Who says something.
#[derive(Clone, Debug)]
pub struct SceneSpeaker {
    /// Where that stands.
    pub span: Option<Span>,
    /// The entity's key, where it is known.
    pub entity: Option<String>,
    /// The best name known.
    pub name: Option<String>,
}

/// A mention.
#[derive(Clone, Debug)]
pub struct SceneMention {
    /// Where it stands.
    pub span: Span,
    /// The entity's key; none while it may be several.
    pub entity: Option<String>,
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
        let mentions = self.scene_mentions(row, &points)?;
        let names = self.scene_names(row, &points)?;
        let said = self.scene_words(row, &points)?;
        Ok(Scene { mentions, names, said, language, date, text })
    }

    fn scene_mentions(&self, document: i64, points: &CodePoints) -> Result<Vec<SceneMention>, StoreError> {
        let sql = r#"SELECT m.start, m."end", e.key, m.sort = 'demonym' FROM mention m LEFT JOIN entity e ON e.id = m.entity
            WHERE m.document = ? AND m.zone IS NULL ORDER BY m.start"#;
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map([document], |row| {
            let span = points.span(row.get::<_, i64>(0)? as usize, row.get::<_, i64>(1)? as usize);
            Ok(SceneMention { span, entity: row.get(2)?, demonym: row.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn scene_names(&self, document: i64, points: &CodePoints) -> Result<Vec<Span>, StoreError> {
        let sql = r#"SELECT start, "end" FROM name WHERE document = ? AND zone IS NULL ORDER BY start"#;
        let mut select = self.connection.prepare_cached(sql)?;
        let span =
            |row: &rusqlite::Row<'_>| Ok(points.span(row.get::<_, i64>(0)? as usize, row.get::<_, i64>(1)? as usize));
        Ok(select.query_map([document], span)?.collect::<Result<_, _>>()?)
    }

    fn scene_words(&self, document: i64, points: &CodePoints) -> Result<Vec<SceneWords>, StoreError> {
        let sql = r#"SELECT q.id, q.content, e.key, s.name, s.start, s."end" FROM quotation q JOIN speaker s ON s.quotation = q.id
            LEFT JOIN entity e ON e.id = s.entity WHERE q.document = ? AND q.zone IS NULL ORDER BY q.start, q.id, s.ordinal"#;
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([document])?;
        let (mut all, mut last) = (Vec::<SceneWords>::new(), None);
        while let Some(row) = rows.next()? {
            if last.replace(row.get::<_, i64>(0)?) != Some(row.get(0)?) {
                all.push(SceneWords { content: row.get(1)?, by: Vec::new() });
            }
            let (start, end): (Option<i64>, Option<i64>) = (row.get(4)?, row.get(5)?);
            let span = start.zip(end).map(|(start, end)| points.span(start as usize, end as usize));
            let speaker = SceneSpeaker { span, entity: row.get(2)?, name: row.get(3)? };
            all.last_mut().into_iter().for_each(|words| words.by.push(speaker.clone()));
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
    /// Keeps that a name is no spelling of the entity with this key, or forgets it.
    pub(super) fn reject(&mut self, name: &str, entity: &str, rejected: bool) -> Result<(), StoreError> {
        let sql = match rejected {
            true => "INSERT OR IGNORE INTO rejected (folded, entity) VALUES (?, ?)",
            false => "DELETE FROM rejected WHERE folded = ? AND entity = ?",
        };
        self.connection.prepare_cached(sql)?.execute(params![fold(name), entity])?;
        Ok(())
    }
}
