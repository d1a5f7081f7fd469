//! JRC-Names and the tables of name variants of the Europe Media Monitor: a spelling a line, the first of an entity its name.

use std::io::{self, BufRead, Write};

use super::{
    Dropped, Part, Spelling, Taker, Told,
    drops::Drops,
    rows::{self, Row},
    told::external,
    words,
};
use crate::model::{AliasSort, CasePolicy, Kind};

/// Where the numbers of entities begin that JRC-Names does not have.
const OURS: u64 = 1_000_000_000;

/// Reads the table `entities` of JRC-Names: id, type, language, name with `+` between words.
pub(super) fn read(input: &mut dyn BufRead, part: &Part, taker: &mut dyn Taker) -> io::Result<()> {
    rows::read(input, part, taker, &mut |line| {
        if line.starts_with('#') || line.is_empty() {
            return Ok(Row::Nothing);
        }
        let [id, class, language, name] = cells(line)?;
        if number(id)? == 0 {
            return Ok(Row::Passed);
        }
        let Some(language) = words::language(language) else { return Ok(Row::Passed) };
        let name = name.replace('+', " ");
        Ok(Row::Told(told(external("jrc", id), words::kind("jrc", class), Spelling::of(&name, language))))
    })
}

/// Reads a table of variants: a key that does not count, id, type, spelling. One in small letters stands for any.
pub(super) fn read_emm(input: &mut dyn BufRead, part: &Part, taker: &mut dyn Taker) -> io::Result<()> {
    rows::read(input, part, taker, &mut |line| {
        let [_, id, class, variant] = cells(line)?;
        number(id)?;
        let mut spelling = Spelling::of(variant, "*");
        if !variant.chars().any(char::is_uppercase) && variant.chars().any(char::is_lowercase) {
            spelling.case = CasePolicy::Any;
        }
        Ok(Row::Told(told(external("emm", id), words::kind("emm", class), spelling)))
    })
}

fn told(id: String, kind: Option<Kind>, spelling: Spelling) -> Told {
    Told { external: vec![id], kind, name: spelling.text.clone(), spellings: vec![spelling], ..Told::default() }
}

/// The cells of a line, when there are so many.
pub(super) fn cells<const N: usize>(line: &str) -> Result<[&str; N], String> {
    let found = line.split('\t').count();
    let mut cells = line.split('\t');
    if found == N {
        Ok([(); N].map(|()| cells.next().unwrap_or_default()))
    } else {
        Err(format!("expected {N} columns, found {found}"))
    }
}

fn number(id: &str) -> Result<u64, String> {
    id.parse().map_err(|_| format!("expected a number as id, found “{id}”"))
}

/// Writes the table `entities` of JRC-Names.
pub(super) fn write(told: &mut dyn Iterator<Item = Told>, out: &mut dyn Write) -> io::Result<Vec<Dropped>> {
    let (mut drops, mut next) = (Drops::default(), OURS);
    writeln!(out, "#id\ttype\tlang\tname")?;
    for told in told {
        let class = match told.kind {
            Some(Kind::Person) => "P",
            Some(Kind::Organisation) => "O",
            _ => {
                drops.add("places, works and what is of no known kind", 1);
                continue;
            }
        };
        let known = told.external.iter().find_map(|id| id.strip_prefix("jrc:")?.parse().ok());
        let id = known.unwrap_or_else(|| {
            next += 1;
            next
        });
        drops.facts(&told);
        drops.add("our ids", u64::from(told.key.is_some()));
        drops.add("ids of other schemes", u64::from(told.external.iter().any(|id| !id.starts_with("jrc:"))));
        for spelling in told.with_name_first() {
            if spelling.sort == AliasSort::Demonym {
                drops.add("demonyms", 1);
                continue;
            }
            drops.add("whether a spelling is short, wrong or weak", u64::from(!is_plain(spelling.sort)));
            drops.add("that capitals do not matter", u64::from(spelling.case == CasePolicy::Any));
            drops.add("signs + in names", u64::from(spelling.text.contains('+')));
            let language = if spelling.language == "*" { "u" } else { &spelling.language };
            writeln!(out, "{id}\t{class}\t{language}\t{}", spelling.text.replace('+', " ").replace(' ', "+"))?;
        }
    }
    Ok(drops.into_list())
}

fn is_plain(sort: AliasSort) -> bool {
    matches!(sort, AliasSort::Name | AliasSort::Acronym)
}
