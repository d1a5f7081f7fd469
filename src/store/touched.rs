//! What the edits of one transaction change: the entities that they touch as they were before, beside what these are now.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params;

use super::{
    Reader, StoreError, Writer,
    gazetteer::{alias, entity, text},
};
use crate::{
    gazetteer::{Entity, Tenure, digest, name_words},
    model::{AliasSort, EntityId},
    text::fold,
};

/// Entities as they were when an edit of the transaction first touched them, by key.
pub(super) type Touched = BTreeMap<String, Known>;

/// An entity, its spellings and the offices in which it stands: each row with its part in the version of the gazetteer.
#[derive(Default)]
pub(super) struct Known {
    /// The part of the entity's row; 0 where there is none.
    entity: u64,
    /// The same of all that annotation looks at: ids elsewhere are nothing to it.
    particulars: u64,
    spellings: BTreeMap<u64, Spelling>,
    offices: BTreeMap<u64, Office>,
}

/// A spelling as it is looked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling {
    /// Folded.
    pub folded: String,
    /// Whether it may stand in the genitive.
    pub inflected: bool,
    /// The words by which it tells of given and family names, and how much it weighs.
    names: Option<([Option<String>; 2], u32)>,
}

struct Office {
    role: String,
    of: String,
    holder: String,
}

/// What annotation may see otherwise since edits were made.
#[derive(Debug, Default)]
pub struct Changes {
    /// Spellings that came, went or changed, and all of the entities that changed.
    pub spellings: BTreeSet<Spelling>,
    /// The spellings of countries and bodies beside which a role may lead to somebody else now, by key and role.
    pub offices: BTreeMap<(String, String), BTreeSet<Spelling>>,
    /// Words with which full names begin or end, folded, and how much more those weigh that begin with one, and that end with it.
    pub names: BTreeMap<String, [i64; 2]>,
}

impl Known {
    /// Adds up the parts of all rows; each tenure counts once, though several entities stand in it.
    pub fn sum<'k>(all: impl Iterator<Item = &'k Known>) -> u64 {
        let (mut sum, mut tenures) = (0u64, BTreeSet::<&u64>::new());
        for known in all {
            sum = known.spellings.keys().fold(sum.wrapping_add(known.entity), |sum, part| sum.wrapping_add(*part));
            tenures.extend(known.offices.keys());
        }
        tenures.into_iter().fold(sum, |sum, part| sum.wrapping_add(*part))
    }

    fn all_spellings(&self) -> impl Iterator<Item = Spelling> {
        self.spellings.values().cloned()
    }
}

/// The values of one map whose keys the other lacks.
fn others<'m, T>(these: &'m BTreeMap<u64, T>, than: &BTreeMap<u64, T>) -> impl Iterator<Item = &'m T> {
    these.iter().filter(|(part, _)| !than.contains_key(part)).map(|(_, row)| row)
}

