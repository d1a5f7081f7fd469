//! Who speaks: the words before the finite verb or behind it.

use super::{
    begins_phrase,
    field::{constituent, field, is_relative},
    nominal::{self, is_noun},
};
use crate::{
    language::Form,
    quote::{
        cue::Group,
        direct::{self, Sentence},
        lexicon::class,
        phrase::{self, Subject},
        reading::{Places, Reading},
    },
    text::TokenKind,
};

/// Where the words behind the finite verb begin: behind the auxiliary of a participle.
pub(in crate::quote) fn behind_verb(group: &Group) -> usize {
    if group.form == Form::Participle { group.places.start + 1 } else { group.verb + 1 }
}

/// The subject behind the finite verb.
pub(in crate::quote) fn right(r: &Reading, group: &Group, limit: usize) -> Option<Subject> {
    if !group.cue(r).tail.is_empty() {
        return source(r, group.places.end, limit);
    }
    let limit = if group.form == Form::Participle { group.verb } else { group.apart.unwrap_or(limit).min(limit) };
    if !group.cue(r).speaker.is_empty() {
        return behind_preposition(r, group, behind_verb(group)..limit);
    }
    let mut from = behind_verb(group);
    while r.is(from, class::CLITIC) || r.is(from, class::OBLIQUE) && r.is(from, class::PRONOUN) {
        from += 1;
    }
    let found = phrase::right_of(r, from, limit).or_else(|| nominal::embedding(r, from, limit))?;
    let object = r.is(from, class::OBLIQUE);
    let behind = phrase::end_of(&found).filter(|&end| object && begins_phrase(r, end) && !r.is(end, class::OBLIQUE));
    let nominative = behind.and_then(|end| phrase::right_of(r, end, limit));
    Some(nominal::extended(r, nominative.unwrap_or(found), limit))
}

/// `geht aus dem Bericht hervor`: the source behind the preposition of the cue.
fn behind_preposition(r: &Reading, group: &Group, places: Places) -> Option<Subject> {
    let at = places.clone().find(|&k| r.lower(k) == group.cue(r).speaker)?;
    phrase::right_of(r, at + 1, places.end).map(|found| nominal::extended(r, found, places.end))
}

/// `heißt es in dem Bericht`: the source behind the preposition at `from`; nobody where none stands there.
fn source(r: &Reading, from: usize, limit: usize) -> Option<Subject> {
    let told = r.is(from, class::PREPOSITION).then(|| phrase::right_of(r, from + 1, limit)).flatten();
    Some(told.unwrap_or(Subject::Unknown))
}

/// The subject of a cue that stands before its content: *X sagte*, *Am Montag sagte X*, *nachdem X sagte*.
pub(in crate::quote) fn subject(r: &Reading, s: &Sentence, group: &Group) -> Subject {
    if group.form == Form::Infinitive {
        return Subject::Inherited;
    }
    let (floor, verb) = (direct::floor(r, s, group), group.places.start);
    let inverted = || right(r, group, s.places.end);
    if !group.cue(r).speaker.is_empty() {
        let before = behind_preposition(r, group, floor..verb);
        return before.or_else(inverted).unwrap_or(Subject::Unknown);
    }
    if let Some(parts) = constituent(r, floor, verb) {
        let told = !group.cue(r).tail.is_empty() && r.is(parts[0].start, class::PREPOSITION);
        return match inverts(r, &parts[0], group) {
            true if told => source(r, parts[0].start, verb).unwrap_or(Subject::Unknown),
            true => inverted().unwrap_or(Subject::Inherited),
            false => Subject::Phrase(parts[0].start..parts[parts.len() - 1].end, group.plural),
        };
    }
    let from = field(r, floor, verb);
    let ends = |k: usize| k == floor && r.lexicon.ends_as_adverb(r.lower(k));
    let adverb = |k: usize| (r.is(k, class::ADVERB | class::NEGATION) || ends(k)) && !r.is(k, class::PREPOSITION);
    let starts = (from..verb).find(|&k| !adverb(k) || r.name_at(k).is_some());
    let comma = from == verb && verb > s.places.start && r.mark(verb - 1) == Some(',');
    if comma && !begins_phrase(r, behind_verb(group)) {
        return phrase::left_of(r, floor, verb, group.plural);
    }
    let Some(first) = starts else { return inverted().unwrap_or(Subject::Inherited) };
    if r.is(first, class::CONJUNCTION) && first + 1 == verb {
        return inverted().filter(|s| matches!(s, Subject::Pronoun(_))).unwrap_or(Subject::Inherited);
    }
    if r.is(first, class::SUBORDINATOR | class::CONDITIONAL | class::ECHO | class::COMPLEMENTIZER) && first + 1 < verb {
        return phrase::right_of(r, first + 1, verb).unwrap_or(Subject::Inherited);
    }
    if let Some(subject) = relative(r, s, first, verb, group.plural) {
        return subject;
    }
    let named = r.name_at(first).is_some();
    let year = r.is_number(first); // 1926 schrieb X
    let topic = r.is(first, class::PREPOSITION | class::DAY)
        || first + 1 == verb && year
        || first + 1 == verb && takes_up(r, first, group);
    if topic && !group.cue(r).tail.is_empty() {
        return source(r, first, verb).unwrap_or(Subject::Unknown);
    }
    if topic && !named {
        return inverted().unwrap_or(Subject::Inherited);
    }
    phrase::left_of(r, first, verb, group.plural)
}

