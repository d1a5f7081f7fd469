//! `cargo bench --bench ingest`: made-up news into a base, beside the same rows put into the plainest schema by plain SQLite.
//!
//! `DIXIT_BENCH_DOCUMENTS` names how many articles, apart by commas; 20000 when not given.

mod generate;

use std::{fs, ops::ControlFlow, path::Path, process::Command, time::Instant};

use dixit::{
    annotate::Annotator,
    gazetteer::Gazetteer,
    import::{self, Options},
    store::{OpenMode, Store},
};
use generate::news::News;
use rusqlite::{Connection, params};

/// The variable that says how many articles.
const NUMBERS: &str = "DIXIT_BENCH_DOCUMENTS";

fn main() {
    let given = std::env::var(NUMBERS).unwrap_or_else(|_| "20000".to_owned());
    let counts: Vec<u64> = given.split(',').filter_map(|n| n.trim().parse().ok()).collect();
    match counts[..] {
        [count] => measure(count),
        // each in a process of its own, since the peak of memory is that of a process
        _ => counts.iter().for_each(|count| {
            let own = std::env::current_exe().expect("this program");
            let done = Command::new(own).env(NUMBERS, count.to_string()).status().expect("a process");
            assert!(done.success());
        }),
    }
}

fn measure(count: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("news");
    write_input(&input, &News::new(), count);
    let base = folder.path().join("base.db");
    let ours = ingest(&input, &base, count);
    let rows = Rows::of(&base);
    let plain = rows.insert(&folder.path().join("plain.db"), true);
    println!("  plain insert of the same rows, prepared: {plain:.0} documents/s; ours is {:.2} of that", ours / plain);
    let last = rows.insert(&folder.path().join("last.db"), false);
    println!("  … with the indexes of mentions made at the end: {last:.0} documents/s");
    sizes(&base, count);
}

fn write_input(folder: &Path, news: &News, count: u64) {
    for n in 0..count {
        let part = folder.join(format!("{:03}", n / 1000));
        fs::create_dir_all(&part).expect("a folder");
        fs::write(part.join(format!("{n:07}.txt")), news.article(n)).expect("a file");
    }
}

/// Documents a second.
fn ingest(input: &Path, base: &Path, count: u64) -> f64 {
    let mut store = Store::open(base, OpenMode::Create).expect("a base");
    store.write(|w| w.take_gazetteer(&Gazetteer::shipped())).expect("a gazetteer");
    let annotator = Annotator::new(store.read(|r| r.gazetteer()).expect("a gazetteer"));
    let options = Options { threads: 2, ..Options::default() };
    let begun = Instant::now();
    let report =
        import::ingest((&mut store, &annotator), (&[input.to_owned()], &options), &mut |_| ControlFlow::Continue(()));
    let seconds = begun.elapsed().as_secs_f64();
    assert_eq!(report.expect("a base that can be written").taken, count);
    let rate = count as f64 / seconds;
    println!("{count} articles: {rate:.0} documents/s, peak memory {} MB", peak());
    rate
}

/// Peak memory of this process in megabytes, where the system tells.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().strip_suffix("kB")).and_then(|n| n.trim().parse::<u64>().ok()).map_or(0, |kb| kb >> 10)
}

/// One row of a table: what the reference inserts.
type Row = (i64, i64, i64, String, Option<i64>);

/// The rows that the ingest made.
struct Rows {
    documents: Vec<(i64, String, String)>,
    mentions: Vec<Row>,
    quotations: Vec<Row>,
}

/// The plainest readable schema: documents, mentions, quotations, and a full-text index.
const PLAIN: &str = "PRAGMA journal_mode = wal; PRAGMA synchronous = full;
    CREATE TABLE document (id INTEGER PRIMARY KEY, source TEXT, text TEXT);
    CREATE TABLE mention (id INTEGER PRIMARY KEY, document INTEGER, start INTEGER, stop INTEGER, surface TEXT, entity INTEGER);
    CREATE TABLE quotation (id INTEGER PRIMARY KEY, document INTEGER, start INTEGER, stop INTEGER, content TEXT);
    CREATE VIRTUAL TABLE words USING fts5 (text, content = '');";

