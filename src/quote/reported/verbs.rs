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
    words(r, s, from, "cue-refusal").or(Some(Found {
        content: Content::Words(from..verb + 1),
        rule: "cue-refusal",
        act: None,
    }))
}

pub(super) fn infinitive(r: &Reading, s: &Sentence, group: &Group) -> Option<Found> {
    let from = skip_adverbs(r, group.places.end);
    let form = r.lexicon.lists_infinitives() || r.lexicon.ends_as_participle(r.lower(from)); // denied signing
    let fits = group.takes(r, Frame::Infinitive) && is_infinitive(r, from) && form;
    fits.then(|| words(r, s, from, "cue-infinitive")).flatten()
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
    let accuse = group.cue(r).act == Act::Accuse;
    let limit = s.places.end.min(from + 22);
    (from..limit).take_while(|&k| !matches!(r.mark(k), Some('.' | ';' | ':'))).find(|&k| {
        let governs = r.is(k, class::REQUEST) && r.name_at(k).is_none() && k + 1 < s.places.end;
        let noun = group.form == Form::Finite && r.is(group.verb, class::NOUN_LIKE) && !r.lexicon.lists_infinitives();
        let objectless = k == from && (accuse || noun);
        let verb = skip_objects(r, k + 1);
        governs && !objectless && (accuse || is_infinitive(r, verb) || r.quoted_at(verb).is_some())
    })?;
    let asks = group.cue(r).act == Act::Ask;
    let objectless = r.is(skip_adverbs(r, from), class::REQUEST);
    if asks && objectless && r.lexicon.bare_clauses {
        return None; // "asked not to be named"
    }
    words(r, s, from, "cue-request").map(|f| Found { act: asks.then_some(Act::Demand), ..f })
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
