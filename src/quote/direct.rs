//! Words between quotation marks and the cue beside them.

use super::{
    around, clause,
    cue::{self, Group},
    draft::Draft,
    dropped, leading,
    lexicon::class,
    marks::Quoted,
    phrase::{self, Subject},
    reading::{Places, Reading},
    second, unlisted,
};
use crate::{
    language::{Form, Frame},
    span::Span,
};

/// What one sentence holds, and which of it is already explained.
pub(super) struct Sentence<'g> {
    pub places: Places,
    pub groups: &'g [Group],
    /// For each group, whether a quotation has it as its cue.
    pub used: Vec<bool>,
}

/// How many tokens of its sentence before a quotation can belong to the same statement.
const FAR: usize = 80;

/// How many tokens between marks, with them, are more than a term.
const ENOUGH: usize = 7;

/// Attributes the quotation `q`; the second value tells how many of the following ones belong to it.
pub(super) fn attribute(r: &Reading, s: &mut Sentence, q: &Quoted, following: &[Quoted]) -> Option<(Draft, usize)> {
    if let Some((draft, behind)) = trailing(r, s, q) {
        return Some(join_following(r, s, draft, behind, following));
    }
    if let Some(draft) = incise(r, q) {
        return Some((draft, 0));
    }
    leading::attribute(r, s, q).or_else(|| unlisted::attribution(r, s, q)).map(|d| (d, 0))
}

/// `« … », a déclaré X` and `"…," X said`; with the token behind the attribution.
fn trailing(r: &Reading, s: &mut Sentence, q: &Quoted) -> Option<(Draft, usize)> {
    let after = q.tokens.1;
    let c = if r.mark(after).is_some_and(|m| matches!(m, ',' | '–' | '—' | '-')) { after + 1 } else { after };
    let c = c + usize::from(r.lexicon.drops_subject && r.mark(after) == Some(',') && is_dash(r, c)); // «…», — сказал X
    if c >= s.places.end {
        return None;
    }
    let limit = r.quoted_in(&(c..s.places.end)).first().map_or(s.places.end, |n| n.tokens.0);
    let n = s
        .groups
        .iter()
        .position(|g| g.places.start >= c && g.places.start < limit && g.speaks(r) && g.form != Form::Gerund)?;
    let group = &s.groups[n];
    let title = cue::complementizer(r, group, group.places.end + 1, class::COMPLEMENTIZER).is_some()
        && q.tokens.0 > s.places.start
        && !q.inner.of(r.text).ends_with([',', '.', '!', '?', '…']); // In her essay “…”, she wrote that
    let comma = c > after || ends_in_comma(r, q);
    let complement = !comma && q.tokens.0 > s.places.start && r.is(q.tokens.0 - 1, class::LINKER); // l'auteure de « … » reprend
    if s.used[n] || title || complement || reported_before(r, s, q) {
        return None;
    }
    if r.lexicon.verb_second && c == after && !ends_in_comma(r, q) && !q.inner.of(r.text).ends_with('.') {
        return None; // In der „Elbpost“ schreibt X
    }
    let adverb = r.lexicon.verb_second && group.places.start == c + 1 && cue::is_adverb(r, c);
    let (subject, behind, rule) = if group.places.start == c || adverb {
        let subject = inverted(r, group, limit).or_else(|| dropped::nobody(r, group, limit))?;
        let behind = phrase::end_of(&subject).unwrap_or(group.places.end).max(group.places.end);
        (subject, behind, "quote-cue-speaker")
    } else if r.lexicon.verb_second {
        let (from, subject) = second::echoed(r, s, group).filter(|&(from, _)| from == c)?;
        let behind = phrase::end_of(&subject).unwrap_or(from).max(group.places.end);
        (subject, behind, "quote-speaker-cue")
    } else {
        let ended = c > after || ends_in_comma(r, q);
        if r.is(c, class::CONJUNCTION) && !ends_in_comma(r, q) {
            return None; // still learn ‘Vacancy’, and X said
        }
        let described = r.name_at(c).is_some() && ended && group.places.start - c <= 40;
        let near = described || group.places.start - c <= 16 && (ended || after == c && group.places.start - c <= 6);
        let clean = (c..group.places.start).all(|k| {
            !r.is(k, class::COMPLEMENTIZER)
                || r.is(k, class::RELATIVE) && r.word(k.wrapping_sub(1)).is_none_or(|w| w.cues.is_empty())
        });
        let reports = cue::complementizer(r, group, limit, class::COMPLEMENTIZER).is_some() && !ended;
        if !near || !clean || reports {
            return None;
        }
        match phrase::before(r, c, group) {
            Subject::Inherited => return None,
            subject if phrase::start_of(&subject).is_some_and(|k| k > c + 2) => return None,
            subject => (subject, group.places.end, "quote-speaker-cue"),
        }
    };
    let mut draft = Draft::of(r, group, subject, rule);
    draft = match clause_around(r, s, q) {
        Some(_) if !around::is_speaker_like(r, &draft.subject) && q.tokens.1 - q.tokens.0 < ENOUGH => return None,
        Some(_) if !around::is_speaker_like(r, &draft.subject) => draft.direct(r, q.inner),
        Some(clause) => draft.reported(r, clause),
        None => draft.direct(r, q.inner),
    };
    s.used[n] = true;
    draft.at = q.tokens.0;
    Some((draft, behind))
}

