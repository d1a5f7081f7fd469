//! A base as a folder of tables and back, and documents as rows of these tables without a base.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Map, Value, json};

use super::bench::{Bench, samples};

type Rows = BTreeMap<String, Vec<String>>;

/// The columns of each table.
fn columns(bench: &Bench) -> Map<String, Value> {
    serde_json::from_str(&bench.dixit(&["rows", "--columns"]).ok().out).unwrap()
}

/// A row with all columns of its table, as text that compares.
fn told(columns: &Value, row: &Map<String, Value>) -> String {
    let columns = columns.as_object().unwrap();
    assert!(row.keys().all(|column| columns.contains_key(column)), "{row:?}");
    let all: BTreeMap<&str, &Value> =
        columns.keys().map(|column| (column.as_str(), row.get(column).unwrap_or(&Value::Null))).collect();
    serde_json::to_string(&all).unwrap()
}

/// The rows in a folder of tables.
fn tables(bench: &Bench, folder: &Path) -> Rows {
    let rows = |(table, columns): (&String, &Value)| {
        let text = fs::read_to_string(folder.join(table).with_extension("ndjson")).unwrap();
        let mut rows: Vec<String> =
            text.lines().map(|line| told(columns, &serde_json::from_str(line).unwrap())).collect();
        rows.sort();
        (table.clone(), rows)
    };
    self::columns(bench).iter().map(rows).collect()
}

/// What `dixit rows` makes of these lines: rows by table, and what was refused by source.
fn rows(bench: &Bench, lines: &[Value]) -> (Rows, Vec<(String, String)>) {
    let columns = columns(bench);
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let (mut rows, mut refused) = (Rows::new(), Vec::new());
    for line in bench.piped(&["rows"], input).ok().out.lines() {
        let answer: Map<String, Value> = serde_json::from_str(line).unwrap();
        if let Some(why) = answer.get("refused") {
            refused.push((answer["source"].as_str().unwrap().to_owned(), why.as_str().unwrap().to_owned()));
            continue;
        }
        for (table, found) in answer["tables"].as_object().unwrap() {
            let found = found.as_array().unwrap().iter().map(|row| told(&columns[table], row.as_object().unwrap()));
            rows.entry(table.clone()).or_default().extend(found);
        }
    }
    rows.values_mut().for_each(|rows| rows.sort());
    (rows, refused)
}

fn file(path: &Path) -> Value {
    let name = format!("samples/{}", path.file_name().unwrap().to_str().unwrap());
    json!({"source": name, "bytes": BASE64_STANDARD.encode(fs::read(path).unwrap())})
}

/// Articles of all sorts: of other formats, in copies, with furniture, with an unknown speaker, without a date.
fn articles(bench: &Bench) -> Vec<std::path::PathBuf> {
    let long = "Le maire Dobromir Vantongeren a déclaré que le pont des Ormettes fermerait lundi. « Nous n'avons pas le choix », a-t-il dit à Mark Rutte. \
                À Koursk, les travaux ont repris mardi, selon une source proche du dossier. Vassili Nebenzia a démenti toute livraison d'armes à la Corée du Nord devant le Conseil de sécurité.";
    let html = format!(
        "<html lang=fr><title>Un pont</title><nav>Accueil Politique</nav><article><h1>Un pont ferme</h1><p>{long}</p></article></html>"
    );
    let record = |url: &str, text: &str| {
        format!("{}\n", json!({"url": url, "text": text, "outlet": "Ormes", "published": "2024-03-05"}))
    };
    vec![
        bench.file("news/a.html", html),
        bench.file("news/b.txt", format!("Un pont\n\nPublié le 5 mars 2024\n\n{long}\n")),
        bench.file(
            "news/c.jsonl",
            record("https://example.org/1", long) + &record("https://example.org/2", &long.replace("lundi", "samedi")),
        ),
    ]
}

/// Fails with the lines that only one has.
fn same(one: &str, other: &str) {
    let [mine, theirs] = [one, other].map(|dump| dump.lines().collect::<BTreeSet<_>>());
    let mut alone = mine.symmetric_difference(&theirs).take(10);
    assert_eq!(alone.next(), None, "and {:#?}", alone.collect::<Vec<_>>());
    assert_eq!(one.len(), other.len(), "lines stand in another order or number");
}

