//! Keys that last: made from content, never from the order in which things came.

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Digits of Crockford's base 32, lower case: no i, l, o, u.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Sixteen hexadecimal digits that stand for `bytes`.
pub fn hash(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}

/// A document's key, from where it came and the hash of its text.
pub fn document(source: &str, text_hash: &str) -> String {
    Key::new().text(source).text(text_hash).print('d')
}

/// A mention's key, from its document's key and its span in code points.
pub(super) fn mention(document: &str, span: (usize, usize)) -> Key {
    Key::new().text(document).text("mention").span(span)
}

/// A quotation's key, from its document's key and the spans of its content in code points.
pub(super) fn quotation(document: &str, content: &[(usize, usize)]) -> Key {
    content.iter().fold(Key::new().text(document).text("quotation"), |key, &span| key.span(span))
}

/// A key being made.
pub(super) struct Key(Xxh3);

impl Key {
    fn new() -> Self {
        Key(Xxh3::new())
    }

    fn text(mut self, text: &str) -> Self {
        self.0.update(text.as_bytes());
        self.0.update(&[0]);
        self
    }

    /// Takes in two numbers.
    pub fn span(mut self, (start, end): (usize, usize)) -> Self {
        self.0.update(&(start as u64).to_le_bytes());
        self.0.update(&(end as u64).to_le_bytes());
        self
    }

    /// `letter` and twelve digits of base 32, sixty bits.
    pub fn print(&self, letter: char) -> String {
        let mut left = self.0.digest();
        let mut key = String::from(letter);
        for _ in 0..12 {
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
    fn a_mention_and_a_quotation_of_one_span_differ() {
        assert_ne!(mention("d", (1, 2)).print('x'), quotation("d", &[(1, 2)]).print('x'));
    }
}
