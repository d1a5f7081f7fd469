//! A wrong question, with a caret at the place.

use std::io::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::{output::clean_line, query::Problem};

/// Prints what is wrong, where, what was expected, and the line as it may have been meant.
pub(super) fn print(problem: &Problem) {
    let _ = writeln!(anstream::stderr(), "{}", render(problem));
}

fn render(problem: &Problem) -> String {
    let message = clean_line(&problem.message).into_owned();
    // a caret needs something to stand under, at the end of the line too
    let line = format!("{} ", problem.line.replace(|c: char| c.is_control(), " "));
    let span = problem.span.start..problem.span.end.max(problem.span.start + 1).min(line.len());
    let caret = AnnotationKind::Primary.span(span).label(problem.label.as_str());
    let main = Group::with_title(Level::ERROR.primary_title(message.as_str()))
        .element(Snippet::source(line.as_str()).annotation(caret));
    let expected = expected(problem);
    let hints = problem.hints.iter().map(|h| Level::HELP.message(h.as_str()));
    let main = expected.iter().map(|e| Level::NOTE.message(e.as_str())).chain(hints).fold(main, |g, m| g.element(m));
    let tries: Vec<String> = problem.corrected.iter().map(|line| format!("try: {line}")).collect();
    let main = tries.iter().fold(main, |g, t| g.element(Level::HELP.no_name().message(t.as_str())));
    Renderer::styled().render(&[main])
}

fn expected(problem: &Problem) -> Option<String> {
    const SHOWN: usize = 12;
    let words = &problem.expected;
    let more = if words.len() > SHOWN { " …" } else { "" };
    (!words.is_empty()).then(|| format!("expected {}{more}", words[..words.len().min(SHOWN)].join(", ")))
}
