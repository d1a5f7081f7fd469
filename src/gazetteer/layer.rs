//! A list of entities with all that belongs to them, as flat columns: what is compiled, saved and mapped.

use std::{io, ops::Range};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::{Alias, Entity, Tenure};
use crate::{
    flat::{Flat, Opening, Saving, Strings},
    model::{AliasSort, CasePolicy, EntityId, Kind},
};

/// Texts of an entity: key, name, description, gender, country, ids elsewhere, origin.
pub(super) const FIELDS: usize = 7;

/// Numbers of an alias' class: language, sort, case policy, origin.
pub(super) const CLASS: usize = 4;

/// Numbers of a tenure: role, of, since, holder, office, until. They are sorted so.
pub(super) const TENURE: usize = 6;

/// Entities by key, aliases by entity and spelling, tenures by role and country.
#[derive(Default)]
pub(super) struct Layer {
    /// The sum of the digests of all rows.
    pub digest: u64,
    /// [`FIELDS`] for each entity.
    pub fields: Strings,
    pub kinds: Flat<u8>,
    /// How well known each entity is.
    pub prominence: Flat<u8>,
    pub spellings: Strings,
    /// For each alias its entity.
    pub owners: Flat<u32>,
    /// For each alias its class: most aliases share a few.
    pub class_of: Flat<u32>,
    /// [`CLASS`] for each class; languages and origins are places in `words`.
    pub classes: Flat<u32>,
    /// [`TENURE`] for each tenure; texts are places in `words`.
    pub tenures: Flat<u32>,
    /// Tenures by holder: places in `tenures`.
    pub held: Flat<u32>,
    /// Words that repeat, in order.
    pub words: Strings,
    /// Words that full names of persons begin with.
    pub given: Counted,
    /// Words that they end with.
    pub family: Counted,
}

/// Hashes of folded words, in order, and how much the names that have each weigh together.
#[derive(Default)]
pub(super) struct Counted {
    hashes: Flat<u64>,
    weights: Flat<u32>,
}

impl Counted {
    /// Adds up the weights of words by their hashes.
    pub fn new(mut words: Vec<(u64, u32)>) -> Self {
        words.par_sort_unstable();
        let runs = words.chunk_by(|a, b| a.0 == b.0);
        let (hashes, weights): (Vec<u64>, Vec<u32>) =
            runs.map(|run| (run[0].0, run.iter().map(|(_, weight)| weight).sum::<u32>())).unzip();
        Counted { hashes: hashes.into(), weights: weights.into() }
    }

    /// How much the names with the word of this hash weigh.
    pub fn of(&self, hash: u64) -> u32 {
        self.hashes.binary_search(&hash).map_or(0, |n| self.weights[n])
    }

    pub fn save(&self, to: &mut Saving) -> io::Result<()> {
        to.section(&self.hashes)?;
        to.section(&self.weights)
    }

    fn open(from: &mut Opening) -> io::Result<Self> {
        Ok(Counted { hashes: from.section()?, weights: from.section()? })
    }

    fn memory(&self) -> usize {
        self.hashes.len() * 8 + self.weights.len() * 4
    }
}

/// What stands for a folded word of a name.
pub(super) fn word_hash(folded: &str) -> u64 {
    xxh3_64(folded.as_bytes())
}

impl Layer {
    pub fn entities(&self) -> u32 {
        self.kinds.len() as u32
    }

