//! The gazetteer: entities, their spellings, and who held which office when.

mod builder;
mod columns;
pub mod common;
pub mod coverage;
pub mod doubts;
pub mod exchange;
pub mod files;
pub mod generate;
mod layer;
mod over;
pub mod review;

use std::{fmt, io, sync::Arc};

pub use self::{
    builder::{Builder, name_words},
    columns::Columns,
};
use self::{layer::Layer, over::Over};
use crate::{
    flat::{Opening, Saving},
    model::{AliasSort, CasePolicy, EntityId, Kind},
};

/// What the origin begins with of all that was taken in from another gazetteer; the number of the import follows.
pub const TAKEN_IN: &str = "import:";

/// A person, place, organisation or work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity<'g> {
    /// Readable id: `vasily-nebenzya`.
    pub key: &'g str,
    /// What it is.
    pub kind: Kind,
    /// Canonical name.
    pub name: &'g str,
    /// A few words that tell homonyms apart.
    pub description: &'g str,
    /// `f` or `m`, for persons.
    pub gender: Option<&'g str>,
    /// Key of the country it belongs to.
    pub country: Option<&'g str>,
    /// Ids elsewhere, `scheme:id`, separated by spaces.
    pub external: &'g str,
    /// How well known it is, to tell homonyms apart: ten times the decimal logarithm of how many people live there, or of how many
    /// encyclopaedias have a page about it; 0 where nothing is known.
    pub prominence: u8,
    /// `shipped`, `user`, or `import:3` for what the third file taken in brought.
    pub origin: &'g str,
}

/// One spelling of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alias<'g> {
    /// Whose spelling it is.
    pub entity: EntityId,
    /// As written.
    pub spelling: &'g str,
    /// ISO 639-1 code, `*` for every language.
    pub language: &'g str,
    /// What sort of spelling.
    pub sort: AliasSort,
    /// How it minds capitals.
    pub case: CasePolicy,
    /// `shipped`, `user`, or `import:3` for what the third file taken in brought.
    pub origin: &'g str,
}

/// Somebody's time in an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tenure<'g> {
    /// Id of the office: `us-defense-secretary`.
    pub office: &'g str,
    /// What the office is: packs know the phrases for it.
    pub role: &'g str,
    /// The country or body the office belongs to.
    pub of: EntityId,
    /// Who held it.
    pub holder: EntityId,
    /// First day, as precise as known; empty when unknown.
    pub since: &'g str,
    /// Last day, as precise as known; empty when unknown or still in office.
    pub until: &'g str,
}

/// The same where its entities are told by their keys, as they last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyedTenure {
    /// Id of the office.
    pub office: String,
    /// What the office is.
    pub role: String,
    /// Key of the country or body the office belongs to.
    pub of: String,
    /// Key of who held it.
    pub holder: String,
    /// First day.
    pub since: String,
    /// Last day.
    pub until: String,
}

/// All that is known: a compiled list, and over it what has been changed since it was compiled.
///
/// Entities and aliases have numbers that mean something only together with this gazetteer; keys last.
#[derive(Clone)]
pub struct Gazetteer {
    base: Arc<Layer>,
    over: Option<Arc<Over>>,
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gazetteer({})", self.version())
    }
}

