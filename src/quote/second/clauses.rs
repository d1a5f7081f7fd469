//! Where the words begin that a cue governs: behind a comma.

use super::{comma, is_finite, is_main_clause, is_reportive, nominal};
use crate::{
    language::Form,
    quote::{
        cue::Group,
        direct::Sentence,
        lexicon::{Classes, class},
        marks::Quoted,
        reading::{Places, Reading},
    },
};

/// How far behind its cue a clause may begin, in tokens.
const REACH: usize = 34;

/// The first token of the clause that a word of `classes` begins behind the comma that follows the cue.
pub(in crate::quote) fn complementizer(r: &Reading, group: &Group, limit: usize, classes: Classes) -> Option<usize> {
    let from = group.verb + 1;
    let limit = limit.min(from + REACH);
    let stop = |&k: &usize| matches!(r.mark(k), Some(':' | ';')) && r.quoted_at(k).is_none();
    let limit = (from..limit).find(stop).unwrap_or(limit);
    let begins = |k: usize| r.is(k, classes) && r.name_at(k).is_none();
    let behind = group.places.start > 0 && r.mark(group.places.start - 1) == Some(','); // "Es gab einen Punkt, sagte X, an dem …, dass"
    let mut commas = (from..limit).filter(|&k| comma(r, k - 1)).take(if behind { 1 } else { usize::MAX });
    let verb =
        |k: usize| r.word(k).is_some_and(|w| w.cues.iter().any(|&(_, f)| matches!(f, Form::Finite | Form::Apart)));
    let clause = |k: usize| {
        let part = k..(k..limit).find(|&i| comma(r, i)).unwrap_or(limit);
        let second_cue = r.is(k, class::CONJUNCTION) && part.clone().skip(1).take(2).any(verb);
        second_cue || !r.is(k, class::RELATIVE) && is_main_clause(r, &part)
    };
    commas.find(|&k| begins(k) || clause(k)).filter(|&k| begins(k))
}

/// `sagte X am Montag, er habe …`: the first clause behind the cue that stands as if it were a main clause.
pub(in crate::quote) fn bare(r: &Reading, s: &Sentence, group: &Group) -> Option<usize> {
    let end = s.places.end;
    let limit = end.min(group.verb + REACH);
    let colon = |k: &usize| matches!(r.mark(*k), Some(':' | ';')) && r.quoted_at(*k).is_none();
    let limit = (group.verb..limit).find(colon).unwrap_or(limit);
    let found = (group.verb + 1..limit).filter(|&k| comma(r, k)).map(|k| k + 1).find(|&k| {
        let part = k..(k..end).find(|&i| comma(r, i)).unwrap_or(end);
        let out = class::RELATIVE | class::COMPLEMENTIZER | class::WHETHER | class::CONJUNCTION | class::ECHO;
        let finite = class::AUXILIARY | class::BE | class::MODAL | class::FINITE;
        let subordinate = r.is(k, class::CONDITIONAL | class::SUBORDINATOR) && !r.is(k + 1, finite); // damit solle
        let verb = part.end + 1;
        let told = match subordinate {
            true if r.is(k, class::CONDITIONAL) => part.end..end,
            true => verb..end.min(verb + 1), // weil …, sei …
            false => part.clone(),
        };
        let reportive = told.clone().any(|i| is_reportive(r, i));
        let indicative = !subordinate && !r.is(k, class::PREPOSITION) && is_main_clause(r, &part);
        let free = !r.is(k, out) || r.is(k, class::DETERMINER);
        free && (reportive || indicative)
    })?;
    if !is_finite(r, found) {
        return Some(found);
    }
    let first = group.places.start - usize::from(r.is(group.places.start.wrapping_sub(1), class::SO));
    let inside = first > s.places.start && comma(r, first - 1); // Der Hafen, betonte X, sei …
    (!inside).then(|| whole(r, group, found))
}

/// Where a clause begins whose part at `k` lacks its first words: *dem Minister, Jan Terbeck, sei …*.
fn whole(r: &Reading, group: &Group, k: usize) -> usize {
    let comma_before = |k: usize| (group.verb + 1..k - 1).rev().find(|&i| comma(r, i));
    let mut from = k;
    while let Some(i) = comma_before(from).filter(|&i| nominal::is_nominal(r, &(i + 1..from - 1))) {
        from = i + 1;
    }
    from
}

