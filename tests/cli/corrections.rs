//! What is said of quotations by hand: kept while documents are read anew, told where it finds nothing, never lost.

use crate::bench::{Bench, Run};

const ARTICLE: &str =
    "Un pont\n\nPublié le 5 mars 2024\n\nDobromir Vantongeren a déclaré que le pont fermerait lundi.\n";

/// The key of the one quotation.
fn key(bench: &Bench) -> String {
    bench.rows("quotes including rejected | show key")[1].clone()
}

fn says(bench: &Bench, line: &str) -> Run {
    bench.ask(line).ok()
}

#[test]
fn it_is_kept_through_refresh_and_when_the_text_goes_and_comes_back() {
    let bench = Bench::article(ARTICLE);
    let key = key(&bench);
    says(&bench, &format!("speaker of {key} = Mark Rutte because \"heard\""));
    says(&bench, &format!("reject {} \"a rumour\"", &key[..6]));
    let corrected = bench.dump();
    assert!(corrected.contains(r#""table":"verdict""#) && corrected.contains(r#""table":"found_speaker""#));
    bench.dixit(&["refresh"]).ok();
    assert_eq!(bench.dump(), corrected);
    bench.dixit(&["check"]).ok();

    bench.file("article.txt", ARTICLE.replace("Un pont", "Un grand pont"));
    let told = bench.ingest(&["--update"], &["article.txt".into()]).ok();
    assert!(told.err.contains("2 corrections by hand without a quotation"), "{told:#?}");
    assert_eq!(bench.rows("quotes by Mark Rutte").len(), 1, "only the head of the table");
    let listed = bench.piped(&[], ".format tsv\n.corrections\n").ok().out;
    assert!(listed.contains("a rumour") && listed.contains("orphan; the same words are q"), "{listed}");
    bench.dixit(&["check"]).ok();

    bench.file("article.txt", ARTICLE);
    bench.ingest(&["--update"], &["article.txt".into()]).ok();
    assert_eq!(bench.dump(), corrected);
    says(&bench, "undo 2");
    assert_eq!(bench.dump(), Bench::article(ARTICLE).dump());
}

#[test]
fn it_follows_the_entity_that_it_names() {
    let bench = Bench::article(ARTICLE);
    says(&bench, "add person \"Odile Cassagrain\"");
    says(&bench, &format!("speaker of {} = Odile Cassagrain", key(&bench)));
    says(&bench, "add person \"Odile Vernay\"");
    let before = bench.dump();
    says(&bench, "merge Odile Cassagrain into Odile Vernay");
    assert_eq!(bench.rows("quotes by Odile Vernay").len(), 2);
    bench.dixit(&["check"]).ok();
    says(&bench, "undo");
    assert_eq!(bench.dump(), before);
    // a name stays where the entity goes
    says(&bench, "forget entity Odile Cassagrain");
    assert!(bench.rows("quotes | show speaker")[1].contains("Odile Cassagrain"));
    bench.dixit(&["check"]).ok();
}

#[test]
fn keys_are_opened_explained_and_cited_on_the_command_line() {
    let bench = Bench::article(ARTICLE);
    let key = key(&bench);
    let opened = bench.dixit(&["open", &key]).ok();
    assert!(opened.out.contains("⟨Dobromir Vantongeren⟩ ‹a déclaré› [que le pont fermerait lundi]"), "{opened:#?}");
    assert!(bench.dixit(&["why", &key]).ok().out.contains("by rule cue-that-clause · right "));
    says(&bench, &format!("check {key} \"video, 02:10\""));
    let cited = bench.dixit(&["cite", &key, "--format", "markdown"]).ok().out;
    assert!(cited.starts_with(&format!("[^{key}]: Dobromir Vantongeren said: ")), "{cited}");
    assert!(cited.contains("By hand: checked: video, 02:10."), "{cited}");
    assert_eq!(bench.dixit(&["cite", &key, &key[..5], "--format", "csv"]).ok().out.lines().count(), 3);
    bench.dixit(&["cite", "qqqqqq"]).fails(2, &["qqqqqq"]);
    // a script may not write files or change anything
    bench.piped(&[], format!(".cite {key} to notes.md\n")).fails(2, &["--allow-edits"]);
    bench.piped(&[], format!("reject {key}\n")).fails(2, &["--allow-edits"]);
}