/// The two indexes on its mentions.
const INDEXES: &str = "CREATE INDEX mention_entity ON mention (entity, document);
    CREATE INDEX mention_document ON mention (document);";

/// Documents of one transaction of the plain insert.
const BATCH: usize = 128;

impl Rows {
    /// All of them; the peak of memory has been printed by now.
    fn of(base: &Path) -> Self {
        let from = Connection::open(base).expect("the base");
        let documents: Vec<(i64, String, String)> =
            rows(&from, "SELECT id, source, text FROM document ORDER BY id", |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)));
        let spans = |table: &str, text: &str, entity: &str| -> Vec<Row> {
            let sql = format!(r#"SELECT document, start, "end", {text}, {entity} FROM {table} ORDER BY document"#);
            rows(&from, &sql, |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)))
        };
        let (mentions, quotations) = (spans("mention", "surface", "entity"), spans("quotation", "content", "NULL"));
        let per = |list: &[Row]| list.len() as f64 / documents.len() as f64;
        println!("  {:.1} mentions and {:.1} quotations an article", per(&mentions), per(&quotations));
        Rows { documents, mentions, quotations }
    }

    /// Puts them into the plain schema, its indexes made first or last. Documents a second.
    fn insert(&self, path: &Path, indexes_first: bool) -> f64 {
        let plain = Connection::open(path).expect("a new base");
        plain.execute_batch(PLAIN).expect("a schema");
        let begun = Instant::now();
        if indexes_first {
            plain.execute_batch(INDEXES).expect("indexes");
        }
        let (mut m, mut q) = (self.mentions.iter().peekable(), self.quotations.iter().peekable());
        for batch in self.documents.chunks(BATCH) {
            plain.execute_batch("BEGIN").expect("begun");
            for (id, source, text) in batch {
                put(&plain, "INSERT INTO document VALUES (?, ?, ?)", params![id, source, text]);
                put(&plain, "INSERT INTO words (rowid, text) VALUES (?, ?)", params![id, text]);
                while let Some(r) = m.next_if(|r| r.0 == *id) {
                    put(&plain, "INSERT INTO mention VALUES (NULL, ?, ?, ?, ?, ?)", params![r.0, r.1, r.2, r.3, r.4]);
                }
                while let Some(r) = q.next_if(|r| r.0 == *id) {
                    put(&plain, "INSERT INTO quotation VALUES (NULL, ?, ?, ?, ?)", params![r.0, r.1, r.2, r.3]);
                }
            }
            plain.execute_batch("COMMIT").expect("committed");
        }
        if !indexes_first {
            plain.execute_batch(INDEXES).expect("indexes");
        }
        self.documents.len() as f64 / begun.elapsed().as_secs_f64()
    }
}

fn put(connection: &Connection, sql: &str, values: &[&dyn rusqlite::ToSql]) {
    connection.prepare_cached(sql).expect("a statement").execute(values).expect("a row");
}

fn rows<T>(from: &Connection, sql: &str, read: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
    let mut select = from.prepare(sql).expect("a question");
    let rows = select.query_map([], |row| read(row)).expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

/// Bytes of the file for each document, by part.
fn sizes(base: &Path, count: u64) {
    let store = Store::open(base, OpenMode::Read).expect("the base");
    let table = store.read(|r| r.sizes()).expect("its parts");
    let mut parts: Vec<String> = Vec::new();
    for row in table.rows.iter().take(12) {
        let bytes: f64 = row[1].text().parse().unwrap_or_default();
        parts.push(format!("{} {:.0}", row[0].text(), bytes / count as f64));
    }
    println!("  bytes of the file a document: {}", parts.join(", "));
}
