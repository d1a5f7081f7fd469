//! Reading a text unit by unit from one place on, folding on the fly.

use super::units::in_word;
use crate::text::{fold_char, is_dropped_mark, line_join};

/// One unit read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Whether a space stood before it.
    pub spaced: bool,
    /// Where it ends in the text, marks behind its last letter included; none when it ends inside a character of the
    /// text, as the first point of `…` does.
    pub end: Option<usize>,
}

/// A place in a text and what has been folded since the beginning.
#[derive(Default)]
pub(super) struct Walk {
    at: usize,
    folded: Vec<u8>,
    unit: usize,
    /// Folded characters of the character read last that no unit has taken yet.
    ahead: Vec<char>,
    /// Whether a hyphen at the end of a line joins the two halves of a word in place of standing for a space.
    joins_lines: bool,
    /// Whether it has come over such a hyphen.
    broke_line: bool,
}

impl Walk {
    /// Goes to byte `at`.
    pub fn begin(&mut self, at: usize, joins_lines: bool) {
        self.at = at;
        self.folded.clear();
        self.ahead.clear();
        self.unit = 0;
        self.joins_lines = joins_lines;
        self.broke_line = false;
    }

    /// Whether a hyphen at the end of a line was read since the beginning.
    pub fn broke_line(&self) -> bool {
        self.broke_line
    }

    /// All that was folded since the beginning.
    pub fn folded(&self) -> &[u8] {
        &self.folded
    }

    /// The unit read last, folded.
    pub fn unit(&self) -> &[u8] {
        &self.folded[self.unit..]
    }

    /// Reads one unit; none at the end of the text.
    pub fn step(&mut self, text: &str) -> Option<Step> {
        let spaced = self.space(text)?;
        if spaced {
            self.folded.push(b' ');
        }
        self.unit = self.folded.len();
        if self.ahead.first().is_some_and(|&c| !in_word(c)) {
            let c = self.ahead.remove(0);
            self.push(c);
            return Some(Step { spaced, end: self.ahead.is_empty().then(|| marks_end(text, self.at)) });
        }
        let end = self.word(text);
        Some(Step { spaced, end })
    }

    /// Goes to the next character that counts, over spaces, and looks at it; whether there was a space.
    fn space(&mut self, text: &str) -> Option<bool> {
        let mut spaced = false;
        while self.ahead.is_empty() {
            let b = *text.as_bytes().get(self.at)?;
            if b.is_ascii_alphanumeric() {
                break;
            }
            if let Some(next) = self.line_end(text) {
                self.at = next;
                continue;
            }
            spaced |= self.look(text);
        }
        Some(spaced)
    }

    /// Reads one character into `ahead`; whether it is a space.
    fn look(&mut self, text: &str) -> bool {
        let Some(c) = text[self.at..].chars().next() else { return false };
        self.at += c.len_utf8();
        let ahead = &mut self.ahead;
        fold_char(c, &mut |f| ahead.push(f))
    }

    /// Takes letters as long as the word goes on; where it ends in the text.
    fn word(&mut self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut end = Some(self.at);
        loop {
            let taken = self.ahead.iter().take_while(|c| in_word(**c)).count();
            for n in 0..taken {
                self.push(self.ahead[n]);
            }
            self.ahead.drain(..taken);
            if !self.ahead.is_empty() {
                return if taken > 0 { None } else { end };
            }
            if taken > 0 {
                end = Some(marks_end(text, self.at));
            }
            while let Some(b) = bytes.get(self.at).filter(|b| b.is_ascii_alphanumeric()) {
                self.folded.push(b.to_ascii_lowercase());
                self.at += 1;
                end = Some(self.at);
            }
            match bytes.get(self.at) {
                Some(b) if !b.is_ascii() => {}
                Some(b'-') => match self.line_end(text) {
                    Some(next) => {
                        self.at = next;
                        continue;
                    }
                    None => return end,
                },
                _ => return end,
            }
            let before = self.at;
            let space = self.look(text);
            if space || self.ahead.first().is_some_and(|&c| !in_word(c)) {
                self.at = before;
                self.ahead.clear();
                return end;
            }
            if self.ahead.is_empty() {
                // a mark or something invisible: the word may go on behind it
                end = end.map(|e| if e == before { marks_end(text, before) } else { e });
            }
        }
    }

    /// Behind the hyphen and line break at hand, when they join.
    fn line_end(&mut self, text: &str) -> Option<usize> {
        let next = line_join(text, self.at)?;
        self.broke_line = true;
        self.joins_lines.then_some(next)
    }

    fn push(&mut self, c: char) {
        self.folded.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// The end of the marks that stand at byte `at`.
fn marks_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    if bytes.get(at).is_none_or(u8::is_ascii) {
        return at;
    }
    at + text[at..].chars().take_while(|&c| is_dropped_mark(c)).map(char::len_utf8).sum::<usize>()
}
