//! `ein Bericht, wonach …` and `Demnach …`: words for a source that stood before.

use super::{comma, content_end, goes_on, nominal};
use crate::{
    model::{Act, QuotationKind},
    quote::{
        around, clause,
        direct::Sentence,
        draft::Draft,
        lexicon::class,
        phrase::Subject,
        reading::{Places, Reading},
    },
};

/// The quotations that *wonach*, *nach denen* and *demnach* bring in.
pub(in crate::quote) fn whereby(r: &Reading, s: &Sentence, drafts: &[Draft]) -> Vec<Draft> {
    let opening = opens(r, s).map(|from| draft(r, s, s.places.start..s.places.start + 1, from, before(r, s)));
    let inner = s.places.clone().skip(1).filter_map(|k| relative(r, s, k));
    let free =
        |d: &Draft| !drafts.iter().any(|other| d.content.iter().any(|a| other.content.iter().any(|b| a.overlaps(*b))));
    opening.into_iter().chain(inner).filter(free).collect()
}

/// Where the clause goes on behind `Demnach` at the head of the sentence.
fn opens(r: &Reading, s: &Sentence) -> Option<usize> {
    let first = s.places.start;
    (r.is(first, class::HENCE) && s.places.len() > 4).then_some(first + 1)
}

/// Who spoke in the sentence before: its subject where it names something said, else the speaker before.
fn before(r: &Reading, s: &Sentence) -> Subject {
    let last = r.sentence_of(s.places.start).checked_sub(1).map(|n| r.sentences[n].clone());
    let tells = |places: &Places| places.clone().any(|k| r.is_capital(k) && r.is(k, class::SOURCE | class::TELLING));
    let subject = last.filter(tells).and_then(|places| goes_on::main_subject(r, &places));
    subject.filter(|found| around::is_speaker_like(r, found)).unwrap_or(Subject::Previous)
}

/// `…, wonach …`, `…, nach denen …`: a relative clause that says what the source before it says.
fn relative(r: &Reading, s: &Sentence, k: usize) -> Option<Draft> {
    if !comma(r, k - 1) {
        return None;
    }
    let pronoun = r.is(k + 1, class::RELATIVE) && !r.is(k + 1, class::DETERMINER) || r.is(k + 1, class::OBLIQUE);
    let behind = r.lexicon.is_attribution(r.lower(k)) && pronoun && !r.is_capital(k + 2);
    let from = if r.is(k, class::WHEREBY) { k + 1 } else { behind.then_some(k + 2)? };
    let noun =
        (s.places.start..k - 1).rev().take(12).find(|&i| r.is_capital(i) && r.is(i, class::SOURCE | class::TELLING))?;
    let owner = nominal::around(r, s.places.start, noun);
    Some(draft(r, s, k..from, from, nominal::extended(r, owner, k - 1)))
}

fn draft(r: &Reading, s: &Sentence, cue: Places, from: usize, subject: Subject) -> Draft {
    let end = content_end(r, from, clause::end(r, from, &s.places, s.groups));
    let lemma = r.span(&cue).of(r.text).to_lowercase();
    let draft = Draft {
        content: Vec::new(),
        kind: QuotationKind::Indirect,
        cue: Some(cue),
        lemma: Some(lemma),
        act: Act::Say,
        subject,
        via: None,
        rule: "according-to",
        at: s.places.start,
    };
    draft.reported(r, r.trimmed(from..end))
}
