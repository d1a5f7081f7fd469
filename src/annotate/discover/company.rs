//! What the description of a candidate and the documents around it say.

use rustc_hash::FxHashSet;

use super::{
    Evidence, Piece,
    evidence::{Case, evidence},
};
use crate::{
    model::{EntityId, Kind},
    text::{fold, searchable},
};

/// Names and words that are told of a candidate, and the fewest letters of a word.
const TOLD: usize = 3;
const LETTERS: usize = 4;

/// Documents of a candidate that are looked at for what they name.
const MOST: usize = 200;

/// Words of descriptions that tell nothing.
const STOP: &[&str] = &["since", "former", "from", "with", "until"];

impl Case<'_, '_> {
    /// Whatever the description names that the words beside the name name, too, its country apart.
    pub(super) fn described(&self, entity: EntityId) -> Option<Evidence> {
        let known = &self.discovery.known;
        let named = self.discovery.annotator.named_in(known.gazetteer.description(entity));
        let country = known.country(entity);
        let beside: FxHashSet<EntityId> = self.sightings.iter().flat_map(|s| s.beside.of.iter().copied()).collect();
        let both = named.iter().filter(|e| beside.contains(e) && Some(**e) != country && **e != entity);
        let names: Vec<&str> = both.map(|&e| known.gazetteer.name(e)).take(TOLD).collect();
        let words = || format!("the description of {} names {}, too", self.who(entity), names.join(", "));
        (!names.is_empty()).then(|| evidence(Piece::Described, names.len() as f32, words()))
    }

    /// Words of the description beside the name.
    pub(super) fn words(&self, entity: EntityId) -> Option<Evidence> {
        let description = searchable(self.discovery.known.gazetteer.description(entity));
        let beside = self.sightings.iter().flat_map(|s| s.beside.words.iter()).map(|w| searchable(w));
        let beside = beside.collect::<Vec<_>>().join(" ");
        let printed: FxHashSet<&str> = beside.split(' ').collect();
        let own = fold(self.name.spelling);
        let telling = |w: &&str| {
            let number = w.starts_with(|c: char| c.is_ascii_digit());
            w.chars().count() >= LETTERS && !number && !own.contains(*w) && !STOP.contains(w)
        };
        let mut words: Vec<&str> = description.split(' ').filter(telling).filter(|w| printed.contains(w)).collect();
        words.sort_unstable();
        words.dedup();
        words.truncate(TOLD);
        let told = || format!("words of the description stand beside it: {}", words.join(", "));
        (!words.is_empty()).then(|| evidence(Piece::WordDescribed, words.len() as f32, told()))
    }

    /// How much of what its documents name those of the candidate name, too.
    pub(super) fn company(&self, entity: EntityId) -> Option<Evidence> {
        let d = self.discovery;
        let pages: FxHashSet<usize> = self.sightings.iter().map(|s| s.page).collect();
        let here = self.named(pages.iter().copied(), entity);
        let others = d.places.get(&entity).into_iter().flatten().map(|&p| p as usize).filter(|p| !pages.contains(p));
        let there = self.named(others.take(MOST), entity);
        let mut shared: Vec<EntityId> = here.intersection(&there).copied().collect();
        let weight = |e: &EntityId| {
            let often = d.places.get(e).map_or(1, Vec::len) as f32;
            (1.0 + d.pages.len() as f32 / often).ln()
        };
        let total = |set: &mut dyn Iterator<Item = &EntityId>| set.map(|e| weight(e).powi(2)).sum::<f32>();
        let share = total(&mut shared.iter()) / (total(&mut here.iter()) * total(&mut there.iter())).sqrt();
        shared.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
        let names: Vec<&str> = shared.iter().take(TOLD).map(|&e| self.who(e)).collect();
        let words = || format!("documents with either name also name {}", names.join(", "));
        (!names.is_empty()).then(|| evidence(Piece::Company, share, words()))
    }

    /// Whether its documents name what the candidate has to do with, or only other places.
    pub(super) fn ties(&self, entity: EntityId) -> Option<Evidence> {
        let known = &self.discovery.known;
        let here = self.named(self.sightings.iter().map(|s| s.page), entity);
        let own = known.ties(entity);
        let tied = |e: &EntityId| own.contains(e) || known.country(*e).is_some_and(|c| own.contains(&c));
        let (near, far): (Vec<EntityId>, Vec<EntityId>) = here.into_iter().partition(tied);
        let names = |mut all: Vec<EntityId>| {
            all.sort_by_key(|&e| self.who(e));
            all.truncate(TOLD);
            all.into_iter().map(|e| self.who(e)).collect::<Vec<_>>().join(", ")
        };
        let far: Vec<EntityId> = far.into_iter().filter(|&e| known.gazetteer.kind(e) == Kind::Place).collect();
        let who = self.who(entity);
        match (near.is_empty(), far.is_empty() || own.is_empty()) {
            (false, _) => {
                let words = format!("its documents name {}, which {who} has to do with", names(near));
                Some(evidence(Piece::Ties, 1.0, words))
            }
            (true, false) => {
                let words = format!("its documents name {}, which {who} has nothing to do with", names(far));
                Some(evidence(Piece::Elsewhere, 1.0, words))
            }
            (true, true) => None,
        }
    }

    /// Whom and what these pages name, besides `entity`.
    fn named(&self, pages: impl Iterator<Item = usize>, entity: EntityId) -> FxHashSet<EntityId> {
        pages.flat_map(|p| self.discovery.pages[p].entities.iter().copied()).filter(|&e| e != entity).collect()
    }
}
