//! Folding: what is left of a spelling when case, accents, ligatures, apostrophes, hyphens and spaces do not count.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::span::Span;

/// A folded text with the way back to the source.
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, the source offset of the character it came from, then one more: the source's length.
    origins: Vec<u32>,
}

impl Folded {
    /// Folds `source`.
    pub fn new(source: &str) -> Self {
        let mut folded =
            Folded { text: String::with_capacity(source.len()), origins: Vec::with_capacity(source.len() + 1) };
        for (at, c) in source.char_indices() {
            push(&mut folded.text, c);
            folded.origins.resize(folded.text.len(), at as u32);
        }
        folded.origins.push(source.len() as u32);
        folded
    }

    /// The source span that the folded bytes `start..end` came from, dropped marks behind the last character included.
    pub fn source(&self, source: &str, start: usize, end: usize) -> Span {
        let last = self.origins[end - 1] as usize;
        let mut stop = last + source[last..].chars().next().map_or(0, char::len_utf8);
        for c in source[stop..].chars().take_while(|&c| is_combining_mark(c)) {
            stop += c.len_utf8();
        }
        Span::new(self.origins[start] as usize, stop)
    }
}

/// The folded form of `source`: lower case, no diacritics, `œ` as `oe`, one apostrophe, hyphens and runs of spaces as one space,
/// soft hyphens and invisible characters gone, no space at either end.
///
/// `États unis`, `Etats-Unis` and `ÉTATS-UNIS` all become `etats unis`.
pub fn fold(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for c in source.chars() {
        push(&mut text, c);
    }
    text.truncate(text.trim_end().len());
    text
}

/// Appends what `c` folds to. Spaces at the very beginning and behind another space are left out.
fn push(out: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        '\u{B4}' => out.push('\''), // would decompose into a space and an accent
        _ if c.is_ascii() => base(out, c),
        _ => c.to_lowercase().for_each(|l| decompose_compatible(l, |d| base(out, d))),
    }
}

/// Appends one fully decomposed character, unless it does not count.
fn base(out: &mut String, d: char) {
    match d {
        '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2212}' => space(out),
        '\'' | '’' | '‘' | 'ʼ' | '′' | '`' | 'ʹ' => out.push('\''),
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{0640}' => {}
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'ø' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'ł' => out.push('l'),
        'ı' => out.push('i'),
        'þ' => out.push_str("th"),
        _ if d.is_whitespace() => space(out),
        _ if is_combining_mark(d) => {}
        _ => out.extend(d.to_lowercase().filter(|&l| !is_combining_mark(l))),
    }
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_that_are_one() {
        for (a, b) in [
            ("États unis", "ETATS-UNIS"),
            ("Etats\u{2011}Unis", "états\u{A0}unis"),
            ("Cœur", "COEUR"),
            ("Straße", "STRASSE"),
            ("İstanbul", "istanbul"),
            ("Zele\u{AD}nsky", "zelensky"),
            ("L’Équipe", "l'equipe"),
            ("Koure\u{301}", "kouré"),
            ("Kim Jong\u{202F}Un", "kim jong-un"),
            ("Łódź", "lodz"),
            ("Фёдор", "ФЕДОР"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} / {b}");
        }
    }

    proptest! {
        #[test]
        fn folding_is_idempotent_and_leads_back(text in "\\PC{0,80}") {
            let once = fold(&text);
            prop_assert_eq!(&fold(&once), &once);
            let folded = Folded::new(&text);
            for (i, c) in folded.text.char_indices() {
                let span = folded.source(&text, i, i + c.len_utf8());
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            }
        }
    }
}
