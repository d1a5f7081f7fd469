//! Known names, found by what their words sound like: a name is compared with few of them.

use std::cell::RefCell;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{
    align::align,
    evidence::{Beside, Rarity},
    keys::{Key, joined},
    phones::Phone,
    score,
    search::{Seen, Sums},
    spelling::suffix,
    vocabulary::{Similar, Vocabulary},
    why,
    words::{Word, Words, cut},
};

/// Names to compare with.
#[derive(Default)]
pub struct Names {
    names: Vec<Words>,
    /// Whether other lists have its bearer.
    elsewhere: Vec<bool>,
    vocabulary: Vocabulary,
    /// What each word of the vocabulary weighs.
    weights: Vec<f32>,
    /// Names by two words of theirs that stand side by side, as if they were one.
    joined: FxHashMap<Key, Vec<u32>>,
}

/// A known name that may be the same.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its place in the order in which names were added.
    pub name: usize,
    /// How likely it is the same, 0 to 1.
    pub score: f32,
}

/// Names that are compared word by word, of all that have a like word.
const COMPARED: usize = 60;

/// What it adds that other lists have the bearer, in log-odds.
const ELSEWHERE: f32 = 0.7;

/// What it takes off that other lists have a name that sounds the same.
const DOUBLE: f32 = 4.2;

/// Sums below this do not matter to the chances of others.
const HOPELESS: f32 = -6.0;

/// A word that more names have brings no new candidates where a rarer one has brought some.
const COMMON: usize = 3000;

/// What it is worth that two words here are one there, before they are compared.
const JOINED: f32 = 0.7;

/// A name that is not known, cut into words that can be compared.
pub struct Name(Words);

impl Name {
    /// The name that is spelt so.
    pub fn new(spelling: &str) -> Self {
        Name(Words::new(spelling))
    }
}

impl Names {
    /// These names; each with whether other lists have its bearer, too: of two people with one name that one is more likely meant.
    pub fn new(all: &[(&str, bool)]) -> Self {
        let (vocabulary, words) = Vocabulary::new(all.par_iter().map(|(name, _)| cut(name)).collect());
        let named = words.into_par_iter().zip(all);
        let mut names = Names {
            names: named.map(|(words, (name, _))| Words { words, suffix: suffix(name) }).collect(),
            elsewhere: all.iter().map(|(_, elsewhere)| *elsewhere).collect(),
            vocabulary,
            ..Names::default()
        };
        let pairs =
            |words: &Words| words.words.windows(2).filter_map(|w| joined(w[0].phones(), w[1].phones())).collect();
        let keys: Vec<Vec<Key>> = names.names.par_iter().map(pairs).collect();
        for (key, n) in keys.into_iter().zip(0..).flat_map(|(keys, n)| keys.into_iter().map(move |key| (key, n))) {
            names.joined.entry(key).or_default().push(n);
        }
        names.weights = names.vocabulary.words().par_iter().map(|word| names.weight(word)).collect();
        names
    }

