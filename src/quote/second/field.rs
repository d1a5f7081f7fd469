//! The words before the finite verb of a main clause.

use super::nominal::is_nominal;
use crate::quote::{
    lexicon::class,
    phrase,
    reading::{Places, Reading},
};

/// The parts of the noun phrase that fills the place before the finite verb, without adverbs at its edges and without
/// relative clauses: *Der Vertreter der Fischer, Jan Terbeck, der …, sagte*.
pub(super) fn constituent(r: &Reading, floor: usize, verb: usize) -> Option<Vec<Places>> {
    let lead = class::ADVERB | class::CONJUNCTION | class::NEGATION;
    let keep = |k: usize| r.is(k, class::DETERMINER | class::PREPOSITION | class::AS_MARK) || r.name_at(k).is_some();
    let adverb = |k: usize| k == floor && r.lexicon.ends_as_adverb(r.lower(k)); // Offiziell
    let start = (floor..verb).find(|&k| !(r.is(k, lead) || adverb(k)) || keep(k))?;
    let closed = r.mark(verb - 1) == Some(',');
    let mut parts: Vec<Places> = Vec::new();
    for (n, part) in pieces(r, start, verb).into_iter().enumerate() {
        if n > 0 && is_relative(r, &part) {
            continue;
        }
        let part = without_adverbs(r, part);
        let joined = part.is_empty() || r.is(part.end - 1, class::CONJUNCTION);
        if joined || !is_nominal(r, &part) {
            return None;
        }
        parts.push(part);
    }
    let name_last = || parts.last().is_some_and(|p| phrase::eligible(r, p).next().is_some());
    let several = parts.len() > 1 || pieces(r, start, verb).len() > 1;
    (!parts.is_empty() && if several { closed || name_last() } else { !closed }).then_some(parts)
}

/// The words between the commas of `start..end`, which do not count in brackets and between quotation marks.
fn pieces(r: &Reading, start: usize, end: usize) -> Vec<Places> {
    let mut found = Vec::new();
    let (mut from, mut deep) = (start, 0);
    for k in start..end {
        match r.mark(k) {
            Some('(') => deep += 1,
            Some(')') => deep -= 1,
            Some(',') if deep == 0 && r.quoted_at(k).is_none() => {
                found.push(from..k);
                from = k + 1;
            }
            _ => {}
        }
    }
    found.push(from..end);
    found.retain(|p| !p.is_empty());
    found
}

/// Whether a relative pronoun begins these words, behind a preposition at most.
pub(super) fn is_relative(r: &Reading, part: &Places) -> bool {
    let first = part.start + usize::from(r.is(part.start, class::PREPOSITION));
    r.is(first, class::RELATIVE) && !r.is(first, class::DETERMINER)
}

/// `part` without the adverbs behind its last noun: *Die Kritiker hingegen sagen*.
fn without_adverbs(r: &Reading, part: Places) -> Places {
    let adverb = |k: &usize| r.is(*k, class::ADVERB) && r.name_at(*k).is_none() && !r.is_capital(*k);
    let end = part.clone().rev().find(|k| !adverb(k)).map_or(part.start, |k| k + 1);
    part.start..end
}

/// Where the words before the verb begin: behind the last comma, which may close an apposition or a relative clause.
pub(super) fn field(r: &Reading, floor: usize, verb: usize) -> usize {
    let stop =
        |&k: &usize| r.mark(k).is_some_and(|c| matches!(c, ',' | ':' | ';' | '–' | '—')) && r.quoted_at(k).is_none();
    (floor..verb).rev().find(stop).map_or(floor, |k| k + 1)
}
