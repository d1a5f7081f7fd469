//! One JSON object as the fields of a document. What is no such field is skipped without being held.

use std::fmt;

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::import::{
    fields::{Field, Known, Map, key},
    found::{Found, NAMED},
};

/// How deep the text of a field may lie in lists and objects.
const DEEPEST: usize = 8;

/// Members that hold the value of an object: `{"rendered": "<p>…"}`, `{"id": 7, "name": "…"}`.
const VALUES: &[&str] = &["rendered", "name", "text", "value", "#text", "@value", "$t", "title"];

/// The values of the object in `bytes`.
pub(super) fn found(bytes: &[u8], map: &Map) -> serde_json::Result<Found> {
    let mut found = Found::default();
    let mut json = serde_json::Deserializer::from_slice(bytes);
    json.deserialize_map(Object { map, path: Vec::new(), found: &mut found })?;
    json.end()?;
    Ok(found)
}

/// The first few names of the members of an object.
pub(super) fn names(object: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    // what cannot be read to its end has names all the same
    let _ = serde_json::Deserializer::from_slice(object).deserialize_map(Names(&mut names));
    names
}

struct Names<'n>(&'n mut Vec<String>);

impl<'de> Visitor<'de> for Names<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some((name, _)) = members.next_entry::<String, IgnoredAny>()? {
            if self.0.len() <= NAMED {
                self.0.push(name);
            }
        }
        Ok(())
    }
}

/// An object, and the keys that lead to it.
struct Object<'o> {
    map: &'o Map,
    path: Vec<String>,
    found: &'o mut Found,
}

impl Object<'_> {
    /// What the member of this path is: within an object only what the user names.
    fn known(&self, path: &[String]) -> Option<Known> {
        if path.len() == 1 { self.map.find(&path[0]) } else { self.map.given(path) }
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object with the fields of a document")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            let path = [self.path.as_slice(), &[key(&name)]].concat();
            if let Some(known) = self.known(&path) {
                let mut value = String::new();
                let between = if known.field == Field::Text { "\n\n" } else { ", " };
                members.next_value_seed(Value { out: &mut value, between, depth: 0 })?;
                self.found.put(known, &value);
            } else if self.map.leads(&path) {
                members.next_value_seed(Inner(Object { map: self.map, path, found: self.found }))?;
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// A member that should be an object; another is skipped.
struct Inner<'o>(Object<'o>);

impl<'de> DeserializeSeed<'de> for Inner<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        let raw = <&serde_json::value::RawValue as serde::Deserialize>::deserialize(json)?;
        match raw.get().starts_with('{') {
            true => serde_json::Deserializer::from_str(raw.get()).deserialize_map(self.0).map_err(D::Error::custom),
            false => Ok(()),
        }
    }
}

/// A value as text: the parts of a list one after another, of an object the member that stands for it.
struct Value<'v> {
    out: &'v mut String,
    between: &'v str,
    depth: usize,
}

impl Value<'_> {
    fn push(&mut self, text: &str) {
        if !text.trim().is_empty() {
            if !self.out.is_empty() {
                self.out.push_str(self.between);
            }
            self.out.push_str(text);
        }
    }

    fn inner(&mut self) -> Value<'_> {
        Value { out: self.out, between: self.between, depth: self.depth + 1 }
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        if self.depth > DEEPEST {
            json.deserialize_ignored_any(IgnoredAny).map(drop)
        } else {
            json.deserialize_any(self)
        }
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text, a number or a list")
    }

    fn visit_str<E: Error>(mut self, text: &str) -> Result<(), E> {
        self.push(text);
        Ok(())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(self.inner())?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let mut best: Option<(usize, String)> = None;
        while let Some(name) = members.next_key::<String>()? {
            let rank = VALUES.iter().position(|value| *value == name);
            match rank.filter(|rank| best.as_ref().is_none_or(|(other, _)| rank < other)) {
                Some(rank) => {
                    let mut text = String::new();
                    members.next_value_seed(Value { out: &mut text, ..self.inner() })?;
                    best = Some((rank, text)).filter(|(_, text)| !text.is_empty()).or(best);
                }
                None => drop(members.next_value::<IgnoredAny>()?),
            }
        }
        if let Some((_, text)) = best {
            self.push(&text);
        }
        Ok(())
    }
}
