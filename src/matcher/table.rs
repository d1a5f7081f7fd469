//! The hash table of the tree: what each beginning of a spelling leads to.

use std::io;

use super::{
    tree::Entry,
    units::{Path, unit_end},
};
use crate::flat::{Flat, Opening, Saving};

/// Bit of [`Found`]: longer spellings begin so.
const GOES_ON: u32 = 1 << 31;

/// A place for each beginning of a spelling: the lower half of its hash over what it leads to, 0 for an empty place.
pub(super) struct Table {
    slots: Flat<u64>,
    /// Bits of the first units, so that most words are dismissed without a look at the slots.
    first: Flat<u64>,
}

/// The table as a scan reads it.
#[derive(Clone, Copy)]
pub(super) struct View<'t> {
    slots: &'t [u64],
    first: &'t [u64],
}

/// What a beginning of a spelling leads to.
#[derive(Clone, Copy)]
pub(super) struct Found(u32);

impl Found {
    /// The number of the spelling that ends here.
    #[inline]
    pub fn number(self) -> Option<u32> {
        (self.0 & !GOES_ON).checked_sub(1)
    }

    /// Whether longer spellings begin so.
    #[inline]
    pub fn goes_on(self) -> bool {
        self.0 & GOES_ON != 0
    }
}

impl Table {
    /// The table of the entries; smallest when they come in folded order.
    pub fn new(entries: &[Entry]) -> Self {
        let before = std::iter::once("").chain(entries.iter().map(|e| e.folded));
        let paths = entries.iter().zip(before).map(|(e, before)| new_paths(before, e.folded)).sum::<usize>();
        let mut slots = vec![0; (paths * 4 / 3).next_power_of_two().max(64)];
        entries.iter().for_each(|e| insert(&mut slots, e));
        let mut firsts: Vec<u64> = entries.iter().map(|e| Path::first(e.folded).0).collect();
        firsts.dedup();
        let mut first = vec![0; filter_words(firsts.len())];
        for hash in firsts {
            let (word, bit) = filter_place(first.len(), hash);
            first[word] |= 1 << bit;
        }
        Table { slots: slots.into(), first: first.into() }
    }

    /// The slices to read from.
    pub fn view(&self) -> View<'_> {
        View { slots: &self.slots, first: &self.first }
    }

    pub fn memory(&self) -> usize {
        (self.slots.len() + self.first.len()) * size_of::<u64>()
    }

    pub fn save(&self, to: &mut Saving) -> io::Result<()> {
        to.section(&self.slots)?;
        to.section(&self.first)
    }

    pub fn open(from: &mut Opening) -> io::Result<Self> {
        let table = Table { slots: from.section()?, first: from.section()? };
        let sound = |list: &[u64]| list.len().is_power_of_two();
        let free = table.slots.contains(&0);
        match sound(&table.slots) && sound(&table.first) && free {
            true => Ok(table),
            false => Err(io::Error::new(io::ErrorKind::InvalidData, "no table of spellings")),
        }
    }
}

impl View<'_> {
    /// Whether a spelling may have this first unit.
    #[inline]
    pub fn may_begin(&self, first: Path) -> bool {
        let (word, bit) = filter_place(self.first.len(), first.0);
        self.first[word] >> bit & 1 != 0
    }

    /// What the units so far lead to.
    #[inline]
    pub fn get(&self, path: Path) -> Found {
        Found((self.slots[place(self.slots, path)] >> 32) as u32)
    }
}

/// How many beginnings of `pattern` are none of `before`.
fn new_paths(before: &str, pattern: &str) -> usize {
    let (mut at, mut shared, mut paths) = (0, true, 0);
    while at < pattern.len() {
        let start = at + usize::from(pattern.as_bytes()[at] == b' ');
        at = unit_end(pattern, start);
        shared &= before.get(..at) == pattern.get(..at) && unit_end(before, start) == at;
        paths += usize::from(!shared);
    }
    paths
}

fn insert(slots: &mut [u64], entry: &Entry) {
    let pattern = entry.folded;
    let mut path = Path::START;
    let mut at = 0;
    while at < pattern.len() {
        if pattern.as_bytes()[at] == b' ' {
            path = path.then_space();
            at += 1;
            continue;
        }
        let end = unit_end(pattern, at);
        path = path.then(&pattern.as_bytes()[at..end]);
        let place = place(slots, path);
        let value = if end == pattern.len() { entry.number + 1 } else { GOES_ON };
        slots[place] |= u64::from(value) << 32 | u64::from(path.0 as u32);
        at = end;
    }
}

/// The slot of `path`, or the empty one where it would go; there is always an empty one.
#[inline]
fn place(slots: &[u64], path: Path) -> usize {
    let mask = slots.len() - 1;
    let shift = slots.len().trailing_zeros();
    let mut place = (path.0 >> (64 - shift)) as usize & mask;
    while slots[place] != 0 && slots[place] as u32 != path.0 as u32 {
        place = (place + 1) & mask;
    }
    place
}

/// Words of a filter for `count` hashes: about one wrong yes in sixteen.
fn filter_words(count: usize) -> usize {
    ((count * 16).next_power_of_two() / 64).max(16)
}

#[inline]
fn filter_place(words: usize, hash: u64) -> (usize, u32) {
    let bit = hash as usize & (words * 64 - 1);
    (bit / 64, (bit % 64) as u32)
}
