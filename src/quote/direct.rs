//! Words between quotation marks and the cue beside them.

use super::{
    clause,
    cue::{self, Group},
    draft::Draft,
    lexicon::class,
    marks::Quoted,
    phrase::{self, Subject},
    reading::{Places, Reading},
};
use crate::{language::Form, span::Span};

/// What one sentence holds, and which of it is already explained.
pub(super) struct Sentence<'g> {
    pub places: Places,
    pub groups: &'g [Group],
    /// For each group, whether a quotation has it as its cue.
    pub used: Vec<bool>,
}

/// Attributes the quotation `q`; the second value tells how many of the following ones belong to it.
pub(super) fn attribute(r: &Reading, s: &mut Sentence, q: &Quoted, following: &[Quoted]) -> Option<(Draft, usize)> {
    if let Some((draft, behind)) = trailing(r, s, q) {
        return Some(join_following(r, s, draft, behind, following));
    }
    if let Some(draft) = incise(r, q) {
        return Some((draft, 0));
    }
    leading(r, s, q).map(|d| (d, 0))
}

/// `« … », a déclaré X` and `"…," X said`; with the token behind the attribution.
fn trailing(r: &Reading, s: &mut Sentence, q: &Quoted) -> Option<(Draft, usize)> {
    let after = q.tokens.1;
    let c = if r.mark(after).is_some_and(|m| matches!(m, ',' | '–' | '—' | '-')) { after + 1 } else { after };
    if c >= s.places.end {
        return None;
    }
    let limit = r.quoted_in(&(c..s.places.end)).first().map_or(s.places.end, |n| n.tokens.0);
    let n = s
        .groups
        .iter()
        .position(|g| g.places.start >= c && g.places.start < limit && !g.cue(r).mute && g.form != Form::Gerund)?;
    let group = &s.groups[n];
    if s.used[n] {
        return None;
    }
    let (subject, behind, rule) = if group.places.start == c {
        let subject = inverted(r, group, limit)?;
        let behind = subject_end(&subject).unwrap_or(group.places.end).max(group.places.end);
        (subject, behind, "quote-cue-speaker")
    } else {
        let ended = c > after || ends_in_comma(r, q);
        let near = group.places.start - c <= 16 && (ended || after == c && group.places.start - c <= 6);
        let clean = (c..group.places.start).all(|k| !r.is(k, class::COMPLEMENTIZER) || r.is(k, class::RELATIVE));
        let reports = cue::complementizer(r, group, limit, class::COMPLEMENTIZER).is_some() && !ended;
        if !near || !clean || reports {
            return None;
        }
        match phrase::before(r, c, group) {
            Subject::Inherited => return None,
            subject if subject_start(&subject).is_some_and(|k| k > c + 2) => return None,
            subject => (subject, group.places.end, "quote-speaker-cue"),
        }
    };
    s.used[n] = true;
    let mut draft = Draft::of(r, group, subject, rule).direct(q.inner);
    draft.at = q.tokens.0;
    Some((draft, behind))
}

/// The subject of a cue that stands right behind the quotation.
fn inverted(r: &Reading, group: &Group, limit: usize) -> Option<Subject> {
    if group.pronoun.is_some() {
        return Some(phrase::before(r, group.places.start, group));
    }
    match phrase::right_of(r, group.places.end, limit)? {
        Subject::Phrase(p, _) => Some(Subject::Phrase(p, true)),
        subject => Some(subject),
    }
}

fn subject_end(subject: &Subject) -> Option<usize> {
    match subject {
        Subject::Phrase(p, _) | Subject::Pronoun(p) => Some(p.end),
        _ => None,
    }
}

fn subject_start(subject: &Subject) -> Option<usize> {
    match subject {
        Subject::Phrase(p, _) | Subject::Pronoun(p) => Some(p.start),
        _ => None,
    }
}

fn ends_in_comma(r: &Reading, q: &Quoted) -> bool {
    let inner = q.inner.of(r.text);
    inner.ends_with([',', '!', '?', '…', '–', '—'])
}