impl Gazetteer {
    /// Every entity, with its id.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, Entity<'_>)> {
        let base = (0..self.base.entities()).filter(|&n| !self.is_gone(n)).map(|n| (EntityId(n), self.base.entity(n)));
        let first = self.base.entities();
        let over = self
            .over
            .iter()
            .flat_map(move |o| (0..o.layer.entities()).map(move |n| (EntityId(first + n), o.layer.entity(n))));
        base.chain(over)
    }

    /// The entity with this id.
    pub fn entity(&self, id: EntityId) -> Entity<'_> {
        let (layer, n) = self.layer_of(id);
        layer.entity(n)
    }

    /// What the entity with this id is; cheaper than all of it.
    pub fn kind(&self, id: EntityId) -> Kind {
        let (layer, n) = self.layer_of(id);
        layer.kind(n)
    }

    /// The key of the entity with this id; cheaper than all of it.
    pub fn key(&self, id: EntityId) -> &str {
        let (layer, n) = self.layer_of(id);
        layer.key(n)
    }

    /// The name of the entity with this id; cheaper than all of it.
    pub fn name(&self, id: EntityId) -> &str {
        let (layer, n) = self.layer_of(id);
        layer.name(n)
    }

    /// The description of the entity with this id; cheaper than all of it.
    pub fn description(&self, id: EntityId) -> &str {
        let (layer, n) = self.layer_of(id);
        layer.description(n)
    }

    /// The gender of the entity with this id; cheaper than all of it.
    pub fn gender(&self, id: EntityId) -> Option<&str> {
        let (layer, n) = self.layer_of(id);
        Some(layer.gender(n)).filter(|gender| !gender.is_empty())
    }

    /// The key of the country of the entity with this id; cheaper than all of it.
    pub fn country(&self, id: EntityId) -> Option<&str> {
        let (layer, n) = self.layer_of(id);
        Some(layer.country(n)).filter(|country| !country.is_empty())
    }

    /// How well known the entity with this id is; cheaper than all of it.
    pub fn prominence(&self, id: EntityId) -> u8 {
        let (layer, n) = self.layer_of(id);
        layer.prominence(n)
    }

    /// Whether the entity with this id was taken in from another gazetteer; cheaper than all of it.
    pub fn is_taken_in(&self, id: EntityId) -> bool {
        let (layer, n) = self.layer_of(id);
        layer.entity_origin(n).starts_with(TAKEN_IN.as_bytes())
    }

    fn layer_of(&self, id: EntityId) -> (&Layer, u32) {
        match self.over.as_ref().filter(|_| id.0 >= self.base.entities()) {
            Some(over) => (&over.layer, id.0 - self.base.entities()),
            None => (&self.base, id.0),
        }
    }

    /// The id of the entity with this key.
    pub fn find(&self, key: &str) -> Option<EntityId> {
        match &self.over {
            Some(over) => over.find(&self.base, key),
            None => self.base.find(key).map(EntityId),
        }
    }

    /// The numbers of the compiled aliases, and of those that lie over them.
    pub fn alias_numbers(&self) -> [std::ops::Range<u32>; 2] {
        let base = self.base.aliases();
        [0..base, base..base + self.over.as_ref().map_or(0, |o| o.layer.aliases())]
    }

    /// The alias with this number; compiled ones may be gone, see [`Gazetteer::is_in_force`].
    pub fn alias(&self, n: u32) -> Alias<'_> {
        let (layer, at, _) = self.layer_of_alias(n);
        Alias { entity: self.owner(n), ..layer.alias(at) }
    }

    /// Whose spelling the alias with this number is; cheaper than all of it.
    pub fn owner(&self, n: u32) -> EntityId {
        match self.layer_of_alias(n) {
            (layer, at, true) => EntityId(layer.owner(at) + self.base.entities()),
            (layer, at, false) => EntityId(layer.owner(at)),
        }
    }

    /// The spelling of the alias with this number; cheaper than all of it.
    pub fn spelling(&self, n: u32) -> &str {
        let (layer, n, _) = self.layer_of_alias(n);
        layer.spelling(n)
    }

    /// What sort of spelling the alias with this number is; cheaper than all of it.
    pub fn sort(&self, n: u32) -> AliasSort {
        let (layer, n, _) = self.layer_of_alias(n);
        layer.sort(n)
    }

    /// How the alias with this number minds capitals; cheaper than all of it.
    pub fn case(&self, n: u32) -> CasePolicy {
        let (layer, n, _) = self.layer_of_alias(n);
        layer.case(n)
    }

    /// The language of the alias with this number; cheaper than all of it.
    pub fn language(&self, n: u32) -> &str {
        let (layer, n, _) = self.layer_of_alias(n);
        layer.language(n)
    }

    /// Whether the alias with this number is of every language, or of `language`; cheaper than to ask which one it is of.
    pub fn is_of(&self, n: u32, language: Option<&str>) -> bool {
        let (layer, n, _) = self.layer_of_alias(n);
        let own = layer.language_bytes(n);
        own == b"*" || language.is_some_and(|language| own == language.as_bytes())
    }

    /// Where an alias is kept, and whether that is over the compiled list.
    fn layer_of_alias(&self, n: u32) -> (&Layer, u32, bool) {
        let base = self.base.aliases();
        match self.over.as_ref().filter(|_| n >= base) {
            Some(over) => (&over.layer, n - base, true),
            None => (&self.base, n, false),
        }
    }

    /// Whether nothing that lies over the compiled list has taken this alias' place.
    pub fn is_in_force(&self, n: u32) -> bool {
        self.over.is_none() || n >= self.base.aliases() || !self.is_gone(self.base.owner(n))
    }

    /// Every alias in force, with its number.
    pub fn aliases(&self) -> impl Iterator<Item = (u32, Alias<'_>)> {
        let [base, over] = self.alias_numbers();
        base.filter(|&n| self.is_in_force(n)).chain(over).map(|n| (n, self.alias(n)))
    }

    /// Every tenure, by role.
    pub fn tenures(&self) -> impl Iterator<Item = Tenure<'_>> {
        let base = (0..self.base.tenures()).filter_map(|n| self.live(self.base.tenure(n)));
        let over = self.over.iter().flat_map(|o| (0..o.tenures.len()).map(|n| o.tenure(n))).collect();
        self.in_order(base, over)
    }

    /// Those who held a role in a country or body, by date.
    pub fn tenures_of(&self, role: &str, of: EntityId) -> impl Iterator<Item = Tenure<'_>> {
        let places = if of.0 < self.base.entities() { self.base.tenures_of(role, of.0) } else { 0..0 };
        let over = self.over.iter().flat_map(|o| o.tenures_of(role, of)).collect();
        self.in_order(places.filter_map(|n| self.live(self.base.tenure(n))), over)
    }

    /// The tenures of a holder, by role; the country that a capital belongs to is one.
    pub fn tenures_held(&self, holder: EntityId) -> impl Iterator<Item = Tenure<'_>> {
        let compiled = Some(holder.0).filter(|&n| n < self.base.entities());
        let places = compiled.into_iter().flat_map(|n| self.base.tenures_held(n));
        let over = self.over.iter().flat_map(|o| o.tenures_held(holder)).collect();
        self.in_order(places.filter_map(|n| self.live(self.base.tenure(n))), over)
    }

    /// Compiled tenures, and where any lie over them both together in the order of a list put together anew.
    fn in_order<'g>(
        &'g self,
        mut base: impl Iterator<Item = Tenure<'g>>,
        over: Vec<Tenure<'g>>,
    ) -> impl Iterator<Item = Tenure<'g>> {
        let mut mixed = over;
        if !mixed.is_empty() {
            mixed.extend(base.by_ref());
            mixed.sort_by_key(|t| (t.role, self.key(t.of), t.since, self.key(t.holder), t.office, t.until));
        }
        mixed.into_iter().chain(base)
    }

    /// Whether a folded word begins the full names of persons: one that was written for this gazetteer, or several taken in.
    pub fn is_given_name(&self, folded: &str) -> bool {
        self.given_weight(folded) >= doubts::ENOUGH
    }

    /// Whether a folded word ends such names.
    pub fn is_family_name(&self, folded: &str) -> bool {
        self.family_weight(folded) >= doubts::ENOUGH
    }

    /// Whether a folded word is a given or a family name now and was not before the names with it weighed so much `more`, or the other
    /// way round.
    pub fn is_other_name(&self, folded: &str, [given, family]: [i64; 2]) -> bool {
        let other = |weight: u32, more: i64| {
            let enough = |weight: i64| weight >= i64::from(doubts::ENOUGH);
            enough(weight.into()) != enough(i64::from(weight) - more)
        };
        other(self.given_weight(folded), given) || other(self.family_weight(folded), family)
    }

    /// How much the names weigh that begin with a folded word.
    fn given_weight(&self, folded: &str) -> u32 {
        let hash = layer::word_hash(folded);
        let over = self.over.as_ref();
        let fewer = over.map_or(0, |o| o.fewer_given.get(&hash).copied().unwrap_or(0));
        self.base.given.of(hash) - fewer + over.map_or(0, |o| o.layer.given.of(hash))
    }

    /// The same of those that end with it.
    fn family_weight(&self, folded: &str) -> u32 {
        let hash = layer::word_hash(folded);
        let over = self.over.as_ref();
        let fewer = over.map_or(0, |o| o.fewer_family.get(&hash).copied().unwrap_or(0));
        self.base.family.of(hash) - fewer + over.map_or(0, |o| o.layer.family.of(hash))
    }

    /// Whether the alias with this number was taken in from another gazetteer; cheaper than all of it.
    pub fn is_imported(&self, n: u32) -> bool {
        let (layer, n, _) = self.layer_of_alias(n);
        layer.origin(n).starts_with(TAKEN_IN.as_bytes())
    }

    /// Whether the alias with this number was shipped.
    fn is_shipped(&self, n: u32) -> bool {
        let (layer, n, _) = self.layer_of_alias(n);
        layer.origin(n) == b"shipped"
    }

    /// Sixteen hexadecimal digits that change whenever anything in it does, and tell nothing of the order it was read in.
    pub fn version(&self) -> String {
        version(self.over.as_ref().map_or(self.base.digest, |o| o.digest))
    }

    /// The version of the compiled part.
    pub fn compiled_version(&self) -> String {
        version(self.base.digest)
    }

    /// The same with changes over the compiled part, in the place of any that lie over it now: `keys` are the entities that may be
    /// other than they were compiled, `now` holds those of them that still exist, with all their aliases, and `tenures` all tenures in which
    /// one of them stands.
    pub fn with_changes<'k>(
        &self,
        keys: impl Iterator<Item = &'k str>,
        now: Builder,
        tenures: Vec<KeyedTenure>,
    ) -> Self {
        let over = Over::new(&self.base, keys, (now.into_layer(), tenures));
        Gazetteer { base: Arc::clone(&self.base), over: Some(Arc::new(over)) }
    }

    /// Writes the compiled part.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, to: &mut Saving) -> io::Result<()> {
        self.base.save(to)
    }

    /// Takes the compiled part, as it was saved.
    ///
    /// # Errors
    /// When the file holds something else.
    pub fn open(from: &mut Opening) -> io::Result<Self> {
        Ok(Gazetteer { base: Arc::new(Layer::open(from)?), over: None })
    }

    /// Bytes that it takes.
    pub fn memory(&self) -> usize {
        self.base.memory() + self.over.as_ref().map_or(0, |o| o.layer.memory())
    }

    fn is_gone(&self, compiled: u32) -> bool {
        self.over.as_ref().is_some_and(|o| o.gone.contains(&compiled))
    }

    /// A compiled tenure, unless one of its entities is gone or changed: then those that lie over it count.
    fn live<'g>(&'g self, tenure: Tenure<'g>) -> Option<Tenure<'g>> {
        (!self.is_gone(tenure.of.0) && !self.is_gone(tenure.holder.0)).then_some(tenure)
    }
}

