//! The words of known names: each kept once, with the names that have it, and found by what it sounds like.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    align::{FAMILY, best},
    families::Families,
    keys::{Key, foreign, hash, keys, whole},
    search::Seen,
    sound::Sound,
    words::{Script, Word},
};

/// Words by place.
#[derive(Default)]
pub(super) struct Vocabulary {
    words: Vec<Arc<Word>>,
    /// What of each is looked at most often, side by side.
    briefs: Vec<Brief>,
    /// How they sound, all readings of a word side by side.
    sounds: Vec<Sound>,
    /// The names that have a word.
    bearers: Vec<Vec<u32>>,
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
}

/// A known word that is like one asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Similar {
    pub word: u32,
    pub like: f32,
}

/// Words under one key that are looked through where they share less than a skeleton.
const CROWD: usize = 3000;

/// How alike words are at least to be taken for spellings of one.
const LEAST: f32 = 0.55;

impl Vocabulary {
    /// The word spelt so, in lower case, as one of the words of name `n`.
    pub(super) fn add(&mut self, lower: String, n: u32) -> Arc<Word> {
        let place = match self.places.get(lower.as_str()) {
            Some(place) => *place,
            None => self.insert(lower),
        };
        let bearers = &mut self.bearers[place as usize];
        if bearers.last() != Some(&n) {
            bearers.push(n);
        }
        let word = &self.words[place as usize];
        *self.often.entry(word.readings[0].hash).or_default() += 1;
        Arc::clone(word)
    }

    fn insert(&mut self, lower: String) -> u32 {
        let (word, place) = (Arc::new(Word::new(&lower)), self.words.len() as u32);
        self.mixed |= word.script != Script::Latin;
        let own = keys(&word, false);
        let others = keys(&word, true).into_iter().filter(|key| !own.contains(key)).map(foreign);
        for key in own.iter().copied().chain(others) {
            self.by_key.entry(key).or_default().push(place);
        }
        self.briefs.push(Brief {
            folded: hash(word.folded.as_bytes()),
            families: word.families,
            first: self.sounds.len() as u32,
            readings: word.readings.len() as u8,
            script: word.script,
        });
        self.sounds.extend(&word.readings);
        self.words.push(word);
        self.bearers.push(Vec::new());
        self.places.insert(lower.into_boxed_str(), place);
        place
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
        &self.bearers[place as usize]
    }

    /// The word at a place.
    pub(super) fn word(&self, place: u32) -> &Word {
        &self.words[place as usize]
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
                    found.push(Similar { word: place, like });
                }
            }
        }
        found.sort_unstable_by(|a, b| b.like.total_cmp(&a.like).then(a.word.cmp(&b.word)));
        found
    }

    fn like(&self, word: &Word, brief: &Brief) -> f32 {
        let first = brief.first as usize;
        let like = best(
            &word.readings,
            &self.sounds[first..first + usize::from(brief.readings)],
            (word.script, brief.script),
            LEAST,
        );
        if word.families.share(&brief.families) { like.max(FAMILY) } else { like }
    }
}
