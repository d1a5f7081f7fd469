//! Where the library meets the user: arguments, answers on standard output, messages on standard error, exit codes.

mod annotate;
mod answer;
mod args;
mod ask;
mod base;
mod care;
mod caveats;
mod demo;
mod discover;
mod doctor;
mod dot;
mod edit;
mod evidence;
mod explain;
mod export;
mod failure;
mod file;
mod gate;
mod gazetteer;
mod given;
mod ingest;
mod language;
mod line;
mod manual;
mod names;
mod pager;
mod paths;
mod problem;
mod progress;
mod prompt;
mod questions;
mod reconcile;
mod run;
mod screen;
mod script;
mod session;
mod ui;

pub use names::BaseNames;

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, parser::ValueSource};

use self::{
    args::{Args, Command},
    failure::Failure,
    session::{Outcome, Session},
};
use crate::{query, store::OpenMode};

/// Nothing was found, where `--fail-empty` asked to be told.
const NOTHING: u8 = 1;

/// Runs the program with the arguments it was started with.
pub fn run() -> ExitCode {
    let given = run::in_order(std::env::args_os());
    if let Some(language) = ui::named(&given) {
        ui::speak(&language);
    }
    let matches = ui::described(Args::command()).get_matches_from(given);
    let named = matches.value_source("db") == Some(ValueSource::CommandLine);
    let args = Args::from_arg_matches(&matches).unwrap_or_else(|e| e.exit());
    match carry_out(args, named) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            failure.print();
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Does what the arguments say; `named` tells whether a base stands among them, and not only in the environment.
fn carry_out(args: Args, named: bool) -> Result<u8, Failure> {
    if let Some(Command::Demo) = args.command {
        return demo::run(args.db);
    }
    if args.statements.is_some() && args.command.is_some() {
        return Err(Failure::Refused("expected statements behind -c or a command, found both".to_owned()));
    }
    if args.read_only {
        base::only_read();
    }
    if args.raw {
        screen::print_raw();
    }
    let base = paths::base(args.db)?;
    match args.command {
        Some(Command::Ingest(options)) => ingest::run(&base, &options),
        Some(Command::Ask(ask)) => question(&base, &query::join(&ask.words), &ask.output),
        Some(Command::Run(given)) => question(&base, &run::question(&given), &given.output),
        Some(Command::Annotate(options)) => annotate::run(&options, named.then_some(&*base)),
        Some(Command::Language(asked)) => language::run(&asked),
        Some(Command::Gazetteer(asked)) => gazetteer::run(&base, &asked),
        Some(Command::Discover(given)) => discover::run(&base, &given),
        Some(Command::Reconcile) => reconcile::run(&base),
        Some(Command::Serve(given)) => reconcile::serve(&base, &given),
        Some(Command::Check) => care::check(&base),
        Some(Command::Stats(stats)) => care::stats(&base, &stats),
        Some(Command::Backup { file }) => care::backup(&base, &file),
        Some(Command::Open { key, whole: false }) => row(&base, &format!(".open {key}")),
        Some(Command::Open { key, whole: true }) => row(&base, &format!(".doc {key}")),
        Some(Command::Why { key }) => row(&base, &format!(".why {key}")),
        Some(Command::Cite { keys, output }) => cite(&base, &keys, output.format),
        Some(Command::Original { key }) => care::original(&base, &key),
        Some(Command::Dump) => dump(&base),
        Some(Command::Refresh) => ingest::refresh(&base),
        Some(Command::Doctor) => doctor::run(&base),
        Some(Command::Completions { shell }) => manual::completions(shell),
        Some(Command::Man { folder }) => manual::pages(&folder),
        None | Some(Command::Demo) => match args.statements {
            Some(statements) => prompt::given(&base, &statements, args.allow_edits),
            None => prompt::run(&base, args.allow_edits),
        },
    }
}

/// Answers one question and ends.
fn question(base: &std::path::Path, source: &str, output: &args::Output) -> Result<u8, Failure> {
    let mode = if session::writes(source) { OpenMode::Write } else { OpenMode::Read };
    let mut session = Session::open(base, mode)?;
    session.heed(output);
    let outcome = session.execute(source)?;
    Ok(if output.fail_empty && outcome == Outcome::Empty { NOTHING } else { 0 })
}

/// Carries out a command of the prompt about what stands under a key.
fn row(base: &std::path::Path, line: &str) -> Result<u8, Failure> {
    dot::run(&mut Session::open(base, OpenMode::Read)?, line).map(|_| 0)
}

/// Prints footnotes.
fn cite(base: &std::path::Path, keys: &[String], format: &crate::output::Format) -> Result<u8, Failure> {
    let session = Session::open(base, OpenMode::Read)?;
    dot::rows::print(&dot::rows::cited(&session, keys)?, format)?;
    Ok(0)
}

fn dump(base: &std::path::Path) -> Result<u8, Failure> {
    let session = Session::open(base, OpenMode::Read)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    session.store.read(|r| r.dump(&mut out).map_err(Failure::from))?;
    std::io::Write::flush(&mut out)?;
    Ok(0)
}