/// `forderte X auf, die Stadt zu verlassen`: an infinitive behind a comma.
pub(in crate::quote) fn infinitive(r: &Reading, s: &Sentence, group: &Group) -> Option<usize> {
    let limit = s.places.end.min(group.verb + REACH);
    let mut parts = (group.verb + 1..limit).filter(|&k| comma(r, k)).map(|k| k + 1);
    let next = group.verb + 1;
    if r.is(next, class::REQUEST) && infinitive_at(r, &s.places, next) {
        return Some(next); // drohte zu gehen
    }
    let found = parts.find(|&k| infinitive_at(r, &s.places, k))?;
    let bare = r.lexicon.ends_as_infinitive(r.lower(found)) && !r.is_capital(found); // , bestimmen zu wollen
    Some(if bare { whole(r, group, found) } else { found })
}

/// Whether an infinitive with *zu* ends the part of the sentence that begins at `k`.
pub(super) fn infinitive_at(r: &Reading, sentence: &Places, k: usize) -> bool {
    let part = r.trimmed(k..(k..sentence.end).find(|&i| comma(r, i)).unwrap_or(sentence.end));
    let last = part.end.saturating_sub(1);
    let marked = r.is(last.saturating_sub(1), class::REQUEST) || r.lower(last).contains("zu");
    part.len() > 1
        && !part.clone().any(|i| is_finite(r, i) && !nominal::is_cue(r, i) && !r.lower(i).ends_with("en"))
        && !r.is(k, class::RELATIVE | class::PURPOSE)
        && !r.is_capital(last)
        && marked
        && r.lexicon.ends_as_infinitive(r.lower(last))
}

/// Where words that begin at `from` end before `end`: at a comma behind which the clause around them goes on with its verb,
/// or at a second verb that stands in no form of reported speech (*er sei unschuldig, erkannte das Gericht nicht an*).
pub(in crate::quote) fn content_end(r: &Reading, from: usize, end: usize) -> usize {
    let inner = |k: usize| (from + 1..k).any(|i| comma(r, i - 1) && r.is(i, class::RELATIVE | class::SUBORDINATOR));
    let joined = |k: usize| comma(r, k) || r.is(k, class::CONJUNCTION) && !comma(r, k.saturating_sub(1));
    let reported = (from..end).find(|&k| is_finite(r, k)).is_some_and(|k| is_reportive(r, k));
    let resumes = |&k: &usize| {
        joined(k)
            && r.quoted_at(k).is_none()
            && is_indicative(r, k + 1 + usize::from(comma(r, k) && r.is(k + 1, class::CONJUNCTION)))
            && !inner(k)
            && (comma(r, k) || reported)
    };
    (from + 2..end.saturating_sub(1)).find(resumes).unwrap_or(end)
}

/// Whether a finite verb stands at `k` that is not in the form of reported speech.
fn is_indicative(r: &Reading, k: usize) -> bool {
    (is_finite(r, k) || is_past(r, k)) && !is_reportive(r, k)
}

/// Whether the token at `k` is a past form that no class knows: *erkannte die …*.
fn is_past(r: &Reading, k: usize) -> bool {
    nominal::is_verbal(r, k) && r.classes(k) == 0 && r.lower(k).ends_with("te")
}

/// `Er sagte, „Elbstadt“ sei …`: whether the words between the marks are the subject of a clause, not all that is said.
pub(in crate::quote) fn is_in_clause(r: &Reading, s: &Sentence, q: &Quoted) -> bool {
    let behind = q.tokens.1;
    let comma = q.tokens.0.checked_sub(1).is_some_and(|k| r.mark(k) == Some(','));
    r.lexicon.verb_second && comma && behind < s.places.end && is_finite(r, behind)
}

/// Whether a verb stands in the part of the sentence that begins at `k`.
pub(in crate::quote) fn holds_verb(r: &Reading, sentence: &Places, k: usize) -> bool {
    let end = (k..sentence.end).find(|&i| comma(r, i)).unwrap_or(sentence.end);
    (k + 1..end).any(|i| is_finite(r, i) || nominal::is_verbal(r, i) && !r.is(i, class::PRONOUN))
}

/// Whether these words hold a verb, in a language whose finite verb stands second.
pub(in crate::quote) fn holds_verb_where_second(r: &Reading, places: &Places) -> bool {
    r.lexicon.verb_second && !nominal::is_nominal(r, places)
}
