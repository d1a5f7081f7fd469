//! The scan of a text: where spellings may begin, and how far the tree knows the way from there.

use std::{cell::RefCell, hint::black_box, ops::Range};

use super::{
    batch::Batch,
    engine::{Engine, Match},
    filter::key,
    kinds::{Kind, Kinds},
    masks::BLOCK,
    reader::{Next, Reader},
    starts::{Starts, WINDOW, Word},
    table::{Slot, View},
    tree::Tree,
    units::{Path, UnitHash},
    walk::{Walk, in_word},
};
use crate::text::{fold_char, is_word_char};

/// A beginning of spellings that the text follows.
#[derive(Clone, Copy, Default)]
struct Trail {
    start: usize,
    end: usize,
    path: Path,
    near: Slot,
}

/// A spelling that ends where a trail has come to, unless the hash is wrong.
#[derive(Clone, Copy, Default)]
struct Ended {
    found: Match,
    /// Where its folded text lies.
    folded: (u32, u32),
}

/// What a scan works with.
#[derive(Default)]
struct Desk {
    words: Batch<Word>,
    foreign: Batch<Word>,
    trails: Batch<Trail>,
    ended: Batch<Ended>,
    walk: Walk,
}

impl Desk {
    #[inline]
    fn begin(&mut self, start: usize, end: usize, path: Path) {
        self.trails.push_if(Trail { start, end, path, near: Slot::default() }, true);
    }
}

/// What a scan carries along.
struct Scan<'s> {
    tree: View<'s>,
    text: &'s str,
    kinds: &'static Kinds,
    reader: Reader<'s>,
    desk: &'s mut Desk,
    found: &'s mut Vec<Match>,
}

impl Engine for Tree {
    fn find(&self, text: &str, found: &mut Vec<Match>) {
        thread_local!(static DESK: RefCell<Desk> = RefCell::default());
        let kinds = Kinds::get();
        DESK.with_borrow_mut(|desk| {
            Scan { tree: self.view(), text, kinds, reader: Reader::new(text, kinds), desk, found }.run();
        });
    }
}

