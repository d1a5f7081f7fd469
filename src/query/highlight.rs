//! What each piece of a line is, for colours at the prompt.

use super::parse::{Kind, parse, tokens};
use super::registry::is_keyword;
use crate::span::Span;

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A word of the language.
    Language,
    /// A word of a name.
    Name,
    /// Text between quotation marks.
    Text,
    /// `$name` or `@key`.
    Reference,
    /// Anything else.
    Sign,
}

/// The pieces of `line` in order; none while a quotation mark is open.
pub fn highlight(line: &str) -> Vec<(Span, Piece)> {
    let Ok(tokens) = tokens(line) else { return Vec::new() };
    let language = language(line);
    let piece = |kind: &Kind, span: Span| match kind {
        Kind::Word if language(span) => Piece::Language,
        Kind::Word => Piece::Name,
        Kind::Quoted(_) => Piece::Text,
        Kind::Parameter | Kind::Key => Piece::Reference,
        Kind::Sign(_) => Piece::Sign,
    };
    tokens
        .iter()
        .enumerate()
        .map(|(i, token)| match (i, &token.kind) {
            (0, Kind::Word) => (token.span, Piece::Language),
            (_, kind) => (token.span, piece(kind, token.span)),
        })
        .collect()
}

/// Which words are of the language: as the line was read, or as far as single words tell where it cannot be.
fn language(line: &str) -> impl Fn(Span) -> bool {
    let read = parse(line).ok().map(|tree| tree.origin.words.concat());
    move |span| match &read {
        Some(words) => words.iter().any(|(word, language)| *language && word.at.0 == span),
        None => is_keyword(span.of(line)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        for (line, expected) in [
            ("quotes by Mark Rutte | count", "Language Language Name Name Sign Language"),
            ("what did Peskov say", "Language Language Name Language"),
            ("quotes by Mark and", "Language Language Name Language"),
            ("who said \"x\" about @kursk", "Language Language Text Language Reference"),
            ("who said \"x", ""),
        ] {
            let told: Vec<_> = highlight(line).iter().map(|(_, piece)| format!("{piece:?}")).collect();
            assert_eq!(told.join(" "), expected, "{line}");
        }
    }
}
