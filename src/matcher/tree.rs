//! A tree of spellings, word by word, kept as one hash table: for lists of any size, saved and opened as it is.
//!
//! Each spelling puts the hash of each of its beginnings (at the end of a word or a sign) into the table. A scan asks a small
//! filter at each word whether a spelling can begin with it, and there folds on the fly, word by word, as long as the table
//! knows the way.

use std::io;

use super::{
    filter::{Filter, key},
    table::{self, View},
    units::unit_end,
};
use crate::{
    flat::{Flat, Opening, Saving, Strings},
    text::is_word_char,
};

/// The table and the spellings.
pub struct Tree {
    slots: Flat<u64>,
    /// With which units spellings begin, and how many bits of that are for those with capitals too.
    first: Flat<u64>,
    first_bits: u64,
    signs: bool,
    /// The folded spellings.
    folded: Strings,
}

/// What the tree is told of a spelling.
#[derive(Clone, Copy)]
pub struct Entry<'p> {
    /// Folded.
    pub folded: &'p str,
    /// Whether a text of it may begin with a small letter.
    pub small: bool,
}

impl Tree {
    /// Makes the tree of these folded spellings, each with whether its text may begin with a small letter.
    pub fn new<'p>(patterns: impl Iterator<Item = (&'p str, bool)>) -> Self {
        Tree::of(&patterns.map(|(folded, small)| Entry { folded, small }).collect::<Vec<_>>())
    }

    /// The same of entries, smallest when they come in folded order. Matches are reported by their places.
    pub fn of(entries: &[Entry]) -> Self {
        let keys = entries.iter().map(|e| (key(&e.folded.as_bytes()[..unit_end(e.folded, 0)]), e.small));
        let (first, first_bits) = Filter::bits_of(keys);
        Tree {
            slots: table::slots(entries).into(),
            first: first.into(),
            first_bits,
            signs: entries.iter().any(|e| !e.folded.starts_with(is_word_char)),
            folded: Strings::new(entries.iter().map(|e| e.folded)),
        }
    }

    /// The tree as a scan reads it.
    pub(super) fn view(&self) -> View<'_> {
        let (ends, text) = self.folded.parts();
        View { slots: &self.slots, first: Filter::new(&self.first, self.first_bits), signs: self.signs, ends, text }
    }

    /// Bytes that it takes.
    pub fn memory(&self) -> usize {
        (self.slots.len() + self.first.len()) * size_of::<u64>() + self.folded.memory()
    }

    /// Writes it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, to: &mut Saving) -> io::Result<()> {
        to.section(&self.slots)?;
        to.section(&self.first)?;
        to.section(&[self.first_bits, u64::from(self.signs)])?;
        self.folded.save(to)
    }

    /// Takes it as it was saved.
    ///
    /// # Errors
    /// When the file holds something else.
    pub fn open(from: &mut Opening) -> io::Result<Self> {
        let (slots, first, numbers) = (from.section::<u64>()?, from.section::<u64>()?, from.section::<u64>()?);
        let folded = Strings::open(from)?;
        let (first_bits, signs) = match *numbers {
            [bits, signs] => (bits, signs == 1),
            _ => (0, false),
        };
        let sound = slots.len().is_power_of_two() && slots.contains(&0) && Filter::is_sound(&first, first_bits);
        match sound {
            true => Ok(Tree { slots, first, first_bits, signs, folded }),
            false => Err(io::Error::new(io::ErrorKind::InvalidData, "no tree of spellings")),
        }
    }
}
