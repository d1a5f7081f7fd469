//! `dixit gazetteer check` and `why`: which spellings count only with evidence.

use std::collections::BTreeMap;

use super::bench::{Bench, Run};

fn rows(run: &Run) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(run.out.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn one_spelling_is_explained() {
    let why = |spelling: &str| rows(&Bench::empty().dixit(&["gazetteer", "why", spelling, "--format", "csv"]).ok());
    let monde = why("le monde");
    assert_eq!((monde[0][1].as_str(), monde[0][6].as_str()), ("le-monde", "common"), "{monde:?}");
    assert!(monde[0][7].contains("fr") && monde[0][8].contains("capital"), "{monde:?}");
    let kursk = why("Koursk");
    assert!(kursk.iter().all(|row| row[6].is_empty() && row[7].contains("wherever")), "{kursk:?}");
    Bench::empty().dixit(&["gazetteer", "why", "Xyzzy"]).fails(2, &["expected a spelling", "Xyzzy"]);
}

#[test]
fn lists_keep_to_their_limit_and_tell_how_many_there_are() {
    let found = rows(&Bench::empty().dixit(&["gazetteer", "check", "--limit", "2", "--format", "csv"]).ok());
    let mut lists: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for row in &found {
        let list = lists.entry(&row[0]).or_default();
        *list = (list.0 + 1, row[1].parse().unwrap());
    }
    assert!(lists["common"].0 == 2 && lists["common"].1 > 2, "{lists:?}");
    assert!(lists["ambiguous"].0 == 2 && lists["shipped"].1 > 10 && !lists.contains_key("part"), "{lists:?}");
}

#[test]
fn what_the_user_wrote_is_listed_and_not_gated() {
    let bench = Bench::article("Un jour au port\n\nRien ne se passe ici.\n");
    bench.ask("alias Mars = Mark Rutte").ok();
    let base = bench.base();
    let look = |words: &[&str]| {
        let db = ["--db", base.to_str().unwrap(), "--format", "csv"];
        rows(&bench.dixit(&[words, &db[..]].concat()).ok())
    };
    let yours = look(&["gazetteer", "check"]);
    assert!(yours.iter().any(|row| row[0] == "yours" && row[2] == "Mars"), "{yours:?}");
    let why = look(&["gazetteer", "why", "mars"]);
    assert!(why[0][5] == "user" && why[0][6].is_empty(), "{why:?}");
}
