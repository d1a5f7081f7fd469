//! Noun phrases that can be subjects: where they begin and end, and who in them speaks.

mod day;
mod left;
mod names;
mod right;

pub(super) use day::{end_of_day, is_day};
pub(super) use names::{can_speak_as_person, eligible, followed_by_noun, heads, is_common};
pub(super) use right::{right_of, right_of_followed};

use super::{
    around,
    cue::{self, Group},
    dropped,
    lexicon::class,
    reading::{Places, Reading},
};
use crate::{language::Form, text::TokenKind};

/// Who the words say speaks, before anybody is looked up.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    /// A noun phrase, with its apposition; the flag tells that the verb is a plural.
    Phrase(Places, bool),
    /// A pronoun.
    Pronoun(Places),
    /// The subject of the cue before it in the sentence.
    Inherited,
    /// The speaker of the quotation before it.
    Previous,
    /// Whom the sentence before is about; else, when somebody spoke shortly before, whoever did last.
    Near { spoke: bool },
    /// Somebody says it; who is not told.
    Unknown,
}

/// Where the words of a subject begin.
pub(super) fn start_of(subject: &Subject) -> Option<usize> {
    match subject {
        Subject::Phrase(p, _) | Subject::Pronoun(p) => Some(p.start),
        _ => None,
    }
}

/// Behind the words of a subject.
pub(super) fn end_of(subject: &Subject) -> Option<usize> {
    match subject {
        Subject::Phrase(p, _) | Subject::Pronoun(p) => Some(p.end),
        _ => None,
    }
}

/// The subject before a verb group; `floor` is where the clause begins at the earliest.
pub(super) fn before(r: &Reading, floor: usize, group: &Group) -> Subject {
    if let Some(p) = group.pronoun {
        let named = group.places.start > floor && r.name_at(group.places.start - 1).is_some(); // Vaquier a-t-il regretté
        return if named { left_of(r, floor, group.places.start, group.plural) } else { pronoun(r, p) };
    }
    left_of(r, floor, group.places.start, group.plural)
}

/// The subject that ends before the token at `end`.
pub(super) fn left_of(r: &Reading, floor: usize, end: usize, plural: bool) -> Subject {
    let mut e = end;
    let modal = |k: usize| r.is(k, class::MODAL) && !r.is(k, class::REQUEST | class::PREPOSITION);
    while e > floor && (cue::is_adverb(r, e - 1) || modal(e - 1)) && r.name_at(e - 1).is_none() {
        e -= 1;
    }
    if e <= floor {
        return Subject::Inherited;
    }
    let last = e - 1;
    if r.is(last, class::FIRST_PERSON) && r.name_at(last).is_none() {
        return Subject::Unknown;
    }
    if let Some(p) = pronoun_ending(r, floor, last) {
        return Subject::Pronoun(p);
    }
    if r.lexicon.drops_subject && dropped::lacks_subject(r, floor, last) {
        return Subject::Inherited;
    }
    if r.is(last, class::RELATIVE) {
        let comma = last > floor && r.mark(last - 1) == Some(',');
        return match comma {
            _ if r.lexicon.drops_subject => left::antecedent(r, floor, last - usize::from(comma), plural),
            true => left::attributed(r, floor, last - 1)
                .unwrap_or_else(|| left::over_interpolations(r, floor, last - 1, plural)),
            false => left::phrase(r, floor, last, plural),
        };
    }
    if r.is(last, class::CONJUNCTION) {
        return Subject::Inherited;
    }
    let found = if r.mark(last) == Some(',') {
        left::over_interpolations(r, floor, last, plural)
    } else {
        left::phrase(r, floor, e, plural)
    };
    match found {
        Subject::Phrase(p, _) if !dropped::may_be_subject(r, floor, &p) => match dropped::whole(r, floor, e) {
            Some(p) => Subject::Phrase(p, plural),
            None if plural && is_place_of_speakers(r, floor, &p) => Subject::Phrase(p, plural),
            None => over_complement(r, floor, &p, plural),
        },
        found => found,
    }
}

/// `В полиции сообщили`: where those work who speak, before a plural without a subject.
fn is_place_of_speakers(r: &Reading, floor: usize, places: &Places) -> bool {
    let inside = places.start.checked_sub(1).filter(|&k| k == floor && r.is(k, class::WORKPLACE_MARK));
    inside.is_some() && around::is_speaker_like(r, &Subject::Phrase(places.clone(), true))
}

