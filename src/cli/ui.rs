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
    builder::{PossibleValue, PossibleValuesParser, Resettable, Str, StyledStr},
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
    found_whole(message).unwrap_or(message)
}

fn found_whole(message: &str) -> Option<&'static str> {
    SPOKEN.get().and_then(|spoken| spoken.whole(message))
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
    let (about, after) = (said(command.get_about()), said(command.get_after_help()));
    let long = said(command.get_after_long_help());
    let parts = parts(&command);
    let command = command.about(Resettable::from(about)).after_help(Resettable::from(after)).help_template(parts);
    let command = command.after_long_help(Resettable::from(long));
    command.subcommand_value_name(whole("COMMAND")).mut_args(argument).mut_subcommands(translated)
}

fn said(text: Option<&StyledStr>) -> Option<StyledStr> {
    text.map(|text| StyledStr::from(lines_told(&text.to_string())))
}

/// The parts of the help of a command, in the order that clap has them in, under headings of our own.
fn parts(command: &Command) -> String {
    let (title, header) = (command.get_styles().get_usage(), command.get_styles().get_header());
    let part = |heading, tag| format!("\n\n{header}{}{header:#}\n{{{tag}}}", whole(heading));
    let has = |positional| command.get_arguments().any(|arg| arg.is_positional() == positional);
    let parts = [
        command.has_subcommands().then(|| part("Commands:", "subcommands")),
        has(true).then(|| part("Arguments:", "positionals")),
        has(false).then(|| part("Options:", "options")),
    ];
    let parts: String = parts.into_iter().flatten().collect();
    format!("{{about-with-newline}}\n{title}{}{title:#} {{usage}}{parts}{{after-help}}", whole("Usage:"))
}

/// An argument that tells its values itself, since clap does so in English alone.
fn argument(arg: Arg) -> Arg {
    let names = arg.get_value_names().unwrap_or_default().iter();
    let names: Vec<Str> = names.map(|name| found_whole(name).map_or_else(|| name.clone(), Str::from)).collect();
    let (help, long) = (said(arg.get_help()).unwrap_or_default().to_string(), said(arg.get_long_help()));
    let (default, possible) = if arg.get_action().takes_values() { values(&arg) } else { Default::default() };
    let list = listed(&arg).map(|list| format!("{help}{default}\n\n{list}").into());
    let arg = arg.long_help(Resettable::from(list.or(long))).help(help + &default + &possible);
    let arg = if names.is_empty() { arg } else { arg.value_names(names) };
    arg.hide_default_value(true).hide_possible_values(true)
}

/// What an argument is unless it is given, and what it may be.
fn values(arg: &Arg) -> (String, String) {
    let told = |head: &str, values: Vec<Cow<'_, str>>| match values.join(", ") {
        none if none.is_empty() => none,
        values => format!(" {}", told(&format!("[{head}: {values}]"))),
    };
    let possible = arg.get_possible_values();
    let possible = possible.iter().map(|value| value.get_name().into()).collect();
    let default = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    (told("default", default), told("possible values", possible))
}

/// What an argument may be, with what each of these is; none where they say nothing of themselves.
fn listed(arg: &Arg) -> Option<String> {
    let possible = arg.get_possible_values();
    let line =
        |value: &PossibleValue| Some(format!("\n- {}", told(&format!("{}: {}", value.get_name(), value.get_help()?))));
    let lines: String = possible.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| whole("Possible values:").to_owned() + &lines)
}
