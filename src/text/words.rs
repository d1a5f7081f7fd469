//! Words, numbers and marks of a text.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

use super::masks::{BLOCK, Block};
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

/// For each length the number that has all bits of so many bytes set.
const FIRST: [u128; PACKED + 1] = {
    let (mut table, mut len) = ([0; PACKED + 1], 1);
    while len <= PACKED {
        table[len] = u128::MAX >> (8 * (PACKED - len));
        len += 1;
    }
    table
};

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether a space, a line break or nothing at all stands before it.
    pub spaced: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Where [`Tokens::small`] has it in lower case.
    lower: (u32, u32),
}

/// The tokens of a text.
#[derive(Default)]
pub struct Tokens {
    list: Vec<Token>,
    /// The text with its ASCII letters in lower case, which is all there is to most words, and many look at them; behind it what
    /// [`lower`] gives for words with other letters.
    small: String,
    /// Which tokens are marks.
    marks: Vec<u32>,
    /// For each block of the text how many tokens end before it.
    blocks: Vec<u32>,
}

/// Longest word, in bytes, that [`Tokens::packed`] packs.
const PACKED: usize = size_of::<u128>();

impl Tokens {
    /// Cuts `text` up, in one pass.
    pub fn new(text: &str) -> Self {
        let count = text.len() / 4;
        let mut small = String::with_capacity(text.len() + text.len() / 4 + PACKED);
        small.push_str(text);
        small.make_ascii_lowercase();
        let (list, marks) = (Vec::with_capacity(count), Vec::with_capacity(count / 4));
        let tokens = Tokens { list, small, marks, blocks: Vec::with_capacity(text.len() / BLOCK + 1) };
        let plain = text.as_bytes().chunks(BLOCK).map(|block| Block::first(block).word()).collect();
        let mut scanner = Scanner { text, plain, at: 0, tokens };
        scanner.run();
        let mut tokens = scanner.tokens;
        tokens.small.extend(['\0'; PACKED]); // so that as many bytes can be read from each word on
        tokens
    }

    /// The token at `i` as [`lower`] gives it; empty behind the last one.
    pub fn lower(&self, i: usize) -> &str {
        look();
        self.list.get(i).map_or("", |t| &self.small[t.lower.0 as usize..t.lower.1 as usize])
    }

    /// The same as a number, where it is short: what [`super::Dictionary`] compares.
    #[inline]
    pub(super) fn packed(&self, i: usize) -> Option<u128> {
        let (start, end) = self.list.get(i)?.lower;
        let len = (end - start) as usize;
        let bytes = self.small.as_bytes()[start as usize..].first_chunk().filter(|_| (1..=PACKED).contains(&len))?;
        Some(u128::from_le_bytes(*bytes) & FIRST[len])
    }

    /// Adds a word that is not all ASCII in lower case; where that stands.
    fn add_lower(&mut self, word: &str) -> (u32, u32) {
        let from = self.small.len();
        push_lower(word, &mut self.small);
        (from as u32, self.small.len() as u32)
    }

    /// The places of the marks among the tokens of `places`.
    pub fn marks(&self, places: &Range<usize>) -> impl Iterator<Item = usize> {
        look();
        let before = |at: usize| self.marks.partition_point(|&mark| (mark as usize) < at);
        self.marks[before(places.start)..before(places.end)].iter().map(|&mark| mark as usize)
    }

    /// The tokens that lie in `span`, as a range of places.
    pub fn within(&self, span: Span) -> Range<usize> {
        let mut first = self.at(span.start);
        first += usize::from(self.list.get(first).is_some_and(|t| t.span.start < span.start));
        first..self.at(span.end).max(first)
    }

    /// The place of the first token that ends after byte `at`.
    pub fn at(&self, at: usize) -> usize {
        let Some(&first) = self.blocks.get(at / BLOCK) else { return self.list.len() };
        let mut i = first as usize;
        while self.list.get(i).is_some_and(|t| t.span.end <= at) {
            i += 1;
        }
        i
    }
}

impl std::ops::Deref for Tokens {
    type Target = [Token];

    fn deref(&self) -> &[Token] {
        look();
        &self.list
    }
}

#[cfg(test)]
thread_local!(static LOOKS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) });

