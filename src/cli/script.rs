//! Statements from a file, from standard input or from the command line, one after the other until one fails.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
};

use super::{
    dot::{self, Next},
    failure::{Failure, Place},
    session::{self, Session},
};
use crate::{import::explained, query};

/// How deep files may read one another.
const DEEPEST: usize = 8;

/// Carries out the lines of `input`, which is called `name`.
pub(super) fn run(session: &mut Session, input: impl BufRead, name: &str) -> Result<Next, Failure> {
    for (n, line) in input.lines().enumerate() {
        let line = line.map_err(|e| Failure::Refused(explained(&e)).at(Place::line(name, n + 1)))?;
        let at = line.len() - line.trim_start().len();
        let place = Place { line: Some(n + 1), ..Place::in_text(name, &line, at) };
        if statement(session, line.trim(), &place)? == Next::Quit {
            return Ok(Next::Quit);
        }
    }
    Ok(Next::Go)
}

/// Carries out the statements of one argument, which is called `name`.
pub(super) fn statements(session: &mut Session, source: &str, name: &str) -> Result<Next, Failure> {
    let mut end = 0;
    for own in query::statements(source) {
        let at = end + source[end..].find(own).unwrap_or(0);
        end = at + own.len();
        if statement(session, own, &Place::in_text(name, source, at))? == Next::Quit {
            return Ok(Next::Quit);
        }
    }
    Ok(Next::Go)
}

/// Carries out one statement that stands at `place`.
fn statement(session: &mut Session, line: &str, place: &Place) -> Result<Next, Failure> {
    if line.is_empty() || line.starts_with('#') {
        return Ok(Next::Go);
    }
    if !session.may_change && session::edits(line) {
        return Err(Failure::Refused(session.no_leave().to_owned()).at(place.clone()));
    }
    dot::line(session, line).map_err(|failure| {
        let inside = caret(&failure, line);
        failure.at(place.further(inside))
    })
}

/// How many code points stand before the caret of a wrong question; none where it points into another line, as into a saved question.
fn caret(failure: &Failure, line: &str) -> usize {
    match failure {
        Failure::Question(problem) if problem.line == line => line[..problem.span.start].chars().count(),
        _ => 0,
    }
}

/// Carries out the lines of a file, which may change the base only where that was allowed.
pub(super) fn file(session: &mut Session, path: &Path, may_change: bool) -> Result<Next, Failure> {
    if session.files >= DEEPEST {
        return Err(Failure::Refused(format!("expected files that read at most {DEEPEST} others in one another")));
    }
    let file = fs::File::open(path).map_err(|e| Failure::Refused(format!("{}: {}", path.display(), explained(&e))))?;
    let before = (session.files, session.may_change);
    (session.files, session.may_change) = (before.0 + 1, before.1 && may_change);
    let done = run(session, BufReader::new(file), &path.display().to_string());
    (session.files, session.may_change) = before;
    done
}