/// `Warning that it was "…", he urged`: whether the words between the marks belong to a clause that an earlier cue governs.
fn reported_before(r: &Reading, s: &Sentence, q: &Quoted) -> bool {
    let near = |g: &&Group| g.places.end <= q.tokens.0 && g.places.end + FAR > q.tokens.0;
    let plain = |gap: Places| {
        gap.len() > 2
            && gap.clone().all(|k| r.mark(k).is_none_or(|c| c == '-'))
            && gap.clone().any(|k| r.is(k, class::BE) || r.is_finite(k))
    };
    let bare = |g: &Group| r.lexicon.bare_clauses && g.takes(r, Frame::Bare) && plain(g.places.end..q.tokens.0);
    if s.groups.iter().filter(near).any(|g| g.speaks(r) && bare(g)) {
        return true; // said the cracks were “…,” adding
    }
    s.groups.iter().filter(near).filter(|g| g.speaks(r) && g.takes(r, Frame::Clause)).any(|g| {
        cue::complementizer(r, g, q.tokens.0, class::COMPLEMENTIZER)
            .is_some_and(|k| !(k..q.tokens.0).any(|i| matches!(r.mark(i), Some(':' | ';'))))
    })
}

/// `Le pont est « en danger », a dit X`: the clause that the words between the marks end, when they are no sentence.
fn clause_around(r: &Reading, s: &Sentence, q: &Quoted) -> Option<Places> {
    if q.tokens.0 - s.places.start > FAR {
        return None;
    }
    let from = (s.places.start..q.tokens.0)
        .rev()
        .find(|&k| matches!(r.mark(k), Some(':' | ';' | '–' | '—')))
        .map_or(s.places.start, |k| k + 1);
    let before = r.trimmed(from..q.tokens.0);
    let part = before.end == q.tokens.0
        && before.len() > 1
        && !s.groups.iter().any(|g| before.contains(&g.verb) && !g.cue(r).weak);
    let alone = before.clone().all(|k| r.is(k, class::CONJUNCTION | class::ADVERB) || r.mark(k).is_some());
    let small = r.lexicon.verb_second && !r.is_capital(q.tokens.0 + 1); // "A", die „B könnte“, sagte X
    (part && !alone && (small || r.quoted_in(&before).is_empty())).then_some(before.start..q.tokens.1)
}

/// The subject of a cue that stands right behind the quotation.
fn inverted(r: &Reading, group: &Group, limit: usize) -> Option<Subject> {
    if group.pronoun.is_some() {
        return Some(around::through(r, group, limit).unwrap_or_else(|| phrase::before(r, group.places.start, group)));
    }
    let right = match r.lexicon.verb_second {
        true => second::right(r, group, limit),
        false => phrase::right_of(r, over_interpolation(r, group.places.end, limit), limit),
    };
    match right? {
        Subject::Phrase(p, _) => Some(Subject::Phrase(p, true)),
        subject => Some(subject),
    }
}

/// `résume, sous couvert d'anonymat, un cadre`: behind what stands between commas right behind a verb.
fn over_interpolation(r: &Reading, from: usize, limit: usize) -> usize {
    let closes = (from + 1..limit.min(from + 14)).find(|&k| r.mark(k) == Some(','));
    let plain = |k: usize| (from + 1..k).all(|i| !r.is(i, class::RELATIVE | class::AUXILIARY | class::COMPLEMENTIZER));
    closes.filter(|&k| r.mark(from) == Some(',') && plain(k)).map_or(from, |k| k + 1)
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
        let relative = r.mark(gap.start) == Some(',') && r.is(gap.start + 1, class::RELATIVE);
        if breaks
            || gap.len() > if relative { 30 } else { 8 }
            || !gap.clone().any(|k| matches!(r.mark(k), Some(',' | ':' | '–' | '—')))
        {
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
        let comma = start.checked_sub(1).is_some_and(|k| r.mark(k) == Some(',') || is_dash(r, k));
        if start <= inside.start || !comma || !group.speaks(r) {
            continue;
        }
        let subject = inverted(r, &group, inside.end).or_else(|| dropped::nobody(r, &group, inside.end));
        let Some(subject) = subject else { continue };
        let end = phrase::end_of(&subject).unwrap_or(group.places.end).max(group.places.end);
        let closes = (end..inside.end)
            .find(|&k| matches!(r.mark(k), Some(',' | '.' | ';')) || is_dash(r, k))
            .filter(|&k| k - end <= 8);
        let Some(mut closes) = closes else { continue };
        while is_dash(r, closes) && matches!(r.mark(closes + 1), Some(',' | '.' | ';'))
            || r.lexicon.comma_before_clause && is_dash(r, closes + 1)
        {
            closes += 1;
        }
        let before = |c: char| c.is_whitespace() || r.lexicon.comma_before_clause && c == ','; // Мост, — сказал X
        let first = Span::new(q.inner.start, r.tokens[start - 1].span.start).trim(r.text, before);
        let second = Span::new(r.tokens[closes].span.end, q.inner.end).trim(r.text, char::is_whitespace);
        let mut draft = Draft::of(r, &group, subject, "incise").direct(r, first);
        draft.content.extend((!second.is_empty()).then_some(second));
        draft.at = q.tokens.0;
        return Some(draft);
    }
    None
}

/// Whether the mark at `k` is a dash, or a hyphen between spaces.
fn is_dash(r: &Reading, k: usize) -> bool {
    let apart = |k: usize| r.tokens.get(k).is_some_and(|t| t.spaced);
    matches!(r.mark(k), Some('–' | '—')) || r.mark(k) == Some('-') && apart(k) && apart(k + 1)
}

/// Where the clause of `group` begins at the earliest: behind the last quotation, semicolon or colon before it.
pub(super) fn floor(r: &Reading, s: &Sentence, group: &Group) -> usize {
    let start = s.places.start;
    let hard = (start..group.places.start)
        .rev()
        .find(|&k| r.parts(k) || (r.quoted_at(k).is_some_and(|q| q.tokens.1 == k + 1 && q.tokens.1 - q.tokens.0 > 5)));
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
