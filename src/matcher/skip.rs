//! Going over words without folding them: the hot path of the tree.

use std::io;

use super::{
    block::{Block, run},
    units::Path,
    walk::in_word,
};
use crate::{
    flat::{Opening, Saving},
    text::fold_char,
};

/// Words longer than this take the slow way.
const LONG_WORD: usize = 24;

/// What the letters `U+00C0..U+0100` fold to, 0 where that is not one letter; their second byte in UTF-8 less 0x80 is the place.
const LATIN: &[u8; 64] = b"aaaaaa\0ceeeeiiiidnooooo\0ouuuuy\0\0aaaaaa\0ceeeeiiiidnooooo\0ouuuuy\0y";

/// What one or two bytes at `at` fold to, when that is one letter or digit of the common sort; with how many bytes it takes.
#[inline]
fn letter(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let b = *bytes.get(at)?;
    if b.is_ascii_alphanumeric() {
        return Some((b | 0x20, 1)); // digits have that bit
    }
    let next = (b == 0xC3).then(|| bytes.get(at + 1)).flatten()?;
    let folded = LATIN[usize::from(next & 0x3F)];
    (folded != 0).then_some((folded, 2))
}

/// How the spellings begin that may begin with a small ASCII letter: by their first four bytes as they stand in a text,
/// capitals made small, or by two where the word is no longer.
pub(super) struct Beginnings {
    /// One bit for each hash of four bytes.
    four: Box<[u64; Self::WORDS]>,
    /// One bit for each two bytes.
    two: Box<[u64; 1024]>,
    /// Whether there is none at all.
    pub is_empty: bool,
}

impl Default for Beginnings {
    fn default() -> Self {
        Beginnings { four: Box::new([0; Self::WORDS]), two: Box::new([0; 1024]), is_empty: true }
    }
}

impl Beginnings {
    /// Words of the set of four: small enough to stay near.
    const WORDS: usize = 2048;
    /// What stands in the place of a fourth byte that is not ASCII: only folding tells what it is.
    const FOREIGN: u8 = 0xFF;

    /// Writes the two sets.
    pub fn save(&self, to: &mut Saving) -> io::Result<()> {
        to.section(&*self.four)?;
        to.section(&*self.two)?;
        to.section(&[u8::from(self.is_empty)])
    }

    /// Takes the two sets as they were saved.
    pub fn open(from: &mut Opening) -> io::Result<Self> {
        let wrong = |_| io::Error::new(io::ErrorKind::InvalidData, "no beginnings of spellings");
        let (four, two) = (from.section::<u64>()?, from.section::<u64>()?);
        let empty = from.section::<u8>()?;
        let is_empty = empty.first() == Some(&1);
        let (four, two) = (four.to_vec().try_into().map_err(wrong)?, two.to_vec().try_into().map_err(wrong)?);
        Ok(Beginnings { four: Box::new(four), two: Box::new(two), is_empty })
    }

    /// Adds a folded spelling.
    pub fn add(&mut self, folded: &str) {
        self.is_empty = false;
        let bytes = folded.as_bytes();
        let letters = bytes.iter().take(4).take_while(|b| b.is_ascii_lowercase()).count();
        match (letters, bytes) {
            (4, [a, b, c, d, ..]) => [*d, Self::FOREIGN].into_iter().for_each(|d| self.add_four([*a, *b, *c, d])),
            (3, [a, b, c, ..]) => (0..=u8::MAX).for_each(|d| self.add_four([*a, *b, *c, d])),
            (2, [a, b, ..]) => self.add_two(*a, *b),
            (1, [a, ..]) => (0..0x80).for_each(|b| self.add_two(*a, b)),
            _ => {} // begins with no small ASCII letter
        }
    }

    fn add_four(&mut self, four: [u8; 4]) {
        let (word, bit) = Self::place(u32::from_le_bytes(four) | 0x2020_2020);
        self.four[word] |= 1 << bit;
    }

    fn add_two(&mut self, a: u8, b: u8) {
        let two = usize::from(a | 0x20) << 8 | usize::from(b | 0x20);
        self.two[two / 64] |= 1 << (two % 64);
    }

