//! The templates, sentence by sentence.

use super::{
    according::{self, According},
    around, backward, cue,
    direct::{self, Sentence},
    draft::Draft,
    floating,
    lexicon::class,
    marks::Quoted,
    phrase::Subject,
    reading::Reading,
    reported, second,
};
use crate::{language::Frame, span::Span};

/// The drafts of every sentence, in order.
pub(super) fn drafts(r: &Reading) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for places in r.sentences.iter().filter(|places| !r.is_silent(places)) {
        let groups = cue::groups(r, places);
        let quoted: Vec<Quoted> = r.quoted_in(places).iter().filter(|q| !is_title(r, q)).copied().collect();
        let quoted = quoted.as_slice();
        let mut s = Sentence { places: places.clone(), groups: &groups, used: vec![false; groups.len()] };
        let first = drafts.len();
        let according = according::find(r, places, &groups);
        marked(r, &mut s, quoted, &mut drafts);
        governed(r, &s, first, &mut drafts);
        attributed(r, &s, according, first, &mut drafts);
        floating::attribute(r, &s, quoted, first, &mut drafts);
        if r.lexicon.verb_second {
            let found = second::whereby(r, &s, &drafts[first..]);
            drafts.extend(found);
            let found = second::nouns(r, &s, &drafts[first..]);
            drafts.extend(found);
        }
        if r.lexicon.verb_second && drafts.len() == first {
            second::silent(r, &s, &mut drafts);
        }
        backward::attribute(r, &s, first, &mut drafts);
    }
    drafts
}

/// `a book titled “…”`: whether the words between the marks are what something is called.
fn is_title(r: &Reading, q: &Quoted) -> bool {
    q.tokens.0.checked_sub(1).is_some_and(|k| r.is(k, class::NAMING) && r.name_at(k).is_none())
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
        let own_words: usize = one.draft.content.iter().map(|c| c.len()).sum();
        let wider =
            |d: &Draft| r.lexicon.verb_second && d.content.iter().map(|c| c.len()).sum::<usize>() > 2 * own_words;
        let mut own = drafts.split_off(first);
        own.retain(|d| !covers(d) || wider(d));
        drafts.append(&mut own);
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
