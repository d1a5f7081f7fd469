//! JSON: one object a line, a list of objects, an object that holds such a list, or one object.

mod object;
#[cfg(test)]
mod tests;
mod values;

use std::ops::ControlFlow;

use super::{
    fields::{Field, Map},
    format::Sink,
    found::named,
    record::{Failure, Piece},
    stream::{Line, Text, Watch},
};
use crate::store::hash;

pub(super) use self::values::read;

/// Reads one object a line. A line that is none is refused, and the others go on.
///
/// # Errors
/// When the input cannot be read.
pub(super) fn lines(input: &mut dyn std::io::BufRead, map: &Map, sink: &mut Sink<'_>) -> Result<(), Failure> {
    let (mut text, watch) = Text::new(input, None);
    let mut first = Vec::new();
    let line = text.line(&mut first)?;
    rest_of_lines((&mut text, &watch), (line, first), map, sink)
}

/// Reads lines of which the first has been read.
fn rest_of_lines(
    (text, watch): (&mut Text<'_>, &Watch),
    (mut line, mut buffer): (Line, Vec<u8>),
    map: &Map,
    sink: &mut Sink<'_>,
) -> Result<(), Failure> {
    for number in 1_u64.. {
        let flow = match line {
            Line::End => break,
            Line::Whole if buffer.trim_ascii().is_empty() => ControlFlow::Continue(()),
            Line::Whole => sink(piece((buffer.trim_ascii(), || number.to_string()), map, watch)),
            Line::TooLong => {
                sink(Piece { place: number.to_string(), bytes: Vec::new(), record: Err(Failure::TooLarge) })
            }
        };
        if flow.is_break() {
            break;
        }
        line = text.line(&mut buffer)?;
    }
    Ok(())
}

/// The document that is one line, outside of a file; its place is its id or URL, else a hash of it.
pub(super) fn line(bytes: &[u8], map: &Map) -> Piece {
    let (_, watch) = Text::new(&mut &[][..], None);
    piece((bytes.trim_ascii(), || hash(bytes.trim_ascii())), map, &watch)
}

/// The document that is one object; its place is its id or URL, else the one that `otherwise` gives.
fn piece((bytes, otherwise): (&[u8], impl Fn() -> String), map: &Map, watch: &Watch) -> Piece {
    let found = object::found(bytes, map);
    let place = found.as_ref().ok().and_then(|found| found.place()).unwrap_or_else(otherwise);
    let record = match found {
        Ok(found) if found.get(Field::Text).is_none() => Err(no_text(bytes)),
        Ok(found) => found.record().map(|record| watch.sign(record)),
        Err(error) => Err(Failure::format("a JSON object", mistake(bytes, &error))),
    };
    Piece { place, bytes: bytes.to_vec(), record }
}

/// An object without a text, with the fields it has.
fn no_text(object: &[u8]) -> Failure {
    let found = format!("the fields {}; name it with --map text=FIELD", named(&object::names(object)));
    Failure::format("a field with the text", found)
}

/// What is wrong with a value that is no object, or a broken one.
fn mistake(bytes: &[u8], error: &serde_json::Error) -> String {
    if !bytes.starts_with(b"{") {
        return named(&[String::from_utf8_lossy(bytes).into_owned()]);
    }
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    format!("a mistake in column {}: {what}", error.column())
}

/// Whether the input is of this format, from its first bytes: it begins with an object, or with a list of objects.
pub(super) fn recognises(head: &[u8]) -> bool {
    let begins_object = |text: &[u8]| {
        text.strip_prefix(b"{").is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}')))
    };
    match head.strip_prefix(b"[") {
        Some(rest) => begins_object(rest.trim_ascii_start()),
        None => begins_object(head),
    }
}

/// The same for one object a line: the first one does not begin with a line break inside.
pub(super) fn recognises_lines(head: &[u8]) -> bool {
    let first_line = head.split(|&b| b == b'\n').next().unwrap_or(head);
    recognises(first_line) && first_line.starts_with(b"{")
}
