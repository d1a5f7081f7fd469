//! Languages whose verbs need no subject beside them: whether one stands before the verb, behind it, or nowhere.

use super::{
    around,
    cue::{self, Group},
    lexicon::{Classes, class},
    phrase::{self, Subject},
    reading::{Places, Reading},
};
use crate::language::Form;

/// Whether a phrase before a verb can be its subject. Where a subject may be left out, that is not clear from its place: it
/// completes no preposition and no other verb (*En su discurso dijo que*, *tras visitar el puente dijo que*), and it has
/// an article, a name or a noun for somebody.
pub(super) fn may_be_subject(r: &Reading, floor: usize, phrase: &Places) -> bool {
    !r.lexicon.drops_subject
        || !phrase::is_day(r, phrase.start) && !is_complement(r, floor, phrase) && is_noun_phrase(r, floor, phrase)
}

fn is_complement(r: &Reading, floor: usize, phrase: &Places) -> bool {
    let Some(before) = phrase.start.checked_sub(1).filter(|&k| k >= floor && r.name_at(k).is_none()) else {
        return false;
    };
    let quoted = r.quoted_at(phrase.start).is_some_and(|q| q.tokens.0 < phrase.start && q.tokens.1 <= phrase.end);
    quoted
        || r.is(before, class::PREPOSITION)
        || r.is_finite(before)
        || r.mark(before).is_none() && r.lexicon.ends_as_infinitive(r.lower(before))
}

fn is_noun_phrase(r: &Reading, floor: usize, phrase: &Places) -> bool {
    let first = phrase.start;
    let word = r.lower(first);
    let plain = r.classes(first) == 0 && !r.lexicon.ends_as_adverb(word) && !r.lexicon.ends_as_past(word);
    let opens = first == floor && plain && (phrase.len() == 1 || r.lower(first).ends_with('s')); // Vecinos denuncian
    opens || r.is(first, class::DETERMINER) || around::is_speaker_like(r, &Subject::Phrase(phrase.clone(), false))
}

/// The whole of what stands before a verb at `end`, when it is a noun phrase with its complements: *La asociación que
/// representa a los vecinos de la zona dice*.
pub(super) fn whole(r: &Reading, floor: usize, end: usize) -> Option<Places> {
    let places = floor..end;
    let noun = class::DETERMINER | class::SOURCE | class::GROUP | class::PERSON;
    let begins = r.is(floor, noun) && !phrase::is_day(r, floor) || r.name_at(floor).is_some_and(|n| !n.demonym);
    let plain = |k: &usize| r.name_at(*k).is_none();
    let verbs =
        places.clone().filter(plain).filter(|&k| r.is(k, class::AUXILIARY | class::BE) || r.is_finite(k)).count();
    let relatives = places.clone().filter(|&k| r.is(k, class::RELATIVE)).count();
    let marked = places.clone().any(|k| r.mark(k).is_some());
    let joined = places
        .clone()
        .filter(plain)
        .any(|k| r.is(k, class::CONJUNCTION | class::CLITIC) && !r.is(k, class::DETERMINER));
    (r.lexicon.drops_subject && begins && !marked && !joined && verbs <= relatives && places.len() <= WHOLE)
        .then_some(places)
}

/// Longest such phrase, in tokens.
const WHOLE: usize = 20;

/// Whether a word before a verb shows that its subject is left out: *cuando dijo*, *donde dijo*, *en la que dijo*.
pub(super) fn lacks_subject(r: &Reading, floor: usize, last: usize) -> bool {
    if r.is(last, class::SUBORDINATOR | class::ECHO) {
        return true;
    }
    let relative = r.is(last, class::RELATIVE);
    let article = last > floor + 1 && r.is(last - 1, class::DETERMINER) && r.is(last - 2, class::PREPOSITION);
    relative && (article || last > floor && r.is(last - 1, class::PREPOSITION | class::SUBORDINATOR))
}

/// How far behind its cue a clause may begin, in tokens.
const REACH: usize = 26;

/// The first token of the clause that belongs to `group`: behind adverbials, an addressee and a subject (*Aseguró el lunes
/// a la prensa el alcalde que …*), but not behind an object, where *que* is a relative pronoun.
pub(super) fn complementizer(r: &Reading, group: &Group, limit: usize, classes: Classes) -> Option<usize> {
    let first = group.places.end;
    let mut k = first;
    let mut commas = 0;
    let mut plain = true;
    let limit = limit.min(r.tokens.len());
    while k < limit.min(first + REACH) {
        if r.is(k, classes) && r.name_at(k).is_none() {
            let near = !group.cue(r).weak || plain || k <= first + 1 || behind(r, group, k + 1).is_some();
            let own = usize::from(r.lexicon.comma_before_clause && k > first && r.mark(k - 1) == Some(','));
            return (k == first || near && (commas - own) % 2 == 0 && !is_relative(r, k)).then_some(k);
        }
        commas += usize::from(r.mark(k) == Some(','));
        plain &= cue::is_adverb(r, k) || phrase::is_day(r, k) || r.is(k, class::DAY);
        k = step(r, group, k, limit)?;
    }
    None
}

