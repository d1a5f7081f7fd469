//! A tree of spellings, word by word, kept as one hash table: for lists of any size, saved and opened as it is.
//!
//! Each spelling puts the hash of each of its beginnings (at the end of a word or a sign) into the table. A scan looks only
//! where a match can begin: at a capital, a digit or a letter outside ASCII, and at those small letters with which a spelling
//! begins that does not mind capitals. There it folds on the fly, word by word, as long as the table knows the way.

use super::{
    engine::{Engine, Match},
    masks::BLOCK,
    skip::{Beginnings, first_path, plain_sign, word_end},
    starts::{Before, Starts},
    units::{Path, unit_end},
    walk::{Walk, in_word},
};
use crate::text::{fold_char, is_word_char};

/// One place of the table: `check` tells hashes apart, `found` is 0 for an empty place.
#[derive(Clone, Copy, Default)]
struct Slot {
    check: u32,
    found: u32,
}

/// Bit of [`Slot::found`]: longer spellings begin so.
const GOES_ON: u32 = 1 << 31;

/// The value of [`Slot::found`] without a spelling that ends here; patterns count from 1.
const NO_END: u32 = 0;

/// The table and the spellings.
pub struct Tree {
    slots: Vec<Slot>,
    /// `1 << shift` is the number of slots.
    shift: u32,
    /// Bits of the first units, so that most words are dismissed without a look at the table.
    first: Filter,
    /// How those spellings begin that a small ASCII letter may begin.
    small: Beginnings,
    /// Whether some spelling begins with a digit, and whether one begins with a sign.
    digits: bool,
    signs: bool,
    /// Where each pattern's folded text ends in `text`.
    ends: Vec<u32>,
    text: String,
}

/// A set of hashes that may say yes wrongly, never no.
struct Filter {
    bits: Vec<u64>,
    mask: u64,
}

impl Filter {
    /// A filter for `count` hashes, about one wrong yes in sixteen.
    fn new(count: usize) -> Self {
        let bits = (count * 16).next_power_of_two().max(1 << 10);
        Filter { bits: vec![0; bits / 64], mask: bits as u64 - 1 }
    }

    fn add(&mut self, hash: u64) {
        let bit = hash & self.mask;
        self.bits[(bit / 64) as usize] |= 1 << (bit % 64);
    }

    #[inline]
    fn has(&self, hash: u64) -> bool {
        let bit = hash & self.mask;
        self.bits[(bit / 64) as usize] >> (bit % 64) & 1 != 0
    }
}

impl Tree {
    /// Makes the tree of these folded spellings, each with whether its text may begin with a small letter.
    pub fn new<'p>(patterns: impl Iterator<Item = (&'p str, bool)> + Clone) -> Self {
        let count = patterns.clone().count();
        let bytes = patterns.clone().map(|(p, _)| p.len()).sum();
        let shift = (count * 2).next_power_of_two().trailing_zeros().max(6);
        let mut tree = Tree {
            slots: vec![Slot::default(); 1 << shift],
            shift,
            first: Filter::new(0),
            small: Beginnings::default(),
            digits: false,
            signs: false,
            ends: Vec::with_capacity(count),
            text: String::with_capacity(bytes),
        };
        let (mut used, mut firsts) = (0, 0);
        for (pattern, small) in patterns.clone() {
            tree.text.push_str(pattern);
            tree.ends.push(tree.text.len() as u32);
            let first = Path::first(pattern);
            firsts += usize::from(tree.slots[tree.place(first)].found == 0);
            tree.insert(pattern, small, &mut used);
        }
        tree.first = Filter::new(firsts);
        patterns.for_each(|(pattern, _)| tree.first.add(Path::first(pattern).0));
        tree
    }

    fn insert(&mut self, pattern: &str, small: bool, used: &mut usize) {
        let id = self.ends.len() as u32;
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
            self.put(path, if end == pattern.len() { id } else { GOES_ON }, used);
            at = end;
        }
        let first = pattern.as_bytes().first().copied().unwrap_or_default();
        self.digits |= first.is_ascii_digit();
        self.signs |= pattern.chars().next().is_some_and(|c| !is_word_char(c));
        if small {
            self.small.add(pattern);
        }
    }

    fn put(&mut self, path: Path, value: u32, used: &mut usize) {
        let place = self.place(path);
        *used += usize::from(self.slots[place].found == 0);
        self.slots[place].check = path.0 as u32;
        self.slots[place].found |= value;
        if *used * 4 > self.slots.len() * 3 {
            self.grow();
        }
    }

    /// The slot of `path`, or the empty one where it would go.
    #[inline]
    fn place(&self, path: Path) -> usize {
        let mask = self.slots.len() - 1;
        let mut place = (path.0 >> (64 - self.shift)) as usize;
        while self.slots[place].found != 0 && self.slots[place].check != path.0 as u32 {
            place = (place + 1) & mask;
        }
        place
    }

    /// Twice as many slots; every spelling finds its way anew.
    fn grow(&mut self) {
        self.shift += 1;
        self.slots = vec![Slot::default(); 1 << self.shift];
        let text = std::mem::take(&mut self.text);
        let ends = std::mem::take(&mut self.ends);
        let mut from = 0;
        for &end in &ends {
            self.ends.push(end);
            self.insert(&text[from..end as usize], false, &mut 0);
            from = end as usize;
        }
        self.text = text;
    }

    /// Bytes that it takes.
    pub fn memory(&self) -> usize {
        let filters = self.first.bits.len() * 8;
        self.slots.len() * size_of::<Slot>() + filters + self.ends.len() * 4 + self.text.len()
    }

    /// The folded text of pattern `id`.
    fn pattern(&self, id: u32) -> &str {
        let id = id as usize;
        let from = if id == 0 { 0 } else { self.ends[id - 1] as usize };
        &self.text[from..self.ends[id] as usize]
    }

    /// The same for a place where a word of the most common letters may stand, which the filter mostly dismisses at once.
    #[inline]
    fn begin(&self, text: &str, at: usize, scan: &mut Scan) {
        if first_path(text.as_bytes(), at).is_none_or(|path| self.first.has(path.0)) {
            self.walk(text, at, scan);
        }
    }

    /// Adds what begins at byte `at` of `text`.
    fn walk(&self, text: &str, at: usize, scan: &mut Scan) {
        self.walk_as(text, at, scan, false);
        if scan.walk.broke_line() {
            self.walk_as(text, at, scan, true);
        }
    }

    fn walk_as(&self, text: &str, at: usize, scan: &mut Scan, joins_lines: bool) {
        let Scan { walk, found } = scan;
        walk.begin(at, joins_lines);
        let mut path = Path::START;
        let mut first = true;
        while let Some(step) = walk.step(text) {
            if step.spaced {
                path = path.then_space();
            }
            path = path.then(walk.unit());
            if first && !self.first.has(path.0) {
                return;
            }
            first = false;
            let slot = self.slots[self.place(path)];
            let id = slot.found & !GOES_ON;
            if let Some(end) = step.end.filter(|_| id != NO_END && self.pattern(id - 1).as_bytes() == walk.folded()) {
                let found_now = Match { start: at, end, pattern: id - 1 };
                if !joins_lines || !found.contains(&found_now) {
                    found.push(found_now);
                }
            }
            if slot.found & GOES_ON == 0 {
                return;
            }
        }
    }

    /// What begins with the character outside ASCII at `at`, if anything can; where the scan goes on.
    fn foreign(&self, text: &str, at: usize, scan: &mut Scan) -> usize {
        let Some(c) = text[at..].chars().next() else { return text.len() };
        let (mut first, mut last) = (None, None);
        let space = fold_char(c, &mut |f| {
            first = first.or(Some(f));
            last = Some(f);
        });
        let end = at + c.len_utf8();
        let Some(first) = first.filter(|_| !space) else { return end };
        if is_word_char(first) || self.signs {
            self.walk(text, at, scan);
        }
        if last.is_some_and(in_word) { word_end(text, end) } else { end }
    }
}

