//! Where the clause of a cue begins.

use super::{Group, is_adverb};
use crate::{
    language::{Form, Frame},
    quote::{
        dropped,
        lexicon::{Classes, class},
        reading::Reading,
        second,
    },
};

/// The first token of the complementizer that belongs to `group`, when only an adverbial or an addressee stands between.
pub(in crate::quote) fn complementizer(r: &Reading, group: &Group, limit: usize, classes: Classes) -> Option<usize> {
    if r.lexicon.verb_second {
        return second::complementizer(r, group, limit, classes);
    }
    if r.lexicon.drops_subject {
        return dropped::complementizer(r, group, limit, classes);
    }
    let first = group.places.end;
    for k in first..limit.min(first + 18).min(r.tokens.len()) {
        if r.is(k, classes) && r.name_at(k).is_none() {
            let own = k == first || !r.is(k.wrapping_sub(1), class::SUBORDINATOR | class::CONTENT_NOUN);
            let commas = (first..k).filter(|&i| r.mark(i) == Some(',')).count();
            let closed = commas == 0 || r.mark(k - 1) == Some(',') || !r.lexicon.bare_clauses; // ", in a finding that"
            return (own && closed).then_some(k);
        }
        let starts = k > first || begins_adverbial(r, k) || group.takes(r, Frame::Addressee);
        let addressed = k == first && r.is(k, class::PRONOUN) && group.takes(r, Frame::Addressee);
        if !starts || !addressed && breaks_off(r, k, first) {
            return None;
        }
    }
    None
}

/// Whether an adverbial or an addressee can begin at `k`: *mardi*, *à la presse*, *de son côté*.
fn begins_adverbial(r: &Reading, k: usize) -> bool {
    let day = r.is(k, class::DAY) && (!r.is(k, class::DETERMINER) || r.is(k + 1, class::DAY));
    is_adverb(r, k)
        || r.is(k, class::DETERMINER) && is_adverb(r, k + 1)
        || day
        || r.is(k, class::PREPOSITION | class::REQUEST)
        || matches!(r.mark(k), Some(',' | '«' | '“' | '"' | '('))
        || r.name_at(k).is_some()
        || r.is_number(k)
}

/// Whether what begins at `k` cannot stand between a cue and its clause: another verb, a subject, a stop.
fn breaks_off(r: &Reading, k: usize, first: usize) -> bool {
    if r.name_at(k).is_some() {
        return false;
    }
    let verb = r.lexicon.bare_clauses && r.is(k, class::BE);
    let clause = verb
        || r.is(k, class::AUXILIARY | class::RELATIVE)
        || r.is(k, class::PRONOUN)
            && !r.is(k.wrapping_sub(1), class::LINKER)
            && !(r.is(k, class::DETERMINER) && r.lexicon.bare_clauses)
        || r.mark(k).is_some_and(|c| matches!(c, ':' | ';' | '.'));
    let forms = |form: Form| r.word(k).is_some_and(|w| w.cues.iter().any(|&(_, f)| f == form));
    let cue = (forms(Form::Finite) || forms(Form::Gerund)) && !forms(Form::Participle);
    let infinitive = k > first
        && r.is(k.wrapping_sub(1), class::REQUEST | class::NEGATION)
        && r.lexicon.lists_infinitives()
        && r.lexicon.ends_as_infinitive(r.lower(k))
        && !r.is(k, class::ADVERB | class::DAY);
    let noun = r.is(k, class::NOUN_LIKE) || k > first && r.is(k.wrapping_sub(1), class::DETERMINER);
    clause || infinitive || cue && !noun
}
