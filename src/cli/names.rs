//! The base as the closed lists that names in questions are checked against.

use jiff::{Zoned, civil};

use super::questions;
use crate::{
    language,
    query::{
        NamedDocument, NamedEntity, Names,
        registry::{self, NameClass},
    },
    store::{DocumentHead, Found, Reader},
    text::fold,
};

/// How many near spellings are worth naming.
pub(super) const NEAR: usize = 4;

/// Letters and digits of a document's key.
const KEY: usize = 13;

/// The role of a capital, which packs need no phrase for.
const CAPITAL: &str = "capital";

/// A reader as lists of names. What cannot be read counts as not there; the question then fails on it with its own message.
pub struct BaseNames<'r, 'c> {
    /// The base.
    pub reader: &'r Reader<'c>,
    /// Lasting keys of the rows of the last answer, where these are numbered.
    pub shown: &'r [Option<String>],
    /// Whether the documents that are asked stand elsewhere, and only the gazetteer is here.
    pub elsewhere: bool,
}

impl<'r, 'c> BaseNames<'r, 'c> {
    /// Those of a base, of which nothing was asked before.
    pub fn of(reader: &'r Reader<'c>) -> Self {
        BaseNames { reader, shown: &[], elsewhere: false }
    }
}

impl Names for BaseNames<'_, '_> {
    fn entities(&self, folded: &str) -> Vec<NamedEntity> {
        self.reader.entities_spelled(folded).unwrap_or_default().into_iter().map(entity).collect()
    }

    fn entity_by_key(&self, key: &str) -> Option<NamedEntity> {
        self.reader.entity(key).ok().flatten().map(entity)
    }

    fn speakers(&self, folded: &str) -> Vec<String> {
        self.reader.unknown_speakers(folded).unwrap_or_default()
    }

    fn relays(&self, words: &str) -> Vec<String> {
        self.reader.relays(words).unwrap_or_default()
    }

    fn outlets(&self, folded: &str) -> Vec<String> {
        let all = self.reader.outlets().unwrap_or_default();
        all.into_iter().filter(|outlet| fold(outlet) == folded).collect()
    }

    fn documents(&self, text: &str) -> Vec<NamedDocument> {
        let numbered = |row| self.reader.document_numbered(row).ok().flatten();
        let shown = || self.document_shown(text.parse().ok()?);
        match shown().or_else(|| text.parse().ok().and_then(numbered)) {
            Some(head) => vec![document(head)],
            None => {
                let called = self.reader.documents_called(text, NEAR * 2).unwrap_or_default();
                let elsewhere = || self.elsewhere && is_key(text);
                let known = called.into_iter().map(document);
                match known.collect::<Vec<_>>() {
                    none if none.is_empty() && elsewhere() => vec![far(text)],
                    known => known,
                }
            }
        }
    }

    fn quotations(&self, text: &str) -> Vec<String> {
        let shown = || self.shown.get(text.parse::<usize>().ok()?.checked_sub(1)?)?.as_deref();
        let prefix = shown().unwrap_or(text);
        if prefix.starts_with('q') { self.reader.quotation_keys(prefix, NEAR).unwrap_or_default() } else { Vec::new() }
    }

    fn titled(&self, folded: &str) -> Vec<i64> {
        self.reader.documents_titled(folded).unwrap_or_default()
    }

    fn languages(&self, folded: &str) -> Vec<String> {
        let named = LANGUAGES.iter().filter(|(code, names)| *code == folded || names.split(' ').any(|n| n == folded));
        let known: Vec<String> = named.map(|(code, _)| (*code).to_owned()).collect();
        if !known.is_empty() {
            return known;
        }
        let is_code = |code: &str| code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
        if self.elsewhere && is_code(folded) {
            return vec![folded.to_owned()];
        }
        self.reader.languages().unwrap_or_default().into_iter().filter(|code| code == folded).collect()
    }

    fn nearest(&self, class: NameClass, text: &str) -> Vec<String> {
        match class {
            NameClass::Entity | NameClass::Speaker | NameClass::Relay | NameClass::Value | NameClass::Spelling => {
                let known = self.reader.nearest(text, NEAR).unwrap_or_default();
                let mut names: Vec<String> = known.into_iter().map(|s| s.spelling).collect();
                if class == NameClass::Speaker {
                    names.extend(self.reader.nearest_unknown_speakers(text, NEAR).unwrap_or_default());
                    names.sort_by_key(|name| strsim::osa_distance(&fold(name), &fold(text)));
                }
                names.dedup();
                names.truncate(NEAR);
                names
            }
            NameClass::Key => self.reader.nearest_keys(text, NEAR).unwrap_or_default(),
            NameClass::Language => near_language(text, self.list(class)),
            NameClass::Query => {
                let near = near(text, self.list(class));
                if near.is_empty() { questions::about(self, text) } else { near }
            }
            NameClass::Document => self.reader.nearest_documents(text, NEAR).unwrap_or_default(),
            _ => near(text, self.list(class)),
        }
    }

