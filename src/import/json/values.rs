//! JSON that is not told by lines: lists of documents, alone or in an object, read document by document.

use std::{
    fmt,
    io::{self, BufRead, Read},
    ops::ControlFlow,
};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{object, piece, rest_of_lines};
use crate::import::{
    fields::{Field, Map, key},
    format::Sink,
    record::Failure,
    stream::{Line, Text, Watch},
};

/// Members under which lists of documents lie: these are read however long they are.
const LISTS: &[&str] = &[
    "articles",
    "data",
    "docs",
    "documents",
    "entries",
    "feed",
    "hits",
    "items",
    "news",
    "posts",
    "records",
    "response",
    "results",
    "rows",
    "stories",
];

/// How far the first line is looked for.
const FIRST_LINE: u64 = 1 << 20;

/// Reads whatever JSON holds documents.
///
/// # Errors
/// When it is broken or cannot be read; the documents before have been handed on.
pub(in crate::import) fn read(input: &mut dyn BufRead, map: &Map, sink: &mut Sink<'_>) -> Result<(), Failure> {
    let (mut text, watch) = Text::new(input, None);
    let mut first = Vec::new();
    (&mut text).take(FIRST_LINE).read_until(b'\n', &mut first)?;
    if are_lines(&first, &mut text)? {
        return rest_of_lines((&mut text, &watch), (Line::Whole, first), map, sink);
    }
    let mut reading = Reading { map, watch: &watch, sink, flow: ControlFlow::Continue(()), number: 0, lists: 0 };
    match reading.all(first.chain(text)) {
        Err(_) if reading.flow.is_break() => Ok(()),
        result => result.map_err(|error| watch.failure("JSON", format!("a mistake: {error}"))),
    }
}

/// Whether there is one object a line, from the first line and what begins the second. A first line that is broken inside
/// counts as one; one that only lacks its end does not.
fn are_lines(first: &[u8], text: &mut Text<'_>) -> io::Result<bool> {
    let open = |line: &[u8]| line.trim_ascii_start().starts_with(b"{");
    let unfinished = serde_json::from_slice::<IgnoredAny>(first).is_err_and(|error| error.is_eof());
    Ok(open(first) && first.ends_with(b"\n") && !unfinished && open(text.fill_buf()?))
}

/// What is done with the documents.
struct Reading<'r, 's> {
    map: &'r Map,
    watch: &'r Watch,
    sink: &'r mut Sink<'s>,
    flow: ControlFlow<()>,
    /// Of the documents so far.
    number: u64,
    /// How many lists of documents there were.
    lists: u64,
}

impl Reading<'_, '_> {
    /// Reads values to the end of the input.
    fn all(&mut self, input: impl Read) -> serde_json::Result<()> {
        let mut json = serde_json::Deserializer::from_reader(input);
        while json.end().is_err() {
            self.watch.next();
            Documents { reading: self, sure: true }.deserialize(&mut json)?;
        }
        Ok(())
    }

    /// Hands on the document of an object.
    fn take<E: Error>(&mut self, object: &str) -> Result<(), E> {
        self.number += 1;
        self.flow = (self.sink)(piece((object.as_bytes(), || self.number.to_string()), self.map, self.watch));
        self.watch.next();
        if self.flow.is_break() { Err(E::custom("stopped")) } else { Ok(()) }
    }

    fn has_text(&self, object: &str) -> bool {
        object::found(object.as_bytes(), self.map).is_ok_and(|found| found.get(Field::Text).is_some())
    }

    /// Hands on an object without the lists that were read already: it is a document, or holds lists under unusual names.
    fn take_rest<E: Error>(&mut self, object: &str, lists_before: u64) -> Result<(), E> {
        if self.has_text(object) {
            return self.take(object);
        }
        serde_json::Deserializer::from_str(object).deserialize_map(Unusual(self)).map_err(E::custom)?;
        if self.lists > lists_before { Ok(()) } else { self.take(object) }
    }
}

/// A list of documents, an object that holds some or is one; anything else is skipped.
struct Documents<'d, 'r, 's> {
    reading: &'d mut Reading<'r, 's>,
    /// Whether a list is taken although its first object has no text.
    sure: bool,
}

impl<'de> DeserializeSeed<'de> for Documents<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Documents<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object, or a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        self.reading.lists += u64::from(self.sure);
        while let Some(element) = list.next_element::<Box<RawValue>>()? {
            if !self.sure && !self.reading.has_text(element.get()) {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
            self.reading.lists += u64::from(!std::mem::replace(&mut self.sure, true));
            self.reading.take(element.get())?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let (lists, mut rest) = (self.reading.lists, String::from("{"));
        while let Some(name) = members.next_key::<String>()? {
            if LISTS.contains(&key(&name).as_str()) && !self.reading.map.leads(&[key(&name)]) {
                members.next_value_seed(Documents { reading: self.reading, sure: true })?;
            } else {
                let value = members.next_value::<Box<RawValue>>()?;
                let comma = if rest.len() > 1 { "," } else { "" };
                rest.extend([comma, &serde_json::Value::String(name).to_string(), ":", value.get()]);
            }
        }
        rest.push('}');
        self.reading.take_rest(&rest, lists)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

/// An object that may hold lists of documents under names that do not tell.
struct Unusual<'u, 'r, 's>(&'u mut Reading<'r, 's>);

impl<'de> Visitor<'de> for Unusual<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while members.next_key::<IgnoredAny>()?.is_some() {
            let value = members.next_value::<&RawValue>()?.get();
            if value.starts_with('[') {
                let documents = Documents { reading: self.0, sure: false };
                documents.deserialize(&mut serde_json::Deserializer::from_str(value)).map_err(A::Error::custom)?;
            }
        }
        Ok(())
    }
}
