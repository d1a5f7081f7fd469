//! Reported words: clauses, infinitives and noun phrases that a cue governs.

use super::{
    clause,
    cue::{self, Group},
    direct::{Sentence, floor},
    draft::Draft,
    lexicon::class,
    phrase::{self, Subject},
    reading::{Places, Reading},
};
use crate::{
    language::{Form, Frame},
    model::Act,
    text::TokenKind,
};

/// One way in which a cue governs words.
type FrameRule = fn(&Reading, &Sentence, &Group) -> Option<Found>;

/// Every way, the surest first.
const FRAMES: [FrameRule; 8] = [whether, clause_frame, refusal, infinitive, request, as_quoted, noun, bare];

/// The quotation that the `n`-th cue of the sentence governs, if it governs one.
pub(super) fn governed(r: &Reading, s: &Sentence, n: usize) -> Option<Draft> {
    let group = &s.groups[n];
    let found = FRAMES.iter().find_map(|frame| frame(r, s, group))?;
    let subject = if group.form == Form::Gerund {
        gerund_subject(r, s, group)
    } else {
        phrase::before(r, floor(r, s, group), group)
    };
    let mut draft = Draft::of(r, group, subject, found.rule);
    if let Some(act) = found.act {
        draft.act = act;
    }
    Some(match found.content {
        Content::Words(places) => draft.reported(r, r.trimmed(places)),
        Content::Quoted(span) => draft.direct(span),
    })
}

/// `Warning that …, he urged`: the subject of a participle at the head of a sentence comes later.
fn gerund_subject(r: &Reading, s: &Sentence, group: &Group) -> Subject {
    if group.places.start > s.places.start {
        return Subject::Inherited;
    }
    let next = s.groups.iter().find(|g| g.places.start > group.places.end && g.form != Form::Gerund);
    next.map_or(Subject::Inherited, |g| {
        let from = (group.places.end..g.places.start)
            .rev()
            .find(|&k| r.mark(k) == Some(','))
            .map_or(group.places.end, |k| k + 1);
        phrase::before(r, from, g)
    })
}

struct Found {
    content: Content,
    rule: &'static str,
    act: Option<Act>,
}

enum Content {
    Words(Places),
    Quoted(crate::span::Span),
}

fn words(r: &Reading, s: &Sentence, from: usize, rule: &'static str) -> Option<Found> {
    let end = clause::end(r, from, &s.places, s.groups);
    let places = r.trimmed(from..end);
    (places.len() >= 2).then_some(Found { content: Content::Words(places), rule, act: None })
}

fn clause_frame(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    if !group.takes(r, Frame::Clause) {
        return None;
    }
    let from = cue::complementizer(r, group, s.places.end, class::COMPLEMENTIZER)?;
    // "n'a annoncé que des mesures": a restriction, no clause
    let restricts =
        group.negated && from == group.places.end && !(group.places.start..from).any(|k| r.is(k, class::ADVERB));
    if restricts || from + 2 >= s.places.end {
        return None;
    }
    words(r, s, from, "cue-that-clause")
}

fn whether(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    if !group.takes(r, Frame::Whether) {
        return None;
    }
    let from = cue::complementizer(r, group, s.places.end, class::WHETHER)?;
    let found = words(r, s, from, "cue-whether-clause")?;
    Some(Found { act: Some(Act::Ask), ..found })
}

/// `refuse de confirmer que …`, `declined to say whether …`: the refused verb is itself a cue.
fn refusal(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    if !group.takes(r, Frame::Refusal) {
        return None;
    }
    let from = skip_adverbs(r, group.places.end);
    let verb = if r.is(from, class::REQUEST) { from + 1 } else { from };
    let speech = r
        .word(verb)
        .is_some_and(|w| w.cues.iter().any(|&(c, f)| f == Form::Infinitive && !r.lexicon.cues[c as usize].mute));
    if !speech {
        return None;
    }
    words(r, s, from, "cue-refusal").or(Some(Found {
        content: Content::Words(from..verb + 1),
        rule: "cue-refusal",
        act: None,
    }))
}

fn infinitive(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    let from = skip_adverbs(r, group.places.end);
    let fits = group.takes(r, Frame::Infinitive) && is_infinitive(r, from);
    fits.then(|| words(r, s, from, "cue-infinitive")).flatten()
}

