//! What has changed since a list was compiled: entities in a list of their own, and the compiled ones whose place they take.

use std::collections::{HashMap, HashSet};

use super::{KeyedTenure, Tenure, builder::names_in, digest, layer::Layer};
use crate::model::EntityId;

/// A small list over a compiled one.
pub(super) struct Over {
    /// Changed and new entities, each with all its aliases.
    pub layer: Layer,
    /// Compiled entities that no longer count.
    pub gone: HashSet<u32>,
    /// How much the names weigh that are gone, by the word they begin with.
    pub fewer_given: HashMap<u64, u32>,
    /// The same by the word they end with.
    pub fewer_family: HashMap<u64, u32>,
    /// Tenures in which one of those entities stands, by role and country, with the ids that these have in both lists.
    pub tenures: Vec<(KeyedTenure, EntityId, EntityId)>,
    /// The same by holder: places in `tenures`.
    pub held: Vec<usize>,
    /// Of both lists together.
    pub digest: u64,
}

impl Over {
    /// Lays `layer` over `base`, in the place of the entities with these keys, and `tenures` in the place of those in which one of them stands.
    pub fn new<'k>(
        base: &Layer,
        keys: impl Iterator<Item = &'k str>,
        (layer, tenures_in): (Layer, Vec<KeyedTenure>),
    ) -> Self {
        let gone: HashSet<u32> = keys.filter_map(|key| base.find(key)).collect();
        let (fewer_given, fewer_family) = (HashMap::new(), HashMap::new());
        let digest = base.digest.wrapping_add(layer.digest);
        let (tenures, held) = (Vec::new(), Vec::new());
        let mut over = Over { layer, gone, fewer_given, fewer_family, tenures, held, digest };
        let gone: Vec<u32> = over.gone.iter().copied().collect();
        for entity in gone {
            over.take_out(base, entity);
        }
        over.take_out_tenures(base);
        over.put_tenures(base, tenures_in);
        over
    }

    /// The id of the entity with this key, in both lists.
    pub fn find(&self, base: &Layer, key: &str) -> Option<EntityId> {
        let over = self.layer.find(key).map(|n| EntityId(base.entities() + n));
        over.or_else(|| base.find(key).filter(|n| !self.gone.contains(n)).map(EntityId))
    }

    /// The tenures over the compiled ones, of a role in a country or body.
    pub fn tenures_of(&self, role: &str, of: EntityId) -> impl Iterator<Item = Tenure<'_>> {
        let from = self.tenures.partition_point(|(t, id, _)| (t.role.as_str(), *id) < (role, of));
        let to = self.tenures.partition_point(|(t, id, _)| (t.role.as_str(), *id) <= (role, of));
        (from..to).map(|n| self.tenure(n))
    }

    /// Those of a holder.
    pub fn tenures_held(&self, holder: EntityId) -> impl Iterator<Item = Tenure<'_>> {
        let from = self.held.partition_point(|&n| self.tenures[n].2 < holder);
        let to = self.held.partition_point(|&n| self.tenures[n].2 <= holder);
        self.held[from..to].iter().map(|&n| self.tenure(n))
    }

    /// The one in this place.
    pub fn tenure(&self, n: usize) -> Tenure<'_> {
        let (t, of, holder) = &self.tenures[n];
        Tenure { office: &t.office, role: &t.role, of: *of, holder: *holder, since: &t.since, until: &t.until }
    }

    fn put_tenures(&mut self, base: &Layer, tenures: Vec<KeyedTenure>) {
        for tenure in tenures {
            let Some((of, holder)) = self.find(base, &tenure.of).zip(self.find(base, &tenure.holder)) else { continue };
            self.tenures.push((tenure, of, holder));
        }
        self.tenures.sort_by(|(a, a_of, _), (b, b_of, _)| (&a.role, a_of).cmp(&(&b.role, b_of)));
        self.held = (0..self.tenures.len()).collect();
        self.held.sort_by_key(|&n| self.tenures[n].2);
        for n in 0..self.tenures.len() {
            let part = digest::tenure((&self.tenures[n].0.of, &self.tenures[n].0.holder), &self.tenure(n));
            self.digest = self.digest.wrapping_add(part);
        }
    }

    fn take_out(&mut self, base: &Layer, entity: u32) {
        let known = base.entity(entity);
        self.digest = self.digest.wrapping_sub(digest::entity(&known));
        for n in base.aliases_of(entity) {
            let alias = base.alias(n);
            self.digest = self.digest.wrapping_sub(digest::alias(known.key, &alias));
            if let Some(names) = names_in(&alias, known.kind) {
                *self.fewer_given.entry(names.given).or_default() += names.weight;
                *self.fewer_family.entry(names.family).or_default() += names.weight;
            }
        }
    }

    /// Compiled tenures in which one of the entities stands make way.
    fn take_out_tenures(&mut self, base: &Layer) {
        if self.gone.is_empty() {
            return;
        }
        for tenure in (0..base.tenures()).map(|n| base.tenure(n)) {
            if self.gone.contains(&tenure.of.0) || self.gone.contains(&tenure.holder.0) {
                let keys = (base.key(tenure.of.0), base.key(tenure.holder.0));
                self.digest = self.digest.wrapping_sub(digest::tenure(keys, &tenure));
            }
        }
    }
}
