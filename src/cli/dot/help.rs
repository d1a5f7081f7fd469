//! `.help`

use std::io::Write as _;

use super::{Next, USAGE, find, registry::DOTS};
use crate::cli::{failure::Failure, screen, session::Session, ui};

/// Prints every command, or one with its examples.
pub(super) fn run(_: &mut Session, name: &str) -> Result<Next, Failure> {
    let mut out = anstream::stdout();
    if name.is_empty() {
        for dot in DOTS {
            let line = format!("{:USAGE$}  {}", dot.usage(), dot.brief());
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
