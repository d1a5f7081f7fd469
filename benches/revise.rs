//! `cargo bench --bench revise`: how long an edit of the gazetteer takes over a base of made-up news, beside reading all documents again.
//!
//! `DIXIT_BENCH_DOCUMENTS` says how many articles, 100000 when not given, and `DIXIT_BENCH_BYTES` of how many bytes each, 5000 when not.
//! Each time is the median of five.

mod generate;

use std::{
    fs::File,
    io::{BufWriter, Write},
    ops::ControlFlow,
    path::Path,
    time::Instant,
};

use dixit::{
    annotate::Annotator,
    gazetteer::Gazetteer,
    import::{self, Effect, Options, refresh, revise},
    model::{AliasSort, CasePolicy, Kind},
    store::{Edit, EditError, OpenMode, Store, Writer},
};
use generate::news::News;

/// Somebody in a hundred articles.
const RARE: &str = "Zebulon Quastor";
const IN: u64 = 100;

/// Two spellings of somebody with fifty thousand mentions each, in articles of their own.
const FREQUENT: [&str; 2] = ["Corvin Thalberg", "Corwin Thalbergh"];
const KEYS: [&str; 2] = ["corvin-thalberg", "corwin-thalbergh"];
const MENTIONS: u64 = 50_000;

/// Articles of one file.
const FILE: u64 = 20_000;

fn main() {
    let number = |name, usual| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual);
    let (count, bytes): (u64, u64) = (number("DIXIT_BENCH_DOCUMENTS", 100_000), number("DIXIT_BENCH_BYTES", 5_000));
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(&folder.path().join("base"), OpenMode::Create).expect("a base");
    store.write(|w| w.take_gazetteer(&Gazetteer::shipped())).expect("a gazetteer");
    for (key, name) in KEYS.into_iter().zip(FREQUENT) {
        let add = Edit::AddEntity { key: key.into(), kind: Kind::Person, name: name.into() };
        store.write(|w| w.edit(add, name)).expect("an entity");
    }
    let begun = Instant::now();
    ingest(&mut store, folder.path(), (count, bytes as usize));
    println!("{count} articles of {bytes} bytes, read in {:.0} s", begun.elapsed().as_secs_f64());
    rare(&mut store);
    added(&mut store);
    frequent(&mut store);
    full(&mut store);
}

fn ingest(store: &mut Store, folder: &Path, (count, bytes): (u64, usize)) {
    let annotator = Annotator::new(store.read(|r| r.gazetteer()).expect("a gazetteer"));
    let news = News::new();
    let file = folder.join("news.jsonl");
    let options = Options { threads: 2, originals: false, language: Some("en".into()), ..Options::default() };
    for from in (0..count).step_by(FILE as usize) {
        let path = file.with_file_name(format!("news-{from}.jsonl"));
        let mut out = BufWriter::new(File::create(&path).expect("a file"));
        for n in from..count.min(from + FILE) {
            let text = article(&news, n, (count, bytes));
            writeln!(out, "{}", serde_json::json!({ "id": n, "text": text })).expect("a line");
        }
        out.flush().expect("a file");
        let given = (&[path.clone()][..], &options);
        import::ingest((store, &annotator), given, &mut |_| ControlFlow::Continue(()))
            .expect("a base that can be written");
        std::fs::remove_file(path).expect("a file");
    }
}

/// Article `n`, cut, with the names that are edited in a paragraph of their own.
fn article(news: &News, n: u64, (count, bytes): (u64, usize)) -> String {
    let mut text = news.article(n);
    while text.len() > bytes {
        text.truncate(text.rfind("\n\n").unwrap_or(bytes.min(text.len())));
    }
    if n.is_multiple_of(count / IN) {
        text += &format!("\n\n“We shall see,” {RARE} said on Wednesday. “Nothing is decided,” Quastor added.");
    }
    // every second article of a stretch that has as many as needed, two mentions each
    let each = (MENTIONS / 2).min(count / 2);
    if n < each * 2 {
        let name = FREQUENT[(n % 2) as usize];
        for _ in 0..MENTIONS / 2 / each {
            text += &format!("\n\n“We shall see,” {name} said on Wednesday, and those who had met {name} knew why.");
        }
    }
    text
}

