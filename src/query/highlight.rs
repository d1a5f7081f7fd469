//! What each piece of a line is, for colours at the prompt.

use super::parse::{Expected, Failure, Kind, Record, Token, in_marks, read, seams, tokens};
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
    /// What cannot be read, from where reading stops to the end.
    Wrong,
}

/// The pieces of `line` in order. What is being typed at its end is not wrong as long as it may become right.
pub fn highlight(line: &str) -> Vec<(Span, Piece)> {
    let (rest, open) = in_marks(line).map_or((line, None), |at| (&line[..at], Some(Span::new(at, line.len()))));
    let Ok(tokens) = tokens(rest) else { return Vec::new() };
    let (language, wrong) = readable(rest, &tokens);
    let wrong = wrong.filter(|_| open.is_none()).unwrap_or(line.len());
    let piece = |(i, token): (usize, &Token)| {
        let piece = match &token.kind {
            _ if token.span.start >= wrong => Piece::Wrong,
            Kind::Word if i == 0 || language(token.span) => Piece::Language,
            Kind::Word => Piece::Name,
            Kind::Quoted(_) => Piece::Text,
            Kind::Parameter | Kind::Key => Piece::Reference,
            Kind::Sign(_) => Piece::Sign,
        };
        (token.span, piece)
    };
    tokens.iter().enumerate().map(piece).chain(open.map(|span| (span, Piece::Text))).collect()
}

/// Which words are of the language, as the line was read, or as far as single words tell where it cannot be; and from where on it cannot.
fn readable<'l>(line: &'l str, tokens: &[Token]) -> (Box<dyn Fn(Span) -> bool + 'l>, Option<usize>) {
    let wrong = match read(line, tokens) {
        Ok(statement) => {
            let words = seams(line, tokens, &statement).concat();
            return (Box::new(move |span| words.iter().any(|(word, language)| *language && word.at.0 == span)), None);
        }
        Err(Failure::Stop(problem)) => Some(problem.span.start).filter(|_| !problem.span.is_empty()),
        Err(Failure::Miss(record)) => tokens
            .get(record.farthest)
            .filter(|token| !may_become_right(line, token, &record))
            .map(|token| token.span.start),
    };
    (Box::new(|span| is_keyword(span.of(line))), wrong)
}

/// Whether a token is the last of the line, still being typed, and the beginning of something that was expected.
fn may_become_right(line: &str, token: &Token, record: &Record) -> bool {
    let begins = |expected: &Expected| match expected {
        Expected::Word(word) => word.starts_with(token.span.of(line)),
        Expected::Name(_) | Expected::More(..) | Expected::Date | Expected::Number | Expected::Parameter => true,
        Expected::Text | Expected::Sign(_) | Expected::End => false,
    };
    token.span.end == line.len() && record.expected.iter().any(begins)
}

/// Parentheses and quotation marks of `line` that belong together.
pub fn pairs(line: &str) -> Vec<(Span, Span)> {
    let rest = in_marks(line).map_or(line, |at| &line[..at]);
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for token in tokens(rest).unwrap_or_default() {
        let Span { start, end } = token.span;
        match token.kind {
            Kind::Sign('(') => open.push(token.span),
            Kind::Sign(')') => pairs.extend(open.pop().map(|first| (first, token.span))),
            Kind::Quoted(_) => {
                let mark = |c: Option<char>| c.map_or(0, char::len_utf8);
                let text = token.span.of(rest);
                let (first, last) = (mark(text.chars().next()), mark(text.chars().next_back()));
                pairs.push((Span::new(start, start + first), Span::new(end - last, end)));
            }
            _ => {}
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_belong_together() {
        for (line, expected) in [
            ("quotes (by A or (by B))", "7 22, 16 21"),
            ("quotes containing \"a (b\" titled «c»", "18 23, 32 35"),
            ("quotes (containing \"a", ""),
        ] {
            let mut found = pairs(line);
            found.sort_by_key(|(open, _)| open.start);
            let told: Vec<_> = found.iter().map(|(open, close)| format!("{} {}", open.start, close.start)).collect();
            assert_eq!(told.join(", "), expected, "{line}");
        }
    }

    #[test]
    fn pieces() {
        for (line, expected) in [
            ("quotes by Mark Rutte | count", "Language Language Name Name Sign Language"),
            ("what did Peskov say", "Language Language Name Language"),
            ("quotes by Mark and", "Language Language Name Language"),
            ("who said \"x\" about @kursk", "Language Language Text Language Reference"),
            ("who said \"x", "Language Language Text"),
            ("quotes by Mark abo", "Language Language Name Name"),
            ("quotes abo", "Language Name"),
            ("quotes abuot", "Language Wrong"),
            ("quotes abuot Koursk by", "Language Wrong Wrong Wrong"),
            ("qoutes about Koursk", "Wrong Wrong Wrong"),
            ("quotes by", "Language Language"),
            ("quotes since 2024 | cuont by", "Language Language Name Sign Wrong Wrong"),
        ] {
            let told: Vec<_> = highlight(line).iter().map(|(_, piece)| format!("{piece:?}")).collect();
            assert_eq!(told.join(" "), expected, "{line}");
        }
    }
}
