//! Discovery: whose spelling each unknown name of many documents may be, and why.
//!
//! Each name gets as candidates the entities with spellings like it, the holders of offices that stand beside it, and whoever stands in
//! its place in another document. What speaks for and against each is weighed (`data/discover/weights.tsv`) against that it is none of them.

mod beside;
mod company;
mod evidence;
mod extent;
mod known;
mod office;
mod page;
mod seen;
mod weigh;

use std::cmp::Reverse;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use self::{
    evidence::Case,
    known::{Known, Like, Unknown},
    seen::{Kept, Seen, Sighting, see},
};
pub use self::{
    page::{Known as KnownMention, Page, Said, Voice, voice, with_speakers},
    weigh::{Evidence, Piece, Pile},
};
use super::{Annotator, words::Words};
use crate::{
    model::{EntityId, Kind},
    span::Span,
};

/// Unknown names of documents, and all that is needed to tell whose they may be.
pub struct Discovery<'a> {
    annotator: &'a Annotator,
    known: Known<'a>,
    pages: Vec<Seen>,
    /// In which pages an entity stands.
    places: FxHashMap<EntityId, Vec<u32>>,
    names: FxHashMap<String, Vec<Sighting>>,
    twins: FxHashMap<u64, Vec<(EntityId, u32)>>,
}

/// An unknown name, and who may be meant.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The name as it is printed most often.
    pub name: String,
    /// The same folded.
    pub folded: String,
    /// What its bearer is, as far as the words beside it show that.
    pub kind: Option<Kind>,
    /// Where it stands, in the order of pages.
    pub places: Vec<Place>,
    /// In how many pages.
    pub pages: usize,
    /// Who may be meant, the likeliest first.
    pub candidates: Vec<Candidate>,
}

impl Proposal {
    /// How sure it is that the first candidate is meant.
    pub fn pile(&self) -> Pile {
        self.candidates.first().map_or(Pile::New, Candidate::pile)
    }

    /// How likely the first candidate is.
    pub fn chance(&self) -> f32 {
        self.candidates.first().map_or(0.0, |c| c.chance)
    }
}

/// Where an unknown name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The number of the page.
    pub page: usize,
    /// The name in its text.
    pub span: Span,
    /// The sentence around it.
    pub sentence: Span,
}

/// An entity that an unknown name may stand for.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The entity.
    pub entity: EntityId,
    /// Its spelling that is most like the name.
    pub spelling: String,
    /// How likely it is meant, 0 to 1.
    pub chance: f32,
    /// What speaks for and against it, what weighs most first.
    pub evidence: Vec<Evidence>,
}

impl Candidate {
    /// How sure it is that the entity is meant. Nobody is sure by the name and the company alone: something right beside the name, or the same words
    /// elsewhere, must tell, too.
    pub fn pile(&self) -> Pile {
        match Pile::of(self.chance) {
            Pile::Sure if !self.evidence.iter().any(|e| e.piece.tells_who()) => Pile::Likely,
            pile => pile,
        }
    }
}

/// Candidates that are told of a name.
const TOLD: usize = 5;

/// Names that are looked at, those that stand there most often where there are more, so that a listing comes to an end.
pub const MOST: usize = 50_000;

/// Candidates less alike than this, in log-odds, are weighed only where something else than the name speaks for them.
const ALIKE: f32 = -4.0;

/// Where so many letters are the same the names may be one, garbled, however they sound.
const MOST_LETTERS: f32 = 0.3;

impl<'a> Discovery<'a> {
    /// No documents yet; the gazetteer of `annotator` holds those who may be meant.
    pub fn new(annotator: &'a Annotator) -> Self {
        Discovery {
            annotator,
            known: Known::new(annotator.gazetteer()),
            pages: Vec::new(),
            places: FxHashMap::default(),
            names: FxHashMap::default(),
            twins: FxHashMap::default(),
        }
    }

    /// Takes a document in; its number.
    pub fn add(&mut self, page: &Page) -> usize {
        let number = self.pages.len();
        let Kept { seen, names, twins } = see(self.annotator, page, number);
        for &entity in &seen.entities {
            self.places.entry(entity).or_default().push(number as u32);
        }
        for (name, sighting) in names {
            self.names.entry(name).or_default().push(sighting);
        }
        for (twin, entity) in twins {
            self.twins.entry(twin).or_default().push((entity, number as u32));
        }
        self.pages.push(seen);
        number
    }

