//! `dixit language list`: the built-in packs in numbers.

use super::super::{args, failure::Failure, screen};
use crate::{
    language::{self, Pack, forms},
    table::{Cell, Table},
};

const COLUMNS: [&str; 8] = ["code", "language", "quotations", "cues", "forms", "attributions", "roles", "words"];

/// Prints one row a pack.
pub(super) fn run(output: &args::Output) -> Result<u8, Failure> {
    let columns = COLUMNS.map(str::to_owned).to_vec();
    let rows: Vec<Vec<Cell>> = language::shipped()?.iter().map(row).collect();
    screen::print(&Table { columns, keys: vec![None; rows.len()], rows, ..Table::default() }, output)
}

fn row(pack: &Pack) -> Vec<Cell> {
    let cues = || pack.cues.iter().flat_map(|group| &group.list);
    let forms = cues().filter_map(|cue| forms(cue, pack.conjugations.get(&cue.class)?).ok()).map(|made| made.len());
    let words = pack.words.values().map(|words| words.split_whitespace().count());
    let read = if pack.cues.is_empty() { "names only" } else { "read" };
    let numbers = [cues().count(), forms.sum(), pack.attributions.len(), pack.roles.len(), words.sum()]
        .map(|n| Cell::Integer(n as i64));
    let texts = [&pack.code, &pack.name, read].map(|text| Cell::Text(text.to_owned()));
    texts.into_iter().chain(numbers).collect()
}
