//! `cargo bench --bench discover`: how long it takes to find whose spelling a name may be.
//!
//! `DIXIT_BENCH_SIZES` names how many spellings are known, apart by commas.

#[path = "../tests/query/crowd.rs"]
mod crowd;

use std::time::{Duration, Instant};

use crowd::Random;
use dixit::{
    annotate::{
        Annotator,
        discover::{Discovery, Page},
    },
    likeness::{Name, Names},
};

/// Names looked for.
const LOOKS: usize = 1_000;

fn main() {
    let sizes = std::env::var("DIXIT_BENCH_SIZES").unwrap_or_else(|_| "100000,1000000".to_owned());
    for count in sizes.split(',').map(|size| size.parse().expect("a number of spellings")) {
        let gazetteer = crowd::gazetteer(count);
        let known: Vec<String> = gazetteer.aliases().map(|(_, alias)| alias.spelling.to_owned()).collect();
        candidates(&known);
        weighed(&Annotator::new(gazetteer), &known);
    }
}

/// Candidates by the index alone.
fn candidates(known: &[String]) {
    let start = Instant::now();
    let names = Names::new(&known.iter().map(|name| (name.as_str(), false)).collect::<Vec<_>>());
    println!("{} spellings: index made in {:.1} s", known.len(), start.elapsed().as_secs_f64());
    let mut random = Random(1);
    tell(
        "candidates of a name",
        (0..LOOKS).map(|_| {
            let typed = slip(&mut random, known);
            let start = Instant::now();
            std::hint::black_box(names.like(&Name::new(&typed), 12));
            start.elapsed()
        }),
    );
}

/// Proposals for names in sentences, all evidence weighed.
fn weighed(annotator: &Annotator, known: &[String]) {
    let mut random = Random(2);
    let start = Instant::now();
    let mut discovery = Discovery::new(annotator);
    for n in 0..LOOKS {
        let text = format!("Le ministre {} a dit {n} fois que la pluie viendrait.", slip(&mut random, known));
        let found = annotator.annotate(&text, Some("fr"), Some("2024-05-03"));
        discovery.add(&Page::new(&text, Some("2024-05-03"), &found));
    }
    println!("  {LOOKS} documents taken in after {:.1} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let proposals = discovery.propose(&|_, _| false);
    let each = start.elapsed().as_secs_f64() * 1e3 / proposals.len().max(1) as f64;
    println!("  {} names weighed: {each:.2} ms a name, on all threads", proposals.len());
}

fn tell(what: &str, times: impl Iterator<Item = Duration>) {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let (median, p95) = (ms(times[times.len() / 2]), ms(times[times.len() * 95 / 100]));
    println!("  {what}: median {median:.2} ms, p95 {p95:.2} ms, at most {:.2} ms", ms(times[times.len() - 1]));
}

/// One of the names with a letter replaced.
fn slip(random: &mut Random, known: &[String]) -> String {
    let mut letters: Vec<char> = random.pick(known).chars().collect();
    let at = random.below(letters.len());
    letters[at] = char::from(b'a' + random.below(26) as u8);
    letters.into_iter().collect()
}
