//! What stands around a cue's verb: auxiliaries, negations, pronouns.

use super::{Group, is_adverb};
use crate::{
    language::Form,
    quote::{
        lexicon::class,
        reading::{Places, Reading},
    },
    text::TokenKind,
};

/// How far an auxiliary may stand before its participle, in tokens.
const REACH: usize = 9;

/// The same where all that a verb governs may stand between them.
const FAR: usize = 30;

/// `a … déclaré`, `n'a pas confirmé`, `a-t-il déclaré`, `s'est dit`.
pub(super) fn compound(r: &Reading, sentence: &Places, group: &mut Group) -> Option<()> {
    if r.lexicon.verb_second && r.is(group.verb + 1, class::AUXILIARY) && !r.is_capital(group.verb) {
        group.places.end = group.verb + 2; // wie X mitgeteilt hat
        group.form = Form::Finite;
        group.plural = r.lexicon.is_plural_verb(r.lower(group.verb + 1));
        return Some(());
    }
    if r.lexicon.verb_second && r.is(group.verb + 1, class::BE) && !r.is_capital(group.verb) {
        group.places.end = group.verb + 2; // weil berichtet wurde, dass
        group.passive = true;
        return Some(());
    }
    let lowest = sentence.start.max(group.verb.saturating_sub(if r.lexicon.verb_second { FAR } else { REACH }));
    let mut k = group.verb;
    let mut commas = 0;
    if r.mark(k + 1) == Some('-') && r.tokens.get(k + 1).is_some_and(|t| !t.spaced) {
        return None; // "…, dit-il" is no participle
    }
    let aux = loop {
        if k == lowest {
            return None;
        }
        k -= 1;
        if r.is(k, class::AUXILIARY) && r.name_at(k).is_none() {
            break k;
        }
        if r.is(k, class::BE) {
            // s'est dit is a compound form; a été dit and est dit are passives
            let own = k > lowest && r.is(k.wrapping_sub(1), class::REFLEXIVE);
            if own {
                break k;
            }
            group.passive = true;
            if r.lexicon.bare_clauses || r.lexicon.verb_second || r.lexicon.drops_subject {
                break k; // was told; "a été dit" has one more
            }
            continue;
        }
        let inverted = r.is(k, class::PRONOUN) && k > lowest && r.mark(k - 1) == Some('-');
        if inverted {
            group.pronoun = Some(k);
            continue;
        }
        commas += usize::from(r.mark(k) == Some(','));
        let quote = r.quoted_at(group.verb).is_some_and(|q| q.tokens.0 == k);
        let stops = r.word(k).is_some_and(|w| !w.cues.is_empty())
            || r.is(k, class::RELATIVE | class::COMPLEMENTIZER)
            || r.is(k, class::PRONOUN) && !r.lexicon.verb_second && !r.is(k.wrapping_sub(1), class::LINKER)
            || r.is(k, class::DETERMINER | class::CONJUNCTION) && r.lexicon.bare_clauses && r.name_at(k).is_none();
        let parts = match r.lexicon.verb_second {
            true => matches!(r.mark(k), Some(';' | ':' | '?' | '!' | '–' | '—')) && r.quoted_at(k).is_none(),
            false => r.mark(k).is_some_and(|c| !matches!(c, ',' | '-')) && !quote,
        };
        if parts || (stops && !is_adverb(r, k)) {
            return None;
        }
    };
    if commas % 2 == 1 {
        return None; // "il a plu, dit X"
    }
    let infinitive = r.lexicon.lists_infinitives() && r.lexicon.ends_as_infinitive(r.lower(aux));
    let governed = (sentence.start..aux).rev().take(4).any(|k| r.word(k).is_some_and(|w| !w.cues.is_empty()));
    if infinitive && governed {
        return None; // "a assuré n'avoir constaté « aucune fraude »"
    }
    group.plural = r.lexicon.is_plural_verb(r.lower(aux));
    group.places.start = aux;
    left(r, sentence.start, group);
    Some(())
}

/// `teilte … mit`: a finite verb whose first part stands at the end of its clause.
pub(super) fn apart(r: &Reading, sentence: &Places, group: &mut Group) -> Option<()> {
    let first = &group.cue(r).apart;
    let closes = |k: usize| {
        k + 1 >= sentence.end || !r.is_word(k + 1) || r.is(k + 1, class::CONJUNCTION | class::COMPLEMENTIZER)
    };
    let free = |k: &usize| r.quoted_at(*k).is_none() && !r.is_capital(*k) && r.lower(*k) == first;
    let at = (group.verb + 1..sentence.end.min(group.verb + 2 * FAR)).filter(free).find(|&k| closes(k))?;
    group.apart = Some(at);
    group.form = Form::Finite;
    finite(r, sentence, group)
}

