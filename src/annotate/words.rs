//! What the words around a name tell of it, as a language pack lists them.

use rustc_hash::FxHashMap;

use crate::{
    language::{Form, Pack, forms},
    text::{Dictionary, Tokens, fold},
};

/// A set of word classes.
pub(super) type Classes = u32;

/// Defines one bit for each class.
macro_rules! classes {
    ($($name:ident = $word:literal $bit:literal $meaning:literal;)+) => {
        /// One bit for each class that linking and unknown names read.
        pub(super) mod class {
            use super::Classes;
            $(#[doc = $meaning] pub const $name: Classes = 1 << $bit;)+
        }
        const CLASSES: &[(&str, Classes)] = &[$(($word, class::$name)),+];
    };
}

classes! {
    TITLE = "title" 0 "Titles and forms of address before a person's name.";
    PERSON = "person" 1 "Words for somebody's work.";
    FEMININE = "feminine" 2 "Titles of women.";
    MASCULINE = "masculine" 3 "Titles of men.";
    PLACE_BEFORE = "place_before" 4 "Prepositions before places and hardly anything else.";
    PLACE_MAYBE = "place_maybe" 5 "Prepositions before places and other names.";
    PLACE_NOUN = "place_noun" 6 "Words for sorts of places, and what has a place for its complement.";
    LINKER = "linker" 7 "Prepositions of complements.";
    ORGANISATION_NOUN = "organisation_noun" 8 "Words for sorts of organisations.";
    ORGANISATION_END = "organisation_end" 9 "Legal forms and other ends of the names of organisations.";
    CONTEST = "contest" 10 "Words between two who play or fight against each other.";
    MONTH = "month" 11 "Months.";
    DAY = "day" 12 "Days.";
    PREPOSITION = "preposition" 13 "Prepositions.";
    CAPITAL_NOUN = "capital_noun" 14 "Common nouns and adjectives that are often printed with a capital.";
    DETERMINER = "determiner" 15 "Articles and the like.";
    AUXILIARY = "auxiliary" 16 "Auxiliary verbs.";
    CONTRACTION = "contraction" 20 "Prepositions together with an article, and articles that also bring in a complement.";
    AGE = "age" 17 "Words behind the number of somebody's age.";
    NOBLE = "noble" 18 "Prepositions and articles that stand in a name behind a given name.";
    MONTH_LIKE = "month_like" 19 "Months whose names are also other words.";
}

/// Classes that list ends of words, and those that all packs share.
const OTHERS: &[&str] = &["genitive_end", "noun_end", "adjective_end", "given_name"];

/// Names of the word classes of a pack that are read for names, linking or quotations.
pub fn word_classes() -> impl Iterator<Item = &'static str> {
    CLASSES.iter().map(|(name, _)| *name).chain(OTHERS.iter().copied()).chain(crate::quote::word_classes())
}

/// Set for forms of cues.
pub(super) const SAYS: Classes = 1 << 30;

/// The words of one pack.
pub(super) struct Words {
    words: Dictionary<Classes>,
    /// Phrases for offices, folded, each between two spaces, with the role.
    pub roles: Vec<(String, String)>,
    /// What a name in the genitive ends with, without an apostrophe.
    genitives: Vec<String>,
    /// Ends of common nouns, where those have capitals too.
    noun_ends: Ends,
    titles: Ends,
    adjective_ends: Ends,
    /// A name may stand right before a noun (*Washington lawyer*).
    pub names_modify: bool,
}

impl Words {
    /// Reads the classes out of `pack`.
    pub fn new(pack: &Pack) -> Self {
        let role = |r: &crate::language::Role| {
            let name = r.role.clone();
            r.phrases.iter().map(move |p| (format!(" {} ", fold(p)), name.clone())).collect::<Vec<_>>()
        };
        let mut words = Words {
            words: Dictionary::default(),
            roles: pack.roles.iter().flat_map(role).collect(),
            genitives: pack.class("genitive_end").map(str::to_string).collect(),
            noun_ends: Ends::new(pack.class("noun_end")),
            titles: Ends::new(pack.class("title")),
            adjective_ends: Ends::new(pack.class("adjective_end")),
            names_modify: pack.names_modify,
        };
        for &(name, bit) in CLASSES {
            pack.class(name).for_each(|word| words.add(word, bit));
        }
        words.add_cues(pack);
        words
    }

    fn add(&mut self, word: &str, bit: Classes) {
        *self.words.entry(word) |= bit;
    }

    fn add_cues(&mut self, pack: &Pack) {
        for cue in pack.cues.iter().flat_map(|g| &g.list).filter(|c| !c.mute && !c.weak) {
            let made = pack.conjugations.get(&cue.class).and_then(|c| forms(cue, c).ok());
            for (form, sort) in made.into_iter().flatten() {
                if matches!(sort, Form::Finite | Form::Participle) {
                    self.add(&form, SAYS);
                }
            }
        }
    }

    /// The classes of a word in lower case.
    pub fn of(&self, lower: &str) -> Classes {
        self.words.get(lower).copied().unwrap_or(0)
    }

    /// The classes of the token at `i`.
    pub fn at(&self, tokens: &Tokens, i: usize) -> Classes {
        self.words.at(tokens, i).copied().unwrap_or(0)
    }

    /// Whether names have a genitive without an apostrophe.
    pub fn has_genitive(&self) -> bool {
        !self.genitives.is_empty()
    }

    /// What a name in the genitive ends with, without an apostrophe.
    pub fn genitives(&self) -> impl Iterator<Item = &str> {
        self.genitives.iter().map(String::as_str)
    }

    /// A name without the ending of the genitive; names that end like it have none.
    pub fn stem<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.genitives.iter().find_map(|e| word.strip_suffix(e.as_str()).filter(|s| !s.ends_with(e.as_str())))
    }

    /// Whether common nouns have capitals in this language.
    pub fn nouns_have_capitals(&self) -> bool {
        !self.noun_ends.is_empty()
    }

    /// Whether a word ends as adjectives before a noun do, and verbs do not.
    pub fn ends_as_adjective(&self, lower: &str) -> bool {
        self.adjective_ends.of(lower).next().is_some()
    }

    /// Whether a word is a compound whose last part is a title.
    pub fn ends_as_title(&self, lower: &str) -> bool {
        self.titles.of(lower).any(|t| t.len() > 4 && lower.len() > t.len())
    }

    /// Whether a word ends as common nouns do.
    pub fn ends_as_noun(&self, lower: &str) -> bool {
        self.noun_ends.of(lower).any(|e| lower.len() > e.len() + 2 || lower == e)
    }
}

/// Ends of words, by their last byte.
#[derive(Default)]
struct Ends(FxHashMap<u8, Vec<String>>);

impl Ends {
    fn new<'e>(list: impl Iterator<Item = &'e str>) -> Self {
        let mut ends = Ends::default();
        for end in list {
            ends.0.entry(*end.as_bytes().last().unwrap_or(&0)).or_default().push(end.to_string());
        }
        ends
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those that `word` ends with.
    fn of<'w>(&'w self, word: &'w str) -> impl Iterator<Item = &'w str> {
        let list = word.as_bytes().last().and_then(|b| self.0.get(b));
        list.into_iter().flatten().map(String::as_str).filter(move |e| word.ends_with(e))
    }
}
