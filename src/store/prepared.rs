//! A document made ready for the base outside of it, where many threads can do it.

use super::keys;
use crate::{
    model::{Annotations, Document},
    text::indexed,
};

/// A document with what was found in it, and what the base keeps that is worked out from its text alone.
pub struct Prepared {
    /// The document.
    pub document: Document,
    /// What was found in it.
    pub annotations: Annotations,
    /// Its lasting key.
    pub(super) key: String,
    /// Hash of its text.
    pub(super) text_hash: String,
    /// Its words, as the index takes them.
    pub(super) words: String,
}

impl Prepared {
    /// Works out the rest.
    pub fn new(document: Document, annotations: Annotations) -> Self {
        let text_hash = keys::hash(document.text.as_bytes());
        let key = keys::document(&document.source, &text_hash);
        let words = indexed(&document.text);
        Prepared { document, annotations, key, text_hash, words }
    }

    /// Hash of the text, 16 hexadecimal digits.
    pub fn text_hash(&self) -> &str {
        &self.text_hash
    }
}
