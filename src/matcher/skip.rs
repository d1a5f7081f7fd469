//! Going over words without folding them: the hot path of the tree.

use super::walk::in_word;
use crate::text::fold_char;

/// Words longer than this take the slow way.
pub(super) const LONG_WORD: usize = 40;

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

/// A key of the first four letters of a word; none when other letters stand among them.
#[inline]
pub(super) fn beginning(word: &[u8]) -> Option<u64> {
    let (mut key, mut at) = (0u32, 0);
    for _ in 0..4 {
        match letter(word, at) {
            Some((folded, len)) => {
                key = key << 8 | u32::from(folded);
                at += len;
            }
            None if ends_plainly(word, at) => break,
            None => return None,
        }
    }
    Some(u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20)
}

/// Folds the word at `at` into `out` when all its letters are common ones; its folded length.
#[inline]
pub(super) fn plain_word(bytes: &[u8], mut at: usize, out: &mut [u8; LONG_WORD]) -> Option<usize> {
    for n in 0..LONG_WORD {
        let Some((folded, len)) = letter(bytes, at) else { return ends_plainly(bytes, at).then_some(n) };
        out[n] = folded;
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
        at += small_letters(bytes, at);
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

/// How many of the next eight bytes are small ASCII letters before the first that is none.
#[inline]
fn small_letters(bytes: &[u8], at: usize) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let Some(Ok(eight)) = bytes.get(at..at + 8).map(<[u8; 8]>::try_from) else { return 0 };
    let word = u64::from_le_bytes(eight);
    let low = word & !HIGH;
    let from_a = low + (0x80 - u64::from(b'a')) * EACH;
    let beyond_z = low + (0x7F - u64::from(b'z')) * EACH;
    let other = !(from_a & !beyond_z & !word) & HIGH;
    (other.trailing_zeros() / 8) as usize
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
