//! Clauses that tell what somebody said without a clause of its own: *Der Rat sprach von einem Erfolg*.

use super::{Content, Found, subject};
use crate::quote::{
    around, clause,
    cue::Group,
    direct::{self, Sentence},
    lexicon::class,
    phrase::{self, Subject},
    reading::{Places, Reading},
    second,
};

/// The whole clause of a cue that has an object, or words behind one of its prepositions.
pub(super) fn told(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    let subject = subject(r, s, group);
    told_by(r, s, group, &subject).filter(|_| second::echoed(r, s, group).is_none())
}

/// The same where `subject` says it, who must be one that can speak (not *Der Unfall forderte zwei Tote*). Where words
/// stand between marks, these are what was said.
pub(super) fn told_by(r: &Reading, s: &Sentence, group: &Group, subject: &Subject) -> Option<Found> {
    if !r.lexicon.verb_second || group.cue(r).with.is_empty() || second::is_nobody(r, subject) {
        return None;
    }
    let own = clause_of(r, s, group);
    let joined = matches!(subject, Subject::Inherited) && r.is(own.start, class::CONJUNCTION);
    let words = match phrase::start_of(subject) {
        Some(start) => start..phrase::end_of(subject)?,
        None if joined => own.start..own.start + 1,
        None => return None,
    };
    let speaks = joined || around::is_speaker_like(r, subject);
    let tells = group.cue(r).with.iter().any(|with| match with.as_str() {
        "0" => second::has_object(r, &own, &words),
        with => own.clone().any(|k| !words.contains(&k) && r.lower(k) == with && r.quoted_at(k).is_none()),
    });
    let asks = own.clone().any(|k| r.mark(k) == Some('?'));
    if !speaks || !tells || asks {
        return None;
    }
    let quoted = r.quoted_in(&own).iter().find(|q| second::is_said(r, q));
    let content = quoted.map_or(Content::Words(own), |q| Content::Quoted(q.inner));
    Some(Found { content, rule: "cue-told", act: None })
}

/// The clause around the cue: from behind the sentence's last stop to where another cue takes over.
fn clause_of(r: &Reading, s: &Sentence, group: &Group) -> Places {
    let start = second::clause_start(r, direct::floor(r, s, group), group);
    let end = clause::end(r, group.verb, &s.places, s.groups);
    let colon = |k: &usize| r.mark(*k) == Some(':') && r.quoted_at(*k).is_none();
    let end = (group.verb..end).find(colon).unwrap_or(end);
    r.trimmed(start..end.max(group.places.end).max(group.apart.map_or(0, |k| k + 1)))
}
