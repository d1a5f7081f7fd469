//! Documents by the words that stand in them, as what changed in the gazetteer is looked for.

use super::{Reader, StoreError};
use crate::text::{BROKEN, Phrase, UNTOLD};

/// What is looked for in the words of documents: one of the phrases, and anywhere all words of one of the lists, where there are any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The phrases.
    pub phrases: Vec<Phrase>,
    /// The lists.
    pub beside: Vec<Vec<String>>,
}

impl From<Phrase> for Wanted {
    fn from(phrase: Phrase) -> Self {
        Wanted { phrases: vec![phrase], beside: Vec::new() }
    }
}

impl Reader<'_> {
    /// The rows of the documents in which it stands, and of some more: a word that is broken may stand for other words.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn documents_with(&self, wanted: &Wanted) -> Result<Vec<i64>, StoreError> {
        let mut select =
            self.connection.prepare_cached("SELECT rowid FROM document_words WHERE document_words MATCH ?")?;
        let rows = select.query_map([query(wanted)], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// As FTS5 wants it.
fn query(wanted: &Wanted) -> String {
    let mut parts = vec![any(wanted.phrases.iter().map(stands))];
    if !wanted.beside.is_empty() {
        parts.push(any(wanted.beside.iter().map(|words| all(words.iter().map(|word| quoted(word))))));
    }
    format!("{} OR {}", all(parts.into_iter()), quoted(UNTOLD))
}

/// The words one behind the other, or, in a text with broken words, all of them anywhere.
fn stands(phrase: &Phrase) -> String {
    let ways = phrase.iter().fold(vec![String::new()], |begun, word| {
        begun.iter().flat_map(|begun| word.iter().map(move |word| format!("{begun} {word}"))).collect()
    });
    let together = any(ways.iter().map(|way| quoted(way.trim_start())));
    let apart = all(phrase.iter().map(|word| any(word.iter().map(|word| quoted(word)))));
    format!("{together} OR ({} AND {apart})", quoted(BROKEN))
}

fn any(parts: impl Iterator<Item = String>) -> String {
    format!("({})", parts.collect::<Vec<_>>().join(" OR "))
}

fn all(parts: impl Iterator<Item = String>) -> String {
    format!("({})", parts.collect::<Vec<_>>().join(" AND "))
}

/// Words are letters and digits only.
fn quoted(words: &str) -> String {
    format!("\"{words}\"")
}
