//! The language that the program speaks: English, or another one of `data/ui`, a catalogue each. What questions are made of, and
//! what programs read, is the same in all.

mod catalogue;
#[cfg(test)]
mod tests;

use std::{
    borrow::Cow,
    ffi::{OsStr, OsString},
    sync::OnceLock,
};

use clap::{
    Arg, Command,
    builder::{PossibleValuesParser, Resettable, StyledStr},
};

use self::catalogue::Catalogue;

/// Every catalogue, file name and text.
const CATALOGUES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/ui.rs"));

/// What needs no catalogue.
const ENGLISH: &str = "en";

/// The variable that names the language.
pub(super) const VARIABLE: &str = "DIXIT_UI";

static SPOKEN: OnceLock<Catalogue> = OnceLock::new();

/// The languages there are, by their codes.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    std::iter::once(ENGLISH).chain(CATALOGUES.iter().map(|(file, _)| code(file)))
}

/// The same, as what an option may say.
pub(super) fn languages() -> PossibleValuesParser {
    PossibleValuesParser::new(codes())
}

fn code(file: &'static str) -> &'static str {
    file.trim_end_matches(".tsv")
}

/// The language that arguments or the environment name, right or not; before they are read, since help is told in it, too.
pub(super) fn named(arguments: &[OsString]) -> Option<OsString> {
    let mut given = arguments.iter().take_while(|word| *word != "--");
    while let Some(word) = given.next() {
        match word.to_str().and_then(|word| word.strip_prefix("--ui")) {
            Some("") => return given.next().cloned(),
            Some(value) if value.starts_with('=') => return Some(value[1..].into()),
            _ => {}
        }
    }
    std::env::var_os(VARIABLE)
}

/// From here on the program speaks this language; a code that is none leaves it at English.
pub(super) fn speak(language: &OsStr) {
    if let Some((_, text)) = CATALOGUES.iter().find(|(file, _)| code(file) == language) {
        SPOKEN.get_or_init(|| Catalogue::read(text));
    }
}

/// A message in the language that is spoken; as it is where the catalogue does not have it.
pub(super) fn told(message: &str) -> Cow<'_, str> {
    SPOKEN.get().and_then(|spoken| spoken.find(message)).map_or(Cow::Borrowed(message), Cow::Owned)
}

/// The same, line by line.
fn lines_told(text: &str) -> String {
    text.split('\n').map(told).collect::<Vec<_>>().join("\n")
}

/// A message that is always the same in the language that is spoken: what may be somebody's own words is not taken apart.
pub(super) fn whole(message: &str) -> &str {
    SPOKEN.get().and_then(|spoken| spoken.whole(message)).unwrap_or(message)
}

/// The description of the command line in the language that is spoken.
pub(super) fn described(mut command: Command) -> Command {
    if SPOKEN.get().is_some() {
        command.build(); // what clap adds itself is there from now on
        command = translated(command);
    }
    command
}

fn translated(command: Command) -> Command {
    let said = |text: Option<&StyledStr>| text.map(|text| StyledStr::from(lines_told(&text.to_string())));
    let (about, after) = (said(command.get_about()), said(command.get_after_help()));
    let argument = |arg: Arg| {
        let help = said(arg.get_help());
        arg.help(Resettable::from(help))
    };
    let command = command.about(Resettable::from(about)).after_help(Resettable::from(after));
    command.subcommand_help_heading(whole("Commands")).mut_args(argument).mut_subcommands(translated)
}