/// `affirme`, `n'affirme pas`, `dit-il`, `affirme-t-elle`; not a noun of the same form.
pub(super) fn finite(r: &Reading, sentence: &Places, group: &mut Group) -> Option<()> {
    if r.lexicon.verb_second {
        return second(r, sentence, group);
    }
    let i = group.verb;
    let noun_like = r.is(i, class::NOUN_LIKE);
    let participle = r.word(i).is_some_and(|w| w.cues.iter().any(|&(_, f)| f == Form::Participle));
    if participle && r.is(i + 1, class::AGENT) {
        return None; // "décrit par X"
    }
    if i > sentence.start {
        let before = i - 1;
        let verb = (sentence.start..i).rev().find(|&k| !is_adverb(r, k)).unwrap_or(before);
        if participle && r.is(verb, class::BE) && r.name_at(verb).is_none() {
            return None;
        }
        let object = r.is(before, class::CLITIC)
            && before > sentence.start
            && (r.is(before - 1, class::PRONOUN | class::RELATIVE)
                || r.name_at(before.wrapping_sub(1)).is_some()
                || r.is(before - 1, class::ECHO) && !noun_like);
        let clitic = r.is(before, class::OBJECT) && !noun_like && r.lexicon.lists_infinitives(); // X la décrit
        let governed =
            r.is(before, class::DETERMINER | class::PREPOSITION) && !object && !clitic && !is_adverb(r, before);
        if governed && !r.is(before, class::REFLEXIVE | class::NEGATION | class::ECHO) {
            return None;
        }
        if noun_like && !noun_may_be_verb(r, before) && !r.is(i + 1, class::COMPLEMENTIZER) {
            return None;
        }
    } else if noun_like || participle && r.lexicon.bare_clauses {
        return None; // "Told of his doubts, X …"
    }
    if r.mark(i + 1) == Some('-') {
        let mut k = i + 2;
        if r.is(k, class::INVERTING) && r.mark(k + 1) == Some('-') {
            k += 2;
        }
        if r.is(k, class::PRONOUN | class::FIRST_PERSON) {
            group.pronoun = Some(k);
            group.places.end = group.places.end.max(k + 1);
        }
    }
    group.plural = r.lexicon.is_plural_verb(r.lower(i));
    left(r, sentence.start, group);
    Some(())
}

/// The same where nouns have capitals: only a participle before its noun looks like a verb (*die erklärte Absicht*).
fn second(r: &Reading, sentence: &Places, group: &mut Group) -> Option<()> {
    let i = group.verb;
    let first = &group.cue(r).apart;
    let last = !first.is_empty() && group.apart.is_none(); // mitteilte: at the end of its clause
    let noun_behind = r.is_capital(i + 1) || r.is_capital(i + 2) && r.classes(i + 1) == 0 && r.mark(i + 1).is_none();
    let ends = r.tokens.get(i + 1).is_none_or(|t| t.kind != TokenKind::Word) || r.is(i + 1, class::CONJUNCTION);
    let person = r.name_at(i + 1).is_some() || r.is(i + 1, class::TITLE | class::PERSON);
    let takes_up = i > sentence.start && r.is(i - 1, class::TAKES_UP) && (person || !r.lower(i).ends_with("te"));
    let governed =
        i > sentence.start && r.is(i - 1, class::DETERMINER | class::PREPOSITION) && noun_behind && !takes_up;
    let participle = r.word(i).is_some_and(|w| w.cues.iter().any(|&(_, f)| f == Form::Participle));
    let passive = participle && r.is(i + 1, class::BE); // die als „rau“ beschrieben wurden
    let clause = |&k: &usize| r.mark(k) != Some(',');
    let modal = (sentence.start..i).rev().take_while(clause).take(12).any(|k| r.is(k, class::MODAL));
    let unsaid = modal && r.is(i.wrapping_sub(1), class::NEGATION) && r.lower(i).ends_with('n'); // wollte nicht sagen
    if last && !ends || governed || passive || unsaid {
        return None;
    }
    group.plural = r.lexicon.is_plural_verb(r.lower(i));
    let own = |&k: &usize| !matches!(r.mark(k), Some(',' | ':' | ';')) && r.quoted_at(k).is_none();
    group.negated = (i..sentence.end.min(i + 14)).take_while(own).any(|k| r.is(k, class::NEGATION));
    Some(())
}

