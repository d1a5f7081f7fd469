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
    assert!(
        run.err.starts_with("added: ")
            && run.err.contains("1 mention more, 1 quotation gains its speaker, in 1 document"),
        "{run:#?}"
    );
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

/// Two pages with a wrong date in the metadata.
const FEED: &str = "{\"id\": \"1\", \"title\": \"Un pont\", \"outlet\": \"La Gazette\", \"date\": \"2023-11-06\", \
    \"text\": \"Le ministre américain de la Défense a déclaré que le pont était fermé. Il ne rouvrira pas.\"}\n";

fn feed() -> Bench {
    let bench = Bench::empty();
    bench.file("page.jsonl", FEED);
    bench.ingest(&[], &["page.jsonl".into()]).ok();
    bench
}

/// The first row of an answer, without its key.
fn shown(bench: &Bench, question: &str) -> String {
    bench.rows(question)[1].split_once('\t').unwrap().1.to_owned()
}

const PARTICULARS: &str = "documents | show title, outlet, language, published";

#[test]
fn what_is_known_of_a_document_can_be_corrected_and_comes_back() {
    let bench = feed();
    let before = bench.dump();
    let run = bench.ask("set date of document \"page.jsonl#1\" = 2024-11-06 because \"page header\"").ok();
    assert!(run.err.contains("2023-11-06 (metadata) → 2024-11-06 (given)"), "{run:#?}");
    let dated = bench.dump();
    assert!(dated.contains(r#""published":"2024-11-06","published_basis":"given","published_why":"page header""#));
    for (line, told) in [
        ("set outlet of document \"Un pont\" = \"Le Courrier\"", "La Gazette → Le Courrier"),
        ("set language of document 1 = french", "fr → fr"),
        ("set title of document 1 = Le pont", "Un pont → Le pont"),
        ("set author of document 1 = Ada Lune", "unknown → Ada Lune"),
        ("set url of document 1 = \"https://example.org/1\"", "unknown → https://example.org/1"),
    ] {
        let run = bench.ask(line).ok();
        assert!(run.err.contains(told), "{line}: {run:#?}");
    }
    assert_eq!(shown(&bench, PARTICULARS), "Le pont\tLe Courrier\tfr\t2024-11-06");
    let all = bench.dump();
    for _ in 0..5 {
        bench.ask("undo").ok();
    }
    assert!(bench.dump() == dated);
    let run = bench.ask("undo").ok();
    assert!(run.err.contains("2024-11-06 (given) → 2023-11-06 (metadata)"), "{run:#?}");
    assert!(bench.dump() == before);
    for _ in 0..6 {
        bench.ask("redo").ok();
    }
    assert!(bench.dump() == all);
    bench.dixit(&["check"]).ok();
}

#[test]
fn a_corrected_date_decides_who_held_an_office() {
    let bench = feed();
    let speaker = || shown(&bench, "quotes | show speaker");
    assert_eq!(speaker(), "Lloyd Austin");
    bench.ask("set date of document 1 = 2019-11-06").ok();
    assert_ne!(speaker(), "Lloyd Austin");
}

#[test]
fn a_correction_stays_when_the_document_is_read_anew() {
    let bench = feed();
    bench.ask("set date of document 1 = 2024-11-06 because \"page header\"").ok();
    let corrected = bench.dump();
    bench.ingest(&[], &["page.jsonl".into()]).ok();
    bench.dixit(&["refresh"]).ok();
    assert!(bench.dump() == corrected);
    bench.file("page.jsonl", FEED.replace("2023-11-06", "2023-11-07").replace("Il ne", "Il, dit-on, ne"));
    bench.ingest(&["--update"], &["page.jsonl".into()]).ok();
    assert_eq!(shown(&bench, PARTICULARS), "Un pont\tLa Gazette\tfr\t2024-11-06");
    let run = bench.ask("undo").ok();
    assert!(run.err.contains("2024-11-06 (given) → 2023-11-07 (metadata)"), "{run:#?}");
    bench.dixit(&["check"]).ok();
}

#[test]
fn the_same_correction_twice_is_refused() {
    let bench = feed();
    let line = "set outlet of document 1 = Le Courrier";
    bench.ask(line).ok();
    bench.ask(line).fails(2, &["set to “Le Courrier” already"]);
}
