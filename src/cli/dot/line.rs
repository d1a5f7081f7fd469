//! Commands about the line itself: what is kept of it, and its keys.

use rustyline::EditMode;

use super::Next;
use crate::cli::{failure::Failure, session::Session};

/// What the prompt does about its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Typing {
    /// Lists the history.
    List,
    /// Keeps lines in it, or not.
    Keep(bool),
    /// Forgets it.
    Clear,
    /// Takes the keys of this editor.
    Keys(EditMode),
}

/// What `.history` takes.
pub(super) const HISTORY: [(&str, Typing); 3] =
    [("on", Typing::Keep(true)), ("off", Typing::Keep(false)), ("clear", Typing::Clear)];

/// What `.keys` and `DIXIT_KEYS` take.
pub(in crate::cli) const KEYS: [(&str, EditMode); 2] = [("emacs", EditMode::Emacs), ("vi", EditMode::Vi)];

/// `.history`
pub(super) fn history(session: &mut Session, word: &str) -> Result<Next, Failure> {
    at_prompt(session, ".history")?;
    if word.is_empty() {
        return Ok(Next::Typing(Typing::List));
    }
    Ok(Next::Typing(meant(word, &HISTORY)?))
}

/// `.keys`
pub(super) fn keys(session: &mut Session, word: &str) -> Result<Next, Failure> {
    at_prompt(session, ".keys")?;
    Ok(Next::Typing(Typing::Keys(meant(word, &KEYS)?)))
}

/// What `word` means.
pub(super) fn meant<T: Copy>(word: &str, meanings: &[(&str, T)]) -> Result<T, Failure> {
    let words: Vec<&str> = meanings.iter().map(|(own, _)| *own).collect();
    let found = meanings.iter().find(|(own, _)| *own == word).map(|(_, meant)| *meant);
    let refused = || Failure::Refused(format!("expected one of {}, found `{word}`", words.join(", ")));
    found.ok_or_else(refused)
}

fn at_prompt(session: &Session, name: &str) -> Result<(), Failure> {
    if session.numbers && session.files == 0 {
        return Ok(());
    }
    Err(Failure::Refused(format!(
        "expected `{name}` to be typed at the prompt, found it in a file or a pipe; leave it out"
    )))
}
