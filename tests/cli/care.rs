//! Checking, counting and copying a base; what was refused; what only would be.

use crate::bench::{Bench, bytes, samples};

#[test]
fn a_sound_base_is_sound_and_its_copy_too() {
    let bench = Bench::samples();
    assert_eq!(bench.dixit(&["check"]).ok().err, "the base is sound\n");
    bench.dixit(&["backup", "copy.db"]).ok();
    let dump = bench.dump();
    assert_eq!(bench.dixit(&["--db", "copy.db", "dump"]).ok().out, dump);
    bench.dixit(&["backup", "copy.db"]).fails(3, &["copy.db", "expected a name for a new file"]);
}

#[test]
fn what_does_not_hold_together_is_named() {
    for (spoil, word) in [
        (r#"UPDATE mention SET "end" = 99999999 WHERE id = 1"#, "outside the text"),
        ("UPDATE mention SET surface = 'Zorro' WHERE id = 1", "not “Zorro”"),
        ("UPDATE mention SET alias = 'Zorro' WHERE rule = 'only-candidate'", "not spelled “Zorro”"),
        ("UPDATE document SET text = 'x' || text WHERE id = 1", "its text or source"),
        ("DELETE FROM document_words WHERE rowid = 1", "not in the index of words"),
        ("PRAGMA foreign_keys = off; DELETE FROM entity WHERE key = 'russia'", "refers to a row of entity"),
    ] {
        let bench = Bench::samples();
        let base = rusqlite::Connection::open(bench.base()).unwrap();
        base.execute_batch(spoil).unwrap();
        drop(base);
        bench.dixit(&["check"]).fails(3, &[word, "problems"]);
    }
}

#[test]
fn figures_count_what_is_there() {
    let bench = Bench::samples();
    let stats = bench.dixit(&["stats", "--format", "tsv"]).ok().out;
    assert!(stats.contains(&format!("documents\t{}\n", samples().len())), "{stats}");
    let mentions = bench.rows("mentions | count")[1].clone();
    assert!(stats.contains(&format!("mentions\t{mentions}\n")), "{stats} {mentions}");
    assert!(bench.dixit(&["stats", "--sizes", "--format", "tsv"]).ok().out.contains("mention_entity\t"));
}

#[test]
fn a_dry_run_changes_nothing() {
    let bench = Bench::empty();
    let run = bench.ingest(&["--dry-run"], &samples()).ok();
    assert_eq!(run.err, format!("{} would be taken\n", samples().len()));
    assert_eq!(bench.rows("documents | count")[1], "0");
}

#[test]
fn what_is_refused_is_listed_with_its_reason() {
    let bench = Bench::empty();
    let files = [bench.file("bad.txt", b"a\0b"), bench.file("good.txt", "Le ministre est là.")];
    bench.ingest(&["--rejects", "rejects.tsv"], &files).fails(3, &["bad.txt", "1 taken, 1 refused"]);
    let rejects = String::from_utf8(bytes(&bench.path("rejects.tsv"))).unwrap();
    assert!(rejects.lines().count() == 1 && rejects.contains("bad.txt\texpected text, found binary data"), "{rejects}");
    bench.ingest(&["--rejects", "rejects.tsv"], &files).fails(3, &["rejects.tsv"]);
}

#[test]
fn a_document_gives_back_the_bytes_it_was_read_from() {
    let bench = Bench::empty();
    let latin = b"Un titre \xe0 lire\r\n\r\nLe ministre est arriv\xe9 \xe0 l'heure.\r\n";
    let plain = "Un autre titre à lire\n\nLe ministre est reparti.\n";
    let files = [bench.file("latin.txt", latin), bench.file("plain.txt", plain)];
    bench.ingest(&[], &files).ok();
    let keys: Vec<String> = bench.rows("documents | sort by title")[1..]
        .iter()
        .map(|row| row.split('\t').next().unwrap().to_owned())
        .collect();
    let original = |key: &str| bench.command(&["original", key]).output().unwrap().stdout;
    assert_eq!(original(&keys[0]), plain.as_bytes());
    assert_eq!(original(&keys[1]), latin);
    bench.dixit(&["original", "dnothing"]).fails(2, &["expected the key of a document"]);
}
