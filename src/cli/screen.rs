//! The two streams: answers on standard output, everything else on standard error.

use std::{
    io::{self, IsTerminal, Write},
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

use super::{
    args::Output,
    failure::{Failure, Place},
    report, ui,
};
use crate::{
    output::{Drawing, Layout, Tongue, clean_line},
    table::Table,
};

/// Whether texts are printed as they stand in documents.
static RAW: AtomicBool = AtomicBool::new(false);

/// From here on texts are printed as they stand in documents.
pub(super) fn print_raw() {
    RAW.store(true, Relaxed);
}

/// Whether texts are printed as they stand in documents.
pub(super) fn is_raw() -> bool {
    RAW.load(Relaxed)
}

/// Whether standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// How many columns the terminal has, where there is one.
pub(super) fn width() -> Option<usize> {
    layout(false).width.filter(|_| is_terminal())
}

/// How many lines the terminal has.
pub(super) fn height() -> Option<usize> {
    terminal_size::terminal_size().map(|(_, height)| usize::from(height.0))
}

/// Whether somebody sits at both ends.
pub(super) fn is_interactive() -> bool {
    io::stdin().is_terminal() && is_terminal()
}

/// Whether the terminal knows nothing but text.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// How answers are laid out: as wide as the terminal, or `COLUMNS` where there is none; drawn only on a terminal.
pub(super) fn layout(numbers: bool) -> Layout {
    let told = || std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|&c| c >= 20);
    let width = if is_terminal() { terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)) } else { None };
    let drawing = match is_terminal() {
        true if is_dumb() => Drawing::Ascii,
        true => Drawing::Blocks,
        false => Drawing::Nothing,
    };
    Layout {
        width: width.or_else(told),
        numbers,
        drawing,
        raw: is_raw(),
        tongue: Tongue(ui::told),
        ..Layout::default()
    }
}

/// Prints a table that answers no question of the language.
pub(super) fn print(table: &Table, output: &Output) -> Result<u8, Failure> {
    let layout = Layout { mark: output.mark(), ..layout(false) };
    let mut out = io::BufWriter::new(io::stdout().lock());
    (output.format().write)(table, layout, &mut out)?;
    out.flush()?;
    Ok(0)
}

/// The text with line breaks between words where the terminal ends; unchanged where there is none.
pub(super) fn wrapped(text: &str) -> String {
    hanging(text, 0)
}

/// One line broken between words where the terminal ends, what follows standing in as far as its second column.
pub(super) fn indented(line: &str) -> String {
    hanging(line, 15)
}

/// The same, what follows standing in by so many columns, where there is room for them.
pub(super) fn hanging(line: &str, columns: usize) -> String {
    width().map_or_else(|| line.to_owned(), |width| at_words(line, width, columns))
}

/// A text in lines of this width, broken at spaces alone, what follows standing in by so many columns, where there is room for them.
pub(super) fn at_words(text: &str, width: usize, columns: usize) -> String {
    let indent = " ".repeat(columns.min(width / 2));
    let options = textwrap::Options::new(width).subsequent_indent(&indent).break_words(false);
    // what is typed may hold hyphens: dates, names, keys
    textwrap::fill(text, options.word_splitter(textwrap::WordSplitter::NoHyphenation))
}

/// Says something on standard error, without the control characters that texts may smuggle in.
pub(super) fn say(message: &str) {
    if report::is_json() {
        return report::note(message);
    }
    // there is nobody left to tell when standard error is closed
    let _ = message.lines().try_for_each(|line| writeln!(anstream::stderr(), "{}", told(line)));
}

/// A line as it is said: in the language that is spoken, harmless, broken between words.
pub(super) fn told(line: &str) -> String {
    wrapped(&clean_line(&ui::told(line)))
}

/// Says what went wrong, and where.
pub(super) fn complain(message: &str, place: Option<&Place>, exit_code: u8) {
    if report::is_json() {
        return report::error(message, place, exit_code);
    }
    let place = place.map(|place| format!("{place}: ")).unwrap_or_default();
    let (first, rest) = message.split_once('\n').unwrap_or((message, ""));
    let (error, first) = (ui::told("error"), ui::told(first));
    let told = format!("\x1b[1;31m{error}\x1b[0m: {}", clean_line(&(place + &*first)));
    let _ = writeln!(anstream::stderr(), "{}", wrapped(&told));
    say(rest);
}
