//! The page `docs/quotations.md`, read as cases.
//!
//! Under a heading that ends in a language code in brackets, each row of a table whose last two columns are an example and
//! `read as` is a case: quotations are apart by `<br>`, their parts by ` · `; `nothing` stands for none.

use std::{collections::BTreeSet, fs, path::Path};

use super::case::Case;

fn lines() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/quotations.md");
    fs::read_to_string(path).unwrap().lines().map(str::to_string).collect()
}

fn cells(row: &str) -> Vec<String> {
    row.trim().trim_matches('|').split('|').map(|c| c.trim().to_string()).collect()
}

/// The examples of the page, in order.
pub fn examples() -> Vec<Case> {
    let mut language = None;
    let mut found = Vec::new();
    for (n, line) in lines().iter().enumerate() {
        if line.starts_with('#') {
            language = line.rsplit_once('(').map(|(_, l)| l.trim_end_matches(')').to_string());
        } else if let Some(language) = language.as_ref().filter(|_| line.starts_with('|')) {
            found.extend(example(language, n + 1, &cells(line)));
        }
    }
    found
}

fn example(language: &str, n: usize, cells: &[String]) -> Option<Case> {
    let [_, text, read] = cells else { return None };
    if text == "example" || text.starts_with('-') {
        return None;
    }
    let expected = read.split("<br>").filter(|r| *r != "nothing").map(|r| r.replace(" · ", " | "));
    Some(Case {
        place: format!("docs/quotations.md:{n}"),
        language: language.to_string(),
        date: None,
        text: text.replace("<br>", "\n\n"),
        expected: expected.collect(),
        known_wrong: false,
    })
}

/// The rules that the page explains: the first cell of every row that is one word in backquotes.
pub fn rules() -> BTreeSet<String> {
    let first = |l: &String| l.starts_with("| `").then(|| cells(l)[0].trim_matches('`').to_string());
    lines().iter().filter_map(first).collect()
}
