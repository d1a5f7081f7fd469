//! The words of known names: each kept once, with the names that have it, and found by what it sounds like.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{
    align::{FAMILY, best},
    families::Families,
    keys::{Key, foreign, hash, keys, whole},
    search::Seen,
    sound::Sound,
    words::{Script, Word},
};

/// Words by place: those that sound alike stand side by side, as they are looked at together.
#[derive(Default)]
pub(super) struct Vocabulary {
    words: Vec<Arc<Word>>,
    /// What of each is looked at most often, side by side.
    briefs: Vec<Brief>,
    /// How they sound, all readings of a word side by side.
    sounds: Vec<Sound>,
    /// The names that have a word, those of all words side by side.
    bearers: Vec<u32>,
    /// Where those of each word begin, and where the last ones end.
    first_bearers: Vec<u32>,
    places: FxHashMap<Box<str>, u32>,
    by_key: FxHashMap<Key, Vec<u32>>,
    /// In how many names a word stands, by its phones.
    often: FxHashMap<Key, u32>,
    /// Whether there are words in other than Latin letters.
    mixed: bool,
}

/// What tells at once whether two words are one.
struct Brief {
    /// A hash of the folded word.
    folded: Key,
    families: Families,
    script: Script,
    /// Where its readings begin, and how many there are.
    first: u32,
    readings: u8,
    /// Which of all words was met first.
    order: u32,
}

/// A known word that is like one asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Similar {
    pub word: u32,
    pub like: f32,
    order: u32,
}

/// A word before it has a place.
struct Met {
    lower: String,
    word: Word,
    order: u32,
    /// Its keys for names in the same letters, and for those in others.
    keys: [Vec<Key>; 2],
}

impl Met {
    fn new(lower: String, order: usize) -> Self {
        let word = Word::new(&lower);
        let keys = [false, true].map(|across| keys(&word, across));
        Met { lower, word, order: order as u32, keys }
    }
}

/// Words under one key that are looked through where they share less than a skeleton.
const CROWD: usize = 3000;

/// How alike words are at least to be taken for spellings of one.
const LEAST: f32 = 0.55;

impl Vocabulary {
    /// The words of `names`, each of which is cut into words in lower case; and the words of each name.
    pub(super) fn new(names: Vec<Vec<String>>) -> (Self, Vec<Vec<Arc<Word>>>) {
        let (met, names) = numbered(names);
        let mut met: Vec<Met> = met.into_par_iter().enumerate().map(|(n, lower)| Met::new(lower, n)).collect();
        met.par_sort_unstable_by_key(|m| (m.keys[0].first().copied(), m.order));
        let mut places = vec![0; met.len()];
        met.iter().zip(0..).for_each(|(m, place)| places[m.order as usize] = place);
        let names: Vec<Vec<u32>> =
            names.into_iter().map(|words| words.into_iter().map(|n| places[n as usize]).collect()).collect();
        let mut vocabulary = Vocabulary::default();
        met.into_iter().for_each(|m| vocabulary.insert(m));
        vocabulary.count(&names);
        let word = |place: &u32| Arc::clone(&vocabulary.words[*place as usize]);
        let names = names.iter().map(|words| words.iter().map(word).collect()).collect();
        (vocabulary, names)
    }

    fn insert(&mut self, Met { lower, word, order, keys: [own, others] }: Met) {
        let place = self.words.len() as u32;
        self.mixed |= word.script != Script::Latin;
        let others = others.into_iter().filter(|key| !own.contains(key)).map(foreign);
        for key in own.iter().copied().chain(others) {
            self.by_key.entry(key).or_default().push(place);
        }
        self.briefs.push(Brief {
            folded: hash(word.folded.as_bytes()),
            families: word.families,
            first: self.sounds.len() as u32,
            readings: word.readings.len() as u8,
            script: word.script,
            order,
        });
        self.sounds.extend(&word.readings);
        self.words.push(Arc::new(word));
        self.places.insert(lower.into_boxed_str(), place);
    }

