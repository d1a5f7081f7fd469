//! `cargo bench --bench copies`: how well copies of made-up news are told from other articles, and what that costs a document.
//!
//! `DIXIT_BENCH_DOCUMENTS` says how many articles; 20000 when not given.

mod generate;

use std::{collections::HashMap, hint::black_box, path::Path, time::Instant};

use dixit::{
    gazetteer::Gazetteer,
    model::{Annotations, DateBasis, Document, Paragraph, Zone},
    span::Span,
    store::{OpenMode, Prepared, Store, StoreError},
    text::{Wording, paragraphs},
};
use generate::{Random, news::News};

/// One way to edit an article, and what it is called.
type Edit = (&'static str, fn(&mut Vec<String>, &Others<'_>));

/// How another outlet may print an article.
const EDITS: [Edit; 6] = [
    ("another headline", |text, others| text[0] = others.paragraph(0)),
    ("a paragraph more", |text, others| text.insert(3, others.paragraph(2))),
    ("the last two paragraphs cut", |text, _| text.truncate(text.len() - 2)),
    ("the last third cut", |text, _| text.truncate(text.len() - text.len() / 3)),
    ("a word in fifty misspelt", |text, others| misspell(text, others.n, 50)),
    ("headline, paragraph, cut and a word in a hundred", |text, others| {
        text[0] = others.paragraph(0);
        text.truncate(text.len() - 1);
        text.insert(3, others.paragraph(2));
        misspell(text, others.n, 100);
    }),
];

/// Another article, to take words from.
struct Others<'n> {
    news: &'n News,
    n: u64,
}

impl Others<'_> {
    fn paragraph(&self, at: usize) -> String {
        self.news
            .article(self.n + 1_000_000_000)
            .split("\n\n")
            .nth(at)
            .expect("an article of some paragraphs")
            .to_owned()
    }
}

/// Doubles the first letter of about one word in `rate`.
fn misspell(text: &mut [String], seed: u64, rate: usize) {
    let mut random = Random(seed);
    for paragraph in text {
        let words = paragraph.split(' ').map(|word| match word.chars().next() {
            Some(first) if random.below(rate) == 0 => format!("{first}{word}"),
            _ => word.to_owned(),
        });
        *paragraph = words.collect::<Vec<_>>().join(" ");
    }
}

fn edited(news: &News, n: u64, edit: &Edit) -> String {
    let mut text: Vec<String> = news.article(n).split("\n\n").map(str::to_owned).collect();
    edit.1(&mut text, &Others { news, n });
    text.join("\n\n")
}