/// `demande à X de partir`, `accuse X de mentir`, `promet de venir`, `urged X to leave`.
fn request(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    if !group.takes(r, Frame::Request) {
        return None;
    }
    let from = skip_adverbs(r, group.places.end);
    let accuse = group.cue(r).act == Act::Accuse;
    let limit = s.places.end.min(from + 22);
    (from..limit).take_while(|&k| !matches!(r.mark(k), Some('.' | ';' | ':'))).find(|&k| {
        let governs = r.is(k, class::REQUEST) && r.name_at(k).is_none();
        let verb = skip_objects(r, k + 1);
        governs && (is_infinitive(r, verb) || (accuse && k > from)) && k + 1 < s.places.end
    })?;
    words(r, s, from, "cue-request")
}

/// `les qualifiant de « … »`, `dismissed them as "…"`.
fn as_quoted(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    if !group.takes(r, Frame::As) {
        return None;
    }
    let quoted = r.quoted_in(&(group.places.end..s.places.end)).first()?;
    let gap = group.places.end..quoted.tokens.0;
    let near = gap.len() <= 12
        && !gap.clone().any(|k| matches!(r.mark(k), Some(',' | ';' | ':')) || r.is(k, class::COMPLEMENTIZER));
    near.then_some(Found { content: Content::Quoted(quoted.inner), rule: "cue-as-quote", act: None })
}

/// A noun phrase as content: any (object), or one that names something said or holds quoted words (report).
fn noun(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    let object = group.takes(r, Frame::Object);
    if !object && !group.takes(r, Frame::Report) {
        return None;
    }
    let from = skip_adverbs(r, group.places.end);
    if r.mark(from).is_some_and(|c| !matches!(c, '«' | '“' | '"')) || from >= s.places.end {
        return None;
    }
    let end = clause::end(r, from, &s.places, s.groups);
    let places = r.trimmed(from..end);
    let quoted = r.quoted_in(&(from..s.places.end)).iter().any(|q| q.tokens.0 < places.end);
    let speech = (from..end.min(from + 7)).any(|k| r.is(k, class::SPEECH)) && !group.cue(r).weak;
    let starts = r.is(from, class::DETERMINER | class::LINKER) || quoted;
    let near = r.quoted_in(&(from..end)).first().is_some_and(|q| q.tokens.0 <= from + 14);
    ((object || speech) && starts || near)
        .then_some(Found {
            content: Content::Words(places),
            rule: if near { "cue-quoted-words" } else { "cue-noun" },
            act: None,
        })
        .filter(|f| matches!(&f.content, Content::Words(p) if p.len() >= 2))
}

/// `he said it rained`: a clause right behind the cue.
fn bare(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    let compound = group.form != Form::Gerund || r.mark(group.places.start.wrapping_sub(1)) == Some(',');
    if !r.lexicon.bare_clauses || !group.takes(r, Frame::Bare) || !compound {
        return None;
    }
    let mut from = skip_adverbs(r, group.places.end);
    if group.takes(r, Frame::Addressee) {
        from = behind_addressee(r, from);
    }
    let starts =
        r.tokens.get(from).is_some_and(|t| t.kind != TokenKind::Mark(',') && !matches!(t.kind, TokenKind::Mark(_)));
    let out = r.is(from, class::PREPOSITION | class::CONJUNCTION | class::RELATIVE)
        && !r.is(from, class::DETERMINER | class::PRONOUN);
    if !starts || out || from + 3 > s.places.end {
        return None;
    }
    words(r, s, from, "cue-bare-clause")
}

/// `told the paper it was`: behind one noun phrase or pronoun, when a clause can begin there.
fn behind_addressee(r: &Reading, from: usize) -> usize {
    let name = |k: usize| r.name_at(k).filter(|n| !n.demonym).map(|n| r.tokens.within(n.span).end);
    let end = match name(from) {
        Some(end) => end,
        None if r.is(from, class::PRONOUN | class::FIRST_PERSON | class::GROUP) => from + 1,
        None if r.is(from, class::DETERMINER) => name(from + 1).unwrap_or(from + 2),
        None => return from,
    };
    let clause = r.is(end, class::DETERMINER | class::PRONOUN | class::FIRST_PERSON)
        || r.is_capital(end)
        || r.name_at(end).is_some();
    if clause { end } else { from }
}

