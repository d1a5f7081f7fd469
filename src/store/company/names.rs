//! Unknown names of a document: each spelling in the body with how often it stands there, those that fold to the same one behind another.

use std::collections::BTreeMap;

use rusqlite::functions::{Aggregate, Context};
use rustc_hash::FxHashMap;

use super::{super::numbers::json, number, push_number};
use crate::text::fold;

/// Unknown names of one document.
#[derive(Default)]
pub(in crate::store) struct Names {
    /// How often, by what they are folded to and by spelling.
    names: BTreeMap<(String, String), u64>,
}

impl Names {
    /// Takes in a name as printed and as folded.
    pub fn add(&mut self, surface: &str, folded: &str) {
        *self.names.entry((folded.to_owned(), surface.to_owned())).or_default() += 1;
    }

    /// All of them, packed. The lowest bit of a length tells whether a name begins, which is not another spelling of the one before.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut before = None;
        for ((folded, surface), count) in &self.names {
            let begins = before.replace(folded) != Some(folded);
            push_number(&mut bytes, (surface.len() as u64) << 1 | u64::from(begins));
            push_number(&mut bytes, *count);
            bytes.extend(surface.as_bytes());
        }
        bytes
    }
}

/// Spelling of each name, how often it stands there, and whether another name begins with it; what is cut off counts for nothing.
fn names(mut bytes: &[u8]) -> impl Iterator<Item = (&[u8], u64, bool)> {
    std::iter::from_fn(move || {
        let (length, count) = (number(&mut bytes)?, number(&mut bytes)?);
        let (surface, rest) = bytes.split_at_checked((length >> 1) as usize)?;
        bytes = rest;
        Some((surface, count, length & 1 == 1))
    })
}

pub(super) struct Pack;

impl Aggregate<Names, Vec<u8>> for Pack {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Names> {
        Ok(Names::default())
    }

    fn step(&self, call: &mut Context<'_>, names: &mut Names) -> rusqlite::Result<()> {
        names.add(call.get_raw(0).as_str()?, call.get_raw(1).as_str()?);
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, names: Option<Names>) -> rusqlite::Result<Vec<u8>> {
        Ok(names.unwrap_or_default().bytes())
    }
}

pub(super) struct Count;

/// How often a spelling stands somewhere, and in how many documents it is the first of its name.
type Spellings = FxHashMap<Vec<u8>, (u64, u64)>;

impl Aggregate<Spellings, String> for Count {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Spellings> {
        Ok(Spellings::default())
    }

    fn step(&self, call: &mut Context<'_>, spellings: &mut Spellings) -> rusqlite::Result<()> {
        for (surface, count, begins) in names(call.get_raw(0).as_blob()?) {
            let numbers = match spellings.get_mut(surface) {
                Some(numbers) => numbers,
                None => spellings.entry(surface.to_owned()).or_default(),
            };
            numbers.0 += count;
            numbers.1 += u64::from(begins);
        }
        Ok(())
    }

    /// A list by what the names are folded to: the first spelling, how often it stands there, in how many documents.
    fn finalize(&self, _: &mut Context<'_>, spellings: Option<Spellings>) -> rusqlite::Result<String> {
        let mut found: FxHashMap<String, (String, u64, u64)> = FxHashMap::default();
        for (surface, (count, documents)) in spellings.unwrap_or_default() {
            let surface = String::from_utf8_lossy(&surface).into_owned();
            let name = found.entry(fold(&surface)).or_insert_with(|| (surface.clone(), 0, 0));
            name.0 = surface.min(std::mem::take(&mut name.0));
            name.1 += count;
            name.2 += documents;
        }
        json(&found)
    }
}
