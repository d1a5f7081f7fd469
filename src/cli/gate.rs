//! `dixit gazetteer check` and `dixit gazetteer why`: which spellings count only with evidence, and why.

use std::path::Path;

use super::{args, base, failure::Failure, gazetteer::table, screen};
use crate::{
    gazetteer::{
        Gazetteer,
        review::{self, Listed, Reason},
    },
    store::OpenMode,
    table::{Cell, Table},
};

/// Lists what is gated and what will hurt.
pub(super) fn check(base: &Path, limit: usize, output: &args::Output) -> Result<u8, Failure> {
    let listed = review::review(&gazetteer(base)?, limit);
    screen::print(&listed_table(&listed), output)
}

/// Explains one spelling.
pub(super) fn why(base: &Path, spelling: &str, output: &args::Output) -> Result<u8, Failure> {
    screen::print(&told(base, spelling)?, output)
}

/// Where a spelling counts, and what it needs.
pub(super) fn told(base: &Path, spelling: &str) -> Result<Table, Failure> {
    let gazetteer = gazetteer(base)?;
    let reasons = review::reasons(&gazetteer, spelling);
    if reasons.is_empty() {
        return Err(Failure::Refused(format!("expected a spelling of the gazetteer, found “{spelling}”")));
    }
    Ok(reasons_table(&gazetteer, &reasons))
}

/// The gazetteer of the base; where there is none, the shipped one.
fn gazetteer(path: &Path) -> Result<Gazetteer, Failure> {
    if !path.exists() {
        screen::say(&format!("there is no base at {}; this is the shipped gazetteer", path.display()));
        return Ok(Gazetteer::shipped());
    }
    base::open(path, OpenMode::Read)?.read(|reader| reader.gazetteer().map_err(Failure::from))
}

fn listed_table(listed: &[Listed]) -> Table {
    let number = |n: usize| Cell::Integer(n as i64);
    let row = |l: &Listed| {
        let [list, spelling, example, because] =
            [l.list, &l.spelling, &l.example, l.because].map(|text| Cell::Text(text.to_owned()));
        vec![list, number(l.all), spelling, number(l.owners), example, because]
    };
    table(&["list", "all", "spelling", "entities", "example", "because"], listed.iter().map(row).collect())
}

fn reasons_table(gazetteer: &Gazetteer, reasons: &[Reason]) -> Table {
    let row = |r: &Reason| {
        let kind = gazetteer.kind(r.alias.entity).word();
        let key = gazetteer.key(r.alias.entity);
        let because = r.doubt.map_or("it counts wherever it stands".to_owned(), |doubt| doubt.because().to_owned());
        let because = if r.languages.is_empty() { because } else { format!("{because}: {}", r.languages.join(", ")) };
        let gate = r.doubt.map_or("", |doubt| doubt.word());
        let needs = r.doubt.map_or("", |doubt| doubt.needs());
        let (sort, a) = (r.alias.sort.word(), &r.alias);
        [a.spelling, key, kind, sort, a.language, a.origin, gate, &because, needs]
            .map(|t| Cell::Text(t.to_owned()))
            .to_vec()
    };
    let columns = ["spelling", "entity", "kind", "sort", "language", "origin", "gate", "because", "needs"];
    table(&columns, reasons.iter().map(row).collect())
}
