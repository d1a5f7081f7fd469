//! Noun phrases where nouns have capitals: what belongs to one, and how far it goes on.

use crate::{
    language::Form,
    quote::{
        lexicon::class,
        phrase::{self, Subject},
        reading::{Places, Reading},
    },
};

/// Words between marks that are shorter than this, in tokens with their marks, are a name or title.
const SHORT: usize = 8;

/// Longest complement or apposition, in tokens.
const LONGEST: usize = 16;

/// Whether these tokens can be one noun phrase with what completes it: a noun in them, no verb, no pronoun.
pub(super) fn is_nominal(r: &Reading, places: &Places) -> bool {
    let noun = places.clone().any(|k| r.name_at(k).is_some() || is_noun(r, k));
    noun && !places.clone().any(|k| r.quoted_at(k).is_none() && is_verbal(r, k))
}

/// Whether the token at `k` has a capital and is no small word at the head of a sentence.
pub(super) fn is_noun(r: &Reading, k: usize) -> bool {
    let small = class::DETERMINER | class::PREPOSITION | class::ADVERB | class::PRONOUN | class::CONJUNCTION;
    r.is_capital(k)
        && (r.is(k, class::DAY) || !r.is(k, small | class::SUBORDINATOR | class::CONDITIONAL | class::COMPLEMENTIZER))
}

/// Whether the token at `k` is a finite verb or a pronoun, or a word in lower case that no noun follows.
pub(super) fn is_verbal(r: &Reading, k: usize) -> bool {
    if r.name_at(k).is_some() || !r.is_word(k) || is_noun(r, k) {
        return false;
    }
    let finite = class::AUXILIARY | class::BE | class::MODAL | class::FINITE;
    let pronoun = r.is(k, class::PRONOUN | class::FIRST_PERSON | class::CLITIC) && !r.is(k, class::DETERMINER);
    let clause = r.is(k, class::COMPLEMENTIZER | class::SUBORDINATOR | class::CONDITIONAL | class::ECHO);
    r.is(k, finite) || pronoun || clause && !r.is(k, class::AS_MARK) || is_cue(r, k) || is_unknown_verb(r, k)
}

/// Whether the token at `k` is a finite form of a cue that no article stands before.
pub(super) fn is_cue(r: &Reading, k: usize) -> bool {
    let cue = r.word(k).is_some_and(|w| w.cues.iter().any(|&(_, f)| matches!(f, Form::Finite | Form::Apart)));
    let describes = k > 0 && r.is(k - 1, class::DETERMINER);
    cue && !describes && !r.is_capital(k)
}

/// A word that no class knows and that describes no noun behind it.
fn is_unknown_verb(r: &Reading, k: usize) -> bool {
    let unknown = |i: usize| r.classes(i) & !(class::REPORTIVE | class::UNREAL) == 0 && r.is_word(i);
    if !unknown(k) || r.is_capital(k) {
        return false;
    }
    let adjective =
        |&i: &usize| unknown(i) && !r.is_capital(i) || r.is(i, class::CONJUNCTION) || r.mark(i) == Some('-');
    let next = (k + 1..r.tokens.len().min(k + 6)).find(|i| !adjective(i));
    let describes = next.is_some_and(|i| r.is_capital(i) || r.quoted_at(i).is_some_and(|q| q.tokens.0 == i));
    !describes || !r.lower(k).ends_with(['e', 'n', 'r', 's', 'm'])
}

/// The preposition that governs the noun at `k`: nothing but an article and adjectives stand between.
pub(super) fn governor(r: &Reading, floor: usize, k: usize) -> Option<usize> {
    let before = (floor..k).rev().find(|&i| r.mark(i).is_some() || !describes(r, i))?;
    r.is(before, class::PREPOSITION).then_some(before)
}

/// The noun at `k` with its article and adjectives.
pub(super) fn around(r: &Reading, floor: usize, k: usize) -> Subject {
    let before = (floor..k).rev().take(4);
    let article = before.take_while(|&i| r.mark(i).is_none() && describes(r, i)).find(|&i| r.is(i, class::DETERMINER));
    Subject::Phrase(article.unwrap_or(k)..k + 1, false)
}

/// `der für den Damm zuständige Ingenieur`: a noun phrase whose article and noun hold words behind a preposition.
pub(super) fn embedding(r: &Reading, start: usize, limit: usize) -> Option<Subject> {
    if !r.is(start, class::DETERMINER) || !r.is(start + 1, class::PREPOSITION) {
        return None;
    }
    let adjective =
        |k: usize| r.mark(k).is_none() && !r.is_capital(k) && !r.is(k, class::DETERMINER | class::PREPOSITION);
    let noun = (start + 3..limit).find(|&k| is_noun(r, k) && adjective(k - 1) && adjective_or_noun(r, k - 2))?;
    Some(Subject::Phrase(start..noun_end(r, noun, limit), true))
}

