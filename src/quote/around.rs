//! Attributions behind, inside or before a clause that stands without marks: `…, explique X`.

use super::{
    clause,
    cue::{self, Group},
    direct::Sentence,
    draft::Draft,
    dropped,
    lexicon::class,
    phrase::{self, Subject},
    reading::{Places, Reading},
    second,
};
use crate::{
    language::{Form, Frame},
    model::QuotationKind,
};

/// `…, explique X`, `…, X said.` and `…, a expliqué le maire, …`: the words around the attribution were said.
pub(super) fn trailing(r: &Reading, s: &Sentence, n: usize) -> Option<Draft> {
    let group = &s.groups[n];
    let inverts = !r.lexicon.bare_clauses && (group.takes(r, Frame::Request) || group.takes(r, Frame::Report));
    let says =
        group.takes(r, Frame::Clause) || inverts || !r.quoted_in(&s.places).is_empty() || group.pronoun.is_some();
    let weak = group.cue(r).weak && group.pronoun.is_none() && r.quoted_in(&s.places).is_empty();
    if group.form == Form::Gerund || !group.speaks(r) || group.negated || weak || !says {
        return None;
    }
    if let Some(draft) = echo(r, s, group) {
        return Some(draft);
    }
    let (comma, subject) = behind_comma(r, s, group)?;
    let behind = phrase::end_of(&subject).unwrap_or(group.places.end).max(group.places.end);
    let start = clause_start(r, s, comma);
    let head = r.trimmed(start..comma);
    let stands = |k: usize| r.lexicon.drops_subject && r.is(k, class::PREPOSITION) && can_stand(r, &head);
    let tail = goes_on(r, s, behind).filter(|t| !stands(t.start)); // ", dijo X, en un mensaje"
    let short = r.lexicon.drops_subject && head.len() == 2 && head.clone().any(|k| r.is(k, class::BE | class::FINITE));
    let enough = head.len() >= 3 || short || (!head.is_empty() && tail.is_some());
    if !enough || !is_speaker_like(r, &subject) || !(tail.is_some() || can_stand(r, &head)) {
        return None;
    }
    let quoted =
        [Some(&head), tail.as_ref()].into_iter().flatten().any(|p| p.clone().any(|i| r.quoted_at(i).is_some()));
    let mut draft = Draft::of(r, group, subject, "clause-cue-speaker");
    draft.kind = if quoted { QuotationKind::Mixed } else { QuotationKind::Indirect };
    draft.content.push(r.span(&head));
    draft.content.extend(tail.map(|t| r.span(&t)));
    draft.at = s.places.start;
    Some(draft)
}

/// `Comme l'a souligné X, …`: what follows was said.
fn echo(r: &Reading, s: &Sentence, group: &Group) -> Option<Draft> {
    let first = s.places.start;
    if r.lexicon.verb_second {
        let (from, subject) = second::echoed(r, s, group)?;
        return echo_of(r, s, group, from, subject).filter(|_| from == first);
    }
    if !r.is(first, class::ECHO) {
        return None;
    }
    let subject = if (first..group.places.start).all(|k| r.is(k, class::ECHO)) {
        inverted(r, s, group)?
    } else {
        let before = phrase::before(r, first + 1, group);
        Some(before).filter(|b| r.lexicon.bare_clauses && phrase::start_of(b) == Some(first + 1))?
    };
    echo_of(r, s, group, first, subject)
}

/// The words behind `Comme l'a souligné X,` as what the subject said.
fn echo_of(r: &Reading, s: &Sentence, group: &Group, first: usize, subject: Subject) -> Option<Draft> {
    let behind = phrase::end_of(&subject)?.max(group.places.end);
    let rest = (r.mark(behind) == Some(',')).then(|| behind + 1..clause::end(r, behind + 1, &s.places, s.groups))?;
    let mut draft = Draft::of(r, group, subject, "clause-cue-speaker").reported(r, r.trimmed(rest));
    draft.at = first;
    Some(draft)
}

/// The comma before the attribution and its subject, behind the cue or before it.
fn behind_comma(r: &Reading, s: &Sentence, group: &Group) -> Option<(usize, Subject)> {
    if let Some((from, subject)) = r.lexicon.verb_second.then(|| second::echoed(r, s, group)).flatten() {
        return (from > s.places.start).then(|| (from - 1, subject));
    }
    let mut start = group.places.start;
    while start > s.places.start && r.is(start - 1, class::ECHO) {
        start -= 1;
    }
    if start > s.places.start && parts(r, start - 1) {
        let subject = inverted(r, s, group).or_else(|| dropped::interposed(r, group, s.places.end))?;
        let end = phrase::end_of(&subject).unwrap_or(group.places.end).max(group.places.end);
        return closes(r, s, end).then_some((start - 1, subject));
    }
    let relative = r.is(group.places.start.wrapping_sub(1), class::RELATIVE);
    if !r.lexicon.bare_clauses || relative || !closes(r, s, group.places.end) {
        return None;
    }
    let comma = (s.places.start..group.places.start).rev().find(|&k| r.mark(k) == Some(','))?;
    let subject = phrase::before(r, comma + 1, group);
    let begins = phrase::start_of(&subject).is_some_and(|k| {
        k == comma + 1
            || k == comma + 2 && r.mark(comma + 1).is_none() && !r.is(comma + 1, class::CONJUNCTION | class::RELATIVE)
    });
    begins.then_some((comma, subject))
}

