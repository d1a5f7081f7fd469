//! Sources behind *nach* and before *zufolge*.

use super::{
    comma,
    nominal::{self, is_noun, is_verbal},
};
use crate::quote::{
    lexicon::class,
    phrase::{self, Subject},
    reading::{Places, Reading},
};

/// The noun phrase between `start` and the verb, where words behind a preposition stand before its noun.
pub(in crate::quote) fn source_before_verb(r: &Reading, start: usize, limit: usize) -> Option<Subject> {
    let verb = (start..limit).find(|&k| is_verbal(r, k) || matches!(r.mark(k), Some(',' | ';' | ':')))?;
    let places = start..verb;
    let embeds = r.is(start, class::DETERMINER) && r.is(start + 1, class::PREPOSITION);
    let owned = r.is(start, class::ANAPHOR) && is_noun(r, start + 1); // deren Angaben
    ((embeds || owned) && nominal::is_nominal(r, &places)).then_some(Subject::Phrase(places, false))
}

/// Behind the source that begins at `places`. At the head of a sentence (`leads`) it reaches to the verb: *Nach einer am
/// Dienstag gelesenen Mitteilung der Stadt wurden …*.
pub(in crate::quote) fn source_end(r: &Reading, places: &Places, limit: usize, leads: bool) -> usize {
    let plain = nominal::extended(r, Subject::Phrase(places.clone(), false), limit);
    let end = phrase::end_of(&plain).unwrap_or(places.end);
    let stop = (places.start..limit).find(|&k| r.quoted_at(k).is_none() && (r.mark(k) == Some(',') || is_verbal(r, k)));
    match stop.filter(|&k| leads && k > end && r.mark(k).is_none()) {
        Some(verb) => verb,
        None => end,
    }
}

/// Whether a noun for a source is the head of the phrase at `k`: *einer am Dienstag gelesenen Mitteilung*.
pub(in crate::quote) fn names_source(r: &Reading, k: usize) -> bool {
    let governed =
        |i: usize| i > k && (r.is(i - 1, class::PREPOSITION) || i > k + 1 && r.is(i - 2, class::PREPOSITION));
    let head = |i: &usize| is_noun(r, *i) && !governed(*i) && r.mark(i + 1) != Some('-');
    let head = (k..r.tokens.len().min(k + 9)).take_while(|&i| !is_verbal(r, i) && r.mark(i) != Some(',')).find(head);
    head.is_some_and(|n| r.is(n, class::SOURCE) && r.name_at(n).is_none_or(|name| name.kind.is_none()))
}

/// Where the source begins that ends before `end`: *Ersten Angaben aus der Stadt zufolge*.
pub(in crate::quote) fn source_start(r: &Reading, floor: usize, end: usize) -> usize {
    let mut start = end;
    while start > floor && reaches(r, start, end, floor) {
        start -= 1;
    }
    while start < end && !begins(r, start) {
        start += 1;
    }
    start
}

/// Whether the noun phrase that is read backwards from `end` to `start` goes on before `start`.
fn reaches(r: &Reading, start: usize, end: usize, floor: usize) -> bool {
    let k = start - 1;
    if r.quoted_at(k).is_some() || r.name_at(k).is_some() || r.mark(k) == Some('-') {
        return true;
    }
    let outside = class::ADVERB | class::NEGATION | class::PRONOUN;
    if r.mark(k).is_some() || is_verbal(r, k) || r.is(k, outside) && !r.is(k, class::DETERMINER) && !is_noun(r, k) {
        return false;
    }
    let inside = start < end && (r.is(start, class::LINKER) || !r.is(start, class::DETERMINER));
    let time = r.is(k, class::DAY | class::MONTH | class::TIME);
    // "am Montag Angaben zufolge": another noun with nothing that links the two
    let nouns = k > floor && is_noun(r, k) && is_noun(r, start) && r.name_at(start).is_none();
    let governs = r.is(k, class::PREPOSITION) && !r.is(k, class::LINKER);
    start == end
        || (inside || r.is(k, class::PREPOSITION)) && !time && !nouns && (!governs || k > 0 && is_noun(r, k - 1))
}

/// Whether a source can begin with the token at `k`.
fn begins(r: &Reading, k: usize) -> bool {
    r.mark(k).is_none_or(|c| c == '„') && (!r.is(k, class::PREPOSITION | class::CONJUNCTION) || r.name_at(k).is_some())
}

/// Where the clause begins and ends that holds `own`, in `part` of a sentence: *…, die laut X leer sind, …* is a clause of
/// its own, and a main clause ends before one that goes on with another verb.
pub(in crate::quote) fn clause_around(r: &Reading, part: &Places, own: &Places) -> (usize, usize) {
    let opens = class::RELATIVE | class::SUBORDINATOR | class::COMPLEMENTIZER | class::CONDITIONAL;
    let begins = |k: usize| {
        let first = k + 1 + usize::from(r.is(k + 1, class::PREPOSITION));
        comma(r, k) && r.is(first, opens) && !r.is(first, class::DETERMINER)
    };
    let inner =
        (part.start..own.start).rev().take_while(|&k| !comma(r, k + 1) || k + 1 == own.start).find(|&k| begins(k));
    match inner {
        Some(k) => (k + 1, (own.end..part.end).find(|&i| comma(r, i)).unwrap_or(part.end)),
        None => (part.start, part.end),
    }
}
