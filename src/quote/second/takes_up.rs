//! `Das teilte die Polizei mit`: a word for what stood before, which somebody said.

use super::{right, subject::is_nobody};
use crate::{
    language::Frame,
    model::QuotationKind,
    quote::{
        cue::Group,
        direct::Sentence,
        draft::Draft,
        lexicon::class,
        phrase,
        reading::{Places, Reading},
    },
};

/// The quotation whose words stand before a sentence or a clause that begins with *das*, *dies*.
pub(in crate::quote) fn takes_up(r: &Reading, s: &Sentence, drafts: &[Draft]) -> Option<Draft> {
    let (n, at) = s.groups.iter().enumerate().find_map(|(n, group)| Some((n, pronoun(r, s, group)?)))?;
    let group = &s.groups[n];
    let subject = right(r, group, s.places.end)?;
    let first = phrase::start_of(&subject)?;
    let source = !group.cue(r).speaker.is_empty();
    let speaks = (source || !r.is(first, class::OBLIQUE | class::PREPOSITION)) && !is_nobody(r, &subject);
    let said = if at > s.places.start { r.trimmed(s.places.start..at) } else { before(r, s.places.start)? };
    let span = r.span(&said);
    let fresh = !drafts.iter().rev().take(8).any(|d| d.content.iter().any(|c| c.overlaps(span)));
    if !speaks || !fresh {
        return None;
    }
    let mut draft = Draft::of(r, group, subject, "takes-up-sentence").reported(r, said.clone());
    if let [q] = r.quoted_in(&said)
        && q.tokens == (said.start, said.end)
    {
        draft.kind = QuotationKind::Direct;
        draft.content = vec![q.inner];
    }
    Some(draft)
}

/// The place of the pronoun right before the verb of `group`, at the head of the sentence or of a last clause.
fn pronoun(r: &Reading, s: &Sentence, group: &Group) -> Option<usize> {
    let tells = group.takes(r, Frame::Clause) && group.speaks(r) && !group.negated;
    let verb = group.places.start;
    let at = (verb.saturating_sub(2).max(s.places.start)..verb).find(|&k| r.is(k, class::TAKES_UP))?;
    let near = (at + 1..verb).all(|k| r.is(k, class::ADVERB));
    let parted =
        at == s.places.start || matches!(r.mark(at - 1), Some(',' | '–' | '—' | '-')) && at > s.places.start + 4;
    (tells && near && parted).then_some(at)
}

/// The sentence before the one that begins at `start`, in its paragraph; both where two open the text.
fn before(r: &Reading, start: usize) -> Option<Places> {
    let sentence = r.sentence_of(start);
    let paragraph = r.paragraph_of(start);
    let last = r.sentences.get(sentence.checked_sub(1)?)?;
    if r.paragraph_of(last.start) != paragraph {
        return None;
    }
    let opens = paragraph == 0 && sentence == 2;
    Some(r.trimmed(if opens { r.sentences[0].start } else { last.start }..last.end))
}
