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
    second, unreal,
};
use crate::{
    language::{Form, Frame},
    model::{Act, QuotationKind},
};

/// `…, explique X`, `…, X said.` and `…, a expliqué le maire, …`: the words around the attribution were said.
pub(super) fn trailing(r: &Reading, s: &Sentence, n: usize) -> Option<Draft> {
    let group = &s.groups[n];
    let inverts = !r.lexicon.bare_clauses && (group.takes(r, Frame::Request) || group.takes(r, Frame::Report));
    let says =
        group.takes(r, Frame::Clause) || inverts || !r.quoted_in(&s.places).is_empty() || group.pronoun.is_some();
    let person = r.lexicon.bare_clauses && group.takes(r, Frame::Clause);
    let weak = group.cue(r).weak && group.pronoun.is_none() && !person && r.quoted_in(&s.places).is_empty();
    if let Some(draft) = told(r, s, group) {
        return Some(draft);
    }
    if group.form == Form::Gerund || !group.speaks(r) || group.negated || weak || !says {
        return None;
    }
    if let Some(draft) = echo(r, s, group) {
        return Some(draft);
    }
    if r.lexicon.verb_second && second::is_claim(r, s, group) {
        return None;
    }
    let (comma, subject) = behind_comma(r, s, group)?;
    let behind = phrase::end_of(&subject).unwrap_or(group.places.end).max(group.places.end);
    let behind = behind + usize::from(group.apart == Some(behind));
    let start = behind_lead(r, s, comma, &subject).unwrap_or_else(|| clause_start(r, s, comma));
    let head = r.trimmed(start..comma);
    let stands = |k: usize| r.lexicon.drops_subject && r.is(k, class::PREPOSITION) && can_stand(r, &head);
    let tail = goes_on(r, s, over_adverbial(r, s, behind), &head).filter(|t| !stands(t.start)); // ", dijo X, en un mensaje"
    let short = r.lexicon.drops_subject && head.len() == 2 && head.clone().any(|k| r.is(k, class::BE | class::FINITE));
    let enough = head.len() >= r.lexicon.shortest_clause() || short || (!head.is_empty() && tail.is_some());
    let last = behind >= r.trimmed(s.places.clone()).end && group.places.start == comma + 1;
    let article = phrase::start_of(&subject).is_some_and(|k| r.is(k, class::DETERMINER));
    let outside = (head.start..head.end).take_while(|&k| !(r.mark(k) == Some(',') && r.is(k + 1, class::RELATIVE)));
    let clause = outside.into_iter().any(|k| r.is(k, class::AUXILIARY | class::BE | class::PRONOUN) || r.is_finite(k));
    let next = phrase::start_of(&subject).is_some_and(|k| !(group.places.end..k).any(|i| r.is(i, class::PREPOSITION)));
    let plain = last
        && article
        && clause
        && next
        && group.cue(r).act != Act::Estimate
        && group.takes(r, Frame::Clause)
        && !group.takes(r, Frame::Request)
        && !group.takes(r, Frame::Object);
    let told = r.lexicon.verb_second && !group.cue(r).tail.is_empty(); // heißt es
    let speaks = told || is_speaker_like(r, &subject) || plain && !unreal::is_thing(r, &subject);
    if !enough || !speaks || !(tail.is_some() || can_stand(r, &head)) {
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

/// `…, the jury was told`: nobody is said to speak.
fn told(r: &Reading, s: &Sentence, group: &Group) -> Option<Draft> {
    let comma = (s.places.start..group.places.start).rev().find(|&k| r.mark(k) == Some(','))?;
    let short = phrase::start_of(&phrase::left_of(r, comma + 1, group.places.start, false)) == Some(comma + 1);
    let head = r.trimmed(clause_start(r, s, comma)..comma);
    let tells = group.passive && group.takes(r, Frame::Addressee) && closes(r, s, group.places.end);
    (tells && short && can_stand(r, &head))
        .then(|| Draft::of(r, group, Subject::Unknown, "clause-cue-speaker").reported(r, head))
}

/// `Comme l'a souligné X, …`: what follows was said.
fn echo(r: &Reading, s: &Sentence, group: &Group) -> Option<Draft> {
    let first = s.places.start;
    if r.lexicon.verb_second {
        let (from, subject) = second::echoed(r, s, group)?;
        let leads = (first..from).all(|k| r.is(k, class::CONJUNCTION | class::ADVERB)); // Denn wie X sagte
        return echo_of(r, s, group, from, subject).filter(|_| leads);
    }
    if !r.is(first, class::ECHO) {
        return None;
    }
    let subject = if (first..group.places.start).all(|k| r.is(k, class::ECHO)) {
        // Как сообщил X, мост закрыт: no apposition that goes on to the end
        let own = r.lexicon.comma_before_clause && group.pronoun.is_none();
        if own { phrase::right_of_followed(r, group.places.end, s.places.end) } else { inverted(r, s, group) }?
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
    let lead = if r.lexicon.verb_second { class::ECHO | class::SO } else { class::ECHO };
    let mut start = group.places.start;
    while start > s.places.start && r.is(start - 1, lead) {
        start -= 1;
    }
    let own = r.lexicon.verb_second && second::begins_clause(r, s, group);
    if start > s.places.start && parts(r, start - 1) && !own {
        let subject = inverted(r, s, group).or_else(|| dropped::interposed(r, group, s.places.end))?;
        let end = phrase::end_of(&subject).unwrap_or(group.places.end).max(group.places.end);
        let end = end + usize::from(group.apart == Some(end)); // gab X bekannt
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
    if begins {
        return Some((comma, subject));
    }
    let subject = phrase::before(r, s.places.start, group); // ", X, who designed it, said"
    let plain = |k: usize| k > s.places.start + 1 && r.mark(k - 1) == Some(',') && !r.is(k, class::COMPLEMENTIZER);
    let first = phrase::start_of(&subject).filter(|&k| plain(k))?;
    Some((first - 1, subject))
}

/// Whether the mark at `k` can stand before an attribution: a comma, or the first of two dashes (*El plan —dijo X— …*).
fn parts(r: &Reading, k: usize) -> bool {
    let after_comma = |k: usize| k > 0 && r.mark(k - 1) == Some(','); // …, — сказал X
    let first = |k: usize| r.tokens.get(k + 1).is_some_and(|t| !t.spaced) || after_comma(k);
    r.mark(k) == Some(',') || r.lexicon.drops_subject && is_dash(r, k) && first(k)
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
    let semicolon = (s.places.start..comma).rev().find(|&k| r.mark(k) == Some(';'));
    semicolon.or_else(|| dateline(r, s, comma)).map_or(s.places.start, |k| k + 1)
}

/// `X was less sure: the wall had moved, he said`: behind the colon of a clause about whom the pronoun means.
fn behind_lead(r: &Reading, s: &Sentence, comma: usize, subject: &Subject) -> Option<usize> {
    let first = s.places.start;
    let noun = r.is(first, class::DETERMINER) && (first + 1..first + 4).any(|k| r.is(k, class::PERSON | class::TITLE));
    let about = noun || r.name_at(first).is_some_and(phrase::can_speak_as_person);
    let colon = (first..comma).rev().find(|&k| r.mark(k) == Some(':') && r.parts(k))?;
    let outside = r.quoted_at(colon).is_none();
    (about && outside && matches!(subject, Subject::Pronoun(_))).then_some(colon + 1)
}

/// `LONDON, Feb 6 (Agency) - The bridge …`: the dash behind where and when something was written.
fn dateline(r: &Reading, s: &Sentence, comma: usize) -> Option<usize> {
    let paragraph = r.paragraphs[r.paragraph_of(s.places.start)].start == s.places.start;
    let dash = |k: &usize| matches!(r.mark(*k), Some('-' | '–' | '—')) && r.is_spaced(*k);
    let found = (s.places.start..comma.min(s.places.start + 14)).find(dash).filter(|_| paragraph)?;
    let before = s.places.start..found;
    let verb = before.clone().any(|k| r.is_finite(k) || r.is(k, class::PRONOUN | class::AUXILIARY | class::BE));
    (!verb && r.is_capital(s.places.start)).then_some(found)
}

/// `, she noted with evident relief,`: behind an adverbial of an attribution between commas.
fn over_adverbial(r: &Reading, s: &Sentence, behind: usize) -> usize {
    let adverbial = r.is(behind, class::PREPOSITION) || cue::is_adverb(r, behind) || r.is(behind, class::DAY);
    let comma = (behind..s.places.end.min(behind + 7)).find(|&k| r.mark(k).is_some());
    comma.filter(|&k| adverbial && r.mark(k) == Some(',')).unwrap_or(behind)
}

/// The rest of the clause behind an attribution between commas.
fn goes_on(r: &Reading, s: &Sentence, behind: usize, head: &Places) -> Option<Places> {
    let dash = r.lexicon.drops_subject && is_dash(r, behind);
    if r.mark(behind) != Some(',') && !dash {
        return None;
    }
    let from = behind + 1 + usize::from(dash && r.mark(behind + 1) == Some(','));
    let leaves = r.is(from, class::RELATIVE | class::ENDER | class::GERUND_MARK | class::CONJUNCTION)
        && !r.is(from, class::WHETHER | class::COMPLEMENTIZER)
        || s.groups.iter().any(|g| g.places.start == from) && !phrase::is_noun_phrase(r, head);
    let end = clause::end(r, from, &s.places, s.groups);
    let rest = r.trimmed(from..end);
    let least = if r.lexicon.verb_second { 2 } else { r.lexicon.shortest_clause() }; // Der Hafen, sagt X, sei sicher
    (!leaves && rest.len() >= least).then_some(rest)
}

/// Whether words before an attribution can stand alone: not a mere adverbial (*In the autumn of 1931*).
fn can_stand(r: &Reading, head: &Places) -> bool {
    if r.lexicon.verb_second && r.is(head.start, class::SUBORDINATOR | class::CONDITIONAL) {
        return head.clone().any(|k| r.is(k, class::REPORTIVE | class::UNREAL)); // "Als X kam, sagte Y"
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
        Subject::Phrase(p, _) if r.lexicon.verb_second && is_behind_verb(r, p) => true,
        // ", the snack maker said": nothing else stands between a comma and such a verb
        Subject::Phrase(p, _) if r.lexicon.bare_clauses && r.is(p.start, class::DETERMINER) => true,
        Subject::Phrase(p, _) => {
            let speaks = class::GROUP | class::AUTHORITY | class::SOURCE | class::TITLE | class::PERSON;
            let demonym = |k: usize| r.lexicon.drops_subject && k + 1 == p.end && r.name_at(k).is_some(); // el argentino
            phrase::eligible(r, p).next().is_some() || p.clone().take(4).any(|k| r.is(k, speaks) || demonym(k))
        }
        Subject::Inherited => r.lexicon.drops_subject, // "…, dijo, …"
        _ => false,
    }
}

/// Whether a comma and a verb stand before the phrase, or a comma, *so* and a verb.
fn is_behind_verb(r: &Reading, places: &Places) -> bool {
    let comma = places.start.wrapping_sub(2);
    r.mark(comma) == Some(',') || r.is(comma, class::SO) && r.mark(comma.wrapping_sub(1)) == Some(',')
}

fn inverted(r: &Reading, s: &Sentence, group: &Group) -> Option<Subject> {
    if group.pronoun.is_some() {
        let source = through(r, group, s.places.end);
        return Some(source.unwrap_or_else(|| phrase::before(r, s.places.start, group)));
    }
    match r.lexicon.verb_second {
        true => second::right(r, group, s.places.end),
        false => phrase::right_of(r, group.places.end, s.places.end),
    }
}

/// `a-t-on appris de source policière`, `dit-on à la mairie`: those from whom it was heard, behind a pronoun for nobody.
pub(super) fn through(r: &Reading, group: &Group, limit: usize) -> Option<Subject> {
    let nobody = group.pronoun.is_some_and(|p| r.is(p, class::IMPERSONAL));
    let skipped = |k: &usize| cue::is_adverb(r, *k) || r.is(*k, class::DAY) && !r.is(*k, class::DETERMINER);
    let from = (group.places.end..limit)
        .find(|k| !skipped(k))
        .filter(|&k| nobody && r.is(k, class::PREPOSITION | class::LINKER))?;
    let from = from + usize::from(r.is(from + 1, class::LINKER) && !r.is(from + 1, class::DETERMINER));
    match phrase::right_of(r, from + 1, limit)? {
        Subject::Phrase(p, _) => Some(Subject::Phrase(p, false)),
        _ => None,
    }
}
