//! What stands beside a doubted spelling.

use std::ops::Range;

use super::{CALLING, EXPECTING};
use crate::{
    annotate::{
        capitals::Lines,
        link::{
            Source,
            around::{self, For, Sign},
            draft::Draft,
            holds_for,
            weights::{self, Piece},
        },
        longer::is_headline,
        words::{SAYS, Words, class},
    },
    gazetteer::{
        common::{Common, CommonWords},
        doubts::Wording,
    },
    model::{EntityId, Kind},
    text::{TokenKind, folded},
};

/// The place of a doubted spelling, with the signs beside it.
pub(super) struct Beside<'a> {
    source: &'a Source<'a>,
    own: Range<usize>,
    signs: Vec<Sign<'a>>,
    /// The common words of the language.
    words: Option<&'static CommonWords>,
    common: Vec<Common>,
    /// A capital in it is one that the words would not have otherwise.
    telling: bool,
    /// An article stands before it, and it has none of its own.
    determined: bool,
}

impl<'a> Beside<'a> {
    pub fn new(source: &'a Source<'a>, (drafts, n): (&'a [Draft], usize), wording: &Wording) -> Self {
        let own = source.tokens.within(drafts[n].span);
        let signs = around::signs(source, drafts, n);
        let (words, common) = (source.language.and_then(CommonWords::of), wording.common.clone());
        let mut beside = Beside { source, own, signs, words, common, telling: false, determined: false };
        let article = !beside.own.is_empty() && is_determined(source, beside.own.start);
        beside.determined = article && !wording.common.first().is_some_and(|word| word.article);
        beside.telling = beside.find_telling_capital() && !beside.is_part_of_name(drafts, n);
        beside
    }

    /// Whether a capital shows that it is a name, and no sign speaks for another kind.
    pub fn has_telling_capital(&self, entity: EntityId) -> bool {
        // what stands behind a comma may be the next thing told
        let tells = |piece: &Piece| EXPECTING.contains(piece) && !matches!(*piece, weights::APPOSITION | weights::AGE);
        let signs = || self.signs.iter().filter(|(piece, whom)| tells(piece) && matches!(whom, For::Kind(_)));
        let contrary = signs().next().is_some() && !signs().any(|(_, whom)| holds_for(self.source, entity, *whom));
        self.telling && !contrary
    }

    /// Whether a sign tells that something of this entity's kind is named here.
    pub fn is_expected(&self, entity: EntityId) -> bool {
        let idiom = |piece: &Piece| *piece == weights::PLACE_BEFORE && !self.may_follow_preposition();
        self.is_capital() && self.any(entity, |piece| EXPECTING.contains(piece) && !idiom(piece))
            || self.is_perhaps_place(entity) && self.common.iter().any(|word| word.capital)
    }

    /// Whether a preposition stands before it that often has a place behind it.
    pub fn is_perhaps_place(&self, entity: EntityId) -> bool {
        self.is_capital() && self.may_follow_preposition() && self.any(entity, |piece| *piece == weights::PLACE_MAYBE)
    }

    /// Whether it is called by its kind.
    pub fn is_called(&self, entity: EntityId) -> bool {
        self.is_capital() && self.any(entity, |piece| CALLING.contains(piece))
    }

    /// Whether the place around it is named.
    pub fn is_in_wider(&self, entity: EntityId) -> bool {
        self.signs.iter().any(|(_, whom)| matches!(whom, For::Country(_)) && holds_for(self.source, entity, *whom))
    }

    /// Whether a verb of saying stands beside it, perhaps behind an auxiliary, and its kind can speak.
    pub fn speaks(&self, kind: Kind) -> bool {
        let speaker = matches!(kind, Kind::Person | Kind::Organisation);
        let beside = || self.signs.iter().any(|(piece, _)| *piece == weights::SPEAKS);
        let next = self.own.end;
        let behind = || self.source.classes(next) & class::AUXILIARY != 0 && self.source.classes(next + 1) & SAYS != 0;
        speaker && !self.determined && self.is_capital() && !self.is_plain_word() && (beside() || behind())
    }

    /// Whether it looks as the words would without being a name: behind an article, or an *if* or *will* that begins a sentence.
    pub fn is_plain_word(&self) -> bool {
        let first = self.own.start;
        !self.common.is_empty() && (!self.is_capital() || self.determined || self.is_particle_at_head(first))
    }

    fn is_particle_at_head(&self, i: usize) -> bool {
        let particle = self.common.iter().any(|word| word.particle) || self.source.is_function(i);
        self.own.len() == 1 && self.begins_sentence(i) && particle
    }

    /// Whether nothing here speaks against a name.
    pub fn may_be_name(&self) -> bool {
        self.is_capital() && !self.determined && !self.is_plain_word()
    }

    fn any(&self, entity: EntityId, known: impl Fn(&Piece) -> bool) -> bool {
        self.signs.iter().any(|(piece, whom)| known(piece) && holds_for(self.source, entity, *whom))
    }

    fn is_capital(&self) -> bool {
        self.own.clone().next().is_some_and(|i| self.source.is_capital(self.source.tokens[i].span))
    }

    /// Nouns that have a capital anyway stand behind prepositions in many phrases.
    fn may_follow_preposition(&self) -> bool {
        !self.common.iter().any(|word| word.calendar || word.capital && word.idiom)
    }

    /// A word in the middle of a sentence that has a capital though its language has none there; of several content words the
    /// capital of a later one tells too where nouns have none.
    fn find_telling_capital(&self) -> bool {
        let words: Vec<usize> = self.own.clone().filter(|&i| self.source.tokens[i].kind == TokenKind::Word).collect();
        let nouns = self.source.words.is_some_and(Words::nouns_have_capitals);
        if self.determined || words.len() != self.common.len() || self.is_shouted() {
            return false;
        }
        let content = self.common.iter().filter(|word| !word.article).count();
        let capital = |i: usize| self.source.is_capital(self.source.tokens[i].span);
        let as_named = words.iter().zip(&self.common).all(|(&i, word)| capital(i) || word.article || content > 2);
        let tells = |(&i, word): (&usize, &Common)| {
            let free = !word.capital || word.article || content > 1 && !nouns;
            capital(i) && free && !self.begins_sentence(i)
        };
        as_named && words.iter().zip(&self.common).any(tells)
    }

    /// Whether it stands where every word has a capital.
    fn is_shouted(&self) -> bool {
        let (Some(first), Some(last)) = (self.own.clone().next(), self.own.clone().next_back()) else { return true };
        let span = self.source.tokens[first].span.hull(self.source.tokens[last].span);
        let n = self.source.paragraphs.partition_point(|p| p.end <= span.start);
        let headline = self.source.paragraphs.get(n).is_some_and(|p| is_headline(self.source, *p));
        headline || Lines::new(self.source).hold(span)
    }

    /// Whether another word with a capital, which is no mention, stands right before or behind it.
    fn is_part_of_name(&self, drafts: &[Draft], n: usize) -> bool {
        let (first, end) = (self.own.start, self.own.end);
        let nouns = self.source.words.is_some_and(Words::nouns_have_capitals);
        let name = |i: usize, other: Option<&Draft>| {
            let token = &self.source.tokens[i];
            // a common word with a capital is a sign that here every word has one
            let common = || self.words.is_some_and(|words| words.get(&folded(self.source.tokens.lower(i))).is_some());
            let taken = other.is_some_and(|d| d.span.overlaps(token.span)) && !common();
            let known =
                class::TITLE | class::PERSON | class::DAY | class::MONTH | class::PLACE_NOUN | class::ORGANISATION_NOUN;
            let word = token.kind == TokenKind::Word && token.capital && !self.begins_sentence(i);
            word && !taken && !self.source.is_function(i) && self.source.classes(i) & known == 0
        };
        let before = first.checked_sub(1).filter(|_| self.source.tokens.get(first).is_some_and(|t| t.spaced));
        let last = n.checked_sub(1).map(|k| &drafts[k]);
        let given = |k: usize| self.source.is_given(k) && self.source.tokens[k].capital;
        let behind = Some(end).filter(|&i| self.source.tokens.get(i).is_some_and(|t| t.spaced));
        before.is_some_and(|k| if nouns { given(k) } else { given(k) || name(k, last) })
            || !nouns && behind.is_some_and(|i| name(i, drafts.get(n + 1)))
    }

    fn begins_sentence(&self, i: usize) -> bool {
        begins_sentence(self.source, i)
    }
}

/// Whether an article, alone or in one word with a preposition, stands before the token at `i`; where nouns have capitals, perhaps
/// with an adjective between them.
pub(super) fn is_determined(source: &Source, i: usize) -> bool {
    let adjective = |k: &usize| {
        let word = source.tokens.lower(*k);
        !source.tokens[*k].capital && source.words.is_some_and(|w| w.nouns_have_capitals() && w.ends_as_adjective(word))
    };
    let last = i.checked_sub(1);
    let before = last.filter(adjective).and_then(|k| k.checked_sub(1)).or(last);
    let article = before.map_or(0, |k| source.classes(k));
    match article & class::LINKER {
        0 => article & (class::DETERMINER | class::CONTRACTION) != 0,
        _ => article & class::CONTRACTION != 0,
    }
}

/// Whether a sentence, a paragraph or a quotation begins with the token at `i`.
pub(super) fn begins_sentence(source: &Source, i: usize) -> bool {
    let Some(token) = source.tokens.get(i) else { return false };
    let first = source.paragraphs.binary_search_by_key(&token.span.start, |p| p.start).is_ok();
    i == 0 || first || matches!(source.tokens[i - 1].kind, TokenKind::Mark(c) if !matches!(c, ',' | '-'))
}
