//! Where sentences end.

use std::ops::Range;

use super::words::{TokenKind, Tokens};
use crate::span::Span;

/// Cuts the tokens of one paragraph into sentences.
///
/// `closed` are spans whose inside does not end a sentence (matched quotation marks); `abbreviation` tells whether the
/// word at a place takes a point without ending one.
pub fn sentences(
    text: &str,
    tokens: &Tokens,
    paragraph: Range<usize>,
    closed: &[Span],
    abbreviation: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = paragraph.start;
    let mut guard = closed.iter().peekable();
    for i in tokens.marks(&paragraph) {
        if i < start {
            continue;
        }
        let at = tokens[i].span.start;
        while guard.next_if(|s| s.end <= at).is_some() {}
        let inside = guard.peek().is_some_and(|s| s.start < at && at < s.end);
        let quoted_end = guard.peek().is_some_and(|s| s.end == tokens[i].span.end);
        let point = !inside && ends(text, tokens, i, &abbreviation);
        if point || (quoted_end && i > start && is_terminal(tokens[i - 1].kind)) {
            let end = trail(tokens, i + 1, paragraph.end);
            if starts_sentence(text, tokens, end, paragraph.end) {
                found.push(start..end);
                start = end;
            }
        }
    }
    if start < paragraph.end {
        found.push(start..paragraph.end);
    }
    found
}

fn is_terminal(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Mark('.' | '!' | '?' | '…'))
}

/// Whether the mark at `i` may end a sentence.
fn ends(text: &str, tokens: &Tokens, i: usize, abbreviation: &impl Fn(usize) -> bool) -> bool {
    match tokens[i].kind {
        TokenKind::Mark('!' | '?' | '…') => true,
        TokenKind::Mark('.') => {
            let Some(before) = i.checked_sub(1).map(|p| tokens[p]).filter(|_| !tokens[i].spaced) else { return true };
            let word = before.span.of(text);
            let initial =
                before.kind == TokenKind::Word && word.chars().count() == 1 && word.starts_with(char::is_uppercase);
            !(initial || abbreviation(i - 1))
        }
        _ => false,
    }
}

/// Takes in the closing marks and further points behind a sentence's end.
fn trail(tokens: &Tokens, mut i: usize, end: usize) -> usize {
    while i < end {
        match tokens[i].kind {
            TokenKind::Mark('.' | '!' | '?' | '…' | ')' | ']' | '»' | '”') => i += 1,
            TokenKind::Mark('"' | '’' | '\'' | '“') if !tokens[i].spaced => i += 1,
            _ => break,
        }
    }
    i
}

/// A new sentence begins with a capital, a digit, a quotation mark or a dash, behind a space; a dash before a small letter goes
/// on with the one before (*«Когда?» — спросил X*).
fn starts_sentence(text: &str, tokens: &Tokens, i: usize, end: usize) -> bool {
    if i >= end {
        return true;
    }
    let small = |i: usize| i < end && tokens[i].span.of(text).starts_with(char::is_lowercase);
    match tokens[i].kind {
        TokenKind::Word => tokens[i].spaced && !small(i),
        TokenKind::Mark('–' | '—') if small(i + 1) => false,
        TokenKind::Number => tokens[i].spaced,
        TokenKind::Mark(c) => {
            tokens[i].spaced
                && matches!(c, '«' | '“' | '„' | '"' | '‘' | '\'' | '(' | '[' | '–' | '—' | '-' | '¿' | '¡')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, closed: &[(usize, usize)]) -> Vec<String> {
        let tokens = Tokens::new(text);
        let closed: Vec<_> = closed.iter().map(|&(a, b)| Span::new(a, b)).collect();
        sentences(text, &tokens, 0..tokens.len(), &closed, |i| tokens.lower(i) == "mr")
            .into_iter()
            .map(|r| text[tokens[r.start].span.start..tokens[r.end - 1].span.end].to_string())
            .collect()
    }

    #[test]
    fn points() {
        assert_eq!(
            cut("Mr. Hill left. He said no. Why? U.S. troops", &[]),
            ["Mr. Hill left.", "He said no.", "Why?", "U.S. troops"]
        );
        assert_eq!(cut("Il part… puis revient. 12 000 restent", &[]), ["Il part… puis revient.", "12 000 restent"]);
    }

    #[test]
    fn quoted_sentences_stay_together() {
        let text = "\"No. Never.\" He left.";
        assert_eq!(cut(text, &[(0, 12)]), ["\"No. Never.\"", "He left."]);
    }
}
