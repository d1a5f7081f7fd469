//! `.output`: answers that go into a file.

use std::fs;

use super::bench::{Bench, bytes};

const ARTICLE: &str = "Le pont\n\nMark Rutte a déclaré : « Le pont tiendra cent ans ».\n";

/// Carries out lines that may write files.
fn run(bench: &Bench, lines: &str) -> super::bench::Run {
    bench.piped(&["--allow-edits"], lines)
}

#[test]
fn answers_go_into_the_file_until_it_is_off() {
    let bench = Bench::article(ARTICLE);
    let lines = ".format csv --bom\n.output got.csv\nquotes | count\ndocuments | count\n.output\n.output off\nnames | count\n.output off\n";
    let told = run(&bench, lines).ok();
    assert_eq!(told.out, "\u{FEFF}count\n0\n");
    assert_eq!(String::from_utf8(bytes(&bench.path("got.csv"))).unwrap(), "\u{FEFF}count\n1\ncount\n1\n");
    let said: Vec<&str> =
        told.err.lines().filter(|line| !line.contains(" row") || line.starts_with("written")).collect();
    assert_eq!(
        said,
        [
            "answers are printed as csv",
            "answers go into got.csv as csv",
            "written: got.csv (1 rows, csv)",
            "written: got.csv (1 rows, csv)",
            "answers go into got.csv",
            "answers no longer go into got.csv",
            "answers go into no file",
        ]
    );
    let told = run(&bench, ".output \"a b.csv\"\nquotes | show act\n").ok();
    assert!(told.err.contains("answers go into a b.csv as table; `.format csv` makes them fit the name"), "{told:#?}");
    assert_eq!(String::from_utf8(bytes(&bench.path("a b.csv"))).unwrap(), "act\n───\nsay\n");
}

#[test]
fn it_goes_over_no_file_unless_told_and_never_over_a_base() {
    let bench = Bench::article(ARTICLE);
    bench.file("kept.csv", "mine");
    run(&bench, ".output kept.csv\n").fails(2, &["kept.csv: expected a new file, found one there", "`replacing`"]);
    assert_eq!(bytes(&bench.path("kept.csv")), b"mine");
    run(&bench, ".output kept.csv replacing\nquotes | show act\n").ok();
    assert_eq!(String::from_utf8(bytes(&bench.path("kept.csv"))).unwrap(), "act\n───\nsay\n");
    fs::copy(bench.base(), bench.path("other.db")).unwrap();
    let before = bytes(&bench.base());
    for file in ["base.db", "./base.db", "other.db"] {
        let words = &["expected another file than "];
        run(&bench, &format!(".output {file} replacing\nquotes\n")).fails(2, words);
    }
    run(
        &bench,
        &format!("quotes | export to \"{}\" replacing\n", bench.path("other.db").with_extension("csv").display()),
    )
    .ok();
    assert_eq!((bytes(&bench.base()), bytes(&bench.path("other.db"))), (before.clone(), before));
    run(&bench, ".output no/such/folder.csv\n").fails(3, &["no/such/folder.csv: expected a file that can be written"]);
}

#[test]
fn a_script_needs_leave() {
    let bench = Bench::article(ARTICLE);
    bench.piped(&[], ".output got.csv\n").fails(2, &["standard input:1:1: ", "--allow-edits"]);
    bench.file("lines.dixit", ".output got.csv\n");
    run(&bench, ".read lines.dixit\n").ok();
    fs::remove_file(bench.path("got.csv")).unwrap();
    bench.piped(&[], ".read --allow-edits lines.dixit\n").fails(2, &["lines.dixit:1:1: ", "--allow-edits"]);
    assert!(!bench.path("got.csv").exists());
}

#[test]
fn the_gazetteer_tells_what_it_holds() {
    let bench = Bench::article(ARTICLE);
    let lines = ".format csv\nalias \"Le Hollandais\" = Mark Rutte\n.gazetteer\n.gazetteer why Le Hollandais\n.gazetteer diff\n";
    let told = run(&bench, lines).ok();
    for line in [
        "what,how many,of yours,taken in\nentities: person,",
        "\nspellings: name,",
        "\nspelling,entity,kind,sort,language,origin,gate,because,needs\nLe Hollandais,mark-rutte,person,name,*,user,",
        "\nedit\twho\twhy\nalias \"Le Hollandais\" = @mark-rutte\t",
    ] {
        assert!(told.out.contains(line), "{line:?}: {}", told.out);
    }
    let yours = told.out.lines().find(|line| line.starts_with("spellings: name,")).unwrap();
    assert_eq!(yours.split(',').nth(2), Some("1"), "{yours}");
    run(&bench, ".gazetteer wyh x\n").fails(2, &["expected `diff`, `why SPELLING` or nothing, found `wyh x`"]);
    run(&bench, ".gazetteer why\n").fails(2, &["expected a spelling"]);
    run(&bench, ".gazetteer why Zzyzx\n").fails(2, &["expected a spelling of the gazetteer, found “Zzyzx”"]);
}

#[test]
fn what_needs_somebody_who_looks_is_refused_in_a_pipe() {
    let bench = Bench::article(ARTICLE);
    bench.piped(&[], ".watch 1 quotes\n").fails(2, &["`.watch` needs somebody who looks", "| new"]);
    bench.piped(&[], ".tour\n").fails(2, &["`.tour` needs somebody who answers", "`dixit tour`"]);
}
