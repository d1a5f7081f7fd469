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
mod help;
mod history;
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
mod report;
mod rows;
mod run;
mod screen;
mod script;
mod session;
mod settings;
mod sql;
mod tables;
mod tour;
mod ui;
mod watch;

pub use names::BaseNames;

use std::process::ExitCode;

use clap::{FromArgMatches as _, error::ErrorKind};

use self::{
    args::{Args, Command},
    failure::Failure,
    session::{Outcome, Session},
};
use crate::{query, store::OpenMode};

/// Nothing was found, where `--fail-empty` asked to be told.
const NOTHING: u8 = 1;

/// The arguments are wrong.
const MISREAD: u8 = 2;

/// Runs the program with the arguments it was started with.
pub fn run() -> ExitCode {
    let given = run::in_order(std::env::args_os());
    let json = given.iter().take_while(|word| *word != "--").any(|word| word == "--json");
    if let Some(language) = ui::named(&given).filter(|_| !json) {
        ui::speak(&language);
    }
    let args = match args::command().try_get_matches_from(&given).and_then(|found| Args::from_arg_matches(&found)) {
        Ok(args) => args,
        Err(error) => return misread(&error, json),
    };
    if args.json {
        report::as_json();
    }
    match carry_out(args) {
        Ok(code) => {
            if report::is_json() {
                report::end(code);
            }
            ExitCode::from(code)
        }
        Err(failure) => {
            failure.print();
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Tells what is wrong with the arguments, or the help that they ask for.
fn misread(error: &clap::Error, json: bool) -> ExitCode {
    let bare = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if !error.use_stderr() || bare && !json {
        error.exit();
    }
    if json {
        report::as_json();
    }
    let told = error.render().to_string();
    Failure::Refused(told.trim_start_matches("error: ").trim_end().to_owned()).print();
    ExitCode::from(MISREAD)
}

/// Does what the arguments say.
fn carry_out(args: Args) -> Result<u8, Failure> {
    let named = args.db.is_some();
    let heeded = settings::heed(&args);
    let set = settings::now();
    if let Some((language, _)) = set.get("ui") {
        ui::speak(language.as_ref());
    }
    if set.switch("read-only") == Some(true) {
        base::only_read();
    }
    if set.switch("raw") == Some(true) {
        screen::print_raw();
    }
    if let Some(Command::Doctor) = args.command {
        return doctor::run(&paths::base(set.base(false))?, heeded);
    }
    heeded?;
    if let Some(Command::Demo) = args.command {
        return demo::run(set.base(true));
    }
    if let Some(Command::Tour) = args.command {
        return tour::run();
    }
    if args.statements.is_some() && args.command.is_some() {
        return Err(Failure::Refused("expected statements behind -c or a command, found both".to_owned()));
    }
    let base = paths::base(set.base(false))?;
    match args.command {
        Some(Command::Ingest(options)) => ingest::run(&base, &options),
        Some(Command::Ask(ask)) => question(&base, &query::join(&ask.words), &ask.output),
        Some(Command::Run(given)) => question(&base, &run::question(&given), &given.output),
        Some(Command::Sql(given)) => sql::run(&base, &given),
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
        Some(Command::Cite { keys, output }) => cite(&base, &keys, output.format()),
        Some(Command::Original { key }) => care::original(&base, &key),
        Some(Command::Dump { folder: Some(folder), .. }) => tables::dump(&base, &folder),
        Some(Command::Dump { folder: None, .. }) => dump(&base),
        Some(Command::Load { folder }) => tables::load(&base, &folder),
        Some(Command::Rows { columns: true }) => rows::columns(),
        Some(Command::Rows { columns: false }) => rows::run(named.then_some(&*base)),
        Some(Command::Alike) => rows::alike(),
        Some(Command::Refresh) => ingest::refresh(&base),
        Some(Command::Completions { shell }) => manual::completions(shell),
        Some(Command::Man { folder }) => manual::pages(&folder),
        None | Some(Command::Demo | Command::Doctor | Command::Tour) => match args.statements {
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
