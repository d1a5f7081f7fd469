//! `.help`

use std::io::Write as _;

use super::{Next, USAGE, WIDTH, find, registry::DOTS};
use crate::cli::{failure::Failure, screen, session::Session, ui};

/// Prints every command, or one with its examples.
pub(super) fn run(_: &mut Session, name: &str) -> Result<Next, Failure> {
    let mut out = anstream::stdout();
    if name.is_empty() {
        let two = screen::width().is_none_or(|width| width >= WIDTH);
        for line in list(two) {
            writeln!(out, "{}", screen::hanging(&line, USAGE + 2))?;
        }
        return Ok(Next::Go);
    }
    let dot = find(&format!(".{}", name.trim_start_matches('.')))?;
    writeln!(out, "{} {}\n{}", dot.name, dot.rest, screen::wrapped(&ui::told(dot.help)))?;
    let words = (dot.words)();
    if !words.is_empty() {
        writeln!(out, "{}", screen::wrapped(&words.join(", ")))?;
    }
    dot.examples.iter().try_for_each(|example| writeln!(out, "  {example}"))?;
    Ok(Next::Go)
}

/// The list; where `two` fit on a line, short commands that stand behind each other share one.
pub(super) fn list(two: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut short: Option<String> = None;
    for dot in DOTS {
        let brief = format!("{:8}  {}", dot.name, dot.brief());
        if two && dot.rest.is_empty() && brief.chars().count() < WIDTH / 2 - 1 {
            match short.take() {
                Some(first) => lines.push(format!("{first:half$}{brief}", half = WIDTH / 2)),
                None => short = Some(brief),
            }
        } else {
            lines.push(format!("{:USAGE$}  {}", dot.usage(), dot.brief()));
        }
    }
    lines.extend(short);
    lines
}
