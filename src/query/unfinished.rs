//! Whether a line goes on.

use super::parse::{Kind, in_marks, tokens};

/// What keeps `text` open at its end: the quotation mark or parenthesis that nothing closes, or the bar behind which a stage is missing.
pub fn unfinished(text: &str) -> Option<char> {
    if let Some(at) = in_marks(text) {
        return text[at..].chars().next();
    }
    let tokens = tokens(text).ok()?;
    let signs = |sign: char| tokens.iter().filter(|token| token.kind == Kind::Sign(sign)).count();
    if signs('(') > signs(')') {
        return Some('(');
    }
    tokens.last().filter(|last| matches!(last.span.of(text), "|" | "then")).map(|_| '|')
}

/// The questions in lines that came together: one a line, unless it goes on, or the next one begins with a bar. Remarks are left out.
pub fn questions(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let bar = line.trim_start().starts_with('|');
        if !open && (line.trim().is_empty() || line.trim_start().starts_with('#')) {
            continue;
        }
        match all.last_mut().filter(|last| open || (bar && !last.starts_with('.'))) {
            Some(last) => *last = format!("{last}\n{line}"),
            None => all.push(line.trim_start().to_owned()),
        }
        open = all.last().is_some_and(|last| !last.starts_with('.') && unfinished(last).is_some());
    }
    all.iter_mut().for_each(|question| question.truncate(question.trim_end().len()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keeps_a_line_open() {
        for (line, expected) in [
            ("quotes", None),
            ("quotes containing \"port", Some('"')),
            ("quotes containing «a \" b", Some('«')),
            ("quotes containing «a (b»", None),
            ("quotes (by A or (by B)", Some('(')),
            ("quotes | count by act |", Some('|')),
            ("quotes then", Some('|')),
        ] {
            assert_eq!(unfinished(line), expected, "{line}");
        }
    }

    #[test]
    fn lines_that_came_together() {
        for (text, expected) in [
            ("quotes\n\n# a remark\nnames\n", vec!["quotes", "names"]),
            ("quotes |\ncount by act\nnames", vec!["quotes |\ncount by act", "names"]),
            ("quotes\n  | count by act\n  | limit 3", vec!["quotes\n  | count by act\n  | limit 3"]),
            ("quotes containing \"a\n# b\"\n.stats\n| x", vec!["quotes containing \"a\n# b\"", ".stats", "| x"]),
            ("quotes (by A\n\nor by B)", vec!["quotes (by A\n\nor by B)"]),
        ] {
            assert_eq!(questions(text), expected, "{text}");
        }
    }
}
