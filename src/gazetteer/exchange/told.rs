//! What is true of entities and spellings of every format: how they are cleaned, checked and put together.

use std::{borrow::Cow, collections::HashMap};

use super::{Part, Spelling, Told};
use crate::{
    model::{AliasSort, CasePolicy, Kind},
    output::clean_line,
};

/// Longest spelling, in bytes: a longer one is no name.
pub const LONGEST_SPELLING: usize = 500;

/// Longest name, description or id, in bytes.
const LONGEST_FACT: usize = 2_000;

/// So many spellings are compared one by one.
const FEW: usize = 16;

/// Letters and digits of the longest acronym that is found by its form.
const LONGEST_ACRONYM: usize = 8;

impl Told {
    /// What tells its rows from those of another: its key here, else its first id elsewhere.
    pub fn id(&self) -> Option<&str> {
        self.key.as_deref().or_else(|| self.external.first().map(String::as_str))
    }

    /// The name it is shown by.
    pub fn shown(&self) -> &str {
        let first = self.spellings.first().map_or("", |spelling| spelling.text.as_str());
        if self.name.is_empty() { first } else { &self.name }
    }

    /// Its spellings, first the one that is its name: formats that have no other place for it take it from there.
    pub(super) fn with_name_first(&self) -> impl Iterator<Item = &Spelling> {
        let first = self.spellings.iter().position(|spelling| spelling.text == self.name);
        let others =
            self.spellings.iter().enumerate().filter(move |(i, _)| Some(*i) != first).map(|(_, spelling)| spelling);
        first.map(|first| &self.spellings[first]).into_iter().chain(others)
    }

    /// Adds what a further row tells of it; what it knows already stays.
    pub(super) fn join(&mut self, other: Told) {
        for id in other.external {
            if !self.external.contains(&id) {
                self.external.push(id);
            }
        }
        self.kind = self.kind.or(other.kind);
        self.gender = self.gender.take().or(other.gender);
        self.country = self.country.take().or(other.country);
        self.prominence = self.prominence.max(other.prominence);
        for (mine, more) in [(&mut self.name, other.name), (&mut self.description, other.description)] {
            if mine.is_empty() {
                *mine = more;
            }
        }
        self.spellings.extend(other.spellings);
    }

    /// Puts each text on one line, and one that several languages have into all of them. Spellings that cannot be kept go; why is told
    /// of the first.
    ///
    /// # Errors
    /// When nothing of it can be kept.
    pub(super) fn settle(&mut self) -> Result<Option<String>, String> {
        let facts =
            [&mut self.name, &mut self.description].into_iter().chain(&mut self.gender).chain(&mut self.country);
        for fact in facts.chain(&mut self.external).chain(&mut self.key) {
            tidy(fact);
            if fact.len() > LONGEST_FACT {
                return Err(format!("expected at most {LONGEST_FACT} bytes in a cell, found {}", fact.len()));
            }
        }
        if let Some(gender) = self.gender.as_deref().filter(|gender| !["f", "m"].contains(gender)) {
            return Err(format!("expected f, m or nothing as gender, found “{gender}”"));
        }
        self.external.retain(|id| !id.is_empty());
        let mut odd = None;
        self.spellings
            .retain_mut(|spelling| spelling.settle().map_err(|reason| odd = odd.take().or(Some(reason))).is_ok());
        self.unite();
        match odd {
            Some(reason) if self.spellings.is_empty() => Err(reason),
            odd => Ok(odd),
        }
    }

    /// Leaves one spelling of each text.
    fn unite(&mut self) {
        let mut places = HashMap::new();
        for spelling in std::mem::take(&mut self.spellings) {
            let known = match self.spellings.len() {
                0..FEW => self.spellings.iter().position(|known| known.text == spelling.text),
                FEW => {
                    places = self.spellings.iter().enumerate().map(|(at, s)| (s.text.clone(), at)).collect();
                    places.get(&spelling.text).copied()
                }
                _ => places.get(&spelling.text).copied(),
            };
            match known {
                Some(at) if self.spellings[at].language != spelling.language => {
                    self.spellings[at].language = "*".into()
                }
                Some(_) => {}
                None => {
                    if self.spellings.len() >= FEW {
                        places.insert(spelling.text.clone(), self.spellings.len());
                    }
                    self.spellings.push(spelling);
                }
            }
        }
    }
}

