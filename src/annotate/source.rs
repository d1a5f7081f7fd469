//! One text with all that helps to read its names.

use rustc_hash::FxHashSet;

use super::words::{Classes, Words};
use crate::{
    gazetteer::{Entity, Gazetteer},
    model::{EntityId, Kind},
    quote::{Engine, Input, Named},
    span::Span,
    text::{TokenKind, Tokens, folded},
};

/// A text, cut up, with the gazetteer and what its language's pack knows.
pub(super) struct Source<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub paragraphs: &'a [Span],
    pub gazetteer: &'a Gazetteer,
    /// Given names that the packs list, folded.
    pub listed_given: &'a FxHashSet<String>,
    /// ISO 639-1 code.
    pub language: Option<&'a str>,
    /// ISO date of publication.
    pub date: Option<&'a str>,
    pub engine: Option<&'a Engine>,
    pub words: Option<&'a Words>,
}

impl<'a> Source<'a> {
    /// The same as the quotation engine wants it, with the names found.
    pub fn input(&self, named: &'a [Named]) -> Input<'a> {
        let Source { text, tokens, paragraphs, gazetteer, date, .. } = *self;
        Input { text, tokens, paragraphs, named, gazetteer, date }
    }

    /// The entity with this id.
    pub fn entity(&self, id: EntityId) -> Entity<'a> {
        self.gazetteer.entity(id)
    }

    /// The key of the country that an entity is or belongs to.
    pub fn country(&self, id: EntityId) -> Option<&'a str> {
        let own = || (self.gazetteer.kind(id) == Kind::Place).then(|| self.gazetteer.key(id));
        self.gazetteer.country(id).or_else(own)
    }

    /// Whether the word at `i` is somebody's given name, as the packs or the gazetteer know it.
    pub fn is_given(&self, i: usize) -> bool {
        let folded = folded(self.tokens.lower(i));
        self.listed_given.contains(&*folded) || self.gazetteer.is_given_name(&folded)
    }

    /// The token at `i` as printed.
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens[i].span.of(self.text)
    }

    /// The mark at `i`, if it is one.
    pub fn mark(&self, i: usize) -> Option<char> {
        match self.tokens.get(i)?.kind {
            TokenKind::Mark(c) => Some(c),
            _ => None,
        }
    }

    /// The classes of the word at `i`; none when it is no word of the pack.
    pub fn classes(&self, i: usize) -> Classes {
        let word = self.tokens.get(i).filter(|t| t.kind == TokenKind::Word);
        word.and(self.words).map_or(0, |words| words.at(self.tokens, i))
    }

    /// Whether a span begins with a capital.
    pub fn is_capital(&self, span: Span) -> bool {
        span.of(self.text).starts_with(char::is_uppercase)
    }

    /// Whether the pack knows the word at `i` as an article, a preposition and the like.
    pub fn is_function(&self, i: usize) -> bool {
        self.engine.is_some_and(|e| e.is_function(self.tokens, i))
    }

    /// Whether the pack knows a word in lower case as an article, a preposition and the like.
    pub fn is_function_word(&self, lower: &str) -> bool {
        self.engine.is_some_and(|e| e.is_function_word(lower))
    }
}
