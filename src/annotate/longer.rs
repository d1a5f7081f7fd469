//! Short spellings that are only a part of somebody else's name: *Larry Vance* is not JD Vance.

use crate::{
    gazetteer::Gazetteer,
    model::{AliasSort, Mention},
    quote::Engine,
    span::Span,
    text::{TokenKind, Tokens, fold, lower},
};

/// Takes out the mentions by a single surname beside which another unknown capitalised word stands. Headlines that
/// capitalise every word tell nothing.
pub(super) fn drop_parts(
    text: &str,
    (tokens, paragraphs): (&Tokens, &[Span]),
    (engine, gazetteer): (Option<&Engine>, &Gazetteer),
    mentions: &mut Vec<Mention>,
) {
    let taken: Vec<Span> = mentions.iter().map(|m| m.span).collect();
    let beside = Beside { text, tokens, engine, gazetteer, taken: &taken };
    let headlines: Vec<bool> = paragraphs.iter().map(|&p| beside.is_headline(p)).collect();
    mentions.retain(|m| {
        let single = m.sort == AliasSort::Short && !m.span.of(text).contains(char::is_whitespace);
        let n = paragraphs.partition_point(|p| p.end <= m.span.start);
        !single || headlines.get(n).is_none_or(|h| *h) || !beside.is_part(m.span)
    });
}

struct Beside<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    engine: Option<&'a Engine>,
    gazetteer: &'a Gazetteer,
    taken: &'a [Span],
}

impl Beside<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens[i].span.of(self.text)
    }

    fn is_part(&self, span: Span) -> bool {
        let own = self.tokens.within(span);
        let before = own.start.checked_sub(1).filter(|&k| self.tokens[own.start].spaced && self.is_name(k));
        let before =
            before.is_some_and(|k| !self.begins_sentence(k) || self.gazetteer.is_given_name(&fold(self.word(k))));
        let behind = own.end < self.tokens.len() && self.tokens[own.end].spaced && self.is_name(own.end);
        before || behind
    }

    /// A capitalised word that is neither a mention nor a common word nor a form of address.
    fn is_name(&self, i: usize) -> bool {
        let token = self.tokens[i];
        let word = lower(self.word(i));
        let common = |e: &Engine| e.is_function_word(&word) || e.is_title(&word);
        let n = self.taken.partition_point(|t| t.end <= token.span.start);
        let free = self.taken.get(n).is_none_or(|t| !t.overlaps(token.span));
        token.kind == TokenKind::Word
            && self.word(i).starts_with(char::is_uppercase)
            && free
            && self.engine.is_none_or(|e| !common(e))
    }

    fn begins_sentence(&self, i: usize) -> bool {
        i == 0 || matches!(self.tokens[i - 1].kind, TokenKind::Mark(c) if !matches!(c, ',' | '-'))
    }

    /// Whether more than half of the longer words begin with a capital.
    fn is_headline(&self, paragraph: Span) -> bool {
        let words =
            self.tokens[self.tokens.within(paragraph)].iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
        let (mut capital, mut all) = (0, 0);
        for token in words.take(60) {
            all += 1;
            capital += usize::from(token.span.of(self.text).starts_with(char::is_uppercase));
        }
        all > 0 && capital * 2 > all
    }
}
