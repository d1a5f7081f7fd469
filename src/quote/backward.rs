//! A sentence that tells who said the one before it: `«…». Lo ha detto X.`, `Así lo aseguró X.`

use super::{
    around, clause,
    cue::Group,
    direct::Sentence,
    draft::Draft,
    lexicon::class,
    phrase::{self, Subject},
    reading::{Places, Reading},
};
use crate::{
    language::{Form, Frame},
    model::{Act, QuotationKind},
};

/// Gives the sentence before this one to whoever is said to have said it; `first` is where the drafts of this one begin.
pub(super) fn attribute(r: &Reading, s: &Sentence, first: usize, drafts: &mut Vec<Draft>) {
    let taken = |cue: &Places| drafts[first..].iter().any(|d| d.cue.as_ref() == Some(cue));
    if !r.lexicon.drops_subject || s.groups.first().is_some_and(|g| taken(&g.places)) {
        return;
    }
    let Some(before) = before(r, &s.places) else { return };
    let whole = r.span(&before);
    if let Some(subject) = thus(r, s) {
        if let Some(last) =
            drafts[..first].last_mut().filter(|d| d.content.last().is_some_and(|c| c.overlaps(whole)) && is_nobodys(d))
        {
            (last.subject, last.cue, last.rule) =
                (subject, Some(s.places.start..s.places.start + 1), "quote-cue-speaker");
        }
        return;
    }
    let Some((group, subject)) = s.groups.first().and_then(|g| Some((g, takes_up(r, s, g)?))) else { return };
    match drafts[..first].last_mut().filter(|d| d.content.last().is_some_and(|c| c.overlaps(whole))) {
        Some(last) if is_nobodys(last) => {
            let found = Draft::of(r, group, subject, "quote-cue-speaker");
            *last = Draft { content: last.content.clone(), kind: last.kind, at: last.at, ..found };
        }
        Some(_) => {}
        None if r.quoted_in(&before).is_empty() && clause::attribution(r, before.start).is_none() => {
            let mut draft = Draft::of(r, group, subject, "clause-cue-speaker").reported(r, r.trimmed(before.clone()));
            draft.at = before.start;
            drafts.insert(first, draft);
        }
        None => {}
    }
}

/// `Così X alla radio.`: who stands right behind a word that takes up a quotation.
fn thus(r: &Reading, s: &Sentence) -> Option<Subject> {
    let first = s.places.start;
    let subject = r.is(first, class::THUS).then(|| phrase::right_of(r, first + 1, s.places.end)).flatten()?;
    around::is_speaker_like(r, &subject).then_some(subject)
}

/// The subject of a cue at the head of its sentence that has a pronoun for what was said as its object.
fn takes_up(r: &Reading, s: &Sentence, group: &Group) -> Option<Subject> {
    let start = group.places.start;
    let leads = start == s.places.start || start == s.places.start + 1 && r.is(s.places.start, class::ADVERB);
    let object = |k: usize| r.is(k, class::OBJECT) && !r.is(k, class::REFLEXIVE);
    let pronoun = (start..group.verb).any(object) && matches!(group.form, Form::Finite | Form::Participle);
    let says = matches!(group.cue(r).act, Act::Say | Act::Announce | Act::Confirm) && group.takes(r, Frame::Clause);
    let about = start == s.places.start + 2 && r.is(s.places.start, class::PREPOSITION); // Об этом сообщил X
    let about = about && r.is(start - 1, class::TAKES_UP);
    if !(leads && pronoun || about) || !says || group.negated || !group.speaks(r) {
        return None;
    }
    phrase::right_of(r, group.places.end, s.places.end).filter(|subject| around::is_speaker_like(r, subject))
}

/// The sentence before this one in its paragraph.
fn before(r: &Reading, sentence: &Places) -> Option<Places> {
    let n = r.sentence_of(sentence.start).checked_sub(1)?;
    let before = r.sentences.get(n)?.clone();
    (r.paragraph_of(before.start) == r.paragraph_of(sentence.start)).then_some(before)
}

fn is_nobodys(draft: &Draft) -> bool {
    draft.kind == QuotationKind::Direct && matches!(draft.subject, Subject::Unknown | Subject::Previous)
}