/// Counts a look at a token in tests, which see by that whether the work grows as it may.
#[inline(always)]
pub(crate) fn look() {
    #[cfg(test)]
    LOOKS.set(LOOKS.get() + 1);
}

/// How many looks at tokens this thread has taken.
#[cfg(test)]
pub(crate) fn looks() -> usize {
    LOOKS.get()
}

/// The lower-case form under which packs list words: composed, every apostrophe the plain one.
pub fn lower(word: &str) -> String {
    let mut made = String::with_capacity(word.len());
    push_lower(word, &mut made);
    made
}

/// Adds the lower-case form of `word` to `to`.
fn push_lower(word: &str, to: &mut String) {
    let start = to.len();
    for c in word.chars() {
        match c {
            '\0'..='\x7f' => to.push(c.to_ascii_lowercase()),
            '’' | '‘' | 'ʼ' | '′' => to.push('\''),
            'ß'..='ö' | 'ø'..='ÿ' => to.push(c),
            '\u{80}'..'\u{300}' => to.extend(c.to_lowercase()),
            // what combines stands behind U+0300
            _ => {
                to.truncate(start);
                return push_composed(word, to);
            }
        }
    }
}

/// The same for a word that may hold marks that combine.
fn push_composed(word: &str, to: &mut String) {
    let plain = |c: char| if is_apostrophe(c) || matches!(c, '‘' | '′') { '\'' } else { c };
    match is_nfc(word) {
        true => to.extend(word.chars().flat_map(char::to_lowercase).map(plain)),
        false => to.extend(word.nfc().flat_map(char::to_lowercase).map(plain)),
    }
}

/// What may stand before the apostrophe of an elision.
const ELIDED: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "dell", "dall", "nell",
    "sull", "all", "un",
];

struct Scanner<'t> {
    text: &'t str,
    /// For each block of the text which bytes are ASCII letters and digits.
    plain: Vec<u64>,
    at: usize,
    tokens: Tokens,
}

/// What each byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    Space,
    Letter,
    Mark,
    /// A digit, a control character, or what only its character tells.
    Other,
}

const BEGINS: [Begins; 256] = {
    let (mut table, mut n) = ([Begins::Other; 256], 0);
    while n < 128 {
        let c = n as u8;
        table[n] = match c {
            b' ' => Begins::Space,
            b'a'..=b'z' | b'A'..=b'Z' => Begins::Letter,
            _ if c.is_ascii_punctuation() => Begins::Mark,
            _ => Begins::Other,
        };
        n += 1;
    }
    table
};

