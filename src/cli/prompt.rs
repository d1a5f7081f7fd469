//! The prompt: questions one after the other, from a terminal or from a pipe.

use std::{cell::RefCell, io, path::Path, rc::Rc};

use rustyline::{
    Config, Editor, EventHandler, KeyCode, KeyEvent, Modifiers, config::Configurer as _, error::ReadlineError,
    history::FileHistory,
};

use super::{
    ask, base,
    dot::{
        self, Next,
        line::{KEYS, Typing},
    },
    failure::{Failure, STANDARD_INPUT},
    history::History,
    line::Line,
    pager, progress, screen, script,
    session::Session,
    settings, ui,
};
use crate::{query, store::OpenMode};

/// What stands before a line.
pub(super) const PROMPT: &str = "dixit> ";

/// Asks for questions until there are no more.
pub(super) fn run(base: &Path, allow_edits: bool) -> Result<u8, Failure> {
    if screen::is_interactive() { terminal(base, allow_edits) } else { pipe(base, allow_edits) }
}

fn terminal(base: &Path, allow_edits: bool) -> Result<u8, Failure> {
    let mut session = writing_if_possible(base)?;
    (session.numbers, session.files_may_change) = (true, allow_edits);
    let documents = session.store.read(|r| r.document_count())?;
    screen::say(&format!(
        "dixit {} · {} · {documents} documents · `help` tells the language, `.help` the rest",
        env!("CARGO_PKG_VERSION"),
        base.display()
    ));
    let _cancel = progress::cancel_by_ctrl_c();
    let mut prompt = Prompt::new(Rc::new(RefCell::new(session)), base)?;
    loop {
        match prompt.typed()? {
            Some(text) if prompt.carry_out(&text)? == Next::Quit => return Ok(0),
            Some(_) => {}
            None => return Ok(0),
        }
    }
}

/// The prompt with its editor.
struct Prompt {
    session: Rc<RefCell<Session>>,
    editor: Editor<Line, FileHistory>,
    history: History,
}

impl Prompt {
    fn new(session: Rc<RefCell<Session>>, base: &Path) -> Result<Self, Failure> {
        let config = Config::builder()
            .history_ignore_space(true)
            .completion_type(rustyline::CompletionType::List)
            .auto_add_history(false)
            .edit_mode(settings::now().keys())
            .build();
        let mut editor: Editor<Line, FileHistory> = Editor::with_config(config).map_err(broken)?;
        let line = Line::new(&session);
        let back = EventHandler::Conditional(Box::new(line.back()));
        editor.bind_sequence(KeyEvent(KeyCode::BackTab, Modifiers::NONE), back);
        editor.set_helper(Some(line));
        let history = History::load(base, &mut editor)?;
        Ok(Prompt { session, editor, history })
    }

    /// What is typed next, with the lines it goes on over; empty where it was dropped, none at the end.
    fn typed(&mut self) -> Result<Option<String>, Failure> {
        let mut text = String::new();
        loop {
            let open = unfinished(&text);
            let prompt = open.map_or(PROMPT.to_owned(), |open| format!("{open:>5}> "));
            if let Some(line) = self.editor.helper() {
                line.begin(&text);
            }
            progress::forget_stop();
            // a terminal that knows nothing is not edited on: there Ctrl-C comes as a signal
            let end = screen::is_dumb().then(progress::end_by_ctrl_c);
            let typed = self.editor.readline(&prompt);
            drop(end);
            match typed {
                Ok(line) => {
                    let ended = line.trim().is_empty();
                    text = if open.is_some() { format!("{text}\n{line}") } else { line };
                    if ended || unfinished(&text).is_none() {
                        return Ok(Some(text));
                    }
                }
                Err(ReadlineError::Interrupted) => {
                    if let Some(line) = self.editor.helper() {
                        line.wipe(&prompt);
                    }
                    return Ok(Some(String::new()));
                }
                Err(ReadlineError::Eof) => return Ok(None),
                Err(error) => return Err(broken(error)),
            }
        }
    }

