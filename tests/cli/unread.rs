//! Documents that are read for names only: answers about quotations say so.

use super::bench::Bench;

fn bench() -> Bench {
    let bench = Bench::empty();
    bench.file("fr.txt", "Un pont\n\n« Le pont est fermé », a déclaré Mark Rutte à la presse.\n");
    for (name, language) in [("pl1", "pl"), ("pl2", "pl"), ("ko", "ko"), ("nl", "nl")] {
        bench.file(&format!("{name}.txt"), "Titel\n\nMark Rutte, Kursk.\n");
        bench.ingest(&["--language", language], &[format!("{name}.txt").into()]).ok();
    }
    bench.ingest(&["--language", "fr"], &["fr.txt".into()]).ok();
    bench
}

#[test]
fn an_answer_tells_what_was_read_for_names_only_where_that_matters() {
    let bench = bench();
    let told = "2 pl, 1 ko, 1 nl were read for names only";
    for (question, expected) in [
        ("quotes by Mark Rutte", Some(told)),
        ("quotes | count by speaker", Some(told)),
        ("quotes in language fr", None),
        ("quotes in language fr or pl", Some("2 pl were read for names only")),
        ("quotes not in language pl", Some("1 ko, 1 nl were read for names only")),
        ("mentions of Mark Rutte", None),
        ("documents", None),
    ] {
        let run = bench.ask(question).ok();
        let found = run.err.lines().find(|line| line.contains("names only"));
        assert_eq!(found, expected, "{question}");
    }
}

#[test]
fn an_empty_answer_counts_what_was_searched() {
    let bench = bench();
    let run = bench.ask("who denied");
    let told = "nothing found in 1 of 5 documents; 2 pl, 1 ko, 1 nl were read for names only; ";
    assert!(run.err.contains(told), "{run:#?}");
    let run = bench.ask("quotes in language pl");
    assert!(run.err.contains("nothing found in 3 of 5 documents; 2 pl were read for names only; "), "{run:#?}");
}