#[test]
fn a_base_made_of_its_tables_prints_the_same() {
    let bench = Bench::samples();
    bench.ingest(&[], &articles(&bench)).ok();
    let (key, other) = {
        let keys = bench.rows("quotes | show key");
        (keys[1].clone(), keys[2].clone())
    };
    bench.file("known.csv", "id,name,aliases,schema\nQ42,Ada Lune,\"Lune;A. Lune\",Person\n");
    for line in [
        "alias \"Nunkzia\" = Vassili Nebenzia",
        "add person \"Odile Cassagrain\"",
        "merge Odile Cassagrain into Mark Rutte",
        &format!("speaker of {key} = Mark Rutte because \"heard\""),
        &format!("reject {other} \"a rumour\""),
        "save mine = quotes by Mark Rutte",
    ] {
        bench.ask(line).ok();
    }
    bench.dixit(&["dump", "--format", "ndjson", "tables"]).ok();
    let made = |args: &[&str]| bench.dixit(&[&["--db", "made.db"], args].concat());
    let told = made(&["load", "tables"]).ok();
    assert!(told.err.contains("14 documents taken"), "{told:#?}");
    made(&["check"]).ok();
    let dumped = made(&["dump"]).ok().out;
    same(&dumped, &bench.dump());
    for table in ["verdict", "found_speaker", "former_key", "saved_query", "copy"] {
        assert!(dumped.contains(&format!("{{\"table\":\"{table}\"")), "{table} has no row");
    }
    for question in ["quotes containing \"pont\" | count by outlet", "people with Koursk | count by name", "names"] {
        assert_eq!(
            made(&["ask", "--format", "tsv", question]).ok().out.lines().collect::<Vec<_>>(),
            bench.rows(question)
        );
    }
    // it goes on like any other
    made(&["refresh"]).ok();
    same(&made(&["dump"]).ok().out, &dumped);
}

#[test]
fn rows_are_those_of_a_base() {
    let bench = Bench::empty();
    for path in samples() {
        bench.file(&format!("samples/{}", path.file_name().unwrap().to_str().unwrap()), fs::read(path).unwrap());
    }
    let news = articles(&bench);
    bench.ingest(&[], &["samples".into(), "news/b.txt".into(), "news/a.html".into(), "news/c.jsonl".into()]).ok();
    bench.dixit(&["dump", "--format", "ndjson", "tables"]).ok();
    let mut expected = tables(&bench, &bench.path("tables"));
    let mut lines: Vec<Value> = samples().iter().map(|path| file(path)).collect();
    for (path, name) in news.iter().zip(["news/a.html", "news/b.txt"]) {
        lines.push(json!({"source": name, "bytes": BASE64_STANDARD.encode(fs::read(path).unwrap())}));
    }
    let records = fs::read_to_string(&news[2]).unwrap();
    lines.extend(records.lines().map(|record| json!({"source": "news/c.jsonl", "record": record})));
    let (found, refused) = rows(&bench, &lines);
    assert_eq!(refused, []);
    // clusters are told by all documents together
    let alone = |rows: &Vec<String>| -> Vec<Value> {
        let row = |row: &String| {
            let mut row: Value = serde_json::from_str(row).unwrap();
            row["cluster"] = Value::Null;
            row
        };
        rows.iter().map(row).collect()
    };
    assert!(expected["copy"].iter().any(|row| !row.contains("\"cluster\":null")));
    assert_eq!(alone(&found["copy"]), alone(&expected["copy"]));
    expected.remove("copy");
    for (table, rows) in found.iter().filter(|(table, _)| *table != "copy") {
        assert_eq!(rows, &expected[table], "{table}");
        assert!(!rows.is_empty(), "{table} has no row");
    }
}

