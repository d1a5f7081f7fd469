//! One file of `data/transliteration/`: how names of one language are written in Latin letters.

use std::collections::HashMap;

use serde::Deserialize;

use super::{
    Name,
    rules::{Rules, capitalised},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    #[serde(default)]
    reads: String,
    #[serde(default)]
    family_first: bool,
    #[serde(default)]
    joins: Vec<String>,
    #[serde(default)]
    classes: HashMap<char, String>,
    columns: String,
    rules: String,
}

/// How names of one language are written in Latin letters.
pub struct System {
    /// Code of the language, with its country where two differ: `ko`, `ko-KP`.
    pub code: String,
    /// The language's name in English.
    pub name: String,
    /// What its rules read where that is not the script itself; empty where it is.
    pub reads: String,
    /// Whether the family name stands first.
    pub family_first: bool,
    /// How the syllables of a given name are put together; none where it is one word.
    joins: Vec<String>,
    /// For each column the language whose habit it is, `*` for all.
    columns: Vec<String>,
    rules: Rules,
}

/// A name as one language's press prints it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Latin {
    /// Code of that language, `*` for every one.
    pub language: String,
    /// The whole name.
    pub full: String,
    /// The family name alone.
    pub family: String,
}

impl System {
    /// Reads the text of a file that is named after its code.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn read(file: &str, text: &str) -> Result<Self, String> {
        let read: File = toml::from_str(text).map_err(|e| format!("{file}: {e}"))?;
        let columns: Vec<String> = read.columns.split_whitespace().map(str::to_owned).collect();
        let rules = Rules::read(&read.rules, &read.classes, columns.len()).map_err(|e| format!("{file}: {e}"))?;
        let code = file.trim_end_matches(".toml").to_owned();
        let File { name, reads, family_first, joins, .. } = read;
        Ok(System { code, name, reads, family_first, joins, columns, rules })
    }

    /// Code of the language itself: `ko` of `ko-KP`.
    pub fn language(&self) -> &str {
        self.code.split('-').next().unwrap_or_default()
    }

    /// Every way in which the press of each language writes a name, in order, each once.
    pub fn latin(&self, name: &Name) -> Vec<Latin> {
        let mut all: Vec<Latin> = (0..self.columns.len()).flat_map(|column| self.habit(name, column)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn habit(&self, name: &Name, column: usize) -> Vec<Latin> {
        let families = self.rules.apply(name.family, column);
        let givens = self.given(name.given, column);
        let pair = |family: &String, given: &String| Latin {
            language: self.columns[column].clone(),
            full: self.ordered(given, family),
            family: family.clone(),
        };
        families.iter().flat_map(|f| givens.iter().map(move |g| pair(f, g))).collect()
    }

    fn ordered(&self, given: &str, family: &str) -> String {
        match (given, self.family_first) {
            ("", _) => family.to_owned(),
            (given, true) => format!("{family} {given}"),
            (given, false) => format!("{given} {family}"),
        }
    }

    /// The ways to write a given name, its syllables put together in each way where it has several.
    fn given(&self, given: &str, column: usize) -> Vec<String> {
        let syllables = self.syllables(given);
        if syllables.len() < 2 {
            return self.rules.apply(given, column);
        }
        let mut ways = vec![Vec::new()];
        for syllable in &syllables {
            let next = self.rules.apply(syllable, column);
            ways = ways
                .iter()
                .flat_map(|way| next.iter().map(|n| [way.as_slice(), &[n.to_lowercase()]].concat()))
                .collect();
        }
        ways.iter().flat_map(|way| self.joins.iter().map(move |join| put_together(way, join))).collect()
    }

    fn syllables(&self, given: &str) -> Vec<String> {
        if self.joins.is_empty() {
            return vec![given.to_owned()];
        }
        match given.split_once('-') {
            Some(_) => given.split('-').map(str::to_owned).collect(),
            None => match given.chars().all(|c| ('가'..='힣').contains(&c)) {
                true => given.chars().map(String::from).collect(),
                false => vec![given.to_owned()],
            },
        }
    }
}

/// `Jae-myung`, `Jaemyung`, `Jae Myung`; joined by `'`, as one word with an apostrophe before a vowel.
fn put_together(syllables: &[String], join: &str) -> String {
    let mut whole = String::new();
    for syllable in syllables {
        match join {
            " " if !whole.is_empty() => whole = format!("{whole} {}", capitalised(syllable)),
            "'" if !whole.is_empty() && !syllable.starts_with(['a', 'e', 'o']) => whole.push_str(syllable),
            _ if !whole.is_empty() => whole = format!("{whole}{join}{syllable}"),
            _ => whole = capitalised(syllable),
        }
    }
    whole
}
