//! A paragraph of dialogue: `—El puente caerá —dijo Ana—. Hay que cerrarlo.`

use super::{
    cue::{self, Group},
    draft::Draft,
    dropped,
    phrase::{self, Subject},
    reading::{Places, Reading},
};

/// How many tokens of an attribution may stand before its verb.
const LEAD: usize = 3;

/// Longest attribution, in tokens.
const LONGEST: usize = 24;

/// What is said in the paragraph `places`, when a dash opens it and another one an attribution.
pub(super) fn spoken(r: &Reading, places: &Places) -> Option<Draft> {
    if !is_dash(r, places.start) || places.len() < 4 || r.is_number(places.start + 1) {
        return None;
    }
    let apart = r.is_spaced(places.start + 1); // — Vou — disse Ana.
    let held = |k: usize| r.tokens.get(k + 1).is_some_and(|t| t.spaced == apart);
    let opens = |k: &usize| is_dash(r, *k) && r.is_spaced(*k) && held(*k);
    let (dash, group, subject) =
        (places.start + 2..places.end).filter(opens).find_map(|k| attribution(r, k, places.end))?;
    let behind = phrase::end_of(&subject).unwrap_or(group.places.end).max(group.places.end);
    let closes = (behind..places.end.min(behind + LONGEST)).find(|&k| is_dash(r, k));
    let comma = r.lexicon.comma_before_clause && r.mark(dash - 1) == Some(','); // — Мост цел, — сказал X
    let said = places.start + 1..dash - usize::from(comma);
    let mut draft = Draft::of(r, &group, subject, "dialogue").direct(r, r.span(&said));
    if let Some(k) = closes {
        let mut from = k + 1;
        while r.mark(from).is_some_and(|c| matches!(c, ',' | '.' | ';' | ':')) {
            from += 1;
        }
        draft.content.extend((from < places.end).then(|| r.span(&(from..places.end))));
    }
    draft.at = places.start;
    Some(draft)
}

/// The cue and its subject right behind the dash at `dash`.
fn attribution(r: &Reading, dash: usize, end: usize) -> Option<(usize, Group, Subject)> {
    let inside = dash..end;
    let group = (dash + 1..end.min(dash + 1 + LEAD)).find_map(|i| cue::group_inside(r, &inside, i))?;
    let limit = (group.places.end..end).find(|&k| is_dash(r, k)).unwrap_or(end);
    let subject = match group.pronoun {
        Some(_) => Some(phrase::before(r, group.places.start, &group)),
        None => phrase::right_of(r, group.places.end, limit).or_else(|| dropped::nobody(r, &group, limit)),
    };
    (group.places.start == dash + 1 && group.speaks(r)).then_some((dash, group, subject?))
}

fn is_dash(r: &Reading, k: usize) -> bool {
    r.mark(k).is_some_and(|c| matches!(c, '—' | '–' | '―' | '-'))
}
