//! A place among the tokens, the terminals of the grammar, and the record of every terminal tried in vain.
//!
//! nom's own combinators forget errors (`opt`, loops) or keep only the last one (`alt`). So terminals write into a
//! record that all cursors of a line share; what was tried at the farthest place is what was expected there.

use std::cell::RefCell;

use nom::error::{ErrorKind, ParseError};

use super::lex::{Kind, Token};
use crate::query::error::Problem;
use crate::query::registry::NameClass;
use crate::query::syntax::{At, Word};
use crate::span::Span;

/// Something that could have stood at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A word of the language.
    Word(&'static str),
    /// A name of this class.
    Name(NameClass),
    /// More words of the name of this class that begins at this token.
    More(NameClass, usize),
    /// Text between quotation marks.
    Text,
    /// A date.
    Date,
    /// A number.
    Number,
    /// A parameter.
    Parameter,
    /// A sign.
    Sign(char),
    /// Nothing more.
    End,
}

/// Terminals tried in vain at the farthest place.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The farthest place, as a token's number.
    pub farthest: usize,
    /// What was tried there, each once, in order.
    pub expected: Vec<Expected>,
}

/// Why a parser did not succeed.
#[derive(Debug)]
pub enum Fault {
    /// Something else stands here; the record knows what was tried.
    Miss,
    /// The line is understood, and wrong.
    Stop(Box<Problem>),
}

/// What parsers of the grammar give.
pub type Parsed<'s, T> = nom::IResult<Cursor<'s>, T, Fault>;

/// A place among the tokens.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'s> {
    /// The line.
    pub source: &'s str,
    /// Its tokens.
    pub tokens: &'s [Token],
    /// Number of the next token.
    pub at: usize,
    record: &'s RefCell<Record>,
}

impl<'s> ParseError<Cursor<'s>> for Fault {
    fn from_error_kind(_: Cursor<'s>, _: ErrorKind) -> Self {
        Fault::Miss
    }

    fn append(_: Cursor<'s>, _: ErrorKind, other: Self) -> Self {
        other
    }
}

impl<'s> Cursor<'s> {
    /// The place before the first token.
    pub fn new(source: &'s str, tokens: &'s [Token], record: &'s RefCell<Record>) -> Self {
        Cursor { source, tokens, at: 0, record }
    }

    /// The next token.
    pub fn token(self) -> Option<&'s Token> {
        self.tokens.get(self.at)
    }

    /// The next token's text, if it is a bare word.
    pub fn peek_word(self) -> Option<&'s str> {
        self.token().filter(|t| t.kind == Kind::Word).map(|t| t.span.of(self.source))
    }

    /// The place behind the next token.
    pub fn next(self) -> Self {
        Cursor { at: self.at + 1, ..self }
    }

    /// The span from the next token to the last one before `end`.
    pub fn span_to(self, end: Cursor<'_>) -> Span {
        let start = self.token().map_or(self.source.len(), |t| t.span.start);
        let stop = end.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |t| t.span.end);
        Span::new(start, stop.max(start))
    }

    /// Notes that `expected` was tried here in vain.
    pub fn note(self, expected: Expected) {
        let mut record = self.record.borrow_mut();
        if self.at > record.farthest {
            *record = Record { farthest: self.at, expected: Vec::new() };
        }
        if self.at == record.farthest && !record.expected.contains(&expected) {
            record.expected.push(expected);
        }
    }

    /// What was noted so far.
    pub fn noted(self) -> Record {
        self.record.borrow().clone()
    }

    /// Takes back what was noted at this place since `then`, if nothing was read beyond it.
    pub fn forget(self, then: Record) {
        let mut record = self.record.borrow_mut();
        if record.farthest == self.at {
            *record = then;
        }
    }

    /// Takes back that `expected` was tried here.
    pub fn unnote(self, expected: Expected) {
        let mut record = self.record.borrow_mut();
        if record.farthest == self.at {
            record.expected.retain(|known| *known != expected);
        }
    }

    /// Fails, noting what was tried.
    pub fn miss<T>(self, expected: Expected) -> Parsed<'s, T> {
        self.note(expected);
        Err(nom::Err::Error(Fault::Miss))
    }
}

/// One or several words of the language; gives where they stand.
pub fn phrase<'s>(phrase: &'static str) -> impl Fn(Cursor<'s>) -> Parsed<'s, Span> {
    move |start| {
        let mut cursor = start;
        for word in phrase.split(' ') {
            if cursor.peek_word() != Some(word) {
                return cursor.miss(Expected::Word(word));
            }
            cursor = cursor.next();
        }
        Ok((cursor, start.span_to(cursor)))
    }
}

/// A sign.
pub fn sign<'s>(sign: char) -> impl Fn(Cursor<'s>) -> Parsed<'s, Span> {
    move |cursor| match cursor.token() {
        Some(token) if token.kind == Kind::Sign(sign) => Ok((cursor.next(), token.span)),
        _ => cursor.miss(Expected::Sign(sign)),
    }
}

/// Any bare word, as a name of `class`.
pub fn ident<'s>(class: NameClass) -> impl Fn(Cursor<'s>) -> Parsed<'s, Word> {
    move |cursor| match cursor.token() {
        Some(token) if token.kind == Kind::Word => Ok((cursor.next(), token.word(cursor.source))),
        _ => cursor.miss(Expected::Name(class)),
    }
}

/// `$name`, without its `$`.
pub fn parameter(cursor: Cursor<'_>) -> Parsed<'_, Word> {
    match cursor.token() {
        Some(token) if token.kind == Kind::Parameter => {
            let span = Span::new(token.span.start + 1, token.span.end);
            Ok((cursor.next(), Word { text: span.of(cursor.source).to_owned(), at: At(token.span) }))
        }
        _ => cursor.miss(Expected::Parameter),
    }
}

/// `@key`, without its `@`. It is expected wherever a name is, so nobody is told.
pub fn key(cursor: Cursor<'_>) -> Parsed<'_, Word> {
    match cursor.token() {
        Some(token) if token.kind == Kind::Key => {
            let text = token.span.of(cursor.source)[1..].to_owned();
            Ok((cursor.next(), Word { text, at: At(token.span) }))
        }
        _ => Err(nom::Err::Error(Fault::Miss)),
    }
}

/// Text between quotation marks.
pub fn text(cursor: Cursor<'_>) -> Parsed<'_, (String, Span)> {
    match cursor.token() {
        Some(Token { kind: Kind::Quoted(text), span }) => Ok((cursor.next(), (text.clone(), *span))),
        _ => cursor.miss(Expected::Text),
    }
}

/// A whole number.
pub fn number(cursor: Cursor<'_>) -> Parsed<'_, u32> {
    match cursor.peek_word().and_then(|word| word.parse().ok()) {
        Some(number) => Ok((cursor.next(), number)),
        None => cursor.miss(Expected::Number),
    }
}

/// The end of the line.
pub fn end(cursor: Cursor<'_>) -> Parsed<'_, ()> {
    if cursor.token().is_some() { cursor.miss(Expected::End) } else { Ok((cursor, ())) }
}

/// `parser`, or nothing when it misses.
pub fn maybe<'s, T>(cursor: Cursor<'s>, parser: impl Fn(Cursor<'s>) -> Parsed<'s, T>) -> Parsed<'s, Option<T>> {
    match parser(cursor) {
        Ok((after, value)) => Ok((after, Some(value))),
        Err(nom::Err::Error(_)) => Ok((cursor, None)),
        Err(other) => Err(other),
    }
}
