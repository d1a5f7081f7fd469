//! The common words of a language: those that `data/common_words/` lists, in all their forms, and those of its pack.

use std::{collections::HashMap, sync::OnceLock};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::generate::inflect;
use crate::{
    language::{self, Pack, calendar},
    text::fold,
};

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/common_words.rs"));

/// What is known of a common word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Common {
    /// In the middle of a sentence it may have a capital without being a name: German nouns, English months, *le Conseil*.
    pub capital: bool,
    /// A month or a day.
    pub calendar: bool,
    /// An article.
    pub article: bool,
    /// An auxiliary verb.
    pub auxiliary: bool,
    /// An adverb, a pronoun, a form of *to be*: no noun, no adjective.
    pub particle: bool,
    /// With a preposition of place and no article it makes a phrase that names no place: *in Not*. So do the forms of most nouns.
    pub idiom: bool,
}

/// The common words of one language, folded.
#[derive(Debug, Default)]
pub struct CommonWords {
    words: FxHashMap<String, Common>,
    /// What many of them end with, and hardly any name.
    ends: Vec<String>,
    /// Nouns have capitals.
    capitals: bool,
}

/// Fewest letters before such an end.
const STEM: usize = 3;

/// The languages whose common words are known: those with a pack.
pub fn languages() -> impl Iterator<Item = &'static str> {
    language::SHIPPED.iter().map(|(file, _)| code(file))
}

/// Whether a folded word is a common one in any language.
pub fn is_common_anywhere(folded: &str) -> bool {
    static ALL: OnceLock<Vec<&CommonWords>> = OnceLock::new();
    let all = ALL.get_or_init(|| languages().filter_map(CommonWords::of).collect());
    all.iter().any(|words| words.get(folded).is_some())
}

fn code(file: &'static str) -> &'static str {
    file.trim_end_matches(".toml")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    noun: String,
    adjective: String,
    verb: String,
    other: String,
    /// See [`Common::idiom`].
    #[serde(default)]
    idiom: String,
    ends: String,
}

impl CommonWords {
    /// Those of a language, put together when somebody first asks; none of a language without a pack.
    pub fn of(language: &str) -> Option<&'static Self> {
        static ALL: OnceLock<HashMap<&str, OnceLock<CommonWords>>> = OnceLock::new();
        let all = ALL.get_or_init(|| languages().map(|code| (code, OnceLock::new())).collect());
        let (code, words) = all.get_key_value(language)?;
        Some(words.get_or_init(|| Self::read(code)))
    }

    /// What is known of a folded word of one word.
    pub fn get(&self, folded: &str) -> Option<Common> {
        let end = || self.ends.iter().any(|end| folded.ends_with(end.as_str()) && folded.len() >= end.len() + STEM);
        let idiom = Common { capital: self.capitals, idiom: true, ..Common::default() };
        self.words.get(folded).copied().or_else(|| end().then_some(idiom))
    }

    /// How many there are, in all their forms.
    pub fn count(&self) -> usize {
        self.words.len()
    }

    fn read(language: &str) -> Self {
        let mut words = CommonWords::default();
        let own =
            |files: &[(&'static str, &'static str)]| files.iter().copied().find(|(file, _)| code(file) == language);
        let pack = own(language::SHIPPED).and_then(|(file, text)| Pack::read(file, text).ok());
        pack.iter().for_each(|pack| words.add_pack(pack));
        if let Some((file, text)) = own(FILES) {
            let lists: File = toml::from_str(text).unwrap_or_else(|e| panic!("data/common_words/{file}: {e}"));
            words.add_lists(language, &lists);
        }
        pack.iter().for_each(|pack| words.add_signs(pack));
        words
    }

    fn entry(&mut self, word: &str) -> &mut Common {
        self.words.entry(fold(word)).or_default()
    }

    /// All words that the pack lists but names and ends of words, and the forms of its cues.
    fn add_pack(&mut self, pack: &Pack) {
        self.capitals = pack.class("noun_end").next().is_some();
        let listed = pack.words.keys().filter(|class| !class.starts_with("given") && !class.ends_with("_end"));
        for word in listed.flat_map(|class| pack.class(class)) {
            let capital = self.capitals;
            self.entry(word.trim_end_matches('\'')).capital |= capital;
        }
        for cue in pack.cues.iter().flat_map(|group| &group.list) {
            let forms = pack.conjugations.get(&cue.class).and_then(|class| language::forms(cue, class).ok());
            forms.into_iter().flatten().for_each(|(form, _)| _ = self.entry(&form));
        }
    }

    /// What the pack says of certain words, over the lists.
    fn add_signs(&mut self, pack: &Pack) {
        let weekday = |word: &&str| calendar::days(&pack.code).is_some_and(|days| days.weekday(&fold(word)).is_some());
        pack.class("capital_noun").for_each(|word| self.entry(word).capital = true);
        pack.class("determiner").for_each(|word| self.entry(word).article = true);
        pack.class("auxiliary").for_each(|word| self.entry(word).auxiliary = true);
        pack.class("month")
            .chain(pack.class("month_like"))
            .chain(pack.class("day").filter(weekday))
            .for_each(|word| self.entry(word).calendar = true);
    }

    /// The lists tell better than the pack which words have capitals; where a word is listed both ways, it may have one.
    fn add_lists(&mut self, language: &str, lists: &File) {
        let table = inflect::table(language);
        let classes = [("adjective", &lists.adjective), ("verb", &lists.verb), ("noun", &lists.noun)];
        let listed =
            || classes.iter().flat_map(|(class, list)| list.split_whitespace().map(move |word| (*class, word)));
        let forms = |(class, word)| table.map(|t| t.forms(class, word)).unwrap_or_default();
        let made: Vec<String> = listed().flat_map(forms).collect();
        let as_is = listed().map(|(_, word)| word).chain(lists.other.split_whitespace());
        let as_is = as_is.chain(lists.idiom.split_whitespace()).map(str::to_owned);
        made.iter().for_each(|word| self.entry(word).idiom = true);
        let all: Vec<String> = made.iter().cloned().chain(as_is.clone()).collect();
        as_is.for_each(|word| self.entry(&word).idiom = false);
        let begins_small = |word: &&String| !word.starts_with(char::is_uppercase);
        all.iter().filter(begins_small).for_each(|word| self.entry(word).capital = false);
        let upper = |word: &&String| !begins_small(word);
        all.iter().filter(upper).for_each(|word| self.entry(word).capital = true);
        lists.other.split_whitespace().for_each(|word| self.entry(word).particle = true);
        lists.idiom.split_whitespace().for_each(|word| self.entry(word).idiom = true);
        self.ends = lists.ends.split_whitespace().map(fold).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_and_know_how_words_are_written() {
        for (file, _) in FILES {
            let words = CommonWords::of(code(file)).unwrap();
            assert!(words.count() > 4000, "{file}: {}", words.count());
        }
        let written = |language, word| CommonWords::of(language).unwrap().get(word).map(|w| w.capital);
        assert_eq!(written("fr", "tours"), Some(false));
        assert_eq!(written("de", "kurz"), Some(false));
        assert_eq!((written("de", "zeit"), written("de", "essen")), (Some(true), Some(true)));
        assert_eq!((written("en", "reading"), written("en", "march")), (Some(false), Some(true)));
        assert_eq!((written("es", "podemos"), written("es", "koursk")), (Some(false), None));
        assert!(CommonWords::of("fr").unwrap().get("mars").is_some_and(|w| w.calendar));
        assert!(CommonWords::of("xx").is_none());
    }
}
