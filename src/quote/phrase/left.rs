//! Noun phrases before a verb, read backwards.

use super::{Subject, can_speak_as_person, continues, eligible, end_of, is_noun_phrase, right_of};
use crate::quote::{
    clause, cue,
    lexicon::class,
    reading::{Places, Reading},
};

/// Steps back over `, secrétaire à la Défense,` and `, réuni à Bruxelles,` to the phrase that they follow.
pub(super) fn over_interpolations(r: &Reading, floor: usize, comma: usize, plural: bool) -> Subject {
    let mut end = comma;
    loop {
        let start = (floor..end).rev().find(|&k| r.mark(k) == Some(',')).map_or(floor, |k| k + 1);
        let chunk = start..end;
        let adverbial = r
            .is(start, class::PREPOSITION | class::RELATIVE | class::CONJUNCTION | class::GERUND_MARK | class::EXAMPLE)
            && r.name_at(start).is_none()
            || r.is(start, class::LINKER) && r.is(start + 1, class::ANAPHOR) // de son côté
            || clause::attribution(r, start).is_some()
            || is_past_participle(r, start)
            || chunk.len() <= 2 && cue::is_adverb(r, start);
        if start == floor && adverbial && r.lexicon.drops_subject {
            return Subject::Inherited;
        }
        if start == floor {
            let whole = r.is(floor, class::DETERMINER | class::TITLE)
                && !r.is(floor, class::LINKER)
                && is_noun_phrase(r, &chunk);
            if whole && chunk.len() <= 14 && !chunk.clone().any(|k| r.word(k).is_some_and(|w| !w.cues.is_empty())) {
                return Subject::Phrase(chunk, plural); // "Le directeur par intérim, arrivé en mai,"
            }
            let core = core_left(r, floor, end);
            return if core.is_empty() { Subject::Inherited } else { Subject::Phrase(core, plural) };
        }
        let letters = chunk.len() == 1 && r.span(&chunk).of(r.text).chars().all(char::is_uppercase);
        if letters || !adverbial && place_of_apposition(r, floor, start - 1, &chunk) {
            end = start - 1;
            continue;
        }
        if !adverbial && is_noun_phrase(r, &chunk) {
            let head = core_left(r, floor, start - 1);
            let describes = !head.is_empty() && apposition(r, &head, &chunk);
            return Subject::Phrase(if describes { head.start..end } else { chunk }, plural);
        }
        end = start - 1;
    }
}

/// `X, an authority on scripts at the museum, Oxford, said`: whether `chunk` is a place that ends the apposition before it.
fn place_of_apposition(r: &Reading, floor: usize, comma: usize, chunk: &Places) -> bool {
    let name = chunk.len() <= 3 && chunk.clone().all(|k| r.name_at(k).is_some());
    let before = (floor..comma).rev().find(|&k| r.mark(k) == Some(',')).map(|k| k + 1);
    name && before.is_some_and(|start| {
        let described = start > floor + 1 && r.name_at(start - 2).is_some();
        described && r.is(start, class::DETERMINER) && is_noun_phrase(r, &(start..comma))
    })
}

/// `according to X, who warned`: the speaker of an attribution that ends before `comma`, whom a relative pronoun takes up.
pub(super) fn attributed(r: &Reading, floor: usize, comma: usize) -> Option<Subject> {
    let chunk = (floor..comma).rev().take_while(|&k| r.mark(k) != Some(','));
    let (k, after) = chunk.into_iter().find_map(|k| Some((k, clause::attribution(r, k)?.1)))?;
    let subject = right_of(r, after, comma).filter(|s| end_of(s) == Some(comma));
    subject.filter(|_| r.name_at(k).is_none() && r.quoted_at(k).is_none())
}

