//! FollowTheMoney, as OpenSanctions and Aleph write it: an object an entity, each property a list of strings.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};

use super::{
    Dropped, Part, Spelling, Taker, Told,
    drops::Drops,
    json::{line, object},
    rows::{self, Row},
    told::{external, wikidata},
    words,
};
use crate::model::{AliasSort, CasePolicy, Kind};

#[derive(Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Entity {
    id: String,
    schema: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    caption: String,
    #[serde(default)]
    properties: Properties,
}

/// The properties that have a place here.
#[derive(Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
struct Properties {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    name: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alias: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    weak_alias: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    previous_name: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    abbreviation: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gender: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nationality: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    country: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    jurisdiction: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    position: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    summary: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    wikidata_id: Vec<String>,
}

/// Reads them.
pub(super) fn read(input: &mut dyn BufRead, part: &Part, taker: &mut dyn Taker) -> io::Result<()> {
    rows::read(input, part, taker, &mut |line| {
        if line.trim().is_empty() {
            return Ok(Row::Nothing);
        }
        let entity: Entity = object(line)?;
        let Some(kind) = words::kind("ftm", &entity.schema) else { return Ok(Row::Passed) };
        if entity.id.is_empty() {
            return Err("expected an id, found an empty one".into());
        }
        Ok(Row::Told(told(kind, entity)))
    })
}

fn told(kind: Kind, Entity { id, caption, properties: p, .. }: Entity) -> Told {
    let named = p.name.iter().chain(&p.alias).map(|name| Spelling::of(name, "*"));
    let weak = p.weak_alias.iter().chain(&p.previous_name).map(|name| Spelling::sorted(name, "*", AliasSort::Weak));
    let short = p.abbreviation.iter().map(|name| Spelling::sorted(name, "*", AliasSort::Acronym));
    let country = p.nationality.iter().chain(&p.country).chain(&p.jurisdiction).find(|code| code.len() == 2);
    Told {
        external: std::iter::once(external("ftm", &id))
            .chain(p.wikidata_id.iter().filter_map(|id| wikidata(id)))
            .collect(),
        kind: Some(kind),
        name: if caption.is_empty() { p.name.first().cloned().unwrap_or_default() } else { caption },
        description: p.position.first().or(p.summary.first()).cloned().unwrap_or_default(),
        gender: p
            .gender
            .first()
            .and_then(|gender| Some(gender.get(..1)?.to_lowercase()))
            .filter(|g| ["f", "m"].contains(&&**g)),
        country: country.map(|code| external("iso3166", &code.to_uppercase())),
        spellings: named.chain(weak).chain(short).collect(),
        ..Told::default()
    }
}

/// Writes them.
pub(super) fn write(told: &mut dyn Iterator<Item = Told>, out: &mut dyn Write) -> io::Result<Vec<Dropped>> {
    let mut drops = Drops::default();
    for told in told {
        match schema(told.kind) {
            Some(schema) => line(out, &entity(&told, schema, &mut drops))?,
            None => drops.add("places, works and what is of no known kind", 1),
        }
    }
    Ok(drops.into_list())
}

fn schema(kind: Option<Kind>) -> Option<&'static str> {
    match kind {
        Some(Kind::Person) => Some("Person"),
        Some(Kind::Organisation) => Some("Organization"),
        _ => None,
    }
}

fn entity(told: &Told, schema: &str, drops: &mut Drops) -> Entity {
    let own = told.external.iter().find_map(|id| id.strip_prefix("ftm:"));
    let ids = |prefix| told.external.iter().filter_map(move |id| Some(id.strip_prefix(prefix)?.to_owned()));
    let mut p = Properties { wikidata_id: ids("wikidata:").collect(), ..Properties::default() };
    let other = |id: &&String| !id.starts_with("ftm:") && !id.starts_with("wikidata:");
    drops.add("ids of other schemes", told.external.iter().filter(other).count() as u64);
    drops.add("our ids, where there is one of theirs", u64::from(own.is_some() && told.key.is_some()));
    drops.add("prominence", u64::from(told.prominence > 0));
    facts(told, &mut p, drops);
    p.name.push(told.shown().to_owned());
    for spelling in told.spellings.iter().filter(|spelling| spelling.text != told.shown()) {
        drops.add("that capitals do not matter", u64::from(spelling.case == CasePolicy::Any));
        drops.add("languages", u64::from(spelling.language != "*"));
        let list = match spelling.sort {
            AliasSort::Name => &mut p.alias,
            AliasSort::Acronym => &mut p.abbreviation,
            AliasSort::Weak => &mut p.weak_alias,
            AliasSort::Short | AliasSort::Misspelling => {
                drops.add("that a spelling is short or wrong: it is weak", 1);
                &mut p.weak_alias
            }
            AliasSort::Demonym => {
                drops.add("demonyms", 1);
                continue;
            }
        };
        list.push(spelling.text.clone());
    }
    let id = own.or(told.id()).unwrap_or(told.shown()).to_owned();
    Entity { id, schema: schema.to_owned(), caption: told.shown().to_owned(), properties: p }
}

fn facts(told: &Told, p: &mut Properties, drops: &mut Drops) {
    let gender = told.gender.as_deref().map(|gender| if gender == "f" { "female" } else { "male" });
    p.gender.extend(gender.map(str::to_owned));
    p.summary.extend(Some(told.description.clone()).filter(|text| !text.is_empty()));
    match told.country.as_deref().map(|country| country.strip_prefix("iso3166:")) {
        Some(Some(code)) if told.kind == Some(Kind::Person) => p.nationality.push(code.to_lowercase()),
        Some(Some(code)) => p.country.push(code.to_lowercase()),
        Some(None) => drops.add("countries without a code of two letters", 1),
        None => {}
    }
}
