//! Languages whose finite verb stands second: who speaks stands before the verb or behind it, and what is said behind a comma.

mod before_colon;
mod clauses;
mod field;
mod goes_on;
mod nominal;
mod nouns;
mod object;
mod passive;
mod quoted;
mod source;
mod subject;
mod takes_up;
mod whereby;

pub(super) use before_colon::before_colon;
pub(super) use clauses::{
    bare, complementizer, content_end, holds_verb, holds_verb_where_second, infinitive, is_in_clause,
};
pub(super) use goes_on::{colon, spoken_of};
pub(super) use nouns::{is_claim, nouns};
pub(super) use object::{clause_start, has_object};
pub(super) use passive::{agent, is_followed, passive};
pub(super) use quoted::is_said;
pub(super) use source::{clause_around, names_source, source_before_verb, source_end, source_start};
pub(super) use subject::{begins_clause, echoed, is_nobody, right, subject};

pub(super) use whereby::whereby;

use clauses::infinitive_at;

use super::{
    direct::Sentence,
    draft::Draft,
    lexicon::class,
    reading::{Places, Reading},
};

/// Adds what is said in a sentence where no other rule found anything.
pub(super) fn silent(r: &Reading, s: &Sentence, drafts: &mut Vec<Draft>) {
    match takes_up::takes_up(r, s, drafts) {
        Some(draft) => drafts.push(draft),
        None => goes_on::goes_on(r, s, drafts),
    }
}

/// Whether the token at `k` is a comma outside quotation marks.
fn comma(r: &Reading, k: usize) -> bool {
    r.mark(k) == Some(',') && r.quoted_at(k).is_none()
}

/// Whether a verb at `i` stands in the form of reported speech: listed, or by its ending right behind a noun or pronoun.
fn is_reportive(r: &Reading, i: usize) -> bool {
    let own = (i.saturating_sub(2)..i + 3).any(|k| r.is(k, class::FIRST_PERSON)); // ich habe
    let plain = !r.is_capital(i) && r.quoted_at(i).is_none() && !own;
    let noun = |k: usize| {
        r.is_capital(k) && !r.is(k, class::DETERMINER | class::PREPOSITION)
            || r.is(k, class::PRONOUN)
            || r.name_at(k).is_some()
    };
    let ends = r.classes(i) == 0 && !r.is(i.wrapping_sub(1), class::PART) && r.lexicon.ends_as_reportive(r.lower(i));
    plain && (r.is(i, class::REPORTIVE | class::UNREAL) || ends && i > 0 && noun(i - 1) && nominal::is_verbal(r, i))
}

/// Whether the word at `k` is a verb, listed or by what follows it.
pub(super) fn is_verb(r: &Reading, k: usize) -> bool {
    nominal::is_verbal(r, k) && !r.is(k, class::PRONOUN | class::FIRST_PERSON) && r.mark(k + 1) != Some('-')
}

/// Whether a finite verb stands at `k`, as far as the pack lists it.
fn is_finite(r: &Reading, k: usize) -> bool {
    let finite = class::AUXILIARY | class::BE | class::MODAL | class::FINITE;
    r.name_at(k).is_none()
        && r.quoted_at(k).is_none()
        && (r.is(k, finite) || is_reportive(r, k) || nominal::is_cue(r, k))
}

/// Whether these words hold a verb of reported speech, or begin with a subject and its verb.
fn is_main_clause(r: &Reading, part: &Places) -> bool {
    let finite = class::AUXILIARY | class::BE | class::MODAL | class::FINITE;
    let begins = begins_phrase(r, part.start) || r.is(part.start, class::ADVERB | class::PREPOSITION);
    let second = part.clone().skip(1).take(9).find(|&k| r.is(k, finite) && r.name_at(k).is_none());
    part.clone().any(|k| is_reportive(r, k)) || begins && second.is_some_and(|k| k + 1 < part.end)
}

/// Whether a subject can begin at `k`.
fn begins_phrase(r: &Reading, k: usize) -> bool {
    let article = r.is(k, class::DETERMINER | class::PRONOUN | class::FIRST_PERSON);
    article || r.name_at(k).is_some() || r.is_capital(k)
}
