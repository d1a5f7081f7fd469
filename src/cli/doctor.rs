//! `dixit doctor`: versions, places and numbers, for a report of something that goes wrong.

use std::{io::Write as _, path::Path};

use super::{
    failure::Failure,
    paths,
    settings::{self, SETTINGS},
};
use crate::{
    annotate::ENGINE,
    language,
    output::clean_line,
    store::{self, OpenMode, Store},
};

/// How wide the first column is.
const WIDTH: usize = 24;

/// Tells what can be told, whether there is a base or not; exit code 3 where there is one that cannot be opened.
/// What was wrong with the settings is told last.
pub(super) fn run(path: &Path, heeded: Result<(), Failure>) -> Result<u8, Failure> {
    let history = paths::history(path).map_or_else(|_| "none".to_owned(), |path| path.display().to_string());
    let mut told: Vec<(String, String)> = [
        ("dixit", env!("CARGO_PKG_VERSION").to_owned()),
        ("annotates as", format!("version {ENGINE}")),
        ("language packs", packs()),
        ("SQLite", store::sqlite().to_owned()),
        ("system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
        ("configuration", configuration()),
        ("history", history),
        ("base", path.display().to_string()),
    ]
    .map(|(what, value)| (what.to_owned(), value))
    .into();
    told.extend(set());
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
    out.flush()?;
    heeded?;
    Ok(if path.exists() && opened.is_err() { 3 } else { 0 })
}

/// Where the configuration file is, and whether it was read.
fn configuration() -> String {
    match &settings::now().file {
        Some((path, true)) => format!("{} (read)", path.display()),
        Some((path, false)) => format!("{} (there is none)", path.display()),
        None => "none".to_owned(),
    }
}

/// Every setting, and by whom it is set.
fn set() -> impl Iterator<Item = (String, String)> {
    SETTINGS.iter().map(|setting| {
        let told = match settings::now().get(setting.name) {
            Some((value, origin)) => format!("{value} (by {})", origin.phrase()),
            None => format!("{} (unless set)", setting.usual),
        };
        (format!("set: {}", setting.name), told)
    })
}

fn packs() -> String {
    let codes = |packs: Vec<language::Pack>| packs.into_iter().map(|pack| pack.code).collect::<Vec<_>>().join(", ");
    language::shipped().map_or_else(|error| error.to_string(), codes)
}
