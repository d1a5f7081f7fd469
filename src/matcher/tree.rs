//! A tree of spellings, word by word, kept as one hash table: for lists of any size, saved and opened as it is.
//!
//! Each spelling puts the hash of each of its beginnings (at the end of a word or a sign) into the table. A scan looks only
//! where a match can begin: at a capital, a digit or a letter outside ASCII, and at those small letters with which a spelling
//! begins that does not mind capitals. There it folds on the fly, word by word, as long as the table knows the way.

use std::io;

use super::{
    engine::{Engine, Match},
    masks::BLOCK,
    skip::{Beginnings, first_path, plain_sign, word_end},
    starts::{Before, Starts},
    table::{Table, View},
    units::Path,
    walk::{Walk, in_word},
};
use crate::{
    flat::{Opening, Saving, Strings},
    text::{fold_char, folds_to, is_word_char},
};

/// The table and the spellings.
pub struct Tree {
    table: Table,
    /// How those spellings begin that a small ASCII letter may begin.
    small: Beginnings,
    /// Whether some spelling begins with a digit, and whether one begins with a sign.
    digits: bool,
    signs: bool,
    /// The spellings as written, by number.
    spellings: Strings,
}

/// What the tree is told of a spelling.
#[derive(Clone, Copy)]
pub struct Entry<'p> {
    /// Folded.
    pub folded: &'p str,
    /// Whether a text of it may begin with a small letter.
    pub small: bool,
    /// What a match of it is reported as, and its place among the spellings.
    pub number: u32,
}

impl Tree {
    /// Makes the tree of these folded spellings, each with whether its text may begin with a small letter; their numbers are
    /// their places.
    pub fn new<'p>(patterns: impl Iterator<Item = (&'p str, bool)> + Clone) -> Self {
        let spellings = Strings::new(patterns.clone().map(|(p, _)| p));
        let entries = patterns.zip(0..).map(|((folded, small), number)| Entry { folded, small, number });
        Tree::of(spellings, &entries.collect::<Vec<_>>())
    }

    /// Makes the tree of the entries, in folded order, no two folded the same. Their numbers are places in `spellings`.
    pub fn of(spellings: Strings, entries: &[Entry]) -> Self {
        let mut small = Beginnings::default();
        entries.iter().filter(|e| e.small).for_each(|e| small.add(e.folded));
        let digits = entries.iter().any(|e| e.folded.starts_with(|c: char| c.is_ascii_digit()));
        let signs = entries.iter().any(|e| !e.folded.starts_with(is_word_char));
        Tree { table: Table::new(entries), small, digits, signs, spellings }
    }

    /// Bytes that it takes, without the spellings.
    pub fn memory(&self) -> usize {
        self.table.memory()
    }

    /// Writes it, without the spellings.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, to: &mut Saving) -> io::Result<()> {
        self.table.save(to)?;
        self.small.save(to)?;
        to.section(&[u8::from(self.digits), u8::from(self.signs)])
    }

    /// Takes it as it was saved, with the spellings it was made of.
    ///
    /// # Errors
    /// When the file holds something else.
    pub fn open(from: &mut Opening, spellings: Strings) -> io::Result<Self> {
        let (table, small) = (Table::open(from)?, Beginnings::open(from)?);
        let flags = from.section::<u8>()?;
        let flag = |n: usize| flags.get(n) == Some(&1);
        Ok(Tree { table, small, digits: flag(0), signs: flag(1), spellings })
    }

    /// The same for a place where a word of the most common letters may stand, which the filter mostly dismisses at once.
    #[inline]
    fn begin(&self, text: &str, at: usize, scan: &mut Scan) {
        if first_path(text.as_bytes(), at).is_none_or(|path| scan.view.may_begin(path)) {
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
        let Scan { view, walk, found } = scan;
        walk.begin(at, joins_lines);
        let mut path = Path::START;
        let mut first = true;
        while let Some(step) = walk.step(text) {
            if step.spaced {
                path = path.then_space();
            }
            path = path.then(walk.unit());
            if first && !view.may_begin(path) {
                return;
            }
            first = false;
            let known = view.get(path);
            if let (Some(end), Some(pattern)) =
                (step.end, known.number().filter(|&n| self.is_spelled(n, walk.folded())))
            {
                let found_now = Match { start: at, end, pattern };
                if !joins_lines || !found.contains(&found_now) {
                    found.push(found_now);
                }
            }
            if !known.goes_on() {
                return;
            }
        }
    }

    /// Whether this is spelling `number`, and not one of the same hash.
    fn is_spelled(&self, number: u32, folded: &[u8]) -> bool {
        (number as usize) < self.spellings.len() && folds_to(self.spellings.get(number as usize), folded)
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
    view: View<'f>,
    walk: Walk,
    found: &'f mut Vec<Match>,
}

impl Engine for Tree {
    fn find(&self, text: &str, found: &mut Vec<Match>) {
        let mut scan = Scan { view: self.table.view(), walk: Walk::default(), found };
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
