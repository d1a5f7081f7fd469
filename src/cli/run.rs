//! `dixit run`: options that are called like the parameters of a saved question; and options behind the words of a question.

use std::ffi::{OsStr, OsString};

use clap::Arg;

use super::args::{self, Run};
use crate::query::value;

/// The arguments with those of `dixit run` and `dixit ask` in the order that clap reads: their own options first. Arguments of other
/// commands stay as they are.
pub(super) fn in_order(given: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let given: Vec<OsString> = given.collect();
    let Some(at) = command_at(&given) else { return given };
    let (before, rest) = given.split_at(at + 1);
    match given[at].to_str() {
        Some("run") => run_in_order(before, rest),
        Some("ask") => ask_in_order(before, rest),
        _ => given,
    }
}

/// Those of `dixit ask`: its options, then the words.
fn ask_in_order(before: &[OsString], rest: &[OsString]) -> Vec<OsString> {
    let (rest, plain) = rest.split_at(rest.iter().position(|word| word == "--").unwrap_or(rest.len()));
    let (mut own, mut question) = (Vec::new(), Vec::new());
    let mut words = rest.iter().peekable();
    while let Some(word) = words.next() {
        match Word::of(word) {
            Word::Own { alone: true } if is_option(word) || question.is_empty() => own.push(word.clone()),
            Word::Own { alone: false } => own.extend([Some(word), words.next()].into_iter().flatten().cloned()),
            _ => question.push(word.clone()),
        }
    }
    [before, &own, &question, plain].concat()
}

/// Those of `dixit run`: its options, the name, values as `who=…`, and stages.
fn run_in_order(before: &[OsString], rest: &[OsString]) -> Vec<OsString> {
    let (mut own, mut name, mut values) = (Vec::new(), None, Vec::new());
    let mut words = rest.iter().peekable();
    let mut in_stages = false;
    while let Some(word) = words.next() {
        in_stages |= is_bar(word);
        match Word::of(word) {
            Word::Own { alone: true } => own.push(word.clone()),
            Word::Own { alone: false } => own.extend([Some(word), words.next()].into_iter().flatten().cloned()),
            Word::Value(name, Some(value)) if !in_stages => values.push(handed(name, value.as_ref())),
            Word::Value(name, None) if !in_stages => match words.next_if(|next| !is_option(next)) {
                Some(value) => values.push(handed(name, value)),
                None => values.push(name.into()), // the language says that `=` is missing
            },
            Word::Plain if word == "--" => {}
            Word::Plain if name.is_none() && !in_stages => name = Some(word.clone()),
            Word::Value(..) | Word::Plain => values.push(word.clone()),
        }
    }
    [before, &own, &["--".into()], name.as_slice(), &values].concat()
}

/// The `run` statement.
pub(super) fn question(given: &Run) -> String {
    let stages = given.values.iter().position(|word| is_bar(word.as_ref())).unwrap_or(given.values.len());
    let (arguments, stages) = given.values.split_at(stages);
    let argument = |given: &String| match given.split_once('=') {
        Some((name, text)) => format!("{}={}", name.trim(), value(text)),
        None => given.clone(),
    };
    let arguments = arguments.iter().map(argument).collect::<Vec<_>>().join(", ");
    format!("run {} {arguments} {}", given.name, stages.join(" ")).trim_end().to_owned()
}

/// Where the command stands: the first argument that is no option, nor the value of one.
fn command_at(given: &[OsString]) -> Option<usize> {
    let mut at = 1;
    while let Some(word) = given.get(at) {
        at += match Word::of(word) {
            Word::Own { alone } => 1 + usize::from(!alone),
            Word::Plain => return Some(at),
            Word::Value(..) => return None,
        };
    }
    None
}

/// Whether stages begin here.
fn is_bar(word: &OsStr) -> bool {
    word == "then" || word.to_str().is_some_and(|word| word.trim_start().starts_with('|'))
}

fn is_option(word: &OsStr) -> bool {
    word.to_str().is_some_and(|word| word.starts_with("--") && word.len() > 2)
}

fn handed(name: &str, value: &OsStr) -> OsString {
    let mut word = OsString::from(format!("{name}="));
    word.push(value);
    word
}

/// One argument.
enum Word<'w> {
    /// An option of dixit; alone when its value does not follow.
    Own { alone: bool },
    /// An option that is called like a parameter, with its value unless that follows.
    Value(&'w str, Option<&'w str>),
    /// Anything else.
    Plain,
}

impl<'w> Word<'w> {
    fn of(word: &'w OsString) -> Self {
        let text = word.to_str().unwrap_or_default();
        let Some(option) = text.strip_prefix("--").filter(|option| !option.is_empty()) else {
            let short = text.len() > 1 && text.starts_with('-') && text != "--";
            return if short { Word::Own { alone: true } } else { Word::Plain };
        };
        let (name, value) = option.split_once('=').map_or((option, None), |(name, value)| (name, Some(value)));
        match own_option(name) {
            Some(takes_value) => Word::Own { alone: value.is_some() || !takes_value },
            None => Word::Value(name, value),
        }
    }
}

/// Whether an option of dixit or of `dixit run` takes a value; none where there is no such option.
fn own_option(name: &str) -> Option<bool> {
    let whole = args::command();
    let run = whole.find_subcommand("run"); // `ask` has the same
    let mut known = whole.get_arguments().chain(run.into_iter().flat_map(clap::Command::get_arguments));
    let takes_value = |arg: &Arg| arg.get_action().takes_values();
    match name {
        "help" | "version" => Some(false),
        _ => known.find(|arg| arg.get_long() == Some(name)).map(takes_value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_parameters_become_values() {
        for (given, expected) in [
            ("dixit ask --who x", "dixit ask --who x"),
            ("dixit ask quotes | count --format csv", "dixit ask --format csv quotes | count"),
            ("dixit --db b ask names --fail-empty -x --raw", "dixit --db b ask --fail-empty --raw names -x"),
            ("dixit ask names -- --format csv", "dixit ask names -- --format csv"),
            ("dixit annotate a --format csv", "dixit annotate a --format csv"),
            ("dixit run q", "dixit run -- q"),
            ("dixit run q --who X --format csv", "dixit run --format csv -- q who=X"),
            ("dixit --db b run --fail-empty q --who=X a=b", "dixit --db b run --fail-empty -- q who=X a=b"),
            (
                "dixit run q --db=b --from 2024 | count --format csv",
                "dixit run --db=b --format csv -- q from=2024 | count",
            ),
            ("dixit run q | show --who x", "dixit run -- q | show --who x"),
            ("dixit run q --who", "dixit run -- q who"),
            ("dixit run q --who --fail-empty", "dixit run --fail-empty -- q who"),
            ("dixit run --who X q a=b", "dixit run -- q who=X a=b"),
            ("dixit run -- q --", "dixit run -- q"),
            ("dixit run --help", "dixit run --help --"),
            ("dixit --help run", "dixit --help run --"),
            ("dixit", "dixit"),
        ] {
            let words = in_order(given.split(' ').map(OsString::from));
            let shown: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
            assert_eq!(shown.join(" "), expected);
        }
    }
}
