//! Questions on standard input.

use super::bench::{Bench, bytes};

const ARTICLE: &str =
    "Le pont de Bruxelles\n\nPublié le 5 mars 2024\n\nMark Rutte a déclaré : « Le pont tiendra cent ans ».\n";

#[test]
fn questions_are_answered_one_after_the_other() {
    let bench = Bench::article(ARTICLE);
    let lines = "# a remark\n\n  .format csv\nquotes | count\n   # another\ndocuments | count\n.quit\nnonsense\n";
    let run = bench.piped(&[], lines).ok();
    assert_eq!(run.out, "count\n1\ncount\n1\n");
    assert_eq!(run.err, "answers are printed as csv\nquotes · 1 row\ndocuments · 1 row\n");
    // a last line needs no end, and no line is no error
    assert_eq!(bench.piped(&[], ".format csv\nquotes | count").ok().out, "count\n1\n");
    assert_eq!(bench.piped(&[], "").ok().out, "");
}

#[test]
fn open_shows_the_evidence_with_its_marks() {
    let bench = Bench::article(ARTICLE);
    let run = bench.piped(&[], "quotes direct\n.open 1\n").ok();
    for shown in
        ["⟨Mark Rutte⟩ ‹a déclaré›", "[Le pont tiendra cent ans]", "published  2024-03-05 (from text)", "article.txt"]
    {
        assert!(run.out.contains(shown), "{shown}: {run:#?}");
    }
    let key = bench.rows("quotes direct | show key, content")[1].split('\t').next().unwrap().to_owned();
    assert!(bench.piped(&[], format!(".open {key}\n")).ok().out.contains("[Le pont tiendra cent ans]"));
}

#[test]
fn the_first_error_ends_it_with_its_line() {
    let bench = Bench::article(ARTICLE);
    for (wrong, column, words) in [
        ("quots", 1, &["did you mean `quotes`?"][..]),
        (".opne 1", 1, &["did you mean `.open`?"]),
        ("  .open 7", 3, &["expected a row from 1 to 1, found 7"]),
        (".open zzzzz", 1, &["zzzzz"]),
        (".format cvs", 1, &["csv", "cvs"]),
        ("quotes by Mark Ruttte", 11, &["did you mean `Mark Rutte`?"]),
        ("  quotes containing «é» by Mark Ruttte", 28, &["did you mean `Mark Rutte`?"]),
        ("quotes by", 10, &["the line stops too early"]),
    ] {
        let run = bench.piped(&[], format!("# remark\nquotes | show content\n{wrong}\ndocuments\n"));
        assert_eq!(run.code, 2, "{wrong}: {run:#?}");
        assert!(run.out.contains("Le pont tiendra cent ans"), "{wrong}: {run:#?}");
        assert!(run.err.contains(&format!("error: standard input:3:{column}: ")), "{wrong}: {run:#?}");
        assert!(!run.err.contains("documents · 1 row"), "{wrong}: {run:#?}");
        words.iter().for_each(|w| assert!(run.err.contains(w), "{w}: {run:#?}"));
    }
    bench.piped(&[], ".open\n").fails(2, &["standard input:1:1: ", "ask a question first"]);
    bench.piped(&[], b"# fine\n\xFFquotes\n").fails(2, &["standard input:2: expected UTF-8", "save it as UTF-8"]);
}

#[test]
fn edits_need_leave() {
    let bench = Bench::article(ARTICLE);
    let before = bytes(&bench.base());
    for edit in [
        "alias \"Le Hollandais\" = Mark Rutte",
        "forget alias \"Rutte\"",
        "save all = quotes",
        "forget query all",
        "undo",
        "redo",
    ] {
        bench.piped(&[], format!("# remark\n{edit}\n")).fails(2, &["standard input:2:1: ", "--allow-edits"]);
    }
    assert_eq!(bytes(&bench.base()), before);
    let lines = "alias \"Le Hollandais\" = Mark Rutte\nsave all = quotes\nundo\nredo\nforget query all\n";
    let run = bench.piped(&["--allow-edits"], lines).ok();
    let said: Vec<&str> = run.err.lines().filter_map(|l| l.split_once(": ")).map(|(verb, _)| verb).collect();
    assert_eq!(said, ["added", "saved", "undone", "redone", "forgotten"], "{run:#?}");
    assert!(bench.rows("aliases of Mark Rutte").iter().any(|row| row.contains("Le Hollandais")));
}
