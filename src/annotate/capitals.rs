//! Initials in a line of capitals that are as likely a common word there: *WHO WILL WIN*.

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
    hits.retain(|hit| {
        let surface = hit.span.of(source.text);
        let initials = !surface.contains(|c: char| c.is_lowercase() || c.is_whitespace());
        !initials || !stands_in_capitals(source, hit.span) || !is_word(source, surface)
    });
}

fn is_word(source: &Source, surface: &str) -> bool {
    let Some(words) = source.words else {
        return surface.chars().filter(|c| c.is_alphabetic()).count() <= SHORT;
    };
    let word = lower(surface);
    words.of(&word) != 0 || source.is_function_word(&word)
}

/// Whether the words right before and behind are in capitals too, one of them long.
pub(super) fn stands_in_capitals(source: &Source, span: Span) -> bool {
    let own = source.tokens.within(span);
    let mut run = own.clone();
    while run.start > 0 && goes_on(source, run.start - 1) {
        run.start -= 1;
    }
    while run.end < source.tokens.len() && goes_on(source, run.end) {
        run.end += 1;
    }
    let words: Vec<usize> = run.filter(|&i| source.tokens[i].kind == TokenKind::Word).collect();
    let long = |&i: &usize| !own.contains(&i) && source.word(i).chars().count() > SHORT;
    words.len() >= FEWEST && words.iter().any(long)
}

/// A word in capitals, a number, or a mark inside words.
fn goes_on(source: &Source, i: usize) -> bool {
    match source.tokens[i].kind {
        TokenKind::Word => !source.word(i).contains(char::is_lowercase),
        TokenKind::Number => true,
        TokenKind::Mark(c) => matches!(c, '\'' | '’' | '-' | '&'),
    }
}