impl Writer<'_> {
    /// Notes an entity as it is, unless an edit of this transaction has touched it before.
    pub(super) fn touch(&mut self, key: &str) -> Result<(), StoreError> {
        if !self.touched.contains_key(key) {
            let known = self.known_as(key)?;
            self.touched.insert(key.to_owned(), known);
        }
        Ok(())
    }

    /// What the edits of this transaction have changed since the gazetteer had the version `before`; none where something has changed
    /// that no edit told.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn changes(&self, before: &str) -> Result<Option<Changes>, StoreError> {
        let now = self.touched.keys().map(|key| self.known_as(key)).collect::<Result<Vec<_>, _>>()?;
        let told = Known::sum(now.iter()).wrapping_sub(Known::sum(self.touched.values()));
        let number = |version: &str| u64::from_str_radix(version, 16).ok();
        let version = self.gazetteer_version()?.unwrap_or_default();
        if number(&version).zip(number(before)).is_none_or(|(now, before)| now.wrapping_sub(before) != told) {
            return Ok(None);
        }
        let mut changes = Changes::default();
        for (was, is) in self.touched.values().zip(&now) {
            self.compare(was, is, &mut changes)?;
        }
        Ok(Some(changes))
    }

    fn compare(&self, was: &Known, is: &Known, changes: &mut Changes) -> Result<(), StoreError> {
        changes.spellings.extend(others(&was.spellings, &is.spellings).cloned());
        changes.spellings.extend(others(&is.spellings, &was.spellings).cloned());
        for (known, sign) in [(was, -1), (is, 1)] {
            changes.weigh(known, sign);
            if was.particulars != is.particulars {
                changes.spellings.extend(known.all_spellings());
                known.offices.values().try_for_each(|office| self.reached_by(office, changes))?;
            }
        }
        for office in others(&was.offices, &is.offices).chain(others(&is.offices, &was.offices)) {
            self.reached_by(office, changes)?;
        }
        Ok(())
    }

    /// Where an office leads to its holder, by the words for it or by the holder's name, and a capital to its country: that one may be
    /// told by the words for another office, too.
    fn reached_by(&self, office: &Office, changes: &mut Changes) -> Result<(), StoreError> {
        self.told_by(office, changes)?;
        changes.spellings.extend(self.spellings_of(&office.holder)?);
        if office.role == "capital" {
            let held = self.known_as(&office.holder)?.offices.into_values();
            held.filter(|other| other.holder == office.holder).try_for_each(|other| self.told_by(&other, changes))?;
        }
        Ok(())
    }

    fn told_by(&self, office: &Office, changes: &mut Changes) -> Result<(), StoreError> {
        let of = changes.offices.entry((office.of.clone(), office.role.clone())).or_default();
        of.extend(self.spellings_of(&office.of)?);
        Ok(())
    }

    /// The spellings that an entity has, and those that it had.
    fn spellings_of(&self, key: &str) -> Result<Vec<Spelling>, StoreError> {
        let before = self.touched.get(key).into_iter().flat_map(Known::all_spellings);
        Ok(self.known_as(key)?.all_spellings().chain(before).collect())
    }
}

impl Changes {
    fn weigh(&mut self, known: &Known, sign: i64) {
        for (words, weight) in known.spellings.values().filter_map(|spelling| spelling.names.as_ref()) {
            for (n, word) in words.iter().enumerate().filter_map(|(n, word)| Some((n, word.as_ref()?))) {
                self.names.entry(word.clone()).or_default()[n] += sign * i64::from(*weight);
            }
        }
    }
}

impl Reader<'_> {
    /// The entity with this key as it stands.
    pub(super) fn known_as(&self, key: &str) -> Result<Known, StoreError> {
        let mut known = Known::default();
        let mut select = self.connection.prepare_cached("SELECT * FROM entity WHERE key = ?")?;
        let mut rows = select.query([key])?;
        let Some(row) = rows.next()? else { return Ok(known) };
        let own = entity(row)?;
        known.entity = digest::entity(&own);
        known.particulars = digest::entity(&Entity { external: "", ..own });
        let id: i64 = row.get("id")?;
        let mut select = self.connection.prepare_cached("SELECT * FROM alias WHERE active AND entity = ?")?;
        let mut rows = select.query([id])?;
        while let Some(row) = rows.next()? {
            let alias = alias(row, EntityId(0))?;
            let inflected = matches!(alias.sort, AliasSort::Name | AliasSort::Misspelling | AliasSort::Short);
            let (folded, names) = (fold(alias.spelling), name_words(&alias, own.kind));
            known.spellings.insert(digest::alias(key, &alias), Spelling { folded, inflected, names });
        }
        known.offices = self.offices(id)?;
        Ok(known)
    }

    /// The tenures in which the entity in this row stands.
    fn offices(&self, id: i64) -> Result<BTreeMap<u64, Office>, StoreError> {
        let sql = "SELECT t.*, o.key AS of_key, h.key AS holder_key FROM tenure t
            JOIN entity o ON o.id = t.of JOIN entity h ON h.id = t.holder WHERE ? IN (t.of, t.holder)";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query(params![id])?;
        let mut offices = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let [office, role, since, until] = ["office", "role", "since", "until"].map(|column| text(row, column));
            let (nobody, role) = (EntityId(0), role?);
            let tenure = Tenure { office: office?, role, of: nobody, holder: nobody, since: since?, until: until? };
            let (of, holder) = (text(row, "of_key")?, text(row, "holder_key")?);
            let part = digest::tenure((of, holder), &tenure);
            offices.insert(part, Office { role: role.to_owned(), of: of.to_owned(), holder: holder.to_owned() });
        }
        Ok(offices)
    }
}
