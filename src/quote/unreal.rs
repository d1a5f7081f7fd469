//! Cues that report nothing said: a question, a condition, a possibility, or somebody who did not.

use super::{
    cue::Group,
    direct::Sentence,
    lexicon::class,
    phrase::Subject,
    reading::{Places, Reading},
};
use crate::model::Act;

/// Whether the clause around `group` does not say that its subject said it.
pub(super) fn is_unreal(r: &Reading, s: &Sentence, group: &Group, subject: &Subject) -> bool {
    let start = match subject {
        Subject::Phrase(p, _) | Subject::Pronoun(p) => p.start.min(group.places.start),
        _ => group.places.start,
    };
    is_question(r, &s.places)
        || is_condition(r, s, start)
        || is_nobody(r, s, start, group)
        || is_possibility(r, group)
        || says_not(r, group)
}

/// `La finale promet d'être belle`: a subject that is a thing says nothing, though its verb may be one of saying.
pub(super) fn is_thing(r: &Reading, subject: &Subject) -> bool {
    const SPEAKS: crate::quote::lexicon::Classes =
        class::GROUP | class::AUTHORITY | class::SOURCE | class::TITLE | class::PERSON;
    let Subject::Phrase(p, _) = subject else { return false };
    let leaves = class::PREPOSITION | class::LINKER | class::RELATIVE;
    let noun = |k: &usize| !r.is(*k, class::DETERMINER) && r.mark(*k).is_none();
    let mut own = p.clone().skip_while(|k| r.is(*k, class::DETERMINER)).take_while(|&k| !r.is(k, leaves)).filter(noun);
    let thing = |k: usize| r.is(k, class::THING) || r.lexicon.ends_as_thing(r.lower(k));
    let speaks = p.clone().any(|k| r.is(k, SPEAKS) || r.name_at(k).is_some());
    !speaks && own.any(thing)
}

/// Whether the sentence ends with a question mark of its own, not one between quotation marks.
fn is_question(r: &Reading, sentence: &Places) -> bool {
    let last =
        sentence.clone().rev().find(|&k| r.mark(k).is_none_or(|c| !matches!(c, '»' | '”' | '"' | ')' | '’' | '\'')));
    last.is_some_and(|k| r.mark(k) == Some('?') && r.quoted_at(k).is_none())
}

/// `If X says that …`: a word for a condition stands before the subject, in its own clause.
fn is_condition(r: &Reading, s: &Sentence, start: usize) -> bool {
    let clause = (s.places.start..=start).rev().take_while(|&k| r.mark(k).is_none());
    let reflexive = |k: usize| r.is(k, class::REFLEXIVE) && k + 1 < start;
    clause.take(5).any(|k| r.is(k, class::CONDITIONAL) && !reflexive(k) && r.name_at(k).is_none())
}

/// `Nobody said`, `neither X nor Y said`, `aucun ministre n'a dit`.
fn is_nobody(r: &Reading, s: &Sentence, start: usize, group: &Group) -> bool {
    let from = start.saturating_sub(1).max(s.places.start);
    let head = (from..group.places.start).take_while(|&k| r.mark(k).is_none()).take(6);
    let noun = |k: usize| k > 0 && r.is(k - 1, class::DETERMINER);
    head.into_iter().any(|k| r.is(k, class::NOBODY) && !noun(k) && r.name_at(k).is_none())
}

/// `will say`, `may deny`: it has not been said yet, if ever.
fn is_possibility(r: &Reading, group: &Group) -> bool {
    let before = group.places.start.checked_sub(1).filter(|&k| r.is(k, class::MODAL) && r.name_at(k).is_none());
    before.is_some() && !group.negated
}

/// `did not say that …`: no words are reported. (`did not confirm that …` declines to.)
fn says_not(r: &Reading, group: &Group) -> bool {
    group.negated && group.cue(r).act == Act::Say
}
