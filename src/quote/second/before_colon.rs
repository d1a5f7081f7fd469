//! `Jan Terbeck griff den Rat an: „…“`: a sentence before a colon whose verb no pack lists as a cue.

use super::{goes_on, nominal, subject};
use crate::quote::{around, direct::Sentence, lexicon::class, marks::Quoted, phrase::Subject, reading::Reading};

/// Longest title, in tokens with its marks.
const TITLE: usize = 8;

/// Who speaks between the marks behind a colon: the subject of the sentence before it, or a noun phrase alone; the speaker
/// before where nothing but a small word stands there, or where a second quotation is joined to the first.
pub(in crate::quote) fn before_colon(r: &Reading, s: &Sentence, q: &Quoted) -> Option<Subject> {
    let mark = q.tokens.0.checked_sub(1).filter(|&k| r.lexicon.verb_second && k > s.places.start)?;
    let inner = q.inner.of(r.text);
    let sentence = inner.ends_with(['.', '!', '?', '…']) || q.tokens.1 - q.tokens.0 > TITLE;
    if !sentence {
        return None;
    }
    if r.is(mark, class::CONJUNCTION) && r.quoted_at(mark - 1).is_some() {
        return Some(Subject::Previous);
    }
    if r.mark(mark) != Some(':') {
        return None;
    }
    let places = r.trimmed(s.places.start..mark);
    if places.clone().all(|k| r.is(k, class::CONJUNCTION | class::ADVERB)) {
        return Some(Subject::Previous);
    }
    let bare = |found: &Subject| matches!(found, Subject::Phrase(p, _) if p.len() == 1 && r.classes(p.start) == 0);
    let speaks = |found: &Subject| (around::is_speaker_like(r, found) || bare(found)) && !subject::is_nobody(r, found);
    let verbless = nominal::is_nominal(r, &places) && !r.is(places.start, class::PREPOSITION);
    let found = if verbless { Some(Subject::Phrase(places, false)) } else { goes_on::main_subject(r, &places) };
    Some(found.filter(speaks).unwrap_or(Subject::Unknown))
}
