//! Words between marks inside reported ones: they were said as they stand, and count on their own as well.

use super::nominal::is_noun;
use crate::{
    model::QuotationKind,
    quote::{draft::Draft, lexicon::class, marks::Quoted, phrase::Subject, reading::Reading},
};

/// Fewest tokens that are no name or title although they begin with a capital.
const SENTENCE: usize = 5;

/// Adds the words between marks that stand in the reported words of `drafts`.
pub(in crate::quote) fn add(r: &Reading, drafts: &mut Vec<Draft>) {
    let found: Vec<Draft> =
        drafts.iter().filter(|d| d.kind == QuotationKind::Mixed).flat_map(|d| inside(r, d)).collect();
    drafts.extend(found);
}

/// The words between marks in one draft.
fn inside<'d>(r: &'d Reading, draft: &'d Draft) -> impl Iterator<Item = Draft> + 'd {
    let parts = draft.content.iter().map(|&c| r.tokens.within(c));
    let marked = parts.flat_map(|places| r.quoted_in(&places)).filter(|q| is_said(r, q));
    let own = |q: &&Quoted| draft.content.iter().any(|c| c.len() > q.outer.len());
    marked.filter(own).map(|q| of(draft, q))
}

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

/// The quotation of `q`, said by whoever says `draft`.
fn of(draft: &Draft, q: &Quoted) -> Draft {
    let subject = match &draft.subject {
        Subject::Inherited => Subject::Previous,
        known => known.clone(),
    };
    Draft {
        content: vec![q.inner],
        kind: QuotationKind::Direct,
        subject,
        rule: "nested-quote",
        at: q.tokens.0,
        ..draft.clone()
    }
}