/// Whether a noun phrase alone fills the place before the verb: what stands behind it is no subject of a clause before it.
pub(in crate::quote) fn begins_clause(r: &Reading, s: &Sentence, group: &Group) -> bool {
    constituent(r, direct::floor(r, s, group), group.places.start).is_some_and(|parts| !inverts(r, &parts[0], group))
}

/// Whether the words before the verb are no subject: words behind a preposition, a day, an object, or what a pronoun in
/// the nominative follows behind the verb.
fn inverts(r: &Reading, part: &Places, group: &Group) -> bool {
    let first = part.start;
    if r.name_at(first).is_some() && !r.is(first, class::PREPOSITION) {
        return false;
    }
    let time = |k: usize| r.is(k, class::DAY | class::MONTH | class::TIME);
    let noun = part.clone().find(|&k| is_noun(r, k)).is_some_and(time);
    let nominative = r.is(behind_verb(group), class::NOMINATIVE);
    let topic = r.is(first, class::PREPOSITION | class::OBLIQUE | class::AS_MARK);
    let head = part.clone().find(|&k| is_noun(r, k));
    let dative = r.is(first, class::FEMALE_DATIVE) && head.is_some_and(|k| r.is(k, class::FEMALE_NOUN)); // Der Stadt
    topic || noun || nominative || dative || is_object(r, part, group)
}

/// `Das sagte X`, `Diese teilte X mit`: a word for what stood before, no subject when one can begin behind the verb.
fn takes_up(r: &Reading, k: usize, group: &Group) -> bool {
    let behind = behind_verb(group);
    let subject = begins_phrase(r, behind) && !r.is(behind, class::OBLIQUE);
    let neuter = !r.lower(k).ends_with(['e', 'r']);
    r.is(k, class::ANAPHOR) && !r.is(k, class::PRONOUN) && (subject || neuter)
}

/// `Die Äußerungen bezeichnete Jan Terbeck als …`: nobody who speaks before the verb, somebody right behind it.
fn is_object(r: &Reading, part: &Places, group: &Group) -> bool {
    let speaks = class::GROUP | class::AUTHORITY | class::SOURCE | class::TITLE | class::PERSON;
    let plain = |p: &Places| phrase::eligible(r, p).next().is_none() && !p.clone().any(|k| r.is(k, speaks));
    let behind = behind_verb(group);
    let noun = (behind + 1..behind + 4).find(|&k| is_noun(r, k));
    let group_behind = r.is(behind, class::DETERMINER)
        && noun.is_some_and(|k| r.is(k, speaks))
        && !r.is(behind, class::OBLIQUE | class::INDEFINITE | class::PLURAL);
    let title = r.is(behind, class::TITLE | class::PERSON) && r.is_capital(behind);
    plain(part)
        && (title && !group.plural || group_behind || r.name_at(behind).is_some_and(phrase::can_speak_as_person))
}

/// `der …, der sagte`: the words that a relative pronoun takes up, with the pronoun.
fn relative(r: &Reading, s: &Sentence, first: usize, verb: usize, plural: bool) -> Option<Subject> {
    if !is_relative(r, &(first..first + 1)) || first <= s.places.start + 1 {
        return None;
    }
    if first + 1 < verb && begins_phrase(r, first + 1) && !r.is(first + 1, class::OBLIQUE) {
        return phrase::right_of(r, first + 1, verb); // die Jan Terbeck erklärte
    }
    match phrase::left_of(r, s.places.start, first + 1, plural) {
        Subject::Phrase(p, plural) => Some(Subject::Phrase(p.start..first + 1, plural)),
        other => Some(other),
    }
}

/// Whether a pronoun stands for nobody in particular: *man*, *es*.
pub(in crate::quote) fn is_nobody(r: &Reading, subject: &Subject) -> bool {
    let Subject::Pronoun(p) = subject else { return false };
    let agreement = r.word(p.start).and_then(|w| w.agreement);
    agreement.is_some_and(|a| a.gender.is_none() && !a.plural)
}

/// `wie X mitteilte`: the word before the subject of a verb that ends its clause, and the subject.
pub(in crate::quote) fn echoed(r: &Reading, s: &Sentence, group: &Group) -> Option<(usize, Subject)> {
    let verb = group.places.start;
    let begins = |&k: &usize| r.is(k, class::ECHO) && leads(r, s.places.start, k);
    let from = (s.places.start..verb).rev().find(begins)?;
    let first = (from + 1..verb).find(|&k| !r.is(k, class::CLITIC | class::ADVERB))?;
    let subject = match group.cue(r).speaker.is_empty() {
        true => nominal::extended(r, phrase::right_of(r, first, verb)?, verb),
        false => behind_preposition(r, group, first..verb)?,
    };
    let parted = (from..verb).any(|k| r.mark(k) == Some(',') && r.quoted_at(k).is_none());
    let whole = !parted || constituent(r, from + 1, verb).is_some() || phrase::end_of(&subject)? + 1 >= verb;
    let closes = r.tokens.get(group.places.end).is_none_or(|t| t.kind != TokenKind::Word)
        || r.is(group.places.end, class::AUXILIARY);
    (whole && closes).then_some((from, subject))
}

/// Whether a clause can begin at `k`: behind a mark, or with nothing but a conjunction or an adverb before it.
fn leads(r: &Reading, start: usize, k: usize) -> bool {
    k > start && r.mark(k - 1).is_some() || (start..k).all(|i| r.is(i, class::CONJUNCTION | class::ADVERB))
}
