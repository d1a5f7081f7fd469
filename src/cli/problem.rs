//! A wrong question, with a caret at the place.

use std::{borrow::Cow, io::Write};

use annotate_snippets::{AnnotationKind, Group, Level, Message, Renderer, Snippet};
use unicode_width::UnicodeWidthStr as _;

use super::{failure::Place, screen, ui};
use crate::{
    output::{clean, clean_line},
    query::Problem,
};

/// Stands before the line in which something is wrong.
const NUMBER: &str = "1 | ";

/// Stands before advice.
const SIGN: &str = "  = ";

/// Prints what is wrong, where, what was expected, and the line as it may have been meant.
pub(super) fn print(problem: &Problem, place: Option<&Place>) {
    let _ = writeln!(anstream::stderr(), "{}", render(problem, place, screen::width()));
}

/// The same in lines as wide as the screen, where there is one: texts broken at words, of a longer line only the part around the caret.
fn render(problem: &Problem, place: Option<&Place>, width: Option<usize>) -> String {
    let place = place.map(|place| format!("{place}: ")).unwrap_or_default();
    let error = told("error");
    let message = fitting(clean_line(&place).into_owned() + &told(&problem.message), &format!("{error}: "), width);
    // a caret needs something to stand under, at the end of the line too
    let line = harmless(&problem.line) + " ";
    let start = problem.span.start;
    let end = if problem.span.is_empty() {
        start + line[start..].chars().next().map_or(0, char::len_utf8)
    } else {
        problem.span.end
    };
    let (label, below) = labelled(told(&problem.label), &line[..end], width);
    let caret = AnnotationKind::Primary.span(start..end).label(label.as_deref());
    let main = Group::with_title(Level::ERROR.with_name(error).primary_title(message))
        .element(Snippet::source(line.as_str()).annotation(caret));
    let main = advice(problem, below, width).into_iter().fold(main, |g, m| g.element(m));
    Renderer::styled().term_width(width.unwrap_or(ANY_WIDTH)).render(&[main])
}

/// How much of a line is shown where there is no screen: all that can be read.
const ANY_WIDTH: usize = 1 << 13;

/// What stands below the caret: its label where there was no room for it, what was expected, hints, and lines to try.
fn advice(problem: &Problem, label: Option<String>, width: Option<usize>) -> Vec<Message<'static>> {
    let named = |level: Level<'static>, name: &str, text: &str| {
        let name = told(name);
        let text = fitting(told(text), &format!("{SIGN}{name}: "), width);
        level.with_name(name).message(text)
    };
    let plain = |text: String| Level::HELP.no_name().message(fitting(text, SIGN, width));
    let try_it = |line: &String| plain(format!("{} {}", told("try:"), clean_line(line)));
    let expected = expected(problem).map(|text| named(Level::NOTE, "note", &text));
    let hints = problem.hints.iter().map(|hint| named(Level::HELP, "help", hint));
    let tries = problem.corrected.iter().map(try_it);
    label.map(plain).into_iter().chain(expected).chain(hints).chain(tries).collect()
}

fn told(text: &str) -> String {
    clean_line(&ui::told(text)).into_owned()
}

/// A text in lines that have room behind `before`, where there is a width.
fn fitting(text: String, before: &str, width: Option<usize>) -> String {
    match width {
        Some(width) => screen::at_words(&text, width.saturating_sub(before.width()).max(1), 0),
        None => text,
    }
}

/// The label at the caret, or below where no room is left for it beside: behind `before`, the line up to there.
fn labelled(label: String, before: &str, width: Option<usize>) -> (Option<String>, Option<String>) {
    let wide = NUMBER.width() + before.width() + 1 + label.width();
    match width {
        _ if label.is_empty() => (None, None),
        Some(width) if wide > width => (None, Some(label)),
        _ => (Some(label), None),
    }
}

/// `line` with spaces, as many bytes, in the place of what a terminal would obey or hide: the spans still fit.
pub(super) fn harmless(line: &str) -> String {
    let shown = |c: char| match clean(c.encode_utf8(&mut [0; 4])) {
        Cow::Borrowed(_) if c != '\n' => c.to_string(),
        _ => " ".repeat(c.len_utf8()),
    };
    line.chars().map(shown).collect()
}

fn expected(problem: &Problem) -> Option<String> {
    const SHOWN: usize = 12;
    let words = &problem.expected;
    let more = if words.len() > SHOWN { " …" } else { "" };
    (!words.is_empty()).then(|| format!("expected {}{more}", words[..words.len().min(SHOWN)].join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query;

    #[test]
    fn on_a_narrow_screen_words_stay_whole_and_the_caret_points_at_its_place() {
        for (question, wrong) in [
            ("quotes by Mark Rutte or Lloyd Austin since 2024-10-30 abuot Koursk", "abuot"),
            ("quotes where Koursk", "where"),
            ("who denyed abuot Koursk", "denyed"),
            ("quotes containing mensonges dits hier", "mensonges"),
            ("quotes about \"日本国民の皆様\" abuot Koursk and not by Mark Rutte since 2024", "abuot"),
        ] {
            let problem = query::parse(question).unwrap_err();
            for width in [40, 50, 80, 120] {
                let shown = anstream::adapter::strip_str(&render(&problem, None, Some(width))).to_string();
                assert!(shown.lines().all(|line| line.width() <= width), "{width}\n{shown}");
                let lines: Vec<&str> = shown.lines().collect();
                let at = lines.iter().position(|line| line.contains("^^")).unwrap();
                let columns = lines[at].split_once('^').unwrap().0.width();
                let above = lines[at - 1].split_once(wrong).unwrap().0;
                assert_eq!(above.width(), columns, "{shown}");
                let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
                let all = words(&shown);
                let hints = problem.hints.iter().chain(&problem.corrected).chain([&problem.message]);
                for hint in hints {
                    assert!(words(hint).iter().all(|word| all.contains(word)), "{hint}: {shown}");
                }
            }
        }
    }
}
