//! One text as the templates see it: its tokens with what the pack knows of them, its names, its quotation marks.

use std::ops::Range;

use super::{
    lexicon::{Classes, Lexicon, Word, class},
    marks::{self, Quoted},
};
use crate::{
    model::{EntityId, Kind},
    span::Span,
    text::{Token, TokenKind, Tokens, lower, sentences},
};

/// A name in the text, known to the gazetteer or not.
#[derive(Clone, Debug)]
pub struct Named {
    /// Where it stands.
    pub span: Span,
    /// The entity it was linked to.
    pub entity: Option<EntityId>,
    /// What sort of entity, where one is known.
    pub kind: Option<Kind>,
    /// A demonym: it describes, it does not name.
    pub demonym: bool,
}

/// Places of tokens, end exclusive.
pub(super) type Places = Range<usize>;

/// One text, ready for the templates.
pub(super) struct Reading<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub lexicon: &'a Lexicon,
    pub named: &'a [Named],
    words: Vec<Option<&'a Word>>,
    /// For each token the name it belongs to.
    names: Vec<Option<u32>>,
    pub paragraphs: Vec<Places>,
    /// In order of the text.
    pub quoted: Vec<Quoted>,
    pub sentences: Vec<Places>,
}

impl<'a> Reading<'a> {
    pub fn new(
        text: &'a str,
        tokens: &'a Tokens,
        paragraphs: &[Span],
        named: &'a [Named],
        lexicon: &'a Lexicon,
    ) -> Self {
        let words = tokens.iter().map(|t| lookup(text, t, lexicon)).collect();
        let mut reading = Reading {
            text,
            tokens,
            lexicon,
            named,
            words,
            names: vec![None; tokens.len()],
            paragraphs: paragraphs.iter().map(|&p| tokens.within(p)).filter(|p| !p.is_empty()).collect(),
            quoted: Vec::new(),
            sentences: Vec::new(),
        };
        for (n, name) in named.iter().enumerate() {
            for i in tokens.within(name.span) {
                reading.names[i] = Some(n as u32);
            }
        }
        for p in reading.paragraphs.clone() {
            let quoted = marks::quoted(text, tokens, p.clone());
            let closed: Vec<Span> = quoted.iter().map(|q| q.outer).collect();
            let short = |w: &str| lexicon.word(w).is_some_and(|w| w.classes & class::ABBREVIATION != 0);
            reading.sentences.extend(sentences(text, tokens, p, &closed, short));
            reading.quoted.extend(quoted);
        }
        reading
    }

    /// The classes of the token at `i`.
    pub fn classes(&self, i: usize) -> Classes {
        self.words.get(i).copied().flatten().map_or(0, |w| w.classes)
    }

    /// Whether the token at `i` is of one of `classes`.
    pub fn is(&self, i: usize, classes: Classes) -> bool {
        self.classes(i) & classes != 0
    }

    /// What the pack knows of the token at `i`.
    pub fn word(&self, i: usize) -> Option<&'a Word> {
        self.words.get(i).copied().flatten()
    }

    /// The name that the token at `i` belongs to.
    pub fn name_at(&self, i: usize) -> Option<&'a Named> {
        self.names.get(i).copied().flatten().map(|n| &self.named[n as usize])
    }

    /// The mark at `i`, if it is one.
    pub fn mark(&self, i: usize) -> Option<char> {
        match self.tokens.get(i)?.kind {
            TokenKind::Mark(c) => Some(c),
            _ => None,
        }
    }

    /// The token at `i` in lower case.
    pub fn lower(&self, i: usize) -> String {
        self.tokens.get(i).map(|t| lower(t.span.of(self.text))).unwrap_or_default()
    }

    /// Whether the token at `i` begins with a capital.
    pub fn is_capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.span.of(self.text).starts_with(char::is_uppercase))
    }

    /// Whether the tokens from `i` on are `words`, in lower case.
    pub fn follows(&self, i: usize, words: &[String]) -> bool {
        i + words.len() <= self.tokens.len() && words.iter().enumerate().all(|(n, w)| self.lower(i + n) == *w)
    }

    /// The text span of these tokens.
    pub fn span(&self, places: &Places) -> Span {
        if places.is_empty() {
            let at = self.tokens.get(places.start).map_or(self.text.len(), |t| t.span.start);
            return Span::new(at, at);
        }
        self.tokens[places.start].span.hull(self.tokens[places.end - 1].span)
    }

    /// The quotation marks that hold the token at `i`, marks included.
    pub fn quoted_at(&self, i: usize) -> Option<&Quoted> {
        let n = self.quoted.partition_point(|q| q.tokens.1 <= i);
        self.quoted.get(n).filter(|q| q.tokens.0 <= i)
    }

    /// Those quotations that lie wholly in `places`.
    pub fn quoted_in(&self, places: &Places) -> &[Quoted] {
        let first = self.quoted.partition_point(|q| q.tokens.0 < places.start);
        let last = self.quoted.partition_point(|q| q.tokens.1 <= places.end);
        &self.quoted[first..last.max(first)]
    }

    /// `places` without marks that are no quotation marks at its edges.
    pub fn trimmed(&self, places: Places) -> Places {
        let edge = |i: usize| {
            self.mark(i).is_some_and(|c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '…' | '–' | '—' | '-'))
        };
        let (mut start, mut end) = (places.start, places.end);
        while start < end && edge(start) {
            start += 1;
        }
        while end > start && edge(end - 1) {
            end -= 1;
        }
        start..end
    }

    /// The sentence that holds the token at `i`.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= i)
    }

    /// The paragraph that holds the token at `i`.
    pub fn paragraph_of(&self, i: usize) -> usize {
        self.paragraphs.partition_point(|p| p.end <= i)
    }
}

fn lookup<'a>(text: &str, token: &Token, lexicon: &'a Lexicon) -> Option<&'a Word> {
    (token.kind == TokenKind::Word).then(|| lexicon.word(&lower(token.span.of(text)))).flatten()
}