/// A word that is a noun as well needs a subject right before it, or a comma or closing mark (`», annonce X`).
fn noun_may_be_verb(r: &Reading, before: usize) -> bool {
    let closing = r.mark(before).is_some_and(|c| matches!(c, ',' | '»' | '”' | '"' | '’' | '—' | '–'));
    let plural_noun = r.lower(before).ends_with('s') && r.word(before).is_none_or(|w| w.cues.is_empty());
    closing
        || plural_noun
        || r.is(before, class::ADVERB) && !r.is(before.wrapping_sub(1), class::DETERMINER)
        || is_adverb(r, before) && before > 0 && noun_may_be_verb(r, before - 1)
        || r.name_at(before).is_some_and(|n| !n.demonym)
        || r.is(
            before,
            class::PRONOUN | class::RELATIVE | class::CLITIC | class::GROUP | class::AUTHORITY | class::CONJUNCTION,
        )
        || r.is(before, class::SOURCE)
}

/// `avant d'ajouter : « … »`, `a tenu à préciser que`: an infinitive that is what somebody does.
pub(super) fn infinitive(r: &Reading, sentence: &Places, group: &mut Group) -> Option<()> {
    if is_yet_to(r, sentence, group.verb) {
        group.places.start = group.verb - 3;
        group.form = Form::Finite;
        group.negated = true;
        return Some(());
    }
    let lead = group.verb.saturating_sub(2).max(sentence.start)..group.verb;
    let narrates =
        lead.start == sentence.start && r.is(lead.start, class::CONJUNCTION) && r.is(lead.end - 1, class::REQUEST);
    let licensed = narrates || lead.clone().any(|k| r.is(k, class::INFINITIVE_MARK)); // "Et d'ajouter :"
    let next = group.places.end;
    let colon = (next..sentence.end.min(next + 6)).find(|&k| r.mark(k) == Some(':')).is_some();
    let governs = narrates && colon
        || r.mark(next) == Some(':')
        || r.quoted_at(next).is_some()
        || (next..next + 4).find(|&k| !is_adverb(r, k)).is_some_and(|k| r.is(k, class::COMPLEMENTIZER));
    let from = sentence.start.max(group.verb.saturating_sub(8));
    group.negated = licensed && (from..group.verb).any(|k| r.is(k, class::NEGATION)); // n'a pas souhaité dire si
    (licensed && (governs || group.negated && r.is(next, class::WHETHER))).then_some(())
}

/// `has yet to confirm that …`: it has not been done.
fn is_yet_to(r: &Reading, sentence: &Places, verb: usize) -> bool {
    verb >= sentence.start + 3
        && r.is(verb - 3, class::AUXILIARY)
        && r.is(verb - 2, class::VERB_ADVERB)
        && r.is(verb - 1, class::REQUEST)
}

/// Takes in *en* and *by* before a present participle.
pub(super) fn gerund(r: &Reading, sentence: &Places, group: &mut Group) {
    while group.places.start > sentence.start
        && (r.is(group.places.start - 1, class::GERUND_MARK) || r.is(group.places.start - 1, class::OBJECT))
    {
        group.places.start -= 1;
    }
}

/// Takes in the negation and the object pronouns before a verb group.
fn left(r: &Reading, floor: usize, group: &mut Group) {
    let adverb = |&k: &usize| is_adverb(r, k) && !r.is(k, class::NEGATION | class::RESTRICTION);
    let behind = (floor..group.places.start).rev().find(|k| !adverb(k));
    if let Some(k) = behind.filter(|&k| r.is(k, class::NEGATION) && r.name_at(k).is_none()) {
        group.places.start = k; // did not immediately confirm
    }
    while group.places.start > floor {
        let k = group.places.start - 1;
        let plain = r.is(k, class::CLITIC) && r.name_at(k).is_none() && r.mark(group.places.start).is_none();
        let noun = r.is(k, class::DETERMINER) && !r.is(k, class::OBJECT);
        let subject = k == floor && r.word(k).is_some_and(|w| w.agreement.is_some());
        if !plain || subject || noun || r.is(k, class::PRONOUN) && k > floor && r.mark(k - 1) == Some('-') {
            break;
        }
        group.places.start = k;
    }
    let only = (group.places.start..group.verb + 3).any(|k| r.is(k, class::RESTRICTION)); // n'a pas seulement promis
    group.negated = !only && (group.places.start..group.verb).any(|k| r.is(k, class::NEGATION));
    group.passive |= r.lexicon.drops_subject && is_impersonal(r, group) || r.is(group.verb, class::IMPERSONAL);
}

/// `se dijo que`, `si dice che`: a verb that needs no reflexive pronoun has one, and no object beside it (*se lo dijo*).
fn is_impersonal(r: &Reading, group: &Group) -> bool {
    let mut before = (group.places.start..group.verb).filter(|&k| r.is(k, class::REFLEXIVE));
    let object = |k: usize| r.is(k + 1, class::OBJECT) && r.is(k + 1, class::DETERMINER);
    !group.cue(r).reflexive && before.any(|k| !object(k))
}
