//! Quotation marks that no cue explains: `Macron : « … »`, a quotation that goes on, or one that nobody is said to speak.

use super::{
    cue,
    direct::Sentence,
    draft::Draft,
    lexicon::class,
    marks::Quoted,
    phrase::{self, Subject},
    reading::{Places, Reading},
    reported, second,
};
use crate::model::QuotationKind;

/// Shortest quotation, in tokens, that is one although nobody is said to speak it.
const ALONE: usize = 6;

/// Attributes those of `quoted` that no cue explained; `first` is where the drafts of this sentence begin.
pub(super) fn attribute(r: &Reading, s: &Sentence, quoted: &[Quoted], first: usize, drafts: &mut Vec<Draft>) {
    for q in quoted {
        let taken = drafts[first..].iter().any(|d| d.content.iter().any(|c| c.overlaps(q.outer)));
        if taken {
            continue;
        }
        let rest = r.trimmed(s.places.clone());
        let whole = rest.start == q.tokens.0 && rest.end <= q.tokens.1;
        if whole && let Some(open) = drafts.last_mut().filter(|d| reopens(r, q, d)) {
            open.content.push(q.inner);
            continue;
        }
        let (subject, rule) = if let Some(name) = named_before_colon(r, &s.places, q) {
            (Subject::Phrase(name, true), "name-colon-quote")
        } else if let Some(name) = named_behind_colon(r, s, q) {
            (Subject::Phrase(name, true), "name-colon-quote")
        } else if !r.lexicon.verb_second && behind_colon(r, s, q) {
            (Subject::Inherited, "colon-quote")
        } else if let Some(subject) = (whole && drafts.len() == first).then(|| announced(r, s)).flatten() {
            (subject, "speaker-cue-quote")
        } else if whole && follows_quotation(r, s, first, drafts) {
            (Subject::Previous, "floating-quote")
        } else if let Some(subject) = second::before_colon(r, s, q).filter(|_| is_sentence(r, q)) {
            let known = !matches!(subject, Subject::Unknown) || !follows_quotation(r, s, first, drafts);
            (if known { subject } else { Subject::Previous }, "clause-colon-quote")
        } else if r.lexicon.verb_second && whole && q.tokens.1 - q.tokens.0 > ALONE && is_sentence(r, q) {
            (second::spoken_of(r, s).unwrap_or(Subject::Unknown), "quote-alone")
        } else if whole && is_sentence(r, q) && somebody_spoke(r, s, drafts) {
            (Subject::Near { spoke: true }, "floating-quote-near")
        } else if whole && is_sentence(r, q) && r.paragraphs[r.paragraph_of(s.places.start)].start < s.places.start {
            (Subject::Near { spoke: false }, "quote-alone")
        } else if q.tokens.1 - q.tokens.0 > ALONE && (whole && is_sentence(r, q) || is_paragraph(r, s, q)) {
            (Subject::Unknown, "quote-alone")
        } else {
            continue;
        };
        drafts.push(Draft::said(subject, rule, q.tokens.0).direct(r, q.inner));
    }
}

/// `Macron : « … »`: nothing but a name and a colon before the marks.
fn named_before_colon(r: &Reading, sentence: &Places, q: &Quoted) -> Option<Places> {
    let colon = q.tokens.0.checked_sub(1).filter(|&k| k > sentence.start && r.mark(k) == Some(':'))?;
    let places = sentence.start..colon;
    let (_, own) = phrase::eligible(r, &places).next()?;
    if second::holds_verb_where_second(r, &places) {
        return None;
    }
    let verb =
        |k: usize| k >= own.end && (r.is(k, class::AUXILIARY | class::BE | class::PREPOSITION) || r.is_finite(k));
    let named = own.start > places.start || !places.clone().any(verb);
    let places = if named { places } else { own }; // "X turns it down: '…'"
    (places.len() <= 8 && !places.clone().any(|k| r.mark(k).is_some_and(|c| c != '-'))).then_some(places)
}

/// Whether the words between the marks go on with those of the paragraph before, whose mark nothing closed.
fn reopens(r: &Reading, q: &Quoted, draft: &Draft) -> bool {
    let n = r.quoted.partition_point(|other| other.tokens.0 < q.tokens.0);
    let before = n.checked_sub(1).map(|n| r.quoted[n]).filter(|before| !before.closed);
    let next = |before: &Quoted| before.tokens.1 == q.tokens.0 && draft.content.last() == Some(&before.inner);
    draft.kind == QuotationKind::Direct && before.is_some_and(|before| next(&before))
}

