//! Which entity each mention means, and which names are unknown: the folder `tests/linking/` is the verdict.

#[path = "linking/case.rs"]
mod case;

use std::{collections::BTreeMap, fs, path::Path};

use case::Case;
use dixit::{annotate::Annotator, gazetteer::Gazetteer};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/linking")
}

/// The gazetteer of the cases: it has homonyms that the shipped one lacks.
fn gazetteer() -> Gazetteer {
    let file = |name: &str| fs::read_to_string(folder().join("gazetteer").join(name)).unwrap();
    Gazetteer::from_tsv(&file("entities.tsv"), &file("aliases.tsv"), &file("offices.tsv")).unwrap()
}

fn cases() -> Vec<Case> {
    let mut paths: Vec<_> = fs::read_dir(folder()).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths.iter().flat_map(|p| case::read(p)).collect()
}

#[test]
fn every_case_is_read_as_it_says() {
    let annotator = Annotator::new(gazetteer());
    let wrong: Vec<String> = cases()
        .iter()
        .filter_map(|case| {
            let found = case.found(&annotator);
            (found != case.marked).then(|| format!("{}\n  expected {}\n  found    {found}", case.place, case.marked))
        })
        .collect();
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_language_has_its_cases() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    cases().into_iter().for_each(|c| *counts.entry(c.language).or_default() += 1);
    for language in ["de", "en", "es", "fr"] {
        assert!(counts.get(language).is_some_and(|n| *n >= 20), "{counts:?}");
    }
    assert!(counts.values().sum::<usize>() >= 120, "{counts:?}");
}

/// Scores are shares: of one mention they stay below 1 together, the best comes first, and the entity chosen is among them.
#[test]
fn scores_are_shares() {
    let annotator = Annotator::new(gazetteer());
    for case in cases() {
        for m in annotator.annotate(&case.text, Some(&case.language), case.date.as_deref()).mentions {
            let all: f32 = m.candidates.iter().map(|c| c.score).sum();
            assert!(all > 0.0 && all <= 1.001 && m.score <= 1.0, "{}: {m:?}", case.place);
            assert!(m.candidates.is_sorted_by(|a, b| a.score >= b.score), "{}: {m:?}", case.place);
            assert!(m.entity.is_none_or(|e| m.candidates.iter().any(|c| c.entity == e)), "{}: {m:?}", case.place);
        }
    }
}
