//! Mentions of a document: each is the entity's row and four bytes of a hash of its spelling and the words of its paragraph, by which
//! mentions in copies are the same. Those of the body count.

use std::collections::BTreeMap;

use rusqlite::functions::{Aggregate, Context};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Serialize, Serializer};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::{super::numbers::json, number, push_number};

/// Mentions of one document, packed.
#[derive(Default)]
pub(in crate::store) struct Company {
    bytes: Vec<u8>,
}

impl Company {
    /// Takes in a mention by its entity's row, its spelling in the gazetteer, and the hash of the words of its paragraph.
    pub fn add(&mut self, entity: i64, alias: &str, wording: i64) {
        push_number(&mut self.bytes, entity as u64);
        let print = xxh3_64_with_seed(alias.as_bytes(), wording as u64) as u32;
        self.bytes.extend(print.to_le_bytes());
    }

    /// All of them.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Entity and print of each mention; what is cut off counts for nothing.
fn mentions(mut bytes: &[u8]) -> impl Iterator<Item = (i64, u32)> {
    std::iter::from_fn(move || {
        let entity = number(&mut bytes)?;
        let (print, rest) = bytes.split_first_chunk()?;
        bytes = rest;
        Some((entity as i64, u32::from_le_bytes(*print)))
    })
}

pub(super) struct Pack;

impl Aggregate<Company, Vec<u8>> for Pack {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Company> {
        Ok(Company::default())
    }

    fn step(&self, call: &mut Context<'_>, company: &mut Company) -> rusqlite::Result<()> {
        company.add(call.get(0)?, call.get_raw(1).as_str()?, call.get(2)?);
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, company: Option<Company>) -> rusqlite::Result<Vec<u8>> {
        Ok(company.unwrap_or_default().bytes)
    }
}

pub(super) struct Count {
    pub folded: bool,
}

/// Mentions counted so far, and the documents that are in a cluster by their places: each begins with the cluster and `PLACE`, and they
/// sort by time.
#[derive(Default)]
pub(super) struct Counted {
    numbers: Numbers,
    copies: BTreeMap<String, Vec<u8>>,
}

/// How many mentions each entity has, by its row. Rows are few and near each other: they stand in a list, those far off aside.
#[derive(Default)]
struct Numbers {
    near: Vec<u32>,
    far: FxHashMap<i64, u32>,
}

/// Rows from here on are far off.
const FAR: usize = 1 << 24;

impl Numbers {
    fn add(&mut self, entity: i64) {
        match usize::try_from(entity) {
            Ok(row) if row < FAR => {
                if row >= self.near.len() {
                    self.near.resize((row + 1).next_power_of_two(), 0);
                }
                self.near[row] += 1;
            }
            _ => *self.far.entry(entity).or_default() += 1,
        }
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let near = self.near.iter().enumerate().map(|(row, count)| (row as i64, *count));
        let far = self.far.iter().map(|(row, count)| (*row, *count));
        serializer.collect_map(near.chain(far).filter(|(_, count)| *count > 0))
    }
}

/// What stands between a cluster and what its documents sort by.
const PLACE: char = '\u{1}';

impl Aggregate<Counted, String> for Count {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Counted> {
        Ok(Counted::default())
    }

    fn step(&self, call: &mut Context<'_>, counted: &mut Counted) -> rusqlite::Result<()> {
        let bytes = call.get_raw(0).as_blob()?;
        match call.get_raw(1).as_str_or_null()? {
            Some(place) => _ = counted.copies.insert(place.to_owned(), bytes.to_vec()),
            None if self.folded => {}
            None => mentions(bytes).for_each(|(entity, _)| counted.numbers.add(entity)),
        }
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, counted: Option<Counted>) -> rusqlite::Result<String> {
        let mut counted = counted.unwrap_or_default();
        counted.count_copies(self.folded);
        json(&counted.numbers)
    }
}

impl Counted {
    /// What a document prints twice counts twice, what an earlier one of its cluster printed does not.
    fn count_copies(&mut self, folded: bool) {
        let mut seen: FxHashSet<(i64, u32)> = FxHashSet::default();
        let mut own = None;
        for (place, bytes) in &self.copies {
            let cluster = place.split(PLACE).next();
            if own != cluster {
                own = cluster;
                seen.clear();
            }
            let counts = |mention: &(i64, u32)| seen.contains(mention) == folded;
            for (entity, _) in mentions(bytes).filter(counts) {
                self.numbers.add(entity);
            }
            seen.extend(mentions(bytes));
        }
    }
}
