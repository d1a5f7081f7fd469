//! Text in lines of a given width.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Width of the widest line, in terminal cells.
pub(super) fn natural(text: &str) -> usize {
    text.lines().map(|line| line.width()).max().unwrap_or(0)
}

/// Width of the widest word.
pub(super) fn longest_word(text: &str) -> usize {
    text.split([' ', '\n']).map(|word| word.width()).max().unwrap_or(0)
}

/// `text` in lines at most `width` wide, broken at spaces; only a word wider than a line is broken inside.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        wrap_line(line, width.max(1), &mut lines);
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

fn wrap_line(line: &str, width: usize, lines: &mut Vec<String>) {
    let mut current = String::new();
    for word in line.split(' ') {
        if !current.is_empty() && current.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut current));
        }
        if !current.is_empty() {
            current.push(' ');
        }
        for piece in pieces(word, width) {
            if !current.is_empty() && current.width() + piece.width() > width {
                lines.push(std::mem::take(&mut current));
            }
            current.push_str(piece);
        }
    }
    lines.push(current);
}

/// The word, or its characters one by one when it is wider than a line.
fn pieces(word: &str, width: usize) -> Vec<&str> {
    if word.width() <= width { vec![word] } else { word.graphemes(true).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_words() {
        assert_eq!(wrap("des mensonges effrontés", 14), ["des mensonges", "effrontés"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
        assert_eq!(wrap("", 9), [""]);
        assert_eq!(wrap("北京大学 x", 4), ["北京", "大学", "x"]);
    }

    #[test]
    fn no_line_is_too_wide() {
        let text = "Le « petit nombre » d’abcdefghijklmnopqrstuvwxyz 北京大学 e\u{301}te\u{301}";
        for width in 2..40 {
            assert!(wrap(text, width).iter().all(|line| line.width() <= width));
        }
    }
}
