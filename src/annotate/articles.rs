//! Names taken in that begin with an article, where the sentence does: *Les États-Unis …* are the États-Unis.

use super::{source::Source, words::class};
use crate::{
    matcher::{Hit, Matcher},
    span::Span,
};

/// Puts the name behind the article in the place of a hit that was taken in with it, where that name is one of those that were not
/// taken in.
pub(super) fn uncover(source: &Source, matcher: &Matcher, hits: &mut [Hit]) {
    for hit in hits.iter_mut().filter(|hit| hit.span.of(source.text).contains(' ')) {
        let first = source.tokens.within(hit.span).start;
        let own = |n: &u32| !source.gazetteer.is_imported(*n);
        if source.classes(first) & class::DETERMINER == 0 || hit.aliases.iter().any(own) {
            continue;
        }
        let rest = source.tokens.get(first + 1).map(|token| Span::new(token.span.start, hit.span.end));
        let inner =
            rest.and_then(|rest| matcher.scan(source.text, source.gazetteer, &[rest]).pop().filter(|h| h.span == rest));
        if let Some(inner) = inner.filter(|inner| inner.aliases.iter().any(own)) {
            *hit = inner;
        }
    }
}
