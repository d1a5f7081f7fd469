//! The templates, sentence by sentence.

use super::{
    according::{self, According},
    around, backward, cue,
    direct::{self, Sentence},
    draft::Draft,
    marks::Quoted,
    phrase::{self, Subject},
    reading::{Places, Reading},
    reported, second,
};
use crate::{
    language::Frame,
    model::{Act, QuotationKind},
    span::Span,
};

/// The rule by which reported speech goes on over the next sentences.
const GOES_ON: &str = "reported-speech-goes-on";

/// How many sentences behind one in which somebody speaks the form of reported speech still tells that he goes on.
const NEAR: usize = 2;

/// Shortest quotation, in tokens, that is one although nobody is said to speak it.
const ALONE: usize = 6;

/// The drafts of every sentence, in order.
pub(super) fn drafts(r: &Reading) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for places in &r.sentences {
        let groups = cue::groups(r, places);
        let quoted = r.quoted_in(places);
        let mut s = Sentence { places: places.clone(), groups: &groups, used: vec![false; groups.len()] };
        let first = drafts.len();
        let according = according::find(r, places, &groups);
        marked(r, &mut s, quoted, &mut drafts);
        governed(r, &s, first, &mut drafts);
        attributed(r, &s, according, first, &mut drafts);
        left_over(r, &s, quoted, first, &mut drafts);
        gone_on(r, &s, first, &mut drafts);
        backward::attribute(r, &s, first, &mut drafts);
    }
    drafts
}

/// Words between quotation marks with a cue beside them.
fn marked(r: &Reading, s: &mut Sentence, quoted: &[Quoted], drafts: &mut Vec<Draft>) {
    let mut n = 0;
    while n < quoted.len() {
        let found = direct::attribute(r, s, &quoted[n], &quoted[n + 1..]);
        n += 1 + found.as_ref().map_or(0, |(_, joined)| *joined);
        drafts.extend(found.map(|(draft, _)| draft));
    }
}

/// What the cues that are still free govern.
fn governed(r: &Reading, s: &Sentence, first: usize, drafts: &mut Vec<Draft>) {
    for n in 0..s.groups.len() {
        if s.used[n] || s.groups[n].cue(r).mute {
            continue;
        }
        let draft = reported::governed(r, s, n).or_else(|| around::trailing(r, s, n));
        let fresh = |d: &Draft| !drafts[first..].iter().any(|other| overlap(d, other));
        if let Some(draft) = draft.filter(fresh) {
            drafts.push(draft);
        }
    }
}

fn overlap(a: &Draft, b: &Draft) -> bool {
    a.content.iter().any(|x| b.content.iter().any(|y| x.overlaps(*y)))
}

/// *Selon X*: a quotation of its own, or who passed on the one that a cue in it brings.
fn attributed(r: &Reading, s: &Sentence, according: Vec<According>, first: usize, drafts: &mut Vec<Draft>) {
    for one in according {
        let covers = |d: &Draft| one.content.iter().any(|c| d.content.iter().any(|&x| r.span(c).overlaps(x)));
        let own = |d: &Draft| {
            s.groups
                .iter()
                .any(|g| Some(&g.places) == d.cue.as_ref() && (g.takes(r, Frame::Clause) && !is_noun_rule(d.rule)))
        };
        if let Some(passed) = drafts[first..].iter_mut().find(|d| speaks_before(d, &one)) {
            passed.via = passed.via.or_else(|| speaker_span(r, &one.draft.subject));
            continue;
        }
        let inside = |d: &Draft| own(d) && d.content.iter().any(|c| c.contains(r.span(&one.places)));
        if drafts[first..].iter().any(inside) {
            continue; // "X a dit que les drones, selon lui, …"
        }
        let whole = one.content.len() == 1;
        let spoken = drafts[first..].iter_mut().find(|d| covers(d) && own(d) && d.rule != "according-to");
        if let Some(spoken) = spoken.filter(|_| whole) {
            spoken.via = spoken.via.or_else(|| speaker_span(r, &one.draft.subject));
            continue;
        }
        let mut n = 0;
        drafts.retain(|d| {
            n += 1;
            n <= first || !covers(d)
        });
        drafts.push(one.draft);
    }
}

