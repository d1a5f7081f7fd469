//! Text from anywhere, made harmless for a terminal.

use std::borrow::Cow;

/// `text` without anything a terminal would obey or that would show it other than it is: control characters become
/// visible (`␛` for escape), bidirectional marks and invisible characters go. Line breaks stay, tabs become spaces.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c == '\n' || harmless(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").chars().filter_map(shown).collect())
}

/// [`clean`], on one line.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    match clean(text) {
        clean if clean.contains('\n') => Cow::Owned(clean.split_whitespace().collect::<Vec<_>>().join(" ")),
        clean => clean,
    }
}

/// Whether `c` may stand in output as it is.
pub(super) fn harmless(c: char) -> bool {
    !c.is_control() && !hidden(c) && !matches!(c, '\u{2028}' | '\u{2029}')
}

fn shown(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32),
        '\u{7F}' => Some('␡'),
        _ if c.is_control() => Some('\u{FFFD}'),
        _ if hidden(c) => None,
        _ => Some(c),
    }
}

/// Marks that turn the direction of writing, and characters that nobody sees. The joiners stay: Persian and emoji need
/// them.
fn hidden(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        for (text, expected) in [
            ("plain « été »\nzwei", "plain « été »\nzwei"),
            ("\u{1b}[31mred\u{1b}[0m", "␛[31mred␛[0m"),
            ("\u{1b}]8;;http://x\u{7}link", "␛]8;;http://x␇link"),
            ("a\u{9b}31mb", "a\u{FFFD}31mb"),
            ("evil\u{202E}cod.exe\u{2066}", "evilcod.exe"),
            ("a\tb\r\nc\rd\u{2028}e", "a b\nc␍d\ne"),
            ("\0\u{7f}\u{FEFF}x\u{AD}y", "␀␡xy"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
        ] {
            assert_eq!(clean(text), expected);
            assert_eq!(clean(&clean(text)), clean(text));
        }
        assert_eq!(clean_line("a\nb\n\n c"), "a b c");
    }

    #[test]
    fn every_character_left_is_harmless() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            assert!(clean(&c.to_string()).chars().all(|c| c == '\n' || harmless(c)), "{c:?}");
        }
    }
}
