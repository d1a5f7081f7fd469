//! Words with what is known of each, looked up for every token of a text.

use rustc_hash::FxHashMap;

use super::words::Tokens;

/// Longest word, in bytes, that a number can stand for.
const SHORT: usize = size_of::<u128>();

/// Words in lower case. Most are short enough to be compared as numbers, and stand in a table at the first free place from the one
/// on that their number leads to.
pub struct Dictionary<V> {
    /// A number and what it stands for, counted from 1; zeros where nothing stands. At most every other place is taken.
    table: Vec<(u128, u32)>,
    values: Vec<V>,
    long: FxHashMap<String, V>,
}

impl<V> Default for Dictionary<V> {
    fn default() -> Self {
        Dictionary { table: vec![(0, 0); 64], values: Vec::new(), long: FxHashMap::default() }
    }
}

impl<V: Default> Dictionary<V> {
    /// What is known of a word, to be added to.
    pub fn entry(&mut self, lower: &str) -> &mut V {
        match packed(lower) {
            Some(number) => self.short(number),
            None => self.long.entry(lower.to_owned()).or_default(),
        }
    }

    /// The same of the word at `i`, put in lower case.
    pub fn entry_at(&mut self, tokens: &Tokens, i: usize) -> &mut V {
        match tokens.packed(i) {
            Some(number) => self.short(number),
            None => self.long.entry(tokens.lower(i).to_owned()).or_default(),
        }
    }

    fn short(&mut self, number: u128) -> &mut V {
        let mut place = self.place(number);
        if self.table[place].1 == 0 {
            if self.values.len() * 2 >= self.table.len() {
                self.grow();
                place = self.place(number);
            }
            self.values.push(V::default());
            self.table[place] = (number, self.values.len() as u32);
        }
        let n = self.table[place].1 as usize;
        &mut self.values[n - 1]
    }

    fn grow(&mut self) {
        let larger = vec![(0, 0); self.table.len() * 4];
        for (number, n) in std::mem::replace(&mut self.table, larger).into_iter().filter(|(_, n)| *n > 0) {
            let place = self.place(number);
            self.table[place] = (number, n);
        }
    }
}

impl<V> Dictionary<V> {
    /// What is known of a word in lower case.
    pub fn get(&self, lower: &str) -> Option<&V> {
        match packed(lower) {
            Some(number) => self.value(number),
            None => self.long.get(lower),
        }
    }

    /// What is known of the word at `i`, put in lower case.
    #[inline]
    pub fn at(&self, tokens: &Tokens, i: usize) -> Option<&V> {
        match tokens.packed(i) {
            Some(number) => self.value(number),
            None => self.long.get(tokens.lower(i)),
        }
    }

    #[inline]
    fn value(&self, number: u128) -> Option<&V> {
        self.values.get((self.table[self.place(number)].1 as usize).wrapping_sub(1))
    }

    /// Where a number stands, or would.
    #[inline]
    fn place(&self, number: u128) -> usize {
        const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
        let mixed = (number as u64 ^ ((number >> 64) as u64).wrapping_mul(MIX).rotate_left(32)).wrapping_mul(MIX);
        let last = self.table.len() - 1; // the length is a power of two
        let mut place = (mixed >> 32) as usize & last;
        while self.table[place].0 != number && self.table[place].1 != 0 {
            place = (place + 1) & last;
        }
        place
    }
}

/// The number that stands for a short word, which holds no zero.
pub(super) fn packed(word: &str) -> Option<u128> {
    let mut bytes = [0; SHORT];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(u128::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_length_are_found() {
        let words = ["a", "été", "l'", "seize_caractères", "Ukraine", "anticonstitutionnellement"];
        let mut dictionary: Dictionary<usize> = Dictionary::default();
        words.iter().enumerate().for_each(|(n, word)| *dictionary.entry(&super::super::lower(word)) = n + 1);
        let text = "A été l’ukraine Anticonstitutionnellement anticonstitutionnellemen u";
        let tokens = Tokens::new(text);
        let found: Vec<usize> = (0..tokens.len()).map(|i| dictionary.at(&tokens, i).copied().unwrap_or(0)).collect();
        assert_eq!(found, [1, 2, 3, 5, 6, 0, 0]);
        let same = |i: usize| dictionary.get(tokens.lower(i)).copied().unwrap_or(0);
        assert_eq!((0..tokens.len()).map(same).collect::<Vec<_>>(), found);
    }
}