/// `« … », dit-il, « … »`: the words behind the attribution go on with the same quotation.
fn join_following(r: &Reading, s: &Sentence, mut draft: Draft, behind: usize, following: &[Quoted]) -> (Draft, usize) {
    let mut joined = 0;
    let mut from = behind;
    for next in following.iter().take_while(|n| n.tokens.1 <= s.places.end) {
        let gap = from..next.tokens.0;
        let breaks = gap.clone().any(|k| matches!(r.mark(k), Some(';' | '.')))
            || s.groups.iter().any(|g| gap.contains(&g.verb))
            || gap.clone().any(|k| r.is(k, class::COMPLEMENTIZER));
        if breaks || gap.len() > 8 || !gap.clone().any(|k| matches!(r.mark(k), Some(',' | ':' | '–' | '—'))) {
            break;
        }
        draft.content.push(next.inner);
        joined += 1;
        from = next.tokens.1;
    }
    (draft, joined)
}

/// `« …, dit-il, … »`: an attribution inside the marks cuts the content in two.
fn incise(r: &Reading, q: &Quoted) -> Option<Draft> {
    let inside = q.tokens.0 + 1..q.tokens.1.saturating_sub(1);
    for i in inside.clone() {
        let inverting =
            r.word(i).is_some_and(|w| w.cues.iter().any(|&(_, f)| matches!(f, Form::Finite | Form::Participle)));
        if !inverting {
            continue;
        }
        let Some(group) = cue::group_inside(r, &inside, i) else { continue };
        let start = group.places.start;
        if start <= inside.start || r.mark(start - 1) != Some(',') || group.cue(r).mute {
            continue;
        }
        let Some(subject) = inverted(r, &group, inside.end) else { continue };
        let end = subject_end(&subject).unwrap_or(group.places.end).max(group.places.end);
        let closes = (end..inside.end).find(|&k| matches!(r.mark(k), Some(',' | '.' | ';'))).filter(|&k| k - end <= 8);
        let Some(closes) = closes else { continue };
        let first = Span::new(q.inner.start, r.tokens[start - 1].span.start);
        let second = Span::new(r.tokens[closes].span.end, q.inner.end).trim(r.text, char::is_whitespace);
        let mut draft = Draft::of(r, &group, subject, "incise").direct(first);
        draft.content.extend((!second.is_empty()).then_some(second));
        draft.at = q.tokens.0;
        return Some(draft);
    }
    None
}

/// `X a déclaré : « … »`, `X said, "…"`, `X parle d'une « … »` not among them.
fn leading(r: &Reading, s: &mut Sentence, q: &Quoted) -> Option<Draft> {
    let n = s.groups.iter().rposition(|g| g.places.end <= q.tokens.0)?;
    let group = &s.groups[n];
    if s.used[n] || group.cue(r).mute {
        return None;
    }
    let gap = group.places.end..q.tokens.0;
    let colon = gap.clone().next_back().is_some_and(|k| matches!(r.mark(k), Some(':' | ',')));
    let plain = gap.clone().all(|k| cue::is_adverb(r, k) || r.mark(k).is_some());
    let clause = gap.clone().any(|k| r.is(k, class::COMPLEMENTIZER) && r.name_at(k).is_none());
    let far = gap.len() > 24 || gap.clone().any(|k| r.mark(k) == Some(';'));
    if clause || far || !(plain || colon) || r.mark(group.places.end).is_some_and(|m| m == ',') && gap.len() > 1 {
        return None;
    }
    s.used[n] = true;
    let subject = phrase::before(r, floor(r, s, group), group);
    Some(Draft::of(r, group, subject, "speaker-cue-quote").direct(q.inner))
}

/// Where the clause of `group` begins at the earliest: behind the last quotation, semicolon or colon before it.
pub(super) fn floor(r: &Reading, s: &Sentence, group: &Group) -> usize {
    let start = s.places.start;
    let hard = (start..group.places.start).rev().find(|&k| {
        matches!(r.mark(k), Some(';' | ':'))
            || (r.quoted_at(k).is_some_and(|q| q.tokens.1 == k + 1 && q.tokens.1 - q.tokens.0 > 5))
    });
    let mut from = hard.map_or(start, |k| k + 1);
    // « … » « souligné que »: the opening mark before the verb is no boundary
    from = from.min(group.places.start);
    while from < group.places.start && matches!(r.mark(from), Some(',' | '–' | '—' | '-' | '.')) {
        from += 1;
    }
    if let Some((_, after)) = clause::attribution(r, from) {
        // Selon X, Y a dit: the clause begins behind X
        if let Some(comma) = (after..group.places.start).find(|&k| r.mark(k) == Some(',')) {
            return comma + 1;
        }
    }
    from
}
