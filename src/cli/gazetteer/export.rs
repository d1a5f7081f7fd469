//! `dixit gazetteer export` and `formats`.

use std::{
    io::{self, Write},
    path::Path,
};

use super::{
    super::{args, base, failure::Failure, file, screen},
    table,
};
use crate::{
    gazetteer::{
        Gazetteer,
        exchange::{self, Dropped, FORMATS},
    },
    import,
    query::syntax::Export,
    store::OpenMode,
    table::Cell,
};

/// Writes the gazetteer of the base, or the shipped one where there is no base yet; says what the format has no place for.
pub(super) fn run(path: &Path, given: &args::GazetteerExport) -> Result<u8, Failure> {
    let Some(write) = given.format.write else {
        let known: Vec<&str> = FORMATS.iter().filter(|f| f.write.is_some()).map(|f| f.name).collect();
        let expected =
            format!("expected one of {}, found “{}”, which is only read", known.join(", "), given.format.name);
        return Err(Failure::Refused(expected));
    };
    let gazetteer = gazetteer(path)?;
    let mut dropped = Vec::new();
    let mut work = |out: &mut dyn Write| -> io::Result<()> {
        dropped = write(&mut exchange::told(&gazetteer), out)?;
        Ok(())
    };
    match &given.file {
        Some(to) => {
            let export = Export { file: to.display().to_string(), replacing: given.replacing };
            file::write((path, &export), work)?;
            screen::say(&format!("written: {}", to.display()));
        }
        None => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            work(&mut out)?;
            out.flush()?;
        }
    }
    if !dropped.is_empty() {
        screen::say(&format!("{} has no place for: {}", given.format.name, told(&dropped)));
    }
    Ok(0)
}

fn gazetteer(path: &Path) -> Result<Gazetteer, Failure> {
    if !path.exists() {
        return Ok(Gazetteer::shipped());
    }
    let store = base::open(path, OpenMode::Read)?;
    Ok(store.read(import::annotator_of)?.gazetteer().clone())
}

fn told(dropped: &[Dropped]) -> String {
    dropped.iter().map(|dropped| format!("{} ({})", dropped.what, dropped.times)).collect::<Vec<_>>().join("; ")
}

/// Prints the registry of formats.
pub(super) fn formats(output: &args::Output) -> Result<u8, Failure> {
    let rows = FORMATS.iter().map(|format| {
        let ways = if format.write.is_some() { "in and out" } else { "in" };
        [format.name, ways, format.meaning, format.reads, format.lacks].map(|text| Cell::Text(text.to_owned())).to_vec()
    });
    let table = table(&["format", "ways", "what it is", "what is read", "what it has no place for"], rows.collect());
    screen::print(&table, output)
}
