//! The hash table of the tree: what each beginning of a spelling leads to.

use super::{
    filter::Filter,
    tree::Entry,
    units::{Path, unit_end},
};

/// Bit of what a beginning leads to: longer spellings begin so.
const GOES_ON: u32 = 1 << 31;

/// A place of the table: below the lower half of the hash, which tells hashes apart; above the spelling that ends so, counted from
/// 1, and whether longer ones begin so. An empty place is 0.
#[derive(Clone, Copy, Default)]
pub(super) struct Slot(u64);

impl Slot {
    fn found(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// The spelling that ends here.
    #[inline]
    pub fn pattern(self) -> Option<u32> {
        (self.found() & !GOES_ON).checked_sub(1)
    }

    /// Whether longer spellings begin so.
    #[inline]
    pub fn goes_on(self) -> bool {
        self.found() & GOES_ON != 0
    }

    /// Whether it is the one of this path, or nothing is.
    #[inline]
    fn settles(self, path: Path) -> bool {
        self.0 == 0 || self.0 as u32 == path.0 as u32
    }
}

/// The table as a scan reads it.
#[derive(Clone, Copy)]
pub(super) struct View<'t> {
    pub slots: &'t [u64],
    /// With which units spellings begin.
    pub first: Filter<'t>,
    /// Whether some spelling begins with a sign.
    pub signs: bool,
    /// Where each pattern's folded text ends in `text`.
    pub ends: &'t [u32],
    /// The folded text of all patterns.
    pub text: &'t [u8],
}

impl<'t> View<'t> {
    /// What stands first where `path` is looked for: mostly its own slot, or an empty one.
    #[inline]
    pub fn near(&self, path: Path) -> Slot {
        Slot(self.slots[home(self.slots, path)])
    }

    /// The slot of `path`, which may be an empty one, when what stands first is known.
    #[inline]
    pub fn slot(&self, path: Path, near: Slot) -> Slot {
        if near.settles(path) { near } else { Slot(self.slots[place(self.slots, path)]) }
    }

    /// Where the folded text of a pattern lies.
    #[inline]
    pub fn place_of(&self, pattern: u32) -> (usize, usize) {
        let from = pattern.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        (from as usize, self.ends[pattern as usize] as usize)
    }

    /// The folded text of a pattern.
    pub fn pattern(&self, pattern: u32) -> &'t [u8] {
        let (from, end) = self.place_of(pattern);
        &self.text[from..end]
    }
}

/// The slots for the entries, smallest when they come in folded order.
pub(super) fn slots(entries: &[Entry]) -> Vec<u64> {
    let before = std::iter::once("").chain(entries.iter().map(|e| e.folded));
    let mut slots = room(entries.iter().zip(before).map(|(e, before)| new_paths(before, e.folded)).sum());
    for (entry, number) in entries.iter().zip(1..) {
        insert(&mut slots, entry.folded, number);
    }
    slots
}

/// Empty slots for so many beginnings.
pub(super) fn room(paths: usize) -> Vec<u64> {
    vec![0; (paths * 4 / 3).next_power_of_two().max(64)]
}

/// How many beginnings of `pattern` are none of `before`.
pub(super) fn new_paths(before: &str, pattern: &str) -> usize {
    let (mut at, mut shared, mut paths) = (0, true, 0);
    while at < pattern.len() {
        let start = at + usize::from(pattern.as_bytes()[at] == b' ');
        at = unit_end(pattern, start);
        shared &= before.get(..at) == pattern.get(..at) && unit_end(before, start) == at;
        paths += usize::from(!shared);
    }
    paths
}

/// Puts the beginnings of a spelling in; spellings are counted from 1.
pub(super) fn insert(slots: &mut [u64], pattern: &str, number: u32) {
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
        let value = if end == pattern.len() { number } else { GOES_ON };
        slots[place] |= u64::from(value) << 32 | u64::from(path.0 as u32);
        at = end;
    }
}

/// Where the search for the slot of `path` begins.
#[inline]
fn home(slots: &[u64], path: Path) -> usize {
    (path.0 >> (64 - slots.len().trailing_zeros())) as usize & (slots.len() - 1)
}

/// The slot of `path`, or the empty one where it would go; there is always an empty one.
#[inline]
fn place(slots: &[u64], path: Path) -> usize {
    let mut place = home(slots, path);
    while !Slot(slots[place]).settles(path) {
        place = (place + 1) & (slots.len() - 1);
    }
    place
}
