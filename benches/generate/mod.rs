//! Made-up names and news-like text, the same from the same seed: for benchmarks only.

#![allow(dead_code, reason = "each benchmark takes a part")]

pub mod base;
pub mod hard;
pub mod news;
pub mod people;
pub mod rows;
pub mod shapes;
pub mod told;

use dixit::{
    gazetteer::{Alias, Builder, Entity, Gazetteer},
    model::{AliasSort, CasePolicy, EntityId, Kind},
    text::fold,
};

/// A small generator of random numbers (splitmix64).
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// A number below `n`, small ones far more often, as words and names are in news.
    pub fn skewed(&mut self, n: usize) -> usize {
        let x = self.next() as f64 / u64::MAX as f64;
        ((n as f64).powf(x) - 1.0) as usize % n
    }
}

const ONSETS: &[&str] = &[
    "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "cl", "cr", "dr", "fl",
    "gr", "pl", "pr", "tr", "st", "sh", "ch", "th", "qu", "v", "m", "r", "t", "s", "",
];
const NUCLEI: &[&str] =
    &["a", "e", "i", "o", "u", "a", "e", "i", "o", "e", "ai", "au", "eu", "ou", "oi", "ie", "é", "è", "y"];
const CODAS: &[&str] = &["", "", "", "", "n", "r", "s", "l", "t", "m", "nt", "rt", "x", "ck", "ss"];

const COMMON: &[&str] = &[
    "de", "la", "le", "et", "les", "des", "en", "un", "du", "une", "que", "est", "pour", "qui", "dans", "a", "par",
    "plus", "pas", "au", "sur", "ne", "se", "ce", "il", "sont", "avec", "été", "cette", "aux", "ont", "ses", "mais",
    "comme", "ou", "si", "leur",
];

/// A word of two or three syllables.
pub fn word(random: &mut Random) -> String {
    let mut made = String::new();
    for _ in 0..2 + random.below(2) {
        for part in [ONSETS, NUCLEI, CODAS] {
            made.push_str(part[random.below(part.len())]);
        }
    }
    made
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `count` different spellings: persons, places, organisations, acronyms, some demonyms in small letters.
pub fn spellings(count: usize) -> Vec<String> {
    let mut random = Random(7);
    let first: Vec<String> = (0..3_000).map(|_| capital(&word(&mut random))).collect();
    let last: Vec<String> = (0..60_000.min(count / 3 + 300)).map(|_| capital(&word(&mut random))).collect();
    let mut seen = std::collections::HashSet::new();
    let mut made = Vec::with_capacity(count);
    while made.len() < count {
        let name = |random: &mut Random| last[random.below(last.len())].clone();
        let spelling = match random.below(100) {
            0..60 => format!("{} {}", first[random.skewed(first.len())], name(&mut random)),
            60..70 => format!(
                "{} {} {}",
                first[random.skewed(first.len())],
                first[random.below(first.len())],
                name(&mut random)
            ),
            70..84 => capital(&(word(&mut random) + &word(&mut random))),
            84..92 => format!("{} de {}", name(&mut random), name(&mut random)),
            92..96 => format!("{}-{}", name(&mut random), name(&mut random)),
            96..99 => (0..3 + random.below(3)).map(|_| char::from(b'A' + random.below(26) as u8)).collect(),
            _ if made.len() < 400_000 => word(&mut random) + &word(&mut random) + "ien",
            _ => continue,
        };
        if seen.insert(spelling.clone()) {
            made.push(spelling);
        }
    }
    made
}

/// The places of a list of `count`, in random order.
fn shuffled(count: usize, random: &mut Random) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for n in (1..count).rev() {
        order.swap(n, random.below(n + 1));
    }
    order
}

/// News-like text of about `bytes`: paragraphs of sentences, a spelling of the list every twenty words, other names too.
/// As in news, a few names make most of the mentions: the chance of a name falls as one over its rank, and ranks are dealt
/// out at random, so that all sorts of spellings are among the frequent ones.
pub fn text(bytes: usize, spellings: &[String]) -> String {
    let mut random = Random(11);
    let ranked = shuffled(spellings.len(), &mut random);
    let vocabulary: Vec<String> = (0..20_000).map(|_| word(&mut random)).collect();
    let mut text = String::with_capacity(bytes + 200);
    let (mut words, mut sentence) = (0, 18);
    while text.len() < bytes {
        let plain = if random.below(5) < 2 {
            COMMON[random.below(COMMON.len())].to_string()
        } else {
            vocabulary[random.skewed(vocabulary.len())].clone()
        };
        match random.below(40) {
            0 | 1 => text.push_str(&spellings[ranked[random.skewed(ranked.len())]]),
            2 => text.push_str(&capital(&plain)),
            3 if random.below(3) == 0 => text.push_str(&(random.below(3000)).to_string()),
            4 => text.push_str(&format!("l’{plain}")),
            _ if words == 0 => text.push_str(&capital(&plain)),
            _ => text.push_str(&plain),
        }
        words += 1;
        if words == sentence {
            text.push_str(if random.below(6) == 0 { ".\n\n" } else { ". " });
            (words, sentence) = (0, 10 + random.below(20));
        } else {
            text.push_str(if random.below(12) == 0 { ", " } else { " " });
        }
    }
    text
}

/// Spellings of an entity, on average.
const SPELLINGS: usize = 4;

/// Entities with these spellings, as they are read from anywhere.
pub fn rows(spellings: &[String]) -> Builder {
    let mut rows = Builder::default();
    add(&mut rows, spellings);
    rows
}

/// The shipped gazetteer with made-up entities beside it, `count` spellings together.
pub fn gazetteer(count: usize) -> Gazetteer {
    let shipped = Gazetteer::shipped();
    let mut rows = Builder::default();
    let ids: Vec<EntityId> = shipped.entities().map(|(_, entity)| rows.entity(&entity)).collect();
    let id = |old: EntityId| ids[old.0 as usize];
    shipped.aliases().for_each(|(_, alias)| rows.alias(&Alias { entity: id(alias.entity), ..alias }));
    shipped.tenures().for_each(|t| rows.tenure(&dixit::gazetteer::Tenure { of: id(t.of), holder: id(t.holder), ..t }));
    let left = count.saturating_sub(rows.aliases());
    add(&mut rows, &spellings(left));
    rows.build()
}

fn add(rows: &mut Builder, spellings: &[String]) {
    for (n, own) in spellings.chunks(SPELLINGS).enumerate() {
        let (key, name) = (format!("entity-{n}"), own[0].as_str());
        let kind = if n % 2 == 0 { Kind::Person } else { Kind::Place };
        let (description, external, origin) = ("made up", "", "shipped");
        let id = rows.entity(&Entity {
            key: &key,
            kind,
            name,
            description,
            gender: None,
            country: None,
            external,
            prominence: 0,
            origin,
        });
        let mut seen = std::collections::HashSet::new();
        own.iter().filter(|s| seen.insert(fold(s))).for_each(|s| rows.alias(&alias(id, s)));
    }
}

/// A spelling like most: a name, in every language.
pub fn alias(entity: EntityId, spelling: &str) -> Alias<'_> {
    let (sort, case) = (AliasSort::Name, CasePolicy::Match);
    Alias { entity, spelling, language: "*", sort, case, origin: "shipped" }
}
