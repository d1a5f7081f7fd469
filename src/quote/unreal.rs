//! Cues that report nothing said: a question, a condition, a possibility, or somebody who did not.

use super::{
    cue::Group,
    direct::Sentence,
    lexicon::{Cue, class},
    phrase::Subject,
    reading::{Places, Reading},
};
use crate::{language::Form, model::Act};

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

/// `did not say that …`, `did not promise …`: no words are reported. (`did not confirm that …` and `did not deny that …`
/// decline to.) Where a negation may stand far behind its verb it tells only of saying itself.
pub(super) fn says_not(r: &Reading, group: &Group) -> bool {
    let act = group.cue(r).act;
    let declines = matches!(act, Act::Confirm | Act::Announce | Act::Deny);
    group.negated && (act == Act::Say || !declines && !r.lexicon.verb_second)
}

/// `did not ask whether …`.
pub(super) fn asks_not(r: &Reading, group: &Group) -> bool {
    group.negated && group.cue(r).act == Act::Ask
}

/// How many tokens may stand between a negation and the verb of saying that it denies.
const REACH: usize = 7;

/// `a reconnu ne pas pouvoir confirmer …`, `said he could not confirm …`: whether who says this tells that they cannot or will
/// not say or confirm something.
pub(super) fn declines(r: &Reading, act: Act, content: &Places) -> bool {
    if !matches!(act, Act::Say | Act::Confirm | Act::Announce) {
        return false;
    }
    let first = content.clone().find(|&k| !r.is(k, class::COMPLEMENTIZER)).unwrap_or(content.end);
    let own = r.word(first).is_some_and(|w| w.agreement.is_some_and(|a| a.gender.is_some() || a.plural));
    let infinitive = r.is(first, class::NEGATION | class::INABILITY | class::BE);
    let first = first + usize::from(own);
    let negation = (first..content.end.min(first + 3)).find(|&k| r.is(k, class::NEGATION | class::INABILITY));
    let Some(negation) = negation.filter(|_| own || infinitive) else { return false }; // not "Moscow could not"
    let plain = |k: &usize| r.mark(*k).is_none() && !r.is(*k, class::COMPLEMENTIZER | class::RELATIVE);
    let near = negation + 1..content.end.min(negation + 1 + REACH);
    let verb = near.take_while(plain).find(|&k| is_speech(r, k));
    // "could not confirm", "ne pas pouvoir confirmer": and not "did not say", "ne pas dire"
    verb.is_some_and(|verb| (first..verb).any(|k| governs(r, k)))
}

/// Whether an infinitive of saying, confirming or denying stands at `k`.
fn is_speech(r: &Reading, k: usize) -> bool {
    let speech = |cue: &Cue| !cue.mute && matches!(cue.act, Act::Say | Act::Confirm | Act::Announce | Act::Deny);
    let cues = r.word(k).map_or(&[][..], |w| &w.cues);
    cues.iter().any(|&(cue, form)| form == Form::Infinitive && speech(&r.lexicon.cues[usize::from(cue)]))
}

/// Whether the word at `k` says that somebody can, will or is able to do something: an infinitive may hang on it.
fn governs(r: &Reading, k: usize) -> bool {
    let other = class::AUXILIARY | class::CLITIC | class::LINKER | class::PREPOSITION;
    let infinitive = r.lexicon.lists_infinitives() && r.is_word(k) && r.lexicon.has_infinitive_end(r.lower(k));
    r.is(k, class::INABILITY) || infinitive || r.is(k, class::MODAL | class::FINITE) && !r.is(k, other)
}
