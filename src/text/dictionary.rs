//! Words with what is known of each, looked up for every token of a text.

use rustc_hash::FxHashMap;

use super::words::{TokenKind, Tokens};

/// Longest word, in bytes, that a number can stand for.
const SHORT: usize = size_of::<u128>();

/// Words in lower case. Most are short enough to be compared as numbers, and stand in a table at the first free place from the one
/// on that their number leads to.
pub struct Dictionary<V> {
    /// A number and what it stands for, counted from 1; zeros where nothing stands. At most every other place is taken.
    table: Vec<(u128, u32)>,
    /// A bit for each number, from which most words that are not there are known without a look at the table.
    filter: Vec<u64>,
    values: Vec<V>,
    long: FxHashMap<String, V>,
}

/// Places of the table for which the filter has a number of 64 bits.
const SHARED: usize = 8;

impl<V> Default for Dictionary<V> {
    fn default() -> Self {
        Dictionary {
            table: vec![(0, 0); 64],
            filter: vec![0; 64 / SHARED],
            values: Vec::new(),
            long: FxHashMap::default(),
        }
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
            self.mark(number);
        }
        let n = self.table[place].1 as usize;
        &mut self.values[n - 1]
    }

    fn grow(&mut self) {
        let larger = vec![(0, 0); self.table.len() * 4];
        self.filter = vec![0; larger.len() / SHARED];
        for (number, n) in std::mem::replace(&mut self.table, larger).into_iter().filter(|(_, n)| *n > 0) {
            let place = self.place(number);
            self.table[place] = (number, n);
            self.mark(number);
        }
    }

    fn mark(&mut self, number: u128) {
        let (place, bit) = self.bit(number);
        self.filter[place] |= 1 << bit;
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

    /// The same of every token, nothing of those that are no words. Which words are not there cannot be foretold, so the filter is asked about all of them first, without a
    /// branch.
    pub fn all<'d>(&'d self, tokens: &Tokens) -> Vec<Option<&'d V>> {
        let (mut found, mut asked, mut count) = (vec![None; tokens.len()], vec![0; tokens.len()], 0);
        for (i, token) in tokens.iter().enumerate() {
            asked[count] = i;
            let word = token.kind == TokenKind::Word;
            count += usize::from(word & tokens.packed(i).is_none_or(|number| self.may_have(number)));
        }
        for &i in &asked[..count] {
            found[i] = self.at(tokens, i);
        }
        found
    }

    #[inline]
    fn may_have(&self, number: u128) -> bool {
        let (place, bit) = self.bit(number);
        self.filter[place] >> bit & 1 != 0
    }

    /// Where the filter has the bit of a number.
    #[inline]
    fn bit(&self, number: u128) -> (usize, u32) {
        let bit = mixed(number) >> 40;
        ((bit / 64) as usize & (self.filter.len() - 1), (bit % 64) as u32)
    }

    #[inline]
    fn value(&self, number: u128) -> Option<&V> {
        self.values.get((self.table[self.place(number)].1 as usize).wrapping_sub(1))
    }

    /// Where a number stands, or would.
    #[inline]
    fn place(&self, number: u128) -> usize {
        let last = self.table.len() - 1; // the length is a power of two
        let mut place = (mixed(number) >> 32) as usize & last;
        while self.table[place].0 != number && self.table[place].1 != 0 {
            place = (place + 1) & last;
        }
        place
    }
}

/// A hash of a number, its upper half the better.
#[inline]
fn mixed(number: u128) -> u64 {
    const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
    (number as u64 ^ ((number >> 64) as u64).wrapping_mul(MIX).rotate_left(32)).wrapping_mul(MIX)
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
        let all: Vec<usize> = dictionary.all(&tokens).into_iter().map(|v| v.copied().unwrap_or(0)).collect();
        assert_eq!(all, found);
        let same = |i: usize| dictionary.get(tokens.lower(i)).copied().unwrap_or(0);
        assert_eq!((0..tokens.len()).map(same).collect::<Vec<_>>(), found);
    }
}
