//! Who stands in a document, packed into some bytes, and who stands in many of them, counted: what `people with X` asks.
//!
//! Each mention of an entity in the body of a document is the entity's row, seven bits a byte, and four bytes of a hash of its spelling
//! and the words of its paragraph, by which mentions in copies are the same.

use std::collections::BTreeMap;

use rusqlite::{
    Connection,
    functions::{Aggregate, Context, FunctionFlags},
};
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Mentions of one document, packed.
#[derive(Default)]
pub(super) struct Company {
    bytes: Vec<u8>,
}

impl Company {
    /// Takes in a mention by its entity's row, its spelling in the gazetteer, and the hash of the words of its paragraph.
    pub fn add(&mut self, entity: i64, alias: &str, wording: i64) {
        let mut left = entity as u64;
        while left > 0x7F {
            self.bytes.push(left as u8 | 0x80);
            left >>= 7;
        }
        self.bytes.push(left as u8);
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
        let mut entity = 0u64;
        for shift in (0..63).step_by(7) {
            let (&byte, rest) = bytes.split_first()?;
            bytes = rest;
            entity |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                break;
            }
        }
        let (print, rest) = bytes.split_first_chunk()?;
        bytes = rest;
        Some((entity as i64, u32::from_le_bytes(*print)))
    })
}

/// The SQL functions: `packed(entity, alias, wording)` packs the mentions of a document; `company(mentions, cluster, place)` counts
/// mentions by entity as a JSON object, of copies only those that no earlier one has; `company_folded` counts the others.
pub(super) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_aggregate_function("packed", 3, pure, Pack)?;
    connection.create_aggregate_function("company", 3, pure, Count { folded: false })?;
    connection.create_aggregate_function("company_folded", 3, pure, Count { folded: true })
}

struct Pack;

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

struct Count {
    folded: bool,
}

/// Mentions counted so far, and the documents that are in a cluster: by cluster, then by place in time.
#[derive(Default)]
struct Counted {
    numbers: FxHashMap<i64, i64>,
    copies: BTreeMap<(i64, String), Vec<u8>>,
}

impl Aggregate<Counted, String> for Count {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Counted> {
        Ok(Counted::default())
    }

    fn step(&self, call: &mut Context<'_>, counted: &mut Counted) -> rusqlite::Result<()> {
        let bytes = call.get_raw(0).as_blob()?;
        match call.get::<Option<i64>>(1)? {
            Some(cluster) => _ = counted.copies.insert((cluster, call.get(2)?), bytes.to_vec()),
            None if self.folded => {}
            None => mentions(bytes).for_each(|(entity, _)| *counted.numbers.entry(entity).or_default() += 1),
        }
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, counted: Option<Counted>) -> rusqlite::Result<String> {
        let mut counted = counted.unwrap_or_default();
        counted.count_copies(self.folded);
        let object: FxHashMap<String, i64> =
            counted.numbers.iter().map(|(entity, n)| (entity.to_string(), *n)).collect();
        serde_json::to_string(&object).map_err(|error| rusqlite::Error::UserFunctionError(error.into()))
    }
}

impl Counted {
    /// What a document prints twice counts twice, what an earlier one of its cluster printed does not.
    fn count_copies(&mut self, folded: bool) {
        let mut seen: FxHashSet<(i64, u32)> = FxHashSet::default();
        let mut own = None;
        for ((cluster, _), bytes) in &self.copies {
            if own.replace(cluster) != Some(cluster) {
                seen.clear();
            }
            let counts = |mention: &(i64, u32)| seen.contains(mention) == folded;
            for (entity, _) in mentions(bytes).filter(counts) {
                *self.numbers.entry(entity).or_default() += 1;
            }
            seen.extend(mentions(bytes));
        }
    }
}
