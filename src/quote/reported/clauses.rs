//! Clauses that a cue governs.

use super::{Content, Found, skip_adverbs, subject, words};
use crate::{
    language::{Form, Frame},
    model::Act,
    quote::{
        around,
        cue::{self, Group},
        direct::Sentence,
        lexicon::class,
        reading::{Places, Reading},
        second,
    },
    text::TokenKind,
};

/// How far behind its cue an indirect question may begin, in tokens: an addressee fits between.
const WHETHER_REACH: usize = 6;

pub(super) fn clause_frame(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    if !group.takes(r, Frame::Clause) {
        return None;
    }
    let from = cue::complementizer(r, group, s.places.end, class::COMPLEMENTIZER)?;
    // "n'a annoncé que des mesures": a restriction, no clause
    let restricts =
        group.negated && from == group.places.end && !(group.places.start..from).any(|k| r.is(k, class::ADVERB));
    if restricts || from + 3 >= s.places.end {
        return None;
    }
    words(r, s, from, "cue-that-clause")
}

/// `Le maire prévient : la route est fermée.`
pub(super) fn colon(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    let from = skip_adverbs(r, group.places.end);
    let says = group.takes(r, Frame::Clause) && !group.cue(r).weak && group.form != Form::Gerund;
    let plain = r.mark(from) == Some(':') && r.quoted_in(&(from..s.places.end)).is_empty();
    let speaks = || around::is_speaker_like(r, &subject(r, s, group)); // not "Autrement dit :"
    (says && plain && s.places.end > from + 4 && speaks()).then(|| words(r, s, from + 1, "cue-colon-clause")).flatten()
}

pub(super) fn whether(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    if !group.takes(r, Frame::Whether) {
        return None;
    }
    let from = cue::complementizer(
        r,
        group,
        if r.lexicon.verb_second { s.places.end } else { s.places.end.min(group.places.end + WHETHER_REACH) },
        class::WHETHER,
    )?;
    let found = words(r, s, from, "cue-whether-clause")?;
    let asks = matches!(group.cue(r).act, Act::Ask | Act::Demand);
    Some(Found { act: asks.then_some(Act::Ask), ..found })
}

/// `he said it rained`: a clause right behind the cue.
pub(super) fn bare(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    let compound = group.form != Form::Gerund || r.mark(group.places.start.wrapping_sub(1)) == Some(',');
    if r.lexicon.verb_second {
        let from = second::bare(r, s, group).filter(|_| group.takes(r, Frame::Bare))?;
        return words(r, s, from, "cue-bare-clause");
    }
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
        && !r.is(from, class::DETERMINER | class::PRONOUN)
        && r.mark(from + 1) != Some('-');
    if !starts || out || from + 3 > s.places.end {
        return None;
    }
    let objects = group.takes(r, Frame::Report) || group.takes(r, Frame::Object);
    words(r, s, from, "cue-bare-clause").filter(|f| matches!(&f.content, Content::Words(p) if is_clause(r, p, objects)))
}

/// Whether these words can be a clause: more finite verbs stand in them than relative pronouns, or a pronoun begins them.
/// A cue that may have an object (`strict`) asks for more than a word that looks like a past form.
fn is_clause(r: &Reading, places: &Places, strict: bool) -> bool {
    let first = places.start;
    let plain = |k: &usize| r.name_at(*k).is_none() && r.quoted_at(*k).is_none();
    let finite = |k: &usize| {
        let past = r.lexicon.ends_as_past(r.lower(*k)) && *k > first && !r.is(k - 1, class::DETERMINER | class::PREPOSITION);
        (r.is_finite(*k) && !r.is(k - 1, class::REQUEST) || past && !strict) && !r.is(*k, class::ADVERB)
    };
    let verbs = (first..places.end).filter(plain).filter(finite).count();
    let relatives = (first..places.end).filter(plain).filter(|&k| r.is(k, class::RELATIVE | class::WHETHER)).count();
    let pronoun = r.is(first, class::PRONOUN | class::FIRST_PERSON)
        && !r.is(first, class::DETERMINER | class::OBJECT)
        && r.tokens.get(first + 1).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Mark('\'' | '’')))
        && !r.is(first + 1, class::PREPOSITION | class::DETERMINER | class::CONJUNCTION);
    let quoted = r.quoted_in(places).first().is_some_and(|q| q.tokens.0 <= first + 3);
    verbs > relatives || pronoun || quoted
}

/// `told the paper it was`: behind one noun phrase or pronoun, when a clause can begin there.
fn behind_addressee(r: &Reading, from: usize) -> usize {
    let name = |k: usize| r.name_at(k).filter(|n| !n.demonym).map(|n| r.tokens.within(n.span).end);
    let end = match name(from) {
        Some(end) => end,
        None if r.is(from, class::PRONOUN | class::FIRST_PERSON | class::GROUP) => from + 1,
        None if r.is(from, class::DETERMINER) => name(from + 1).unwrap_or(from + 2),
        // "told local radio the toll was"
        None if r.tokens.get(from).is_some_and(|t| t.kind == TokenKind::Word) && r.classes(from) == 0 => {
            let plain = |k: &usize| r.classes(*k) & !class::GROUP == 0 && r.tokens[*k].kind == TokenKind::Word;
            from + (from..r.tokens.len().min(from + 3)).take_while(plain).count()
        }
        None => return from,
    };
    let end = end + usize::from(cue::is_adverb(r, end));
    let clause = r.is(end, class::DETERMINER | class::PRONOUN | class::FIRST_PERSON)
        || r.is_capital(end)
        || r.name_at(end).is_some();
    if clause { end } else { from }
}