impl Scanner<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut spaced = true;
        while let Some(&b) = bytes.get(self.at) {
            let start = self.at;
            match BEGINS[usize::from(b)] {
                Begins::Space => {
                    self.at += 1;
                    spaced = true;
                    continue;
                }
                Begins::Letter => {
                    self.at = self.plain_end(start);
                    let plain = self.ends_plainly(start);
                    if !plain {
                        self.word(start);
                    }
                    let ascii = plain || bytes[start..self.at].is_ascii();
                    self.push(start, (TokenKind::Word, ascii), (spaced, b.is_ascii_uppercase()));
                }
                Begins::Mark => {
                    self.at += 1;
                    self.push_mark(start, char::from(b), spaced);
                }
                Begins::Other => {
                    spaced = self.other(spaced);
                    continue;
                }
            }
            // without a branch, since most tokens have a space behind them, but not all
            spaced = bytes.get(self.at) == Some(&b' ');
            self.at += usize::from(spaced);
        }
    }

    /// Behind the ASCII letters and digits at `at`.
    #[inline]
    fn plain_end(&self, mut at: usize) -> usize {
        while let Some(plain) = self.plain.get(at / BLOCK) {
            let run = (!(plain >> (at % BLOCK))).trailing_zeros() as usize;
            at += run;
            if run == 0 || !at.is_multiple_of(BLOCK) {
                break;
            }
        }
        at
    }

    /// Whether the ASCII letters from `start` on are a word, whatever follows.
    #[inline]
    fn ends_plainly(&self, start: usize) -> bool {
        match self.text.as_bytes().get(self.at) {
            Some(b'.') => self.at - start > 1, // else an initial
            Some(b'\'') => false,
            next => next.is_none_or(u8::is_ascii),
        }
    }

    /// Takes what begins with any other character; whether a space stands behind it.
    fn other(&mut self, spaced: bool) -> bool {
        let start = self.at;
        let Some(c) = self.peek() else { return spaced };
        if c.is_whitespace() || is_invisible(c) {
            self.at += c.len_utf8();
            return spaced || c.is_whitespace();
        }
        let kind = if is_mark(c) || !c.is_alphanumeric() {
            self.at += c.len_utf8();
            self.push_mark(start, c, spaced);
            return false;
        } else if c.is_numeric() {
            self.number()
        } else {
            self.word(start);
            TokenKind::Word
        };
        let ascii = self.text.as_bytes()[start..self.at].is_ascii();
        self.push(start, (kind, ascii), (spaced, c.is_uppercase()));
        false
    }

    #[inline(always)]
    fn push(&mut self, start: usize, (kind, ascii): (TokenKind, bool), (spaced, capital): (bool, bool)) {
        let span = Span::new(start, self.at);
        let lower = if ascii { (start as u32, self.at as u32) } else { self.tokens.add_lower(span.of(self.text)) };
        let Tokens { list, blocks, .. } = &mut self.tokens;
        while blocks.len() * BLOCK < span.end {
            blocks.push(list.len() as u32);
        }
        list.push(Token { span, kind, spaced, capital, lower });
    }

    /// The same for a mark.
    #[inline]
    fn push_mark(&mut self, start: usize, mark: char, spaced: bool) {
        self.tokens.marks.push(self.tokens.list.len() as u32);
        self.push(start, (TokenKind::Mark(mark), mark.is_ascii()), (spaced, false));
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

    /// Takes the rest of the word that began at `start`.
    fn word(&mut self, start: usize) {
        loop {
            self.letters();
            match self.peek() {
                Some('.') if self.is_initial(start) => self.at += 1,
                Some(c) if is_apostrophe(c) => return self.apostrophe(start, c),
                _ => return,
            }
        }
    }

    fn letters(&mut self) {
        let bytes = self.text.as_bytes();
        loop {
            self.at = self.plain_end(self.at);
            if bytes.get(self.at).is_none_or(u8::is_ascii) {
                return;
            }
            match self.peek().filter(|&c| goes_on(c)) {
                Some(c) => self.at += c.len_utf8(),
                None => return,
            }
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

    /// Takes the apostrophe at hand into the word where it belongs to it, with what stands behind it if it is one word.
    fn apostrophe(&mut self, start: usize, apostrophe: char) {
        let word = &self.text[start..self.at];
        let after = self.text[self.at + apostrophe.len_utf8()..].chars().next();
        if !after.is_some_and(char::is_alphabetic) {
            return;
        }
        if ELIDED.iter().any(|elided| elided.eq_ignore_ascii_case(word)) {
            self.at += apostrophe.len_utf8();
            return;
        }
        let rest = &self.text[self.at + apostrophe.len_utf8()..];
        let tail = rest.find(|c: char| !c.is_alphanumeric()).map_or(rest, |end| &rest[..end]);
        if !tail.eq_ignore_ascii_case("s") {
            // don't, aujourd'hui, O'Brien: one word
            self.at += apostrophe.len_utf8();
            self.letters();
        }
    }
}

/// Whether a character beyond ASCII goes on with the word before it.
fn goes_on(c: char) -> bool {
    let latin = matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ');
    latin || !is_mark(c) && (c.is_alphanumeric() || is_combining_mark(c)) || c == '\u{AD}'
}

/// Whether a character is a mark that is looked at often: the tables of Unicode need longer to say so.
fn is_mark(c: char) -> bool {
    matches!(c, '«' | '»' | '\u{2010}'..='\u{2027}')
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
    fn places_are_found_from_every_byte() {
        let text =
            "Un mot, deux « été »   d'ici, et un-mot-qui-est-bien-plus-long-que-les-autres-mots-de-cette-phrase. "
                .repeat(3);
        let tokens = Tokens::new(&text);
        for at in (0..text.len() + 2).filter(|&at| text.is_char_boundary(at) || at > text.len()) {
            assert_eq!(tokens.at(at), tokens.partition_point(|t| t.span.end <= at), "{at}");
            let within = tokens.within(Span::new(at, at + 30));
            assert_eq!(within.start, tokens.partition_point(|t| t.span.start < at), "{at}");
        }
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
