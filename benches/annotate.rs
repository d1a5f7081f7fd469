//! `cargo bench --bench annotate`: megabytes a second of whole annotation on one core, on made-up news and with the shipped gazetteer.
//!
//! `DIXIT_BENCH_TEXT` names a folder of text files to read in the place of made-up news.

mod generate;

use std::{fs, hint::black_box, time::Instant};

use dixit::{annotate::Annotator, gazetteer::Gazetteer, import::language::detect, text::Tokens};
use generate::news::News;

fn main() {
    let texts = texts();
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let annotator = Annotator::new(Gazetteer::shipped());
    let tokens = best(|| texts.iter().map(|text| Tokens::new(text).len()).sum());
    let languages = best(|| texts.iter().filter(|text| detect(text).is_some()).count());
    let whole = best(|| {
        let found = texts.iter().map(|text| annotator.annotate(text, Some("en"), Some("2024-10-31")));
        found.map(|found| found.mentions.len() + found.quotations.len()).sum()
    });
    println!("{} texts, {megabytes:.0} MB, one core", texts.len());
    println!("  words                 {:6.0} MB/s", megabytes / tokens);
    println!("  language              {:6.0} MB/s", megabytes / languages);
    println!("  whole annotation      {:6.1} MB/s", megabytes / whole);
}

fn texts() -> Vec<String> {
    match std::env::var_os("DIXIT_BENCH_TEXT") {
        Some(folder) => {
            let files = fs::read_dir(&folder).expect("the folder can be listed").flatten();
            files.filter_map(|f| fs::read_to_string(f.path()).ok()).collect()
        }
        None => {
            let news = News::new();
            (0..2_000).map(|n| news.article(n)).collect()
        }
    }
}

/// The best of three runs, in seconds.
fn best(mut run: impl FnMut() -> usize) -> f64 {
    let time = |_| {
        let begun = Instant::now();
        black_box(run());
        begun.elapsed().as_secs_f64()
    };
    (0..3).map(time).fold(f64::MAX, f64::min)
}
