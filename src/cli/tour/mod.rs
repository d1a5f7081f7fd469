//! `dixit tour` and `.tour`: ten steps on the shipped samples; what is typed is carried out, and judged by what it gives.

mod meaning;

use std::{cell::RefCell, io::BufRead as _, path::Path, rc::Rc, sync::LazyLock};

use rustyline::{Editor, error::ReadlineError, history::MemHistory};
use serde::Deserialize;

use super::{args, demo, dot, failure::Failure, ingest, line::Line, prompt::broken, screen, session::Session};
use crate::{import::explained, store::OpenMode};

/// One step.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    title: String,
    /// What there is to know.
    text: String,
    /// What there is to do.
    task: String,
    /// What helps after a wrong try.
    hint: String,
    /// A line that does it.
    answer: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tour {
    step: Vec<Step>,
}

static STEPS: LazyLock<Vec<Step>> = LazyLock::new(|| {
    let tour: Tour = toml::from_str(include_str!("../../../data/tour.toml")).expect("a test reads the shipped file");
    tour.step
});

/// What the steps say, a text each.
#[cfg(test)]
pub(super) fn texts() -> impl Iterator<Item = String> {
    STEPS.iter().flat_map(|step| [step.title.clone(), flowing(&step.text), step.task.clone(), step.hint.clone()])
}

/// Goes through the steps in a base of its own, which is gone afterwards.
pub(super) fn run() -> Result<u8, Failure> {
    let place = std::env::temp_dir();
    let folder = tempfile::Builder::new().prefix("dixit-tour-").tempdir_in(&place).map_err(|e| {
        Failure::in_file(place.display(), format!("expected a folder that can be written: {}", explained(&e)))
    })?;
    let session = Rc::new(RefCell::new(base(folder.path())?));
    let how = "Type a line and Enter. `skip` shows an answer and goes on, `quit` ends; the base is one of its own, in which nothing can be spoilt.";
    screen::say(&format!("A tour of {} steps. {how}", STEPS.len()));
    let mut lines = Lines::open(&session)?;
    for (n, step) in STEPS.iter().enumerate() {
        screen::say(&format!(
            "\nstep {} of {} · {}\n{}\n→ {}",
            n + 1,
            STEPS.len(),
            step.title,
            flowing(&step.text),
            step.task
        ));
        if !step.walk(&session, &mut lines)? {
            screen::say("the tour ends here; `dixit tour` begins it again");
            return Ok(0);
        }
    }
    screen::say(
        "\nThat was the tour. `help` tells the language, `.help` the commands; `dixit ingest FILES` reads articles of yours.",
    );
    Ok(0)
}

/// What stands before a line.
const PROMPT: &str = "tour> ";

/// A base of the samples.
fn base(folder: &Path) -> Result<Session, Failure> {
    let base = folder.join("tour.db");
    let files = demo::write_samples(&folder.join("samples"))?;
    ingest::run(&base, &args::Ingest { files, ..Default::default() })?;
    let mut session = Session::open(&base, OpenMode::Write)?;
    session.numbers = screen::is_interactive();
    Ok(session)
}

/// A text without the line breaks of the file it stands in.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Step {
    /// Asks until it is done or passed over; false when there is no more.
    fn walk(&self, session: &Rc<RefCell<Session>>, lines: &mut Lines) -> Result<bool, Failure> {
        let before = session.borrow().last.clone();
        for tries in 1.. {
            let Some(line) = lines.next()? else { return Ok(false) };
            match line.trim() {
                "" => continue,
                "quit" | ".quit" => return Ok(false),
                "skip" => {
                    screen::say(&format!("one way is: {}", self.answer));
                    dot::line(&mut session.borrow_mut(), &self.answer)?;
                    return Ok(true);
                }
                line => {
                    if self.attempt(&mut session.borrow_mut(), line)? {
                        screen::say("right!");
                        return Ok(true);
                    }
                }
            }
            let way = if tries > 1 { format!(" One way is: {}", self.answer) } else { String::new() };
            screen::say(&format!("not yet. {}{way}", self.hint));
            if dot::is_dot(&self.answer) {
                // rows are counted in the answer of the step before
                session.borrow_mut().last = before.clone();
            }
        }
        Ok(true)
    }

    /// Carries a line out; tells whether it is what was asked for.
    fn attempt(&self, session: &mut Session, line: &str) -> Result<bool, Failure> {
        let same = meaning::same(session, line, &self.answer);
        match dot::line(session, line) {
            Ok(_) => Ok(same),
            Err(Failure::ClosedPipe) => Err(Failure::ClosedPipe),
            Err(failure) => {
                failure.print();
                Ok(false)
            }
        }
    }
}

/// Where lines come from.
enum Lines {
    Terminal(Box<Editor<Line, MemHistory>>),
    Pipe,
}

impl Lines {
    fn open(session: &Rc<RefCell<Session>>) -> Result<Self, Failure> {
        if !screen::is_interactive() {
            return Ok(Lines::Pipe);
        }
        let mut editor = Editor::with_history(rustyline::Config::default(), MemHistory::new()).map_err(broken)?;
        editor.set_helper(Some(Line::new(session)));
        Ok(Lines::Terminal(Box::new(editor)))
    }

    /// The next line; none at the end.
    fn next(&mut self) -> Result<Option<String>, Failure> {
        match self {
            Lines::Terminal(editor) => {
                editor.helper().into_iter().for_each(|line| line.begin(""));
                match editor.readline(PROMPT) {
                    Ok(line) => {
                        let _ = editor.add_history_entry(line.as_str());
                        Ok(Some(line))
                    }
                    Err(ReadlineError::Interrupted) => {
                        editor.helper().into_iter().for_each(|line| line.wipe(PROMPT));
                        Ok(Some(String::new()))
                    }
                    Err(ReadlineError::Eof) => Ok(None),
                    Err(error) => Err(broken(error)),
                }
            }
            Lines::Pipe => {
                let mut line = String::new();
                let read = std::io::stdin().lock().read_line(&mut line)?;
                Ok((read > 0).then_some(line))
            }
        }
    }
}
