//! Text in lines of a given width.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Width of the widest line, in terminal cells.
pub(super) fn natural(text: &str) -> usize {
    text.lines().map(|line| line.width()).max().unwrap_or(0)
}

/// Width of the widest word.
pub(super) fn longest_word(text: &str) -> usize {
    text.lines().flat_map(words).map(|word| word.width()).max().unwrap_or(0)
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
    for word in words(line).flat_map(|word| fitting(word, width)) {
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

/// The words of a line, apart by a space. A sign that stands alone keeps to its word: `Council ≈`, `2024-10 ?`, `« oui »`.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let own = rest?;
        let end = own.match_indices(' ').map(|(at, _)| at).find(|at| may_break(&own[..*at], &own[at + 1..]));
        let (word, behind) = end.map_or((own, None), |at| (&own[..at], Some(&own[at + 1..])));
        rest = behind;
        Some(word)
    })
}

/// The word with its signs, or each for itself where they do not fit on a line together.
fn fitting(word: &str, width: usize) -> Vec<&str> {
    if word.width() <= width { vec![word] } else { word.split(' ').collect() }
}

/// Whether a line may end between what stands before a space and what stands behind it.
fn may_break(before: &str, behind: &str) -> bool {
    let next = behind.split(' ').next().unwrap_or_default();
    let closes = !next.is_empty() && next.chars().all(|c| "≈?!:;»,.".contains(c));
    !closes && before.rsplit(' ').next() != Some("«")
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
        assert_eq!(wrap("the Council ≈, Kursk", 10), ["the", "Council ≈,", "Kursk"]);
        assert_eq!(wrap("the Council ≈, Kursk", 8), ["the", "Council", "≈, Kursk"]);
        assert_eq!(wrap("il dit « oui » : non", 11), ["il dit", "« oui » :", "non"]);
        assert_eq!(wrap("a  b", 9), ["a  b"]);
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