    /// Carries out what was typed or pasted, question by question, until one fails.
    fn carry_out(&mut self, text: &str) -> Result<Next, Failure> {
        let kept = self.history.keep(&mut self.editor, text.trim_end());
        if let Some(line) = self.editor.helper() {
            line.begin("");
        }
        let questions = query::questions(text);
        for (n, question) in questions.iter().enumerate() {
            let Some(whole) = ask::completed(&mut self.editor, &self.session, question)? else { continue };
            if kept && whole != *question {
                self.history.keep(&mut self.editor, &whole);
            }
            match self.answer(&whole) {
                Ok(Next::Quit) | Err(Failure::ClosedPipe) => return Ok(Next::Quit),
                Ok(_) => {}
                Err(failure) => {
                    failure.print();
                    match questions.len() - n - 1 {
                        0 => {}
                        1 => screen::say("the question behind it was not asked"),
                        left => screen::say(&format!("the {left} questions behind it were not asked")),
                    }
                    break;
                }
            }
        }
        Ok(Next::Go)
    }

    /// Carries out one question or command; Ctrl-C stops it, and the session goes on.
    fn answer(&mut self, question: &str) -> Result<Next, Failure> {
        let done = dot::line(&mut self.session.borrow_mut(), question);
        match done {
            // what was stopped may have failed in any way
            Err(_) if progress::is_stopped() => Err(Failure::Refused(STOPPED.to_owned())),
            Ok(Next::Typing(typing)) => self.heed(typing).map(|()| Next::Go),
            other => other,
        }
    }

    /// Does something about the line itself.
    fn heed(&mut self, typing: Typing) -> Result<(), Failure> {
        match typing {
            Typing::List => return pager::print(("", &History::list(&self.editor)), self.session.borrow().paging),
            Typing::Keep(on) => {
                self.history.switch(on);
                screen::say(if on { "lines are kept in the history" } else { "lines are kept no longer" });
            }
            Typing::Clear => {
                self.history.clear(&mut self.editor)?;
                screen::say("the history of this base is empty");
            }
            Typing::Keys(keys) => {
                self.editor.set_edit_mode(keys);
                let name = KEYS.iter().find(|(_, own)| *own == keys).map_or("", |(name, _)| *name);
                screen::say(&format!("the keys are those of {name}"));
            }
        }
        Ok(())
    }
}

/// What is said of a question that Ctrl-C stopped.
const STOPPED: &str = "cancelled before its end; the session goes on";

/// What keeps the last question of a text open.
fn unfinished(text: &str) -> Option<char> {
    let last = query::questions(text).pop()?;
    if dot::is_dot(&last) { None } else { query::unfinished(&last) }
}

/// Opens the base, only for reading where it cannot be written; an edit is then refused when it comes.
fn writing_if_possible(path: &Path) -> Result<Session, Failure> {
    if base::is_only_read() {
        return Session::open(path, OpenMode::Read);
    }
    Session::open(path, OpenMode::Write).or_else(|failure| {
        let session = Session::open(path, OpenMode::Read).map_err(|_| failure)?;
        screen::say("the base cannot be written: questions are answered, changes are refused");
        Ok(session)
    })
}

/// Asks a question that is answered by yes or no; whoever says nothing says no.
pub(super) fn agrees(question: &str) -> Result<bool, Failure> {
    match rustyline::DefaultEditor::new().map_err(broken)?.readline(&*ui::told(question)) {
        Ok(answer) => Ok(["y", "yes"].iter().any(|yes| [*yes, &*ui::told(yes)].contains(&answer.trim()))),
        Err(ReadlineError::Interrupted | ReadlineError::Eof) => Ok(false),
        Err(error) => Err(broken(error)),
    }
}

/// What the line editor ran into.
pub(super) fn broken(error: ReadlineError) -> Failure {
    match error {
        ReadlineError::Io(io) => io.into(),
        other => Failure::Data(other.to_string()),
    }
}

/// Questions from standard input, one a line; the first that fails ends it.
fn pipe(base: &Path, allow_edits: bool) -> Result<u8, Failure> {
    script::run(&mut script_session(base, allow_edits)?, io::stdin().lock(), STANDARD_INPUT)?;
    Ok(0)
}

/// Statements of the command line, apart by `;`.
pub(super) fn given(base: &Path, statements: &str, allow_edits: bool) -> Result<u8, Failure> {
    script::statements(&mut script_session(base, allow_edits)?, statements, "-c")?;
    Ok(0)
}

/// A session whose lines change the base only where that was allowed.
fn script_session(base: &Path, allow_edits: bool) -> Result<Session, Failure> {
    let mut session = Session::open(base, if allow_edits { OpenMode::Write } else { OpenMode::Read })?;
    (session.may_change, session.files_may_change) = (allow_edits, allow_edits);
    Ok(session)
}
