//! Whether a quotation that was found is one that is marked.

use dixit::{
    model::{Quotation, Speaker},
    span::Span,
};

use super::read::Marked;

/// Longest words of a speaker that count, in bytes.
const LONGEST: usize = 120;

/// Whether the content is the same by more than half.
pub fn is_found(marked: &Marked, q: &Quotation) -> bool {
    shared(marked, q) > 0.5
}

/// Whether the speaker is the same, by name or by words.
pub fn is_right(marked: &Marked, q: &Quotation) -> bool {
    has_name(marked, q) || covers(marked, q)
}

/// Whether a speaker has the marked name.
pub fn has_name(marked: &Marked, q: &Quotation) -> bool {
    marked.name.as_ref().is_some_and(|name| q.speakers.iter().any(|s| is_name(s, name)))
}

/// The share of the characters of both that are in both.
pub fn shared(marked: &Marked, q: &Quotation) -> f64 {
    let both: usize = marked.content.iter().flat_map(|a| q.content.iter().map(move |b| overlap(*a, *b))).sum();
    let length = |spans: &[Span]| spans.iter().map(|s| s.len()).sum::<usize>();
    both as f64 / (length(&marked.content) + length(&q.content) - both).max(1) as f64
}

fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Whether the words of the speakers cover at least half of those that are marked, or nobody is on both sides.
fn covers(marked: &Marked, q: &Quotation) -> bool {
    let words = |s: &Speaker| s.phrase.filter(|p| p.len() <= LONGEST).or(s.span);
    let found: Vec<Span> = q.speakers.iter().filter_map(words).collect();
    if marked.speakers.is_empty() {
        return found.is_empty() && marked.name.is_none();
    }
    let both: usize = marked.speakers.iter().map(|a| found.iter().map(|b| overlap(*a, *b)).max().unwrap_or(0)).sum();
    2 * both >= marked.speakers.iter().map(|s| s.len()).sum::<usize>()
}

/// Whether a speaker has this name, or its last word.
fn is_name(s: &Speaker, name: &str) -> bool {
    let last = |n: &str| n.split_whitespace().next_back().map(str::to_lowercase);
    s.name.as_ref().is_some_and(|own| own == name || last(own) == last(name))
}
