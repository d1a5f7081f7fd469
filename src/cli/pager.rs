//! Answers taller than the screen, shown by the program that `PAGER` names.

use std::{
    borrow::Cow,
    io::{self, Write as _},
    process::{Command, Stdio},
};

use anstream::adapter::strip_str;
use unicode_width::UnicodeWidthStr as _;

use super::{failure::Failure, line, progress, screen};

/// When answers go through the pager.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Paging {
    /// When they are taller than the screen.
    #[default]
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

/// Each with the word for it.
pub(super) const PAGINGS: [(&str, Paging); 3] = [("auto", Paging::Auto), ("on", Paging::On), ("off", Paging::Off)];

/// Lines that stand on the screen beside an answer: how it was read, and the prompt.
const BESIDE: usize = 3;

/// Prints an answer on the terminal, through the pager where it should be; without colours where these are not wanted.
/// The lines of `heading` were said before, and are again in the pager, which takes the whole screen.
pub(super) fn print((heading, text): (&str, &str), paging: Paging) -> Result<(), Failure> {
    let plain = || Cow::Owned(strip_str(text).to_string());
    let text = if screen::is_raw() || line::colours() { Cow::Borrowed(text) } else { plain() };
    let text = &*text;
    let wanted = match paging {
        Paging::On => true,
        Paging::Off => false,
        Paging::Auto => !screen::is_dumb() && is_tall(text),
    };
    if let Some(pager) = command().filter(|_| wanted) {
        let gap = if heading.is_empty() { "" } else { "\n" };
        match page(&pager, &[&*heading.lines().map(screen::told).collect::<Vec<_>>().join("\n"), gap, text].concat()) {
            Ok(()) => return Ok(()),
            Err(why) => screen::say(&format!(
                "the pager `{pager}` cannot show it ({}); `.pager off` leaves it out",
                reason(&why)
            )),
        }
    }
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Whether the text, with what stands beside it, is taller than the screen.
fn is_tall(text: &str) -> bool {
    let Some((terminal_size::Width(width), terminal_size::Height(height))) = terminal_size::terminal_size() else {
        return false;
    };
    let lines = text.lines().map(|line| strip_str(line).to_string().width().div_ceil(usize::from(width).max(1)).max(1));
    lines.sum::<usize>() + BESIDE > usize::from(height)
}

/// The program and its arguments: `PAGER`, or `less`; none where `PAGER` is empty.
fn command() -> Option<String> {
    let pager = std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
    Some(pager.trim().to_owned()).filter(|pager| !pager.is_empty())
}

/// Why a pager failed.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such program".to_owned(),
        _ => error.to_string(),
    }
}

/// Hands the text to the pager and waits for its end.
fn page(pager: &str, text: &str) -> io::Result<()> {
    let mut words = pager.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX"); // colours as they are, and what was shown stays on the screen
    }
    let _away = progress::leave_ctrl_c();
    let mut child = command.spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // whoever has seen enough ends the pager before it has read all
        let _ = input.write_all(text.as_bytes());
    }
    match child.wait()? {
        status if status.success() || status.code().is_none() => Ok(()),
        status => Err(io::Error::other(format!("it ended with {status}"))),
    }
}
