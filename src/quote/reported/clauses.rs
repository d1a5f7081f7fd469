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
    let restricts = !r.lexicon.drops_subject
        && group.negated
        && from == group.places.end
        && !(group.places.start..from).any(|k| r.is(k, class::ADVERB));
    if restricts || from + 3 >= s.places.end {
        return None;
    }
    words(r, s, from, "cue-that-clause")
}

/// `Le maire prévient : la route est fermée.`
pub(super) fn colon(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    if r.lexicon.verb_second {
        let from = second::colon(r, s, group)?;
        return words(r, s, from, "cue-colon-clause");
    }
    let from = over_phrase(r, skip_adverbs(r, group.places.end));
    let says = group.takes(r, Frame::Clause) && !group.cue(r).weak && group.form != Form::Gerund;
    let plain = r.mark(from) == Some(':') && r.quoted_in(&(from..s.places.end)).is_empty();
    let speaks = || around::is_speaker_like(r, &subject(r, s, group)); // not "Autrement dit :"
    (says && plain && s.places.end > from + 4 && speaks()).then(|| words(r, s, from + 1, "cue-colon-clause")).flatten()
}

/// Behind `à son retour de Tbilissi` where a colon follows it.
fn over_phrase(r: &Reading, from: usize) -> usize {
    let stops = |k: usize| {
        r.mark(k).is_some_and(|c| c != '-') || r.is(k, class::COMPLEMENTIZER | class::PRONOUN | class::AUXILIARY)
    };
    let begins = r.is(from, class::PREPOSITION | class::DAY);
    let end = (from..r.tokens.len().min(from + 9)).find(|&k| stops(k));
    end.filter(|&k| begins && r.mark(k) == Some(':')).unwrap_or(from)
}

pub(super) fn whether(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    if !group.takes(r, Frame::Whether) {
        return None;
    }
    let from = cue::complementizer(
        r,
        group,
        if r.lexicon.verb_second || r.lexicon.drops_subject {
            s.places.end
        } else {
            s.places.end.min(group.places.end + WHETHER_REACH)
        },
        class::WHETHER,
    )?;
    if r.lexicon.verb_second && !second::holds_verb(r, &s.places, from) {
        return None; // "sagte, wie viele andere, dass"
    }
    let time =
        r.is(from, class::RELATIVE) && !r.is(from, class::PRONOUN) && group.cue(r).act == Act::Say && !group.negated;
    let may = r.is(group.places.start.wrapping_sub(1), class::MODAL) && !group.negated;
    if (time || may) && r.lexicon.bare_clauses {
        return None; // "what ministers say when …", "may explain why"
    }
    let before = from - usize::from(r.lexicon.drops_subject && r.is(from - 1, class::PREPOSITION)); // por qué
    let found = words(r, s, before.max(group.places.end), "cue-whether-clause")?;
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
    let objects = group.takes(r, Frame::Report) || group.takes(r, Frame::Object) || group.cue(r).weak;
    words(r, s, from, "cue-bare-clause").filter(|f| matches!(&f.content, Content::Words(p) if is_clause(r, p, objects)))
}

/// Whether these words can be a clause: more finite verbs stand in them than relative pronouns, or a pronoun begins them.
/// A cue that may have an object (`strict`) asks for more than a word that looks like a past form.
fn is_clause(r: &Reading, places: &Places, strict: bool) -> bool {
    let first = places.start;
    let plain = |k: &usize| r.name_at(*k).is_none() && r.quoted_at(*k).is_none();
    let finite = |k: &usize| {
        let past =
            r.lexicon.ends_as_past(r.lower(*k)) && *k > first && !r.is(k - 1, class::DETERMINER | class::PREPOSITION);
        (r.is_finite(*k) && !r.is(k - 1, class::REQUEST) || past && !strict) && !r.is(*k, class::ADVERB)
    };
    let verbs = (first..places.end).filter(plain).filter(finite).count();
    let relatives = (first..places.end).filter(plain).filter(|&k| r.is(k, class::RELATIVE | class::WHETHER)).count();
    let pronoun = r.is(first, class::PRONOUN | class::FIRST_PERSON)
        && !r.is(first, class::DETERMINER | class::OBJECT)
        && r.tokens.get(first + 1).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Mark('\'' | '’')))
        && !r.is(first + 1, class::PREPOSITION | class::DETERMINER | class::CONJUNCTION);
    let quoted = r.quoted_in(places).first().is_some_and(|q| q.tokens.0 <= first + 3);
    let comma = places.clone().find(|&k| matches!(r.mark(k), Some(',' | ':'))).unwrap_or(places.end);
    let before = (first..comma).filter(plain).any(|k| finite(&k));
    let outer = r.is(comma + 1, class::AUXILIARY | class::BE) || r.is_finite(comma + 1);
    if !before && !quoted && (outer || r.mark(comma) == Some(':')) {
        return false; // "which added a silo, had been cited"
    }
    let starts = pronoun || r.is(first, class::DETERMINER) || r.is_capital(first) || r.name_at(first).is_some();
    let early = starts || (first..comma).filter(plain).any(|k| finite(&k)); // not "grace over his eggs, or appeared to"
    verbs > relatives && early || pronoun || quoted
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
            let plain = |k: &usize| r.classes(*k) & !class::GROUP == 0 && r.is_word(*k);
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
