//! Skeletons of words: what most spellings of one name share.

use super::phones::Phone;

/// The consonants of a word by class, with a mark for a vowel at its beginning: what most of its spellings share. Several where letters stand
/// for one thing or another: `j` for a vowel or a hiss, `h` for nothing or a rough sound.
pub(super) fn skeletons(phones: &[Phone]) -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = vec![Vec::with_capacity(phones.len())];
    for (i, &phone) in phones.iter().enumerate() {
        let options = classes(phone, phones.get(i + 1).copied(), i == 0);
        let before = all.len();
        for n in 0..before {
            for &other in options[1..].iter().take(usize::from(all.len() < VARIANTS) * options.len()) {
                let mut variant = all[n].clone();
                grow(&mut variant, other, i == 0);
                all.push(variant);
            }
            grow(&mut all[n], options[0], i == 0);
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Most variants of one skeleton.
const VARIANTS: usize = 6;

fn grow(skeleton: &mut Vec<u8>, class: u8, first: bool) {
    match class {
        0 if first => skeleton.push(b'a'),
        0 => {}
        _ if skeleton.last() == Some(&class) => {}
        _ => skeleton.push(class),
    }
}

/// The classes that a phone may belong to, the usual one first; 0 is none.
fn classes(phone: Phone, next: Option<Phone>, first: bool) -> &'static [u8] {
    match phone {
        b'b' | b'p' => b"p",
        b'f' | b'v' => b"f",
        b'w' => b"f\0",
        b't' | b'd' => b"t",
        b'g' if matches!(next, Some(b'e' | b'i')) => b"ks\0",
        b'g' if first => b"k\0",
        b'k' | b'g' | b'X' => b"k",
        b'x' => b"k\0",
        b'h' if first => b"\0k",
        b'C' => b"sk",
        b's' if next.is_none() => b"s\0",
        b's' | b'z' | b'S' | b'Z' | b'J' | b'c' => b"s",
        b'j' => b"s\0",
        b'm' => b"m",
        b'n' | b'N' => b"n",
        b'l' => b"l",
        b'r' => b"r",
        _ => b"\0",
    }
}