    pub fn entity(&self, n: u32) -> Entity<'_> {
        let field = |k: usize| self.fields.get(n as usize * FIELDS + k);
        let filled = |k: usize| Some(field(k)).filter(|f| !f.is_empty());
        Entity {
            key: field(0),
            kind: self.kind(n),
            name: field(1),
            description: field(2),
            gender: filled(3),
            country: filled(4),
            external: field(5),
            prominence: self.prominence(n),
            origin: field(6),
        }
    }

    pub fn kind(&self, n: u32) -> Kind {
        value(Kind::ALL, self.kinds[n as usize].into())
    }

    pub fn prominence(&self, n: u32) -> u8 {
        self.prominence[n as usize]
    }

    pub fn key(&self, n: u32) -> &str {
        self.fields.get(n as usize * FIELDS)
    }

    /// The place of the entity with this key.
    pub fn find(&self, key: &str) -> Option<u32> {
        let at = partition(self.entities(), |n| self.fields.get(n as usize * FIELDS) < key);
        (at < self.entities() && self.fields.get(at as usize * FIELDS) == key).then_some(at)
    }

    pub fn aliases(&self) -> u32 {
        self.owners.len() as u32
    }

    /// The entity of an alias.
    pub fn owner(&self, n: u32) -> u32 {
        self.owners[n as usize]
    }

    pub fn alias(&self, n: u32) -> Alias<'_> {
        let class = self.class(n);
        Alias {
            entity: EntityId(self.owner(n)),
            spelling: self.spellings.get(n as usize),
            language: self.words.get(class[0] as usize),
            sort: value(AliasSort::ALL, class[1]),
            case: value(CasePolicy::ALL, class[2]),
            origin: self.words.get(class[3] as usize),
        }
    }

    pub fn name(&self, n: u32) -> &str {
        self.fields.get(n as usize * FIELDS + 1)
    }

    pub fn description(&self, n: u32) -> &str {
        self.fields.get(n as usize * FIELDS + 2)
    }

    pub fn gender(&self, n: u32) -> &str {
        self.fields.get(n as usize * FIELDS + 3)
    }

    /// Where it comes from, as bytes, which nobody has to check.
    pub fn entity_origin(&self, n: u32) -> &[u8] {
        self.fields.bytes(n as usize * FIELDS + 6)
    }

    pub fn country(&self, n: u32) -> &str {
        self.fields.get(n as usize * FIELDS + 4)
    }

    pub fn spelling(&self, n: u32) -> &str {
        self.spellings.get(n as usize)
    }

    pub fn sort(&self, n: u32) -> AliasSort {
        value(AliasSort::ALL, self.class(n)[1])
    }

    pub fn case(&self, n: u32) -> CasePolicy {
        value(CasePolicy::ALL, self.class(n)[2])
    }

    /// Where an alias comes from, as bytes, which nobody has to check.
    pub fn origin(&self, n: u32) -> &[u8] {
        self.words.bytes(self.class(n)[3] as usize)
    }

    pub fn language(&self, n: u32) -> &str {
        self.words.get(self.class(n)[0] as usize)
    }

    /// The same as bytes, which nobody has to check.
    pub fn language_bytes(&self, n: u32) -> &[u8] {
        self.words.bytes(self.class(n)[0] as usize)
    }

    fn class(&self, n: u32) -> &[u32] {
        &self.classes[self.class_of[n as usize] as usize * CLASS..][..CLASS]
    }

    /// The aliases of an entity.
    pub fn aliases_of(&self, entity: u32) -> Range<u32> {
        let owners = &*self.owners;
        let from = owners.partition_point(|&o| o < entity);
        from as u32..(from + owners[from..].partition_point(|&o| o == entity)) as u32
    }

    pub fn tenures(&self) -> u32 {
        (self.tenures.len() / TENURE) as u32
    }

    pub fn tenure(&self, n: u32) -> Tenure<'_> {
        let row = &self.tenures[n as usize * TENURE..][..TENURE];
        let word = |k: usize| self.words.get(row[k] as usize);
        Tenure {
            role: word(0),
            of: EntityId(row[1]),
            since: word(2),
            holder: EntityId(row[3]),
            office: word(4),
            until: word(5),
        }
    }

    /// The tenures of a role in a country or body.
    pub fn tenures_of(&self, role: &str, of: u32) -> Range<u32> {
        let words = self.words.len() as u32;
        let role_place = partition(words, |n| self.words.get(n as usize) < role);
        if role_place == words || self.words.get(role_place as usize) != role {
            return 0..0;
        }
        let rows = &*self.tenures;
        let key = |n: u32| (rows[n as usize * TENURE], rows[n as usize * TENURE + 1]);
        let from = partition(self.tenures(), |n| key(n) < (role_place, of));
        from..partition(self.tenures(), |n| key(n) <= (role_place, of))
    }

    /// The tenures of a holder, by role.
    pub fn tenures_held(&self, holder: u32) -> impl Iterator<Item = u32> {
        let (held, rows) = (&*self.held, &*self.tenures);
        let own = move |n: &u32| rows[*n as usize * TENURE + 3];
        let from = held.partition_point(|n| own(n) < holder);
        held[from..].iter().copied().take_while(move |n| own(n) == holder)
    }

    pub fn save(&self, to: &mut Saving) -> io::Result<()> {
        to.section(&[self.digest])?;
        self.fields.save(to)?;
        to.section(&self.kinds)?;
        to.section(&self.prominence)?;
        self.spellings.save(to)?;
        for numbers in [&self.owners, &self.class_of, &self.classes, &self.tenures, &self.held] {
            to.section(numbers)?;
        }
        self.words.save(to)?;
        self.given.save(to)?;
        self.family.save(to)
    }

    pub fn open(from: &mut Opening) -> io::Result<Self> {
        Ok(Layer {
            digest: from.section::<u64>()?.first().copied().unwrap_or_default(),
            fields: Strings::open(from)?,
            kinds: from.section()?,
            prominence: from.section()?,
            spellings: Strings::open(from)?,
            owners: from.section()?,
            class_of: from.section()?,
            classes: from.section()?,
            tenures: from.section()?,
            held: from.section()?,
            words: Strings::open(from)?,
            given: Counted::open(from)?,
            family: Counted::open(from)?,
        })
    }

    pub fn memory(&self) -> usize {
        let texts = self.fields.memory() + self.spellings.memory() + self.words.memory();
        let numbers =
            self.owners.len() + self.class_of.len() + self.classes.len() + self.tenures.len() + self.held.len();
        texts + self.kinds.len() + self.prominence.len() + numbers * 4 + self.given.memory() + self.family.memory()
    }
}

/// The value that a number stands for; the first where a file holds something else.
fn value<T: Copy>(all: &[T], n: u32) -> T {
    all.get(n as usize).copied().unwrap_or(all[0])
}

/// The first of `0..len` for which `before` does not hold; those for which it does come first.
fn partition(len: u32, before: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}