    /// Up to `most` names that may be the same as `name`, the likeliest first.
    pub fn like(&self, Name(words): &Name, most: usize) -> Vec<Candidate> {
        let near = SCRATCH.with_borrow_mut(|scratch| self.near(words, scratch));
        let mut sums: Vec<f32> = near.iter().map(|&n| self.sum(words, n)).collect();
        self.lower_doubles(&near, &mut sums);
        let candidates = near.iter().zip(score::chances(&sums));
        let mut found: Vec<Candidate> = candidates.map(|(&n, score)| Candidate { name: n as usize, score }).collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.name.cmp(&b.name)));
        found.truncate(most);
        found
    }

    /// What speaks for `name` being the known name at this place, in log-odds, whatever other names there are.
    pub fn odds(&self, Name(words): &Name, known: usize) -> f32 {
        self.alone(words, &self.names[known])
    }

    fn alone(&self, words: &Words, known: &Words) -> f32 {
        let told = Beside { left: words, right: known, rarity: self }.tell(&align(words, known));
        score::sum(&told, words.script() == known.script())
    }

    /// What speaks for a known name beside others, in log-odds.
    fn sum(&self, words: &Words, n: u32) -> f32 {
        let prior = if self.elsewhere[n as usize] { ELSEWHERE } else { 0.0 };
        self.alone(words, &self.names[n as usize]) + prior
    }

    /// Of names that sound the same those that other lists have are probably the same people, listed twice: the others hardly count.
    fn lower_doubles(&self, near: &[u32], sums: &mut [f32]) {
        let spoken = |n: u32| -> Vec<&[Phone]> {
            let mut spoken: Vec<&[Phone]> = self.names[n as usize].full().map(|word| word.phones()).collect();
            spoken.sort_unstable();
            spoken
        };
        let listed = |n: u32| self.elsewhere[n as usize];
        let best: Vec<usize> = (0..near.len()).filter(|&n| sums[n] > HOPELESS).collect();
        let kept: Vec<Vec<&[Phone]>> = best.iter().filter(|&&n| listed(near[n])).map(|&n| spoken(near[n])).collect();
        for &n in best.iter().filter(|&&n| !listed(near[n]) && kept.contains(&spoken(near[n]))) {
            sums[n] -= DOUBLE;
        }
    }

    /// Why the known name at this place may be the same as `name`, in words.
    pub fn why(&self, Name(words): &Name, known: usize) -> Vec<String> {
        why::lines(words, &self.names[known])
    }

    /// The names that share most with it, as far as single words tell.
    fn near(&self, words: &Words, scratch: &mut Scratch) -> Vec<u32> {
        let mut rows: Vec<(usize, Vec<Similar>)> = Vec::new();
        for word in words.full() {
            let row = self.vocabulary.similar(word, &mut scratch.words);
            rows.push((row.iter().map(|s| self.vocabulary.bearers(s.word).len()).sum(), row));
        }
        rows.sort_by_key(|(bearers, _)| *bearers);
        scratch.sums.start(self.names.len());
        for (bearers, row) in &rows {
            let new = *bearers < COMMON || scratch.sums.is_empty();
            scratch.names.start(self.names.len());
            for similar in row {
                let weight = self.weights[similar.word as usize] * similar.like * similar.like;
                for &n in self.vocabulary.bearers(similar.word) {
                    if scratch.names.first(n) {
                        scratch.sums.add(n, weight, new);
                    }
                }
            }
        }
        self.near_joined(words, scratch);
        scratch.sums.take(COMPARED)
    }

    /// Adds the names that have two words where this one has one, or the other way round.
    fn near_joined(&self, words: &Words, scratch: &mut Scratch) {
        for key in words.full().filter_map(|word| joined(word.phones(), &[])) {
            if let Some(list) = self.joined.get(&key).filter(|list| list.len() < COMMON) {
                let weight = JOINED * rare(list.len(), self.names.len());
                list.iter().for_each(|&n| scratch.sums.add(n, weight, true));
            }
        }
        for pair in words.words.windows(2) {
            let both = Word::joined(&pair[0], &pair[1]);
            for similar in self.vocabulary.spoken(&both, &mut scratch.words) {
                let weight = self.weights[similar.word as usize] * similar.like * similar.like;
                self.vocabulary.bearers(similar.word).iter().for_each(|&n| scratch.sums.add(n, weight, true));
            }
        }
    }
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Tables for one search after another.
#[derive(Default)]
struct Scratch {
    words: Seen,
    names: Seen,
    sums: Sums,
}

impl Rarity for Names {
    fn weight(&self, word: &Word) -> f32 {
        let given = word.families.lines().next().is_some();
        let unseen = if given { USUAL.saturating_sub(self.names.len()) / GIVEN } else { 0 };
        rare(self.vocabulary.often(word) + unseen, self.names.len())
    }

    fn spelt(&self, word: &Word) -> usize {
        self.vocabulary.spelt(word)
    }
}

/// A shorter list tells as little of how rare a word is as if it had been cut out of one of so many names.
const USUAL: usize = 50_000;

/// One of so many people has a given name that stands in the table of them.
const GIVEN: usize = 200;

/// What a word tells that so many of all names have: 0 when all do, 1 when none does.
fn rare(count: usize, all: usize) -> f32 {
    let all = all.max(USUAL) as f32;
    ((all / (count as f32 + 1.0)).ln() / all.ln()).clamp(0.05, 1.0)
}
