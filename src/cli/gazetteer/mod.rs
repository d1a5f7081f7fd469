//! `dixit gazetteer`: what the gazetteer holds, the user's edits of it, and gazetteers of others in and out.

mod edits;
mod export;
mod import;
mod teller;

use std::{fs, path::Path};

use super::{args, failure::Failure, gate, screen};
use crate::{
    gazetteer::{
        Gazetteer,
        coverage::{Count, coverage, shipped_native},
    },
    import::explained,
    table::{Cell, Table},
};

/// Does what is asked of the gazetteer: of the one in `base`, or where there is no base of the shipped one.
pub(super) fn run(base: &Path, given: &args::Gazetteer) -> Result<u8, Failure> {
    match given {
        args::Gazetteer::Import(given) => import::run(base, given),
        args::Gazetteer::Export(given) => export::run(base, given),
        args::Gazetteer::Diff => diff(base),
        args::Gazetteer::Apply { file, dry_run } => edits::apply(base, file, *dry_run),
        args::Gazetteer::Formats { output } => export::formats(output),
        args::Gazetteer::Check { limit, output } => gate::check(base, *limit, output),
        args::Gazetteer::Why { spelling, output } => gate::why(base, spelling, output),
        args::Gazetteer::Coverage { folder, missing, output } => counted(folder.as_deref(), *missing, output),
    }
}

/// Prints the user's edits.
pub(super) fn diff(base: &Path) -> Result<u8, Failure> {
    edits::diff(base)
}

/// Prints what the shipped gazetteer, or the one in a folder, covers.
fn counted(folder: Option<&Path>, missing: bool, output: &args::Output) -> Result<u8, Failure> {
    let data = |e: &dyn std::fmt::Display| Failure::Data(e.to_string());
    let (gazetteer, native) = match folder {
        None => (Gazetteer::shipped(), shipped_native().to_owned()),
        Some(folder) => (Gazetteer::from_folder(folder).map_err(|e| data(&e))?, native(folder)?),
    };
    let today = jiff::Zoned::now().date().to_string();
    let counts = coverage(&gazetteer, &native, &today).map_err(|e| data(&e))?;
    let table = if missing { lacks(&counts) } else { numbers(&counts) };
    screen::print(&table, output)
}

/// The folder's list of names in other scripts; an empty one where it has none.
fn native(folder: &Path) -> Result<String, Failure> {
    let file = folder.join("native.tsv");
    match fs::read_to_string(&file) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(crate::gazetteer::generate::NATIVE_HEAD.to_owned()),
        read => read.map_err(|e| Failure::in_file(file.display(), explained(&e))),
    }
}

fn numbers(counts: &[Count]) -> Table {
    let cell = |n: usize| Cell::Integer(n as i64);
    let row = |c: &Count| {
        vec![Cell::Text(c.area.to_owned()), Cell::Text(c.what.clone()), cell(c.count), c.all.map_or(Cell::Empty, cell)]
    };
    table(&["area", "what", "count", "all"], counts.iter().map(row).collect())
}

fn lacks(counts: &[Count]) -> Table {
    let rows = counts.iter().flat_map(|c| {
        let row = |key: &String| [c.area, &c.what, key].map(|text| Cell::Text(text.to_owned())).to_vec();
        c.missing.iter().map(row)
    });
    table(&["area", "what", "missing"], rows.collect())
}

pub(super) fn table(columns: &[&str], rows: Vec<Vec<Cell>>) -> Table {
    let columns = columns.iter().map(|c| (*c).to_owned()).collect();
    Table { columns, keys: vec![None; rows.len()], rows, ..Table::default() }
}
