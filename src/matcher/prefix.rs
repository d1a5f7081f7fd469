//! Short words that Arabic and Hebrew write together with the word behind them: *and*, *in*, *to*, *the*.

use std::sync::LazyLock;

use super::{kinds::Kinds, units::in_word};
use crate::text::fold_char;

/// A prefix takes at most one from each list, in this order. Whatever is left of a prefix when letters are cut off in front of it
/// is a prefix too.
const ARABIC: &[&[&str]] = &[&["و", "ف"], &["ب", "ل", "ك", "ال", "بال", "كال", "لل"]];
const HEBREW: &[&[&str]] = &[&["ו"], &["ש", "כש"], &["ב", "כ", "ל", "מ"], &["ה"]];

/// The beginnings of prefixes, letter by letter.
struct Beginning {
    is_prefix: bool,
    /// The letters with which it goes on, and where.
    longer: Vec<(char, usize)>,
}

/// All beginnings; the first is that of every prefix.
static BEGINNINGS: LazyLock<Vec<Beginning>> = LazyLock::new(|| {
    let mut all = vec![Beginning { is_prefix: false, longer: Vec::new() }];
    for prefix in [ARABIC, HEBREW].iter().flat_map(|lists| combined(lists)).filter(|p| !p.is_empty()) {
        let mut at = 0;
        for letter in prefix.chars() {
            at = all[at].after(letter).unwrap_or_else(|| {
                let next = all.len();
                all[at].longer.push((letter, next));
                all.push(Beginning { is_prefix: false, longer: Vec::new() });
                next
            });
        }
        all[at].is_prefix = true;
    }
    all
});

impl Beginning {
    fn after(&self, letter: char) -> Option<usize> {
        self.longer.iter().find(|(l, _)| *l == letter).map(|&(_, next)| next)
    }
}

fn combined(lists: &[&[&str]]) -> Vec<String> {
    lists.iter().fold(vec![String::new()], |made, list| {
        let longer = made.iter().flat_map(|m| list.iter().map(move |part| format!("{m}{part}")));
        longer.collect::<Vec<_>>().into_iter().chain(made).collect()
    })
}

/// What may stand before a folded word, written together with it; nothing of it is in the word itself.
pub fn prefixes(word: &str) -> Vec<String> {
    let lists: &[&[&str]] = match word.chars().next().and_then(Script::of) {
        Some(Script::Arabic) => ARABIC,
        Some(Script::Hebrew) => HEBREW,
        None => return Vec::new(),
    };
    combined(lists).into_iter().filter(|prefix| !prefix.is_empty()).collect()
}

/// The letters of a word, folded, from its beginning on.
#[derive(Clone, Copy)]
struct Head {
    script: Option<Script>,
    /// Which beginning of prefixes they are; none once they are none.
    at: Option<usize>,
}

impl Head {
    const EMPTY: Head = Head { script: None, at: Some(0) };

    fn with(self, letter: char) -> Head {
        let script = if self.at == Some(0) { Script::of(letter) } else { self.script };
        Head { script, at: self.at.and_then(|at| BEGINNINGS[at].after(letter)) }
    }

    /// Whether they are a prefix of the word, which goes on with `letter`.
    fn is_prefix_of(self, letter: char) -> bool {
        self.at.is_some_and(|at| BEGINNINGS[at].is_prefix) && self.script == Script::of(letter)
    }
}

/// The scripts that write such prefixes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Hebrew,
}

impl Script {
    fn of(c: char) -> Option<Script> {
        match c {
            '\u{5D0}'..='\u{5EA}' => Some(Script::Hebrew),
            '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' => Some(Script::Arabic),
            _ => None,
        }
    }
}

/// Whether a character outside ASCII whose first byte is `lead` may be of these scripts, presentation forms apart.
#[inline]
pub(super) fn may_lead(lead: u8) -> bool {
    matches!(lead, 0xD7..=0xDB)
}

/// Whether words that begin with this folded letter may begin with a prefix.
pub(super) fn is_known_to(letter: char) -> bool {
    Script::of(letter).is_some()
}

/// Whether a prefix stands before byte `at` of a folded text, and the word goes on behind it.
pub(super) fn stands_before(folded: &str, at: usize) -> bool {
    let Some(next) = folded[at..].chars().next().filter(|&c| is_known_to(c)) else { return false };
    let head = folded[..at].char_indices().rev().take_while(|&(_, c)| in_word(c)).last().map_or(at, |(n, _)| n);
    folded[head..at].chars().fold(Head::EMPTY, Head::with).is_prefix_of(next)
}

/// The places in the word at `at` of a text, not folded, before which a prefix stands.
pub(super) fn places_behind(text: &str, at: usize) -> impl Iterator<Item = usize> {
    let kinds = Kinds::get();
    let mut head = Head::EMPTY;
    let mut chars = text[at..].char_indices();
    std::iter::from_fn(move || {
        while head.at.is_some() {
            let (n, c) = chars.next()?;
            let (before, mut first) = (head, None);
            let mut add = |letter: char| {
                first = first.or(Some(letter));
                head = head.with(letter);
            };
            let space = match kinds.letter(c) {
                Some(letter) => {
                    add(letter);
                    false
                }
                None => fold_char(c, &mut add),
            };
            match first {
                None if space => return None,
                Some(first) if before.is_prefix_of(first) => return Some(at + n),
                _ => {} // a mark, or the word goes on
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_prefix_is_one() {
        for prefix in [ARABIC, HEBREW].iter().flat_map(|lists| combined(lists)) {
            for (n, _) in prefix.char_indices().skip(1) {
                let head = prefix[n..].chars().fold(Head::EMPTY, Head::with);
                assert!(head.at.is_some_and(|at| BEGINNINGS[at].is_prefix), "{prefix}");
            }
        }
    }
}
