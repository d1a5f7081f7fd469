//! The gazetteer: entities, their spellings, and who held which office when.

pub mod files;

use xxhash_rust::xxh3::Xxh3;

use crate::model::{AliasSort, CasePolicy, EntityId, Kind};

/// A person, place, organisation or work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Readable id: `vasily-nebenzya`.
    pub key: String,
    /// What it is.
    pub kind: Kind,
    /// Canonical name.
    pub name: String,
    /// A few words that tell homonyms apart.
    pub description: String,
    /// `f` or `m`, for persons.
    pub gender: Option<String>,
    /// Key of the country it belongs to.
    pub country: Option<String>,
    /// Ids elsewhere, `scheme:id`, separated by spaces.
    pub external: String,
    /// `shipped` or `user`.
    pub origin: String,
}

/// One spelling of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Whose spelling it is.
    pub entity: EntityId,
    /// As written.
    pub spelling: String,
    /// ISO 639-1 code, `*` for every language.
    pub language: String,
    /// What sort of spelling.
    pub sort: AliasSort,
    /// How it minds capitals.
    pub case: CasePolicy,
    /// `shipped` or `user`.
    pub origin: String,
}

/// Somebody's time in an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// Id of the office: `us-defense-secretary`.
    pub office: String,
    /// What the office is: packs know the phrases for it.
    pub role: String,
    /// The country or body the office belongs to.
    pub of: EntityId,
    /// Who held it.
    pub holder: EntityId,
    /// First day, as precise as known; empty when unknown.
    pub since: String,
    /// Last day, as precise as known; empty when unknown or still in office.
    pub until: String,
}

/// All that is known, in an order that does not depend on where it was read from.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    entities: Vec<Entity>,
    aliases: Vec<Alias>,
    tenures: Vec<Tenure>,
    version: String,
}

impl Gazetteer {
    /// Puts the parts in order and computes the version. `entities` may come in any order; the ids in `aliases` and
    /// `tenures` are places in `entities` as given.
    pub fn new(entities: Vec<Entity>, mut aliases: Vec<Alias>, mut tenures: Vec<Tenure>) -> Self {
        let mut order: Vec<usize> = (0..entities.len()).collect();
        order.sort_by(|&a, &b| entities[a].key.cmp(&entities[b].key));
        let mut place = vec![EntityId(0); entities.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = EntityId(new as u32);
        }
        let mut slots: Vec<Option<Entity>> = entities.into_iter().map(Some).collect();
        let entities = order.iter().filter_map(|&old| slots[old].take()).collect();
        let moved = |id: &mut EntityId| *id = place[id.0 as usize];
        aliases.iter_mut().for_each(|a| moved(&mut a.entity));
        tenures.iter_mut().for_each(|t| {
            moved(&mut t.of);
            moved(&mut t.holder);
        });
        aliases.sort_by(|a, b| (a.entity, &a.spelling).cmp(&(b.entity, &b.spelling)));
        tenures.sort_by(|a, b| (&a.office, &a.since, a.holder).cmp(&(&b.office, &b.since, b.holder)));
        let mut gazetteer = Gazetteer { entities, aliases, tenures, version: String::new() };
        gazetteer.version = gazetteer.checksum();
        gazetteer
    }

    /// Every entity, by key; an [`EntityId`] is a place in this list.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The entity with this id.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// The id of the entity with this key.
    pub fn find(&self, key: &str) -> Option<EntityId> {
        self.entities.binary_search_by(|e| e.key.as_str().cmp(key)).ok().map(|i| EntityId(i as u32))
    }

    /// Every alias, by entity and spelling.
    pub fn aliases(&self) -> &[Alias] {
        &self.aliases
    }

    /// Every tenure, by office and date.
    pub fn tenures(&self) -> &[Tenure] {
        &self.tenures
    }

    /// Sixteen hexadecimal digits that change whenever anything in it does.
    pub fn version(&self) -> &str {
        &self.version
    }

    fn checksum(&self) -> String {
        let mut hash = Xxh3::new();
        let mut field = |text: &str| {
            hash.update(text.as_bytes());
            hash.update(&[0]);
        };
        for e in &self.entities {
            for text in [&e.key, e.kind.word(), &e.name, &e.description, &e.external, &e.origin] {
                field(text);
            }
            field(e.gender.as_deref().unwrap_or_default());
            field(e.country.as_deref().unwrap_or_default());
        }
        for a in &self.aliases {
            field(&self.entity(a.entity).key);
            for text in [&a.spelling, &a.language, a.sort.word(), a.case.word(), &a.origin] {
                field(text);
            }
        }
        for t in &self.tenures {
            for text in [&t.office, &t.role, &self.entity(t.of).key, &self.entity(t.holder).key, &t.since, &t.until] {
                field(text);
            }
        }
        format!("{:016x}", hash.digest())
    }
}
