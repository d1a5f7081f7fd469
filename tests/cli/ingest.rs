//! `dixit ingest` and `dixit dump`: the same articles are the same base, however they came.

use std::path::PathBuf;

use super::bench::{Bench, samples};

/// Options and files of one call of the program.
type Call = (&'static [&'static str], Vec<PathBuf>);

#[test]
fn the_same_articles_are_the_same_base() {
    let all = samples();
    let reversed = || all.iter().rev().cloned().collect::<Vec<_>>();
    let (some, rest) = all.split_at(3);
    let ways: [(&str, Vec<Call>); 6] = [
        ("on two threads", vec![(&["--threads", "2"], all.clone())]),
        ("in another order", vec![(&["--threads", "2"], reversed())]),
        ("twice", vec![(&[], all.clone()), (&[], all.clone())]),
        ("in two parts, the later first", vec![(&[], rest.to_vec()), (&[], some.to_vec())]),
        ("with repetitions", vec![(&[], [some, &all].concat())]),
        ("twice with --update", vec![(&[], all.clone()), (&["--update"], reversed())]),
    ];
    let bench = Bench::empty();
    bench.ingest(&["--threads", "1"], &all).ok();
    let expected = bench.dump();
    assert!(expected.lines().count() > 1000, "{expected}");
    for (way, calls) in ways {
        let bench = Bench::empty();
        for (options, files) in calls {
            bench.ingest(options, &files).ok();
        }
        assert!(bench.dump() == expected, "another base when the articles come {way}");
    }
}

#[test]
fn it_says_what_it_did_on_standard_error_only() {
    let bench = Bench::empty();
    let files = &samples()[..2];
    for (said, options) in [("2 taken\n", &["--threads", "1"][..]), ("0 taken, 2 in already\n", &[])] {
        let run = bench.ingest(options, files).ok();
        assert_eq!((run.out.as_str(), run.err.as_str()), ("", said));
    }
}

#[test]
fn every_line_of_the_dump_is_an_object_of_a_table_without_row_ids() {
    let bench = Bench::samples();
    let dump = bench.dump();
    assert_eq!(dump, bench.dump());
    for line in dump.lines() {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        assert!(object["table"].is_string(), "{line}");
        for left_out in ["id", "read_at"] {
            assert!(!object.contains_key(left_out), "{line}");
        }
    }
}

#[test]
fn a_text_that_has_changed_is_left_until_told_otherwise() {
    let bench = Bench::empty();
    let old = "Le marché ferme\n\nMark Rutte a déclaré que le marché fermait.\n";
    let new = "Le marché ouvre\n\nMark Rutte a déclaré que le marché ouvrait.\n";
    let fresh = Bench::empty();
    // the same path in both folders
    let at = |bench: &Bench, text: &str| {
        bench.file("a.txt", text);
        vec!["a.txt".into()]
    };
    bench.ingest(&[], &at(&bench, old)).ok();
    let before = bench.dump();
    let files = at(&bench, new);
    bench.ingest(&[], &files).fails(3, &["a.txt: the base has another text of it", "--update"]);
    assert_eq!(bench.dump(), before);
    let run = bench.ingest(&["--update"], &files).ok();
    assert_eq!(run.err, "0 taken, 1 replaced\n");
    fresh.ingest(&[], &at(&fresh, new)).ok();
    assert_eq!(bench.dump(), fresh.dump());
}

#[test]
fn what_the_user_says_of_the_articles_is_kept() {
    let bench = Bench::empty();
    let file = bench.file("a.txt", "Un titre à lire\n\nPublié le 2 mars 2023\n\nMark Rutte a déclaré que non.\n");
    bench.ingest(&["--outlet", "L'Écho", "--date", "2024-05", "--language", "fr"], &[file]).ok();
    assert_eq!(
        bench.rows("documents in outlet L'Écho | show title, outlet, published, language"),
        [
            "key\ttitle\toutlet\tpublished\tlanguage",
            &bench.rows("documents | show title, outlet, published, language")[1]
        ]
    );
    assert!(bench.rows("documents | show outlet, published, language")[1].ends_with("\tL'Écho\t2024-05\tfr"));
}

#[test]
fn without_a_path_the_base_is_in_the_data_folder() {
    let bench = Bench::empty();
    let file = bench.file("a.txt", "Un titre à lire\n\nMark Rutte a déclaré que non.\n");
    let run = bench.command(&["ingest", file.to_str().unwrap()]).env_remove("DIXIT_DB").status().unwrap();
    assert!(run.success());
    assert!(bench.path("data/dixit/dixit.db").is_file(), "{:?}", bench.list());
    // --db has the last word
    let given = bench.path("deep/er/given.db");
    bench.dixit(&["--db", given.to_str().unwrap(), "ingest", file.to_str().unwrap()]).ok();
    assert!(given.is_file());
    assert!(!bench.base().exists());
}

#[test]
fn windows_1252_is_read_right() {
    let bench = Bench::empty();
    let text = "L’été à Besançon\n\nMark Rutte a déclaré : « L’œuvre coûte 5 €, c’est déjà ça… ».\n";
    let latin = [
        ("’", 0x92),
        ("é", 0xE9),
        ("à", 0xE0),
        ("ç", 0xE7),
        ("«", 0xAB),
        ("»", 0xBB),
        ("œ", 0x9C),
        ("û", 0xFB),
        ("€", 0x80),
        ("…", 0x85),
    ];
    let byte = |c: char| latin.iter().find(|(s, _)| *s == c.to_string()).map_or(c as u32 as u8, |(_, b)| *b);
    let encoded: Vec<u8> = text.chars().map(byte).collect();
    assert!(std::str::from_utf8(&encoded).is_err());
    let file = bench.file("a.txt", &encoded);
    bench.ingest(&[], &[file]).ok();
    let stored = bench.dump().lines().find(|line| line.contains("\"table\":\"document\"")).unwrap().to_owned();
    let stored: serde_json::Value = serde_json::from_str(&stored).unwrap();
    assert_eq!(stored["text"], text);
    let answer = bench.ask("quotes by Mark Rutte containing \"L’œuvre coûte 5 €\"").ok();
    assert!(answer.out.contains("L’œuvre coûte 5 €, c’est déjà ça…"), "{answer:#?}");
}

#[test]
fn bad_files_do_not_stop_the_good_ones() {
    let (bench, alone) = (Bench::empty(), Bench::empty());
    let good = &samples()[..2];
    let bad = [bench.path("gone.txt"), bench.file("nul.txt", "ab\0c"), bench.file("empty.txt", " \n")];
    let files = [&good[..1], &bad, &good[1..]].concat();
    let run = bench.ingest(&[], &files).fails(3, &["2 taken, 3 refused"]);
    assert_eq!(run.err.lines().count(), 4, "{run:#?}");
    alone.ingest(&[], good).ok();
    assert_eq!(bench.dump(), alone.dump());
}
