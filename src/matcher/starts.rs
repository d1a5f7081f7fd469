//! Where words begin in a block of text.

use super::{
    block::{Block, HIGH},
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

/// The words that begin in a block: the highest bit of their first byte.
pub(super) struct Starts {
    /// With a small ASCII letter.
    pub small: u64,
    /// With a capital, or a letter from À to ÿ.
    pub large: u64,
    /// With a digit.
    pub digit: u64,
    /// How many bytes of the block were looked at.
    pub len: usize,
}

impl Starts {
    /// The starts in the block at `at` of `bytes`; none when it holds letters or signs that only the slow way knows.
    #[inline]
    pub fn of(block: Block, bytes: &[u8], at: usize, before: &mut Before) -> Option<Starts> {
        let letters = block.letters();
        let digits = block.within(b'0', b'9');
        let high = block.high();
        let (mut word, mut len, mut latin) = (letters | digits, Block::LEN, 0);
        if high != 0 {
            (word, len, latin) = beyond_ascii(block, word, (bytes, at), *before)?;
        } else if before.latin {
            return None;
        }
        let starts = word & !(word << 8 | if before.word { 0x80 } else { 0 });
        let last = 0x80 << ((len - 1) * 8);
        *before = Before { word: word & last != 0, latin: latin & last != 0 };
        let small = block.small(letters);
        Some(Starts { small: starts & small, large: starts & (letters & !small | high), digit: starts & digits, len })
    }
}

/// The bytes of words in a block that is not all ASCII, how many bytes of it count, and those that begin À to ÿ.
#[inline]
fn beyond_ascii(block: Block, ascii: u64, (bytes, at): (&[u8], usize), before: Before) -> Option<(u64, usize, u64)> {
    let first = block.equal(0xC3);
    let second = first << 8 | if before.latin { 0x80 } else { 0 };
    if second & (block.equal(0x97) | block.equal(0xB7)) != 0 {
        return None; // × and ÷ are no letters
    }
    let mut other = block.high() & !(first | second);
    while other != 0 {
        let n = (other.trailing_zeros() / 8) as usize;
        let end = plain_sign(bytes, at + n)? - at;
        if end > Block::LEN {
            // it reaches into the next block: stop before it
            let looked = (1 << (n * 8)) - 1;
            return (n > 0).then_some(((ascii | first | second) & looked, n, first & looked));
        }
        other &= if end < Block::LEN { u64::MAX << (end * 8) } else { 0 };
    }
    Some(((ascii | first | second) & HIGH, Block::LEN, first))
}
