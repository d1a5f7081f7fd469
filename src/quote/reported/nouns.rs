//! Noun phrases that a cue governs.

use super::{Content, Found, object as behind_subject, without_part};
use crate::{
    language::{Form, Frame},
    model::Act,
    quote::{clause, cue::Group, direct::Sentence, lexicon::class, reading::Reading},
};

/// `les qualifiant de « … »`, `dismissed them as "…"`.
pub(super) fn as_quoted(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    if !group.takes(r, Frame::As) {
        return None;
    }
    // als „falsch“ bezeichnet: before a participle that ends its clause
    let closed = r.lexicon.verb_second && group.form == Form::Participle;
    let from = if closed { group.places.start } else { group.places.end };
    let quoted = r.quoted_in(&(from..if closed { group.verb } else { s.places.end })).first()?;
    let gap = from..quoted.tokens.0;
    let near = gap.len() <= 12
        && !gap.clone().any(|k| {
            matches!(r.mark(k), Some(',' | ';' | ':'))
                || r.mark(k) == Some('(') && r.lexicon.drops_subject
                || r.is(k, class::COMPLEMENTIZER)
        });
    let named = gap.len() <= 3 && !closed || gap.clone().any(|k| r.is(k, class::AS_MARK));
    (near && named).then_some(Found { content: Content::Quoted(quoted.inner), rule: "cue-as-quote", act: None })
}

/// A noun phrase as content: any (object), or one that names something said or holds quoted words (report).
pub(super) fn noun(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    let object = group.takes(r, Frame::Object);
    if group.negated && group.cue(r).act == Act::Deny && r.quoted_in(&(group.places.end..s.places.end)).is_empty() {
        return None; // "ne nie pas la difficulté"
    }
    let quotes = group.takes(r, Frame::Clause) && !group.cue(r).weak && r.lexicon.lists_infinitives();
    let report = group.takes(r, Frame::Report);
    if !object && !report && !quotes {
        return None;
    }
    let from = behind_subject(r, s, group);
    if r.mark(from).is_some_and(|c| !matches!(c, '«' | '“' | '"')) || from >= s.places.end {
        return None;
    }
    let end = clause::end(r, from, &s.places, s.groups);
    let end = group.apart.filter(|&k| r.lexicon.verb_second && k > from).map_or(end, |k| end.min(k));
    let end = clause::of_relative(r, group, from..end).unwrap_or(end);
    let marked = r.quoted_in(&(from..end)).last().map(|q| q.tokens.1).filter(|_| !r.lexicon.verb_second);
    let comma = marked.and_then(|behind| (behind..end).find(|&k| r.mark(k) == Some(',')));
    let end = comma.unwrap_or(end); // le mot de « dissimulation », apparu la veille
    let places = clause::before_shared_verb(r, without_part(s, r.trimmed(from..end)));
    let quoted = r.quoted_in(&(from..s.places.end)).iter().any(|q| q.tokens.0 < places.end);
    let speech = (from..end.min(from + 7)).any(|k| r.is(k, class::SPEECH)) && !group.cue(r).weak;
    let said = r.lexicon.bare_clauses && (from..from + 2).any(|k| r.is(k, class::SPEECH)); // dismissed false claims
    let governed = r.lexicon.verb_second && r.is(from, class::PREPOSITION);
    let starts = r.is(from, class::DETERMINER | class::LINKER) && !governed || quoted || said;
    let near = r.quoted_in(&(from..end)).first().is_some_and(|q| {
        let gap = from..q.tokens.0;
        let subject = r.is(q.tokens.1, class::AUXILIARY | class::BE); // le traité dit « de Lisbonne » a été signé
        let breaks = |k: usize| matches!(r.mark(k), Some(',' | '(')) || r.is(k, class::RELATIVE);
        !subject && gap.len() <= 14 && !gap.clone().any(breaks)
    });
    let inside = r.quoted_at(group.verb).is_some(); // a « souligné l'urgence » de
    let near = near || inside && starts;
    let tells = r.lexicon.verb_second && !group.cue(r).with.is_empty();
    if tells && !near {
        return None; // the clause as a whole tells it
    }
    ((object || speech && report) && starts || near)
        .then_some(Found {
            content: Content::Words(places),
            rule: if near { "cue-quoted-words" } else { "cue-noun" },
            act: None,
        })
        .filter(|f| matches!(&f.content, Content::Words(p) if p.len() >= 2))
}
