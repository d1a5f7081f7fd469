//! Where words begin in a block of text.

use super::{
    masks::{BLOCK, Masks, bits},
    skip::{plain_sign, word_end},
};

/// What stands right before a block.
#[derive(Clone, Copy, Default)]
pub(super) struct Before {
    /// A letter or digit: a word may go on.
    pub word: bool,
    /// The first byte of a letter whose second one begins the block.
    latin: bool,
}

impl Before {
    /// Where the slow way goes on at `at`: behind the word that goes on there.
    pub fn resume(self, text: &str, at: usize) -> usize {
        match self {
            Before { latin: true, .. } => word_end(text, at - 1),
            Before { word: true, .. } => word_end(text, at),
            _ => at,
        }
    }
}

/// The words that begin in a block, one bit for their first byte.
pub(super) struct Starts {
    /// With a small ASCII letter.
    pub small: u64,
    /// With a capital, a digit, or a letter from À to ÿ.
    pub large: u64,
    /// How many bytes of the block were looked at.
    pub len: usize,
}

impl Starts {
    /// The starts in the block at `at` of `bytes`; none when it holds letters or signs that only the slow way knows.
    #[inline]
    pub fn of(block: &[u8; BLOCK], bytes: &[u8], at: usize, before: &mut Before) -> Option<Starts> {
        let masks = Masks::of(block);
        let (mut word, mut len, mut latin) = (masks.word, BLOCK, 0);
        if !block.is_ascii() {
            (word, len, latin) = beyond_ascii(block, masks, (bytes, at), *before)?;
        } else if before.latin {
            return None;
        }
        let starts = word & !(word << 1 | u64::from(before.word));
        let last = 1 << (len - 1);
        *before = Before { word: word & last != 0, latin: latin & last != 0 };
        Some(Starts { small: starts & masks.small, large: starts & !masks.small, len })
    }
}

/// The bytes of words in a block that is not all ASCII, how many bytes of it count, and those that begin À to ÿ.
#[inline]
fn beyond_ascii(
    block: &[u8; BLOCK],
    masks: Masks,
    (bytes, at): (&[u8], usize),
    before: Before,
) -> Option<(u64, usize, u64)> {
    let first = bits(block, |b| b == 0xC3);
    let second = first << 1 | u64::from(before.latin);
    if second & bits(block, |b| b == 0x97 || b == 0xB7) != 0 {
        return None; // × and ÷ are no letters
    }
    let word = masks.word | first | second;
    let mut other = bits(block, |b| b >= 0x80) & !(first | second);
    while other != 0 {
        let n = other.trailing_zeros() as usize;
        let end = plain_sign(bytes, at + n)? - at;
        if end > BLOCK {
            // it reaches into the next block: stop before it
            let looked = (1 << n) - 1;
            return (n > 0).then_some((word & looked, n, first & looked));
        }
        other &= if end < BLOCK { u64::MAX << end } else { 0 };
    }
    Some((word, BLOCK, first))
}
