//! Spellings added, taken out and taken back.

use super::bench::Bench;

/// A man whom no gazetteer knows.
const ARTICLE: &str = "Un visiteur au port

Publié le 5 mars 2024

Dobromir Vantongeren a déclaré que le port fermerait lundi.
";

const BY_RUTTE: &str = "quotes by Mark Rutte | show speaker, content";

#[test]
fn a_new_spelling_ascribes_a_quotation_and_undo_takes_it_back() {
    let bench = Bench::article(ARTICLE);
    let before = bench.dump();
    assert_eq!(bench.rows(BY_RUTTE).len(), 1);
    let run = bench.ask("alias \"Dobromir Vantongeren\" = Mark Rutte").ok();
    assert!(run.err.starts_with("added: ") && run.err.contains("in 1 of 1 documents"), "{run:#?}");
    let after = bench.dump();
    let rows = bench.rows(BY_RUTTE);
    assert!(rows.len() == 2 && rows[1].contains("Mark Rutte\tque le port fermerait lundi"), "{rows:?}");
    // in later sessions
    for (command, expected) in [("undo", &before), ("redo", &after), ("undo", &before)] {
        bench.ask(command).ok();
        assert!(bench.dump() == *expected, "{command}");
    }
    assert_eq!(bench.rows(BY_RUTTE).len(), 1);
    bench.ask("undo").fails(2, &["nothing to undo"]);
}

#[test]
fn editing_after_reading_is_the_same_base_as_editing_before() {
    let alias = "alias \"Dobromir Vantongeren\" = Mark Rutte";
    let dump = |early: bool| {
        let bench = Bench::article("Rien du tout\n\nIl ne se passe rien ici.\n");
        let file = bench.file("port.txt", ARTICLE).file_name().unwrap().into();
        let read = || bench.ingest(&[], &[file]).ok();
        let edit = || bench.ask(alias).ok();
        if early {
            edit();
            read();
        } else {
            read();
            edit();
        }
        assert_eq!(bench.rows(BY_RUTTE).len(), 2);
        bench.dump()
    };
    assert!(dump(true) == dump(false));
}

#[test]
fn a_spelling_taken_out_and_added_again_is_the_same_base() {
    let bench = Bench::samples();
    let before = bench.dump();
    let edits = |lines: &str| bench.piped(&["--allow-edits"], lines).ok();
    let run = edits("forget alias \"Koursk\"\n");
    assert!(run.err.starts_with("taken out: ") && run.out.is_empty(), "{run:#?}");
    assert!(bench.dump() != before);
    assert!(bench.rows("mentions of Kursk as \"Koursk\"").len() <= 1);
    edits("alias \"Koursk\" = Kursk\n");
    assert!(bench.dump() == before);
    edits("alias \"Vassia Nunkzia\" = Vassili Nebenzia\nundo\n");
    assert!(bench.dump() == before);
    edits("forget alias \"Koursk\"\nundo\n");
    assert!(bench.dump() == before);
}

#[test]
fn an_edit_that_cannot_be_made_changes_nothing() {
    let bench = Bench::article(ARTICLE);
    let before = bench.dump();
    for (edit, words) in [
        ("alias \"Dobromir\" = Marc Ruttte", &["Marc Ruttte", "did you mean"][..]),
        ("alias \"Mark Rutte\" = Mark Rutte", &["spelling of mark-rutte already"]),
        ("alias \"…\" = Mark Rutte", &["words as printed"]),
        ("alias \"\" = Mark Rutte", &["words as printed"]),
        ("forget alias \"Dobromir Vantongeren\"", &["Dobromir Vantongeren"]),
        ("redo", &["nothing to redo"]),
    ] {
        bench.ask(edit).fails(2, words);
    }
    assert_eq!(bench.dump(), before);
}
