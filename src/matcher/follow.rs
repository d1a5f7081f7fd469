//! How far the tree knows the way from the words where a spelling may begin. Its table is far larger than what a processor
//! keeps near, so every step is taken for many words together: while one waits for memory, so do the others.

use std::hint::black_box;

use super::{
    engine::Match,
    prefix,
    reader::Next,
    scan::{Lists, Scan},
    starts::Word,
    table::Slot,
    units::{Path, UnitHash},
};

/// A beginning of spellings that the text follows.
#[derive(Clone, Copy, Default)]
pub(super) struct Trail {
    start: usize,
    /// Behind the unit read last.
    end: usize,
    path: Path,
    /// What stands first where the table has that path.
    near: Slot,
}

/// A spelling that ends where a trail has come to, unless two hashes are the same.
#[derive(Clone, Copy, Default)]
pub(super) struct Ended {
    found: Match,
    /// Where its folded text lies.
    folded: (usize, usize),
}

impl Scan<'_> {
    /// Follows what begins with the words collected.
    pub fn follow_words(&mut self) {
        let Lists { words, foreign, .. } = &mut *self.lists;
        words.retain(|word| {
            foreign.push_if(*word, word.is_foreign());
            !word.is_foreign()
        });
        for n in 0..self.lists.words.items().len() {
            self.begin(self.lists.words.items()[n]);
        }
        for n in 0..self.lists.foreign.items().len() {
            self.begin_foreign(self.lists.foreign.items()[n]);
        }
        self.lists.words.clear();
        self.lists.foreign.clear();
        self.follow();
        self.verify();
    }

    /// Begins trails at a word that is not all ASCII, and behind its prefixes.
    #[inline]
    fn begin_foreign(&mut self, word: Word) {
        if self.lists.trails.is_full() {
            self.follow();
        }
        self.begin_if_known(word);
        if prefix::may_lead(self.reader.byte(word.start)) {
            for start in prefix::places_behind(self.slow.text, word.start) {
                self.begin_if_known(Word { start, ..word });
            }
        }
    }

    /// Begins a trail if spellings begin with the word, whose key is not yet known.
    #[inline]
    fn begin_if_known(&mut self, mut word: Word) {
        word.key = self.reader.key(word.start, word.end);
        if self.tree.first.has(word.key, self.reader.byte(word.start)) {
            self.begin(word);
        }
    }

    /// Begins a trail.
    #[inline]
    fn begin(&mut self, word: Word) {
        let (path, end) = if word.key >> 56 == 0 {
            // the key is the whole word
            (Path::START.then_hash(UnitHash::of_short(word.key)), word.end)
        } else {
            match self.reader.next(word.start, Path::START) {
                Next::Unit(path, end) => (path, end),
                Next::End => return,
                Next::Unknown => return self.slow.follow(word.start, 0),
            }
        };
        self.lists.trails.push_if(Trail { start: word.start, end, path, near: Slot::default() }, true);
    }

    /// Follows all trails to their ends.
    fn follow(&mut self) {
        while !self.lists.trails.items().is_empty() {
            if self.lists.ended.room() < self.lists.trails.items().len() {
                self.verify();
            }
            let Lists { trails, ended, .. } = &mut *self.lists;
            for trail in trails.items_mut() {
                trail.near = self.tree.near(trail.path);
            }
            trails.retain(|&mut Trail { start, end, path, near }| {
                let slot = self.tree.slot(path, near);
                let pattern = slot.pattern();
                let found = Match { start, end, pattern: pattern.unwrap_or_default() };
                ended.push_if(Ended { found, folded: (0, 0) }, pattern.is_some());
                slot.goes_on()
            });
            self.advance();
        }
    }

    /// Takes all trails one unit further.
    fn advance(&mut self) {
        let (reader, slow) = (self.reader, &mut self.slow);
        self.lists.trails.retain(|trail| match reader.next(trail.end, trail.path) {
            Next::Unit(path, end) => {
                (trail.path, trail.end) = (path, end);
                true
            }
            Next::End => false,
            Next::Unknown => {
                slow.follow(trail.start, trail.end);
                false
            }
        });
    }

    /// Takes over the spellings that ended.
    fn verify(&mut self) {
        let ended = &mut self.lists.ended;
        for ended in ended.items_mut() {
            ended.folded = self.tree.place_of(ended.found.pattern);
        }
        for ended in ended.items() {
            // only to have them all on their way from memory at once
            black_box(self.tree.text[ended.folded.0]);
        }
        for Ended { found, folded: (from, to) } in ended.drain() {
            if self.reader.folds_to(found.start..found.end, self.tree.text, from..to) {
                self.slow.found.push(found);
            }
        }
    }
}