/// `…, explique Tarlo` and `…, Tarlo said.`: the sentence before the comma is what was said.
pub(super) fn trailing(r: &Reading, s: &Sentence, n: usize) -> Option<Draft> {
    let group = &s.groups[n];
    if group.form == Form::Gerund
        || group.cue(r).mute
        || group.negated
        || group.cue(r).weak && r.quoted_in(&s.places).is_empty()
    {
        return None;
    }
    let (comma, subject) = if group.places.start > s.places.start && r.mark(group.places.start - 1) == Some(',') {
        (group.places.start - 1, inverted(r, s, group)?)
    } else if r.lexicon.bare_clauses {
        let ends = group.places.end >= r.trimmed(s.places.clone()).end
            || r.mark(group.places.end) == Some(',')
            || r.is(group.places.end, class::PREPOSITION | class::DAY);
        let comma = (s.places.start..group.places.start).rev().find(|&k| r.mark(k) == Some(','))?;
        match phrase::before(r, comma + 1, group) {
            Subject::Phrase(p, plural) if ends && p.start <= comma + 2 => (comma, Subject::Phrase(p, plural)),
            Subject::Pronoun(p) if ends => (comma, Subject::Pronoun(p)),
            _ => return None,
        }
    } else {
        return None;
    };
    let content = r.trimmed(s.places.start..comma);
    if !is_speaker_like(r, &subject) {
        return None;
    }
    (content.len() >= 3).then(|| {
        let mut draft = Draft::of(r, group, subject, "clause-cue-speaker").reported(r, content);
        draft.at = s.places.start;
        draft
    })
}

/// Whether a subject can speak by what it is: a name, a pronoun, or a noun the pack lists. Without quotation marks nothing
/// else tells `…, explique X` from a verb with its object.
fn is_speaker_like(r: &Reading, subject: &Subject) -> bool {
    match subject {
        Subject::Pronoun(_) => true,
        Subject::Phrase(p, _) => {
            let speaks = class::GROUP | class::AUTHORITY | class::SOURCE | class::TITLE;
            phrase::eligible(r, p).next().is_some() || p.clone().take(4).any(|k| r.is(k, speaks))
        }
        _ => false,
    }
}

fn inverted(r: &Reading, s: &Sentence, group: &Group) -> Option<Subject> {
    if group.pronoun.is_some() {
        return Some(phrase::before(r, s.places.start, group));
    }
    phrase::right_of(r, group.places.end, s.places.end)
}

/// Behind adverbs and adverbials of two words (*avec véhémence*).
fn skip_adverbs(r: &Reading, mut k: usize) -> usize {
    loop {
        if k < r.tokens.len() && cue::is_adverb(r, k) && r.name_at(k).is_none() {
            k += 1;
        } else if r.is(k, class::PREPOSITION)
            && !r.is(k, class::LINKER)
            && !r.is(k + 1, class::DETERMINER)
            && r.is(k + 2, class::DETERMINER)
        {
            k += 2;
        } else {
            return k;
        }
    }
}

fn skip_objects(r: &Reading, mut k: usize) -> usize {
    while r.is(k, class::OBJECT | class::NEGATION | class::REFLEXIVE)
        || (cue::is_adverb(r, k) && !r.lexicon.ends_as_infinitive(&r.lower(k)))
    {
        k += 1;
    }
    k
}

fn is_infinitive(r: &Reading, i: usize) -> bool {
    let own = r.is(i, class::AUXILIARY | class::BE)
        || r.word(i).is_some_and(|w| w.cues.iter().any(|&(_, f)| f == Form::Infinitive));
    let word = r.lower(i);
    r.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word)
        && r.name_at(i).is_none()
        && !r.is_capital(i)
        && (r.lexicon.ends_as_infinitive(&word)
            && !r.is(i, class::DETERMINER | class::PREPOSITION | class::LINKER | class::TITLE)
            || own && r.lexicon.ends_as_infinitive(&word))
}
