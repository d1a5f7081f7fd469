//! Languages whose finite verb stands second: who speaks stands before the verb or behind it, and what is said behind a comma.

use super::{
    cue::Group,
    direct::{self, Sentence},
    lexicon::{Classes, class},
    phrase::{self, Subject},
    reading::{Places, Reading},
};
use crate::{language::Form, text::TokenKind};

/// How far behind its cue a clause may begin, in tokens.
const REACH: usize = 34;

/// Where the words behind the finite verb begin: behind the auxiliary of a participle.
pub(super) fn behind_verb(group: &Group) -> usize {
    if group.form == Form::Participle { group.places.start + 1 } else { group.verb + 1 }
}

/// The subject behind the finite verb.
pub(super) fn right(r: &Reading, group: &Group, limit: usize) -> Option<Subject> {
    if !group.cue(r).tail.is_empty() {
        return source(r, group.places.end, limit);
    }
    let mut from = behind_verb(group);
    while r.is(from, class::CLITIC) {
        from += 1;
    }
    let limit = if group.form == Form::Participle { group.verb } else { group.apart.unwrap_or(limit).min(limit) };
    phrase::right_of(r, from, limit)
}

/// `heißt es in dem Bericht`: the source behind the preposition at `from`; nobody where none stands there.
fn source(r: &Reading, from: usize, limit: usize) -> Option<Subject> {
    let told = r.is(from, class::PREPOSITION).then(|| phrase::right_of(r, from + 1, limit)).flatten();
    Some(told.unwrap_or(Subject::Unknown))
}

/// The subject of a cue that stands before its content: *X sagte*, *Am Montag sagte X*, *nachdem X sagte*.
pub(super) fn subject(r: &Reading, s: &Sentence, group: &Group) -> Subject {
    if group.form == Form::Infinitive {
        return Subject::Inherited;
    }
    let verb = group.places.start;
    let from = field(r, direct::floor(r, s, group), verb);
    let starts = (from..verb).find(|&k| !r.is(k, class::ADVERB | class::NEGATION) || r.name_at(k).is_some());
    let inverted = || right(r, group, s.places.end);
    let comma = from == verb && verb > s.places.start && r.mark(verb - 1) == Some(',');
    if comma && !begins_phrase(r, behind_verb(group)) {
        return phrase::left_of(r, direct::floor(r, s, group), verb, group.plural);
    }
    let Some(first) = starts else { return inverted().unwrap_or(Subject::Inherited) };
    if r.is(first, class::CONJUNCTION) && first + 1 == verb {
        return inverted().filter(|s| matches!(s, Subject::Pronoun(_))).unwrap_or(Subject::Inherited);
    }
    if r.is(first, class::SUBORDINATOR | class::CONDITIONAL | class::ECHO | class::COMPLEMENTIZER) && first + 1 < verb {
        return phrase::right_of(r, first + 1, verb).unwrap_or(Subject::Inherited);
    }
    let named = r.name_at(first).is_some();
    let topic = r.is(first, class::PREPOSITION | class::DAY)
        || r.is(first, class::ANAPHOR) && first + 1 == verb && !r.is(first, class::PRONOUN);
    if topic && !group.cue(r).tail.is_empty() {
        return source(r, first, verb).unwrap_or(Subject::Unknown);
    }
    if topic && !named {
        return inverted().unwrap_or(Subject::Inherited);
    }
    phrase::left_of(r, first, verb, group.plural)
}

/// Where the words before the verb begin: behind the last comma, which may close an apposition or a relative clause.
fn field(r: &Reading, floor: usize, verb: usize) -> usize {
    let stop =
        |&k: &usize| r.mark(k).is_some_and(|c| matches!(c, ',' | ':' | ';' | '–' | '—')) && r.quoted_at(k).is_none();
    (floor..verb).rev().find(stop).map_or(floor, |k| k + 1)
}

/// Whether a subject can begin at `k`.
fn begins_phrase(r: &Reading, k: usize) -> bool {
    let article = r.is(k, class::DETERMINER | class::PRONOUN | class::FIRST_PERSON);
    article || r.name_at(k).is_some() || r.is_capital(k)
}

