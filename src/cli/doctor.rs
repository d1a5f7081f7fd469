//! `dixit doctor`: versions, places and numbers, for a report of something that goes wrong.

use std::{io::Write as _, path::Path};

use super::{failure::Failure, paths};
use crate::{
    annotate::ENGINE,
    language,
    output::clean_line,
    store::{self, OpenMode, Store},
};

/// How wide the first column is.
const WIDTH: usize = 24;

/// Tells what can be told, whether there is a base or not; exit code 3 where there is one that cannot be opened.
pub(super) fn run(path: &Path) -> Result<u8, Failure> {
    let history = paths::history(path).map_or_else(|_| "none".to_owned(), |path| path.display().to_string());
    let mut told: Vec<(String, String)> = [
        ("dixit", env!("CARGO_PKG_VERSION").to_owned()),
        ("annotates as", format!("version {ENGINE}")),
        ("language packs", packs()),
        ("SQLite", store::sqlite().to_owned()),
        ("system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
        ("history", history),
        ("base", path.display().to_string()),
    ]
    .map(|(what, value)| (what.to_owned(), value))
    .into();
    let opened = Store::open(path, OpenMode::Read);
    match &opened {
        Err(error) => told.push(("not opened".to_owned(), error.to_string())),
        Ok(store) => {
            let stats = store.read(|r| r.stats())?;
            told.extend(stats.rows.iter().map(|row| (row[0].text().into_owned(), row[1].text().into_owned())));
        }
    }
    let mut out = std::io::stdout().lock();
    for (what, value) in told {
        writeln!(out, "{what:<WIDTH$} {}", clean_line(&value))?;
    }
    Ok(if path.exists() && opened.is_err() { 3 } else { 0 })
}

fn packs() -> String {
    let codes = |packs: Vec<language::Pack>| packs.into_iter().map(|pack| pack.code).collect::<Vec<_>>().join(", ");
    language::shipped().map_or_else(|error| error.to_string(), codes)
}
