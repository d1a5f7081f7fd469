//! Reported speech that goes on over the next sentences: *Er sei …*, *Die Arbeiten würden …*.

use super::{comma, field, is_finite, is_reportive, nominal, subject};
use crate::{
    language::Frame,
    model::{Act, QuotationKind},
    quote::{
        around,
        cue::{self, Group},
        direct::Sentence,
        draft::Draft,
        lexicon::class,
        phrase::{self, Subject},
        reading::{Places, Reading},
    },
    text::TokenKind,
};

/// The rule by which reported speech goes on over the next sentences.
const GOES_ON: &str = "reported-speech-goes-on";

/// The same where *soll* tells it.
const HEARSAY: &str = "hearsay-goes-on";

/// How many sentences behind one in which somebody speaks the form of reported speech still tells that he goes on.
const NEAR: usize = 2;

/// Fewest tokens of a sentence that is reported speech by its form alone.
const ALONE: usize = 4;

/// The form of a sentence's main verb.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    /// *sei*, *habe*: nothing but reported speech stands in it.
    Reported,
    /// *wäre*, *hätte*: reported speech, or what is not so.
    Unreal,
    /// *soll*: what others say, or what is planned.
    Hearsay,
}

/// A sentence in the form of reported speech in which no cue stands: the speaker before it goes on, or who is spoken of
/// right before.
pub(in crate::quote) fn goes_on(r: &Reading, s: &Sentence, drafts: &mut Vec<Draft>) {
    let Some(mood) = mood(r, &s.places) else { return };
    let distance = distance(r, s, drafts);
    let places = r.trimmed(s.places.clone());
    let rule = if mood == Mood::Hearsay { HEARSAY } else { GOES_ON };
    if let Some(last) = drafts.last_mut().filter(|last| distance == Some(1) && last.rule == rule) {
        if places.clone().any(|k| r.quoted_at(k).is_some()) {
            last.kind = QuotationKind::Mixed;
        }
        last.content.push(r.span(&places));
        return;
    }
    let same = |at: usize| r.paragraph_of(at) == r.paragraph_of(s.places.start);
    let adjacent =
        distance == Some(1) && (mood != Mood::Hearsay || same(r.sentences[r.sentence_of(s.places.start) - 1].start));
    let subject = match distance {
        _ if adjacent => Subject::Previous,
        _ if mood != Mood::Reported => return,
        Some(n) if n <= NEAR => told_by(r, s, true).unwrap_or(Subject::Previous),
        _ if places.len() < ALONE => return,
        _ => told_by(r, s, false).unwrap_or(Subject::Unknown),
    };
    let previous = matches!(subject, Subject::Previous);
    let act = drafts.last().filter(|_| previous).map_or(Act::Say, |last| last.act);
    let draft = Draft { act, ..Draft::said(subject, rule, s.places.start) };
    drafts.push(draft.reported(r, places));
}

/// How many sentences lie between this one and the last in which somebody speaks, in this paragraph or the one before.
fn distance(r: &Reading, s: &Sentence, drafts: &[Draft]) -> Option<usize> {
    let last = drafts.last().filter(|last| !matches!(last.subject, Subject::Unknown))?;
    let content = last.content.last().map_or(0, |c| r.tokens.at(c.start));
    let at = r.sentence_of(content.max(last.cue.as_ref().map_or(0, |c| c.start)));
    let near = r.paragraph_of(r.sentences[at].start) + 1 >= r.paragraph_of(s.places.start);
    near.then(|| r.sentence_of(s.places.start).saturating_sub(at))
}

/// The form of the sentence's main verb, if it is that of reported speech.
fn mood(r: &Reading, sentence: &Places) -> Option<Mood> {
    let word = r.tokens.get(sentence.start).is_some_and(|t| t.kind != TokenKind::Mark('('));
    let verb = main_verb(r, sentence).filter(|_| word)?;
    if r.is(verb, class::HEARSAY) {
        return Some(Mood::Hearsay);
    }
    if !is_reportive(r, verb) {
        return None;
    }
    Some(if r.is(verb, class::UNREAL) { Mood::Unreal } else { Mood::Reported })
}

