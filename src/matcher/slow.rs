//! The slow way: a text read character by character, for what the blocks and the reader do not know.

use std::ops::Range;

use super::{
    engine::Match,
    filter::key,
    kinds::{Kind, Kinds},
    prefix,
    reader::Reader,
    table::View,
    units::{Path, in_word},
    walk::Walk,
};
use crate::text::{fold_char, is_unspaced, is_word_char};

/// A text, and what is found in it.
pub(super) struct SlowWay<'s> {
    pub tree: View<'s>,
    pub text: &'s str,
    pub kinds: &'static Kinds,
    pub reader: Reader<'s>,
    pub walk: &'s mut Walk,
    pub found: &'s mut Vec<Match>,
}

impl SlowWay<'_> {
    /// Adds what begins in `range`; where the scan goes on.
    pub fn scan(&mut self, range: Range<usize>) -> usize {
        let mut at = range.start;
        while at < range.end {
            let b = self.text.as_bytes()[at];
            at = if b.is_ascii_alphanumeric() {
                if self.reader.key_of_any(at).is_none_or(|key| self.tree.first.has(key, b)) {
                    self.follow(at, 0);
                }
                self.word_end(at + 1)
            } else if b.is_ascii() {
                self.sign(at);
                at + 1
            } else {
                self.character(at)
            };
        }
        at
    }

    /// Adds what begins with a sign at `at`, which may be in the middle of a character.
    pub fn sign(&mut self, at: usize) {
        if !self.tree.signs || !self.text.is_char_boundary(at) || at == self.text.len() {
            return;
        }
        match self.reader.folded(at) {
            Some(folded) if folded.bytes == u64::from(b' ') || !self.tree.first.has(folded.bytes, 0) => {}
            _ => self.follow(at, 0),
        }
    }

    /// Adds what begins with the character outside ASCII at `at`; where the scan goes on.
    fn character(&mut self, at: usize) -> usize {
        let (kind, size) = self.kinds.first(&self.text.as_bytes()[at..]);
        if kind.is_apart() {
            self.sign(at);
            return at + size;
        }
        let (first, last, space) = ends(self.text, at);
        let end = at + self.text[at..].chars().next().map_or(1, char::len_utf8);
        let Some(first) = first.filter(|_| !space) else { return end };
        let alone = |c: char| is_unspaced(c) && !self.tree.first.has(key(c.encode_utf8(&mut [0; 4]).as_bytes()), 0);
        if (is_word_char(first) || self.tree.signs) && !alone(first) {
            self.follow(at, 0);
        }
        if prefix::is_known_to(first) {
            prefix::places_behind(self.text, at).for_each(|place| self.follow(place, 0));
        }
        if last.is_some_and(in_word) { self.word_end(end) } else { end }
    }

    /// The end of the word that goes on at byte `at`.
    fn word_end(&self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        while let Some(&b) = bytes.get(at) {
            let (kind, size) = self.kinds.first(&bytes[at..]);
            if b.is_ascii_alphanumeric() {
                at += 1;
            } else if b.is_ascii() || kind.is_apart() {
                break;
            } else if kind != Kind::OTHER {
                at += size;
            } else {
                let (first, last, space) = ends(self.text, at);
                if space || !first.is_none_or(in_word) || !last.is_none_or(in_word) {
                    break;
                }
                at += self.text[at..].chars().next().map_or(1, char::len_utf8);
            }
        }
        at
    }

    /// Adds what begins at `at` and ends behind `known`.
    #[cold]
    pub fn follow(&mut self, at: usize, known: usize) {
        self.follow_as(at, known, false);
        if self.walk.broke_line() {
            self.follow_as(at, known, true);
        }
    }

    fn follow_as(&mut self, at: usize, known: usize, joins_lines: bool) {
        self.walk.begin(at, joins_lines);
        let mut path = Path::START;
        while let Some(step) = self.walk.step(self.text) {
            if path == Path::START && !self.tree.first.has(key(self.walk.unit()), 0) {
                return;
            }
            path = if step.spaced { path.then_space() } else { path }.then(self.walk.unit());
            let slot = self.tree.slot(path, self.tree.near(path));
            let same = |p: &u32| self.tree.pattern(*p) == self.walk.folded();
            if let (Some(end), Some(pattern)) = (step.end.filter(|e| *e > known), slot.pattern().filter(same)) {
                let found = Match { start: at, end, pattern };
                if !joins_lines || !self.found.contains(&found) {
                    self.found.push(found);
                }
            }
            if !slot.goes_on() {
                return;
            }
        }
    }
}

/// The first and the last of what the character at `at` folds to, and whether it is a space.
fn ends(text: &str, at: usize) -> (Option<char>, Option<char>, bool) {
    let (mut first, mut last) = (None, None);
    let space = text[at..].chars().next().is_some_and(|c| {
        fold_char(c, &mut |f| {
            first = first.or(Some(f));
            last = Some(f);
        })
    });
    (first, last, space)
}
