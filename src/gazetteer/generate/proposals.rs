//! What rules propose, and what of it is taken: no spelling that an entity has already, and none that another one has.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Generated, Spelling};
use crate::{
    gazetteer::Gazetteer,
    model::{AliasSort, EntityId},
    text::fold,
};

/// Spellings that rules give, beside those that people wrote.
pub(super) struct Proposals<'g> {
    pub gazetteer: &'g Gazetteer,
    /// Whose a folded spelling is, of those that people wrote.
    owners: HashMap<String, Vec<&'g str>>,
    /// Entities that one word of their name stands for.
    short: HashSet<EntityId>,
    /// For each entity and folded spelling what was proposed, with all its languages.
    made: BTreeMap<(String, String), (Spelling, BTreeSet<String>)>,
}

impl<'g> Proposals<'g> {
    pub fn new(gazetteer: &'g Gazetteer) -> Self {
        let mut owners: HashMap<String, Vec<&str>> = HashMap::new();
        let mut short = HashSet::new();
        for (_, alias) in gazetteer.aliases() {
            owners.entry(fold(alias.spelling)).or_default().push(gazetteer.key(alias.entity));
            if alias.sort == AliasSort::Short {
                short.insert(alias.entity);
            }
        }
        Proposals { gazetteer, owners, short, made: BTreeMap::new() }
    }

    /// Whether people wrote that one word of its name stands for the entity.
    pub fn is_short(&self, entity: EntityId) -> bool {
        self.short.contains(&entity)
    }

    /// Proposes a spelling; the first way to write it stays.
    pub fn add(&mut self, proposed: Spelling) {
        let at = (proposed.entity.clone(), fold(&proposed.spelling));
        let language = proposed.language.clone();
        self.made.entry(at).or_insert_with(|| (proposed, BTreeSet::new())).1.insert(language);
    }

    /// Takes what is new and clear.
    pub fn settle(self) -> Generated {
        let mut makers: HashMap<&str, usize> = HashMap::new();
        self.made.keys().for_each(|(_, folded)| *makers.entry(folded).or_default() += 1);
        let mut all = Generated::default();
        for ((entity, folded), (spelling, languages)) in &self.made {
            let owners = self.owners.get(folded).map_or(&[][..], Vec::as_slice);
            if owners.contains(&entity.as_str()) {
                continue;
            }
            let language = if languages.len() > 1 { "*".to_owned() } else { spelling.language.clone() };
            let spelling = Spelling { language, ..spelling.clone() };
            let meant = spelling.sort == AliasSort::Demonym; // the same demonym of two places was written down twice
            let clear = owners.is_empty() && (meant || makers[folded.as_str()] == 1);
            if clear { &mut all.spellings } else { &mut all.left_out }.push(spelling);
        }
        all.spellings.sort();
        all.left_out.sort();
        all
    }
}
