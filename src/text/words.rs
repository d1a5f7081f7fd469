//! Words, numbers and marks of a text.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

use super::fold::plain_run;
use crate::span::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with the apostrophe of an elision (`l’`) or of a genitive (`’s`), or initials with their points (`U.S.`).
    Word,
    /// Digits, with the points and commas between them.
    Number,
    /// One character that is neither letter, digit nor space.
    Mark(char),
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether a space, a line break or nothing at all stands before it.
    pub spaced: bool,
}

/// The tokens of a text.
#[derive(Default)]
pub struct Tokens {
    list: Vec<Token>,
    /// The text with its ASCII letters in lower case: that is all there is to most words, and many look at them.
    small: String,
    /// The words with other letters, in order: which, and what [`lower`] gives.
    others: Vec<(u32, String)>,
}

impl Tokens {
    /// Cuts `text` up, in one pass.
    pub fn new(text: &str) -> Self {
        let mut scanner = Scanner { text, at: 0, list: Vec::with_capacity(text.len() / 5), others: Vec::new() };
        scanner.run();
        Tokens { list: scanner.list, small: text.to_ascii_lowercase(), others: scanner.others }
    }

    /// The token at `i` as [`lower`] gives it; empty behind the last one.
    pub fn lower(&self, i: usize) -> &str {
        let Some(token) = self.list.get(i) else { return "" };
        let word = token.span.of(&self.small);
        match word.is_ascii() {
            true => word,
            false => self.others.binary_search_by_key(&(i as u32), |(n, _)| *n).map_or("", |n| &self.others[n].1),
        }
    }

    /// The tokens that lie in `span`, as a range of places.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.list.partition_point(|t| t.span.start < span.start);
        let last = self.list.partition_point(|t| t.span.end <= span.end);
        first..last.max(first)
    }

    /// The place of the first token that ends after byte `at`.
    pub fn at(&self, at: usize) -> usize {
        self.list.partition_point(|t| t.span.end <= at)
    }
}

impl std::ops::Deref for Tokens {
    type Target = [Token];

    fn deref(&self) -> &[Token] {
        &self.list
    }
}

/// The lower-case form under which packs list words: composed, every apostrophe the plain one.
pub fn lower(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let plain = |c: char| if matches!(c, '’' | '‘' | 'ʼ' | '′') { '\'' } else { c };
    // what combines stands behind U+0300, apart from the apostrophes and dashes nearly all of which do not
    if word.chars().all(|c| c < '\u{300}' || plain(c) == '\'') || is_nfc(word) {
        word.chars().flat_map(char::to_lowercase).map(plain).collect()
    } else {
        word.nfc().flat_map(char::to_lowercase).map(plain).collect()
    }
}

/// What may stand before the apostrophe of an elision.
const ELIDED: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "dell", "dall", "nell",
    "sull", "all", "un",
];

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    list: Vec<Token>,
    others: Vec<(u32, String)>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let mut spaced = true;
        while let Some(&b) = self.text.as_bytes().get(self.at) {
            let start = self.at;
            if b == b' ' {
                spaced = true;
                self.at += 1;
            } else if b.is_ascii_alphabetic() {
                let kind = self.word();
                self.push(Token { span: Span::new(start, self.at), kind, spaced });
                spaced = false;
            } else {
                spaced = self.other(spaced);
            }
        }
    }

    /// Takes what no ASCII letter begins; whether a space stands behind it.
    fn other(&mut self, mut spaced: bool) -> bool {
        let start = self.at;
        if let Some(c) = self.peek() {
            if c.is_whitespace() || is_invisible(c) {
                spaced |= c.is_whitespace();
                self.at += c.len_utf8();
                return spaced;
            }
            let kind = if c.is_numeric() {
                self.number()
            } else if c.is_alphabetic() {
                self.word()
            } else {
                self.at += c.len_utf8();
                TokenKind::Mark(c)
            };
            self.push(Token { span: Span::new(start, self.at), kind, spaced });
            spaced = false;
        }
        spaced
    }

    #[inline]
    fn push(&mut self, token: Token) {
        let word = token.span.of(self.text);
        if !word.is_ascii() {
            self.others.push((self.list.len() as u32, lower(word)));
        }
        self.list.push(token);
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn second(&self) -> Option<char> {
        self.text[self.at..].chars().nth(1)
    }

    fn number(&mut self) -> TokenKind {
        while let Some(c) = self.peek() {
            let joins = matches!(c, '.' | ',') && self.second().is_some_and(char::is_numeric);
            if !c.is_alphanumeric() && !joins {
                break;
            }
            self.at += c.len_utf8();
        }
        TokenKind::Number
    }

    fn word(&mut self) -> TokenKind {
        let start = self.at;
        loop {
            self.letters();
            if self.text.as_bytes().get(self.at).is_none_or(|b| b.is_ascii() && !matches!(b, b'.' | b'\'')) {
                return TokenKind::Word;
            }
            match self.peek() {
                Some('.') if self.is_initial(start) => self.at += 1,
                Some(c) if is_apostrophe(c) && self.apostrophe_belongs(start, c) => return TokenKind::Word,
                _ => return TokenKind::Word,
            }
        }
    }

    fn letters(&mut self) {
        self.at += plain_run(&self.text[self.at..]);
        if self.text.as_bytes().get(self.at).is_none_or(u8::is_ascii) {
            return;
        }
        while let Some(c) = self.peek().filter(|&c| c.is_alphanumeric() || is_combining_mark(c) || c == '\u{AD}') {
            self.at += c.len_utf8();
        }
    }

    /// `U.S.`: single capitals, each with its point; the point of `U.` at the end of a sentence is not one.
    fn is_initial(&self, start: usize) -> bool {
        let word = &self.text[start..self.at];
        let last = word.rsplit('.').next().unwrap_or(word);
        let mut letters = last.chars();
        let single = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase());
        let next = self.text[self.at + 1..].chars().next();
        single && (word.contains('.') || next.is_some_and(char::is_uppercase))
    }

    /// Takes the apostrophe at hand into the word where it belongs to it; true when the word ends here.
    fn apostrophe_belongs(&mut self, start: usize, apostrophe: char) -> bool {
        let word = &self.text[start..self.at];
        let after = self.text[self.at + apostrophe.len_utf8()..].chars().next();
        if !after.is_some_and(char::is_alphabetic) {
            return true;
        }
        if ELIDED.iter().any(|elided| elided.eq_ignore_ascii_case(word)) {
            self.at += apostrophe.len_utf8();
            return true;
        }
        let rest = &self.text[self.at + apostrophe.len_utf8()..];
        let tail = rest.find(|c: char| !c.is_alphanumeric()).map_or(rest, |end| &rest[..end]);
        if !tail.eq_ignore_ascii_case("s") {
            // don't, aujourd'hui, O'Brien: one word
            self.at += apostrophe.len_utf8();
            self.letters();
        }
        true
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let tokens = Tokens::new(text);
        tokens.iter().map(|t| t.span.of(text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn cuts() {
        for (text, expected) in [
            ("L’Ukraine, dit-il.", "L’|Ukraine|,|dit|-|il|."),
            ("Putin's U.S. visit", "Putin|'|s|U.S.|visit"),
            ("aujourd'hui 10,5 % d'O'Brien", "aujourd'hui|10,5|%|d'|O'Brien"),
            ("« Oui »", "«|Oui|»"),
            ("don't say 'no'", "don't|say|'|no|'"),
            ("J.-C. va", "J|.|-|C|.|va"),
            ("10\u{A0}000 soldats", "10|000|soldats"),
            ("Plan B. Il part", "Plan|B|.|Il|part"),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }
}
