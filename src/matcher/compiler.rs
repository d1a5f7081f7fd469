//! A matcher written as its spellings come, in folded order: only its table lies in memory.

use std::{io, path::Path};

use super::{case, filter, filter::Filter, table, units::unit_end};
use crate::{
    flat::{Saving, Spool, StringsSpool},
    gazetteer::Alias,
    text::is_word_char,
};

/// Takes every alias of a gazetteer once by number, then once in folded order.
pub struct Compiler {
    /// For each alias whether a text of it may begin with a small letter, a bit each.
    small: Vec<u64>,
    aliases: u32,
    heads: Spool<u32>,
    next: Vec<u32>,
    folded: StringsSpool,
    /// The spelling told last, and the aliases that fold to it.
    last: String,
    same: Vec<u32>,
    before: String,
    keys: Vec<(u64, bool)>,
    signs: bool,
    paths: usize,
}

impl Compiler {
    /// One that has no alias; until it is saved its lists wait in files beside `beside`.
    ///
    /// # Errors
    /// When these cannot be made.
    pub fn new(beside: &Path) -> io::Result<Self> {
        Ok(Compiler {
            small: Vec::new(),
            aliases: 0,
            heads: Spool::new(beside)?,
            next: Vec::new(),
            folded: StringsSpool::new(beside)?,
            last: String::new(),
            same: Vec::new(),
            before: String::new(),
            keys: Vec::new(),
            signs: false,
            paths: 0,
        })
    }

    /// Adds the next alias; its number.
    pub fn alias(&mut self, alias: &Alias) -> u32 {
        let number = self.aliases;
        self.aliases += 1;
        if number.is_multiple_of(64) {
            self.small.push(0);
        }
        let small = u64::from(case::may_begin_small(alias));
        self.small[number as usize / 64] |= small << (number % 64);
        number
    }

    /// Tells what an alias folds to; no text comes behind one that is greater. All aliases must have been added.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn folded(&mut self, folded: &str, number: u32) -> io::Result<()> {
        if self.last != folded {
            self.end_spelling()?;
            self.last.clear();
            self.last.push_str(folded);
        }
        self.same.push(number);
        Ok(())
    }

    /// Takes in the aliases of the spelling told last.
    fn end_spelling(&mut self) -> io::Result<()> {
        let mut same = std::mem::take(&mut self.same);
        same.sort_unstable();
        if let Some(&head) = same.first().filter(|_| !self.last.is_empty()) {
            self.next.resize(self.aliases as usize, 0);
            same.windows(2).for_each(|pair| self.next[pair[0] as usize] = pair[1] + 1);
            self.heads.push(&[head])?;
            self.folded.push(&self.last)?;
            let small = same.iter().any(|&n| self.small[n as usize / 64] >> (n % 64) & 1 == 1);
            let key = (filter::key(&self.last.as_bytes()[..unit_end(&self.last, 0)]), small);
            if self.keys.last() != Some(&key) {
                self.keys.push(key);
            }
            self.signs |= !self.last.starts_with(is_word_char);
            self.paths += table::new_paths(&self.before, &self.last);
            std::mem::swap(&mut self.before, &mut self.last);
        }
        same.clear();
        self.same = same;
        Ok(())
    }

    /// Writes it as a matcher does.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn save(mut self, to: &mut Saving) -> io::Result<()> {
        self.end_spelling()?;
        self.next.resize(self.aliases as usize, 0);
        to.spooled(self.heads)?;
        to.section(&self.next)?;
        drop((self.next, self.small));
        let mut slots = table::room(self.paths);
        let mut number = 0;
        self.folded.each(|folded| {
            number += 1;
            table::insert(&mut slots, folded, number);
        })?;
        to.section(&slots)?;
        drop(slots);
        let (first, first_bits) = Filter::bits_of(self.keys.into_iter());
        to.section(&first)?;
        to.section(&[first_bits, u64::from(self.signs)])?;
        self.folded.save(to)
    }
}
