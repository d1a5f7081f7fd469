//! Quotations and their speakers: the folder `tests/annotate/` is the verdict, and so is the page `docs/quotations.md`.

#[path = "../fuzz/annotations.rs"]
mod annotations;
#[path = "annotate/anything.rs"]
mod anything;
#[path = "annotate/case.rs"]
mod case;
#[path = "annotate/news.rs"]
mod news;
#[path = "annotate/page.rs"]
mod page;
#[path = "annotate/rates.rs"]
mod rates;
#[path = "annotate/read.rs"]
mod read;
#[path = "annotate/said.rs"]
mod said;
#[path = "annotate/score.rs"]
mod score;

use std::{fs, path::Path, sync::LazyLock};

use case::Case;
use dixit::{annotate::Annotator, gazetteer::Gazetteer, language};

/// One annotator for all tests: it is costly to make.
static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(|| Annotator::new(Gazetteer::shipped()));

/// Fewest cases that the pack of a language with cues must have, those known to be wrong not among them.
fn fewest(language: &str) -> usize {
    match language {
        "fr" | "en" => 80,
        "de" | "es" => 50,
        _ => 15,
    }
}

fn languages() -> Vec<String> {
    language::shipped().unwrap().into_iter().map(|p| p.code).collect()
}

/// The cases of one language, from every file in its folder.
fn cases(language: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotate").join(language);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths.iter().flat_map(|p| case::read(language, p)).collect()
}

#[test]
fn every_case_is_read_as_it_says() {
    let mut wrong = Vec::new();
    for case in languages().iter().flat_map(|l| cases(l)) {
        let found = case.found(&ANNOTATOR);
        let right = found == case.expected;
        if right && case.known_wrong {
            wrong.push(format!("{}: right now: take its question mark away\n  {}", case.place, case.text));
        } else if !right && !case.known_wrong {
            let lines = |l: &[String]| l.iter().map(|l| format!("\n    {l}")).collect::<String>();
            wrong.push(format!(
                "{}\n  {}\n  expected{}\n  found{}",
                case.place,
                case.text,
                lines(&case.expected),
                lines(&found)
            ));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_day_on_which_something_was_said_is_told_by_the_words_around_the_cue() {
    assert!(said::check(&ANNOTATOR) >= 30);
}

#[test]
fn every_pack_with_cues_has_its_cases() {
    let packs = language::shipped().unwrap();
    for language in packs.into_iter().filter(|p| !p.cues.is_empty()).map(|p| p.code) {
        let count = cases(&language).iter().filter(|case| !case.known_wrong).count();
        let fewest = fewest(&language);
        assert!(count >= fewest, "tests/annotate/{language}: expected at least {fewest} cases, found {count}");
    }
}

#[test]
fn every_example_of_the_page_is_read_as_it_says() {
    let examples = page::examples();
    assert!(examples.len() > 30, "{} examples", examples.len());
    for example in examples {
        assert_eq!(example.found(&ANNOTATOR), example.expected, "{}: {}", example.place, example.text);
    }
}

#[test]
fn the_page_names_every_rule() {
    let listed = page::rules();
    for rule in rates::rules() {
        assert!(listed.contains(rule), "docs/quotations.md: expected a row for the rule {rule}");
    }
}

/// Counts the rules anew: `DIXIT_GOLD=folder cargo test --test annotate -- --ignored count_the_rules --nocapture`.
#[test]
#[ignore = "prints the table that stands in src/quote/rates.tsv"]
fn count_the_rules() {
    let all: Vec<Case> = languages().iter().flat_map(|l| cases(l)).collect();
    rates::print(&ANNOTATOR, &all);
}