impl Scan<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            // behind the end of the text stand zeros, which are no part of a word
            let mut last = [0; WINDOW];
            let window = rest.first_chunk().unwrap_or_else(|| {
                last[..rest.len()].copy_from_slice(rest);
                &last
            });
            at = match Starts::of(window, self.text, at, self.kinds) {
                Some(starts) => {
                    self.begin_all(at, &starts);
                    at + starts.len
                }
                None => self.slowly(at..bytes.len().min(at + BLOCK)),
            };
        }
        self.follow_words();
    }

    /// Looks at the places where a spelling can begin in a block at `at`.
    #[inline]
    fn begin_all(&mut self, at: usize, starts: &Starts) {
        starts.collect(at, &self.tree.first, &mut self.desk.words);
        if self.desk.words.is_full() {
            self.follow_words();
        }
        if self.tree.signs {
            let mut apart = starts.apart;
            while apart != 0 {
                self.sign(at + apart.trailing_zeros() as usize);
                apart &= apart - 1;
            }
        }
    }

    /// Follows what begins with the words collected.
    fn follow_words(&mut self) {
        let Desk { words, foreign, .. } = &mut *self.desk;
        words.retain(|word| {
            let is_foreign = word.is_foreign();
            foreign.push_if(*word, is_foreign);
            !is_foreign
        });
        for n in 0..words.items().len() {
            let word = self.desk.words.items()[n];
            match word.short_end() {
                Some(end) => {
                    let mut hash = UnitHash::default();
                    hash.push(word.key);
                    self.desk.begin(word.start, end, Path::START.then_hash(hash));
                }
                None => self.begin(word.start),
            }
        }
        for n in 0..self.desk.foreign.items().len() {
            let start = self.desk.foreign.items()[n].start;
            if self.tree.first.has(self.reader.key(start), self.text.as_bytes()[start]) {
                self.begin(start);
            }
        }
        self.desk.foreign.clear();
        self.desk.words.clear();
        self.follow();
        self.verify();
    }

    /// Looks at the word at `at`.
    #[inline]
    fn begin(&mut self, at: usize) {
        match self.reader.next(at, Path::START) {
            Next::Unit(path, end) => self.desk.begin(at, end, path),
            Next::End => {}
            Next::Unknown => self.walk(at, 0),
        }
    }

    /// Looks at what stands between words at `at`, which may be a part of a character.
    fn sign(&mut self, at: usize) {
        match self.text.as_bytes().get(at) {
            Some(b' ' | b'\t'..=b'\r' | b'-' | 0x80..0xC0) | None => {}
            Some(b'`') => self.walk(at, 0),
            Some(&b) if b.is_ascii() && !self.tree.first.has(b.into(), 0) => {}
            Some(_) => self.walk(at, 0),
        }
    }

    /// Follows all trails to their ends.
    fn follow(&mut self) {
        while !self.desk.trails.is_empty() {
            if self.desk.ended.room() < self.desk.trails.items().len() {
                self.verify();
            }
            let Desk { trails, ended, .. } = &mut *self.desk;
            for trail in trails.items() {
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

    /// Takes over those of the matches that are no chance of the hashes.
    fn verify(&mut self) {
        let Desk { ended, .. } = &mut *self.desk;
        for ended in ended.items() {
            ended.folded = self.tree.place_of(ended.found.pattern);
        }
        for ended in ended.items() {
            // only to have them all on their way from memory at once
            black_box(self.tree.text[ended.folded.0 as usize]);
        }
        for Ended { found, folded } in ended.drain() {
            let folded = folded.0 as usize..folded.1 as usize;
            if self.reader.folds_to(found.start..found.end, self.tree.text, folded) {
                self.found.push(found);
            }
        }
    }

    /// Takes all trails one unit further.
    fn advance(&mut self) {
        for n in 0..self.desk.trails.items().len() {
            let trail = self.desk.trails.items()[n];
            let next = self.reader.next(trail.end, trail.path);
            if let Next::Unknown = next {
                self.walk(trail.start, trail.end);
            }
            let trail = &mut self.desk.trails.items()[n];
            (trail.path, trail.end) = match next {
                Next::Unit(path, end) => (path, end),
                _ => (trail.path, trail.start),
            };
        }
        self.desk.trails.retain(|trail| trail.end > trail.start);
    }

    /// Adds what begins at byte `at` of the text and ends behind `known`.
    fn walk(&mut self, at: usize, known: usize) {
        self.walk_as(at, known, false);
        if self.desk.walk.broke_line() {
            self.walk_as(at, known, true);
        }
    }

    fn walk_as(&mut self, at: usize, known: usize, joins_lines: bool) {
        self.desk.walk.begin(at, joins_lines);
        let mut path = Path::START;
        while let Some(step) = self.desk.walk.step(self.text) {
            if step.spaced {
                path = path.then_space();
            }
            if path == Path::START && !self.tree.first.has(key(self.desk.walk.unit()), 0) {
                return;
            }
            path = path.then(self.desk.walk.unit());
            let slot = self.tree.slot(path, self.tree.near(path));
            let same = |p: &u32| self.tree.pattern(*p) == self.desk.walk.folded();
            if let (Some(end), Some(pattern)) = (step.end.filter(|e| *e > known), slot.pattern().filter(same)) {
                let found_now = Match { start: at, end, pattern };
                if !joins_lines || !self.found.contains(&found_now) {
                    self.found.push(found_now);
                }
            }
            if !slot.goes_on() {
                return;
            }
        }
    }

    /// The same as [`Scan::run`] character by character, for what begins in `range`; where the scan goes on.
    fn slowly(&mut self, range: Range<usize>) -> usize {
        let bytes = self.text.as_bytes();
        let mut i = range.start;
        while i < range.end {
            let b = bytes[i];
            if b.is_ascii_alphanumeric() {
                let end = self.word_end(i + 1);
                if self.reader.slow_key(i).is_none_or(|key| self.tree.first.has(key, b)) {
                    self.walk(i, 0);
                }
                i = end;
            } else if b.is_ascii() {
                if self.tree.signs {
                    self.sign(i);
                }
                i += 1;
            } else {
                i = self.foreign(i);
            }
        }
        i
    }

    /// What begins with the character outside ASCII at `at`, if anything can; where the scan goes on.
    fn foreign(&mut self, at: usize) -> usize {
        let (kind, size) = self.kinds.first(&self.text.as_bytes()[at..]);
        if kind.is_apart() && !self.tree.signs {
            return at + size;
        }
        let Some(c) = self.text[at..].chars().next() else { return self.text.len() };
        let (mut first, mut last) = (None, None);
        let space = fold_char(c, &mut |f| {
            first = first.or(Some(f));
            last = Some(f);
        });
        let end = at + c.len_utf8();
        let Some(first) = first.filter(|_| !space) else { return end };
        if is_word_char(first) || self.tree.signs {
            self.walk(at, 0);
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
                match goes_on(self.text, at) {
                    Some(next) => at = next,
                    None => break,
                }
            }
        }
        at
    }
}

/// Behind the character at `at`, when a word goes on with it or in spite of it.
fn goes_on(text: &str, at: usize) -> Option<usize> {
    let c = text[at..].chars().next()?;
    let (mut first, mut last) = (None, None);
    let space = fold_char(c, &mut |f| {
        first = first.or(Some(f));
        last = Some(f);
    });
    let joins = !space && first.is_none_or(in_word) && last.is_none_or(in_word);
    joins.then_some(at + c.len_utf8())
}
