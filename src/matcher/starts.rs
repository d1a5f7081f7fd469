//! Where words begin in a block of text, and how.

use super::{
    batch::Batch,
    eight::{Eight, HIGH},
    filter::{Filter, KEY},
    kinds::{Kind, Kinds},
};
use crate::text::{
    line_join,
    masks::{BLOCK, Block, below},
};

/// A word of a text.
#[derive(Clone, Copy, Default)]
pub(super) struct Word {
    /// Its first byte.
    pub start: usize,
    /// Behind its last byte.
    pub end: usize,
    /// Its first eight bytes, letters made small: its key, unless it is foreign.
    pub key: u64,
}

impl Word {
    /// Whether one of its first bytes is not ASCII.
    #[inline]
    pub fn is_foreign(self) -> bool {
        self.key & HIGH != 0
    }
}

/// A block and what stands behind it, as far as a word that begins in the block is looked at.
pub(super) const WINDOW: usize = BLOCK + KEY;

/// The words that begin in a block, one bit for their first byte. A block begins where no word goes on.
pub(super) struct Starts<'b> {
    window: &'b [u8; WINDOW],
    /// Bytes of words.
    word: u64,
    /// First bytes of words.
    starts: u64,
    /// Signs that no word is made of, spaces too.
    pub apart: u64,
    /// How many bytes of the block count: a word that may go on behind it is left to the next.
    pub len: usize,
}

impl<'b> Starts<'b> {
    /// The starts in `window`, which is at `at` in `text`; none when it holds something that only the slow way knows.
    #[inline]
    pub fn of(window: &'b [u8; WINDOW], text: &str, at: usize, kinds: &Kinds) -> Option<Self> {
        let bytes = window.first_chunk()?;
        let block = Block::new(bytes);
        let (mut word, mut len) = (block.word(), BLOCK);
        let beyond = block.beyond_ascii();
        if beyond != 0 {
            let leads;
            (leads, len) = beyond_ascii(block, beyond, window, kinds)?;
            word |= leads | leads << 1;
        }
        if breaks(block.equal(b'-') & word << 1, text, at) {
            return None;
        }
        let starts = word & !(word << 1);
        if len == BLOCK && word >> (BLOCK - 1) != 0 {
            len = BLOCK - 1 - starts.leading_zeros() as usize;
        }
        let looked = u64::MAX.checked_shr((BLOCK - len) as u32)?;
        Some(Starts { window, word, starts: starts & looked, apart: !word & looked, len })
    }

    /// Adds to `words` those with which a spelling may begin, and those with letters beyond ASCII near their beginning, for which
    /// it must be looked up yet. No step but the last depends on what the words are.
    #[inline]
    pub fn collect(&self, at: usize, filter: &Filter<'_>, words: &mut Batch<Word>) {
        let (mut starts, mut ends) = (self.starts, !self.word & self.word << 1);
        while starts != 0 {
            let (start, end) = (starts.trailing_zeros() as usize, ends.trailing_zeros() as usize);
            (starts, ends) = (starts & (starts - 1), ends & ends.wrapping_sub(1));
            let eight = self.window[start..].first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight));
            let key = Eight(eight).lowered().lowest(end.wrapping_sub(start));
            let word = Word { start: at + start, end: at + end, key };
            words.push_if(word, word.is_foreign() | filter.has(key, eight as u8));
        }
    }
}

/// The first bytes of the letters of two bytes in a block, and how many bytes of the block count: a sign that reaches into the
/// next one does not.
#[inline]
fn beyond_ascii(block: Block, beyond: u64, window: &[u8; WINDOW], kinds: &Kinds) -> Option<(u64, usize)> {
    let latin = block.equal(0xC3);
    let (mut leads, mut len) = (latin, BLOCK);
    // × and ÷ are no letters
    let mut signs = latin & (block.equal(0x97) | block.equal(0xB7)) >> 1;
    leads &= !signs;
    signs |= beyond & !(latin | latin << 1);
    while signs != 0 {
        let n = signs.trailing_zeros() as usize;
        let (kind, size) = kinds.first(&window[n..]);
        if kind == Kind::OTHER {
            return None;
        }
        if kind.is_apart() {
            if n + size > BLOCK {
                len = n;
                break;
            }
        } else {
            leads |= 1 << n;
        }
        signs &= u64::MAX.checked_shl((n + size) as u32).unwrap_or_default();
    }
    (len > 0).then_some((leads & if len < BLOCK { below(len) } else { u64::MAX }, len))
}

/// Whether one of these hyphens joins the halves of a word over the end of a line.
#[inline]
fn breaks(mut hyphens: u64, text: &str, at: usize) -> bool {
    while hyphens != 0 {
        let hyphen = at + hyphens.trailing_zeros() as usize;
        hyphens &= hyphens - 1;
        if line_join(text, hyphen).is_some() {
            return true;
        }
    }
    false
}
