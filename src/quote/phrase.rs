//! Noun phrases that can be subjects: where they begin and end, and who in them speaks.

use super::{
    cue::{self, Group},
    lexicon::class,
    reading::{Named, Places, Reading},
};
use crate::{model::Kind, text::TokenKind};

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
    /// Somebody says it; who is not told.
    Unknown,
}

/// The subject before a verb group; `floor` is where the clause begins at the earliest.
pub(super) fn before(r: &Reading, floor: usize, group: &Group) -> Subject {
    if let Some(p) = group.pronoun {
        return pronoun(r, p);
    }
    left_of(r, floor, group.places.start, group.plural)
}

/// The subject that ends before the token at `end`.
pub(super) fn left_of(r: &Reading, floor: usize, end: usize, plural: bool) -> Subject {
    let mut e = end;
    while e > floor && cue::is_adverb(r, e - 1) && r.name_at(e - 1).is_none() {
        e -= 1;
    }
    if e <= floor {
        return Subject::Inherited;
    }
    let last = e - 1;
    if r.is(last, class::FIRST_PERSON) {
        return Subject::Unknown;
    }
    if let Some(p) = pronoun_ending(r, floor, last) {
        return Subject::Pronoun(p);
    }
    if r.is(last, class::RELATIVE) {
        let e = if last > floor && r.mark(last - 1) == Some(',') { last - 1 } else { last };
        return phrase_left(r, floor, e, plural);
    }
    if r.is(last, class::CONJUNCTION) {
        return Subject::Inherited;
    }
    if r.mark(last) == Some(',') {
        over_interpolations(r, floor, last, plural)
    } else {
        phrase_left(r, floor, e, plural)
    }
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

/// Steps back over `, secrétaire à la Défense,` and `, réuni à Bruxelles,` to the phrase that they follow.
fn over_interpolations(r: &Reading, floor: usize, comma: usize, plural: bool) -> Subject {
    let mut end = comma;
    loop {
        let start = (floor..end).rev().find(|&k| r.mark(k) == Some(',')).map_or(floor, |k| k + 1);
        let chunk = start..end;
        let adverbial = r.is(start, class::PREPOSITION | class::RELATIVE | class::CONJUNCTION | class::GERUND_MARK)
            && r.name_at(start).is_none();
        if start == floor {
            let core = core_left(r, floor, end);
            return if core.is_empty() { Subject::Inherited } else { Subject::Phrase(core, plural) };
        }
        if !adverbial && is_noun_phrase(r, &chunk) {
            let head = core_left(r, floor, start - 1);
            let describes = !head.is_empty() && apposition(r, &head, &chunk);
            return Subject::Phrase(if describes { head.start..end } else { chunk }, plural);
        }
        end = start - 1;
    }
}

/// Whether `chunk` says again who `head` is: one of them names a person, the other describes.
fn apposition(r: &Reading, head: &Places, chunk: &Places) -> bool {
    let named = |p: &Places| eligible(r, p).next().is_some();
    let time = r.is(head.start, class::PREPOSITION | class::DAY | class::ADVERB) && r.name_at(head.start).is_none();
    !time && (named(head) != named(chunk) || (named(head) && !r.is_capital(chunk.start)))
}

/// Whether these tokens can be one noun phrase: no verb the pack knows, no clause inside.
fn is_noun_phrase(r: &Reading, places: &Places) -> bool {
    let clause = |i: usize| {
        r.is(i, class::AUXILIARY | class::BE | class::RELATIVE | class::PRONOUN | class::FIRST_PERSON)
            && r.name_at(i).is_none()
    };
    !places.is_empty() && !places.clone().any(clause)
}

fn phrase_left(r: &Reading, floor: usize, end: usize, plural: bool) -> Subject {
    let core = core_left(r, floor, end);
    if core.is_empty() {
        return Subject::Inherited;
    }
    // "le juge chargé du procès pour fraude": the phrase goes on before the preposition
    if core.start > floor + 1 && r.is(core.start - 1, class::PREPOSITION) && r.name_at(core.start - 1).is_none() {
        let head = core_left(r, floor, core.start - 1);
        let begins = !head.is_empty() && (r.is(head.start, class::DETERMINER) || eligible(r, &head).next().is_some());
        if begins && eligible(r, &core).next().is_none() {
            return Subject::Phrase(head.start..end, plural);
        }
    }
    // "Le ministre russe, Sergueï Lavrov dit": a role right before a bare name
    let named = eligible(r, &core).next().is_some();
    if named && core.start > floor + 1 && r.mark(core.start - 1) == Some(',') && r.name_at(core.start).is_some() {
        let role = core_left(r, floor, core.start - 1);
        if !role.is_empty()
            && eligible(r, &role).next().is_none()
            && !r.is(role.start, class::PREPOSITION | class::DAY)
            && role.start == floor
        {
            return Subject::Phrase(role.start..core.end, plural);
        }
    }
    Subject::Phrase(core, plural)
}

/// The noun phrase that ends at `end`, read backwards.
fn core_left(r: &Reading, floor: usize, end: usize) -> Places {
    let mut start = end;
    while start > floor {
        let k = start - 1;
        if !continues(r, k, start, end) {
            break;
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

/// Whether the token at `k` can belong to the noun phrase that goes on at `next`.
fn continues(r: &Reading, k: usize, next: usize, end: usize) -> bool {
    if r.name_at(k).is_some() {
        return true;
    }
    match r.tokens[k].kind {
        TokenKind::Number => true,
        TokenKind::Mark(c) => {
            matches!(c, '-' | '\'' | '’' | '.' | '&' | '/') && !r.tokens[k].spaced
                || (matches!(c, '"' | '»' | '”' | '«' | '“')
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
            let verb = r.word(k).is_some_and(|w| w.cues.iter().any(|&(_, f)| f == crate::language::Form::Finite))
                && !r.is(k, class::NOUN_LIKE | class::SOURCE)
                && !r.is(k.wrapping_sub(1), class::DETERMINER);
            linker || (!r.is(k, outside) || r.is(k, class::DETERMINER)) && !verb
        }
    }
}

/// The noun phrase that begins at `start`, read forwards, with its apposition; nothing when none stands there.
pub(super) fn right_of(r: &Reading, start: usize, limit: usize) -> Option<Subject> {
    phrase_right(r, start, limit, false)
}

/// The same where more must follow (*selon X, …*): an apposition counts only when a comma closes it.
pub(super) fn right_of_followed(r: &Reading, start: usize, limit: usize) -> Option<Subject> {
    phrase_right(r, start, limit, true)
}

fn phrase_right(r: &Reading, start: usize, limit: usize, followed: bool) -> Option<Subject> {
    let mut k = start;
    while k < limit
        && r.name_at(k).is_none()
        && (cue::is_adverb(r, k) || r.is(k, class::DAY))
        && !r.is(k, class::PRONOUN)
        && (!r.is(k, class::DETERMINER) || r.is(k + 1, class::DAY))
    {
        k += 1;
    }
    if k >= limit {
        return None;
    }
    if r.is(k, class::PREPOSITION) && r.name_at(k).is_none() && !r.is(k, class::DETERMINER) {
        k = behind_addressee(r, k, limit)?;
    }
    if r.is(k, class::FIRST_PERSON) {
        return Some(Subject::Unknown);
    }
    if r.is(k, class::PRONOUN) && r.name_at(k).is_none() {
        return Some(Subject::Pronoun(k..k + 1));
    }
    if let Some(p) = (k + 1 < limit).then(|| pronoun_ending(r, k, k + 1)).flatten().filter(|p| p.start == k) {
        return Some(Subject::Pronoun(p));
    }
    let core = core_right(r, k, limit);
    if core.is_empty() {
        return None;
    }
    let end = apposition_right(r, &core, limit, followed);
    Some(Subject::Phrase(core.start..end, true))
}

/// `a déclaré à la presse Lloyd Austin`: the name behind the addressee.
fn behind_addressee(r: &Reading, k: usize, limit: usize) -> Option<usize> {
    (k + 1..limit.min(k + 12))
        .take_while(|&i| r.mark(i).is_none_or(|c| c == '-'))
        .filter(|&i| r.name_at(i).is_some_and(|n| !n.demonym && n.span.start == r.tokens[i].span.start))
        .find(|&i| !r.is(i - 1, class::LINKER | class::PREPOSITION | class::DETERMINER))
}

fn core_right(r: &Reading, start: usize, limit: usize) -> Places {
    let mut k = start;
    let mut person = false;
    while k < limit {
        if let Some(name) = r.name_at(k) {
            if person && r.tokens[k].span.start == name.span.start && !r.is(k - 1, class::CONJUNCTION | class::LINKER) {
                break;
            }
            person |= can_speak_as_person(name);
            k = r.tokens.within(name.span).end.max(k + 1);
            continue;
        }
        let linker = r.is(k, class::LINKER);
        if person && (linker || r.is(k, class::DETERMINER)) && !r.is(k - 1, class::CONJUNCTION) {
            break;
        }
        if r.is(k, class::CONJUNCTION) {
            let second =
                k + 1 < limit && (r.is(k + 1, class::DETERMINER) || r.name_at(k + 1).is_some_and(|n| !n.demonym));
            if !second || k == start {
                break;
            }
            k += 1;
            continue;
        }
        let adverb = cue::is_adverb(r, k) && !r.is(k, class::DETERMINER);
        if adverb
            || (r.is(k, class::DAY) && !r.is(k, class::DETERMINER))
            || !continues(r, k, limit, limit)
            || (r.is(k, class::DETERMINER) && r.is(k + 1, class::DAY))
        {
            break;
        }
        k += 1;
    }
    while k > start
        && r.name_at(k - 1).is_none()
        && (r.is(k - 1, class::LINKER | class::DETERMINER) || r.mark(k - 1).is_some_and(|c| c != '.'))
    {
        k -= 1;
    }
    start..k
}

/// The end of `, le président du centre` behind a noun phrase; the phrase's own end where nothing of the sort follows.
fn apposition_right(r: &Reading, core: &Places, limit: usize, followed: bool) -> usize {
    if core.end + 1 >= limit || r.mark(core.end) != Some(',') {
        return core.end;
    }
    let start = core.end + 1;
    let end = (start..limit)
        .find(|&k| matches!(r.mark(k), Some(',' | ';' | ':' | '«' | '“' | '"' | '(' | '–' | '—')))
        .unwrap_or(limit);
    let open = end >= limit || r.mark(end).is_some_and(|c| c != ',');
    if followed && open {
        return core.end;
    }
    let end = if r.mark(end.wrapping_sub(1)) == Some('.') { end - 1 } else { end };
    let chunk = start..end;
    let out = r.is(
        start,
        class::PREPOSITION
            | class::RELATIVE
            | class::CONJUNCTION
            | class::GERUND_MARK
            | class::ADVERB
            | class::DAY
            | class::PRONOUN,
    ) && r.name_at(start).is_none()
        && !r.is(start, class::DETERMINER);
    let gerund = r.word(start).is_some_and(|w| !w.cues.is_empty()) || cue::is_adverb(r, start);
    let names = |p: &Places| eligible(r, p).next().is_some();
    let place = names(core) && !eligible(r, core).any(|(n, _)| can_speak_as_person(n));
    let second_name = names(core) && names(&chunk) && r.is_capital(start);
    let wanted = !second_name && !place;
    if out || gerund || !wanted || !is_noun_phrase(r, &chunk) || chunk.len() > 18 { core.end } else { end }
}

/// Whether a name can be that of somebody who speaks in person: a person, or a name that nothing is known of.
pub(super) fn can_speak_as_person(name: &Named) -> bool {
    !name.demonym && name.kind.is_none_or(|k| k == Kind::Person)
}

/// The names in a phrase that are its head or stand beside it, not its complement (*ministre de la Défense de la Russie*).
pub(super) fn eligible<'r, 'a>(
    r: &'r Reading<'a>,
    places: &Places,
) -> impl Iterator<Item = (&'a Named, Places)> + use<'r, 'a> {
    let places = places.clone();
    let mut coordinated = true; // nothing stands before the first name
    places.clone().filter_map(move |i| {
        let name = r.name_at(i)?;
        let own = r.tokens.within(name.span);
        if own.start != i || name.demonym || own.end > places.end {
            return None;
        }
        let mut k = i;
        while k > places.start && r.is(k - 1, class::DETERMINER) && !r.is(k - 1, class::LINKER) {
            k -= 1;
        }
        let linked = k > places.start && r.is(k - 1, class::LINKER);
        let joined = k > places.start && r.is(k - 1, class::CONJUNCTION);
        let modifier = !can_speak_as_person(name) && followed_by_noun(r, own.end, places.end)
            || possessive(r, own.end, places.end);
        let common = name.entity.is_none()
            && name.kind.is_none()
            && own.len() == 1
            && k < i
            && own.end < places.end
            && !r.is_capital(own.end);
        let keep = !common && !linked && (!joined || coordinated) && !modifier;
        coordinated = keep;
        keep.then_some((name, own))
    })
}

/// `Pentagon spokesman`: a common noun right behind the name, in a phrase that goes on.
fn followed_by_noun(r: &Reading, i: usize, end: usize) -> bool {
    r.lexicon.names_modify
        && i < end
        && r.tokens[i].kind == TokenKind::Word
        && !r.is_capital(i)
        && r.classes(i) & !(class::GROUP | class::AUTHORITY | class::SOURCE | class::TITLE | class::NOUN_LIKE) == 0
}

/// `Putin's spokesman`.
fn possessive(r: &Reading, i: usize, end: usize) -> bool {
    i + 1 < end && r.mark(i).is_some_and(|c| matches!(c, '\'' | '’')) && !r.tokens[i].spaced
}
