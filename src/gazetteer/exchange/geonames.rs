//! GeoNames: the table of places, and that of their names in languages.

use std::io::{self, BufRead};

use super::{
    Part, Spelling, Taker, Told,
    jrc::cells,
    prominence_of,
    rows::{self, Row},
    told::external,
    words,
};
use crate::{
    model::{AliasSort, Kind},
    text::fold,
};

/// Codes of features that are countries or territories with a code of their own.
const TERRITORIES: [&str; 6] = ["PCL", "PCLI", "PCLD", "PCLF", "PCLS", "TERR"];

/// What stands in the column of languages and is none: an id of this scheme.
const IDS: [(&str, &str); 5] =
    [("wkdt", "wikidata"), ("iata", "iata"), ("icao", "icao"), ("faac", "faac"), ("unlc", "unlocode")];

/// Reads the table of places: 19 columns without a header.
pub(super) fn read(input: &mut dyn BufRead, part: &Part, taker: &mut dyn Taker) -> io::Result<()> {
    rows::read(input, part, taker, &mut |line| match line {
        "" => Ok(Row::Nothing),
        line => place(&cells(line)?, part),
    })
}

fn place(cells: &[&str; 19], part: &Part) -> Result<Row, String> {
    let &[id, name, ascii, others, _, _, class, code, country, _, _, _, _, _, population, ..] = cells;
    let population: u64 = match population {
        "" => 0,
        text => text.parse().map_err(|_| format!("expected a number as population, found “{text}”"))?,
    };
    if population < part.min_population {
        return Ok(Row::Passed);
    }
    let class = words::class("geonames", class);
    let mut ids = vec![external("geonames", number(id)?)];
    let territory = TERRITORIES.contains(&code) && !country.is_empty();
    if territory {
        ids.push(external("iso3166", country));
    }
    let what = class.map_or("place", |class| class.meaning);
    let description = if country.is_empty() { what.to_owned() } else { format!("{what}, {country}") };
    let mut spellings = vec![Spelling::of(name, "*")];
    spellings.extend(
        Some(ascii).filter(|ascii| !ascii.is_empty() && fold(ascii) != fold(name)).map(|a| Spelling::of(a, "*")),
    );
    spellings.extend(others.split(',').filter(|other| !other.trim().is_empty()).map(|other| Spelling::of(other, "*")));
    Ok(Row::Told(Told {
        external: ids,
        kind: Some(Kind::Place),
        name: name.to_owned(),
        description,
        country: (!territory && !country.is_empty()).then(|| external("iso3166", country)),
        prominence: if population == 0 { 0 } else { prominence_of(population) },
        spellings,
        ..Told::default()
    }))
}

/// Reads the table of names: 10 columns without a header. It says nothing of a place but how it is called.
pub(super) fn read_names(input: &mut dyn BufRead, part: &Part, taker: &mut dyn Taker) -> io::Result<()> {
    rows::read(input, part, taker, &mut |line| match line {
        "" => Ok(Row::Nothing),
        line => name(&cells(line)?, part),
    })
}

fn name(cells: &[&str; 10], part: &Part) -> Result<Row, String> {
    let &[_, id, tag, text, preferred, short, colloquial, historic, ..] = cells;
    if !part.wants(Some(Kind::Place)) {
        return Ok(Row::Passed);
    }
    for flag in [preferred, short, colloquial, historic] {
        if !["", "0", "1"].contains(&flag) {
            return Err(format!("expected 1 or nothing as a mark, found “{flag}”"));
        }
    }
    let mut told = Told { external: vec![external("geonames", number(id)?)], ..Told::default() };
    if let Some((_, scheme)) = IDS.iter().find(|(known, _)| *known == tag) {
        told.external.push(external(scheme, text));
        return Ok(Row::Told(told));
    }
    let (language, sort) = match tag {
        "abbr" => (Some("*"), Some(AliasSort::Acronym)),
        "piny" => (Some("*"), None),
        "link" | "post" | "phon" | "tcid" => (None, None),
        tag => (words::language(tag), None),
    };
    let Some(language) = language else { return Ok(Row::Passed) };
    let weak = colloquial == "1" || historic == "1" || tag == "fr_1793";
    told.spellings.push(match (weak, sort) {
        (true, _) => Spelling::sorted(text, language, AliasSort::Weak),
        (false, Some(sort)) => Spelling::sorted(text, language, sort),
        (false, None) => Spelling::of(text, language),
    });
    Ok(Row::Told(told))
}

fn number(id: &str) -> Result<&str, String> {
    id.parse::<u64>().map(|_| id).map_err(|_| format!("expected a number as id, found “{id}”"))
}