fn spelling(entity: &str, spelling: &str) -> Edit {
    let (sort, case) = (AliasSort::Name, CasePolicy::Match);
    Edit::AddAlias { entity: entity.into(), spelling: spelling.into(), language: "*".into(), sort, case }
}

/// The medians of five times there and back.
fn measure(
    store: &mut Store,
    there: impl Fn(&mut Writer<'_>) -> Result<(), EditError>,
    back: impl Fn(&mut Writer<'_>) -> Result<(), EditError>,
) -> [(f64, Effect); 2] {
    let mut one = |work: &dyn Fn(&mut Writer<'_>) -> Result<(), EditError>| {
        let begun = Instant::now();
        let ((), effect) = store.write(|w| revise(w, work)).expect("an edit that can be made");
        (begun.elapsed().as_secs_f64(), effect)
    };
    let mut times: [Vec<(f64, Effect)>; 2] = Default::default();
    for _ in 0..5 {
        times[0].push(one(&there));
        times[1].push(one(&back));
    }
    times.map(|mut times| {
        times.sort_by(|a, b| a.0.total_cmp(&b.0));
        times.swap_remove(times.len() / 2)
    })
}

fn undo(w: &mut Writer<'_>, edits: usize) -> Result<(), EditError> {
    (0..edits).try_for_each(|_| w.undo().map(drop))
}

fn tell(what: &str, (seconds, effect): (f64, Effect)) {
    println!("{what}: {:.0} ms; {} documents read again, {} changed", seconds * 1e3, effect.read, effect.changed);
}

fn rare(store: &mut Store) {
    let add = |w: &mut Writer<'_>| w.edit(spelling(KEYS[0], RARE), "alias").map(drop);
    let [there, back] = measure(store, add, |w| undo(w, 1));
    tell("an alias that stands in 100 documents", there);
    tell("  … undone", back);
}

/// Somebody new with the same name: what refers to whoever goes is looked for everywhere.
fn added(store: &mut Store) {
    let add = || Edit::AddEntity { key: "zebulon-quastor".into(), kind: Kind::Person, name: RARE.into() };
    let [there, back] = measure(store, |w| w.edit(add(), "add").map(drop), |w| undo(w, 1));
    tell("an entity that stands in 100 documents added", there);
    tell("  … undone", back);
}

fn frequent(store: &mut Store) {
    let forget = || Edit::ForgetAlias { entity: KEYS[0].into(), spelling: FREQUENT[0].into() };
    let [there, back] = measure(store, |w| w.edit(forget(), "forget").map(drop), |w| undo(w, 1));
    tell(&format!("a spelling with {MENTIONS} mentions forgotten"), there);
    tell("  … undone", back);
    let hand_over = |w: &mut Writer<'_>| {
        w.edit(forget(), "forget")?;
        w.edit(spelling(KEYS[1], FREQUENT[0]), "alias").map(drop)
    };
    let [there, back] = measure(store, hand_over, |w| undo(w, 2));
    tell(&format!("an entity with {MENTIONS} mentions merged into one with as many"), there);
    tell("  … undone", back);
}

/// All documents, as if another version had read them, and nothing has changed.
fn full(store: &mut Store) {
    let annotator = Annotator::new(store.read(|r| r.gazetteer()).expect("a gazetteer"));
    let path = store.read(|r| Ok::<_, EditError>(r.path().map(Path::to_owned))).expect("a base");
    let sql = rusqlite::Connection::open(path.expect("a file")).expect("the base");
    sql.execute("UPDATE version SET engine = 'older'", []).expect("versions");
    let begun = Instant::now();
    let effect = refresh(store, &annotator).expect("a base that can be written");
    println!("all {} documents read again: {:.1} s", effect.read, begun.elapsed().as_secs_f64());
}