    fn government(&self, capital: &NamedEntity) -> Option<NamedEntity> {
        self.reader.government(capital.id).ok().flatten().map(entity)
    }

    fn roles(&self) -> Vec<String> {
        self.list(NameClass::Role)
    }

    fn saved(&self, name: &str) -> Option<String> {
        self.reader.saved(name).ok().flatten()
    }

    fn is_elsewhere(&self, class: NameClass) -> bool {
        self.elsewhere && matches!(class, NameClass::Speaker | NameClass::Outlet)
    }

    fn today(&self) -> civil::Date {
        Zoned::now().date()
    }
}

impl BaseNames<'_, '_> {
    /// The document of a row of the last answer.
    fn document_shown(&self, number: usize) -> Option<DocumentHead> {
        let key = self.shown.get(number.checked_sub(1)?)?.as_ref()?;
        self.reader.evidence(key).ok().map(|evidence| evidence.document)
    }

    /// What offices are called by in the gazetteer, or in the packs, which know the phrases.
    fn roles_known(&self) -> Vec<String> {
        let mut roles = self.reader.roles().unwrap_or_default();
        let packs = language::shipped().unwrap_or_default();
        roles.extend(packs.into_iter().flat_map(|pack| pack.roles).map(|role| role.role));
        roles.push(CAPITAL.to_owned());
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// Every name of a short closed list.
    pub fn list(&self, class: NameClass) -> Vec<String> {
        match class {
            NameClass::Outlet => self.reader.outlets().unwrap_or_default(),
            NameClass::Language => {
                let all = self.reader.languages().unwrap_or_default();
                all.into_iter().filter(|code| !code.is_empty()).collect()
            }
            NameClass::Role => self.roles_known(),
            NameClass::Query => questions::all_names(self.reader).unwrap_or_default(),
            _ => Vec::new(),
        }
    }
}

/// Codes and names of languages that `text` may have been meant to be; those of the base first among equals.
fn near_language(text: &str, codes: Vec<String>) -> Vec<String> {
    let names = LANGUAGES.iter().flat_map(|(code, names)| std::iter::once(*code).chain(names.split(' ')));
    let all: Vec<&str> = codes.iter().map(String::as_str).chain(names).collect();
    let mut near: Vec<String> = registry::near(&fold(text), all).into_iter().map(str::to_owned).collect();
    near.dedup();
    near.truncate(NEAR);
    near
}

/// The names of `list` most like `text`, or like it in one of their words: a surname asks for the whole name.
fn near(text: &str, list: Vec<String>) -> Vec<String> {
    let wanted = fold(text);
    let rank = |name: String| {
        let folded = fold(&name);
        let distance =
            |part: &str| Some(strsim::damerau_levenshtein(&wanted, part)).filter(|d| *d <= part.chars().count() / 3);
        let whole = strsim::damerau_levenshtein(&wanted, &folded);
        let word = folded.split(' ').filter(|w| w.chars().count() > 3).filter_map(distance).min();
        let best = Some(whole).filter(|d| *d <= name.chars().count() / 3 + 1).into_iter().chain(word).min()?;
        Some((best, name))
    };
    let mut ranked: Vec<(usize, String)> = list.into_iter().filter_map(rank).collect();
    ranked.sort();
    ranked.into_iter().map(|(_, name)| name).take(NEAR).collect()
}

fn entity(found: Found) -> NamedEntity {
    NamedEntity {
        id: found.id,
        key: found.key,
        name: found.name,
        kind: found.kind,
        description: found.description,
        count: found.mentions,
    }
}

fn document(head: DocumentHead) -> NamedDocument {
    NamedDocument { id: head.id, key: head.key, title: head.title.unwrap_or(head.source) }
}

/// Whether it has the form of a document's whole key.
fn is_key(text: &str) -> bool {
    text.len() == KEY && text.starts_with('d') && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// A document of which only the key is known.
fn far(key: &str) -> NamedDocument {
    NamedDocument { id: 0, key: key.to_owned(), title: key.to_owned() }
}

/// Languages by code, with what they are called in the languages of the packs, folded.
const LANGUAGES: &[(&str, &str)] = &[
    ("fr", "french francais franzosisch frances"),
    ("en", "english anglais englisch ingles"),
    ("de", "german allemand deutsch aleman"),
    ("es", "spanish espagnol spanisch espanol"),
    ("it", "italian italien italienisch italiano"),
    ("pt", "portuguese portugais portugiesisch portugues"),
    ("ru", "russian russe russisch ruso русский"),
    ("uk", "ukrainian ukrainien ukrainisch ucraniano українська"),
];
