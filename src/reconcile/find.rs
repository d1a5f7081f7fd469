//! Candidates of a name: by its spelling, in the other order, in Latin letters, and by its nearest names.

use std::collections::HashSet;

use crate::{
    store::{Candidate, Reader, StoreError},
    text::fold,
    transliterate::{self, Name},
};

/// What a name that is not spelled so is like at most.
const TURNED: f64 = 0.98;
const TRANSLITERATED: f64 = 0.95;
const NEAR: f64 = 0.9;

/// How an entity was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It has that spelling.
    Spelled,
    /// It has that spelling in the other order: `Lavrov, Sergey`.
    Turned,
    /// It has a spelling that the name is in Latin letters.
    Transliterated,
    /// It has a spelling that a few slips part from the name, or that sounds alike.
    Near,
}

impl Way {
    /// The name of the feature that tells of it.
    pub fn word(self) -> &'static str {
        match self {
            Way::Spelled => "spelled",
            Way::Turned => "turned",
            Way::Transliterated => "transliterated",
            Way::Near => "near",
        }
    }
}

/// An entity that was found.
pub(super) struct Found {
    pub candidate: Candidate,
    pub way: Way,
    /// How like the name is to its spelling, 0 to 1.
    pub likeness: f64,
}

/// Entities that a name may stand for, each once, by the best way.
pub(super) fn find(reader: &Reader<'_>, name: &str, limit: usize) -> Result<Vec<Found>, StoreError> {
    let mut finding = Finding { reader, found: Vec::new(), known: HashSet::new() };
    let folded = fold(name);
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    finding.spelled(&folded, Way::Spelled, 1.0)?;
    if let Some(turned) = turned(name) {
        finding.spelled(&fold(&turned), Way::Turned, TURNED)?;
    }
    for latin in latin(name) {
        finding.spelled(&latin, Way::Transliterated, TRANSLITERATED)?;
    }
    for near in reader.nearest(name, limit)? {
        let likeness = NEAR * strsim::normalized_damerau_levenshtein(&folded, &near.folded);
        finding.spelled(&near.folded, Way::Near, likeness)?;
    }
    Ok(finding.found)
}

struct Finding<'f> {
    reader: &'f Reader<'f>,
    found: Vec<Found>,
    known: HashSet<String>,
}

impl Finding<'_> {
    fn spelled(&mut self, folded: &str, way: Way, likeness: f64) -> Result<(), StoreError> {
        for candidate in self.reader.candidates(folded)? {
            if self.known.insert(candidate.key.clone()) {
                self.found.push(Found { candidate, way, likeness });
            }
        }
        Ok(())
    }
}

/// `Sergey Lavrov` of `Lavrov, Sergey`.
fn turned(name: &str) -> Option<String> {
    let (family, given) = name.split_once(',')?;
    let both = !family.trim().is_empty() && !given.trim().is_empty() && !given.contains(',');
    both.then(|| format!("{} {}", given.trim(), family.trim()))
}

/// A name of another script as the press of each language writes it, folded; nothing where it is in Latin letters.
fn latin(name: &str) -> Vec<String> {
    if name.chars().all(|c| !c.is_alphabetic() || is_latin(c)) {
        return Vec::new();
    }
    let direct = transliterate::systems().iter().filter(|system| system.reads.is_empty());
    let whole = Name { given: "", family: name };
    let mut all: Vec<String> = direct.flat_map(|system| system.latin(&whole)).map(|latin| fold(&latin.full)).collect();
    all.retain(|latin| !latin.is_empty() && latin.chars().all(|c| !c.is_alphabetic() || is_latin(c)));
    all.sort_unstable();
    all.dedup();
    all
}

fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}
