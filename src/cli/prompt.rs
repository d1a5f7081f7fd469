//! The prompt: questions one after the other, from a terminal or from a pipe.

use std::{cell::RefCell, fs, io, path::Path, rc::Rc};

use rustyline::{Config, Editor, error::ReadlineError, history::FileHistory};

use super::{
    ask, base,
    dot::{self, Next},
    failure::Failure,
    line::Line,
    paths, screen, script,
    session::Session,
    ui,
};
use crate::{query, store::OpenMode};

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
    let session = Rc::new(RefCell::new(session));
    let config = Config::builder()
        .history_ignore_space(true)
        .completion_type(rustyline::CompletionType::List)
        .auto_add_history(false)
        .build();
    let mut editor: Editor<Line, FileHistory> = Editor::with_config(config).map_err(broken)?;
    editor.set_helper(Some(Line(Rc::clone(&session))));
    let history = paths::history()?;
    // no history yet is no reason to complain
    let _ = editor.load_history(&history);
    loop {
        match editor.readline("dixit> ") {
            Ok(line) => {
                let _ = editor.add_history_entry(line.as_str());
                keep_history(&mut editor, &history);
                let Some(whole) = ask::completed(&mut editor, &session, line.trim())?.filter(|line| !line.is_empty())
                else {
                    continue;
                };
                if whole != line.trim() {
                    let _ = editor.add_history_entry(whole.as_str());
                    keep_history(&mut editor, &history);
                }
                match dot::line(&mut session.borrow_mut(), &whole) {
                    Ok(Next::Go) => {}
                    Ok(Next::Quit) => return Ok(0),
                    Err(Failure::ClosedPipe) => return Ok(0),
                    Err(failure) => failure.print(),
                }
            }
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => return Ok(0),
            Err(error) => return Err(broken(error)),
        }
    }
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

/// Writes the history for the user's eyes only; a history that cannot be written is no reason to stop.
fn keep_history(editor: &mut Editor<Line, FileHistory>, path: &Path) {
    if base::is_only_read() {
        return;
    }
    if let Some(folder) = path.parent() {
        let _ = fs::create_dir_all(folder);
    }
    let _ = editor.save_history(path);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o600));
    }
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
    script::run(&mut script_session(base, allow_edits)?, io::stdin().lock(), "line")?;
    Ok(0)
}

/// Statements of the command line, apart by `;`.
pub(super) fn given(base: &Path, statements: &str, allow_edits: bool) -> Result<u8, Failure> {
    let lines = query::statements(statements).join("\n");
    script::run(&mut script_session(base, allow_edits)?, lines.as_bytes(), "statement")?;
    Ok(0)
}

/// A session whose lines change the base only where that was allowed.
fn script_session(base: &Path, allow_edits: bool) -> Result<Session, Failure> {
    let mut session = Session::open(base, if allow_edits { OpenMode::Write } else { OpenMode::Read })?;
    (session.may_change, session.files_may_change) = (allow_edits, allow_edits);
    Ok(session)
}
