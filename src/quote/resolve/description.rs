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
pub(super) fn before(r: &Reading, own: &Places) -> Places {
    let comma = own.start.checked_sub(1).filter(|&k| r.mark(k) == Some(','));
    let end = comma.unwrap_or(own.start);
    let stops =
        |&k: &usize| r.mark(k).is_some_and(|c| c != '-') || r.is(k, class::AUXILIARY | class::BE | class::RELATIVE);
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
pub(super) fn behind(r: &Reading, own: &Places) -> Places {
    if !matches!(r.mark(own.end), Some(',' | '(')) {
        return own.end..own.end;
    }
    let from = own.end + 1;
    let stop = |k: &usize| matches!(r.mark(*k), Some(',' | '.' | ';' | ':' | ')' | '«' | '“' | '"'));
    let end = (from..r.tokens.len().min(from + LONGEST)).find(stop).unwrap_or(from);
    let clause = (from..end).any(|k| r.is(k, class::RELATIVE | class::AUXILIARY) || r.is(k, class::BE));
    let complement = |k: &usize| r.is(*k, class::PREPOSITION | class::LINKER) && !r.is(*k, class::TITLE);
    let own = (from + 1..end).find(complement).unwrap_or(end); // "ancienne compagne de l'accusé" is no accused
    let places = if clause { from..from } else { from..own };
    let age = places.len() <= 2 && places.clone().any(|k| r.is_number(k));
    match age && r.mark(end) == Some(',') {
        true => from..behind_age(r, end + 1),
        false => places,
    }
}

/// `…, 36, a nurse,`: the end of what stands behind an age.
fn behind_age(r: &Reading, from: usize) -> usize {
    let stop =
        |k: &usize| r.mark(*k).is_some_and(|c| c != '-') || r.is(*k, class::RELATIVE | class::AUXILIARY | class::BE);
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
        | class::CLITIC
        | class::GROUP
        | class::AUTHORITY
        | class::SOURCE;
    let word = r.is_word(k) && !r.is(k, OUT) && r.lower(k).len() > 3 && !cue::is_adverb(r, k);
    let word = word && !r.lexicon.is_audience(r.lower(k)); // à la presse Lucie Garrec
    word && r.name_at(k).is_none_or(|n| n.entity.is_none()) || r.is_number(k)
}

/// How many sentences back somebody may have been heard or named whom a definite phrase means.
const NEAR: usize = 2;

impl Resolver<'_, '_> {
    /// `L'élue a ajouté` behind a sentence of hers: a definite phrase for a person whom nobody was introduced as means who was
    /// heard or named last, unless that was somebody without a name.
    pub(super) fn said_again(&self, core: &Places, phrase: &Places) -> Option<Speaker> {
        let sentence = self.r.sentence_of(core.start);
        let definite = self.r.is(core.start, class::DETERMINER)
            && !self.r.is(core.start, class::INDEFINITE | class::PLURAL | class::ANAPHOR);
        let person = core.len() <= 3 && core.clone().any(|k| self.r.is(k, class::PERSON | class::TITLE));
        let mut before = self.actors.iter().rev().skip_while(|a| a.sentence >= sentence).peekable();
        let last = before.peek()?.sentence;
        if !definite || !person || last + NEAR < sentence {
            return None;
        }
        let gender = self.article_gender(core.start);
        let told = |s: &Speaker| gender.is_some() && self.gender(s).is_some();
        let agrees = |s: &Speaker| !told(s) || self.gender(s) == gender;
        let mut same = before.take_while(|a| a.sentence == last).map(|a| a.speakers.as_slice());
        // "X a reçu Y. La ministre …": behind one who does not agree, only one who surely does
        let one = match same.next()? {
            [one] if agrees(one) => one,
            [_] => same.find_map(|s| s.first().filter(|one| s.len() == 1 && told(one) && agrees(one)))?,
            _ => return None,
        };
        let mut speaker = one.clone();
        speaker.span = Some(self.r.span(core));
        speaker.phrase = Some(self.r.span(phrase));
        speaker.rule = "said-again";
        let named = one.name.as_ref().is_some_and(|name| name.contains(' ')) || one.entity.is_some();
        (named && !self.is_group(one)).then_some(speaker)
    }

    /// The one person who was introduced as what this definite phrase says.
    pub(super) fn described(&self, core: &Places, phrase: &Places) -> Option<Speaker> {
        let article = self.r.is(core.start, class::DETERMINER)
            && !self.r.is(core.start, class::INDEFINITE | class::PLURAL)
            && core.len() > 1;
        let leaves = class::PREPOSITION | class::LINKER | class::RELATIVE;
        let own = |k: &usize| !self.r.is(*k, leaves) && self.r.mark(*k).is_none_or(|c| c == '-');
        let nouns = (core.start + 1..core.end).take_while(own).filter(|&k| describes(self.r, k));
        let listed = nouns.clone().find(|&k| self.r.is(k, class::PERSON | class::TITLE));
        let age = nouns.clone().find(|&k| self.r.is_number(k));
        let head = if self.r.lexicon.names_modify { nouns.last() } else { nouns.clone().next() };
        let known = self.introduced.get(self.r.lower(age.or(listed).or(head).filter(|_| article)?))?;
        let [one] = known.as_slice() else { return None };
        let mut speaker = self.named(one, core, phrase, "described-before");
        speaker.span = Some(self.r.span(core));
        Some(speaker)
    }
}