/// Whether `chunk` says again who `head` is: one of them names a person, the other describes.
fn apposition(r: &Reading, head: &Places, chunk: &Places) -> bool {
    let named = |p: &Places| eligible(r, p).next().is_some();
    if !named(head) && !named(chunk) {
        let speaks =
            |p: &Places| r.lexicon.drops_subject && p.clone().take(2).any(|k| r.is(k, class::TITLE | class::PERSON));
        let article = r.is(chunk.start, class::DETERMINER);
        return r.is(head.start, class::DETERMINER) && (!article || speaks(head) && !speaks(chunk));
    }
    let time = r.is(head.start, class::PREPOSITION | class::DAY | class::ADVERB) && r.name_at(head.start).is_none();
    !time && (named(head) != named(chunk) || (named(head) && !r.is_capital(chunk.start)))
}

/// The noun phrase that ends at `end`, with what it completes.
pub(super) fn phrase(r: &Reading, floor: usize, end: usize, plural: bool) -> Subject {
    let core = own_part(r, floor, core_left(r, floor, end));
    if let Some(relative) = relative_before(r, floor, core.start, end) {
        let head = core_left(r, floor, relative);
        if !head.is_empty() {
            return Subject::Phrase(head, plural);
        }
    }
    if core.is_empty() {
        return Subject::Inherited;
    }
    // "l'association représentant les riverains": the phrase goes on before the participle
    if core.start > floor + 1 && is_participle(r, core.start - 1) {
        let head = core_left(r, floor, core.start - 1);
        if !head.is_empty() && r.is(head.start, class::DETERMINER) && head.len() > 1 {
            return Subject::Phrase(head.start..end, plural);
        }
    }
    // "le juge chargé du procès pour fraude": the phrase goes on before the preposition
    if core.start > floor + 1 && r.is(core.start - 1, class::PREPOSITION) && r.name_at(core.start - 1).is_none() {
        let head = core_left(r, floor, core.start - 1);
        let begins = !head.is_empty() && (r.is(head.start, class::DETERMINER) || eligible(r, &head).next().is_some());
        if begins && eligible(r, &core).next().is_none() {
            return Subject::Phrase(head.start..end, plural);
        }
    }
    // "Juan Pérez, alcalde de Soto dijo": a bare role right behind a name
    if core.start > floor + 1
        && r.mark(core.start - 1) == Some(',')
        && r.lexicon.drops_subject
        && r.is(core.start, class::TITLE | class::PERSON)
        && r.name_at(core.start).is_none()
    {
        let head = core_left(r, floor, core.start - 1);
        if eligible(r, &head).any(|(n, _)| can_speak_as_person(n)) {
            return Subject::Phrase(head.start..core.end, plural);
        }
    }
    // "Le ministre russe, Sergueï Lavrov dit": a role right before a bare name
    let named = eligible(r, &core).next().is_some();
    if named && core.start > floor + 1 && r.mark(core.start - 1) == Some(',') && r.name_at(core.start).is_some() {
        let role = core_left(r, floor, core.start - 1);
        if !role.is_empty()
            && eligible(r, &role).next().is_none()
            && !r.is(role.start, class::PREPOSITION | class::DAY)
            && !r.is(role.start, class::ADVERB)
            && !r.lexicon.ends_as_adverb(r.lower(role.start))
            && role.start == floor
        {
            return Subject::Phrase(role.start..core.end, plural);
        }
    }
    Subject::Phrase(core, plural)
}