#[test]
fn a_document_that_cannot_be_read_is_told_and_the_others_go_on() {
    let bench = Bench::empty();
    let bytes = |name: &str, bytes: &[u8]| json!({"source": name, "bytes": BASE64_STANDARD.encode(bytes)});
    let deep = "<div>".repeat(100_000) + "x";
    let article = "Mark Rutte a déclaré que le pont fermerait.";
    let lines = [
        bytes("nul.txt", b"abc\0def"),
        bytes("empty.txt", b""),
        bytes("deep.html", deep.as_bytes()),
        bytes("bomb.gz", b"\x1f\x8b\x08\x00broken"),
        json!({"source": "a.jsonl", "record": "no JSON"}),
        json!({"source": "a.jsonl", "record": "{\"title\": \"no text\"}"}),
        json!({"source": "b.txt", "bytes": "***"}),
        json!({"source": "a.jsonl", "record": json!({"text": article}).to_string()}),
        bytes("all.jsonl", format!("{}\nbroken\n", json!({"id": "7", "text": article})).as_bytes()),
    ];
    let (rows, refused) = rows(&bench, &lines);
    let sources: Vec<&str> = refused.iter().map(|(source, _)| source.as_str()).collect();
    assert!(sources.starts_with(&["nul.txt", "empty.txt", "bomb.gz"]), "{refused:#?}");
    assert_eq!(sources.len(), 7, "{refused:#?}");
    assert!(refused.iter().all(|(_, why)| why.starts_with("expected ")), "{refused:#?}");
    assert_eq!(rows["document"].len(), 3);
    for source in ["\"deep.html\"", "\"a.jsonl#", "\"all.jsonl#7\""] {
        assert!(rows["document"].iter().any(|row| row.contains(source)), "{source}");
    }
    bench.piped(&["rows"], "{\"source\": 1}\n").fails(3, &["standard input:1", "expected {\"source\""]);
}

#[test]
fn texts_are_alike_as_copies_are() {
    let bench = Bench::empty();
    let words: Vec<String> = (0..80).map(|n| format!("mot{n}")).collect();
    let (text, other) = (words.join(" "), words[2..].join(" "));
    let pair = |one: &str, other: &str, body: usize| {
        json!({"one": {"text": one, "body": [[0, one.chars().count()]]}, "other": {"text": other, "body": [[0, body]]}})
            .to_string()
    };
    let input = [pair(&text, &other, other.len()), pair(&text, &other, 20), pair("é a", "E A", 3)].join("\n");
    assert_eq!(bench.piped(&["alike"], input).ok().out, "true\nfalse\ntrue\n");
}

#[test]
fn tables_that_do_not_fit_are_refused_and_nothing_is_left() {
    let bench = Bench::samples();
    bench.dixit(&["dump", "--format", "ndjson", "tables"]).ok();
    bench.dixit(&["dump", "--format", "ndjson", "tables"]).fails(3, &["tables: expected a new or an empty folder"]);
    bench.dixit(&["dump", "tables"]).fails(2, &["--format"]);
    bench.dixit(&["load", "tables"]).fails(3, &["expected an empty base", "--db"]);
    bench.dixit(&["--db", "new.db", "load", "nowhere"]).fails(3, &["nowhere: expected a file"]);
    let broken = |table: &str, text: &str, words: &[&str]| {
        let path = bench.path("tables").join(table).with_extension("ndjson");
        let before = fs::read_to_string(&path).unwrap();
        let first = before.lines().next().unwrap_or_default().to_owned();
        fs::write(&path, text.replace("FIRST", &first)).unwrap();
        bench.dixit(&["--db", "new.db", "load", "tables"]).fails(3, words);
        fs::write(&path, before).unwrap();
    };
    broken("mention", "FIRST\nno JSON\n", &["mention.ndjson:2: expected a row of mention", "malformed JSON"]);
    broken("mention", "{\"document\": \"dnone\"}", &["mention.ndjson:1", "no document has the key dnone"]);
    broken("content", "{\"quotation\": \"qnone\"}", &["no quotation has the key qnone"]);
    broken("document", "FIRST\nFIRST\n", &["document.ndjson:2", "UNIQUE"]);
    broken("alias", "FIRST\n", &["expected the gazetteer of version"]);
    let told = bench.dixit(&["--db", "new.db", "load", "tables"]).ok();
    assert!(told.err.contains("10 documents taken"));
}
