//! Colours of the line: what is of the language, what is known, what belongs together, what cannot be read.

use crate::{
    query::{self, Piece},
    span::Span,
};

const LANGUAGE: &str = "\x1b[1;34m";
const TEXT: &str = "\x1b[32m";
const REFERENCE: &str = "\x1b[36m";
const WRONG: &str = "\x1b[31m";
const KNOWN: &str = "\x1b[4m";
const PAIR: &str = "\x1b[1;35m";
const END: &str = "\x1b[0m";

/// `line` from a byte on, in colours; the mark at the cursor, where there is one, with the mark that belongs to it.
pub(super) fn coloured(line: &str, from: usize, cursor: Option<usize>, known: impl Fn(&str) -> bool) -> String {
    if query::questions(line).len() > 1 || line.starts_with('#') {
        return line[from..].to_owned(); // several that were pasted, each to be read by itself
    }
    let mut styles = vec![""; line.len()];
    let mut style = |span: Span, own: &'static str| styles[span.start..span.end].fill(own);
    let pieces = query::highlight(line);
    for (span, piece) in &pieces {
        style(*span, colour(*piece));
    }
    if let Some(wrong) = pieces.iter().find(|(_, piece)| *piece == Piece::Wrong) {
        style(Span::new(wrong.0.start, line.trim_end().len()), WRONG);
    }
    names(line, &pieces).filter(|name| known(name.of(line))).for_each(|name| style(name, KNOWN));
    let at = |span: &Span| cursor.is_some_and(|cursor| span.start == cursor || span.end == cursor);
    if let Some((open, close)) = query::pairs(line).into_iter().find(|(open, close)| at(open) || at(close)) {
        style(open, PAIR);
        style(close, PAIR);
    }
    painted(line, from, &styles)
}

fn colour(piece: Piece) -> &'static str {
    match piece {
        Piece::Language => LANGUAGE,
        Piece::Text => TEXT,
        Piece::Reference => REFERENCE,
        Piece::Wrong => WRONG,
        Piece::Name | Piece::Sign => "",
    }
}

/// Words of names that stand side by side.
fn names(line: &str, pieces: &[(Span, Piece)]) -> impl Iterator<Item = Span> {
    let beside = |a: &(Span, Piece), b: &(Span, Piece)| {
        (a.1, b.1) == (Piece::Name, Piece::Name) && line[a.0.end..b.0.start].trim().is_empty()
    };
    let runs = pieces.chunk_by(beside).filter(|run| run[0].1 == Piece::Name);
    runs.map(|run| run[0].0.hull(run[run.len() - 1].0)).collect::<Vec<_>>().into_iter()
}

fn painted(line: &str, from: usize, styles: &[&'static str]) -> String {
    let mut shown = String::with_capacity(line.len() * 2);
    let mut at = from;
    for run in styles[from..].chunk_by(|a, b| a == b) {
        let text = &line[at..at + run.len()];
        at += run.len();
        match run[0] {
            "" => shown.push_str(text),
            style => shown.extend([style, text, END]),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_which_colour() {
        let told = |line: &str, from: usize, cursor: Option<usize>| {
            let shown = coloured(line, from, cursor, |name| name == "Mark Rutte");
            [
                (LANGUAGE, "<l "),
                (TEXT, "<t "),
                (REFERENCE, "<r "),
                (WRONG, "<w "),
                (KNOWN, "<k "),
                (PAIR, "<p "),
                (END, ">"),
            ]
            .iter()
            .fold(shown, |shown, (code, sign)| shown.replace(code, sign))
        };
        for (line, from, cursor, expected) in [
            ("quotes by Mark Rutte", 0, None, "<l quotes> <l by> <k Mark Rutte>"),
            ("quotes by Mark Rutt", 0, None, "<l quotes> <l by> Mark Rutt"),
            ("quotes abuot Mark Rutte ", 0, None, "<l quotes> <w abuot Mark Rutte> "),
            ("quotes by @kursk", 0, None, "<l quotes> <l by> <r @kursk>"),
            ("quotes containing \"é\"", 18, Some(22), "<p \"><t é><p \">"),
            ("quotes (by Mark Rutte)", 7, Some(7), "<p (><l by> <k Mark Rutte><p )>"),
            ("quotes\nquotes", 0, None, "quotes\nquotes"),
            ("quotes\n| count", 0, None, "<l quotes>\n| <l count>"),
            ("quotes (by Mark Rutte)", 7, None, "(<l by> <k Mark Rutte>)"),
        ] {
            assert_eq!(told(line, from, cursor), expected, "{line}");
        }
    }
}
