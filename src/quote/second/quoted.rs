//! Words between marks that were said, and are no name or title.

use super::nominal::is_noun;
use crate::quote::{lexicon::class, marks::Quoted, reading::Reading};

/// Fewest tokens that are no name or title although they begin with a capital.
const SENTENCE: usize = 5;

/// Whether the words between the marks are no name or title: a small word begins them, or a verb stands in them.
pub(in crate::quote) fn is_said(r: &Reading, q: &Quoted) -> bool {
    let places = q.tokens.0 + 1..q.tokens.1.saturating_sub(usize::from(q.closed));
    let small = !is_noun(r, places.start) && !r.is_capital(places.start);
    let finite = class::AUXILIARY | class::BE | class::MODAL | class::FINITE;
    let clause = places.len() >= SENTENCE && places.clone().any(|k| r.is(k, finite));
    let article = q.tokens.0 > 0 && r.is(q.tokens.0 - 1, class::INDEFINITE) && r.mark(q.tokens.1) != Some('-');
    let word = places.clone().any(|k| !r.lower(k).is_empty() && r.mark(k).is_none());
    word && r.name_at(places.start).is_none() && (small || clause || article && places.len() >= 3)
}
