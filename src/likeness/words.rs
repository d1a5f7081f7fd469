//! Names as words that can be compared.

use std::sync::{Arc, OnceLock};

use super::{
    families::Families,
    phones::{Phone, readings},
    sound::{Nearest, Sound},
    spelling::{sort, spellings, suffix},
};
use crate::text::fold;

/// What a word of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A given or family name.
    Full,
    /// One letter that stands for one.
    Initial,
    /// `de`, `al`, `bin`.
    Particle,
}

/// Letters as far as they decide how words are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Script {
    #[default]
    Latin,
    /// One that leaves vowels out.
    Unwritten,
    Other,
}

impl Script {
    fn of(word: &str) -> Self {
        match word.chars().find(|c| c.is_alphabetic()) {
            Some('\u{590}'..='\u{7BF}' | '\u{FB1D}'..='\u{FEFC}') => Script::Unwritten,
            Some(c) if c > '\u{24F}' && !matches!(c, '\u{1E00}'..='\u{1EFF}') => Script::Other,
            _ => Script::Latin,
        }
    }
}

/// One word of a name.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As it is looked up: folded.
    pub folded: String,
    /// As it sounds: first as most languages read it, then as others do.
    pub readings: Vec<Sound>,
    /// What it is.
    pub sort: Sort,
    /// Names that are the same in other languages, or short for it.
    pub families: Families,
    /// Its letters.
    pub script: Script,
    /// For each reading what tells who is far from it, once somebody asks.
    nearest: OnceLock<Box<[Nearest]>>,
}

impl Word {
    /// The word that is spelt so in lower case.
    pub fn new(lower: &str) -> Self {
        let folded = fold(lower);
        Word {
            readings: readings(lower).into_iter().map(|(phones, across)| Sound::new(&phones).only(across)).collect(),
            sort: sort(lower, &folded),
            families: Families::of(&folded),
            script: Script::of(lower),
            nearest: OnceLock::new(),
            folded,
        }
    }

    /// Two words as if they were one.
    pub fn joined(first: &Word, second: &Word) -> Self {
        Word::new(&[first.folded.as_str(), &second.folded].concat())
    }

    /// For each reading what tells who is far from it.
    pub fn nearest(&self) -> &[Nearest] {
        self.nearest.get_or_init(|| self.readings.iter().map(Nearest::new).collect())
    }

    /// As most languages read it.
    pub fn phones(&self) -> &[Phone] {
        self.readings[0].phones()
    }
}

/// A name as words.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// In the order in which they are written.
    pub words: Vec<Arc<Word>>,
    /// Which of several of one name in a family: `Jr`, `III`.
    pub suffix: Option<usize>,
}

/// Most words of a name that are looked at.
const MOST: usize = 8;

/// The words of `name` in lower case, as many as are looked at.
pub(super) fn cut(name: &str) -> Vec<String> {
    let mut all = spellings(name);
    all.truncate(MOST);
    all
}

impl Words {
    /// The words of a name that is not known.
    pub fn new(name: &str) -> Self {
        Words { words: cut(name).iter().map(|lower| Arc::new(Word::new(lower))).collect(), suffix: suffix(name) }
    }

    /// The letters of its first word.
    pub fn script(&self) -> Script {
        self.words.first().map_or(Script::Latin, |word| word.script)
    }

    /// Its full words.
    pub fn full(&self) -> impl Iterator<Item = &Arc<Word>> {
        self.words.iter().filter(|word| word.sort == Sort::Full)
    }
}
