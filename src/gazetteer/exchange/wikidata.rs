//! Wikidata's JSON dump: one array with an entity a line, or objects a line.

use std::{
    fmt,
    io::{self, BufRead},
    marker::PhantomData,
};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::{
    Part, Spelling, Taker, Told,
    json::object,
    prominence_of,
    rows::{self, Row},
    told::{external, wikidata},
    words,
};
use crate::model::{AliasSort, Kind};

/// So many people count as one encyclopaedia with a page: see [`prominence_of`].
const PEOPLE_A_PAGE: u64 = 10_000;

const MALE: &str = "Q6581097";
const FEMALE: &str = "Q6581072";

/// The languages whose label is the name, the first that there is.
const NAMED_IN: [&str; 6] = ["en", "mul", "fr", "de", "es", "it"];

#[derive(Deserialize)]
struct Item {
    id: String,
    #[serde(default, rename = "type")]
    sort: String,
    #[serde(default)]
    labels: Pairs<Text>,
    #[serde(default)]
    aliases: Pairs<Vec<Text>>,
    #[serde(default)]
    descriptions: Pairs<Text>,
    #[serde(default)]
    claims: Claims,
    #[serde(default)]
    sitelinks: Pairs<IgnoredAny>,
}

#[derive(Deserialize)]
struct Text {
    value: String,
}

/// The statements that have a place here.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "UPPERCASE")]
struct Claims {
    p31: Vec<Claim<Entity>>,
    p21: Vec<Claim<Entity>>,
    p27: Vec<Claim<Entity>>,
    p17: Vec<Claim<Entity>>,
    p1559: Vec<Claim<Monolingual>>,
    p1449: Vec<Claim<Monolingual>>,
    p1448: Vec<Claim<Monolingual>>,
    p297: Vec<Claim<String>>,
    p1566: Vec<Claim<String>>,
    p1082: Vec<Claim<Quantity>>,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
struct Claim<T> {
    mainsnak: Snak<T>,
    #[serde(default)]
    rank: String,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
struct Snak<T> {
    snaktype: String,
    datavalue: Option<Value<T>>,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
struct Value<T> {
    value: T,
}

/// Old dumps have the number alone.
#[derive(Deserialize)]
struct Entity {
    id: Option<String>,
    #[serde(rename = "numeric-id")]
    number: Option<u64>,
}

#[derive(Deserialize)]
struct Monolingual {
    text: String,
    language: String,
}

#[derive(Deserialize)]
struct Quantity {
    amount: String,
}

/// Reads them.
pub(super) fn read(input: &mut dyn BufRead, part: &Part, taker: &mut dyn Taker) -> io::Result<()> {
    rows::read(input, part, taker, &mut |line| {
        let line = line.trim().trim_end_matches(',');
        let line = line.strip_prefix('[').unwrap_or(line);
        match line {
            "" | "]" => Ok(Row::Nothing),
            line => item(object(line)?, part),
        }
    })
}

fn item(item: Item, part: &Part) -> Result<Row, String> {
    let claims = &item.claims;
    let kind = values(&claims.p31).find_map(|class| words::kind("wikidata", &class.key()));
    let (pages, people) = (item.sitelinks.0.len() as u64, population(claims));
    let small = pages < part.min_sitelinks || people.is_some_and(|people| people < part.min_population);
    let Some(kind) = kind.filter(|&kind| !small && item.sort != "property" && part.wants(Some(kind))) else {
        return Ok(Row::Passed);
    };
    let id = wikidata(&item.id).ok_or_else(|| format!("expected an id such as Q142, found “{}”", item.id))?;
    let codes = values(&claims.p297).map(|code| external("iso3166", code));
    let places = values(&claims.p1566).map(|id| external("geonames", id));
    let country = if kind == Kind::Person { &claims.p27 } else { &claims.p17 };
    let country = values(country).find_map(|country| wikidata(&country.key())).filter(|country| *country != id);
    let known = prominence_of(pages.saturating_mul(PEOPLE_A_PAGE).max(people.unwrap_or_default()));
    Ok(Row::Told(Told {
        kind: Some(kind),
        name: first(&item.labels).unwrap_or_default(),
        description: first(&item.descriptions).unwrap_or_default(),
        gender: values(&claims.p21).find_map(|gender| letter(&gender.key())),
        country,
        prominence: if pages == 0 && people.is_none() { 0 } else { known },
        spellings: spellings(&item, part),
        external: std::iter::once(id).chain(codes).chain(places).collect(),
        key: None,
    }))
}

fn spellings(item: &Item, part: &Part) -> Vec<Spelling> {
    let wanted = |tag: &str| words::language(tag).filter(|language| part.wants_language(language)).map(str::to_owned);
    let labels = item.labels.0.iter().map(|(tag, label)| (tag, std::slice::from_ref(label)));
    let aliases = item.aliases.0.iter().map(|(tag, list)| (tag, list.as_slice()));
    let told = labels.chain(aliases).filter_map(|(tag, list)| Some((wanted(tag)?, list)));
    let mut all: Vec<Spelling> =
        told.flat_map(|(language, list)| list.iter().map(move |text| Spelling::of(&text.value, &language))).collect();
    let claims = &item.claims;
    let own = values(&claims.p1559).chain(values(&claims.p1448));
    all.extend(own.filter_map(|name| Some(Spelling::of(&name.text, &wanted(&name.language)?))));
    let nick = values(&claims.p1449);
    all.extend(nick.filter_map(|name| Some(Spelling::sorted(&name.text, &wanted(&name.language)?, AliasSort::Weak))));
    all
}

/// The values that stand, the preferred ones first.
fn values<T>(claims: &[Claim<T>]) -> impl Iterator<Item = &T> {
    let of = move |preferred: bool| {
        let ranked = claims.iter().filter(move |c| c.rank != "deprecated" && (c.rank == "preferred") == preferred);
        ranked.filter(|c| c.mainsnak.snaktype == "value").filter_map(|c| Some(&c.mainsnak.datavalue.as_ref()?.value))
    };
    of(true).chain(of(false))
}

fn population(claims: &Claims) -> Option<u64> {
    values(&claims.p1082).find_map(|people| people.amount.trim_start_matches('+').parse().ok())
}

fn letter(gender: &str) -> Option<String> {
    let letter = match gender {
        MALE => "m",
        FEMALE => "f",
        _ => return None,
    };
    Some(letter.to_owned())
}

fn first(texts: &Pairs<Text>) -> Option<String> {
    let named = NAMED_IN.iter().find_map(|wanted| texts.0.iter().find(|(tag, _)| tag == wanted));
    named.or(texts.0.first()).map(|(_, text)| text.value.clone())
}

impl Entity {
    fn key(&self) -> String {
        self.id.clone().unwrap_or_else(|| self.number.map(|n| format!("Q{n}")).unwrap_or_default())
    }
}

/// An object's fields in their order; the dump writes an empty one as `[]`.
struct Pairs<T>(Vec<(String, T)>);

impl<T> Default for Pairs<T> {
    fn default() -> Self {
        Pairs(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(PairsVisitor(PhantomData))
    }
}

struct PairsVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PairsVisitor<T> {
    type Value = Pairs<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Pairs<T>, A::Error> {
        match list.next_element::<IgnoredAny>()? {
            None => Ok(Pairs::default()),
            Some(_) => Err(serde::de::Error::custom("a list")),
        }
    }
}
