//! `dixit discover`: candidates for names.

use super::bench::Bench;

const KNOWN: &str = "id\tname\nQ1\tJoseph Fraenkel\nlocal-2\tJoseph Fraenkel\nlocal-3\tPALLADINI Giulia\nlocal-4\tIvan Petrovich Testov\n";

/// The candidates of one name: ids and scores.
fn candidates(bench: &Bench, name: &str) -> Vec<(String, f64)> {
    let run = bench.piped(&["discover", "--gazetteer", "known.tsv"], format!("{{\"q\": {name:?}}}\n")).ok();
    let line: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(line["q"], name);
    let list = line["candidates"].as_array().unwrap();
    assert!(list.iter().all(|c| !c["why"].as_array().unwrap().is_empty()), "{line}");
    list.iter().map(|c| (c["entity"].as_str().unwrap().to_owned(), c["score"].as_f64().unwrap())).collect()
}

#[test]
fn names_get_candidates_with_scores_and_reasons() {
    let bench = Bench::empty();
    bench.file("known.tsv", KNOWN);
    // of two people with one name the one that other lists have comes first
    let found = candidates(&bench, "Josef Fränkel");
    assert_eq!((found[0].0.as_str(), found[1].0.as_str()), ("Q1", "local-2"));
    assert_eq!(candidates(&bench, "Giulia Palladini")[0].0, "local-3");
    assert!(candidates(&bench, "Иван Тестов")[0].1 > 0.3);
    assert!(candidates(&bench, "Harald Zwick").iter().all(|(_, score)| *score < 0.3));
}

#[test]
fn bad_lists_and_lines_are_told() {
    let bench = Bench::empty();
    bench.file("known.tsv", "name\tid\n");
    bench
        .piped(&["discover", "--gazetteer", "known.tsv"], "")
        .fails(3, &["known.tsv:1: expected the columns id and name"]);
    bench.file("known.tsv", "id\tname\nQ1\n");
    bench.piped(&["discover", "--gazetteer", "known.tsv"], "").fails(3, &["known.tsv:2: expected an id and a name"]);
    bench.file("known.tsv", KNOWN);
    let run = bench.piped(&["discover", "--gazetteer", "known.tsv"], "nonsense\n{\"q\": \"Ivan Testov\"}\n");
    assert_eq!(run.code, 3);
    assert!(run.err.contains("line 1: expected {\"q\": a name}"), "{run:#?}");
    assert!(run.out.contains("local-4"), "{run:#?}");
}
