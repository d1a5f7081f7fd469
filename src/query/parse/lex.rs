//! From characters to tokens. Every character of a line ends up in a token or is space.

use nom::Parser;
use nom::bytes::complete::{take_till, take_while1};
use nom::character::complete::{anychar, char};
use nom::error::Error;
use nom::sequence::{delimited, preceded};
use unicode_normalization::char::is_combining_mark;

use crate::query::error::{Problem, Result};
use crate::query::syntax::{At, Word};
use crate::span::Span;

/// The quotation marks that free text may stand between.
pub const MARKS: &[(char, char)] = &[('"', '"'), ('«', '»'), ('“', '”'), ('„', '“')];

/// How deep parentheses may nest.
const DEEPEST: usize = 50;

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A bare word.
    Word,
    /// Text between quotation marks, without them.
    Quoted(String),
    /// `$name`
    Parameter,
    /// `@key`
    Key,
    /// Any other character.
    Sign(char),
}

/// A piece of the line.
#[derive(Clone, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
}

impl Token {
    /// The token as a word of the tree.
    pub fn word(&self, source: &str) -> Word {
        Word { text: self.span.of(source).to_owned(), at: At(self.span) }
    }
}

/// Whether `c` may stand in a bare word.
pub fn in_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || "'’-.&/_\u{2010}\u{2011}\u{AD}".contains(c)
}

/// Whether `c` separates words: spaces, and invisible characters that come along with text copied from a page.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The tokens of `source`.
pub fn tokens(source: &str) -> Result<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = source.trim_start_matches(is_space);
    while !rest.is_empty() {
        let start = source.len() - rest.len();
        let (after, kind) = token(rest).map_err(|_| unclosed(source, start))?;
        tokens.push(Token { kind, span: Span::new(start, source.len() - after.len()) });
        rest = after.trim_start_matches(is_space);
    }
    check_depth(source, &tokens)?;
    if tokens.len() > 1 {
        tokens.pop_if(|last| last.kind == Kind::Sign('?')); // as one ends a question
    }
    Ok(tokens)
}

/// One token; fails only at quotation marks that never close.
fn token(input: &str) -> nom::IResult<&str, Kind> {
    if let Some(&(open, close)) = MARKS.iter().find(|(open, _)| input.starts_with(*open)) {
        let mut text = delimited(char(open), take_till(|c| c == close), char::<_, Error<&str>>(close));
        return text.parse(input).map(|(rest, text)| (rest, Kind::Quoted(text.trim().to_owned())));
    }
    let word = take_while1::<_, _, Error<&str>>(in_word).map(|_| Kind::Word);
    let parameter = preceded(char('$'), take_while1(in_parameter)).map(|_: &str| Kind::Parameter);
    let key = preceded(char('@'), take_while1(in_word)).map(|_: &str| Kind::Key);
    nom::branch::alt((word, parameter, key, anychar.map(Kind::Sign))).parse(input)
}

/// Whether `c` may stand in the name of a parameter.
pub fn in_parameter(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

/// Where the quotation mark stands that is still open at the end of `source`.
pub fn in_marks(source: &str) -> Option<usize> {
    let mut open: Option<(usize, char)> = None;
    for (at, c) in source.char_indices() {
        open = match open {
            Some((_, close)) if c == close => None,
            None => MARKS.iter().find(|(mark, _)| *mark == c).map(|(_, close)| (at, *close)),
            still => still,
        };
    }
    open.map(|(at, _)| at)
}

fn unclosed(source: &str, start: usize) -> Box<Problem> {
    let mark = source[start..].chars().next().unwrap_or('"');
    let close = MARKS.iter().find(|(open, _)| *open == mark).map_or('"', |(_, close)| *close);
    Problem::new(source, Span::new(start, start + mark.len_utf8()), format!("this quotation mark {mark} never closes"))
        .label(format!("needs a {close}"))
        .corrected(format!("{}{close}", source.trim_end()))
}

fn check_depth(source: &str, tokens: &[Token]) -> Result<()> {
    let mut depth = 0usize;
    for token in tokens {
        match token.kind {
            Kind::Sign('(') => depth += 1,
            Kind::Sign(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(Problem::new(source, token.span, format!("parentheses may nest {DEEPEST} deep, no deeper")));
        }
    }
    Ok(())
}
