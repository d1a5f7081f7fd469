//! Entities merged, split, described and forgotten; edits looked at before, kept as a table, and made in another base.

use super::bench::Bench;

/// People whom no gazetteer knows.
const ARTICLE: &str = "A visitor to the quay

Published on 5 March 2024

Dobromir Vantongeren said that the quay would close on Monday. \"It is late,\" Vantongeren added. Orsolya Quenby denied that the wall would fall.
";

fn quay() -> Bench {
    let bench = Bench::article(ARTICLE);
    bench.ask("add person \"Dobromir Vantongeren\"").ok();
    bench.ask("add person \"Orsolya Quenby\"").ok();
    bench
}

/// What `ask` says on standard error.
fn said(bench: &Bench, line: &str) -> String {
    bench.ask(line).ok().err
}

#[test]
fn an_edit_tells_what_it_changes_before_and_after_in_the_same_words() {
    let bench = Bench::article(ARTICLE);
    let before = bench.dump();
    let would = said(&bench, "preview add person \"Dobromir Vantongeren\"");
    let words = "add person \"Dobromir Vantongeren\" · @dobromir-vantongeren · 2 mentions more, 2 quotations gain their speakers, in 1 document";
    assert_eq!(would.trim(), format!("would be added: {words}"));
    assert_eq!(bench.dump(), before);
    assert_eq!(said(&bench, "add person \"Dobromir Vantongeren\"").trim(), format!("added: {words}"));
    let taken = said(&bench, "preview alias \"Vantongeren\" = Mark Rutte");
    assert!(
        taken.contains("1 quotation changes its speaker")
            && taken.contains("takes “Vantongeren” from @dobromir-vantongeren (1)"),
        "{taken}"
    );
    let new = said(&bench, "preview alias \"Quenby\" = Mark Rutte");
    assert!(new.contains("1 mention more") && new.contains("takes “Quenby” away from nobody"), "{new}");
    let undone = said(&bench, "preview undo");
    assert!(
        undone.starts_with("would be undone: add person") && undone.contains("2 quotations lose their speakers"),
        "{undone}"
    );
    bench.ask("undo").ok();
    assert_eq!(bench.dump(), before);
}

#[test]
fn what_speaks_against_a_spelling_is_told() {
    let bench = quay();
    bench.ask("alias \"Vantongeren\" = @dobromir-vantongeren").ok();
    for (line, note) in [
        ("alias \"Vantongeren\" = Mark Rutte", "also belongs to @dobromir-vantongeren (Dobromir Vantongeren)"),
        ("alias \"Mars\" = Mark Rutte", "“Mars” is a month or a day (fr)"),
        ("alias \"XQ\" = Mark Rutte", "“XQ” is very short"),
        ("alias \"Sergei\" = Mark Rutte", "“Sergei” is a common first name"),
        ("add person \"Vantongeren\"", "also belongs to @dobromir-vantongeren"),
        ("rename Mark Rutte = \"Vantongeren\"", "also belongs to @dobromir-vantongeren"),
    ] {
        let told = said(&bench, &format!("preview {line}"));
        assert!(told.contains("note: ") && told.contains(note), "{line}: {told}");
    }
    assert!(!said(&bench, "preview alias \"Kwexley Dromm\" = Mark Rutte").contains("note: "));
}

#[test]
fn merged_people_answer_to_both_names_and_keys_and_are_parted_again() {
    let bench = quay();
    bench.ask("save of($who) = quotes by $who | show speaker").ok();
    bench.ask("save hers = quotes by @orsolya-quenby | show speaker").ok();
    bench.dixit(&["run", "hers", "|", "new"]).ok();
    let before = bench.dump();
    let told = said(&bench, "merge Orsolya Quenby into Dobromir Vantongeren because \"one person\"");
    assert!(told.contains("1 mention goes over to another, 1 quotation changes its speaker, in 1 document"), "{told}");
    assert_eq!(bench.rows("quotes by @orsolya-quenby").len(), 4);
    assert_eq!(bench.rows("run hers").len(), 4);
    assert_eq!(bench.rows("run of who=Orsolya Quenby").len(), 4);
    let new = bench.dixit(&["run", "hers", "--format", "tsv", "|", "new"]).ok().out;
    assert_eq!(new.lines().count(), 3, "one of three was given before they were merged: {new}");
    let merged = bench.dump();
    bench.ask("undo").ok();
    assert_eq!(bench.dump(), before);
    bench.ask("redo").ok();
    assert_eq!(bench.dump(), merged);
    let told = said(&bench, "split \"Orsolya Quenby\" from Dobromir Vantongeren as person \"Orsolya Quenby\"");
    assert!(told.contains("@orsolya-quenby-2"), "{told}");
    assert_eq!(bench.rows("quotes by @orsolya-quenby-2").len(), 2);
    bench.dixit(&["check"]).ok();
}

