//! `cargo bench --bench intake`: a made-up gazetteer taken into a base, the start of a program with it, and the speed of reading news
//! before and after.
//!
//! `DIXIT_BENCH_ALIASES` names how many spellings, apart by commas; 1000000 when not given. `DIXIT_BENCH_BASE` keeps the base there.

mod generate;

use std::{fs, ops::ControlFlow, path::Path, process::Command, time::Instant};

use dixit::{
    gazetteer::Gazetteer,
    import::{self, Options},
    store::{Import, OpenMode, Store},
};
use generate::{news::News, told};

/// The variable that says how many spellings.
const NUMBERS: &str = "DIXIT_BENCH_ALIASES";

/// The variable that names the base of the process that takes them in.
const TAKING: &str = "DIXIT_BENCH_TAKING";

/// Articles read before and after.
const ARTICLES: u64 = 3_000;

/// Times that a program is started, and that the articles are read; the best counts.
const TIMES: usize = 5;

fn main() {
    let given = std::env::var(NUMBERS).unwrap_or_else(|_| "1000000".to_owned());
    for count in given.split(',').filter_map(|n| n.trim().parse::<usize>().ok()) {
        match std::env::var_os(TAKING) {
            Some(base) => take(Path::new(&base), count),
            None => measure(count),
        }
    }
}

/// All of it, in a process of its own, since the peak of memory is that of a process.
fn measure(count: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let base = std::env::var_os("DIXIT_BENCH_BASE").map_or_else(|| folder.path().join("base.db"), Into::into);
    let own = std::env::current_exe().expect("this program");
    let taken = Command::new(own).env(NUMBERS, count.to_string()).env(TAKING, &base).status().expect("a process");
    assert!(taken.success());
    starts(&base);
    let input = folder.path().join("news");
    write_input(&input);
    let plain = folder.path().join("plain.db");
    let mut store = Store::open(&plain, OpenMode::Create).expect("a base");
    store.write(|w| w.take_gazetteer(&Gazetteer::shipped())).expect("a gazetteer");
    drop(store);
    // by turns, since the machine may have other things to do
    let (mut before, mut after) = (0.0f64, 0.0f64);
    for _ in 0..TIMES {
        before = before.max(ingested(&plain, &input));
        after = after.max(ingested(&base, &input));
    }
    println!("  news read before: {before:.0} documents/s; after: {after:.0}, {:.2} of that", after / before);
    let (few, many) = (found(&plain), found(&base));
    let each = |n: u64| n as f64 / ARTICLES as f64;
    for (what, few, many) in [
        ("mentions", few.mentions, many.mentions),
        ("candidates of them", few.candidates, many.candidates),
        ("unknown names", few.names, many.names),
    ] {
        println!("    {what} an article before: {:.1}; after: {:.1}", each(few), each(many));
    }
    let of_speed = |few: u64, many: u64| after * many as f64 / (before * few as f64);
    let (mentions, candidates) = (of_speed(few.mentions, many.mentions), of_speed(few.candidates, many.candidates));
    println!("    mentions a second: {mentions:.2} of before; candidates a second: {candidates:.2} of before");
}

fn take(base: &Path, count: usize) {
    let begun = Instant::now();
    let mut store = Store::open(base, OpenMode::Create).expect("a base");
    let import = Import { format: "made", file: "made-up", command: "gazetteer import made made-up", who: None };
    let taken = import::take_in(&mut store, (import, true), |taker| told::tell(count, taker)).expect("taken in");
    let seconds = begun.elapsed().as_secs_f64();
    let report = taken.report;
    println!(
        "{count} spellings told: {seconds:.1} s, {} MB at the peak; {} entities added, {} joined, {} spellings new, {} doubtful",
        peak() / 1024,
        report.added,
        report.joined,
        report.spellings,
        report.doubtful.count
    );
    let bytes = |path: &Path| fs::metadata(path).map_or(0, |m| m.len()) >> 20;
    let mut compiled = base.as_os_str().to_owned();
    compiled.push("-gazetteer");
    println!("  {} MB of base, {} MB compiled", bytes(base), bytes(Path::new(&compiled)));
}

/// Most memory that this process has had, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or_default()
}

fn starts(base: &Path) {
    let mut best = f64::INFINITY;
    for _ in 0..TIMES * 2 {
        let begun = Instant::now();
        let mut ask = Command::new(env!("CARGO_BIN_EXE_dixit"));
        let done = ask.arg("--db").arg(base).args(["ask", "mentions of Kursk | count"]).output().expect("a process");
        best = best.min(begun.elapsed().as_secs_f64());
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    println!("  `dixit ask` on it, the whole process: {:.0} ms", best * 1000.0);
}

fn write_input(folder: &Path) {
    let news = News::new();
    fs::create_dir_all(folder).expect("a folder");
    for n in 0..ARTICLES {
        fs::write(folder.join(format!("{n:07}.txt")), news.article(n)).expect("a file");
    }
}

/// What reading the articles finds.
#[derive(Default)]
struct Found {
    mentions: u64,
    candidates: u64,
    names: u64,
}

fn found(base: &Path) -> Found {
    let mut store = Store::open(base, OpenMode::Write).expect("the base");
    let annotator = store.write(import::annotator).expect("an annotator");
    let (news, mut found) = (News::new(), Found::default());
    for n in 0..ARTICLES {
        let annotations = annotator.annotate(&news.article(n), Some("en"), None);
        found.mentions += annotations.mentions.len() as u64;
        found.candidates += annotations.mentions.iter().map(|m| m.candidates.len() as u64).sum::<u64>();
        found.names += annotations.names.len() as u64;
    }
    found
}

/// Documents a second that a base takes; nothing of them stays.
fn ingested(base: &Path, input: &Path) -> f64 {
    let mut store = Store::open(base, OpenMode::Write).expect("the base");
    let annotator = store.write(import::annotator).expect("an annotator");
    let options = Options { dry_run: true, ..Options::default() };
    let mut watch = |_: import::Event<'_>| ControlFlow::Continue(());
    let begun = Instant::now();
    let named = [input.to_owned()];
    let report = import::ingest((&mut store, &annotator), (&named, &options), &mut watch).expect("read");
    assert_eq!(report.taken, ARTICLES);
    ARTICLES as f64 / begun.elapsed().as_secs_f64()
}