/// Who speaks in a paragraph of its own behind one that ends with a colon: `Le maire a réagi :`.
fn announced(r: &Reading, s: &Sentence) -> Option<Subject> {
    let before = r.sentences.get(r.sentence_of(s.places.start).checked_sub(1)?)?;
    let colon = before.end.checked_sub(1).filter(|&k| r.mark(k) == Some(':') && before.end == s.places.start)?;
    let groups = cue::groups(r, before);
    let last = groups.iter().rev().find(|g| g.speaks(r) && g.places.end <= colon)?;
    let sentence = Sentence { places: before.clone(), groups: &groups, used: Vec::new() };
    Some(reported::subject(r, &sentence, last)).filter(|subject| !matches!(subject, Subject::Inherited))
}

/// `« … » : Macron, …`: a heading that begins with the words and goes on with their speaker.
fn named_behind_colon(r: &Reading, s: &Sentence, q: &Quoted) -> Option<Places> {
    let heading = q.tokens.0 == s.places.start && r.mark(q.tokens.1) == Some(':') && q.tokens.1 - q.tokens.0 > 4;
    let name = r.name_at(q.tokens.1 + 1).filter(|n| heading && phrase::can_speak_as_person(n))?;
    let places = r.tokens.within(name.span);
    let article = r.is(places.end, class::DETERMINER | class::PREPOSITION | class::CONJUNCTION);
    (!article).then_some(places)
}

/// `Il se montre plus direct : « … »`: a whole sentence between marks behind a colon, and no verb of speaking before it.
fn behind_colon(r: &Reading, s: &Sentence, q: &Quoted) -> bool {
    let colon = q.tokens.0 > s.places.start + 2 && r.mark(q.tokens.0 - 1) == Some(':');
    let last = q.tokens.1 >= r.trimmed(s.places.clone()).end;
    let capital = q.inner.of(r.text).starts_with(char::is_uppercase);
    let verb = |k: usize| {
        r.name_at(k).is_none() && (r.is(k, class::AUXILIARY | class::BE | class::REFLEXIVE) || r.is_finite(k))
    };
    let resumes = r.is(s.places.start, class::CONJUNCTION | class::ADVERB) && q.tokens.0 - s.places.start < 9; // "Puis, plus gravement :"
    let long = q.tokens.1 - q.tokens.0 > 4;
    colon && last && capital && long && (resumes || (s.places.start..q.tokens.0).any(verb))
}

/// Whether the sentence before, or an earlier quotation in this one, is spoken by somebody.
fn follows_quotation(r: &Reading, s: &Sentence, first: usize, drafts: &[Draft]) -> bool {
    let Some(last) = drafts.last() else { return false };
    if drafts.len() > first {
        return true;
    }
    let cue = last.cue.as_ref().map_or(0, |c| c.start); // «…». Lo ha detto X. «…»
    let at = last.content.last().map_or(0, |c| r.tokens.at(c.start)).max(cue);
    let same = r.paragraph_of(at) == r.paragraph_of(s.places.start);
    let next = r.paragraph_of(at) + 1 == r.paragraph_of(s.places.start);
    let adjacent = r.sentence_of(at) + 1 == r.sentence_of(s.places.start);
    let speaks = !matches!(last.subject, Subject::Unknown);
    speaks && adjacent && (same || next && last.kind == QuotationKind::Direct)
}

/// How many sentences back somebody may have spoken whom words between marks go on with.
const REACH: usize = 6;

/// Whether somebody spoke a few sentences before, in this paragraph or the one before it.
fn somebody_spoke(r: &Reading, s: &Sentence, drafts: &[Draft]) -> bool {
    drafts.last().is_some_and(|last| {
        let at = r.tokens.at(last.content.last().map_or(0, |c| c.start));
        let near = r.sentence_of(at) + REACH >= r.sentence_of(s.places.start);
        let paragraph = r.paragraph_of(at) + 1 >= r.paragraph_of(s.places.start);
        near && paragraph && !matches!(last.subject, Subject::Unknown)
    })
}

/// Whether the words between the marks are all of their paragraph, or all before a colon: a heading.
fn is_paragraph(r: &Reading, s: &Sentence, q: &Quoted) -> bool {
    let places = &r.paragraphs[r.paragraph_of(s.places.start)];
    let behind = q.tokens.1 == places.end && q.tokens.0 > places.start && r.mark(q.tokens.0 - 1) == Some(':');
    behind || q.tokens.0 == places.start && (q.tokens.1 == places.end || r.mark(q.tokens.1) == Some(':'))
}

/// Whether the words between the marks are a sentence of their own.
fn is_sentence(r: &Reading, q: &Quoted) -> bool {
    let inner = q.inner.of(r.text);
    let behind = r.mark(q.tokens.1).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…'));
    inner.starts_with(|c: char| c.is_uppercase() || matches!(c, '[' | '…' | '¿' | '¡'))
        && (behind || inner.ends_with(['.', '!', '?', '…']))
}