    /// Whose each unknown name may be: sure ones first, then the likely ones, then those that nobody known fits, each by how sure it
    /// is and how often it stands there; at most [`MOST`]. Pairs of a folded name and an entity's key for which `rejected` holds are left out.
    pub fn propose(&self, rejected: &(dyn Fn(&str, &str) -> bool + Sync)) -> Vec<Proposal> {
        let whole = |(_, sightings): &(&String, &Vec<Sighting>)| sightings.iter().any(|s| !s.part);
        let mut names: Vec<(&String, &Vec<Sighting>)> = self.names.iter().filter(whole).collect();
        if names.len() > MOST {
            names.sort_unstable_by_key(|(name, sightings)| (Reverse(sightings.len()), *name));
            names.truncate(MOST);
        }
        let mut all: Vec<Proposal> =
            names.into_par_iter().map(|(name, sightings)| self.proposal(name, sightings, rejected)).collect();
        let rank = |p: &Proposal| {
            let pile = p.pile();
            let chance = if pile == Pile::New { 0 } else { (p.chance() * 1e4) as u32 };
            (pile, Reverse(chance), Reverse(p.places.len()))
        };
        all.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.folded.cmp(&b.folded)));
        all
    }

    fn proposal(
        &self,
        folded: &str,
        sightings: &[Sighting],
        rejected: &(dyn Fn(&str, &str) -> bool + Sync),
    ) -> Proposal {
        let name = usual(sightings.iter().map(|s| s.surface.as_str()));
        let unknown = Unknown::new(&name);
        let mut found = self.candidates(&unknown, sightings);
        found.retain(|(entity, _)| !rejected(folded, self.annotator.gazetteer().key(*entity)));
        let case = Case { discovery: self, name: &unknown, sightings };
        let mut candidates: Vec<(f32, Candidate)> = found
            .into_iter()
            .map(|(entity, like)| {
                let mut evidence = case.evidence(entity, &like);
                evidence.sort_by(|a, b| b.weight().abs().total_cmp(&a.weight().abs()));
                let spelling = self.known.spelling(&like).to_owned();
                (weigh::sum(&evidence), Candidate { entity, spelling, chance: 0.0, evidence })
            })
            .collect();
        let key = |c: &Candidate| self.annotator.gazetteer().key(c.entity);
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| key(&a.1).cmp(key(&b.1))));
        let sums: Vec<f32> = candidates.iter().map(|(sum, _)| *sum).collect();
        let chances = weigh::chances(&sums);
        let candidates = candidates.into_iter().zip(chances).map(|((_, c), chance)| Candidate { chance, ..c });
        let mut pages: Vec<usize> = sightings.iter().map(|s| s.page).collect();
        pages.dedup();
        Proposal {
            name: name.clone(),
            folded: folded.to_owned(),
            kind: kind(sightings),
            places: sightings.iter().map(|s| Place { page: s.page, span: s.span, sentence: s.sentence }).collect(),
            pages: pages.len(),
            candidates: candidates.take(TOLD).collect(),
        }
    }

    /// Entities that a name may stand for, each with its likest spelling.
    fn candidates(&self, name: &Unknown, sightings: &[Sighting]) -> Vec<(EntityId, Like)> {
        let mut found = self.known.like(name);
        found.retain(|_, like| like.odds >= ALIKE || like.letters >= MOST_LETTERS);
        let twins = sightings.iter().flat_map(|s| s.twins.iter().map(move |twin| (s.page, twin)));
        let twins = twins.flat_map(|(page, twin)| {
            self.twins.get(twin).into_iter().flatten().filter(move |(_, other)| *other as usize != page)
        });
        let others: Vec<EntityId> = sightings.iter().flat_map(|s| self.holders(s)).collect();
        for entity in twins.map(|(entity, _)| *entity).chain(others) {
            if !found.contains_key(&entity) {
                found.extend(self.known.beside(name, entity).map(|like| (entity, like)));
            }
        }
        let mut found: Vec<(EntityId, Like)> = found.into_iter().collect();
        found.sort_by_key(|(entity, _)| *entity);
        found
    }

    /// Those who hold or held an office that stands beside a name.
    fn holders(&self, sighting: &Sighting) -> impl Iterator<Item = EntityId> {
        let of = self.bodies(sighting);
        let gazetteer = self.annotator.gazetteer();
        let tenures = sighting
            .beside
            .roles
            .iter()
            .flat_map(move |role| of.clone().into_iter().flat_map(move |of| gazetteer.tenures_of(role, of)));
        tenures.map(|tenure| tenure.holder)
    }

    /// The places and organisations beside a name, and the countries they belong to.
    fn bodies(&self, sighting: &Sighting) -> Vec<EntityId> {
        let own = sighting.beside.of.iter().copied();
        let mut all: Vec<EntityId> = own.clone().chain(own.filter_map(|e| self.known.country(e))).collect();
        all.sort();
        all.dedup();
        all
    }
}

/// The offices that `words` name.
pub(super) fn roles_in(known: &Words, words: &str) -> Vec<String> {
    beside::roles_in(known, words, None)
}

/// The wording that is most frequent; of equally frequent ones the first by its letters.
fn usual<'s>(surfaces: impl Iterator<Item = &'s str>) -> String {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    surfaces.for_each(|surface| *counts.entry(surface).or_default() += 1);
    let best = counts.into_iter().max_by_key(|&(surface, count)| (count, Reverse(surface)));
    best.map_or(String::new(), |(surface, _)| surface.to_owned())
}

/// What most of the places where a name stands show it to be.
fn kind(sightings: &[Sighting]) -> Option<Kind> {
    let count = |kind: Kind| sightings.iter().filter(|s| s.beside.kind == Some(kind)).count();
    Kind::ALL.iter().copied().max_by_key(|&k| (count(k), Reverse(k))).filter(|&k| count(k) > 0)
}