/// The finite verb of the main clause: the first of the sentence, or the one behind the comma of a clause that opens it.
fn main_verb(r: &Reading, sentence: &Places) -> Option<usize> {
    let subordinate = class::COMPLEMENTIZER | class::RELATIVE | class::CONDITIONAL | class::SUBORDINATOR;
    let opens = r.is(sentence.start, subordinate) && !r.is(sentence.start, class::DETERMINER);
    if opens {
        return (sentence.start + 1..sentence.end).find(|&k| comma(r, k - 1) && is_finite(r, k));
    }
    let parts = |k: &usize| comma(r, *k) || matches!(r.mark(*k), Some(':' | ';'));
    let end = sentence.clone().find(parts).unwrap_or(sentence.end);
    (sentence.start..end).find(|&k| is_finite(r, k))
}

/// Who is the subject of a cue in the sentence before this one, where the verb stands second.
pub(in crate::quote) fn spoken_of(r: &Reading, s: &Sentence) -> Option<Subject> {
    if r.lexicon.verb_second { told_by(r, s, true) } else { None }
}

/// Who is the subject of the sentence before this one in its paragraph: of a cue in it, or (unless `only_cues`) of its
/// first verb.
fn told_by(r: &Reading, s: &Sentence, only_cues: bool) -> Option<Subject> {
    let before = r.sentences.get(r.sentence_of(s.places.start).checked_sub(1)?)?.clone();
    if r.paragraph_of(before.start) != r.paragraph_of(s.places.start) {
        return None;
    }
    let groups = cue::groups(r, &before);
    let sentence = Sentence { places: before.clone(), groups: &groups, used: vec![false; groups.len()] };
    let speaks = |found: &Subject| around::is_speaker_like(r, found) && !subject::is_nobody(r, found);
    let said = groups.iter().rev().filter(|g| g.speaks(r)).map(|g| subject::subject(r, &sentence, g)).find(speaks);
    said.or_else(|| if only_cues { None } else { first_subject(r, &before).filter(speaks) })
}

/// The noun phrase before the first verb of a sentence.
fn first_subject(r: &Reading, sentence: &Places) -> Option<Subject> {
    let verb = sentence.clone().find(|&k| nominal::is_verbal(r, k))?;
    let parts = field::constituent(r, sentence.start, verb)?;
    let first = parts[0].start;
    let topic = r.is(first, class::PREPOSITION | class::OBLIQUE | class::AS_MARK) && r.name_at(first).is_none();
    (!topic).then(|| Subject::Phrase(first..parts[parts.len() - 1].end, false))
}

/// The same, or the pronoun before that verb, or the noun phrase behind it.
pub(super) fn main_subject(r: &Reading, sentence: &Places) -> Option<Subject> {
    let pronoun = |k: usize| r.is(k, class::PRONOUN) && !r.is(k, class::OBLIQUE) && r.name_at(k).is_none();
    if pronoun(sentence.start) {
        return Some(Subject::Pronoun(sentence.start..sentence.start + 1));
    }
    first_subject(r, sentence).or_else(|| {
        let verb = sentence.clone().find(|&k| is_finite(r, k) || nominal::is_verbal(r, k) && !pronoun(k))?;
        let from = verb + 1 + usize::from(r.is(verb + 1, class::CLITIC));
        phrase::right_of(r, from, sentence.end).filter(|_| !r.is(from, class::PREPOSITION | class::OBLIQUE))
    })
}

/// `X kritisierte die Pläne: Sie seien …`: the clause behind a colon, right behind the cue or in the form of reported speech.
pub(in crate::quote) fn colon(r: &Reading, s: &Sentence, group: &Group) -> Option<usize> {
    let at = (group.places.end..s.places.end).find(|&k| r.mark(k) == Some(':') && r.quoted_at(k).is_none())?;
    let rest = at + 1..s.places.end;
    let plain = r.quoted_in(&rest).first().is_none_or(|q| q.tokens.0 > at + 1) && rest.len() > 3;
    let near = (group.places.end..at).all(|k| cue::is_adverb(r, k) || group.apart == Some(k));
    let says = near && group.takes(r, Frame::Clause) && !group.cue(r).weak;
    let speaks = around::is_speaker_like(r, &subject::subject(r, s, group));
    (plain && speaks && (says || mood(r, &rest) == Some(Mood::Reported))).then_some(at + 1)
}
