//! Patterns of spaCy's EntityRuler, one a line: a phrase, or tokens.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{
    Dropped, Part, Spelling, Taker, Told,
    drops::Drops,
    json::{line, object},
    rows::{self, ROW, Row},
    told::{external, wikidata},
    words,
};
use crate::model::{AliasSort, CasePolicy, Kind};

#[derive(Deserialize, Serialize)]
struct Pattern {
    label: String,
    pattern: Phrase,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    id: String,
}

#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum Phrase {
    Text(String),
    Tokens(Vec<Map<String, Value>>),
}

/// Reads them.
pub(super) fn read(input: &mut dyn BufRead, part: &Part, taker: &mut dyn Taker) -> io::Result<()> {
    rows::read(input, part, taker, &mut |line| {
        if line.trim().is_empty() {
            return Ok(Row::Nothing);
        }
        let Pattern { label, pattern, id } = object(line)?;
        // inside spaCy the two are one text
        let (label, id) = label.split_once("||").map_or((&*label, &*id), |(label, inner)| (label, inner));
        let Some(kind) = words::kind("spacy", label) else { return Ok(Row::Passed) };
        let spelling = match pattern {
            Phrase::Text(text) => Spelling::of(&text, "*"),
            Phrase::Tokens(tokens) => joined(&tokens)?,
        };
        let external: Vec<String> = Some(id)
            .filter(|id| !id.is_empty())
            .map(|id| wikidata(id).unwrap_or_else(|| external(ROW, id)))
            .into_iter()
            .collect();
        let name = spelling.text.clone();
        Ok(Row::Told(Told { external, kind: Some(kind), name, spellings: vec![spelling], ..Told::default() }))
    })
}

/// The spelling that tokens make, where each is a word as it stands or in small letters.
fn joined(tokens: &[Map<String, Value>]) -> Result<Spelling, String> {
    let (mut text, mut lower) = (String::new(), false);
    for token in tokens {
        let found =
            || format!("expected tokens with LOWER, ORTH or TEXT and a word, found {}", Value::from(token.clone()));
        let (key, word) = token.iter().next().filter(|_| token.len() == 1).ok_or_else(found)?;
        let word = word.as_str().filter(|_| ["LOWER", "ORTH", "TEXT"].contains(&&**key)).ok_or_else(found)?;
        lower |= key == "LOWER";
        let apart = word.chars().any(char::is_alphanumeric) && !text.ends_with(['-', '\'', '’']) && !text.is_empty();
        text.extend(apart.then_some(' '));
        text.push_str(word);
    }
    let case = if lower { CasePolicy::Any } else { CasePolicy::Match };
    Ok(Spelling { case, ..Spelling::of(&text, "*") })
}

/// Writes them.
pub(super) fn write(told: &mut dyn Iterator<Item = Told>, out: &mut dyn Write) -> io::Result<Vec<Dropped>> {
    let mut drops = Drops::default();
    for told in told {
        let Some(label) = label(told.kind) else {
            drops.add("what is of no known kind", 1);
            continue;
        };
        drops.facts(&told);
        drops.add("ids besides the first", u64::from(told.external.len() + usize::from(told.key.is_some()) > 1));
        for spelling in told.with_name_first() {
            if [AliasSort::Demonym, AliasSort::Weak].contains(&spelling.sort) {
                drops.add("demonyms and weak names", 1);
                continue;
            }
            drops.add("languages", u64::from(spelling.language != "*"));
            drops.add(
                "whether a spelling is short or wrong",
                u64::from(!matches!(spelling.sort, AliasSort::Name | AliasSort::Acronym)),
            );
            let pattern = phrase(spelling, &mut drops);
            line(out, &Pattern { label: label.to_owned(), pattern, id: told.id().unwrap_or_default().to_owned() })?;
        }
    }
    Ok(drops.into_list())
}

fn label(kind: Option<Kind>) -> Option<&'static str> {
    Some(match kind? {
        Kind::Person => "PER",
        Kind::Place => "LOC",
        Kind::Organisation => "ORG",
        Kind::Work => "WORK_OF_ART",
    })
}

/// A phrase; tokens where capitals do not matter. Where spaCy parts words depends on the language, so only plain words are tokens.
fn phrase(spelling: &Spelling, drops: &mut Drops) -> Phrase {
    let plain = spelling.text.chars().all(|c| c.is_alphabetic() || c == ' ');
    match spelling.case {
        CasePolicy::Any if plain => {
            let token = |word: &str| Map::from_iter([("LOWER".to_owned(), Value::from(word.to_lowercase()))]);
            Phrase::Tokens(spelling.text.split(' ').map(token).collect())
        }
        case => {
            drops.add("that capitals do not matter, beside signs", u64::from(case == CasePolicy::Any));
            Phrase::Text(spelling.text.clone())
        }
    }
}
