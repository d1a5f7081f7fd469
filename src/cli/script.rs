//! Lines from a file or from standard input: one statement each, until one fails.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
};

use super::{
    dot::{self, Next},
    failure::Failure,
    screen,
    session::{self, Session},
};
use crate::import::explained;

/// How deep files may read one another.
const DEEPEST: usize = 8;

/// Carries out the lines of `input`; `whose` they are stands before the number of one that fails.
pub(super) fn run(session: &mut Session, input: impl BufRead, whose: &str) -> Result<Next, Failure> {
    for (n, line) in input.lines().enumerate() {
        let place = format!("{whose} {}", n + 1);
        let line = line.map_err(|e| Failure::Refused(format!("{place}: {}", explained(&e))))?;
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if !session.may_change && session::edits(line) {
            return Err(Failure::Refused(format!("{place}: {}", session.no_leave())));
        }
        match dot::line(session, line) {
            Ok(Next::Go | Next::Typing(_)) => {}
            Ok(Next::Quit) => return Ok(Next::Quit),
            Err(failure) => {
                if !matches!(failure, Failure::ClosedPipe) {
                    screen::say(&format!("{place}:"));
                }
                return Err(failure);
            }
        }
    }
    Ok(Next::Go)
}

/// Carries out the lines of a file, which may change the base only where that was allowed.
pub(super) fn file(session: &mut Session, path: &Path, may_change: bool) -> Result<Next, Failure> {
    if session.files >= DEEPEST {
        return Err(Failure::Refused(format!("expected files that read at most {DEEPEST} others in one another")));
    }
    let file = fs::File::open(path).map_err(|e| Failure::Refused(format!("{}: {}", path.display(), explained(&e))))?;
    let before = (session.files, session.may_change);
    (session.files, session.may_change) = (before.0 + 1, before.1 && may_change);
    let done = run(session, BufReader::new(file), &format!("{}: line", path.display()));
    (session.files, session.may_change) = before;
    done
}