/// `the woman who led the inquiry said`: where a relative clause without commas begins that ends before the verb.
fn relative_before(r: &Reading, floor: usize, start: usize, end: usize) -> Option<usize> {
    let verb = |k: usize| {
        r.name_at(k).is_none()
            && (r.is(k, class::AUXILIARY | class::BE) || r.is_finite(k) || r.lexicon.ends_as_past(r.lower(k)))
    };
    if end <= floor + 1 {
        return None;
    }
    let near = floor.max(start.min(end - 1).saturating_sub(14));
    let stops = |k: &usize| r.mark(*k).is_none_or(|c| c == '-');
    let opens = |k: usize| {
        let plain =
            r.is(k, class::RELATIVE) && !r.is(k, class::COMPLEMENTIZER | class::DETERMINER | class::CONJUNCTION);
        let having =
            r.is(k, class::AUXILIARY) && r.lexicon.ends_as_participle(r.lower(k)) && r.lexicon.lists_infinitives();
        (plain || having || r.is(k, class::RELATIVE) && verb(k + 1)) && k > floor && r.mark(k - 1).is_none()
    };
    let found = (near..=start.min(end - 1)).rev().take_while(stops).find(|&k| opens(k))?;
    (found + 1..end).any(verb).then_some(found)
}

/// The noun phrase that a relative pronoun at `end` takes up: the nearest one.
pub(super) fn antecedent(r: &Reading, floor: usize, end: usize, plural: bool) -> Subject {
    let core = own_part(r, floor, core_left(r, floor, end));
    if core.is_empty() { Subject::Inherited } else { Subject::Phrase(core, plural) }
}

/// The noun phrase that ends at `end`, read backwards.
fn core_left(r: &Reading, floor: usize, end: usize) -> Places {
    let mut start = end;
    while start > floor {
        let k = start - 1;
        let verb = r.lexicon.drops_subject && k > floor && r.is(k - 1, class::AUXILIARY) && r.name_at(k - 1).is_none();
        if verb || !continues(r, k, start, end) {
            break; // "ha subrayado Ana, que …"
        }
        start = k;
        let boundary = k > floor && !joins(r, k - 1);
        if r.is(k, class::DETERMINER) && r.name_at(k).is_none() && !r.is(k, class::LINKER) && boundary && k + 1 < end {
            break;
        }
    }
    while start < end
        && (r.mark(start).is_some() || r.is(start, class::CONJUNCTION) || lone_linker(r, start, end))
        && r.name_at(start).is_none()
    {
        start += 1;
    }
    start..end
}

/// A linker at the start belongs to what went before, unless it is the plural article (*des sources*).
fn lone_linker(r: &Reading, i: usize, end: usize) -> bool {
    r.is(i, class::LINKER) && !(r.is(i, class::DETERMINER) && i + 1 < end && !r.is(i + 1, class::DETERMINER))
}

/// Whether the token before a determiner ties it to what stands further left.
fn joins(r: &Reading, i: usize) -> bool {
    r.is(i, class::LINKER | class::DETERMINER | class::CONJUNCTION) && r.name_at(i).is_none()
}

/// `core` without a clause before its conjunction: *… was quiet and the crowd* is the crowd alone.
fn own_part(r: &Reading, floor: usize, core: Places) -> Places {
    let Some(conjunction) = core.clone().find(|&k| r.is(k, class::CONJUNCTION) && r.name_at(k).is_none()) else {
        return core;
    };
    let speaks = class::DETERMINER | class::GROUP | class::AUTHORITY | class::SOURCE | class::TITLE | class::PERSON;
    let begins = core.start == floor || r.name_at(core.start).is_some() || r.is(core.start, speaks);
    let verb = core.start > floor && r.is(core.start - 1, class::BE | class::AUXILIARY | class::FINITE);
    let complement = core.start > floor && r.is(core.start - 1, class::PREPOSITION);
    if (begins || complement) && !verb { core } else { conjunction + 1..core.end }
}

/// `, interrogée lundi,`: a past participle without an auxiliary.
fn is_past_participle(r: &Reading, i: usize) -> bool {
    r.name_at(i).is_none()
        && !r.is_capital(i)
        && r.classes(i) & !class::RELAY == 0
        && r.lexicon.ends_as_past(r.lower(i))
}

/// A participle that a noun phrase completes: *représentant*, listed by its ending.
fn is_participle(r: &Reading, i: usize) -> bool {
    r.name_at(i).is_none() && !r.is_capital(i) && r.lexicon.ends_as_participle(r.lower(i))
}
