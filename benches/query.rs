//! `cargo bench --bench query`: twenty shapes of questions asked of a made-up base, beside the same in hand-written SQL.
//!
//! `DIXIT_BENCH_DOCUMENTS` names how many documents, apart by commas; 100000 when not given. The bases stay among what is built.

mod generate;

use std::{
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use dixit::{
    query::{NamedDocument, NamedEntity, Names, Query, Resolved, Value, compile, read, registry::NameClass},
    store::{OpenMode, Reader, Store, StoreError},
    table::Cell,
    text::fold,
};
use generate::{
    Random,
    base::base,
    people::People,
    shapes::{SHAPES, Shape, Sort},
};
use jiff::civil;
use rusqlite::{Connection, types::ValueRef};

/// Questions of a shape, at most.
const QUESTIONS: usize = 40;

/// How often a question is asked.
const REPEATED: usize = 3;

/// Questions asked after the file was dropped from memory.
const COLD: usize = 7;

/// How long one way to ask a shape may take, in seconds: a slow one is asked less often.
const PATIENCE: f64 = 5.0;

fn main() {
    let given = std::env::var("DIXIT_BENCH_DOCUMENTS").unwrap_or_else(|_| "100000".to_owned());
    let people = People::new();
    let mut before: Vec<f64> = Vec::new();
    for count in given.split(',').filter_map(|n| n.trim().parse().ok()) {
        let path = base(count);
        let bench =
            Bench { people: &people, path: &path, store: Store::open(&path, OpenMode::Read).expect("the base") };
        println!(
            "| question | asked, ms | median | p95 | of the most frequent | `dixit ask` median | p95 | cold | by hand | ours ÷ hand | growth |"
        );
        println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        let chosen = std::env::var("DIXIT_BENCH_SHAPES").unwrap_or_default();
        let shapes = SHAPES.iter().filter(|shape| shape.text.contains(&chosen));
        before = shapes.enumerate().map(|(n, shape)| bench.measure(shape, before.get(n).copied())).collect();
    }
}

/// A base and what is in it.
struct Bench<'p> {
    people: &'p People,
    path: &'p Path,
    store: Store,
}

/// What one question is about.
struct Draw<'p> {
    x: &'p generate::people::Entity,
    y: &'p generate::people::Entity,
    spelling: &'p str,
    unknown: &'p str,
    word: &'p str,
}

