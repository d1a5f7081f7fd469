//! Dates as written.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, value};

use super::cursor::{Cursor, Expected, Fault, Parsed, maybe, parameter, phrase, text};
use crate::query::registry::{UNITS, Unit};
use crate::query::syntax::{At, Date, DateForm};

/// One date. Whether it exists is for resolution to say.
pub fn date(start: Cursor<'_>) -> Parsed<'_, Date> {
    let (cursor, form) = alt((
        ago,
        digits,
        value(DateForm::Today, phrase("today")),
        value(DateForm::Yesterday, phrase("yesterday")),
        map(|c| named(c, "last"), DateForm::Last),
        map(|c| named(c, "this"), DateForm::This),
        map(text, |(text, _)| DateForm::Quoted(text)),
        map(parameter, |word| DateForm::Parameter(word.text)),
    ))
    .parse(start)?;
    Ok((cursor, Date { form, at: At(start.span_to(cursor)) }))
}

/// Any word that begins with a digit.
fn digits(cursor: Cursor<'_>) -> Parsed<'_, DateForm> {
    match cursor.peek_word().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        Some(word) => Ok((cursor.next(), DateForm::Digits(word.to_owned()))),
        None => cursor.miss(Expected::Date),
    }
}

/// A unit behind `word`.
fn named<'s>(cursor: Cursor<'s>, word: &'static str) -> Parsed<'s, Unit> {
    let (cursor, _) = phrase(word)(cursor)?;
    unit(cursor)
}

fn ago(cursor: Cursor<'_>) -> Parsed<'_, DateForm> {
    let Some(number) = cursor.peek_word().and_then(|word| word.parse().ok()) else {
        return Err(nom::Err::Error(Fault::Miss)); // `digits` notes that a date was tried
    };
    let (cursor, (unit, _)) = (unit, phrase("ago")).parse(cursor.next())?;
    Ok((cursor, DateForm::Ago(number, unit)))
}

/// A unit in its singular.
pub fn single_unit(cursor: Cursor<'_>) -> Parsed<'_, Unit> {
    for row in UNITS {
        if let (after, Some(_)) = maybe(cursor, phrase(row.word))? {
            return Ok((after, row.unit));
        }
    }
    Err(nom::Err::Error(Fault::Miss))
}

fn unit(cursor: Cursor<'_>) -> Parsed<'_, Unit> {
    for row in UNITS {
        for word in [row.word, row.plural] {
            if let (after, Some(_)) = maybe(cursor, phrase(word))? {
                return Ok((after, row.unit));
            }
        }
    }
    Err(nom::Err::Error(Fault::Miss))
}
