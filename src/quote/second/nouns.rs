//! Clauses that complete a noun for something said: *der Vorwurf, er habe …*, *die Forderung, die Brücke zu sperren*.

use super::{comma, content_end, goes_on, infinitive_at, is_reportive, nominal, subject};
use crate::{
    model::QuotationKind,
    quote::{
        around, clause,
        cue::Group,
        direct::Sentence,
        draft::Draft,
        lexicon::class,
        phrase::{self, Subject},
        reading::{Places, Reading},
    },
};

/// How far behind its noun a clause may begin, in tokens.
const REACH: usize = 14;

/// The quotations that nouns of the sentence bring in.
pub(in crate::quote) fn nouns(r: &Reading, s: &Sentence, drafts: &[Draft]) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    for noun in s.places.clone().filter(|&k| tells(r, k)) {
        let Some(content) = clause_of(r, s, noun) else { continue };
        let span = r.span(&content);
        let taken = |d: &Draft| d.content.iter().any(|c| c.overlaps(span));
        if !drafts.iter().any(taken) && !found.iter().any(taken) {
            found.extend(draft(r, s, noun, content));
        }
    }
    found
}

/// Whether the token at `k` is a noun for something said.
fn tells(r: &Reading, k: usize) -> bool {
    r.is_capital(k) && r.is(k, class::TELLING) && r.name_at(k).is_none() && r.quoted_at(k).is_none()
}

/// The clause behind the comma that follows the noun and what completes it.
fn clause_of(r: &Reading, s: &Sentence, noun: usize) -> Option<Places> {
    let limit = s.places.end.min(noun + REACH);
    let from = (noun + 1..limit).filter(|&k| comma(r, k)).map(|k| k + 1).take(2).find(|&k| begins(r, s, k))?;
    let stop = (noun + 1..from).any(|k| matches!(r.mark(k), Some(':' | ';')) || tells(r, k));
    let end = content_end(r, from, clause::end(r, from, &s.places, s.groups));
    let content = r.trimmed(from..end);
    (!stop && content.len() >= 3).then_some(content)
}

/// Whether a reported clause or infinitive begins at `k`.
fn begins(r: &Reading, s: &Sentence, k: usize) -> bool {
    if r.is(k, class::COMPLEMENTIZER) || infinitive_at(r, &s.places, k) {
        return true;
    }
    if r.is(k + 1, class::CONDITIONAL | class::SUBORDINATOR) {
        return false; // auch wenn
    }
    let part = k..(k..s.places.end).find(|&i| comma(r, i)).unwrap_or(s.places.end);
    let out = class::RELATIVE | class::WHETHER | class::CONJUNCTION | class::ECHO | class::SUBORDINATOR;
    let free = !r.is(k, out) || r.is(k, class::DETERMINER);
    free && part.skip(1).any(|i| is_reportive(r, i))
}

fn draft(r: &Reading, s: &Sentence, noun: usize, content: Places) -> Option<Draft> {
    let act = r.word(noun)?.act?;
    let draft = Draft {
        content: Vec::new(),
        kind: QuotationKind::Indirect,
        cue: Some(noun..noun + 1),
        lemma: Some(r.span(&(noun..noun + 1)).of(r.text).to_string()),
        act,
        subject: speaker(r, s, noun),
        via: None,
        rule: "noun-clause",
        at: s.places.start,
    };
    Some(draft.reported(r, content))
}

/// Who says it: whoever completes the noun, whom *von* names before it, or the subject of the sentence.
fn speaker(r: &Reading, s: &Sentence, noun: usize) -> Subject {
    let speaks = |found: &Subject| around::is_speaker_like(r, found) && !subject::is_nobody(r, found);
    let phrase = |k: usize| phrase::right_of(r, k, s.places.end).filter(speaks);
    let owner = owner_at(r, noun + 1).and_then(phrase).map(|found| nominal::extended(r, found, s.places.end));
    let agent = || (s.places.start..noun).filter(|&k| r.is(k, class::COMPLEMENT)).find_map(|k| phrase(k + 1));
    let governor = nominal::governor(r, s.places.start, noun);
    let main = || match governor {
        Some(k) if !r.is(k, class::MEANS) => None,
        Some(_) => goes_on::main_subject(r, &s.places).filter(speaks),
        None => goes_on::main_subject(r, &s.places),
    };
    let before =
        |found: &Subject| phrase::end_of(found).is_some_and(|end| end <= noun) && !subject::is_nobody(r, found);
    let own = || r.is(noun, class::SOURCE).then(|| nominal::around(r, s.places.start, noun));
    owner.or_else(agent).or_else(|| main().filter(before)).or_else(own).unwrap_or(Subject::Unknown)
}

/// Where the words begin that say whose claim it is: *der Regierung*, *ihres Trainers*, *von Jan Terbeck*.
fn owner_at(r: &Reading, k: usize) -> Option<usize> {
    let genitive = r.is(k, class::LINKER | class::DETERMINER) && r.lower(k).ends_with(['s', 'r']);
    if r.is(k, class::COMPLEMENT) { Some(k + 1) } else { genitive.then_some(k) }
}

/// `Den Vorwurf, er habe …, wies X zurück`: whether a noun for something said and its clause fill the place before the verb.
pub(in crate::quote) fn is_claim(r: &Reading, s: &Sentence, group: &Group) -> bool {
    let first = s.places.clone().take(4).find(|&k| tells(r, k));
    let object = r.is(s.places.start, class::OBLIQUE) || r.is(s.places.start, class::DETERMINER);
    object && first.is_some_and(|k| k < group.places.start && clause_of(r, s, k).is_some())
}
