//! What helps to use the program: completions, pages of the manual, statements on the command line, a base that stays as it is.

use std::fs;

use super::bench::{Bench, bytes};

const ARTICLE: &str = "Le pont\n\nMark Rutte a déclaré : « Le pont; tiendra cent ans ».\n";

#[test]
fn shells_complete_every_command() {
    let bench = Bench::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = bench.dixit(&["completions", shell]).ok().out;
        for word in ["discover", "gazetteer", "fail-empty"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    bench.dixit(&["completions", "tcsh"]).fails(2, &["bash", "zsh"]);
}

#[test]
fn every_command_has_a_page_of_the_manual() {
    let bench = Bench::empty();
    bench.dixit(&["man", "pages"]).ok();
    let page = |name: &str| fs::read_to_string(bench.path("pages").join(name)).unwrap();
    assert!(page("dixit.1").contains("dixit\\-ingest(1)"));
    assert!(page("dixit-ask.1").contains("fail\\-empty"));
    assert!(page("dixit-gazetteer-import.1").contains("min\\-sitelinks"));
    bench.file("taken", "");
    bench.dixit(&["man", "taken"]).fails(2, &["taken"]);
}

#[test]
fn statements_stand_apart_by_semicolons() {
    let bench = Bench::article(ARTICLE);
    let run = bench.dixit(&["-c", ".format csv; quotes containing \"pont; tiendra\" | count; documents | count;"]).ok();
    assert_eq!(run.out, "count\n1\ncount\n1\n");
    bench.dixit(&["-c", ".format csv; quots; names"]).fails(2, &["statement 2:", "try: quotes"]);
    bench.dixit(&["-c", "alias \"Le Hollandais\" = Mark Rutte"]).fails(2, &["statement 1", "--allow-edits"]);
    bench.dixit(&["--allow-edits", "-c", "alias \"Le Hollandais\" = Mark Rutte"]).ok();
    bench.dixit(&["-c", "names", "ask", "names"]).fails(2, &["found both"]);
}

#[test]
fn what_is_only_read_stays_as_it_is() {
    let bench = Bench::article(ARTICLE);
    let before = bytes(&bench.base());
    assert_eq!(bench.dixit(&["--read-only", "ask", "--format", "csv", "documents | count"]).ok().out, "count\n1\n");
    for command in [
        &["--read-only", "ask", "alias \"Le Hollandais\" = Mark Rutte"][..],
        &["--read-only", "ask", "save all = documents"],
        &["--read-only", "ingest", "article.txt"],
        &["--read-only", "refresh"],
        &["--read-only", "discover", "--accept", "sure"],
        &["--read-only", "--allow-edits", "-c", "undo"],
    ] {
        bench.dixit(command).fails(2, &["opened only for reading", "--read-only"]);
    }
    assert_eq!(bytes(&bench.base()), before);
}

#[test]
fn the_doctor_tells_of_a_base_and_of_none() {
    let bench = Bench::article(ARTICLE);
    let told = bench.dixit(&["doctor"]).ok().out;
    for words in ["SQLite ", "language packs", "de, en, es, fr", "documents                1\n", "history"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(Bench::empty().dixit(&["doctor"]).ok().out.contains("not opened               "));
    bench.file("no-base", "a text that is no base, and longer than the header of one would be");
    let run = bench.dixit(&["--db", "no-base", "doctor"]);
    assert_eq!((run.code, run.out.contains("not opened")), (3, true), "{run:#?}");
}
