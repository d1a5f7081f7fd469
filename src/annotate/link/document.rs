//! What the rest of a document tells of a candidate: full names, countries, offices, the same spelling elsewhere.

use std::cell::OnceCell;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::{
    Source,
    draft::{Candidate, Draft, is_full},
    weights::{self, Evidence},
};
use crate::{
    model::{AliasSort, EntityId, Kind},
    text::{Dictionary, TokenKind, fold},
};

/// Fewest letters of a word of a description that tells something.
const TELLING: usize = 4;

/// How many words of a description count.
const DESCRIBED: usize = 3;

/// Full names in a document, and its words.
pub(super) struct Document<'a> {
    source: &'a Source<'a>,
    /// Where each full name stands first, with the folded spelling.
    full: FxHashMap<EntityId, Vec<(usize, &'a str)>>,
    words: OnceCell<Dictionary<()>>,
}

impl<'a> Document<'a> {
    /// Notes the full names among `drafts`.
    pub fn new(source: &'a Source<'a>, drafts: &'a [Draft]) -> Self {
        let mut full: FxHashMap<EntityId, Vec<(usize, &str)>> =
            FxHashMap::with_capacity_and_hasher(drafts.len(), FxBuildHasher);
        for draft in drafts {
            for c in draft.candidates.iter().filter(|c| is_full(source, c)) {
                let spellings = full.entry(c.entity).or_default();
                if !spellings.iter().any(|(_, known)| *known == draft.folded) {
                    spellings.push((draft.span.start, &draft.folded));
                }
            }
        }
        Document { source, full, words: OnceCell::new() }
    }

    /// What full names say for a candidate of `draft`, and what its own spelling does.
    pub fn names(&self, draft: &Draft, candidate: &Candidate) -> Evidence {
        let mut evidence = Evidence::default();
        let short = || self.source.gazetteer.sort(candidate.alias) == AliasSort::Short;
        let person = self.source.gazetteer.kind(candidate.entity) == Kind::Person;
        let other = |(_, folded): &&(usize, &str)| *folded != draft.folded && (!person || folded.contains(' '));
        let first = self.full.get(&candidate.entity).and_then(|f| f.iter().find(other));
        evidence.add(weights::LISTED, 1.0);
        match first {
            Some((at, _)) if person && *at < draft.span.start => evidence.add(weights::FULL_NAME_EARLIER, 1.0),
            Some(_) if person => evidence.add(weights::FULL_NAME_LATER, 1.0),
            Some(_) => evidence.add(weights::NAMED, 1.0),
            None if person && short() => evidence.add(weights::SHORT_ALONE, 1.0),
            None => {}
        }
        evidence
    }

    /// What the gazetteer alone says for a candidate.
    pub fn prior(&self, draft: &Draft, candidate: &Candidate) -> Evidence {
        let mut evidence = Evidence::default();
        let (gazetteer, entity) = (self.source.gazetteer, candidate.entity);
        let kind = gazetteer.kind(entity);
        let place = kind == Kind::Place && gazetteer.sort(candidate.alias) != AliasSort::Demonym;
        evidence.add(weights::FULL_SPELLING, f32::from(is_full(self.source, candidate)));
        evidence.add(weights::COUNTRY, f32::from(place && gazetteer.country(entity).is_none()));
        evidence.add(weights::CAPITAL, f32::from(place && super::offices::is_capital(self.source, entity)));
        let serves = || super::offices::in_office(self.source, entity);
        evidence.add(weights::IN_OFFICE, f32::from(kind == Kind::Person && serves()));
        evidence.add(weights::DESCRIBED, self.described(&draft.folded, gazetteer.description(entity)));
        evidence
    }

    /// How many words of a description stand in the document, those of the spelling itself apart.
    fn described(&self, spelling: &str, description: &str) -> f32 {
        if description.is_empty() {
            return 0.0;
        }
        let words = self.words.get_or_init(|| self.all_words());
        let mut told: Vec<String> = fold(description).split(' ').map(str::to_string).collect();
        told.sort_unstable();
        told.dedup();
        let telling = |w: &&String| {
            w.len() >= TELLING
                && !w.starts_with(|c: char| c.is_ascii_digit())
                && !self.source.is_function_word(w)
                && !spelling.split(' ').any(|own| own == *w)
        };
        told.iter().filter(telling).filter(|w| words.get(w).is_some()).take(DESCRIBED).count() as f32
    }

    /// The longer words, folded: those in ASCII are folded when they are in lower case.
    fn all_words(&self) -> Dictionary<()> {
        let (tokens, mut words) = (self.source.tokens, Dictionary::default());
        for (i, token) in tokens.iter().enumerate() {
            if token.kind == TokenKind::Word && token.span.len() >= TELLING {
                match tokens.lower(i).is_ascii() {
                    true => *words.entry_at(tokens, i) = (),
                    false => *words.entry(&fold(token.span.of(self.source.text))) = (),
                }
            }
        }
        words
    }
}

/// What the certain mentions of a document are about.
pub(super) struct Company<'a> {
    source: &'a Source<'a>,
    /// How many mentions belong to each country, by key.
    countries: FxHashMap<&'a str, f32>,
    all: f32,
    entities: FxHashSet<EntityId>,
}

impl<'a> Company<'a> {
    /// Counts the entities of `certain` mentions, one by one.
    pub fn new(source: &'a Source<'a>, certain: impl Iterator<Item = EntityId>) -> Self {
        let mut company = Company { source, countries: FxHashMap::default(), all: 0.0, entities: FxHashSet::default() };
        for entity in certain {
            company.entities.insert(entity);
            if let Some(country) = source.country(entity) {
                *company.countries.entry(country).or_default() += 1.0;
                company.all += 1.0;
            }
        }
        company
    }

    /// What it says for a candidate.
    pub fn evidence(&self, entity: EntityId) -> Evidence {
        let mut evidence = Evidence::default();
        let own = self.source.country(entity).and_then(|c| self.countries.get(c)).copied().unwrap_or(0.0);
        evidence.add(weights::CO_COUNTRY, if self.all > 0.0 { own / self.all } else { 0.0 });
        let serves = super::offices::of(self.source, entity).any(|t| self.entities.contains(&t.of) && t.of != entity);
        evidence.add(weights::CO_OFFICE, f32::from(serves));
        evidence
    }
}

/// What stands beside one spelling, all over a document.
pub(super) struct Senses(FxHashMap<EntityId, Vec<(String, f32)>>);

impl Senses {
    /// Adds up what stands beside each spelling for each candidate.
    pub fn new(drafts: &[Draft]) -> Self {
        let mut sums: FxHashMap<EntityId, Vec<(String, f32)>> = FxHashMap::default();
        for draft in drafts.iter().filter(|d| d.candidates.len() > 1) {
            for c in &draft.candidates {
                let own = sums.entry(c.entity).or_default();
                match own.iter_mut().find(|(folded, _)| *folded == draft.folded) {
                    Some((_, sum)) => *sum += c.beside.sum(),
                    None => own.push((draft.folded.clone(), 0.0 + c.beside.sum())),
                }
            }
        }
        Senses(sums)
    }

    /// What stands beside the other places of this spelling for the candidate; at most as much as two strong signs.
    pub fn elsewhere(&self, folded: &str, candidate: &Candidate) -> f32 {
        let mut own = self.0.get(&candidate.entity).into_iter().flatten();
        let all = own.find(|(known, _)| known == folded).map_or(0.0, |(_, sum)| *sum);
        (all - candidate.beside.sum()).clamp(0.0, 6.0)
    }
}