    /// Whether a spelling may begin at `at`, where a small ASCII letter stands. Says yes wherever a letter outside ASCII is near,
    /// since there folding decides.
    #[inline]
    pub fn may_begin(&self, bytes: &[u8], at: usize) -> bool {
        let Some(&four) = bytes.get(at..).and_then(|rest| rest.first_chunk::<4>()) else { return true };
        if !(four[1].is_ascii_alphabetic() && four[2].is_ascii_alphabetic()) {
            let two = usize::from(four[0] | 0x20) << 8 | usize::from(four[1] | 0x20);
            return self.two[two / 64] >> (two % 64) & 1 != 0 || !(four[1].is_ascii() && four[2].is_ascii());
        }
        let foreign = if four[3].is_ascii() { 0 } else { u32::from(Self::FOREIGN) << 24 };
        let (word, bit) = Self::place(u32::from_le_bytes(four) | 0x2020_2020 | foreign);
        self.four[word] >> bit & 1 != 0
    }

    #[inline]
    fn place(four: u32) -> (usize, u32) {
        let hash = four.wrapping_mul(0x9E37_79B9);
        ((hash >> 21) as usize % Self::WORDS, hash >> 15 & 63)
    }
}

/// The hash of the first unit at `at` and all that stands before it, when it is a word of common letters.
#[inline]
pub(super) fn first_path(bytes: &[u8], at: usize) -> Option<Path> {
    if let Some(block) = Block::at(bytes, at) {
        let n = run(block.letters() | block.within(b'0', b'9'));
        if n < Block::LEN && block.byte(n).is_ascii() && block.byte(n) != b'-' {
            return Some(Path::START.then_short(block.lowered().lowest(n), n));
        }
    }
    let mut out = [0; LONG_WORD];
    plain_word(bytes, at, &mut out).map(|n| Path::START.then(&out[..n]))
}

/// Folds the word at `at` into `out` when all its letters are common ones; its folded length.
#[inline]
fn plain_word(bytes: &[u8], mut at: usize, out: &mut [u8; LONG_WORD]) -> Option<usize> {
    for (n, place) in out.iter_mut().enumerate() {
        let Some((folded, len)) = letter(bytes, at) else { return ends_plainly(bytes, at).then_some(n) };
        *place = folded;
        at += len;
    }
    None
}

/// Whether a word ends at `at` for sure, and not at the end of a line where it may go on.
#[inline]
fn ends_plainly(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        None => true,
        Some(b'-') => !matches!(bytes.get(at + 1), Some(b'\n' | b'\r' | b' ' | b'\t')),
        Some(b) => b.is_ascii() || plain_sign(bytes, at).is_some(),
    }
}

/// Behind a no-break space, a guillemet, a curly quotation mark, a dash: signs outside ASCII that are common and end a word.
#[inline]
pub(super) fn plain_sign(bytes: &[u8], at: usize) -> Option<usize> {
    match (bytes.get(at)?, bytes.get(at + 1)?) {
        (0xC2, 0xA0 | 0xAB | 0xBB) => Some(at + 2),
        (0xE2, 0x80) if matches!(bytes.get(at + 2)?, 0x93 | 0x94 | 0x98 | 0x99 | 0x9C..=0x9E | 0xAF) => Some(at + 3),
        _ => None,
    }
}

/// The end of the word that goes on at byte `at`.
#[inline]
pub(super) fn word_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        at += Block::at(bytes, at).map_or(0, |block| run(block.within(b'a', b'z')));
        match bytes.get(at) {
            Some(b) if b.is_ascii_alphanumeric() => at += 1,
            // the letters of LATIN, and those that fold to two: all but × and ÷
            Some(0xC3) if !matches!(bytes.get(at + 1), Some(0x97 | 0xB7)) => at += 2,
            Some(b) if b.is_ascii() || plain_sign(bytes, at).is_some() => return at,
            None => return at,
            Some(_) => match goes_on(text, at) {
                Some(next) => at = next,
                None => return at,
            },
        }
    }
}

/// Behind the character at `at`, when a word goes on with it or in spite of it.
#[cold]
fn goes_on(text: &str, at: usize) -> Option<usize> {
    let c = text[at..].chars().next()?;
    let (mut first, mut last) = (None, None);
    let space = fold_char(c, &mut |f| {
        first = first.or(Some(f));
        last = Some(f);
    });
    let joins = !space && first.is_none_or(in_word) && last.is_none_or(in_word);
    joins.then_some(at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_fold_as_the_table_says() {
        for (n, &expected) in LATIN.iter().enumerate() {
            let c = char::from_u32(0xC0 + n as u32).expect("a character");
            let mut folded = String::new();
            fold_char(c, &mut |f| folded.push(f));
            let one = if folded.len() == 1 && folded.as_bytes()[0].is_ascii_alphanumeric() {
                folded.as_bytes()[0]
            } else {
                0
            };
            assert_eq!(one, expected, "{c}");
        }
    }
}