/// What a scan carries along.
struct Scan<'f> {
    walk: Walk,
    found: &'f mut Vec<Match>,
}

impl Engine for Tree {
    fn find(&self, text: &str, found: &mut Vec<Match>) {
        let mut scan = Scan { walk: Walk::default(), found };
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut state = Before::default();
        if self.signs {
            self.find_slowly(text, 0..text.len(), &mut scan);
            return;
        }
        while at < bytes.len() {
            let rest = &bytes[at..];
            // behind the end of the text stand zeros, which are no part of a word
            let mut last = [0; BLOCK];
            let block = rest.first_chunk().unwrap_or_else(|| {
                last[..rest.len()].copy_from_slice(rest);
                &last
            });
            at = match Starts::of(block, bytes, at, &mut state) {
                Some(starts) => {
                    self.begin_all(text, at, &starts, &mut scan);
                    at + starts.len
                }
                None => {
                    let from = state.resume(text, at);
                    state = Before::default();
                    self.find_slowly(text, from..bytes.len().min(at + BLOCK), &mut scan)
                }
            };
        }
    }
}

impl Tree {
    /// Looks at the places where a match can begin in a block at `at`.
    #[inline]
    fn begin_all(&self, text: &str, at: usize, starts: &Starts, scan: &mut Scan) {
        let bytes = text.as_bytes();
        let mut large = starts.large;
        let mut small = if self.small.is_empty { 0 } else { starts.small };
        while small != 0 {
            let i = at + small.trailing_zeros() as usize;
            small &= small - 1;
            if self.small.may_begin(bytes, i) {
                self.begin(text, i, scan);
            }
        }
        while large != 0 {
            let i = at + large.trailing_zeros() as usize;
            large &= large - 1;
            self.begin(text, i, scan);
        }
    }

    /// The same character by character, for what begins in `range`; where the scan goes on.
    fn find_slowly(&self, text: &str, range: std::ops::Range<usize>, scan: &mut Scan) -> usize {
        let bytes = text.as_bytes();
        let mut i = range.start;
        while i < range.end {
            let b = bytes[i];
            if b.is_ascii_lowercase() {
                if !self.small.is_empty && self.small.may_begin(bytes, i) {
                    self.begin(text, i, scan);
                }
                i = word_end(text, i + 1);
            } else if b.is_ascii_alphanumeric() {
                if self.digits || b.is_ascii_uppercase() {
                    self.begin(text, i, scan);
                }
                i = word_end(text, i + 1);
            } else if b.is_ascii() {
                if self.signs && b != b'-' && !char::from(b).is_whitespace() {
                    self.walk(text, i, scan);
                }
                i += 1;
            } else if let Some(end) = plain_sign(bytes, i).filter(|_| !self.signs) {
                i = end;
            } else {
                i = self.foreign(text, i, scan);
            }
        }
        i
    }
}