/// Whether the mark at `k` can stand before an attribution: a comma, or the first of two dashes (*El plan —dijo X— …*).
fn parts(r: &Reading, k: usize) -> bool {
    r.mark(k) == Some(',') || r.lexicon.drops_subject && is_dash(r, k) && r.tokens.get(k + 1).is_some_and(|t| !t.spaced)
}

fn is_dash(r: &Reading, k: usize) -> bool {
    matches!(r.mark(k), Some('–' | '—'))
}

/// Whether an attribution can end before `k`: nothing but an adverbial follows.
fn closes(r: &Reading, s: &Sentence, k: usize) -> bool {
    k >= r.trimmed(s.places.clone()).end
        || r.mark(k).is_some_and(|c| matches!(c, ',' | '.' | ';' | '(' | '–' | '—'))
        || r.is(k, class::PREPOSITION | class::DAY)
        || r.is(k, class::RELATIVE) && !r.lexicon.drops_subject // explicó las razones que …
        || phrase::is_day(r, k)
        || cue::is_adverb(r, k)
}

/// Where the clause begins that ends before `comma`: behind the last semicolon.
fn clause_start(r: &Reading, s: &Sentence, comma: usize) -> usize {
    (s.places.start..comma).rev().find(|&k| r.mark(k) == Some(';')).map_or(s.places.start, |k| k + 1)
}

/// The rest of the clause behind an attribution between commas.
fn goes_on(r: &Reading, s: &Sentence, behind: usize) -> Option<Places> {
    let dash = r.lexicon.drops_subject && is_dash(r, behind);
    if r.mark(behind) != Some(',') && !dash {
        return None;
    }
    let from = behind + 1 + usize::from(dash && r.mark(behind + 1) == Some(','));
    let leaves = r.is(from, class::RELATIVE | class::ENDER | class::GERUND_MARK | class::CONJUNCTION)
        && !r.is(from, class::WHETHER | class::COMPLEMENTIZER)
        || s.groups.iter().any(|g| g.places.start == from);
    let end = clause::end(r, from, &s.places, s.groups);
    let rest = r.trimmed(from..end);
    (!leaves && rest.len() >= 3).then_some(rest)
}

/// Whether words before an attribution can stand alone: not a mere adverbial (*In the autumn of 1931*).
fn can_stand(r: &Reading, head: &Places) -> bool {
    if r.lexicon.verb_second && r.is(head.start, class::SUBORDINATOR | class::CONDITIONAL) {
        return head.clone().any(|k| r.is(k, class::REPORTIVE)); // "Als X kam, sagte Y"
    }
    let adverbial =
        r.is(head.start, class::PREPOSITION | class::ADVERB | class::EXAMPLE) && r.name_at(head.start).is_none();
    !adverbial
        || head.clone().any(|k| r.is_finite(k) || r.is(k, class::PRONOUN | class::AUXILIARY | class::BE))
        || head.len() > 12
}

/// Whether a subject can speak by what it is: a name, a pronoun, or a noun the pack lists. Without quotation marks nothing
/// else tells `…, explique X` from a verb with its object.
pub(super) fn is_speaker_like(r: &Reading, subject: &Subject) -> bool {
    match subject {
        Subject::Pronoun(_) => true,
        // the verb before its subject tells: "…, sagte Mailis"
        Subject::Phrase(p, _) if r.lexicon.verb_second && r.mark(p.start.wrapping_sub(2)) == Some(',') => true,
        Subject::Phrase(p, _) => {
            let speaks = class::GROUP | class::AUTHORITY | class::SOURCE | class::TITLE | class::PERSON;
            let demonym = |k: usize| r.lexicon.drops_subject && k + 1 == p.end && r.name_at(k).is_some(); // el argentino
            phrase::eligible(r, p).next().is_some() || p.clone().take(4).any(|k| r.is(k, speaks) || demonym(k))
        }
        Subject::Inherited => r.lexicon.drops_subject, // "…, dijo, …"
        _ => false,
    }
}

fn inverted(r: &Reading, s: &Sentence, group: &Group) -> Option<Subject> {
    if group.pronoun.is_some() {
        return Some(phrase::before(r, s.places.start, group));
    }
    match r.lexicon.verb_second {
        true => second::right(r, group, s.places.end),
        false => phrase::right_of(r, group.places.end, s.places.end),
    }
}
