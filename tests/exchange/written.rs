use std::{collections::HashMap, io::BufReader};

use dixit::{
    gazetteer::{
        Gazetteer,
        exchange::{FORMATS, Format, Part, Spelling, Told, told},
    },
    model::{AliasSort, CasePolicy, Kind},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{Heard, format, read, write};

/// Texts of one line, among them what spreadsheets would run, and what formats use as marks.
fn text() -> impl Strategy<Value = String> {
    const PARTS: [&str; 16] =
        ["Moscou", "été", "Москва", "北京", "=1", "+33", "'", "\"", "\\", ",", ";", "|", "@x", "-", "a:b", "🦀"];
    prop_oneof![
        vec(select(&PARTS[..]), 1..5).prop_map(|parts| format!("a{}", parts.join(" "))),
        vec(select(&PARTS[..]), 0..3).prop_map(|parts| format!("{}b", parts.concat())),
    ]
}

fn spelling() -> impl Strategy<Value = Spelling> {
    (text(), select(&["*", "fr", "en", "ru"][..]), select(AliasSort::ALL), select(CasePolicy::ALL))
        .prop_map(|(text, language, sort, case)| Spelling { text, language: language.to_owned(), sort, case })
}

prop_compose! {
    fn one()(
        key in option::of("[a-z]{1,4}(-[a-z0-9]{1,4})?"), external in vec("[a-z]{2,5}:[A-Za-z0-9./%_-]{1,6}", 0..3),
        kind in option::of(select(Kind::ALL)), name in text(), description in option::of(text()), gender in option::of(select(&["f", "m"][..])),
        country in option::of("[a-z]{3}|iso3166:[A-Z]{2}"), prominence in any::<u8>(), spellings in vec(spelling(), 0..4)
    ) -> Told {
        Told {
            key, external, kind, name, description: description.unwrap_or_default(), gender: gender.map(str::to_owned), country, prominence,
            spellings,
        }
    }
}

/// Entities that are told apart: no id twice, and of one entity no text and no id twice.
fn several() -> impl Strategy<Value = Vec<Told>> {
    vec(one(), 0..6).prop_map(|mut all| {
        for (n, told) in all.iter_mut().enumerate() {
            told.key = told.key.take().map(|key| format!("{key}{n}"));
            told.external.iter_mut().enumerate().for_each(|(i, id)| *id += &format!("{n}{i}"));
            let mut seen = HashMap::new();
            told.spellings.retain(|spelling| seen.insert(spelling.text.clone(), ()).is_none());
        }
        all
    })
}

/// What is left of entities on the way out and in again.
fn back(format: &Format, told: &[Told]) -> Vec<Told> {
    let (text, dropped) = write(format, told);
    assert!(dropped.is_empty(), "{dropped:?}");
    let heard = read(format, text.as_bytes(), &Part::default());
    assert!(heard.refused.is_empty() && heard.passed.is_empty(), "{:?}\n{text}", heard.refused);
    heard.told
}

proptest! {
    #[test]
    fn our_own_formats_keep_everything(told in several()) {
        for name in ["tsv", "jsonl"] {
            prop_assert_eq!(&back(format(name), &told), &told, "{}", name);
        }
    }

    #[test]
    fn whatever_is_told_can_be_written_and_read_in_every_format(told in several()) {
        for format in FORMATS.iter().filter(|format| format.write.is_some()) {
            let (text, _) = write(format, &told);
            let mut heard = Heard::default();
            let read = (format.read)(&mut BufReader::new(text.as_bytes()), &Part::default(), &mut heard);
            prop_assert!(heard.refused.is_empty(), "{} {:?}\n{}", format.name, heard.refused, text);
            prop_assert!(read.is_ok());
        }
    }
}

#[test]
fn the_shipped_gazetteer_comes_back_as_it_was() {
    let shipped: Vec<Told> = told(&Gazetteer::shipped()).collect();
    assert!(shipped.len() > 2_000 && shipped.iter().map(|told| told.spellings.len()).sum::<usize>() > 10_000);
    for name in ["tsv", "jsonl"] {
        let back = back(format(name), &shipped);
        assert_eq!(back.len(), shipped.len());
        for (back, told) in back.iter().zip(&shipped) {
            assert_eq!(back, told, "{name}");
        }
    }
}

/// One with something that each format has no place for.
fn rich() -> Vec<Told> {
    let spelling =
        |text: &str, language: &str, sort, case| Spelling { text: text.into(), language: language.into(), sort, case };
    let (any, exact) = (CasePolicy::Any, CasePolicy::Match);
    let moscow = Told {
        key: Some("moscow".into()),
        external: vec!["geonames:524901".into()],
        kind: Some(Kind::Place),
        name: "Moscow".into(),
        spellings: vec![spelling("Moscow", "en", AliasSort::Name, exact)],
        ..Told::default()
    };
    let diplomat = Told {
        key: Some("vladimir-putin".into()),
        external: vec!["wikidata:Q7747".into(), "jrc:48213".into()],
        kind: Some(Kind::Person),
        name: "Vladimir Putin".into(),
        description: "president of Russia".into(),
        gender: Some("m".into()),
        country: Some("iso3166:RU".into()),
        prominence: 47,
        spellings: vec![
            spelling("Poutine", "fr", AliasSort::Short, exact),
            spelling("Vladimir Putin", "en", AliasSort::Name, exact),
            spelling("Vladimir Poutine", "*", AliasSort::Name, any),
            spelling("Poutinien", "en", AliasSort::Demonym, exact),
            spelling("VVP", "*", AliasSort::Acronym, exact),
        ],
    };
    vec![moscow, diplomat]
}

#[test]
fn other_formats_say_what_they_drop() {
    for (name, expected, dropped) in [
        (
            "jrc-names",
            "#id\ttype\tlang\tname\n48213\tP\ten\tVladimir+Putin\n48213\tP\tfr\tPoutine\n48213\tP\tu\tVladimir+Poutine\n48213\tP\tu\tVVP\n",
            &[
                ("places, works and what is of no known kind", 1),
                ("descriptions", 1),
                ("genders", 1),
                ("countries", 1),
                ("prominence", 1),
                ("our ids", 1),
                ("ids of other schemes", 1),
                ("whether a spelling is short, wrong or weak", 1),
                ("that capitals do not matter", 1),
                ("demonyms", 1),
            ][..],
        ),
        (
            "ftm",
            "{\"id\":\"vladimir-putin\",\"schema\":\"Person\",\"caption\":\"Vladimir Putin\",\"properties\":{\"name\":[\"Vladimir Putin\"],\
             \"alias\":[\"Vladimir Poutine\"],\"weakAlias\":[\"Poutine\"],\"abbreviation\":[\"VVP\"],\"gender\":[\"male\"],\"nationality\":[\"ru\"],\
             \"summary\":[\"president of Russia\"],\"wikidataId\":[\"Q7747\"]}}\n",
            &[
                ("places, works and what is of no known kind", 1),
                ("ids of other schemes", 1),
                ("prominence", 1),
                ("languages", 2),
                ("that a spelling is short or wrong: it is weak", 1),
                ("that capitals do not matter", 1),
                ("demonyms", 1),
            ],
        ),
        (
            "spacy",
            "{\"label\":\"LOC\",\"pattern\":\"Moscow\",\"id\":\"moscow\"}\n{\"label\":\"PER\",\"pattern\":\"Vladimir Putin\",\"id\":\"vladimir-putin\"}\n\
             {\"label\":\"PER\",\"pattern\":\"Poutine\",\"id\":\"vladimir-putin\"}\n\
             {\"label\":\"PER\",\"pattern\":[{\"LOWER\":\"vladimir\"},{\"LOWER\":\"poutine\"}],\"id\":\"vladimir-putin\"}\n\
             {\"label\":\"PER\",\"pattern\":\"VVP\",\"id\":\"vladimir-putin\"}\n",
            &[
                ("ids besides the first", 2),
                ("languages", 3),
                ("descriptions", 1),
                ("genders", 1),
                ("countries", 1),
                ("prominence", 1),
                ("whether a spelling is short or wrong", 1),
                ("demonyms and weak names", 1),
            ],
        ),
    ] {
        let (text, mut found) = write(format(name), &rich());
        assert_eq!(text, expected, "{name}");
        let mut dropped = dropped.to_vec();
        found.sort();
        dropped.sort();
        assert_eq!(found, dropped, "{name}");
    }
}

#[test]
fn what_other_formats_keep_comes_back() {
    for (name, kept) in [("jrc-names", 4), ("ftm", 4), ("spacy", 4)] {
        let (text, _) = write(format(name), &rich());
        let heard = read(format(name), text.as_bytes(), &Part::default());
        let person = heard.told.iter().find(|told| told.kind == Some(Kind::Person)).unwrap();
        assert_eq!((person.name.as_str(), person.spellings.len()), ("Vladimir Putin", kept), "{name}");
    }
}
