//! What the bytes of a block of text are, one bit a byte.

use wide::{i8x64, u8x64};

/// Bytes of a block.
pub(crate) const BLOCK: usize = 64;

/// A block of text, to be asked about all its bytes at once. Answers hold one bit for each byte, the first lowest.
#[derive(Clone, Copy)]
pub(crate) struct Block(u8x64);

impl Block {
    /// These bytes.
    #[inline]
    pub fn new(bytes: &[u8; BLOCK]) -> Self {
        Block(u8x64::new(*bytes))
    }

    /// The first bytes of a text, and zeros where it is shorter.
    #[inline]
    pub fn first(text: &[u8]) -> Self {
        let padded = || {
            let mut padded = [0; BLOCK];
            padded[..text.len()].copy_from_slice(text);
            padded
        };
        Block::new(&text.first_chunk().copied().unwrap_or_else(padded))
    }

    /// Bytes of characters outside ASCII.
    #[inline]
    pub fn beyond_ascii(self) -> u64 {
        self.0.cast_signed().simd_lt(i8x64::splat(0)).to_bitmask()
    }

    /// These very bytes.
    #[inline]
    pub fn equal(self, byte: u8) -> u64 {
        self.0.simd_eq(u8x64::splat(byte)).to_bitmask()
    }

    /// ASCII letters and digits.
    #[inline]
    pub fn word(self) -> u64 {
        (range(self.0 | u8x64::splat(0x20), b'a', b'z') | range(self.0, b'0', b'9')).to_bitmask()
    }
}

#[inline]
fn range(bytes: u8x64, low: u8, high: u8) -> u8x64 {
    (bytes - u8x64::splat(low)).simd_le(u8x64::splat(high - low))
}

/// The bits below bit `n`, of 64.
#[inline]
pub(crate) fn below(n: usize) -> u64 {
    (1 << n) - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn masks_are_what_counting_gives(bytes in proptest::collection::vec(any::<u8>(), BLOCK), byte: u8) {
            let block = Block::new(bytes.as_slice().try_into().expect("a whole block"));
            for (n, b) in bytes.iter().enumerate() {
                prop_assert_eq!(block.word() >> n & 1 != 0, b.is_ascii_alphanumeric());
                prop_assert_eq!(block.beyond_ascii() >> n & 1 != 0, !b.is_ascii());
                prop_assert_eq!(block.equal(byte) >> n & 1 != 0, *b == byte);
            }
        }
    }
}