/// The first token of the clause that a word of `classes` begins behind the comma that follows the cue.
pub(super) fn complementizer(r: &Reading, group: &Group, limit: usize, classes: Classes) -> Option<usize> {
    let from = group.verb + 1;
    let limit = limit.min(from + REACH);
    let stop = |&k: &usize| matches!(r.mark(k), Some(':' | ';')) && r.quoted_at(k).is_none();
    let limit = (from..limit).find(stop).unwrap_or(limit);
    let begins = |k: usize| r.is(k, classes) && r.name_at(k).is_none();
    let behind = group.places.start > 0 && r.mark(group.places.start - 1) == Some(','); // "Es gab einen Punkt, sagte X, an dem …, dass"
    let mut commas = (from..limit).filter(|&k| comma(r, k - 1)).take(if behind { 1 } else { usize::MAX });
    let verb =
        |k: usize| r.word(k).is_some_and(|w| w.cues.iter().any(|&(_, f)| matches!(f, Form::Finite | Form::Apart)));
    let clause = |k: usize| {
        let part = k..(k..limit).find(|&i| comma(r, i)).unwrap_or(limit);
        let second_cue = r.is(k, class::CONJUNCTION) && part.clone().skip(1).take(2).any(verb);
        second_cue || !r.is(k, class::RELATIVE) && is_main_clause(r, &part)
    };
    commas.find(|&k| begins(k) || clause(k)).filter(|&k| begins(k))
}

/// `sagte X am Montag, er habe …`: the first clause behind the cue that stands as if it were a main clause.
pub(super) fn bare(r: &Reading, s: &Sentence, group: &Group) -> Option<usize> {
    let end = s.places.end;
    let limit = end.min(group.verb + REACH);
    let colon = |k: &usize| matches!(r.mark(*k), Some(':' | ';')) && r.quoted_at(*k).is_none();
    let limit = (group.verb..limit).find(colon).unwrap_or(limit);
    (group.verb + 1..limit).filter(|&k| comma(r, k)).map(|k| k + 1).find(|&k| {
        let part = k..(k..end).find(|&i| comma(r, i)).unwrap_or(end);
        let out = class::RELATIVE | class::COMPLEMENTIZER | class::WHETHER | class::CONJUNCTION | class::ECHO;
        let subordinate = r.is(k, class::CONDITIONAL | class::SUBORDINATOR);
        let told = if subordinate { part.end..end } else { part.clone() };
        let reportive = told.clone().any(|i| is_reportive(r, i));
        let indicative = !subordinate && !r.is(k, class::PREPOSITION) && is_main_clause(r, &part);
        let free = !r.is(k, out) || r.is(k, class::DETERMINER);
        free && (reportive || indicative)
    })
}

/// `forderte X auf, die Stadt zu verlassen`: an infinitive behind a comma.
pub(super) fn infinitive(r: &Reading, s: &Sentence, group: &Group) -> Option<usize> {
    let end = s.places.end;
    let limit = end.min(group.verb + REACH);
    (group.verb + 1..limit).filter(|&k| comma(r, k)).map(|k| k + 1).find(|&k| {
        let part = r.trimmed(k..(k..end).find(|&i| comma(r, i)).unwrap_or(end));
        let last = part.end.saturating_sub(1);
        let marked = r.is(last.saturating_sub(1), class::REQUEST) || r.lower(last).contains("zu");
        part.len() > 1
            && !r.is(k, class::RELATIVE)
            && !r.is_capital(last)
            && marked
            && r.lexicon.ends_as_infinitive(r.lower(last))
    })
}

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

/// `Er sei …`: a sentence whose main verb stands in the form of reported speech goes on with what was said before it.
pub(super) fn goes_on(r: &Reading, sentence: &Places) -> bool {
    let subordinate = class::COMPLEMENTIZER | class::RELATIVE | class::CONDITIONAL;
    let opens = r.is(sentence.start, subordinate | class::SUBORDINATOR) && !r.is(sentence.start, class::DETERMINER);
    let parts = |k: &usize| comma(r, *k) || matches!(r.mark(*k), Some(':' | ';'));
    let end = (sentence.clone()).find(parts).filter(|_| !opens).unwrap_or(sentence.end);
    let finite = class::AUXILIARY | class::BE | class::MODAL | class::FINITE;
    let first = (sentence.start..end).find(|&k| r.is(k, finite) || is_reportive(r, k));
    let word = r.tokens.get(sentence.start).is_some_and(|t| t.kind != TokenKind::Mark('('));
    word && first.is_some_and(|k| is_reportive(r, k))
}

/// `wie X mitteilte`: the word before the subject of a verb that ends its clause, and the subject.
pub(super) fn echoed(r: &Reading, s: &Sentence, group: &Group) -> Option<(usize, Subject)> {
    let from = field(r, s.places.start, group.places.start);
    let wie = from..(group.verb).min(from + 1);
    if wie.is_empty() || !r.is(from, class::ECHO) {
        return None;
    }
    let from_subject = (from + 1..group.verb).find(|&k| !r.is(k, class::CLITIC | class::ADVERB))?;
    let subject = phrase::right_of(r, from_subject, group.verb)?;
    let closes = r.tokens.get(group.places.end).is_none_or(|t| t.kind != TokenKind::Word)
        || r.is(group.places.end, class::AUXILIARY);
    closes.then_some((from, subject))
}