/// Whether the token at `k` is no article or preposition: what stands before an adjective that ends embedded words.
fn adjective_or_noun(r: &Reading, k: usize) -> bool {
    !r.is(k, class::DETERMINER | class::PREPOSITION)
}

/// Whether the word at `k` is an article or an adjective.
fn describes(r: &Reading, k: usize) -> bool {
    let article = r.is(k, class::DETERMINER) && !r.is(k, class::PREPOSITION);
    article || !r.is_capital(k) && r.classes(k) & !(class::REPORTIVE | class::UNREAL) == 0
}

/// `subject` with the complement and the apposition that follow it: *der Chef der Agentur für Arbeit, Jan Terbeck*.
pub(super) fn extended(r: &Reading, subject: Subject, limit: usize) -> Subject {
    let Subject::Phrase(places, plural) = subject else { return subject };
    let end = complement(r, &places, limit);
    let end = apposition(r, &(places.start..end), limit).unwrap_or(end);
    Subject::Phrase(places.start..end, plural)
}

/// Behind the words that complete the noun phrase: a genitive, or words behind a preposition.
fn complement(r: &Reading, places: &Places, limit: usize) -> usize {
    let end = behind_brackets(r, places.end, limit);
    let person = phrase::eligible(r, places).any(|(n, _)| phrase::can_speak_as_person(n));
    if person || end >= limit || r.name_at(end).is_some() {
        return end;
    }
    if genitive(r, end, limit) {
        return complement(r, &(places.start..noun_end(r, end, limit)), limit);
    }
    let stop = (end..limit).find(|&k| closes(r, k)).unwrap_or(limit);
    let governed = r.is(end, class::PREPOSITION) && stop - end <= LONGEST && is_nominal(r, &(end..stop));
    if governed && apposition(r, &(places.start..stop), limit).is_some() {
        return stop;
    }
    let linked = r.is(end, class::COMPLEMENT) && !is_verbal(r, end + 1) || end > places.end && r.is(end, class::LINKER);
    if linked { complement(r, &(places.start..noun_end(r, end + 1, limit)), limit) } else { end }
}

/// Behind `(CDU)`: a few words in brackets right behind a noun phrase.
fn behind_brackets(r: &Reading, k: usize, limit: usize) -> usize {
    let close = (k..limit.min(k + 6)).find(|&i| r.mark(i) == Some(')')).filter(|_| r.mark(k) == Some('('));
    close.map_or(k, |i| i + 1)
}

/// *Einschätzung politischer Beobachter*: a genitive without an article.
fn genitive(r: &Reading, k: usize, limit: usize) -> bool {
    let adjective = r.classes(k) & !class::REPORTIVE == 0 && !r.is_capital(k) && r.lower(k).ends_with("er");
    adjective && k + 1 < limit && r.is_capital(k + 1) && r.is_word(k)
}

/// Behind the first noun from `k` on, with the name that it ends in.
fn noun_end(r: &Reading, k: usize, limit: usize) -> usize {
    let noun = (k..limit).find(|&i| is_noun(r, i) || r.name_at(i).is_some()).unwrap_or(k);
    let mut end = noun + 1;
    while end < limit && (r.name_at(end).is_some() || r.mark(end) == Some('-') && !r.is_spaced(end)) {
        end += 1 + usize::from(r.mark(end) == Some('-'));
    }
    end.min(limit)
}

/// The end of `, Chef des Hafens` behind a noun phrase.
fn apposition(r: &Reading, places: &Places, limit: usize) -> Option<usize> {
    let start = places.end + 1;
    if start >= limit || r.mark(places.end) != Some(',') || r.quoted_at(places.end).is_some() {
        return None;
    }
    let end = (start..limit).find(|&k| closes(r, k)).unwrap_or(limit);
    let chunk = start..end;
    let named = |p: &Places| phrase::eligible(r, p).any(|(n, _)| phrase::can_speak_as_person(n));
    let begins = is_noun(r, start) || r.is(start, class::DETERMINER) && !r.is(start, class::RELATIVE);
    let describes = named(places) != named(&chunk);
    (begins && describes && chunk.len() <= LONGEST && is_nominal(r, &chunk)).then_some(end)
}

/// Whether a noun phrase cannot go on over the mark at `k`.
fn closes(r: &Reading, k: usize) -> bool {
    if r.quoted_at(k).is_some_and(|q| q.tokens.1 - q.tokens.0 < SHORT) {
        return false; // der Sprecher von „Elbfunk“
    }
    let end = r.mark(k) == Some('.') && (k + 1 >= r.tokens.len() || r.is_spaced(k + 1) && !r.is(k - 1, class::TITLE));
    (end || matches!(r.mark(k), Some(',' | ';' | ':' | '(' | ')' | '–' | '—' | '„' | '?' | '!')))
        && r.quoted_at(k).is_none_or(|q| q.tokens.0 == k)
}
