//! Places in a text.

use std::ops::Range;

/// A half-open range of byte offsets into a document's text, always on character boundaries.
///
/// Inside dixit offsets are bytes, because Rust's strings are; wherever they leave it (the base, JSON) they count
/// Unicode code points, see [`CodePoints`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just behind the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forward: {start}..{end}");
        Span { start, end }
    }

    /// The part of `text` that the span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The same span as a standard range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn hull(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span without the characters at its edges for which `edge` holds.
    pub fn trim(self, text: &str, edge: impl Fn(char) -> bool) -> Span {
        let inner = self.of(text);
        let head = inner.len() - inner.trim_start_matches(&edge).len();
        let body = inner[head..].trim_end_matches(&edge).len();
        Span::new(self.start + head, self.start + head + body)
    }
}

/// Translates byte offsets of one text into code points and back.
///
/// Keeps one number per 64 bytes, and none at all for an ASCII text.
pub struct CodePoints<'t> {
    text: &'t str,
    /// `marks[i]`: code points that begin before byte `i * STRIDE`; empty when the text is ASCII.
    marks: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    const STRIDE: usize = 64;

    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for block in text.as_bytes().chunks(Self::STRIDE) {
                marks.push(count);
                count += block.iter().filter(|&&b| begins_character(b)).count();
            }
        }
        CodePoints { text, marks }
    }

    /// How many code points stand before byte offset `byte`.
    pub fn from_byte(&self, byte: usize) -> usize {
        let Some(block) = byte.checked_div(Self::STRIDE).filter(|_| !self.marks.is_empty()) else { return byte };
        let block = block.min(self.marks.len() - 1);
        let rest = &self.text.as_bytes()[block * Self::STRIDE..byte];
        self.marks[block] + rest.iter().filter(|&&b| begins_character(b)).count()
    }

    /// The byte offset of code point `point`; the text's length when it has fewer.
    pub fn to_byte(&self, point: usize) -> usize {
        if self.marks.is_empty() {
            return point.min(self.text.len());
        }
        let block = self.marks.partition_point(|&m| m <= point) - 1;
        let start = block * Self::STRIDE;
        let mut left = point - self.marks[block];
        for (i, &b) in self.text.as_bytes()[start..].iter().enumerate() {
            if begins_character(b) {
                if left == 0 {
                    return start + i;
                }
                left -= 1;
            }
        }
        self.text.len()
    }

    /// A span's bounds in code points.
    pub fn of(&self, span: Span) -> (usize, usize) {
        (self.from_byte(span.start), self.from_byte(span.end))
    }

    /// The span between two code points.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.to_byte(start), self.to_byte(end))
    }
}

fn begins_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_agree_with_counting(text in "\\PC{0,400}") {
            let points = CodePoints::new(&text);
            for (n, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.from_byte(byte), n);
                prop_assert_eq!(points.to_byte(n), byte);
            }
            prop_assert_eq!(points.from_byte(text.len()), text.chars().count());
            prop_assert_eq!(points.to_byte(text.chars().count()), text.len());
        }
    }

    #[test]
    fn trim_keeps_character_boundaries() {
        let text = "« été »";
        assert_eq!(Span::new(0, text.len()).trim(text, |c| " «»".contains(c)).of(text), "été");
    }
}
