//! Names, and lists of them.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::map;

use super::chain::chain;
use super::cursor::{self, Cursor, Expected, Parsed, maybe, parameter, phrase, sign, text};
use super::lex::Kind;
use crate::query::registry::{NameClass, is_keyword, verb};
use crate::query::syntax::{At, Form, Name, Tree};

/// What stands in a list of names.
#[derive(Clone, Copy, Debug)]
pub enum Sort {
    /// Names of a class.
    Of(NameClass),
    /// Names of a class, which end at a verb too.
    UpToVerb(NameClass),
    /// Names of a class, which end at this word too.
    UpTo(NameClass, &'static str),
    /// Text in quotation marks.
    Text,
}

/// `item {"or" item} | item {"and" item}`
pub fn names<'s>(cursor: Cursor<'s>, sort: Sort) -> Parsed<'s, Tree<Name>> {
    chain(cursor, |c| item(c, sort), |c| maybe(c, alt_words))
}

fn alt_words(cursor: Cursor<'_>) -> Parsed<'_, bool> {
    alt((map(phrase("and"), |_| true), map(phrase("or"), |_| false))).parse(cursor)
}

/// `["not"] ( name | "(" names ")" )`
fn item(cursor: Cursor<'_>, sort: Sort) -> Parsed<'_, Tree<Name>> {
    let (cursor, not) = maybe(cursor, phrase("not"))?;
    let (cursor, tree) = match maybe(cursor, sign('('))? {
        (inner, Some(_)) => {
            let (inner, tree) = names(inner, sort)?;
            let (after, _) = sign(')')(inner)?;
            (after, tree)
        }
        (_, None) => name(cursor, sort).map(|(c, name)| (c, Tree::One(name)))?,
    };
    Ok((cursor, if not.is_some() { Tree::Not(Box::new(tree)) } else { tree }))
}

/// One name.
pub fn name(cursor: Cursor<'_>, sort: Sort) -> Parsed<'_, Name> {
    match sort {
        Sort::Text => alt((quoted, filled)).parse(cursor),
        Sort::Of(class) => alt((|c| bare(c, class, |_| false), quoted, key, filled)).parse(cursor),
        Sort::UpToVerb(class) => {
            alt((|c| bare(c, class, |word| verb(word).is_some()), quoted, key, filled)).parse(cursor)
        }
        Sort::UpTo(class, end) => alt((|c| bare(c, class, |word| word == end), quoted, key, filled)).parse(cursor),
    }
}

fn bare(start: Cursor<'_>, class: NameClass, ends: impl Fn(&str) -> bool) -> Parsed<'_, Name> {
    let mut cursor = start;
    let mut words = Vec::new();
    while let Some(token) = cursor.token().filter(|t| t.kind == Kind::Word) {
        let word = token.word(cursor.source);
        if is_keyword(&word.text) || ends(&word.text) {
            break;
        }
        words.push(word);
        cursor = cursor.next();
    }
    if words.is_empty() {
        return cursor.miss(Expected::Name(class));
    }
    cursor.note(Expected::More(class, start.at));
    Ok((cursor, Name { form: Form::Words(words), at: At(start.span_to(cursor)) }))
}

/// A number, whole or with a point, or what stands for one.
pub fn share(cursor: Cursor<'_>) -> Parsed<'_, Name> {
    match cursor.token() {
        Some(token) if token.kind == Kind::Word && token.span.of(cursor.source).parse::<f64>().is_ok() => {
            let words = vec![token.word(cursor.source)];
            Ok((cursor.next(), Name { form: Form::Words(words), at: At(token.span) }))
        }
        _ => {
            cursor.note(Expected::Number);
            filled(cursor)
        }
    }
}

fn quoted(cursor: Cursor<'_>) -> Parsed<'_, Name> {
    map(text, |(text, span)| Name { form: Form::Quoted(text), at: At(span) }).parse(cursor)
}

fn filled(cursor: Cursor<'_>) -> Parsed<'_, Name> {
    map(parameter, |word| Name { form: Form::Parameter(word.text), at: word.at }).parse(cursor)
}

fn key(cursor: Cursor<'_>) -> Parsed<'_, Name> {
    map(cursor::key, |word| Name { form: Form::Key(word.text), at: word.at }).parse(cursor)
}
