//! Languages whose finite verb stands second: who speaks stands before the verb or behind it, and what is said behind a comma.

mod clauses;
mod goes_on;
mod nested;
mod nominal;
mod object;
mod source;
mod subject;
mod takes_up;

pub(super) use clauses::{bare, complementizer, infinitive};
pub(super) use goes_on::goes_on;
pub(super) use nested::add as add_nested;
pub(super) use object::{clause_start, has_object};
pub(super) use source::{names_source, source_before_verb, source_end, source_start};
pub(super) use subject::{begins_clause, echoed, is_nobody, right, subject};
pub(super) use takes_up::takes_up;

use super::{
    lexicon::class,
    reading::{Places, Reading},
};

/// Whether the token at `k` is a comma outside quotation marks.
fn comma(r: &Reading, k: usize) -> bool {
    r.mark(k) == Some(',') && r.quoted_at(k).is_none()
}

/// Whether a verb at `i` stands in the form of reported speech: listed, or by its ending right behind a noun or pronoun.
fn is_reportive(r: &Reading, i: usize) -> bool {
    let plain = !r.is_capital(i) && r.quoted_at(i).is_none();
    let noun = |k: usize| {
        r.is_capital(k) && !r.is(k, class::DETERMINER | class::PREPOSITION)
            || r.is(k, class::PRONOUN)
            || r.name_at(k).is_some()
    };
    let ends = r.classes(i) == 0 && r.lexicon.ends_as_reportive(r.lower(i));
    plain && (r.is(i, class::REPORTIVE) || ends && i > 0 && noun(i - 1))
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
