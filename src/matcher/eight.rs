//! Eight bytes of text at once: which are letters, which digits. One bit, the highest of its byte, tells.

/// One in each byte.
pub(super) const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte.
pub(super) const HIGH: u64 = 0x80 * EACH;

/// For each number the mask of so many bytes, all from eight on.
pub(super) const LOWEST: [u64; 64] = {
    let mut masks = [u64::MAX; 64];
    let mut n = 0;
    while n < 8 {
        masks[n] = (1 << (n * 8)) - 1;
        n += 1;
    }
    masks
};

/// Eight bytes, the first lowest.
#[derive(Clone, Copy)]
pub(super) struct Eight(pub u64);

impl Eight {
    /// The eight bytes at `at`, zeros behind the end of the text.
    #[inline]
    pub fn at(bytes: &[u8], at: usize) -> Self {
        let rest = bytes.get(at..).unwrap_or_default();
        Eight(rest.first_chunk().map_or_else(|| Self::last(rest), |eight| u64::from_le_bytes(*eight)))
    }

    #[cold]
    fn last(rest: &[u8]) -> u64 {
        rest.iter().rev().fold(0, |eight, &b| eight << 8 | u64::from(b))
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

    /// ASCII letters and digits.
    #[inline]
    pub fn word(self) -> u64 {
        self.letters() | self.within(b'0', b'9')
    }

    /// The same with its letters made small; other bytes but digits are no longer what they were.
    #[inline]
    pub fn lowered(self) -> Eight {
        Eight(self.0 | (0x20 * EACH))
    }

    /// The same with its ASCII letters made small, and no other byte changed.
    #[inline]
    pub fn small(self) -> Eight {
        Eight(self.0 | self.letters() >> 2)
    }

    /// The lowest `n` bytes, of eight.
    #[inline]
    pub fn lowest(self, n: usize) -> u64 {
        self.0 & LOWEST[n & 63]
    }
}

/// How many bytes stand before the first whose bit is not in `mask`.
#[inline]
pub(super) fn run(mask: u64) -> usize {
    ((!mask & HIGH).trailing_zeros() / 8) as usize
}

/// How many bytes stand before the first that is not ASCII.
#[inline]
pub(super) fn ascii_run(eight: Eight) -> usize {
    ((eight.0 & HIGH).trailing_zeros() / 8) as usize
}

/// How many bytes stand before the first in which two eights differ.
#[inline]
pub(super) fn run_of_same(a: Eight, b: Eight) -> usize {
    ((a.0 ^ b.0).trailing_zeros() / 8) as usize
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
            let eight = Eight(u64::from_le_bytes(bytes));
            let letters = eight.letters();
            prop_assert_eq!(letters, mask(bytes, |b| b.is_ascii_alphabetic()));
            prop_assert_eq!(eight.word(), mask(bytes, |b| b.is_ascii_alphanumeric()));
            prop_assert_eq!(run(letters), bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count());
        }
    }
}