/// `la asociación, que en un comunicado ha dicho`: the subject before an adverbial that ends before the verb.
fn over_complement(r: &Reading, floor: usize, adverbial: &Places, plural: bool) -> Subject {
    let preposition = adverbial.start.checked_sub(1).filter(|&k| k > floor && r.is(k, class::PREPOSITION));
    match preposition.filter(|&k| r.name_at(k).is_none()) {
        Some(k) => Some(left_of(r, floor, k, plural)).filter(|s| around::is_speaker_like(r, s)),
        None => None,
    }
    .unwrap_or(Subject::Inherited)
}

/// A pronoun as a subject; one that speaks of the writer is nobody's.
fn pronoun(r: &Reading, i: usize) -> Subject {
    if r.is(i, class::FIRST_PERSON) { Subject::Unknown } else { Subject::Pronoun(i..i + 1) }
}

/// The pronoun of one or two words (*ce dernier*, *celui-ci*) that ends at `last`.
fn pronoun_ending(r: &Reading, floor: usize, last: usize) -> Option<Places> {
    let known = |from: usize| {
        from >= floor
            && r.lexicon
                .word(&r.span(&(from..last + 1)).of(r.text).to_lowercase())
                .is_some_and(|w| w.agreement.is_some())
    };
    if last >= floor + 2 && known(last - 2) {
        return Some(last - 2..last + 1);
    }
    if last > floor && known(last - 1) {
        return Some(last - 1..last + 1);
    }
    (r.is(last, class::PRONOUN) && r.name_at(last).is_none()).then_some(last..last + 1)
}

/// Whether the token at `k` can belong to the noun phrase that goes on at `next`.
fn continues(r: &Reading, k: usize, next: usize, end: usize) -> bool {
    if r.name_at(k).is_some() {
        return true;
    }
    match r.tokens[k].kind {
        TokenKind::Number => true,
        TokenKind::Mark(_) if r.in_title(k) => true,
        TokenKind::Mark(c) => {
            matches!(c, '-' | '\'' | '’' | '.' | '&' | '/') && !r.is_spaced(k)
                || (matches!(c, '"' | '»' | '”' | '«' | '“' | '„')
                    && r.quoted_at(k).is_some_and(|q| q.tokens.1 - q.tokens.0 < 6))
        }
        TokenKind::Word => {
            if r.is(k, class::CONJUNCTION) {
                return next < end && k > 0 && r.mark(k - 1).is_none() && !r.is(k - 1, class::ADVERB);
            }
            let linker = r.is(k, class::LINKER);
            let outside = class::PREPOSITION
                | class::RELATIVE
                | class::COMPLEMENTIZER
                | class::AUXILIARY
                | class::BE
                | class::PRONOUN
                | class::FIRST_PERSON
                | class::NEGATION
                | class::DAY;
            let noun = r.lexicon.verb_second && r.is_capital(k);
            let verb = !noun
                && r.word(k).is_some_and(|w| w.cues.iter().any(|&(_, f)| f == Form::Finite))
                && !r.is(k, class::NOUN_LIKE | class::SOURCE)
                && !r.is(k.wrapping_sub(1), class::DETERMINER);
            let of = |k: usize| k > 0 && r.is(k - 1, class::LINKER | class::PREPOSITION);
            let of_them = r.is(k, class::PRONOUN) && of(k) && next == end && !r.is(k, class::RELATIVE)
                || r.is(k, class::PREPOSITION) && of(k) && r.is(k + 1, class::PRONOUN); // l'un d'entre eux
            linker || of_them || (!r.is(k, outside) || r.is(k, class::DETERMINER)) && !verb
        }
    }
}

/// Whether these tokens can be one noun phrase: no verb the pack knows, no clause inside.
pub(super) fn is_noun_phrase(r: &Reading, places: &Places) -> bool {
    let clause = |i: usize| {
        let verb = class::AUXILIARY | class::BE | class::RELATIVE | class::PRONOUN | class::FIRST_PERSON;
        (r.is(i, verb) || r.is_finite(i)) && r.name_at(i).is_none()
    };
    !places.is_empty() && !places.clone().any(clause)
}
