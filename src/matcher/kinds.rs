//! What the common characters outside ASCII are, worked out once: those of two bytes, and general punctuation.

use std::sync::LazyLock;

use super::units::in_word;
use crate::text::fold_char;

/// What a character is in a text that is read for spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind(u16);

impl Kind {
    /// Only the slow way knows: marks, invisible characters, whatever is rare.
    pub const OTHER: Kind = Kind(0);
    /// Folds to a space.
    pub const SPACE: Kind = Kind(1);
    /// Folds to an apostrophe.
    pub const APOSTROPHE: Kind = Kind(2);
    /// No part of a word, and folds to itself.
    pub const SIGN: Kind = Kind(3);
    /// No part of a word, and folds to several signs.
    pub const SIGNS: Kind = Kind(4);

    fn of(c: char) -> Kind {
        let mut folded = String::new();
        let space = fold_char(c, &mut |f| folded.push(f));
        match (space, folded.as_str()) {
            (_, "") if !space || c == '\u{2010}' => Kind::OTHER, // that hyphen may join two lines
            (true, "") => Kind::SPACE,
            (false, "'") => Kind::APOSTROPHE,
            _ if !space && folded.chars().all(in_word) => match *folded.as_bytes() {
                [one] => Kind(one.into()),
                [one, two] => Kind(u16::from_le_bytes([one, two])),
                _ => Kind::OTHER,
            },
            _ if folded.chars().any(in_word) => Kind::OTHER,
            _ if folded.chars().eq([c]) => Kind::SIGN,
            _ => Kind::SIGNS,
        }
    }

    /// The one or two bytes that a part of a word folds to, the first lowest.
    #[inline]
    pub fn letters(self) -> Option<u16> {
        (self.0 > Kind::SIGNS.0).then_some(self.0)
    }

    /// Whether it ends a word and begins none.
    #[inline]
    pub fn is_apart(self) -> bool {
        self != Kind::OTHER && self.0 <= Kind::SIGNS.0
    }
}

/// The kinds of characters.
pub(super) struct Kinds {
    two_bytes: [Kind; 0x800],
    punctuation: [Kind; 0x100],
}

impl Kinds {
    /// All of them.
    pub fn get() -> &'static Kinds {
        static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
            let of = |n: usize| char::from_u32(n as u32).map_or(Kind::OTHER, Kind::of);
            let two_bytes = |n: usize| if n < 0x80 { Kind::OTHER } else { of(n) };
            Kinds { two_bytes: std::array::from_fn(two_bytes), punctuation: std::array::from_fn(|n| of(0x2000 + n)) }
        });
        &KINDS
    }

    /// The kind of the character of these two bytes.
    #[inline]
    pub fn pair(&self, first: u8, second: u8) -> Kind {
        self.two_bytes[usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F)]
    }

    /// The one letter of two bytes that a letter of two bytes folds to, if that is what it does.
    #[inline]
    pub fn letter(&self, c: char) -> Option<char> {
        let kind = *self.two_bytes.get(c as usize)?;
        let [first, second] = kind.letters().filter(|letters| *letters >= 0x8000)?.to_le_bytes();
        char::from_u32(u32::from(first & 0x1F) << 6 | u32::from(second & 0x3F))
    }

    /// The kind of the character outside ASCII that begins `bytes`, and its length.
    #[inline]
    pub fn first(&self, bytes: &[u8]) -> (Kind, usize) {
        match *bytes {
            [first @ 0xC2..=0xDF, second, ..] => (self.pair(first, second), 2),
            [0xE2, second @ 0x80..=0x83, third, ..] => {
                (self.punctuation[usize::from(second & 0x03) << 6 | usize::from(third & 0x3F)], 3)
            }
            _ => (Kind::OTHER, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_example() {
        for (c, expected) in [
            ('é', Kind(u16::from(b'e'))),
            ('ß', Kind(u16::from_le_bytes(*b"ss"))),
            ('ё', Kind(u16::from_le_bytes([0xD0, 0xB5]))),
            ('\u{A0}', Kind::SPACE),
            ('–', Kind::SPACE),
            ('’', Kind::APOSTROPHE),
            ('»', Kind::SIGN),
            ('×', Kind::SIGN),
            ('…', Kind::SIGNS),
            ('\u{2010}', Kind::OTHER),
            ('\u{AD}', Kind::OTHER),
            ('\u{301}', Kind::OTHER),
            ('½', Kind::OTHER),
        ] {
            let (kind, len) = Kinds::get().first(c.to_string().as_bytes());
            assert_eq!((kind, len), (expected, c.len_utf8()), "{c}");
        }
    }
}
