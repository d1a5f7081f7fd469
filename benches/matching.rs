//! `cargo bench --bench matching`: mention matching beside the plain automaton on the same text, and what a gazetteer takes to be
//! compiled, opened, changed and started with.
//!
//! `DIXIT_BENCH_SIZES` names the lengths of the lists, apart by commas; `DIXIT_BENCH_TEXT` a folder of text files to scan in the
//! place of made-up text.

mod generate;

use std::{
    fs,
    hint::black_box,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use dixit::{
    flat::{Opening, Saving},
    gazetteer::{Alias, Builder, Gazetteer},
    matcher::{Automaton, Engine, Matcher, Tree},
    model::EntityId,
    span::Span,
    store::{OpenMode, Store, StoreError},
    text::{fold, paragraphs},
};

/// Bytes of made-up text.
const BYTES: usize = 60 << 20;

fn main() {
    let given = std::env::var_os("DIXIT_BENCH_TEXT").map(read_folder);
    for count in sizes() {
        let spellings = generate::spellings(count);
        let text = given.clone().unwrap_or_else(|| generate::text(BYTES, &spellings));
        println!("{count} spellings, {} MB of text", text.len() / 1_000_000);
        let plain = plain(&spellings, &text);
        engine(&spellings, &text, plain);
        let gazetteer = matching(&spellings, &text, plain);
        files(&gazetteer);
        if std::env::var_os("DIXIT_BENCH_NO_START").is_none() {
            start(&gazetteer);
        }
    }
}

fn read_folder(folder: std::ffi::OsString) -> String {
    let files = fs::read_dir(&folder).expect("the folder can be listed").flatten();
    files.filter_map(|f| fs::read_to_string(f.path()).ok()).collect::<Vec<_>>().join("\n\n")
}

/// The plain automaton on the raw text, and where it is not too large the folded one of this crate; megabytes a second.
fn plain(spellings: &[String], text: &str) -> f64 {
    let (plain, build) = timed(|| {
        let builder = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .build(spellings);
        builder.expect("a plain automaton")
    });
    let speed = rate(text, || plain.find_iter(text).count());
    let memory = plain.memory_usage() >> 20;
    println!(
        "  plain aho-corasick, raw text       {speed:6.0} MB/s  {memory:4} MB  built in {:.2} s",
        build.as_secs_f64()
    );
    if spellings.len() <= 100_000 {
        let mut folded: Vec<String> = spellings.iter().map(|s| fold(s)).collect();
        folded.sort_unstable();
        folded.dedup();
        let automaton = Automaton::new(folded.iter().map(String::as_str));
        let stretches = paragraphs(text);
        let mut found = Vec::new();
        let scan = || {
            found.clear();
            stretches.iter().for_each(|s| automaton.find(s.of(text), &mut found));
            found.len()
        };
        println!("  aho-corasick, folded, whole words  {:6.0} MB/s", rate(text, scan));
    }
    speed
}

/// The engine that the matcher takes for such a list: every spelling, folded, whole words.
fn engine(spellings: &[String], text: &str, plain: f64) {
    let mut folded: Vec<(String, bool)> =
        spellings.iter().map(|s| (fold(s), s.starts_with(char::is_lowercase))).collect();
    folded.sort_unstable();
    folded.dedup_by(|a, b| a.0 == b.0);
    let (tree, build) = timed(|| Tree::new(folded.iter().map(|(s, small)| (s.as_str(), *small))));
    let stretches = paragraphs(text);
    let mut found = Vec::new();
    let speed = rate(text, || {
        let mut all = 0;
        for stretch in &stretches {
            found.clear();
            tree.find(stretch.of(text), &mut found);
            all += found.len();
        }
        all
    });
    let (memory, build) = (tree.memory() >> 20, build.as_secs_f64());
    let ratio = speed / plain;
    println!(
        "  dixit, folded, whole words         {speed:6.0} MB/s  {memory:4} MB  built in {build:.2} s  {ratio:.1} × the plain one"
    );
}

/// The whole gazetteer compiled from its rows, and the matcher: also longest from the left and case policy, with all aliases of a
/// spelling.
fn matching(spellings: &[String], text: &str, plain: f64) -> Gazetteer {
    let rows = generate::rows(spellings);
    let ((gazetteer, matcher), build) = timed(|| {
        let gazetteer = rows.build();
        let matcher = Matcher::new(&gazetteer);
        (gazetteer, matcher)
    });
    let stretches: Vec<Span> = paragraphs(text);
    let speed = rate(text, || matcher.scan(text, &gazetteer, &stretches).len());
    let (memory, build, ratio) = (matcher.memory() >> 20, build.as_secs_f64(), speed / plain);
    println!(
        "  with aliases and their case policy {speed:6.0} MB/s  {memory:4} MB  built in {build:.2} s  {ratio:.1} × the plain one"
    );
    println!("  the gazetteer beside it takes {} MB", gazetteer.memory() >> 20);
    gazetteer
}

/// Saving, opening, and one alias added to what was opened.
fn files(gazetteer: &Gazetteer) {
    let folder = tempfile::tempdir().expect("a folder for files");
    let path = folder.path().join("compiled");
    let matcher = Matcher::new(gazetteer);
    let (saved, save) = timed(|| save(gazetteer, &matcher, &path));
    if saved.is_err() {
        return println!("  too short a list to be saved");
    }
    let open = median(21, || timed(|| opened(&path)).1);
    let (gazetteer, matcher) = opened(&path);
    let live = median(101, || {
        let (found, took) = timed(|| {
            let changed = one_alias_more(&gazetteer);
            matcher.with_changes(&changed).scan("Nobody Newman", &changed, &[Span::new(0, 13)]).len()
        });
        assert_eq!(found, 1, "the new alias is found");
        took
    });
    let size = fs::metadata(&path).map_or(0, |m| m.len()) >> 20;
    let (save, open, live) = (save.as_secs_f64(), open.as_secs_f64() * 1e3, live.as_secs_f64() * 1e3);
    println!("  saved in {save:.2} s ({size} MB), opened in {open:.1} ms, one alias more in {live:.3} ms");
}

fn save(gazetteer: &Gazetteer, matcher: &Matcher, path: &Path) -> std::io::Result<()> {
    let mut to = Saving::new(path)?;
    gazetteer.save(&mut to)?;
    matcher.save(&mut to)?;
    to.finish()
}

fn opened(path: &Path) -> (Gazetteer, Matcher) {
    let mut from = Opening::new(path).expect("the file just saved");
    let gazetteer = Gazetteer::open(&mut from).expect("a gazetteer");
    let matcher = Matcher::open(&mut from, &gazetteer).expect("a matcher");
    (gazetteer, matcher)
}

/// The gazetteer with a spelling more of its first entity.
fn one_alias_more(gazetteer: &Gazetteer) -> Gazetteer {
    let mut rows = Builder::default();
    let entity = gazetteer.entity(EntityId(0));
    let id = rows.entity(&entity);
    for (_, alias) in gazetteer.aliases().take_while(|(_, a)| a.entity == EntityId(0)) {
        rows.alias(&Alias { entity: id, ..alias });
    }
    rows.alias(&generate::alias(id, "Nobody Newman"));
    gazetteer.with_changes([entity.key].into_iter(), rows, Vec::new())
}

/// The time until a whole `dixit` process has answered from a base with this gazetteer.
fn start(gazetteer: &Gazetteer) {
    let folder = tempfile::tempdir().expect("a folder for files");
    let base = folder.path().join("base.db");
    let mut store = Store::open(&base, OpenMode::Create).expect("a new base");
    store.write(|w| w.take_gazetteer(gazetteer).map(drop)).expect("a gazetteer taken in");
    let (compiled, compile) = timed(|| store.write(|w| dixit::import::annotator(w).map(drop)));
    let compiled: Result<(), StoreError> = compiled;
    compiled.expect("an annotator");
    drop(store);
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_dixit")).arg("--db").arg(&base).args(arguments).output();
        assert!(output.expect("dixit runs").status.code().is_some_and(|code| code < 2));
    };
    let ask = median(21, || timed(|| run(&["ask", "documents"])).1).as_secs_f64() * 1e3;
    let article = folder.path().join("article.txt");
    let ingest = median(21, || {
        fs::write(&article, format!("An article.\n\nOf {:?}.\n", Instant::now())).expect("a file");
        timed(|| run(&["ingest", "--update", article.to_str().expect("a path in UTF-8")])).1
    });
    println!(
        "  with a base: compiled from its tables in {:.2} s, `dixit ask` {ask:.0} ms, `dixit ingest` of one article {:.0} ms",
        compile.as_secs_f64(),
        ingest.as_secs_f64() * 1e3
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let result = work();
    (result, begun.elapsed())
}

fn median(runs: usize, mut run: impl FnMut() -> Duration) -> Duration {
    let mut all: Vec<Duration> = (0..runs).map(|_| run()).collect();
    all.sort_unstable();
    all[runs / 2]
}

/// The best of three runs, in megabytes a second.
fn rate(text: &str, mut scan: impl FnMut() -> usize) -> f64 {
    let best = (0..3).map(|_| timed(|| black_box(scan())).1).min().unwrap_or_default();
    text.len() as f64 / 1e6 / best.as_secs_f64()
}

/// The lengths of the lists: `DIXIT_BENCH_SIZES`, or all.
fn sizes() -> Vec<usize> {
    let given = std::env::var("DIXIT_BENCH_SIZES").ok();
    let given = given.map(|s| s.split(',').filter_map(|n| n.trim().parse().ok()).collect::<Vec<_>>());
    given.unwrap_or_else(|| vec![1_000, 10_000, 100_000, 1_000_000])
}