fn version(digest: u64) -> String {
    format!("{digest:016x}")
}

/// Parts of the sum that a gazetteer's version is made of: one for each row, so that a change needs only the rows it changed.
pub mod digest {
    use xxhash_rust::xxh3::{Xxh3, xxh3_64, xxh3_64_with_seed};

    use super::{Alias, Entity, Tenure};

    /// The part of an entity.
    pub fn entity(e: &Entity) -> u64 {
        let (gender, country) = (e.gender.unwrap_or_default(), e.country.unwrap_or_default());
        let prominence = [e.prominence];
        let texts = ["entity", e.key, e.kind.word(), e.name, e.description, e.external, e.origin, gender, country];
        parts(&texts).wrapping_add(xxh3_64_with_seed(&prominence, xxh3_64(e.key.as_bytes())))
    }

    /// The part of an alias of the entity with this key.
    pub fn alias(key: &str, a: &Alias) -> u64 {
        parts(&["alias", key, a.spelling, a.language, a.sort.word(), a.case.word(), a.origin])
    }

    /// The part of a tenure; the keys are those of the country or body, and of the holder.
    pub fn tenure((of, holder): (&str, &str), t: &Tenure) -> u64 {
        parts(&["tenure", t.office, t.role, of, holder, t.since, t.until])
    }

    fn parts(texts: &[&str]) -> u64 {
        let mut hash = Xxh3::new();
        for text in texts {
            hash.update(text.as_bytes());
            hash.update(&[0]);
        }
        hash.digest()
    }
}
