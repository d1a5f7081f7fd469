//! Values that a line leaves out, asked for at the prompt one by one.

use std::{cell::RefCell, rc::Rc};

use rustyline::{Editor, error::ReadlineError, history::FileHistory};

use super::{failure::Failure, line::Line, prompt::broken, screen, session::Session, ui};
use crate::query;

/// The line with a value for every parameter that it leaves out; none when the user gave up. A line that is wrong comes back as
/// it is.
pub(super) fn completed(
    editor: &mut Editor<Line, FileHistory>,
    session: &Rc<RefCell<Session>>,
    line: &str,
) -> Result<Option<String>, Failure> {
    let mut line = line.to_owned();
    loop {
        let missing = session.borrow().missing(&line).unwrap_or_default();
        let Some(parameter) = missing.first() else { return Ok(Some(line)) };
        session.borrow_mut().asked_for = Some(parameter.sort);
        let answer = editor.readline(&*ui::told(&format!("{} ({}): ", parameter.name, parameter.sort.phrase())));
        session.borrow_mut().asked_for = None;
        let value = match answer {
            Ok(value) if !value.trim().is_empty() => value,
            Ok(_) | Err(ReadlineError::Interrupted | ReadlineError::Eof) => {
                screen::say("nothing was asked");
                return Ok(None);
            }
            Err(error) => return Err(broken(error)),
        };
        let longer = query::parse(&line).map(|tree| query::with_value(&tree, &parameter.name, &value))?;
        // a value that means nothing is told, and asked for again
        match session.borrow().missing(&longer) {
            Ok(_) => line = longer,
            Err(failure) => failure.print(),
        }
    }
}