impl<'p> Bench<'p> {
    /// What the `n`th question of a shape is about; question 0 is about the most frequent entity.
    fn draw(&self, sort: Sort, n: usize) -> Draw<'p> {
        let mut random = Random(n as u64);
        // ranks of persons: all of these may speak
        let rank = match sort {
            Sort::Counted if n > 0 => 8 + n % 20,
            Sort::Limited if n > 0 => random.skewed(10_000),
            _ => 0,
        } & !1;
        let people = self.people;
        let (x, y) = (&people.entities[rank], &people.entities[1 + random.skewed(200)]);
        Draw {
            x,
            y,
            spelling: &x.spellings[n % x.spellings.len()],
            unknown: &people.unknown[random.skewed(200)].0,
            word: &people.words[20 + random.skewed(2_000)],
        }
    }

    /// Asks all questions of a shape in every way, and prints a line; the median is returned.
    fn measure(&self, shape: &Shape, before: Option<f64>) -> f64 {
        let draws: Vec<Draw<'_>> = (0..QUESTIONS).map(|n| self.draw(shape.sort, n)).collect();
        let texts: Vec<String> = draws.iter().map(|draw| draw.question(shape.text)).collect();
        let ask = |text: &String| fastest(|| _ = self.rows(&self.store, text));
        let top = median(&timely(&texts[..1], ask));
        let rest = if shape.sort == Sort::Counted { &texts[1..] } else { &texts[..] };
        let warm = timely(rest, ask);
        let told = timely(rest, |text| fastest(|| self.tell(text)));
        let cold = self.cold(rest);
        let (ours, hand) = self.compare(shape, if shape.sort == Sort::Counted { &draws[1..] } else { &draws });
        let growth = before.map_or(String::new(), |before| format!("{:.1}", median(&warm) / before));
        println!(
            "| {} | {} | {:.1} | {:.1} | {top:.1} | {:.1} | {:.1} | {cold} | {:.1} | {:.2} | {growth} |",
            shape.text.replace('|', "\\|"),
            shape.sort.asked(),
            median(&warm),
            p95(&warm),
            median(&told),
            p95(&told),
            hand,
            ours / hand
        );
        median(&warm)
    }

    fn rows(&self, store: &Store, text: &str) -> Vec<Vec<Cell>> {
        let rows = store.read(|reader| {
            let query = resolved(reader, text);
            let sql = compile(&query);
            let values: Vec<Cell> = sql.values.iter().map(cell).collect();
            reader.query((&sql.text, &values), &sql.columns)
        });
        rows.unwrap_or_else(|e: StoreError| panic!("{text}: {e}")).rows
    }

    /// The program as users start it.
    fn tell(&self, text: &str) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        command.arg("--db").arg(self.path).args(["ask", text]).stdout(Stdio::null()).stderr(Stdio::null());
        assert!(command.status().expect("a process").success(), "{text}");
    }

    /// The median after the file was dropped from memory, where that can be done.
    fn cold(&self, texts: &[String]) -> String {
        let mut times = Vec::new();
        for text in texts.iter().take(COLD) {
            if !dropped(self.path) {
                return "-".to_owned();
            }
            let store = Store::open(self.path, OpenMode::Read).expect("the base");
            times.push(milliseconds(|| _ = self.rows(&store, text)));
        }
        format!("{:.0}", median(&times))
    }

    /// Medians of ours and of hand-written SQL that gives the same rows, by turns. Copies count each there, so that plain SQL is plain.
    fn compare(&self, shape: &Shape, draws: &[Draw<'_>]) -> (f64, f64) {
        let connection = Connection::open(self.path).expect("the base");
        connection.execute_batch("PRAGMA query_only = on; PRAGMA cache_size = -131072").expect("settings");
        let (mut ours, mut hand) = (Vec::new(), Vec::new());
        let begun = Instant::now();
        for draw in draws {
            let text = draw.question(&shape.each_copy());
            let (mut rows, mut times) = ((Vec::new(), Vec::new()), (f64::MAX, f64::MAX));
            for _ in 0..=REPEATED {
                times.0 = times.0.min(milliseconds(|| rows.0 = self.rows(&self.store, &text)));
                times.1 = times.1.min(milliseconds(|| rows.1 = by_hand(&connection, shape.sql, draw)));
                if begun.elapsed().as_secs_f64() > 2.0 * PATIENCE {
                    break;
                }
            }
            ours.push(times.0);
            hand.push(times.1);
            let known =
                |rows: &[Vec<Cell>]| rows.iter().filter(|row| row[0] != Cell::Empty).cloned().collect::<Vec<_>>();
            assert_eq!(known(&rows.0), known(&rows.1), "{text}");
            if begun.elapsed().as_secs_f64() > 2.0 * PATIENCE {
                break;
            }
        }
        (median(&ours), median(&hand))
    }
}

impl Shape {
    /// The question with copies, and with the columns of the hand-written SQL.
    fn each_copy(&self) -> String {
        let (filter, stages) =
            self.text.split_once(" | ").map_or((self.text, String::new()), |(f, s)| (f, format!(" | {s}")));
        let copies =
            if filter.starts_with("aliases") || filter.starts_with("names") { "" } else { " including copies" };
        let show = if self.show.is_empty() { String::new() } else { format!(" | show {}", self.show) };
        format!("{filter}{copies}{stages}{show}")
    }
}

impl Draw<'_> {
    fn question(&self, text: &str) -> String {
        let name = |word: &str| match word {
            "X" => Some(&*self.x.spellings[0]),
            "Y" => Some(&*self.y.spellings[0]),
            "S" => Some(self.spelling),
            "U" => Some(self.unknown),
            "W" => Some(self.word),
            _ => None,
        };
        let words = text.split(' ').map(|word| name(word).map_or(word.to_owned(), |name| format!("\"{name}\"")));
        words.collect::<Vec<_>>().join(" ")
    }
}

