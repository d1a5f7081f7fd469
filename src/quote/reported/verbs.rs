//! Infinitives that a cue governs.

use super::{Content, Found, skip_adverbs, words};
use crate::{
    language::{Form, Frame},
    model::Act,
    quote::{
        cue::{self, Group},
        direct::Sentence,
        lexicon::class,
        reading::Reading,
        second,
    },
    text::TokenKind,
};

/// `refuse de confirmer que …`, `declined to say whether …`: the refused verb is itself a cue.
pub(super) fn refusal(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    if !group.takes(r, Frame::Refusal) {
        return None;
    }
    let from = skip_adverbs(r, group.places.end);
    let verb = if r.is(from, class::REQUEST) { from + 1 } else { from };
    let speech = r
        .word(verb)
        .is_some_and(|w| w.cues.iter().any(|&(c, f)| f == Form::Infinitive && !r.lexicon.cues[c as usize].mute));
    if !speech {
        return None;
    }
    words(r, s, from, "cue-refusal").filter(|f| matches!(&f.content, Content::Words(p) if p.end > verb + 1))
}

pub(super) fn infinitive(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    let from = skip_adverbs(r, group.places.end);
    let participle = r.lexicon.ends_as_participle(r.lower(from)) || r.lexicon.is_being(r.lower(from));
    let form = r.lexicon.lists_infinitives() || participle; // denied signing
    let clitic = |k: &usize| r.is(*k, class::CLITIC | class::NEGATION) && !r.is(*k, class::DETERMINER);
    let asks = matches!(group.cue(r).act, Act::Ask | Act::Demand); // pidió no ser identificado
    let skip = r.lexicon.lists_infinitives() && clitic(&from) && !asks; // dit y être restée
    let verb = if skip { skip_objects(r, from) } else { from };
    let to_have =
        !r.lexicon.lists_infinitives() && r.is(from, class::REQUEST) && r.is(from + 1, class::AUXILIARY | class::BE);
    let fits = is_infinitive(r, verb) && form || to_have; // claims to have counted
    let found = if fits { Some(from) } else { later_infinitive(r, from) };
    let from = found.filter(|_| group.takes(r, Frame::Infinitive))?;
    words(r, s, from, "cue-infinitive")
}

/// `nie depuis le premier jour y avoir touché`: a compound infinitive behind an adverbial.
fn later_infinitive(r: &Reading, from: usize) -> Option<usize> {
    let begins = r.lexicon.lists_infinitives() && r.is(from, class::PREPOSITION | class::DAY);
    let plain = |k: &usize| r.mark(*k).is_none() && !r.is(*k, class::COMPLEMENTIZER | class::RELATIVE);
    let mut places = (from..r.tokens.len().min(from + 9)).take_while(plain);
    let auxiliary = |k: usize| r.is(k, class::AUXILIARY | class::BE) && r.lexicon.ends_as_infinitive(r.lower(k));
    let found = places.find(|&k| begins && auxiliary(k) && !r.is(k - 1, class::REQUEST))?;
    let clitics = (from..found).rev().take_while(|&k| r.is(k, class::CLITIC) && !r.is(k, class::PREPOSITION)).count();
    Some(found - clitics)
}

/// `demande à X de partir`, `accuse X de mentir`, `promet de venir`, `urged X to leave`.
pub(super) fn request(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    if !group.takes(r, Frame::Request) {
        return None;
    }
    if r.lexicon.verb_second {
        let from = second::infinitive(r, s, group)?;
        return words(r, s, from, "cue-request");
    }
    let from = skip_adverbs(r, group.places.end);
    if r.lexicon.comma_before_clause {
        return before_infinitive(r, from).and_then(|from| words(r, s, from, "cue-request"));
    }
    let accuse = group.cue(r).act == Act::Accuse;
    let limit = s.places.end.min(from + 22);
    (from..limit).take_while(|&k| !matches!(r.mark(k), Some('.' | ';' | ':'))).find(|&k| {
        let governs = r.is(k, class::REQUEST) && r.name_at(k).is_none() && k + 1 < s.places.end;
        let noun = group.form == Form::Finite && r.is(group.verb, class::NOUN_LIKE) && !r.lexicon.lists_infinitives();
        let objectless = k == from && (accuse || noun);
        let verb = skip_objects(r, k + 1);
        let blamed = accuse && (from..k).any(|i| is_blamed(r, i)) || group.places.len() > 1 && accuse && k == from;
        governs && !objectless && (blamed || is_infinitive(r, verb) || r.quoted_at(verb).is_some())
    })?;
    let asks = group.cue(r).act == Act::Ask;
    let objectless = r.is(skip_adverbs(r, from), class::REQUEST);
    if asks && objectless && r.lexicon.bare_clauses {
        return None; // "asked not to be named"
    }
    words(r, s, from, "cue-request").map(|f| Found { act: asks.then_some(Act::Demand), ..f })
}

/// `попросил мэра починить мост`: somebody in a case of their own, right before an infinitive.
fn before_infinitive(r: &Reading, from: usize) -> Option<usize> {
    let plain = |k: &usize| r.mark(*k).is_none_or(|c| c == '-') && !r.is(*k, class::COMPLEMENTIZER | class::RELATIVE);
    let mut places = (from + 1..r.tokens.len().min(from + 8)).take_while(plain);
    places.find(|&k| r.mark(from).is_none() && !r.is(k, class::ADVERB) && is_infinitive(r, k)).map(|_| from)
}

/// Somebody who can be accused, and no measure (*accuse six heures de retard*).
fn is_blamed(r: &Reading, i: usize) -> bool {
    let listed = class::GROUP | class::AUTHORITY | class::PERSON | class::TITLE | class::PRONOUN | class::OBJECT;
    r.name_at(i).is_some() || r.is(i, listed) || r.lexicon.bare_clauses
}

/// Whether an infinitive begins at `k`: *de*, *to* with its verb behind them.
pub(in crate::quote) fn governs_infinitive(r: &Reading, k: usize) -> bool {
    r.is(k, class::REQUEST) && r.name_at(k).is_none() && is_infinitive(r, skip_objects(r, k + 1))
}

fn skip_objects(r: &Reading, mut k: usize) -> usize {
    while r.is(k, class::CLITIC | class::OBJECT | class::NEGATION | class::REFLEXIVE) && r.name_at(k).is_none()
        || (cue::is_adverb(r, k) && !r.lexicon.ends_as_infinitive(r.lower(k)))
    {
        k += 1;
    }
    k
}

fn is_infinitive(r: &Reading, i: usize) -> bool {
    let own = r.is(i, class::AUXILIARY | class::BE)
        || r.word(i).is_some_and(|w| w.cues.iter().any(|&(_, f)| f == Form::Infinitive));
    let word = r.lower(i);
    r.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word)
        && r.name_at(i).is_none()
        && !r.is_capital(i)
        && (r.lexicon.ends_as_infinitive(word)
            && !r.is(i, class::DETERMINER | class::PREPOSITION | class::LINKER | class::TITLE)
            || own && r.lexicon.has_infinitive_end(word))
}
