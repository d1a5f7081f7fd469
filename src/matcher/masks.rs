//! What the bytes of a block of text are, one bit a byte: written so that the compiler turns it into vector instructions.

/// Bytes of a block.
pub(super) const BLOCK: usize = 64;

/// One bit for each byte of a block, the first lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Masks {
    /// ASCII letters and digits.
    pub word: u64,
    /// a to z.
    pub small: u64,
}

impl Masks {
    /// The masks of a block.
    #[inline]
    pub fn of(block: &[u8; BLOCK]) -> Self {
        let word = bits(block, |b| ((b | 0x20).wrapping_sub(b'a') < 26) | (b.wrapping_sub(b'0') < 10));
        Masks { word, small: bits(block, |b| b.wrapping_sub(b'a') < 26) }
    }
}

/// The bytes of a block for which `is` holds.
#[inline]
pub(super) fn bits(block: &[u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
    let mut flags = [0; BLOCK];
    for (flag, &byte) in flags.iter_mut().zip(block) {
        *flag = u8::from(is(byte));
    }
    let (eights, _) = flags.as_chunks::<8>();
    // the product gathers the lowest bits of eight bytes in its highest byte
    let gathered = eights.iter().map(|eight| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56);
    gathered.enumerate().fold(0, |mask, (n, byte)| mask | byte << (n * 8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn masks_are_what_counting_gives(bytes in proptest::collection::vec(any::<u8>(), BLOCK)) {
            let block: [u8; BLOCK] = bytes.try_into().expect("a whole block");
            let masks = Masks::of(&block);
            for (n, b) in block.iter().enumerate() {
                prop_assert_eq!(masks.word >> n & 1 != 0, b.is_ascii_alphanumeric());
                prop_assert_eq!(masks.small >> n & 1 != 0, b.is_ascii_lowercase());
            }
        }
    }
}
