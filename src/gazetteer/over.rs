//! What has changed since a list was compiled: entities in a list of their own, and the compiled ones whose place they take.

use std::collections::{HashMap, HashSet};

use super::{builder::names_in, digest, layer::Layer};

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
    /// Of both lists together.
    pub digest: u64,
}

impl Over {
    /// Lays `layer` over `base`, in the place of the entities with these keys.
    pub fn new<'k>(base: &Layer, keys: impl Iterator<Item = &'k str>, layer: Layer) -> Self {
        let gone: HashSet<u32> = keys.filter_map(|key| base.find(key)).collect();
        let (fewer_given, fewer_family) = (HashMap::new(), HashMap::new());
        let mut over = Over { digest: base.digest.wrapping_add(layer.digest), layer, gone, fewer_given, fewer_family };
        let gone: Vec<u32> = over.gone.iter().copied().collect();
        for entity in gone {
            over.take_out(base, entity);
        }
        over.take_out_tenures(base);
        over
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

    /// A tenure goes with its holder, and with the country or body.
    fn take_out_tenures(&mut self, base: &Layer) {
        let dead = |n: u32, over: &Over| over.gone.contains(&n) && over.layer.find(base.entity(n).key).is_none();
        if !self.gone.iter().any(|&n| dead(n, self)) {
            return;
        }
        for tenure in (0..base.tenures()).map(|n| base.tenure(n)) {
            if dead(tenure.of.0, self) || dead(tenure.holder.0, self) {
                let keys = (base.entity(tenure.of.0).key, base.entity(tenure.holder.0).key);
                self.digest = self.digest.wrapping_sub(digest::tenure(keys, &tenure));
            }
        }
    }
}