/// `lo que`, `en la que`, `el hecho de que`: whether what stands before the token at `k` makes it no clause of a cue.
fn is_relative(r: &Reading, k: usize) -> bool {
    let of = r.is(k - 1, class::LINKER) && r.is(k - 2, class::CONTENT_NOUN);
    of || r.is(k - 1, class::SUBORDINATOR | class::CONTENT_NOUN | class::DETERMINER) && !r.is(k - 1, class::ADVERB)
}

/// One step from `k` over what may stand between a cue and its clause.
fn step(r: &Reading, group: &Group, k: usize, limit: usize) -> Option<usize> {
    let first = group.places.end;
    if r.is(k, class::HEARER) {
        return Some(k + 1);
    }
    if let Some(name) = r.name_at(k) {
        return Some(r.tokens.within(name.span).end.max(k + 1));
    }
    let day = phrase::end_of_day(r, k);
    if day > k || cue::is_adverb(r, k) {
        return Some(day.max(k + 1));
    }
    let governed =
        k > first && r.is(k - 1, class::PREPOSITION | class::DETERMINER | class::CONJUNCTION | class::LINKER);
    if r.is(k, class::DETERMINER) && !governed || k == first && is_noun(r, k) {
        let subject =
            phrase::right_of(r, k, limit).filter(|s| around::is_speaker_like(r, s) && !has_subject(r, group))?;
        return phrase::end_of(&subject).filter(|&end| end > k);
    }
    let verb = class::AUXILIARY | class::BE | class::RELATIVE | class::CLITIC | class::FINITE;
    let clause = r.is(k, verb) && !r.is(k, class::DETERMINER) || r.is_finite(k) || is_cue(r, k);
    let stop = r.mark(k).is_some_and(|c| matches!(c, ':' | ';' | '?' | '!' | '…'));
    (!clause && !stop).then_some(k + 1)
}

/// Whether a subject stands before the cue.
fn has_subject(r: &Reading, group: &Group) -> bool {
    let sentence = r.sentences[r.sentence_of(group.places.start)].start;
    !matches!(phrase::left_of(r, sentence, group.places.start, group.plural), Subject::Inherited)
}

fn is_noun(r: &Reading, k: usize) -> bool {
    let small = class::PREPOSITION | class::DAY | class::CONJUNCTION | class::CLITIC | class::PRONOUN;
    r.mark(k).is_none() && !r.is(k, small | class::SUBORDINATOR)
}

fn is_cue(r: &Reading, k: usize) -> bool {
    let verb = r.word(k).is_some_and(|w| w.cues.iter().any(|&(_, f)| matches!(f, Form::Finite | Form::Gerund)));
    verb && !r.is(k, class::NOUN_LIKE)
}

/// The subject right behind a cue, before its clause or quotation: *Aseguró el alcalde que …*, *Dice Ana: «…»*.
pub(super) fn behind(r: &Reading, group: &Group, limit: usize) -> Option<Subject> {
    if !r.lexicon.drops_subject || !matches!(group.form, Form::Finite | Form::Participle) {
        return None;
    }
    let stop = |k: &usize| {
        r.is(*k, class::COMPLEMENTIZER | class::WHETHER) && r.name_at(*k).is_none()
            || r.mark(*k).is_some_and(|c| matches!(c, ':' | '«' | '“' | '"'))
    };
    let end = (group.places.end..limit).find(stop)?;
    let first = group.places.end;
    let object = r.is(first - 1, class::PREPOSITION); // cargó contra X
    if object || r.is(first, class::SUBORDINATOR | class::EXAMPLE) && r.name_at(first).is_none() {
        return None;
    }
    let subject = phrase::right_of(r, first, end)?;
    around::is_speaker_like(r, &subject).then_some(subject)
}

/// The subject of a cue behind a quotation that has none: *«…», añadió en la radio.*
pub(super) fn nobody(r: &Reading, group: &Group, limit: usize) -> Option<Subject> {
    let k = group.places.end;
    let ends = k >= limit
        || r.mark(k)
            .is_some_and(|c| matches!(c, ',' | '.' | ';' | ':' | '(' | ')' | '–' | '—' | '-' | '«' | '“' | '"'))
        || r.is(k, class::PREPOSITION | class::DAY | class::CONJUNCTION | class::SUBORDINATOR)
        || phrase::is_day(r, k)
        || cue::is_adverb(r, k);
    (r.lexicon.drops_subject && ends).then_some(Subject::Inherited)
}

/// The same without quotation marks, where only marks on both sides tell (*El plan, dijo, saldrá bien*), or *según*.
pub(super) fn interposed(r: &Reading, group: &Group, limit: usize) -> Option<Subject> {
    let echoed = group.places.start > 0 && r.is(group.places.start - 1, class::ECHO);
    let closes = r.mark(group.places.end).is_some_and(|c| matches!(c, ',' | '.' | '–' | '—'));
    nobody(r, group, limit).filter(|_| closes || echoed)
}