fn by_hand(connection: &Connection, sql: &str, draw: &Draw<'_>) -> Vec<Vec<Cell>> {
    let mut select = connection.prepare_cached(sql).expect("SQL");
    let values: [(&str, &dyn rusqlite::ToSql); 5] =
        [(":x", &draw.x.row), (":y", &draw.y.row), (":s", &draw.spelling), (":u", &draw.unknown), (":w", &draw.word)];
    for (name, value) in values {
        if let Some(place) = select.parameter_index(name).expect("a name") {
            select.raw_bind_parameter(place, value).expect("a value");
        }
    }
    let columns = select.column_count();
    let mut found = select.raw_query();
    let mut rows = Vec::new();
    while let Some(row) = found.next().expect("a row") {
        rows.push((0..columns).map(|n| shown(row.get_ref(n).expect("a cell"))).collect());
    }
    rows
}

fn shown(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Empty,
        ValueRef::Integer(n) => Cell::Integer(n),
        ValueRef::Real(x) => Cell::Real(x),
        ValueRef::Text(t) | ValueRef::Blob(t) => Cell::Text(String::from_utf8_lossy(t).into_owned()),
    }
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Integer(n) | Value::Keyed { row: n, .. } => Cell::Integer(*n),
        Value::Text(text) => Cell::Text(text.clone()),
    }
}

/// Milliseconds on the wall.
fn milliseconds(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_secs_f64() * 1e3
}

/// The fastest of several times the same, after one for nothing: what others do on the machine is no part of it.
fn fastest(mut work: impl FnMut()) -> f64 {
    work();
    (0..REPEATED).map(|_| milliseconds(&mut work)).fold(f64::MAX, f64::min)
}

/// Each question once, as long as patience lasts.
fn timely(texts: &[String], ask: impl Fn(&String) -> f64) -> Vec<f64> {
    let begun = Instant::now();
    texts.iter().take_while(|_| begun.elapsed().as_secs_f64() < 2.0 * PATIENCE).map(ask).collect()
}

fn share(times: &[f64], share: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() as f64 * share) as usize).min(sorted.len() - 1)]
}

fn median(times: &[f64]) -> f64 {
    share(times, 0.5)
}

fn p95(times: &[f64]) -> f64 {
    share(times, 0.95)
}

/// Drops a file from the memory of the system: GNU `dd` can. Whether it was done.
fn dropped(path: &Path) -> bool {
    let mut command = Command::new("dd");
    command.arg(format!("if={}", path.display())).args(["iflag=nocache", "count=0", "status=none"]);
    command.stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn resolved(reader: &Reader<'_>, text: &str) -> Query {
    match read(text, &Base(reader)) {
        Ok(Resolved::Query(query)) => query,
        Ok(_) => panic!("{text} is no question"),
        Err(problem) => panic!("{problem}"),
    }
}

/// Names of the base, as far as the shapes need them.
struct Base<'r, 'c>(&'r Reader<'c>);

impl Names for Base<'_, '_> {
    fn entities(&self, folded: &str) -> Vec<NamedEntity> {
        let found = self.0.entities_spelled(folded).expect("entities");
        let entity = |e: dixit::store::Found| NamedEntity {
            id: e.id,
            key: e.key,
            name: e.name,
            kind: e.kind,
            description: e.description,
            count: e.mentions,
        };
        found.into_iter().map(entity).collect()
    }

    fn relays(&self, words: &str) -> Vec<String> {
        self.0.relays(words).expect("relays")
    }

    fn entity_by_key(&self, _: &str) -> Option<NamedEntity> {
        None
    }

    fn speakers(&self, folded: &str) -> Vec<String> {
        self.0.unknown_speakers(folded).expect("speakers")
    }

    fn outlets(&self, folded: &str) -> Vec<String> {
        let all = self.0.outlets().expect("outlets");
        all.into_iter().filter(|outlet| fold(outlet) == folded).collect()
    }

    fn documents(&self, _: &str) -> Vec<NamedDocument> {
        Vec::new()
    }

    fn titled(&self, folded: &str) -> Vec<i64> {
        self.0.documents_titled(folded).expect("titles")
    }

    fn languages(&self, folded: &str) -> Vec<String> {
        vec![folded.to_owned()]
    }

    fn nearest(&self, _: NameClass, _: &str) -> Vec<String> {
        Vec::new()
    }

    fn saved(&self, _: &str) -> Option<String> {
        None
    }

    fn today(&self) -> civil::Date {
        civil::date(2024, 12, 31)
    }
}