impl Spelling {
    /// A spelling of the form that its letters show, which minds capitals.
    pub fn of(text: &str, language: &str) -> Self {
        Spelling::sorted(text, language, sort_of(text))
    }

    /// The same of a sort that is told; initials are seen all the same.
    pub fn sorted(text: &str, language: &str, sort: AliasSort) -> Self {
        Spelling { text: text.to_owned(), language: language.to_owned(), sort, case: CasePolicy::Match }
    }

    fn settle(&mut self) -> Result<(), String> {
        tidy(&mut self.text);
        if self.text.len() > LONGEST_SPELLING {
            return Err(format!("expected a spelling of at most {LONGEST_SPELLING} bytes, found {}", self.text.len()));
        }
        if !self.text.chars().any(char::is_alphanumeric) {
            return Err(format!("expected a spelling, found “{}”", self.text));
        }
        let two_letters = self.language.len() == 2 && self.language.bytes().all(|b| b.is_ascii_lowercase());
        if !two_letters && self.language != "*" {
            return Err(format!("expected a language of two letters, or *, found “{}”", self.language));
        }
        Ok(())
    }
}

impl Part {
    /// Whether entities of this kind are wanted; one that the file does not tell is not known to be another.
    pub fn wants(&self, kind: Option<Kind>) -> bool {
        self.kinds.is_empty() || kind.is_none_or(|kind| self.kinds.contains(&kind))
    }

    /// Whether spellings of this language are wanted.
    pub fn wants_language(&self, language: &str) -> bool {
        self.languages.is_empty() || language == "*" || self.languages.iter().any(|wanted| wanted == language)
    }
}

/// Whether a spelling is initials: one word without small letters, with two capitals, or a capital and a digit.
pub fn sort_of(text: &str) -> AliasSort {
    let (mut capitals, mut digits, mut others) = (0, 0, 0);
    for c in text.chars() {
        match c {
            _ if c.is_uppercase() => capitals += 1,
            _ if c.is_numeric() => digits += 1,
            '.' | '-' | '&' | '/' => {}
            _ => others += 1,
        }
    }
    let few = capitals + digits <= LONGEST_ACRONYM;
    if others == 0 && few && (capitals > 1 || capitals == 1 && digits > 0) {
        AliasSort::Acronym
    } else {
        AliasSort::Name
    }
}

/// An id elsewhere, without what would part it: spaces become `%20`.
pub(super) fn external(scheme: &str, id: &str) -> String {
    let mut external = format!("{scheme}:");
    for c in id.trim().chars() {
        if c.is_whitespace() { external.push_str("%20") } else { external.push(c) }
    }
    external
}

/// A Wikidata id as one of ours has it; none when it is something else.
pub(super) fn wikidata(id: &str) -> Option<String> {
    let digits = id.trim().strip_prefix('Q')?;
    let number = !digits.is_empty() && digits.len() < 12 && digits.bytes().all(|b| b.is_ascii_digit());
    number.then(|| format!("wikidata:Q{digits}"))
}

/// Puts a text on one line, its words apart by single spaces, without what a terminal would obey.
fn tidy(text: &mut String) {
    let plain = |c: char| c == ' ' || !c.is_whitespace() && !c.is_control();
    let doubled = text.as_bytes().windows(2).any(|two| two == b"  ") || text.starts_with(' ') || text.ends_with(' ');
    let clean = clean_line(text);
    if let Cow::Owned(clean) = clean {
        *text = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    } else if doubled || !text.chars().all(plain) {
        *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}
