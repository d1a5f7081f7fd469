//! `dixit check`, `dixit stats`, `dixit backup`, `dixit original`.

use std::{
    io::{self, Write as _},
    path::Path,
};

use flate2::read::ZlibDecoder;

use super::{args, base, failure::Failure, screen, ui};
use crate::{
    output::Format,
    store::{OpenMode, Original},
    table::{Cell, Table},
};

/// Looks for damage; exit code 3 when there is any.
pub(super) fn check(path: &Path) -> Result<u8, Failure> {
    let store = base::open(path, OpenMode::Read)?;
    let found = store.read(|r| r.check(&mut |problem| Failure::Data(problem).print()))?;
    if found == 0 {
        screen::say("the base is sound");
        return Ok(0);
    }
    screen::say(&format!("{found} problems; bring the base back from a copy, or ingest again into a new one"));
    Ok(3)
}

/// Prints what is in the base, or how much room it takes.
pub(super) fn stats(path: &Path, given: &args::Stats) -> Result<u8, Failure> {
    let store = base::open(path, OpenMode::Read)?;
    let table = store.read(|r| if given.sizes { r.sizes() } else { r.stats() })?;
    screen::print(&figures(table, given.output.format()), &given.output)
}

/// The numbers of a base; what they count in the language that is spoken, where people read it.
pub(super) fn figures(mut table: Table, format: &Format) -> Table {
    for row in table.rows.iter_mut().filter(|_| !format.data) {
        row[0] = Cell::Text(ui::told(&row[0].text()).into_owned());
    }
    table
}

/// Copies the base into a new file.
pub(super) fn backup(path: &Path, file: &Path) -> Result<u8, Failure> {
    base::open(path, OpenMode::Read)?.backup(file)?;
    screen::say(&format!("copied to {}", file.display()));
    Ok(0)
}

/// Prints the bytes that a document was read from.
pub(super) fn original(path: &Path, key: &str) -> Result<u8, Failure> {
    let store = base::open(path, OpenMode::Read)?;
    let Some(Original { deflated, text }) = store.read(|r| r.original(key))? else {
        return Err(Failure::Refused(format!(
            "expected the key of a document, found “{key}”; `documents | show key` lists them"
        )));
    };
    let mut out = std::io::stdout().lock();
    match deflated {
        Some(bytes) => drop(io::copy(&mut ZlibDecoder::new(&bytes[..]), &mut out)?),
        None => out.write_all(text.as_bytes())?,
    }
    Ok(0)
}
