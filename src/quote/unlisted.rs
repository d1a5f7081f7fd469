//! A verb that the pack does not list, by its place between words in quotation marks and their speaker: `« … », souffle une
//! voisine`, `« … », finit-il par lâcher`, `« … », a laissé tomber une jurée`.

use super::{
    around,
    direct::Sentence,
    draft::Draft,
    lexicon::class,
    marks::Quoted,
    phrase::{self, Subject},
    reading::{Places, Reading},
    unreal,
};
use crate::text::TokenKind;

/// How many tokens a group of several verbs may have: *s'est contenté d'indiquer*.
const GROUP: usize = 6;

/// The attribution that stands right behind `q`.
pub(super) fn attribution(r: &Reading, s: &Sentence, q: &Quoted) -> Option<Draft> {
    let comma = r.mark(q.tokens.1) == Some(',');
    let from = q.tokens.1 + usize::from(comma);
    let sentence_like = q.tokens.1 - q.tokens.0 > if comma { 4 } else { 2 };
    let ended = comma || q.inner.of(r.text).ends_with(['!', '?', '…']);
    if !sentence_like || !ended || from + 1 >= s.places.end {
        return None;
    }
    inverted_pronoun(r, q, from).or_else(|| single(r, s, q, from)).or_else(|| several(r, s, q, from))
}

/// `souffle une voisine`: one verb of which nothing is known.
fn single(r: &Reading, s: &Sentence, q: &Quoted, from: usize) -> Option<Draft> {
    let compound = r.is(from, class::AUXILIARY);
    let verb = from + usize::from(compound);
    let verbal = is_plain(r, verb) && (!compound || r.lexicon.ends_as_past(r.lower(verb)));
    let next = verb + 1 + usize::from(r.lexicon.verb_second && r.is(verb + 1, class::CLITIC)); // freute sich X
    if !verbal || !begins(r, next) {
        return None;
    }
    let subject = phrase::right_of(r, next, s.places.end)?;
    around::is_speaker_like(r, &subject).then(|| spoken(r, q, from..next, subject))
}

/// `a laissé tomber une jurée`: an auxiliary, a few verbs, and a noun phrase that ends the clause.
fn several(r: &Reading, s: &Sentence, q: &Quoted, from: usize) -> Option<Draft> {
    let auxiliary =
        (from..from + 2).find(|&k| !r.is(k, class::CLITIC)).filter(|&k| r.is(k, class::AUXILIARY | class::BE))?;
    let word = |k: &usize| r.tokens.get(*k).is_some_and(|t| t.kind == TokenKind::Word);
    let next = (auxiliary + 2..auxiliary + GROUP).take_while(word).find(|&k| begins(r, k))?;
    let past = (auxiliary + 1..next).any(|k| is_plain(r, k) && r.lexicon.ends_as_past(r.lower(k)));
    let subject = phrase::right_of(r, next, s.places.end).filter(|_| past && r.lexicon.lists_infinitives())?;
    let end = phrase::end_of(&subject)?;
    let closes = end >= r.trimmed(s.places.clone()).end || r.mark(end).is_some_and(|c| matches!(c, ',' | '.'));
    (closes && !unreal::is_thing(r, &subject)).then(|| spoken(r, q, from..next, subject))
}

/// `finit-il par lâcher`, `a-t-il persiflé`: a verb and its pronoun.
fn inverted_pronoun(r: &Reading, q: &Quoted, verb: usize) -> Option<Draft> {
    if r.mark(verb + 1) != Some('-') || r.name_at(verb).is_some() {
        return None;
    }
    let k = if r.is(verb + 2, class::INVERTING) && r.mark(verb + 3) == Some('-') { verb + 4 } else { verb + 2 };
    let subject = phrase::right_of(r, k, k + 1).filter(|s| matches!(s, Subject::Pronoun(_)))?;
    let compound = is_plain(r, k + 1) && r.lexicon.ends_as_past(r.lower(k + 1));
    Some(spoken(r, q, verb..k + 1 + usize::from(compound), subject))
}

/// A word that the pack does not know, or knows as no more than a verb.
fn is_plain(r: &Reading, k: usize) -> bool {
    r.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Word)
        && r.name_at(k).is_none()
        && r.classes(k) & !class::NOUN_LIKE == 0
        && !r.is_capital(k)
}

/// Whether a noun phrase can begin at `k`.
fn begins(r: &Reading, k: usize) -> bool {
    let article = r.is(k, class::DETERMINER) && !r.is(k, class::LINKER | class::PREPOSITION);
    article || r.name_at(k).is_some_and(|n| !n.demonym) || r.is(k, class::PRONOUN) && r.lexicon.bare_clauses
}

fn spoken(r: &Reading, q: &Quoted, cue: Places, subject: Subject) -> Draft {
    let draft = Draft::said(subject, "quote-verb-speaker", q.tokens.0).direct(r, q.inner);
    Draft { cue: Some(cue), ..draft }
}
