//! Whether a speaker is a woman or a man, as far as the text or the gazetteer tells.

use rustc_hash::FxHashMap;

use super::Resolver;
use crate::{
    language::given,
    model::{Kind, Speaker},
    quote::{
        lexicon::{Lexicon, class},
        phrase,
        reading::{Named, Reading},
    },
};

/// For the last word of each name, what the form of address before it tells: *Mme Garrec*.
pub(super) fn addressed<'r>(r: &'r Reading) -> FxHashMap<&'r str, char> {
    let told = |n: &'r Named| {
        let own = r.tokens.within(n.span);
        let point = own.start.checked_sub(1).filter(|&k| r.mark(k) == Some('.'));
        let title = point.unwrap_or(own.start).checked_sub(1)?;
        let same = r.sentence_of(title) == r.sentence_of(own.start); // "Elle parla la première. Jean Kerbrat …"
        let gender = of_word(r, title).filter(|_| same)?;
        Some((n.span.of(r.text).split_whitespace().next_back()?, gender))
    };
    r.named.iter().filter(|n| phrase::can_speak_as_person(n)).filter_map(told).collect()
}

/// What a form of address, a title or a demonym says of whom it is given to.
pub(super) fn of_word(r: &Reading, i: usize) -> Option<char> {
    match (r.is(i, class::FEMININE), r.is(i, class::MASCULINE)) {
        (true, false) => Some('f'),
        (false, true) => Some('m'),
        _ => None,
    }
}

/// What a given name in lower case tells: as the language's own file says, else as most languages do.
fn of_given_name(lexicon: &Lexicon, lower: &str) -> Option<char> {
    let own = lexicon.word(lower).map_or(0, |w| w.classes);
    match (own & class::GIVEN_FEMININE != 0, own & class::GIVEN_MASCULINE != 0) {
        (true, false) => Some('f'),
        (false, true) => Some('m'),
        (true, true) => None,
        _ => given::gender(lower),
    }
}

impl Resolver<'_, '_> {
    /// `f` or `m`, where something tells.
    pub(super) fn gender(&self, speaker: &Speaker) -> Option<char> {
        if let Some(entity) = speaker.entity {
            let gazetteer = self.input.gazetteer;
            return gazetteer.gender(entity).filter(|_| gazetteer.kind(entity) == Kind::Person)?.chars().next();
        }
        match &speaker.name {
            Some(name) => {
                let first = name.split([' ', '\u{a0}']).next().unwrap_or(name).to_lowercase();
                let last = name.split_whitespace().next_back().unwrap_or(name);
                self.addressed.get(last).copied().or_else(|| of_given_name(self.r.lexicon, &first))
            }
            None => self.article_gender(self.r.tokens.at(speaker.span?.start)),
        }
    }

    /// What an article tells of the noun behind it.
    pub(super) fn article_gender(&self, i: usize) -> Option<char> {
        match (self.r.is(i, class::ARTICLE_FEMININE), self.r.is(i, class::ARTICLE_MASCULINE)) {
            (true, false) => Some('f'),
            (false, true) => Some('m'),
            _ => None,
        }
    }

    /// Whether a speaker is nobody's name but that of a group: *Plains Health Council*.
    pub(super) fn is_group(&self, speaker: &Speaker) -> bool {
        if let Some(entity) = speaker.entity {
            return self.input.gazetteer.kind(entity) != Kind::Person;
        }
        let group = |w: &str| {
            self.r
                .lexicon
                .word(&w.to_lowercase())
                .is_some_and(|w| w.classes & (class::GROUP | class::AUTHORITY | class::SOURCE) != 0)
        };
        speaker.name.as_ref().is_some_and(|name| name.split_whitespace().any(group))
    }
}