/// `X aurait affirmé, selon Y, que …`: whether the attribution stands right behind this cue.
fn speaks_before(draft: &Draft, one: &According) -> bool {
    draft.cue.as_ref().is_some_and(|c| c.end + 1 == one.places.start) && draft.rule == "cue-that-clause"
}

fn is_noun_rule(rule: &str) -> bool {
    matches!(rule, "cue-noun" | "cue-quoted-words")
}

fn speaker_span(r: &Reading, subject: &Subject) -> Option<Span> {
    match subject {
        Subject::Phrase(p, _) | Subject::Pronoun(p) => Some(r.span(p)),
        _ => None,
    }
}

/// A sentence in the form of reported speech behind one in which somebody speaks.
fn gone_on(r: &Reading, s: &Sentence, first: usize, drafts: &mut Vec<Draft>) {
    let silent = drafts.len() == first && r.lexicon.verb_second;
    if !silent || !second::goes_on(r, &s.places) || !is_near(r, s, drafts) {
        return;
    }
    let Some(last) = drafts.last_mut() else { return };
    let places = r.trimmed(s.places.clone());
    if last.rule == GOES_ON {
        last.content.push(r.span(&places));
        return;
    }
    let draft = Draft {
        content: Vec::new(),
        kind: QuotationKind::Indirect,
        cue: None,
        lemma: None,
        act: last.act,
        subject: Subject::Previous,
        via: None,
        rule: GOES_ON,
        at: s.places.start,
    };
    drafts.push(draft.reported(r, places));
}

/// Whether somebody spoke a little before this sentence.
fn is_near(r: &Reading, s: &Sentence, drafts: &[Draft]) -> bool {
    drafts.last().is_some_and(|last| {
        let at = r.sentence_of(last.content.last().map_or(0, |c| r.tokens.at(c.start)));
        let paragraph = r.paragraph_of(r.sentences[at].start);
        !matches!(last.subject, Subject::Unknown)
            && at + NEAR >= r.sentence_of(s.places.start)
            && paragraph + 1 >= r.paragraph_of(s.places.start)
    })
}

/// Quotation marks that no cue explained: `Macron : « … »`, a quotation that goes on, or one that nobody is said to speak.
fn left_over(r: &Reading, s: &Sentence, quoted: &[Quoted], first: usize, drafts: &mut Vec<Draft>) {
    for q in quoted {
        let taken = drafts[first..].iter().any(|d| d.content.iter().any(|c| c.overlaps(q.outer)));
        if taken {
            continue;
        }
        let rest = r.trimmed(s.places.clone());
        let whole = rest.start == q.tokens.0 && rest.end <= q.tokens.1;
        let (subject, rule) = if let Some(name) = named_before_colon(r, &s.places, q) {
            (Subject::Phrase(name, true), "name-colon-quote")
        } else if whole && follows_quotation(r, s, first, drafts) {
            (Subject::Previous, "floating-quote")
        } else if whole && q.tokens.1 - q.tokens.0 > ALONE && is_sentence(r, q) {
            (Subject::Unknown, "quote-alone")
        } else {
            continue;
        };
        drafts.push(Draft {
            content: vec![q.inner],
            kind: QuotationKind::Direct,
            cue: None,
            lemma: None,
            act: Act::Say,
            subject,
            via: None,
            rule,
            at: q.tokens.0,
        });
    }
}

/// `Macron : « … »`: nothing but a name and a colon before the marks.
fn named_before_colon(r: &Reading, sentence: &Places, q: &Quoted) -> Option<Places> {
    let colon = q.tokens.0.checked_sub(1).filter(|&k| k > sentence.start && r.mark(k) == Some(':'))?;
    let places = sentence.start..colon;
    let named = phrase::eligible(r, &places).next().is_some();
    (named && places.len() <= 8 && !places.clone().any(|k| r.mark(k).is_some_and(|c| c != '-'))).then_some(places)
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

/// Whether the words between the marks are a sentence of their own.
fn is_sentence(r: &Reading, q: &Quoted) -> bool {
    let inner = q.inner.of(r.text);
    let behind = r.mark(q.tokens.1).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…'));
    inner.starts_with(|c: char| c.is_uppercase() || matches!(c, '[' | '…' | '¿' | '¡'))
        && (behind || inner.ends_with(['.', '!', '?', '…']))
}
