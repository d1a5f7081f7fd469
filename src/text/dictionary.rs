//! Words with what is known of each, looked up for every token of a text.

use rustc_hash::FxHashMap;

use super::words::Tokens;

/// Longest word, in bytes, that a number can stand for.
const SHORT: usize = size_of::<u128>();

/// Words in lower case. Most are short enough to be compared as numbers.
#[derive(Default)]
pub struct Dictionary<V> {
    short: FxHashMap<u128, V>,
    long: FxHashMap<String, V>,
}

impl<V: Default> Dictionary<V> {
    /// What is known of a word, to be added to.
    pub fn entry(&mut self, lower: &str) -> &mut V {
        match packed(lower) {
            Some(number) => self.short.entry(number).or_default(),
            None => self.long.entry(lower.to_owned()).or_default(),
        }
    }
}

impl Dictionary<()> {
    /// Takes in the word at `i`, put in lower case.
    pub fn insert(&mut self, tokens: &Tokens, i: usize) {
        match tokens.packed(i) {
            Some(number) => self.short.insert(number, ()),
            None => self.long.insert(tokens.lower(i).to_owned(), ()),
        };
    }
}

impl<V> Dictionary<V> {
    /// What is known of a word in lower case.
    pub fn get(&self, lower: &str) -> Option<&V> {
        match packed(lower) {
            Some(number) => self.short.get(&number),
            None => self.long.get(lower),
        }
    }

    /// What is known of the word at `i`, put in lower case.
    #[inline]
    pub fn at(&self, tokens: &Tokens, i: usize) -> Option<&V> {
        match tokens.packed(i) {
            Some(number) => self.short.get(&number),
            None => self.long.get(tokens.lower(i)),
        }
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
        let text = "A été l’ ukraine Anticonstitutionnellement anticonstitutionnellemen u";
        let tokens = Tokens::new(text);
        let found: Vec<usize> = (0..tokens.len()).map(|i| dictionary.at(&tokens, i).copied().unwrap_or(0)).collect();
        assert_eq!(found, [1, 2, 3, 5, 6, 0, 0]);
        let same = |i: usize| dictionary.get(tokens.lower(i)).copied().unwrap_or(0);
        assert_eq!((0..tokens.len()).map(same).collect::<Vec<_>>(), found);
    }
}
