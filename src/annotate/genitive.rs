//! The genitive without an apostrophe: *Putins Sprecher*, *Angela Merkels Büro*.

use super::{source::Source, words::class};
use crate::{
    matcher::{Hit, Matcher},
    model::AliasSort,
    span::Span,
    text::TokenKind,
};

/// How many tokens the spelling may have, with the marks between its words.
const REACH: usize = 7;

/// Shortest word that is tried, in bytes with its ending.
const SHORTEST: usize = 4;

/// Adds the capitalised words, with what stands before them, that are a spelling once their ending is gone; the word is
/// taken whole, as printed.
pub(super) fn add(source: &Source, matcher: &Matcher, hits: &mut Vec<Hit>) {
    let Some(words) = source.words.filter(|w| w.has_genitive()) else { return };
    let mut found: Vec<Hit> = Vec::new();
    for (i, token) in source.tokens.iter().enumerate() {
        if token.kind != TokenKind::Word || !token.capital || token.span.len() < SHORTEST {
            continue;
        }
        let word = source.word(i);
        let stem = words.stem(word);
        let taken =
            |s: Span| hits.get(hits.partition_point(|h| h.span.end <= s.start)).is_some_and(|h| h.span.overlaps(s));
        let other = |_: &&str| source.is_function(i) || source.is_given(i);
        if let Some(stem) = stem.filter(|s| !other(s) && !taken(token.span)) {
            let end = token.span.start + stem.len();
            found.extend(longest(source, matcher, i, end).map(|h| Hit { span: h.span.hull(token.span), ..h }));
        }
    }
    let longer =
        |s: Span| found.get(found.partition_point(|f| f.span.end <= s.start)).is_some_and(|f| f.span.overlaps(s));
    hits.retain(|h| !longer(h.span));
    hits.append(&mut found);
    hits.sort_by_key(|h| h.span);
}

/// The longest spelling that ends at byte `end` of the word at `i`.
fn longest(source: &Source, matcher: &Matcher, i: usize, end: usize) -> Option<Hit> {
    let paragraph = source.paragraphs.partition_point(|p| p.end < end);
    let floor = source.paragraphs.get(paragraph)?.start;
    let start = source.tokens[i.saturating_sub(REACH)..=i].iter().map(|t| t.span.start).find(|s| *s >= floor)?;
    let mut hit = matcher.scan(source.text, source.gazetteer, &[Span::new(start, end)]).pop()?;
    let own = source.tokens.at(hit.span.start);
    let article = own > 0 && source.classes(own - 1) & class::DETERMINER != 0;
    hit.aliases.retain(|&n| match source.gazetteer.sort(n) {
        AliasSort::Name | AliasSort::Misspelling => true,
        AliasSort::Short => !article, // with an article it is a common noun: des Reiches
        AliasSort::Acronym | AliasSort::Demonym | AliasSort::Weak => false,
    });
    (hit.span.end == end && !hit.aliases.is_empty()).then_some(hit)
}
