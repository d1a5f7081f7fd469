//! Articles in files of every format, in archives and on standard input, and what the user says of them.

use std::io::{Cursor, Write as _};

use flate2::{Compression, write::GzEncoder};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::bench::Bench;

const LINES: &str = "{\"id\": \"a\", \"title\": \"Un titre\", \"text\": \"Mark Rutte a déclaré que non.\", \"date\": \"2024-10-31\"}\n\
    {\"id\": \"b\", broken}\n{\"url\": \"https://example.org/c\", \"text\": \"Mark Rutte a déclaré que oui.\"}\n";
const TABLE: &str = "titre;corps\nUn titre;Mark Rutte a déclaré que non.\n";
const FEED: &str = "<rss><channel><title>La Gazette</title><item><guid>g</guid><description>Mark Rutte a déclaré que non.\
    </description></item></channel></rss>";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// These fields of all documents, by source; a document without a title shows its source there.
fn documents(bench: &Bench, fields: &str) -> Vec<String> {
    let rows = bench.rows(&format!("documents including copies | sort by source | show {fields}"));
    rows[1..].iter().map(|row| row.split_once('\t').unwrap().1.to_owned()).collect()
}

#[test]
fn every_format_is_told_and_read() {
    let bench = Bench::empty();
    let table = TABLE.replace("corps", "texte");
    let archive =
        zip(&[("in/b.xml", FEED.as_bytes()), ("c.jsonl.gz", &gzip(LINES.as_bytes())), ("d.txt", b"Un texte.")]);
    bench.file("a.csv", table);
    bench.file("z.zip", archive);
    let run = bench
        .dixit(&["ingest", "a.csv", "z.zip"])
        .fails(3, &["z.zip!c.jsonl#2: expected a JSON object", "5 taken, 1 refused"]);
    assert_eq!(run.err.lines().count(), 2);
    assert_eq!(
        documents(&bench, "source, title, published, outlet"),
        [
            "a.csv#2\tUn titre\t\t",
            "https://example.org/c\thttps://example.org/c\t\t",
            "z.zip!c.jsonl#a\tUn titre\t2024-10-31\t",
            "z.zip!d.txt\tz.zip!d.txt\t\t",
            "z.zip!in/b.xml#g\tz.zip!in/b.xml#g\t\tLa Gazette",
        ]
    );
    bench.dixit(&["ingest", "a.csv", "z.zip"]).fails(3, &["0 taken, 5 in already, 1 refused"]);
}

#[test]
fn standard_input_is_one_file_of_any_format() {
    for (input, name, source) in [
        (LINES.replace("broken", "\"text\": \"x\"").into_bytes(), None, "stdin#a"),
        (gzip(FEED.as_bytes()), None, "stdin#g"),
        (zip(&[("a.txt", b"Un texte.")]), None, "stdin!a.txt"),
        (b"body\nUn texte.\n".to_vec(), Some("x/a.csv"), "x/a.csv#2"),
        (b"Un texte.".to_vec(), None, "stdin"),
    ] {
        let bench = Bench::empty();
        let named = name.map_or(vec![], |name| vec!["--source", name]);
        bench.piped(&[&["ingest", "-"], &named[..]].concat(), input).ok();
        assert!(documents(&bench, "source").contains(&source.to_owned()), "{:?}", documents(&bench, "source"));
    }
    let bench = Bench::empty();
    bench.file("a.txt", "Un texte.");
    bench.dixit(&["ingest", "--source", "x", "a.txt"]).fails(2, &["expected `-` with --source"]);
}

#[test]
fn a_map_names_the_columns_and_a_wrong_one_stops_all() {
    let bench = Bench::empty();
    bench.file("a.csv", TABLE);
    bench
        .dixit(&["ingest", "--map", "text=texte", "a.csv"])
        .fails(3, &["`titre`, `corps`; name it with --map text=COLUMN"]);
    bench
        .dixit(&["ingest", "--map", "texte=corps", "a.csv"])
        .fails(2, &["expected one of text, title, date", "found `texte`"]);
    bench.dixit(&["ingest", "--map", "text=corps,title", "a.csv"]).fails(2, &["expected FIELD=NAME, found `title`"]);
    bench.dixit(&["ingest", "--map", "text=corps,outlet=titre", "a.csv"]).ok();
    assert_eq!(documents(&bench, "outlet, title"), ["Un titre\ta.csv#2"]);
}

#[test]
fn a_table_says_of_files_what_they_do_not_say() {
    let bench = Bench::empty();
    bench.file("x/a.txt", "Publié le 1er janvier 2020\n\nUn texte.");
    bench.file("x/b.txt", "Un texte.");
    bench.file("x/c.jsonl", LINES.lines().next().unwrap());
    bench.file(
        "meta.csv",
        "file,date,outlet,title,url\na.txt,2024-10,La Gazette,T,https://example.org/a\nx/c.jsonl,2023,,,\ngone.txt,,Z,,\n",
    );
    bench
        .dixit(&["ingest", "--meta", "meta.csv", "--outlet", "Le Journal", "x"])
        .fails(3, &["meta.csv line 4: expected a file `gone.txt` among those read, found none", "3 taken, 1 refused"]);
    assert_eq!(
        documents(&bench, "source, published, outlet, title"),
        [
            "x/a.txt\t2024-10\tLa Gazette\tT",
            "x/b.txt\t\tLe Journal\tx/b.txt",
            "x/c.jsonl#a\t2023\tLe Journal\tUn titre"
        ]
    );
    assert!(bench.dump().contains("\"url\":\"https://example.org/a\""));
    bench.file("bad.csv", "file,date\na.txt,soon\n");
    bench
        .dixit(&["ingest", "--meta", "bad.csv", "x"])
        .fails(3, &["bad.csv: ", "line 2: expected a date, found `soon`"]);
    bench.dixit(&["ingest", "--meta", "none.csv", "x"]).fails(3, &["none.csv: expected a file, found nothing there"]);
}

#[test]
fn a_url_is_for_one_document() {
    let bench = Bench::empty();
    bench.file("a.txt", "Un texte.");
    bench.file("b.jsonl", LINES.lines().next().unwrap().repeat(2).replace("}{", "}\n{"));
    let url = "https://example.org/a";
    bench.dixit(&["ingest", "--url", "example.org", "a.txt"]).fails(2, &["expected a URL that begins with http"]);
    for files in [&["a.txt", "b.jsonl"][..], &["b.jsonl"]] {
        let run = bench.dixit(&[&["ingest", "--url", url], files].concat());
        run.fails(3, &["expected one document for --url, found several", "0 taken, 1 refused"]);
    }
    bench.dixit(&["ingest", "--url", url, "a.txt"]).ok();
    assert!(bench.dump().contains(&format!("\"url\":\"{url}\"")));
}

#[test]
fn hostile_archives_and_lines_are_refused_quickly() {
    let bench = Bench::empty();
    let zeros = vec![0; 70 << 20];
    bench.file("bomb.txt.gz", gzip(&gzip(&zeros)));
    bench.file("deep.json", "[".repeat(1 << 20));
    bench.file("empty.jsonl", "\n");
    bench.file("cut.zip", &zip(&[("a.txt", b"Un texte."), ("b.txt", b"deux")])[..80]);
    let run = bench.dixit(&["ingest", "bomb.txt.gz", "deep.json", "cut.zip", "empty.jsonl"]);
    run.fails(3, &["bomb.txt: expected", "deep.json: ", "cut.zip", "empty.jsonl: ", "1 taken, 4 refused"]);
}
