//! A sentence, broken into lines, with rows of signs under each.

use unicode_width::UnicodeWidthStr as _;

use super::super::screen;
use crate::{output::clean_line, span::Span};

/// How wide lines are where there is no terminal.
const WIDTH: usize = 100;

/// Places of one sort, underlined alike, with what there is to say of them.
pub(super) struct Row {
    pub sign: char,
    pub colour: &'static str,
    pub spans: Vec<Span>,
    pub label: String,
}

impl Row {
    /// One without a colour.
    pub fn plain(sign: char, spans: Vec<Span>, label: &str) -> Self {
        Row { sign, colour: "\x1b[2m", spans, label: label.to_owned() }
    }
}

/// The sentence with its rows; what is said of a row stands behind its last sign. The text is harmless to a terminal.
pub(super) fn underlined(text: &str, sentence: Span, rows: &[Row]) -> String {
    let mut lines = String::new();
    for line in broken(text, sentence, screen::layout(false).width.unwrap_or(WIDTH)) {
        lines += &format!("\x1b[1m{}\x1b[0m\n", line.of(text).trim_end());
        for row in rows {
            lines += &under(text, line, row);
        }
    }
    lines
}

/// The signs of one row under one line; nothing where it has none there.
fn under(text: &str, line: Span, row: &Row) -> String {
    let here: Vec<Span> = row.spans.iter().copied().filter(|span| span.overlaps(line)).collect();
    let Some(last) = here.last() else { return String::new() };
    let mut signs = String::new();
    for (at, c) in line.of(text).trim_end().char_indices() {
        let at = line.start + at;
        let under = here.iter().any(|span| span.start <= at && at < span.end);
        let sign = if under { row.sign } else { ' ' };
        signs.extend(std::iter::repeat_n(sign, c.encode_utf8(&mut [0; 4]).width()));
    }
    let ends = last.end <= line.end && row.spans.iter().all(|span| span.end <= line.end || span.start >= line.end);
    let label = if ends { format!(" {}", row.label) } else { String::new() };
    format!("{}{}{}\x1b[0m\n", row.colour, signs.trim_end(), label_of(&label))
}

/// A label may hold colours of its own, and nothing else that a terminal obeys.
fn label_of(label: &str) -> String {
    label.split('\x1b').map(clean_line).collect::<Vec<_>>().join("\x1b")
}

/// The lines of a sentence, none wider than `width` where its words allow that.
fn broken(text: &str, sentence: Span, width: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut line = Span::new(sentence.start, sentence.start);
    for word in sentence.of(text).split_inclusive(' ') {
        if !line.is_empty() && (line.of(text).width() + word.trim_end().width()) > width {
            lines.push(line);
            line = Span::new(line.end, line.end);
        }
        line.end += word.len();
    }
    lines.push(line);
    lines
}
