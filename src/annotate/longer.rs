//! Short spellings that are only a part of somebody else's name: *Larry Vance* is not JD Vance.

use rustc_hash::FxHashSet;

use super::{
    source::Source,
    words::{Words, class},
};
use crate::{
    model::{AliasSort, EntityId, Kind, Mention},
    span::Span,
    text::{TokenKind, fold, lower},
};

/// How much alike two given names are that may be one, 1 being equal.
const ALIKE: f64 = 0.6;

/// Takes out the mentions by a single word that is a part of somebody else's name, or a common word that begins a
/// sentence, and the same word behind it. Headlines that capitalise every word tell nothing, and who is named in full is
/// no part.
pub(super) fn drop_parts(source: &Source, mentions: &mut Vec<Mention>) {
    let taken: Vec<Span> = mentions.iter().map(|m| m.span).collect();
    let beside = Beside { source, taken: &taken };
    let headlines: Vec<bool> = source.paragraphs.iter().map(|&p| is_headline(source, p)).collect();
    let introduced: FxHashSet<EntityId> =
        mentions.iter().filter(|m| is_full(source, m)).filter_map(|m| m.entity).collect();
    let mut others: FxHashSet<String> = FxHashSet::default();
    mentions.retain(|m| {
        let n = source.paragraphs.partition_point(|p| p.end <= m.span.start);
        if m.span.of(source.text).contains(char::is_whitespace) || headlines.get(n).is_none_or(|h| *h) {
            return true;
        }
        if beside.is_date(m.span) {
            return false;
        }
        if m.sort != AliasSort::Short {
            return !(m.sort == AliasSort::Name && beside.is_family_name(m.span));
        }
        let known = m.entity.is_some_and(|e| introduced.contains(&e));
        let part = beside.is_part(m);
        if part && m.candidates.iter().all(|c| source.gazetteer.kind(c.entity) == Kind::Person) {
            others.insert(fold(m.span.of(source.text)));
        }
        !part && (known || !others.contains(&fold(m.span.of(source.text))) && !beside.is_common(m.span))
    });
}

fn is_full(source: &Source, mention: &Mention) -> bool {
    mention.sort != AliasSort::Short && mention.span.of(source.text).contains(char::is_whitespace)
}

/// Whether a paragraph capitalises nearly every longer word and is no sentence, in a language where that tells.
pub(super) fn is_headline(source: &Source, paragraph: Span) -> bool {
    let sentence = paragraph.of(source.text).ends_with(['.', '!', '…', '"', '”', '»']);
    if sentence || source.words.is_some_and(Words::nouns_have_capitals) {
        return false;
    }
    let tokens = &source.tokens[source.tokens.within(paragraph)];
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 3).take(60);
    let (mut capital, mut all) = (0, 0);
    for token in words {
        all += 1;
        capital += usize::from(source.is_capital(token.span));
    }
    all > 0 && capital * 5 >= all * 4
}

struct Beside<'a> {
    source: &'a Source<'a>,
    taken: &'a [Span],
}

impl Beside<'_> {
    fn is_given(&self, i: usize) -> bool {
        self.source.is_given(i)
    }

    /// Whether the word at `i` is much like a word of a candidate's name: *Julia* Timoschenko is Yulia Tymoshenko.
    fn is_own(&self, i: usize, mention: &Mention) -> bool {
        let word = fold(self.source.word(i));
        let like = |own: &str| strsim::normalized_damerau_levenshtein(own, &word) >= ALIKE;
        mention.candidates.iter().any(|c| fold(self.source.gazetteer.name(c.entity)).split(' ').any(like))
    }

    fn is_part(&self, mention: &Mention) -> bool {
        let own = self.source.tokens.within(mention.span);
        let spaced = own.start < own.end && self.source.tokens[own.start].spaced;
        let last = own.start.checked_sub(1).filter(|_| spaced);
        let before = last.is_some_and(|k| {
            let name = self.is_name(k) && (!self.begins_sentence(k) || self.is_given(k));
            name && !self.is_own(k, mention) || self.is_article(k)
        });
        let spaced = own.end < self.source.tokens.len() && self.source.tokens[own.end].spaced;
        before || spaced && self.is_name(own.end) && !self.is_own(own.end, mention)
    }

    /// A place or organisation behind a given name is a family name: *Denzel Washington*.
    fn is_family_name(&self, span: Span) -> bool {
        let own = self.source.tokens.within(span);
        let spaced = own.start < own.end && self.source.tokens[own.start].spaced;
        own.start.checked_sub(1).is_some_and(|k| spaced && self.is_name(k) && self.is_given(k))
    }

    /// An article with a capital that begins no sentence: *La Conte*.
    fn is_article(&self, k: usize) -> bool {
        let capital = self.source.is_capital(self.source.tokens[k].span);
        capital && self.source.classes(k) & class::DETERMINER != 0 && !self.begins_sentence(k)
    }

    /// A month or day with a number or a preposition beside it: *in May*, *3 May*.
    fn is_date(&self, span: Span) -> bool {
        let own = self.source.tokens.within(span);
        let number = |i: usize| self.source.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
        let before = own.start.checked_sub(1);
        own.len() == 1
            && self.source.classes(own.start) & (class::MONTH | class::MONTH_LIKE | class::DAY) != 0
            && (number(own.end)
                || before.is_some_and(|k| number(k) || self.source.classes(k) & class::PREPOSITION != 0))
    }

    /// A word that begins a sentence and that the language knows in small letters: *Kurz darauf …*
    fn is_common(&self, span: Span) -> bool {
        let own = self.source.tokens.within(span);
        let word = lower(span.of(self.source.text));
        own.len() == 1 && self.begins_sentence(own.start) && self.source.is_function_word(&word)
    }

    /// A capitalised word that is neither a mention nor a word of the language; where nouns have capitals too, a given name.
    fn is_name(&self, i: usize) -> bool {
        let token = self.source.tokens[i];
        let n = self.taken.partition_point(|t| t.end <= token.span.start);
        let free = self.taken.get(n).is_none_or(|t| !t.overlaps(token.span));
        let nouns = self.source.words.is_some_and(Words::nouns_have_capitals);
        token.kind == TokenKind::Word
            && token.capital
            && free
            && (self.source.classes(i) == 0 || self.is_given(i) && self.source.classes(i) & class::TITLE == 0)
            && !self.source.is_function(i)
            && (!nouns || self.is_given(i))
    }

    fn begins_sentence(&self, i: usize) -> bool {
        let n = self.source.paragraphs.partition_point(|p| p.end <= self.source.tokens[i].span.start);
        let first = self.source.paragraphs.get(n).is_some_and(|p| p.start == self.source.tokens[i].span.start);
        i == 0 || first || matches!(self.source.tokens[i - 1].kind, TokenKind::Mark(c) if !matches!(c, ',' | '-'))
    }
}
