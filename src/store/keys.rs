//! Keys that last: made from content, never from the order in which things came.

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Digits of Crockford's base 32, lower case: no i, l, o, u.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Sixteen hexadecimal digits that stand for `bytes`.
pub fn hash(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}

/// A document's key, from where it came and the hash of its text.
pub fn document(source: &str, text_hash: &str) -> String {
    Key(0).and(source.as_bytes()).and(text_hash.as_bytes()).print("d", 12)
}

/// How many digits a mention's key has in common with its document's: it is found by way of that one, and has no index.
pub(super) const SHARED: usize = 6;

/// Makes the lasting keys of what stands in one document.
pub(super) struct Keys<'d> {
    document: &'d str,
    seed: Key,
    given: FxHashSet<String>,
}

impl<'d> Keys<'d> {
    /// The keys in the document with this key.
    pub fn new(document: &'d str) -> Self {
        Keys { document, seed: Key(0).and(document.as_bytes()), given: FxHashSet::default() }
    }

    /// The key of a mention with these bounds in code points.
    pub fn mention(&mut self, bounds: (usize, usize)) -> String {
        let head = format!("m{}", self.document.get(1..=SHARED).unwrap_or_default());
        self.unique(self.seed.and(b"mention").span(bounds), &head, 6)
    }

    /// The key of a quotation whose content has these bounds in code points.
    pub fn quotation(&mut self, content: &[(usize, usize)]) -> String {
        let key = content.iter().fold(self.seed.and(b"quotation"), |key, &span| key.span(span));
        self.unique(key, "q", 12)
    }

    /// The printed key; one that was given already takes in a count.
    fn unique(&mut self, mut key: Key, head: &str, digits: usize) -> String {
        for n in 1.. {
            let printed = key.print(head, digits);
            if self.given.insert(printed.clone()) {
                return printed;
            }
            key = key.span((n, n));
        }
        String::new()
    }
}

/// A key being made.
#[derive(Clone, Copy)]
struct Key(u64);

impl Key {
    fn and(self, bytes: &[u8]) -> Self {
        Key(xxh3_64_with_seed(bytes, self.0))
    }

    /// Takes in two numbers.
    fn span(self, (start, end): (usize, usize)) -> Self {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&(start as u64).to_le_bytes());
        bytes[8..].copy_from_slice(&(end as u64).to_le_bytes());
        self.and(&bytes)
    }

    /// `head` and so many digits of base 32, five bits each.
    fn print(self, head: &str, digits: usize) -> String {
        let mut left = self.0;
        let mut key = String::with_capacity(head.len() + digits);
        key.push_str(head);
        for _ in 0..digits {
            key.push(char::from(DIGITS[(left >> 59) as usize]));
            left <<= 5;
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_letter_and_twelve_digits_and_never_changes() {
        let key = document("a.txt", &hash(b"text"));
        assert_eq!(key.len(), 13);
        assert!(key.starts_with('d') && key[1..].bytes().all(|b| DIGITS.contains(&b)));
        assert_eq!(key, document("a.txt", &hash(b"text")));
        assert_ne!(key, document("a.tx", &hash(b"ttext")));
    }

    #[test]
    fn keys_of_one_document_differ_and_those_of_mentions_lead_to_it() {
        let mut keys = Keys::new("dabcdefghjkm");
        let made = [keys.mention((1, 2)), keys.mention((1, 2)), keys.mention((1, 3)), keys.quotation(&[(1, 2)])];
        assert!(made[..3].iter().all(|key| key.starts_with("mabcdef") && key.len() == 13));
        assert_eq!(made.iter().collect::<FxHashSet<_>>().len(), made.len());
    }
}
