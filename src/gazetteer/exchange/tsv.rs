//! One tab-separated file with a header: entities and their spellings, a line a spelling.
//!
//! What is known of an entity stands on its first line; the others have its id alone.

use std::io::{self, BufRead, Write};

use super::{
    Dropped, Part, Spelling, Taker, Told,
    rows::{self, Row},
};
use crate::{
    model::{AliasSort, CasePolicy, Kind},
    output::{guard, unguarded},
};

/// The columns, in their order.
const COLUMNS: [&str; 12] = [
    "id",
    "name",
    "kind",
    "description",
    "gender",
    "country",
    "prominence",
    "external",
    "spelling",
    "language",
    "sort",
    "case",
];

/// Reads it.
pub(super) fn read(input: &mut dyn BufRead, part: &Part, taker: &mut dyn Taker) -> io::Result<()> {
    let mut begun = false;
    rows::read(input, part, taker, &mut |line| {
        if !begun {
            begun = true;
            let header = COLUMNS.join("\t");
            let is_header = line.trim_end() == header;
            return if is_header {
                Ok(Row::Nothing)
            } else {
                Err(format!("expected the header “{header}”, found another line"))
            };
        }
        if line.trim().is_empty() { Ok(Row::Nothing) } else { row(line).map(Row::Told) }
    })
}

fn row(line: &str) -> Result<Told, String> {
    let mut cells = [""; COLUMNS.len()];
    let found = line.split('\t').count();
    if found != cells.len() {
        return Err(format!("expected {} columns, found {found}", cells.len()));
    }
    for (cell, text) in cells.iter_mut().zip(line.split('\t')) {
        *cell = unguarded(text);
    }
    let [id, name, kind, description, gender, country, prominence, external, spelling, language, sort, case] = cells;
    let filled = |cell: &str| Some(cell.to_owned()).filter(|cell| !cell.is_empty());
    let (key, own) = if id.contains(':') { (None, Some(id)) } else { (filled(id), None) };
    Ok(Told {
        key,
        external: own.into_iter().chain(external.split(' ')).filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        kind: if kind.is_empty() { None } else { Some(word(kind, Kind::from_word, "a kind")?) },
        name: name.to_owned(),
        description: description.to_owned(),
        gender: filled(gender),
        country: filled(country),
        prominence: if prominence.is_empty() { 0 } else { word(prominence, |n| n.parse().ok(), "a number up to 255")? },
        spellings: match spelling {
            "" => Vec::new(),
            text => vec![Spelling {
                text: text.to_owned(),
                language: language.to_owned(),
                sort: word(sort, AliasSort::from_word, "a sort")?,
                case: word(case, CasePolicy::from_word, "match or any")?,
            }],
        },
    })
}

fn word<T>(cell: &str, known: impl Fn(&str) -> Option<T>, expected: &str) -> Result<T, String> {
    known(cell).ok_or_else(|| format!("expected {expected}, found “{cell}”"))
}

/// Writes it.
pub(super) fn write(told: &mut dyn Iterator<Item = Told>, out: &mut dyn Write) -> io::Result<Vec<Dropped>> {
    writeln!(out, "{}", COLUMNS.join("\t"))?;
    for told in told {
        let id = told.id().unwrap_or_default();
        let own = usize::from(told.key.is_none());
        let external = told.external.get(own..).unwrap_or_default().join(" ");
        let prominence = if told.prominence == 0 { String::new() } else { told.prominence.to_string() };
        let (gender, country) =
            (told.gender.as_deref().unwrap_or_default(), told.country.as_deref().unwrap_or_default());
        // without an id only a name tells that another entity begins
        let name = if id.is_empty() && told.name.is_empty() { told.shown() } else { &told.name };
        let kind = told.kind.map_or("", Kind::word);
        let mut facts = [id, name, kind, &told.description, gender, country, &prominence, &external];
        if told.spellings.is_empty() {
            line(out, &facts, None)?;
        }
        for spelling in &told.spellings {
            line(out, &facts, Some(spelling))?;
            facts = [id, "", "", "", "", "", "", ""];
        }
    }
    Ok(Vec::new())
}

fn line(out: &mut dyn Write, facts: &[&str; 8], spelling: Option<&Spelling>) -> io::Result<()> {
    let of =
        |s: &Spelling| [guard(&s.text).into_owned(), s.language.clone(), s.sort.word().into(), s.case.word().into()];
    let facts: Vec<_> = facts.iter().map(|fact| guard(fact)).collect();
    writeln!(out, "{}\t{}", facts.join("\t"), spelling.map(of).unwrap_or_default().join("\t"))
}
