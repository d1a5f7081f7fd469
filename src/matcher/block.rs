//! Eight bytes of text at once: which are letters, digits, parts of other characters. One bit, the highest of its byte, tells.

/// One in each byte.
pub(super) const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte.
pub(super) const HIGH: u64 = 0x80 * EACH;

/// Eight bytes, the first lowest.
#[derive(Clone, Copy)]
pub(super) struct Block(pub u64);

impl Block {
    /// Bytes of a block.
    pub const LEN: usize = 8;

    /// The block at byte `at`; none near the end of the text.
    #[inline]
    pub fn at(bytes: &[u8], at: usize) -> Option<Self> {
        bytes.get(at..).and_then(|rest| rest.first_chunk()).map(|eight| Block(u64::from_le_bytes(*eight)))
    }

    /// Bytes from `low` to `high`, both ASCII.
    #[inline]
    pub fn within(self, low: u8, high: u8) -> u64 {
        let seven = self.0 & !HIGH;
        let from = seven + u64::from(0x80 - low) * EACH;
        let beyond = seven + u64::from(0x7F - high) * EACH;
        from & !beyond & !self.0 & HIGH
    }

    /// ASCII letters, large and small.
    #[inline]
    pub fn letters(self) -> u64 {
        self.lowered().within(b'a', b'z') & !self.0
    }

    /// The block with its letters made small; other bytes are no longer what they were.
    #[inline]
    pub fn lowered(self) -> Block {
        Block(self.0 | (0x20 * EACH))
    }

    /// The lowest `n` bytes.
    #[inline]
    pub fn lowest(self, n: usize) -> u64 {
        if n < 8 { self.0 & ((1 << (n * 8)) - 1) } else { self.0 }
    }

    /// The `n`-th byte, of eight.
    #[inline]
    pub fn byte(self, n: usize) -> u8 {
        (self.0 >> (n * 8)) as u8
    }
}

/// How many bytes stand before the first whose bit is not in `mask`.
#[inline]
pub(super) fn run(mask: u64) -> usize {
    ((!mask & HIGH).trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mask(bytes: [u8; 8], is: impl Fn(u8) -> bool) -> u64 {
        u64::from_le_bytes(bytes.map(|b| u8::from(is(b)) << 7))
    }

    proptest! {
        #[test]
        fn masks_are_what_counting_gives(bytes: [u8; 8]) {
            let block = Block(u64::from_le_bytes(bytes));
            let letters = block.letters();
            prop_assert_eq!(letters, mask(bytes, |b| b.is_ascii_alphabetic()));
            prop_assert_eq!(block.within(b'0', b'9'), mask(bytes, |b| b.is_ascii_digit()));
            prop_assert_eq!(run(letters), bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count());
        }
    }
}