#[test]
fn what_is_known_of_entities_and_spellings_can_be_changed() {
    let bench = quay();
    for (line, question, expected) in [
        (
            "describe Orsolya Quenby = \"warden of the quay\"",
            "people | show key, description",
            "orsolya-quenby\twarden of the quay",
        ),
        (
            "rename Orsolya Quenby = \"Orsolya Quenby-Vant\"",
            "people | show key, name",
            "orsolya-quenby\tOrsolya Quenby-Vant",
        ),
        ("set kind of Orsolya Quenby = organisation", "organisations | show key, kind", "orsolya-quenby\torganisation"),
        (
            "set sort of alias \"Orsolya Quenby\" of @orsolya-quenby = weak",
            "aliases of @orsolya-quenby | show spelling, sort",
            "Orsolya Quenby\tweak",
        ),
        (
            "set case of alias \"Orsolya Quenby\" of @orsolya-quenby = any",
            "aliases of @orsolya-quenby | show spelling",
            "Orsolya Quenby",
        ),
        (
            "set language of alias \"Orsolya Quenby\" of @orsolya-quenby = english",
            "aliases of @orsolya-quenby | show spelling, language",
            "Orsolya Quenby\ten",
        ),
    ] {
        let run = bench.ask(line).ok();
        assert!(run.err.starts_with("set: "), "{run:#?}");
        let rows = bench.rows(question);
        assert!(rows.iter().any(|row| row.ends_with(expected)), "{line}: {rows:#?}");
        bench.ask(line).fails(2, &["already"]);
    }
    bench.ask("set country of Orsolya Quenby = France").ok();
    bench.ask("set gender of Orsolya Quenby = f").ok();
    let told = said(&bench, "undo 3");
    assert_eq!(told.matches("undone: ").count(), 3, "{told}");
    assert_eq!(said(&bench, "redo 3").matches("redone: ").count(), 3);
    bench.ask("redo").fails(2, &["nothing to redo"]);
}

#[test]
fn an_office_decides_who_a_role_means() {
    let text =
        "The quay\n\nPublished on 5 March 2024\n\nThe French minister of defence said that the quay would close.\n";
    let bench = Bench::article(text);
    bench.ask("add person \"Orsolya Quenby\"").ok();
    let speaker = || bench.rows("quotes | show speaker")[1].split_once('\t').unwrap().1.to_owned();
    let before = speaker();
    assert_ne!(before, "Orsolya Quenby");
    bench.ask("office defence-minister of France = Orsolya Quenby since 2024-03-01").ok();
    let during = bench.rows("quotes | show speaker");
    bench.ask("office defence-minister of France = Orsolya Quenby until 2024-03-03").ok();
    assert_eq!(speaker(), before, "{during:?}");
    bench.ask("forget office defence-minister of France = Orsolya Quenby").ok();
    bench.ask("forget office defence-minister of France = Orsolya Quenby").fails(2, &["expected one tenure"]);
    bench.ask("undo 3").ok();
    assert_eq!(speaker(), before);
}

#[test]
fn the_log_tells_who_did_what_and_why() {
    let bench = quay();
    let mut command = bench.command(&["ask", "alias \"Vanto\" = @dobromir-vantongeren because \"printed so\""]);
    assert!(command.env("DIXIT_USER", "Ada Lune").output().unwrap().status.success());
    bench.ask("undo").ok();
    let log = bench.piped(&[], ".format tsv\n.edits\n").ok().out;
    let rows: Vec<Vec<&str>> = log.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows[0], ["step", "when", "who", "what", "why", "state"]);
    let last = &rows[3];
    assert_eq!((last[0], last[2], last[4], last[5]), ("3", "Ada Lune", "printed so", "undone"), "{log}");
    assert!(last[3].contains("= @dobromir-vantongeren") && rows[1][5].is_empty(), "{log}");
}

