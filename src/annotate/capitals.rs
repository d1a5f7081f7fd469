//! Initials in a line of capitals that are as likely a common word there: *WHO WILL WIN*.

use std::{cell::RefCell, ops::Range};

use super::source::Source;
use crate::{
    matcher::Hit,
    span::Span,
    text::{TokenKind, lower},
};

/// Fewest words in capitals, one right behind the other, that make a line of capitals.
const FEWEST: usize = 3;

/// Most letters of initials that are dropped in a line of capitals when the language has no pack.
const SHORT: usize = 3;

/// Takes out the hits in a line of capitals whose surface is a word of the language when it is printed small.
pub(super) fn drop_words(source: &Source, hits: &mut Vec<Hit>) {
    let lines = Lines::new(source);
    hits.retain(|hit| {
        let surface = hit.span.of(source.text);
        let initials = !surface.contains(|c: char| c.is_lowercase() || c.is_whitespace());
        !initials || !lines.hold(hit.span) || !is_word(source, surface)
    });
}

fn is_word(source: &Source, surface: &str) -> bool {
    let Some(words) = source.words else {
        return surface.chars().filter(|c| c.is_alphabetic()).count() <= SHORT;
    };
    let word = lower(surface);
    words.of(&word) != 0 || source.is_function_word(&word)
}

/// The lines of capitals of a text, each read once where spans are asked for in order.
pub(super) struct Lines<'a> {
    source: &'a Source<'a>,
    last: RefCell<Line>,
}

/// Tokens in capitals, one right behind the other.
#[derive(Clone, Default)]
struct Line {
    places: Range<usize>,
    words: usize,
    /// The first and the last long word.
    long: Option<(usize, usize)>,
}

impl Line {
    fn holds(&self, own: &Range<usize>) -> bool {
        let long = self.long.is_some_and(|(first, last)| first < own.start || last >= own.end);
        self.words >= FEWEST && long
    }
}

impl<'a> Lines<'a> {
    pub fn new(source: &'a Source<'a>) -> Self {
        Lines { source, last: RefCell::default() }
    }

    /// Whether the words right before and behind are in capitals too, one of them long.
    pub fn hold(&self, span: Span) -> bool {
        let own = self.source.tokens.within(span);
        let mut last = self.last.borrow_mut();
        if own.is_empty() || !own.clone().all(|i| goes_on(self.source, i)) {
            return self.around(&own).holds(&own);
        }
        if own.start < last.places.start || own.end > last.places.end {
            *last = self.around(&own);
        }
        last.holds(&own)
    }

    fn around(&self, own: &Range<usize>) -> Line {
        let source = self.source;
        let mut places = own.clone();
        while places.start > 0 && goes_on(source, places.start - 1) {
            places.start -= 1;
        }
        while places.end < source.tokens.len() && goes_on(source, places.end) {
            places.end += 1;
        }
        let words = places.clone().filter(|&i| source.tokens[i].kind == TokenKind::Word);
        let mut long = words.clone().filter(|&i| source.word(i).chars().count() > SHORT);
        let first = long.next();
        let long = first.map(|first| (first, long.next_back().unwrap_or(first)));
        Line { words: words.count(), long, places }
    }
}

/// A word in capitals, a number, or a mark inside words.
fn goes_on(source: &Source, i: usize) -> bool {
    match source.tokens[i].kind {
        TokenKind::Word => !source.word(i).contains(char::is_lowercase),
        TokenKind::Number => true,
        TokenKind::Mark(c) => matches!(c, '\'' | '’' | '-' | '&'),
    }
}
