//! `cargo bench --bench annotate`: megabytes a second of whole annotation on one core, on made-up news in French and English with a
//! gazetteer of a hundred thousand spellings, and how the time grows with the length of one document, whatever stands in it.
//!
//! `DIXIT_BENCH_TEXT` names a folder of text files to read as English news in the place of the made-up ones;
//! `DIXIT_BENCH_DOCUMENTS` says how many articles; `DIXIT_BENCH_ONLY` is `speed`, `lengths` or `hard`.

mod generate;

use std::{fs, hint::black_box, time::Instant};

use dixit::{annotate::Annotator, import::language::detect, text::Tokens};
use generate::{
    hard::{HARD, Hard},
    news::{ENGLISH, FRENCH, Forms, News},
};

/// Spellings of the gazetteer.
const ALIASES: usize = 100_000;

/// Articles in each language, where `DIXIT_BENCH_DOCUMENTS` does not say.
const ARTICLES: u64 = 1_000;

/// Lengths of one document, in bytes.
const LENGTHS: [usize; 3] = [100_000, 1_000_000, 10_000_000];

fn main() {
    let gazetteer = generate::gazetteer(ALIASES);
    println!("{} spellings, one core", gazetteer.aliases().count());
    let kinds = [FRENCH, ENGLISH].map(|forms: Forms| (forms.language, News::of(forms, &gazetteer)));
    let annotator = Annotator::new(gazetteer);
    let only = std::env::var("DIXIT_BENCH_ONLY").ok();
    let asked = |part: &str| only.as_deref().is_none_or(|only| only == part);
    if asked("speed") {
        speed(&annotator, &kinds);
    }
    if asked("lengths") || asked("hard") {
        println!("milliseconds a megabyte of one document of 100 kB, 1 MB, 10 MB");
    }
    if asked("lengths") {
        kinds
            .iter()
            .for_each(|(language, news)| lengths(&annotator, language, ("news", &|bytes| together(news, bytes))));
    }
    if asked("hard") {
        HARD.iter().for_each(|(name, text): &Hard| lengths(&annotator, "en", (name, text)));
        HARD.iter().for_each(|(name, text): &Hard| lengths(&annotator, "fr", (name, text)));
    }
}

/// Megabytes a second in each language, and together.
fn speed(annotator: &Annotator, kinds: &[(&str, News)]) {
    let (mut all, mut seconds) = (0.0, 0.0);
    for (language, news) in kinds {
        let texts = texts(news);
        let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
        let (mut mentions, mut quotations) = (0, 0);
        for found in texts.iter().map(|text| annotator.annotate(text, Some(language), Some("2024-10-31"))) {
            mentions += found.mentions.len();
            quotations += found.quotations.len();
        }
        let per = |count: usize| count as f64 / texts.len() as f64;
        let (mentions, quotations) = (per(mentions), per(quotations));
        println!(
            "{language}: {} texts, {megabytes:.0} MB, {mentions:.1} mentions and {quotations:.1} quotations each",
            texts.len()
        );
        let tokens = best(|| texts.iter().map(|text| Tokens::new(text).len()).sum());
        let languages = best(|| texts.iter().filter(|text| detect(text).is_some()).count());
        let whole = best(|| texts.iter().map(|text| found(annotator, text, language)).sum());
        println!("  words                 {:6.0} MB/s", megabytes / tokens);
        println!("  language              {:6.0} MB/s", megabytes / languages);
        println!("  whole annotation      {:6.1} MB/s", megabytes / whole);
        (all, seconds) = (all + megabytes, seconds + whole);
    }
    println!("together: whole annotation {:.1} MB/s", all / seconds);
}

fn found(annotator: &Annotator, text: &str, language: &str) -> usize {
    let found = annotator.annotate(text, Some(language), Some("2024-10-31"));
    found.mentions.len() + found.quotations.len()
}

/// How the time grows with the length of a document.
fn lengths(annotator: &Annotator, language: &str, (name, text): (&str, &dyn Fn(usize) -> String)) {
    print!("  {language} {name:36}");
    for bytes in LENGTHS {
        let text = text(bytes);
        let megabytes = text.len() as f64 / 1e6;
        let runs = if bytes < 1_000_000 { 3 } else { 1 };
        let took = (0..runs).map(|_| timed(|| found(annotator, &text, language))).fold(f64::MAX, f64::min);
        print!(" {:7.1}", took * 1e3 / megabytes);
    }
    println!();
}

/// Articles as one document of about so many bytes.
fn together(news: &News, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 10_000);
    let mut n = 0;
    while text.len() < bytes {
        text.push_str(&news.article(n));
        n += 1;
    }
    text
}

fn texts(news: &News) -> Vec<String> {
    match std::env::var_os("DIXIT_BENCH_TEXT") {
        Some(folder) => {
            let files = fs::read_dir(&folder).expect("the folder can be listed").flatten();
            files.filter_map(|f| fs::read_to_string(f.path()).ok()).collect()
        }
        None => {
            let count = std::env::var("DIXIT_BENCH_DOCUMENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(ARTICLES);
            (0..count).map(|n| news.article(n)).collect()
        }
    }
}

/// The best of three runs, in seconds.
fn best(mut run: impl FnMut() -> usize) -> f64 {
    (0..3).map(|_| timed(&mut run)).fold(f64::MAX, f64::min)
}

fn timed(run: impl FnOnce() -> usize) -> f64 {
    let begun = Instant::now();
    black_box(run());
    begun.elapsed().as_secs_f64()
}
