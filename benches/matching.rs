//! `cargo bench --bench matching`: mention matching beside the plain automaton on the same text.
//!
//! `DIXIT_BENCH_TEXT` names a folder of text files to scan in the place of made-up text.

mod generate;

use std::{fs, hint::black_box, time::Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use dixit::{
    matcher::{Automaton, Engine, Tree},
    text::fold,
};

/// Bytes of made-up text.
const BYTES: usize = 60 << 20;

fn main() {
    let given = std::env::var_os("DIXIT_BENCH_TEXT").map(read_folder);
    println!(
        "{:>9} │ {:>26} │ {:>40} │ {:>28} │ {:>12}",
        "spellings", "plain automaton", "dixit: folded, whole words", "aho-corasick, folded", "ratio"
    );
    for count in sizes() {
        let spellings = generate::spellings(count);
        let text = given.clone().unwrap_or_else(|| generate::text(BYTES, &spellings));
        row(count, &spellings, &text);
    }
}

fn read_folder(folder: std::ffi::OsString) -> String {
    let files = fs::read_dir(&folder).expect("the folder can be listed").flatten();
    files.filter_map(|f| fs::read_to_string(f.path()).ok()).collect::<Vec<_>>().join("\n\n")
}

fn row(count: usize, spellings: &[String], text: &str) {
    let (plain, build) = timed(|| {
        let builder = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .build(spellings);
        builder.expect("a plain automaton")
    });
    let plain_rate = rate(text, |t| plain.find_iter(t).count());
    let plain_shown = format!("{plain_rate:5.0} MB/s {:4} MB {build:4.2} s", plain.memory_usage() >> 20);
    drop(plain);
    let (tree, build) = timed(|| compile(spellings));
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let scan = |engine: &dyn Engine| {
        let mut found = Vec::new();
        let mut all = 0;
        for p in &paragraphs {
            found.clear();
            engine.find(p, &mut found);
            all += found.len();
        }
        all
    };
    let tree_rate = rate(text, |_| scan(&tree));
    let tree_shown = format!("{tree_rate:5.0} MB/s {:4} MB built {build:4.2} s", tree.memory() >> 20);
    let automaton_shown = if count <= 100_000 {
        let mut folded: Vec<String> = spellings.iter().map(|s| fold(s)).collect();
        folded.sort_unstable();
        folded.dedup();
        let automaton = Automaton::new(folded.iter().map(String::as_str));
        format!("{:5.0} MB/s", rate(text, |_| scan(&automaton)))
    } else {
        "-".to_owned()
    };
    println!(
        "{count:>9} │ {plain_shown:>26} │ {tree_shown:>40} │ {automaton_shown:>28} │ {:>10.1} ×",
        tree_rate / plain_rate
    );
}

fn compile(spellings: &[String]) -> Tree {
    let mut folded: Vec<(String, bool)> =
        spellings.iter().map(|s| (fold(s), s.starts_with(char::is_lowercase))).collect();
    folded.sort_unstable();
    folded.dedup_by(|a, b| a.0 == b.0);
    Tree::new(folded.iter().map(|(s, small)| (s.as_str(), *small)))
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begun = Instant::now();
    let result = work();
    (result, begun.elapsed().as_secs_f64())
}

/// The best of three runs, in megabytes a second.
fn rate(text: &str, mut scan: impl FnMut(&str) -> usize) -> f64 {
    let best = (0..3).map(|_| timed(|| black_box(scan(black_box(text)))).1).fold(f64::MAX, f64::min);
    text.len() as f64 / 1e6 / best
}

/// The lengths of the lists: `DIXIT_BENCH_SIZES`, or all.
fn sizes() -> Vec<usize> {
    let given = std::env::var("DIXIT_BENCH_SIZES").ok();
    let given = given.map(|s| s.split(',').filter_map(|n| n.trim().parse().ok()).collect::<Vec<_>>());
    given.unwrap_or_else(|| vec![1_000, 10_000, 100_000, 1_000_000])
}
