//! Slips: one or two letters inserted, dropped, swapped or replaced, and marks and brackets that went astray.

use dixit::span::Span;

use super::place::{Class, Place};
use crate::crowd::Random;

/// A line with a mistake in it.
pub struct Mistake {
    pub class: Class,
    pub line: String,
    /// Where the mistake is, in the line with it.
    pub span: Span,
    /// What stands there.
    pub text: String,
}

/// Words shorter than this get one slip; two would leave nothing of them.
const TWO_SLIPS: usize = 5;

/// `line` with a mistake at `place`.
pub fn make(random: &mut Random, line: &str, place: &Place) -> Mistake {
    let old = place.span.of(line);
    let text = match place.class {
        Class::Mark => marks(random, old),
        Class::Bracket => brackets(random, old),
        Class::Mix => old[1..old.len() - 1].to_owned(),
        _ => letters(random, old),
    };
    let made = format!("{}{text}{}", &line[..place.span.start], &line[place.span.end..]);
    let span = Span::new(place.span.start, place.span.start + text.len());
    Mistake { class: place.class, line: made, span, text }
}

fn letters(random: &mut Random, word: &str) -> String {
    let slips = if word.chars().count() >= TWO_SLIPS { 1 + random.below(2) } else { 1 };
    let mut made = word.to_owned();
    while made == word {
        made = (0..slips).fold(word.to_owned(), |word, _| slip(random, &word));
    }
    made
}

fn slip(random: &mut Random, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let fits: Vec<usize> = (0..letters.len()).filter(|&at| letters[at].is_alphanumeric()).collect();
    if fits.is_empty() {
        return word.to_owned();
    }
    let at = *random.pick(&fits);
    let other = other(random, letters[at]);
    match random.below(4) {
        0 => letters.insert(at + random.below(2), other),
        1 if fits.len() > 1 => drop(letters.remove(at)),
        2 if at + 1 < letters.len() && letters[at + 1].is_alphanumeric() => letters.swap(at, at + 1),
        _ => letters[at] = other,
    }
    letters.into_iter().collect()
}

/// Another sign of the same sort.
fn other(random: &mut Random, old: char) -> char {
    let letter = char::from(b'a' + random.below(26) as u8);
    match old {
        '0'..='9' => char::from(b'0' + random.below(10) as u8),
        _ if old.is_uppercase() => letter.to_ascii_uppercase(),
        _ => letter,
    }
}

/// A mark gone, doubled or of another kind, at either end.
fn marks(random: &mut Random, old: &str) -> String {
    let chars: Vec<char> = old.chars().collect();
    let inside: String = chars[1..chars.len() - 1].iter().collect();
    let (open, close) = (chars[0], chars[chars.len() - 1]);
    match random.below(6) {
        0 => format!("{inside}{close}"),
        1 => format!("{open}{inside}"),
        2 => format!("{open}{open}{inside}{close}"),
        3 => format!("{open}{inside}{close}{close}"),
        4 => format!("'{inside}{close}"),
        _ => format!("{open}{inside}'"),
    }
}

fn brackets(random: &mut Random, old: &str) -> String {
    let inside = &old[1..old.len() - 1];
    match random.below(6) {
        0 => format!("{inside})"),
        1 => format!("({inside}"),
        2 => format!("(({inside})"),
        3 => format!("({inside}))"),
        4 => format!("[{inside})"),
        _ => format!("({inside}]"),
    }
}
