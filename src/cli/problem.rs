//! A wrong question, with a caret at the place.

use std::{borrow::Cow, io::Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{failure::Place, ui};
use crate::{
    output::{clean, clean_line},
    query::Problem,
};

/// Prints what is wrong, where, what was expected, and the line as it may have been meant.
pub(super) fn print(problem: &Problem, place: Option<&Place>) {
    let _ = writeln!(anstream::stderr(), "{}", render(problem, place));
}

fn render(problem: &Problem, place: Option<&Place>) -> String {
    let place = place.map(|place| format!("{place}: ")).unwrap_or_default();
    let told = |text: &str| clean_line(&ui::told(text)).into_owned();
    let (message, label) = (clean_line(&place).into_owned() + &told(&problem.message), told(&problem.label));
    // a caret needs something to stand under, at the end of the line too
    let line = harmless(&problem.line) + " ";
    let start = problem.span.start;
    let end = if problem.span.is_empty() {
        start + line[start..].chars().next().map_or(0, char::len_utf8)
    } else {
        problem.span.end
    };
    let caret = AnnotationKind::Primary.span(start..end).label(&*label);
    let main = Group::with_title(Level::ERROR.with_name(told("error")).primary_title(&*message))
        .element(Snippet::source(line.as_str()).annotation(caret));
    let expected = expected(problem);
    let hints = problem.hints.iter().map(|h| Level::HELP.with_name(told("help")).message(told(h)));
    let expected = expected.iter().map(|e| Level::NOTE.with_name(told("note")).message(told(e)));
    let main = expected.chain(hints).fold(main, |g, m| g.element(m));
    let try_it = told("try:");
    let tries: Vec<String> = problem.corrected.iter().map(|line| format!("{try_it} {}", clean_line(line))).collect();
    let main = tries.iter().fold(main, |g, t| g.element(Level::HELP.no_name().message(t.as_str())));
    Renderer::styled().render(&[main])
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