    /// Notes who has each word, and how often it is spoken; `names` are the places of their words.
    fn count(&mut self, names: &[Vec<u32>]) {
        let mut bearers: Vec<(u32, u32)> = Vec::new();
        for (words, n) in names.iter().zip(0..) {
            bearers.extend(words.iter().map(|&place| (place, n)));
            for &place in words {
                *self.often.entry(self.words[place as usize].readings[0].hash).or_default() += 1;
            }
        }
        bearers.par_sort_unstable();
        bearers.dedup();
        let first = |place: usize| bearers.partition_point(|(p, _)| (*p as usize) < place) as u32;
        self.first_bearers = (0..=self.words.len()).map(first).collect();
        self.bearers = bearers.into_iter().map(|(_, n)| n).collect();
    }

    /// In how many names a word stands that is spoken like this one.
    pub(super) fn often(&self, word: &Word) -> usize {
        self.often.get(&word.readings[0].hash).map_or(0, |&n| n as usize)
    }

    /// In how many names exactly this spelling stands.
    pub(super) fn spelt(&self, word: &Word) -> usize {
        self.places.get(word.folded.as_str()).map_or(0, |&place| self.bearers(place).len())
    }

    /// The names that have the word at a place.
    pub(super) fn bearers(&self, place: u32) -> &[u32] {
        let [first, end] = [0, 1].map(|n| self.first_bearers[place as usize + n] as usize);
        &self.bearers[first..end]
    }

    /// Every word, by place.
    pub(super) fn words(&self) -> &[Arc<Word>] {
        &self.words
    }

    /// The known words that may be this one, the likest first.
    pub(super) fn similar(&self, word: &Word, seen: &mut Seen) -> Vec<Similar> {
        let mut all = keys(word, false);
        if self.mixed || word.script != Script::Latin {
            all.extend(all.clone().into_iter().map(foreign));
        }
        if self.mixed {
            all.extend(keys(word, true));
        }
        let few = |key: &Key| self.by_key.get(key).is_some_and(|list| list.len() < CROWD);
        let own = all.first().copied();
        self.under(all.iter().filter(|key| Some(**key) == own || few(key)), word, seen)
    }

    /// The known words that have the very skeleton of this one.
    pub(super) fn spoken(&self, word: &Word, seen: &mut Seen) -> Vec<Similar> {
        self.under(whole(word).iter(), word, seen)
    }

    fn under<'a>(&self, keys: impl Iterator<Item = &'a Key>, word: &Word, seen: &mut Seen) -> Vec<Similar> {
        let (mut found, folded) = (Vec::new(), hash(word.folded.as_bytes()));
        seen.start(self.words.len());
        for &place in keys.filter_map(|key| self.by_key.get(key)).flatten() {
            if seen.first(place) {
                let brief = &self.briefs[place as usize];
                let like = if brief.folded == folded { 1.0 } else { self.like(word, brief) };
                if like >= LEAST {
                    found.push(Similar { word: place, like, order: brief.order });
                }
            }
        }
        found.sort_unstable_by(|a, b| b.like.total_cmp(&a.like).then(a.order.cmp(&b.order)));
        found
    }

    fn like(&self, word: &Word, brief: &Brief) -> f32 {
        let first = brief.first as usize;
        let sounds = &self.sounds[first..first + usize::from(brief.readings)];
        let like = best(word, (sounds, brief.script), LEAST);
        if word.families.share(&brief.families) { like.max(FAMILY) } else { like }
    }
}

/// All different words in the order in which they are met, and those of each name by their numbers.
fn numbered(names: Vec<Vec<String>>) -> (Vec<String>, Vec<Vec<u32>>) {
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut number = |lower: String| {
        let next = numbers.len() as u32;
        *numbers.entry(lower).or_insert(next)
    };
    let names = names.into_iter().map(|words| words.into_iter().map(&mut number).collect()).collect();
    let mut met: Vec<(String, u32)> = numbers.into_iter().collect();
    met.par_sort_unstable_by_key(|(_, n)| *n);
    (met.into_iter().map(|(lower, _)| lower).collect(), names)
}
