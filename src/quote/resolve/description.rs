//! Who a definite noun phrase means that says again what somebody was introduced as: *the coach*, *la maire*.

use rustc_hash::FxHashMap;

use super::Resolver;
use crate::{
    model::Speaker,
    quote::{
        cue,
        lexicon::class,
        phrase,
        reading::{Named, Places, Reading},
    },
    text::TokenKind,
};

/// Longest description, in tokens.
const LONGEST: usize = 14;

/// For each noun, and each age, the people introduced with it.
pub(super) fn introduced<'r>(r: &'r Reading) -> FxHashMap<&'r str, Vec<&'r Named>> {
    let mut found: FxHashMap<&str, Vec<&Named>> = FxHashMap::default();
    for name in r.named.iter().filter(|n| phrase::can_speak_as_person(n) && n.span.of(r.text).contains(' ')) {
        let own = r.tokens.within(name.span);
        for k in before(r, &own).chain(behind(r, &own)).filter(|&k| describes(r, k)) {
            let people = found.entry(r.lower(k)).or_default();
            // two are as many as a thousand: nobody is meant for sure
            if people.len() < 2 && !people.iter().any(|p| p.span.of(r.text) == name.span.of(r.text)) {
                people.push(name);
            }
        }
    }
    found
}

/// `Rovers manager Danny Tennant`, `la maire, Jeanne Morvan`: the words right before a name.
fn before(r: &Reading, own: &Places) -> Places {
    let comma = own.start.checked_sub(1).filter(|&k| r.mark(k) == Some(','));
    let end = comma.unwrap_or(own.start);
    let stops = |&k: &usize| r.mark(k).is_some_and(|c| c != '-') || r.is(k, class::AUXILIARY | class::BE | class::RELATIVE);
    let floor = r.sentences.get(r.sentence_of(own.start)).map_or(0, |s| s.start).max(end.saturating_sub(8));
    let stop = (floor..end).rev().find(stops);
    let start = stop.map_or(floor, |k| k + 1);
    let article = (start..end).find(|&k| r.is(k, class::DETERMINER));
    match comma {
        Some(_) => article.map_or(end..end, |k| k..end),
        None => start..end,
    }
}

/// `Danny Tennant, the Rovers manager,`, `Priya Dhanda, 36,`: the words between the comma behind a name and the next one.
fn behind(r: &Reading, own: &Places) -> Places {
    if !matches!(r.mark(own.end), Some(',' | '(')) {
        return own.end..own.end;
    }
    let from = own.end + 1;
    let stop = |k: &usize| matches!(r.mark(*k), Some(',' | '.' | ';' | ':' | ')' | '«' | '“' | '"'));
    let end = (from..r.tokens.len().min(from + LONGEST)).find(stop).unwrap_or(from);
    let clause = (from..end).any(|k| r.is(k, class::RELATIVE | class::AUXILIARY) || r.is(k, class::BE));
    let places = if clause { from..from } else { from..end };
    let age = places.len() <= 2 && places.clone().any(|k| r.tokens[k].kind == TokenKind::Number);
    match age && r.mark(end) == Some(',') {
        true => from..behind_age(r, end + 1),
        false => places,
    }
}

/// `…, 36, a nurse,`: the end of what stands behind an age.
fn behind_age(r: &Reading, from: usize) -> usize {
    let stop = |k: &usize| r.mark(*k).is_some_and(|c| c != '-') || r.is(*k, class::RELATIVE | class::AUXILIARY | class::BE);
    let end = (from..r.tokens.len().min(from + LONGEST)).find(stop).unwrap_or(from);
    if r.mark(end) == Some(',') { end } else { from - 1 }
}

/// Whether the token at `k` can name what somebody is: a noun or an age.
fn describes(r: &Reading, k: usize) -> bool {
    const OUT: crate::quote::lexicon::Classes = class::DETERMINER
        | class::PREPOSITION
        | class::LINKER
        | class::CONJUNCTION
        | class::ADVERB
        | class::DAY
        | class::MONTH
        | class::PRONOUN
        | class::CLITIC;
    let word = r.tokens[k].kind == TokenKind::Word && !r.is(k, OUT) && r.lower(k).len() > 3 && !cue::is_adverb(r, k);
    word && !r.name_at(k).is_some_and(|n| n.entity.is_some()) || r.tokens[k].kind == TokenKind::Number
}

impl Resolver<'_, '_> {
    /// The one person who was introduced as what this definite phrase says.
    pub(super) fn described(&self, core: &Places, phrase: &Places) -> Option<Speaker> {
        let article = self.r.is(core.start, class::DETERMINER)
            && !self.r.is(core.start, class::INDEFINITE | class::PLURAL)
            && core.len() > 1;
        let leaves = class::PREPOSITION | class::LINKER | class::RELATIVE;
        let own = |k: &usize| !self.r.is(*k, leaves) && self.r.mark(*k).is_none_or(|c| c == '-');
        let nouns = (core.start + 1..core.end).take_while(own).filter(|&k| describes(self.r, k));
        let listed = nouns.clone().find(|&k| self.r.is(k, class::PERSON | class::TITLE));
        let age = nouns.clone().find(|&k| self.r.tokens[k].kind == TokenKind::Number);
        let head = if self.r.lexicon.names_modify { nouns.last() } else { nouns.clone().next() };
        let known = self.introduced.get(self.r.lower(age.or(listed).or(head).filter(|_| article)?))?;
        let [one] = known.as_slice() else { return None };
        let mut speaker = self.named(one, core, phrase, "described-before");
        speaker.span = Some(self.r.span(core));
        Some(speaker)
    }
}
