//! `cargo bench --bench nearest`: how long it takes to find what a misspelt name was meant to be.
//!
//! `DIXIT_BENCH_SIZES` names how many spellings the gazetteers have, apart by commas.

#[path = "../tests/query/crowd.rs"]
mod crowd;

use std::time::{Duration, Instant};

use crowd::Random;
use dixit::store::{OpenMode, Reader, Store, StoreError};

/// Names looked for.
const LOOKS: usize = 2_000;

fn main() {
    let sizes = std::env::var("DIXIT_BENCH_SIZES").unwrap_or_else(|_| "100000,1000000".to_owned());
    for count in sizes.split(',').map(|size| size.parse().expect("a number of spellings")) {
        let folder = tempfile::tempdir().expect("a folder for the base");
        let path = folder.path().join("nearest.dixit");
        let gazetteer = crowd::gazetteer(count);
        let names: Vec<String> = gazetteer.aliases().map(|(_, alias)| alias.spelling.to_owned()).collect();
        let start = Instant::now();
        let mut store = Store::open(&path, OpenMode::Create).expect("a new base");
        store.write(|w| w.take_gazetteer(&gazetteer).map(drop)).expect("the gazetteer goes in");
        let size = std::fs::metadata(&path).map_or(0, |file| file.len() >> 20);
        println!("{count} spellings: in the base after {:.1} s, {size} MB", start.elapsed().as_secs_f64());
        store.read(|reader| look(reader, &names)).expect("the base can be read");
    }
}

fn look(reader: &Reader<'_>, names: &[String]) -> Result<(), StoreError> {
    let mut random = Random(1);
    for slips in 0..=3 {
        let mut times = Vec::with_capacity(LOOKS);
        for _ in 0..LOOKS {
            let name = random.pick(names).clone();
            let typed = (0..slips).fold(name, |name, _| slip(&mut random, &name));
            let start = Instant::now();
            reader.nearest(&typed, 4)?;
            times.push(start.elapsed());
        }
        times.sort_unstable();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let (median, p95, most) = (times[LOOKS / 2], times[LOOKS * 95 / 100], times[LOOKS - 1]);
        println!("  {slips} slips: median {:.2} ms, p95 {:.2} ms, at most {:.2} ms", ms(median), ms(p95), ms(most));
    }
    Ok(())
}

/// `name` with a letter replaced.
fn slip(random: &mut Random, name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = random.below(letters.len());
    letters[at] = char::from(b'a' + random.below(26) as u8);
    letters.into_iter().collect()
}
