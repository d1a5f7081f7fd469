//! The day on which something was said: the folder `tests/said/` is the verdict.

use std::{fs, path::Path};

use dixit::{annotate::Annotator, model::SaidBasis};

/// The day of publication of every row.
const PUBLISHED: &str = "2024-11-02";

/// Checks every row; how many there were.
pub fn check(annotator: &Annotator) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/said");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut rows = 0;
    let mut wrong = Vec::new();
    for path in paths {
        let language = path.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        for row in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (sentence, expected) = row.split_once(" | ").unwrap_or_else(|| panic!("{}: {row}", path.display()));
            let found = said(annotator, language, sentence);
            rows += 1;
            if found != expected {
                wrong.push(format!("{language}: {row}, found {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
    rows
}

fn said(annotator: &Annotator, language: &str, sentence: &str) -> String {
    let found = annotator.annotate(sentence, Some(language), Some(PUBLISHED));
    let Some(quotation) = found.quotations.first() else { return "no quotation".to_owned() };
    match &quotation.said {
        None => "-".to_owned(),
        Some(said) if said.basis == SaidBasis::Inferred => format!("{} ≈", said.date),
        Some(said) => said.date.clone(),
    }
}
