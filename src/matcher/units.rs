//! Folded text cut into units: what a match may begin or end with.

use super::prefix;
use crate::text::{is_unspaced, is_word_char};

/// A place in the tree of spellings: the hash of all folded units from the beginning of a spelling on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Path(pub u64);

impl Path {
    /// Before the first unit.
    pub const START: Path = Path(0x9E37_79B9_7F4A_7C15);

    /// Behind one more unit, given in folded bytes.
    #[inline]
    pub fn then(self, unit: &[u8]) -> Path {
        let mut hash = UnitHash::default();
        let mut chunks = unit.chunks_exact(8);
        for chunk in &mut chunks {
            hash.push(u64::from_le_bytes(chunk.try_into().unwrap_or_default()));
        }
        hash.push(chunks.remainder().iter().rev().fold(0, |rest, &b| rest << 8 | u64::from(b)));
        self.then_hash(hash)
    }

    /// Behind one more unit, given by its hash.
    #[inline]
    pub fn then_hash(self, unit: UnitHash) -> Path {
        self.join(unit.0)
    }

    /// Behind a space.
    #[inline]
    pub fn then_space(self) -> Path {
        self.join(0x5851_F42D_4C95_7F2D)
    }

    #[inline]
    fn join(self, unit: u64) -> Path {
        Path((self.0.rotate_left(29) ^ unit).wrapping_mul(0xD6E8_FEB8_6659_FD93) ^ unit >> 32)
    }
}

/// The hash of a unit: of all its whole eights of bytes, then of the rest, which may be empty. Good enough to spread words, and
/// cheap; equal hashes are told apart by the text.
#[derive(Clone, Copy, Default)]
pub(super) struct UnitHash(u64);

impl UnitHash {
    /// The hash of a unit of less than eight bytes.
    #[inline]
    pub fn of_short(bytes: u64) -> Self {
        let mut hash = UnitHash::default();
        hash.push(bytes);
        hash
    }

    /// Adds eight bytes, or at the end those that are left and zeros.
    #[inline]
    pub fn push(&mut self, bytes: u64) {
        let mixed = (self.0 ^ bytes).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 29;
    }
}

/// The end of the unit that begins at byte `at` of a folded text: a word, one letter of a script without spaces, one sign.
pub(super) fn unit_end(folded: &str, at: usize) -> usize {
    let mut chars = folded[at..].char_indices();
    let Some((_, first)) = chars.next() else { return at };
    let alone = is_unspaced(first) || !is_word_char(first);
    let stops = |c: char| alone || is_unspaced(c) || !is_word_char(c);
    chars.find(|&(_, c)| stops(c)).map_or(folded.len(), |(n, _)| at + n)
}

/// Whether a match may begin at byte `at` of a folded text: where no word goes on, or behind a prefix.
pub(super) fn may_begin(folded: &str, at: usize) -> bool {
    may_end(folded, at) || prefix::stands_before(folded, at)
}

/// Whether a match may end at byte `at` of a folded text: where no word goes on.
pub(super) fn may_end(folded: &str, at: usize) -> bool {
    let inside = |c: Option<char>| c.is_some_and(in_word);
    !(inside(folded[..at].chars().next_back()) && inside(folded[at..].chars().next()))
}

/// Whether a folded character is part of a word that goes on.
pub(super) fn in_word(c: char) -> bool {
    is_word_char(c) && !is_unspaced(c)
}
