//! With which words spellings begin, so that most words of a text are dismissed without a look at the table.

/// How many bytes of a word the filter looks at.
pub(super) const KEY: usize = 8;

/// Two sets of words, told by their first eight folded bytes: those with which any spelling begins, and those with which one
/// begins where a text has a small letter. It may say yes wrongly, never no.
#[derive(Clone, Copy)]
pub(super) struct Filter<'t> {
    bits: &'t [u64],
    parts: [Part; 2],
}

/// Where a set lies.
#[derive(Clone, Copy)]
struct Part {
    from: usize,
    /// One less than its number of bits, which is a power of two.
    mask: u64,
}

impl Part {
    #[inline]
    fn place(self, key: u64) -> (usize, u32) {
        // every bit of the key reaches the higher half of the product
        let hash = ((u128::from(key) * 0x9E37_79B9_7F4A_7C15) >> 64) as u64 & self.mask;
        (self.from + (hash / 64) as usize, (hash % 64) as u32)
    }
}

/// What a filter is made of: the bits, and how many of them are the first set.
pub(super) type Bits = (Vec<u64>, u64);

impl<'t> Filter<'t> {
    /// The filter that [`Filter::bits_of`] made.
    pub fn new(bits: &'t [u64], first: u64) -> Self {
        let part = |from: u64, bits: u64| Part { from: (from / 64) as usize, mask: bits.wrapping_sub(1) };
        let all = bits.len() as u64 * 64;
        Filter { bits, parts: [part(0, first), part(first, all.saturating_sub(first))] }
    }

    /// Whether such bits can be a filter.
    pub fn is_sound(bits: &[u64], first: u64) -> bool {
        let all = bits.len() as u64 * 64;
        first >= 64 && first.is_power_of_two() && all > first && (all - first).is_power_of_two()
    }

    /// The bits for these keys, each with whether a small letter may begin it.
    pub fn bits_of(keys: impl Iterator<Item = (u64, bool)>) -> Bits {
        let mut keys: Vec<(u64, bool)> =
            keys.map(|(key, small)| (key, small && (key as u8).is_ascii() || (key as u8).is_ascii_digit())).collect();
        keys.dedup();
        let small = keys.iter().filter(|(_, small)| *small).count();
        // most words of a text begin with a small letter: there a wrong yes costs more than the room
        let sizes = [keys.len() * 16, small * 64].map(|bits| bits.next_power_of_two().max(1 << 10));
        let mut made = vec![0; (sizes[0] + sizes[1]) / 64];
        let parts = Filter::new(&made, sizes[0] as u64).parts;
        for (key, small) in keys {
            for part in &parts[..1 + usize::from(small)] {
                let (word, bit) = part.place(key);
                made[word] |= 1 << bit;
            }
        }
        (made, sizes[0] as u64)
    }

    /// Whether a spelling may begin with `key` where a text has the byte `first`: a small letter, or anything else. Digits count
    /// as small, since the same bit tells them from capitals.
    #[inline]
    pub fn has(&self, key: u64, first: u8) -> bool {
        let (word, bit) = self.parts[usize::from(first >> 5 & 1)].place(key);
        self.bits[word] >> bit & 1 != 0
    }
}

/// The key of a folded word.
pub(super) fn key(word: &[u8]) -> u64 {
    word.iter().take(KEY).rev().fold(0, |key, &b| key << 8 | u64::from(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_pass_and_few_others() {
        let words = |tag: &'static str| (0..1000).map(move |n: u32| key(format!("{n}{tag}").as_bytes()));
        let keys = words("abc").map(|key| (key, false)).chain(words("xyz").map(|key| (key, true)));
        let (bits, first) = Filter::bits_of(keys);
        let filter = Filter::new(&bits, first);
        let passing = |tag, first| words(tag).filter(|&key| filter.has(key, first)).count();
        assert_eq!((passing("abc", b'A'), passing("xyz", b'A'), passing("xyz", b'a')), (1000, 1000, 1000));
        assert!(passing("other", b'A') < 100 && passing("other", b'a') < 50);
    }
}