/// Edits of every sort that one base may hand to another.
const EDITS: &[&str] = &[
    "alias \"Vantongeren\" = Dobromir Vantongeren because \"surname alone\"",
    "describe Dobromir Vantongeren = \"keeper of the quay\"",
    "set case of alias \"Vantongeren\" of Dobromir Vantongeren = any",
    "office mayor of Paris = Dobromir Vantongeren since 2024-01",
    "add organisation \"Quay Union\" @the-union",
    "forget alias \"Koursk\"",
    "alias \"Quay Club\" = @the-union",
    "split \"Quay Club\" from @the-union as organisation \"Quay Club\"",
    "merge @the-union into Quay Club",
    "rename Quay Club = \"Club of the Quay\"",
];

#[test]
fn edits_kept_as_a_table_are_made_in_another_base_and_only_once() {
    let (one, other) = (quay(), Bench::article(ARTICLE));
    EDITS.iter().for_each(|line| drop(one.ask(line).ok()));
    one.ask("set outlet of document 1 = La Gazette").ok();
    let run = one.dixit(&["gazetteer", "diff"]).ok();
    assert_eq!(run.out.lines().count(), 1 + 2 + EDITS.len(), "{}", run.out);
    assert!(run.out.starts_with("edit\twho\twhy\n") && run.err.contains("not in it: 1 edit of documents"), "{run:#?}");
    let file = other.file("edits.tsv", &run.out);
    let before = other.dump();
    let apply = |options: &[&str]| {
        let args: Vec<&str> = [&["gazetteer", "apply", file.to_str().unwrap()], options].concat();
        other.dixit(&args)
    };
    assert!(apply(&["--dry-run"]).ok().err.contains("would be applied: 12 edits, 0 made already, 0 conflicts"));
    assert_eq!(other.dump(), before);
    let run_there = apply(&[]).ok();
    assert!(run_there.err.contains("applied: 12 edits, 0 made already, 0 conflicts"), "{run_there:#?}");
    let there = other.dump();
    one.ask("undo").ok(); // the outlet
    assert_eq!(there, one.dump());
    assert_eq!(other.dixit(&["gazetteer", "diff"]).ok().out, run.out, "the table comes back as it was");
    assert!(apply(&[]).ok().err.contains("nothing to change: 12 edits made already"));
    assert_eq!(other.dump(), there);
    assert!(said(&other, "undo").contains("merge @the-union into"));
    assert_eq!(other.dump(), before);
}

#[test]
fn edits_that_do_not_fit_another_base_are_told_by_their_lines() {
    let bench = quay();
    let table = "edit\twhy\n# a note\nalias \"Vanto\" = @dobromir-vantongeren\tprinted so\nforget entity @nobody\t\n\
        alias \"Dobromir Vantongeren\" = @dobromir-vantongeren\t\nset outlet of document 1 = X\t\nquotes\t\nalias \"…\" = @mark-rutte\n";
    bench.file("edits.tsv", table);
    let run = bench.dixit(&["gazetteer", "apply", "edits.tsv"]);
    assert_eq!(run.code, 3);
    for told in [
        "edits.tsv:4: no entity has the key `nobody`",
        "edits.tsv:6: expected an edit of the gazetteer",
        "edits.tsv:7: expected an edit of the gazetteer",
        "edits.tsv:8: a spelling is words as printed",
        "applied: 1 edit, 1 made already, 4 conflicts",
    ] {
        assert!(run.err.contains(told), "expected {told} in {run:#?}");
    }
    assert!(bench.dixit(&["gazetteer", "diff"]).ok().out.contains("alias \"Vanto\" = @dobromir-vantongeren\t"));
    bench.file("odd.tsv", "what\nalias\n");
    bench.dixit(&["gazetteer", "apply", "odd.tsv"]).fails(3, &["odd.tsv:1: expected a header"]);
}

#[test]
fn a_script_may_look_and_edit_only_where_it_is_allowed_to() {
    let bench = quay();
    let before = bench.dump();
    for line in ["merge Orsolya Quenby into Dobromir Vantongeren\n", "preview undo\n"] {
        bench.piped(&[], line).fails(2, &["--allow-edits"]);
    }
    bench.piped(&["--allow-edits"], "preview undo\nalias \"Vanto\" = Dobromir Vantongeren\nundo\n").ok();
    assert_eq!(bench.dump(), before);
}
