//! Known names, found by what their words sound like: a name is compared with few of them.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::{
    align::align,
    phones::{Phone, skeletons},
    score::{self, Rarity},
    why,
    words::{Sort, Word, Words},
};

/// Names to compare with.
#[derive(Default)]
pub struct Names {
    names: Vec<Words>,
    /// Whether other lists have its bearer.
    elsewhere: Vec<bool>,
    /// Names by each key of each of their words.
    by_key: FxHashMap<u32, Vec<u32>>,
    /// In how many names a word stands, by its phones.
    often: FxHashMap<Vec<Phone>, u32>,
}

/// A known name that may be the same.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its place in the order in which names were added.
    pub name: usize,
    /// How likely it is the same, 0 to 1.
    pub score: f32,
    /// The sum of what speaks for it, in log-odds.
    sum: f32,
}

/// Names that are compared word by word, of all that share a key.
const COMPARED: usize = 60;

/// What it adds that other lists have the bearer, in log-odds.
const ELSEWHERE: f32 = 0.7;

/// Names under one key that are looked through where the key is not the word's own.
const CROWD: usize = 4000;

/// How a word comes to a key, and what finding it so is worth.
const SOUND: f32 = 1.4;
const OWN: f32 = 1.0;
const FAMILY: f32 = 0.8;
const SHORTER: f32 = 0.6;

impl Names {
    /// Adds a name; `elsewhere` tells whether other lists have its bearer, too: of two people with one name that one is more likely meant.
    pub fn add(&mut self, name: &str, elsewhere: bool) {
        let words = Words::new(name);
        let n = self.names.len() as u32;
        for (i, word) in words.words.iter().enumerate() {
            *self.often.entry(word.phones.clone()).or_default() += 1;
            for (key, _) in keys(word, words.words.get(i + 1)) {
                let list = self.by_key.entry(key).or_default();
                if list.last() != Some(&n) {
                    list.push(n);
                }
            }
        }
        self.names.push(words);
        self.elsewhere.push(elsewhere);
    }

    /// Up to `most` names that may be the same as `name`, the likeliest first.
    pub fn like(&self, name: &str, most: usize) -> Vec<Candidate> {
        let words = Words::new(name);
        let mut found: Vec<Candidate> = self
            .near(&words)
            .into_iter()
            .map(|n| {
                let known = &self.names[n as usize];
                let features = score::features(&words, known, &align(&words, known), self);
                let prior = if self.elsewhere[n as usize] { ELSEWHERE } else { 0.0 };
                Candidate { name: n as usize, score: 0.0, sum: score::logit(&features) + prior }
            })
            .collect();
        found.sort_by(|a, b| b.sum.total_cmp(&a.sum).then(a.name.cmp(&b.name)));
        found.truncate(most.max(2));
        for at in 0..found.len() {
            let next = found.get(if at == 0 { 1 } else { 0 }).map(|c| c.sum);
            found[at].score = score::chance(found[at].sum, next);
        }
        found.truncate(most);
        found
    }

    /// What speaks for `name` being the known name at this place, in log-odds, whatever other names there are.
    pub fn odds(&self, name: &str, known: usize) -> f32 {
        let (words, known) = (Words::new(name), &self.names[known]);
        score::logit(&score::features(&words, known, &align(&words, known), self))
    }

    /// Why the known name at this place may be the same as `name`, in words.
    pub fn why(&self, name: &str, known: usize) -> Vec<String> {
        why::lines(&Words::new(name), &self.names[known])
    }

    /// The names that share most with it, as far as keys tell.
    fn near(&self, words: &Words) -> Vec<u32> {
        let (mut sums, mut best) = (vec![0f32; self.names.len()], vec![0f32; self.names.len()]);
        let (mut touched, mut own): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
        for (i, word) in words.words.iter().enumerate().filter(|(_, word)| word.sort == Sort::Full) {
            for (key, worth) in keys(word, words.words.get(i + 1)) {
                let Some(list) = self.by_key.get(&key).filter(|list| worth > OWN || list.len() < CROWD) else {
                    continue;
                };
                let weight = worth * rare(list.len(), self.names.len());
                for &n in list {
                    let place = &mut best[n as usize];
                    if *place == 0.0 {
                        own.push(n);
                    }
                    *place = place.max(weight);
                }
            }
            for n in own.drain(..) {
                let place = &mut sums[n as usize];
                if *place == 0.0 {
                    touched.push(n);
                }
                *place += std::mem::take(&mut best[n as usize]);
            }
        }
        let by_weight = |a: &u32, b: &u32| sums[*b as usize].total_cmp(&sums[*a as usize]).then(a.cmp(b));
        if touched.len() > COMPARED {
            touched.select_nth_unstable_by(COMPARED, by_weight);
            touched.truncate(COMPARED);
        }
        touched
    }
}

impl Rarity for Names {
    fn weight(&self, word: &Word) -> f32 {
        rare(self.often.get(&word.phones).map_or(0, |&n| n as usize), self.names.len())
    }
}

/// What a word tells that so many of all names have: 0 when all do, 1 when none does.
fn rare(count: usize, all: usize) -> f32 {
    let all = all.max(10) as f32;
    ((all / (count as f32 + 1.0)).ln() / all.ln()).clamp(0.05, 1.0)
}

/// What a word is found by, by itself and with the next one, and what each is worth.
fn keys(word: &Word, next: Option<&Word>) -> Vec<(u32, f32)> {
    if word.sort != Sort::Full {
        return Vec::new();
    }
    let mut found = vec![(key(&[b"=", word.phones.as_slice()].concat()), SOUND)];
    for bones in skeletons(&word.phones) {
        found.push((key(&bones), OWN));
        if bones.len() > 2 {
            for gone in 0..bones.len() {
                let mut shorter = bones.clone();
                shorter.remove(gone);
                found.push((key(&shorter), SHORTER));
            }
        }
    }
    if let Some(next) = next {
        found.extend(skeletons(&[word.phones.as_slice(), &next.phones].concat()).iter().take(1).map(|b| (key(b), OWN)));
    }
    found.extend(word.family.map(|n| (key(&[b'#', n as u8, (n >> 8) as u8]), FAMILY)));
    found
}

fn key(bytes: &[u8]) -> u32 {
    let mut hash = FxHasher::default();
    bytes.hash(&mut hash);
    hash.finish() as u32
}
