//! `dixit demo`: the shipped sample articles, three questions, and the prompt.

use std::{fs, io::Write as _, path::PathBuf};

use super::{args, failure::Failure, ingest, paths, prompt, screen, session::Session};
use crate::store::OpenMode;

/// The shipped articles, file name and text.
const SAMPLES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/samples.rs"));

/// What the demonstration asks.
const QUESTIONS: [&str; 3] =
    ["who said \"petit nombre\"", "mentions of Vassili Nebenzia | count by spelling", "who denied about Corée du Nord"];

/// Reads the samples into `base`, or into a base of their own, asks three questions and goes on at the prompt; ends there
/// when there is no terminal.
pub(super) fn run(base: Option<PathBuf>) -> Result<u8, Failure> {
    let folder = paths::data_folder()?.join("demo");
    let base = base.unwrap_or_else(|| folder.join("demo.db"));
    let files = write_samples(&folder.join("samples"))?;
    ingest::run(&base, &args::Ingest { files, ..Default::default() })?;
    let mut session = Session::open(&base, OpenMode::Read)?;
    for question in QUESTIONS {
        writeln!(anstream::stdout(), "\ndixit> {question}")?;
        session.execute(question)?;
    }
    drop(session);
    if screen::is_interactive() { prompt::run(&base, false) } else { Ok(0) }
}

/// Lays the samples out as files, where they do not lie already.
pub(super) fn write_samples(folder: &std::path::Path) -> Result<Vec<PathBuf>, Failure> {
    let explain =
        |e: std::io::Error| Failure::Data(format!("{}: expected a folder that can be written: {e}", folder.display()));
    fs::create_dir_all(folder).map_err(explain)?;
    let lay = |(name, text): &(&str, &str)| {
        let path = folder.join(name);
        if fs::read_to_string(&path).ok().as_deref() != Some(*text) {
            fs::write(&path, text).map_err(explain)?;
        }
        Ok(path)
    };
    SAMPLES.iter().map(lay).collect()
}