fn main() {
    let count = std::env::var("DIXIT_BENCH_DOCUMENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let news = News::new();
    let folder = tempfile::tempdir().expect("a folder");
    sketches(&news);
    quality(&news, count, &folder.path().join("quality.db"));
    let (with, without) = (writing(&news, count, &folder, true), writing(&news, count, &folder, false));
    println!(
        "writer: {with:.1} µs of processor a document with copies, {without:.1} without: {:.1} for copies",
        with - without
    );
}

/// Time of a sketch.
fn sketches(news: &News) {
    let texts: Vec<String> = (0..500).map(|n| news.article(n)).collect();
    let time = |_| {
        let begun = Instant::now();
        texts.iter().for_each(|text| _ = black_box(Wording::new([text.as_str()].into_iter()).sketch()));
        begun.elapsed().as_secs_f64() * 1e6 / texts.len() as f64
    };
    println!("sketch: {:.1} µs a document of 5 kB", (0..20).map(time).fold(f64::MAX, f64::min));
}

/// Articles, and one edited copy of each fourth, into a base: which of them end up in one cluster.
fn quality(news: &News, count: u64, path: &Path) {
    let mut store = open(path);
    let texts = (0..count).map(|n| (n.to_string(), news.article(n)));
    add(&mut store, texts, true);
    let copies = (0..count / 4).map(|n| (n, &EDITS[n as usize % EDITS.len()]));
    add(&mut store, copies.clone().map(|(n, edit)| (format!("copy {n}"), edited(news, n, edit))), true);
    let clusters = clusters(&store);
    for edit in &EDITS {
        let own: Vec<u64> = copies.clone().filter(|(_, own)| own.0 == edit.0).map(|(n, _)| n).collect();
        let of = |n: &u64| [n.to_string(), format!("copy {n}")].map(|source| clusters.get(&source));
        let found = own.iter().filter(|n| matches!(of(n), [Some(a), Some(b)] if a == b)).count();
        let wording = |text: String| Wording::new([text.as_str()].into_iter());
        let alike =
            own.iter().filter(|n| wording(news.article(**n)).is_alike(&wording(edited(news, **n, edit)))).count();
        println!("{:50} {found} of {} found ({alike} above the threshold)", edit.0, own.len());
    }
    println!("{} of {} unrelated articles joined with others", astray(&clusters, count), count);
}

/// How many articles share a cluster with another one that they are no copy of.
fn astray(clusters: &HashMap<String, i64>, count: u64) -> usize {
    let mut members: HashMap<i64, usize> = HashMap::new();
    let originals = || (0..count).filter_map(|n| clusters.get(&n.to_string()));
    originals().for_each(|&cluster| *members.entry(cluster).or_default() += 1);
    originals().filter(|cluster| members[cluster] > 1).count()
}

/// The cluster of each source that is in one.
fn clusters(store: &Store) -> HashMap<String, i64> {
    let sql =
        "SELECT NULL, d.source, c.cluster FROM copy c JOIN document d ON d.id = c.document WHERE c.cluster IS NOT NULL";
    let table = store.read(|r| r.query((sql, &[]), &["source".into(), "cluster".into()])).expect("clusters");
    table.rows.iter().map(|row| (row[0].text().into_owned(), row[1].text().parse().expect("a number"))).collect()
}

/// Microseconds of the writer for a document of which nothing is kept but text and paragraphs, with copies told apart or not.
fn writing(news: &News, count: u64, folder: &tempfile::TempDir, sketched: bool) -> f64 {
    let mut store = open(&folder.path().join(format!("writing-{sketched}.db")));
    add(&mut store, (0..count).map(|n| (n.to_string(), news.article(n))), sketched) * 1e6 / count as f64
}

fn open(path: &Path) -> Store {
    let mut store = Store::open(path, OpenMode::Create).expect("a base");
    store.write(|w| w.take_gazetteer(&Gazetteer::shipped())).expect("a gazetteer");
    store
}

/// Adds documents in batches; the seconds of processor that the writer took.
fn add(store: &mut Store, texts: impl Iterator<Item = (String, String)>, sketched: bool) -> f64 {
    let gazetteer = store.read(|r| r.gazetteer()).expect("a gazetteer");
    let revision = store.read(|r| r.revision(&gazetteer, ("bench", "bench"))).expect("a revision");
    let made: Vec<Prepared> = texts.map(|(source, text)| document(source, text, sketched)).collect();
    let begun = processor();
    for batch in made.chunks(128) {
        let work = |w: &mut dixit::store::Writer<'_>| {
            batch.iter().try_for_each(|prepared| w.add_document(prepared, &revision).map(drop))
        };
        store.write::<_, StoreError>(work).expect("a batch");
    }
    processor() - begun
}

/// Seconds of processor that this process has taken, where the system tells: other work of the machine does not count.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    ticks.filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn document(source: String, text: String, sketched: bool) -> Prepared {
    let spans: Vec<Span> = paragraphs(&text);
    let sketch = sketched.then(|| Wording::new(spans.iter().map(|span| span.of(&text))).sketch()).flatten();
    let paragraphs = spans.into_iter().map(|span| Paragraph { span, zone: Zone::Body, wording: 0 }).collect();
    let annotations = Annotations { paragraphs, sketch, ..Annotations::default() };
    let document = Document {
        source,
        format: "text".into(),
        title: None,
        outlet: None,
        author: None,
        credit: None,
        language: None,
        published: None,
        published_basis: DateBasis::None,
        published_why: None,
        published_doubt: None,
        translated: None,
        url: None,
        retrieved: None,
        encoding: None,
        replaced: 0,
        original: None,
        byte_hash: String::new(),
        text,
    };
    Prepared::new(document, annotations)
}
