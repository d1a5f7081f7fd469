use std::fs;

use dixit::{gazetteer::exchange::Part, model::Kind};

use super::{example, format, read};

/// The names that are taken of a format's example.
fn names(name: &str, part: &Part) -> Vec<String> {
    let bytes = fs::read(example(format(name))).unwrap();
    read(format(name), &bytes, part).told.into_iter().map(|told| told.name).collect()
}

#[test]
fn a_part_is_taken_by_kind_language_people_and_pages() {
    let places = Part { kinds: vec![Kind::Place], ..Part::default() };
    assert_eq!(names("wikidata", &places), ["Moscou", "France"]);
    assert_eq!(names("jrc-names", &places), [""; 0]);
    let pages = Part { min_sitelinks: 2, ..Part::default() };
    assert_eq!(names("wikidata", &pages), ["Vladimir Putin", "Moscou"]);
    let people = Part { min_population: 20_000_000, ..Part::default() };
    assert_eq!(names("geonames", &people), ["Republic of France"]);
    assert_eq!(names("wikidata", &people), ["Vladimir Putin", "France"]);
    let french = Part { languages: vec!["fr".into()], ..Part::default() };
    let bytes = fs::read(example(format("wikidata"))).unwrap();
    let told = read(format("wikidata"), &bytes, &french).told;
    assert!(told.iter().flat_map(|told| &told.spellings).all(|s| ["fr", "*"].contains(&s.language.as_str())));
    assert_eq!(names("paranames", &french), ["Moscow", "Vladimir Putin"]);
}
