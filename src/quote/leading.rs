//! A cue, then words between quotation marks: `X a déclaré : « … »`.

use super::{
    clause,
    cue::{self, Group},
    direct::Sentence,
    draft::Draft,
    lexicon::class,
    marks::Quoted,
    phrase::{self, Subject},
    reading::{Places, Reading},
    reported, second,
};
use crate::{
    language::{Form, Frame},
    model::Act,
};

/// `X a déclaré : « … »`, `X said, "…"`, `X parle d'une « … »` not among them.
pub(super) fn attribute(r: &Reading, s: &mut Sentence, q: &Quoted) -> Option<Draft> {
    let n = s.groups.iter().rposition(|g| g.places.end <= q.tokens.0)?;
    let group = &s.groups[n];
    if s.used[n] || !group.speaks(r) {
        return None;
    }
    let gap = group.places.end..q.tokens.0;
    let colon = gap.clone().next_back().is_some_and(|k| matches!(r.mark(k), Some(':' | ',')));
    let plain = gap.clone().all(|k| cue::is_adverb(r, k) || r.mark(k).is_some());
    let clause = gap.clone().any(|k| r.is(k, class::COMPLEMENTIZER) && r.name_at(k).is_none());
    let listed = !r.quoted_in(&gap).is_empty();
    let noun = r.is(group.verb, class::NOUN_LIKE) && group.form == Form::Finite && !plain;
    let far = listed || noun || gap.len() > 24 || gap.clone().any(|k| r.mark(k) == Some(';'));
    if clause || far || !(plain || colon) || r.mark(group.places.end).is_some_and(|m| m == ',') && gap.len() > 1 {
        return None;
    }
    let named = group.pronoun.is_none() && group.places.start > 0 && r.is(group.places.start - 1, class::IMPERSONAL);
    if named && !group.takes(r, Frame::Clause) {
        return None; // ce qu'on appelle « … »
    }
    let subject = reported::subject(r, s, group);
    if r.mark(q.tokens.0 - 1) != Some(':') && !r.lexicon.verb_second && is_of_another(r, s, q, &gap, &subject) {
        return None;
    }
    if !colon && joined_to_clause(r, s, group, q) || second::is_in_clause(r, s, q) {
        return None;
    }
    s.used[n] = true;
    if colon || r.lexicon.verb_second || !is_part(r, s, q) {
        return Some(Draft::of(r, group, subject, "speaker-cue-quote").direct(r, q.inner));
    }
    let end = clause::end(r, q.tokens.0, &s.places, s.groups);
    let comma = (q.tokens.1..end).find(|&k| r.mark(k) == Some(',') && r.quoted_at(k).is_none());
    let end = comma.unwrap_or(end).max(q.tokens.1);
    Some(Draft::of(r, group, subject, "cue-quoted-words").reported(r, q.tokens.0..end))
}

/// Whether words between marks without a colon before them are part of something else than what this cue brings in: of a
/// clause or an object that stands in the gap, or of a sentence whose subject is nobody (*whatever you call “…”*).
fn is_of_another(r: &Reading, s: &Sentence, q: &Quoted, gap: &Places, subject: &Subject) -> bool {
    let small = q.inner.of(r.text).starts_with(char::is_lowercase);
    let clause = r.lexicon.bare_clauses && gap.clone().any(|k| r.is_finite(k) || r.is(k, class::AUXILIARY));
    let object = r.mark(q.tokens.0 - 1) == Some(',') && gap.clone().any(|k| r.is(k, class::NEGATION));
    let nested = phrase::start_of(subject)
        .is_some_and(|k| r.lexicon.bare_clauses && r.is(k, class::COMPLEMENTIZER) && k > s.places.start);
    small && (clause || object) || nested || matches!(subject, Subject::Unknown)
}

/// `dénonce « un procès » fait à un homme`: quoted words, no sentence, with which the sentence around them goes on.
fn is_part(r: &Reading, s: &Sentence, q: &Quoted) -> bool {
    let small = q.inner.of(r.text).starts_with(char::is_lowercase);
    let next = q.tokens.1;
    let verb = |k: usize| r.is(k, class::AUXILIARY | class::BE) || r.is_finite(k);
    let goes_on = next < s.places.end
        && r.is_word(next)
        && !r.is(next, class::CONJUNCTION | class::RELATIVE | class::GERUND_MARK | class::ENDER | class::PRONOUN)
        && !verb(next)
        && !s.groups.iter().any(|g| g.places.start == next);
    small && goes_on && clause::attribution(r, next).is_none()
}

/// `a salué « le courage » des pompiers`, `le traité dit « de Lisbonne »`: words that go on with the sentence around them.
fn joined_to_clause(r: &Reading, s: &Sentence, group: &Group, q: &Quoted) -> bool {
    let goes_on = q.tokens.1 < s.places.end && r.is(q.tokens.1, class::LINKER);
    let linker = r.is(q.tokens.0 + 1, class::LINKER) && q.tokens.1 - q.tokens.0 < 6 && !r.is_capital(q.tokens.0 + 1);
    goes_on && group.takes(r, Frame::Report) || linker && group.form == Form::Finite && group.cue(r).act == Act::Say
}
