//! The scan of a text: block by block, words with which a spelling may begin are collected, and followed many at a time.

use std::cell::RefCell;

use super::{
    batch::Batch,
    engine::{Engine, Match},
    follow::{Ended, Trail},
    kinds::Kinds,
    reader::Reader,
    slow::SlowWay,
    starts::{Starts, WINDOW, Word},
    table::View,
    tree::Tree,
    walk::Walk,
};
use crate::text::masks::BLOCK;

/// The lists of a scan, kept from one text to the next.
#[derive(Default)]
pub(super) struct Lists {
    /// Words with which a spelling may begin, and those for which that must be looked up yet.
    pub words: Batch<Word>,
    /// Of these the ones with letters beyond ASCII.
    pub foreign: Batch<Word>,
    pub trails: Batch<Trail>,
    pub ended: Batch<Ended>,
}

/// The scan of one text.
pub(super) struct Scan<'s> {
    pub tree: View<'s>,
    pub reader: Reader<'s>,
    pub lists: &'s mut Lists,
    pub slow: SlowWay<'s>,
}

impl Engine for Tree {
    fn find(&self, text: &str, found: &mut Vec<Match>) {
        thread_local!(static KEPT: RefCell<(Lists, Walk)> = RefCell::default());
        KEPT.with_borrow_mut(|(lists, walk)| {
            let kinds = Kinds::get();
            let reader = Reader::new(text, kinds);
            let slow = SlowWay { tree: self.view(), text, kinds, reader, walk, found };
            Scan { tree: self.view(), reader, lists, slow }.run(text, kinds);
        });
    }
}

impl Scan<'_> {
    fn run(&mut self, text: &str, kinds: &Kinds) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            // behind the end of the text stand zeros, which are no part of a word
            let mut last = [0; WINDOW];
            let window = rest.first_chunk().unwrap_or_else(|| {
                last[..rest.len()].copy_from_slice(rest);
                &last
            });
            at = match Starts::of(window, text, at, kinds) {
                Some(starts) => {
                    self.collect(at, &starts);
                    at + starts.len
                }
                None => self.slow.scan(at..bytes.len().min(at + BLOCK)),
            };
        }
        self.follow_words();
    }

    /// Collects the words of the block at `at`.
    #[inline]
    fn collect(&mut self, at: usize, starts: &Starts) {
        starts.collect(at, &self.tree.first, &mut self.lists.words);
        if self.lists.words.is_full() {
            self.follow_words();
        }
        let mut signs = if self.tree.signs { starts.apart } else { 0 };
        while signs != 0 {
            self.slow.sign(at + signs.trailing_zeros() as usize);
            signs &= signs - 1;
        }
    }
}
