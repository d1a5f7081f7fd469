//! Who is meant: an entity that the base has, or a new one.
//!
//! Any external id decides; else, in files of ours, the key; else a name that one entity of the same kind and country has, and only it.
//! Whoever has another id of the same scheme is somebody else. What does not decide is added apart, and told as doubtful.

use rusqlite::{OptionalExtension as _, Row as Found, params};
use xxhash_rust::xxh3::xxh3_64;

use super::{
    super::{StoreError, gazetteer},
    feed::Row,
    rows::Rows,
};
use crate::{
    gazetteer::{Entity, digest, exchange::Told},
    model::Kind,
};

/// Entities of one name that are looked at, at most.
pub(super) const LOOKED_AT: usize = 16;

/// Who a row is about.
pub(super) enum Who {
    /// An entity of the base, and what speaks against it.
    Known(Known, Option<String>),
    /// None of the base, and which ones it may be after all.
    New(Option<String>),
    /// One that only the base could tell of, and it does not.
    Unknown,
}

/// An entity of the base, as it stands.
pub(super) struct Known {
    pub id: i64,
    pub key: String,
    pub kind: Kind,
    pub country: Option<String>,
    pub external: String,
    pub prominence: u8,
    pub origin: String,
    /// Its part in the version of the gazetteer.
    pub digest: u64,
}

impl Known {
    pub fn read(row: &Found<'_>) -> Result<Known, StoreError> {
        let e: Entity<'_> = gazetteer::entity(row)?;
        let [key, external, origin] = [e.key, e.external, e.origin].map(str::to_owned);
        let (id, country, digest) = (row.get("id")?, e.country.map(str::to_owned), digest::entity(&e));
        Ok(Known { id, key, kind: e.kind, country, external, prominence: e.prominence, origin, digest })
    }

    /// Its ids elsewhere.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.external.split(' ').filter(|id| !id.is_empty())
    }

    /// Whether it has another id of the same scheme.
    fn is_another(&self, told: &Told) -> bool {
        let scheme = |id: &str| id.split(':').next().map(str::to_owned);
        let clashes = |own: &str| {
            let same: Vec<&String> = told.external.iter().filter(|id| scheme(id) == scheme(own)).collect();
            !same.is_empty() && !same.iter().any(|id| *id == own)
        };
        self.ids().any(clashes)
    }
}

/// What a row tells of the country.
pub(super) enum Country {
    /// Nothing.
    Untold,
    /// One that the base does not have.
    Unknown,
    /// The one with this key.
    Known(String),
}

impl Country {
    /// Whether it is the country of this entity; none where that cannot be told.
    fn is_of(&self, known: &Known) -> Option<bool> {
        match (self, &known.country) {
            (Country::Known(told), Some(own)) => Some(told == own),
            // a country belongs to itself
            (Country::Known(told), None) if *told == known.key => Some(true),
            (Country::Untold, None) => Some(true),
            _ => None,
        }
    }
}

impl Rows<'_> {
    /// Who a row is about.
    pub fn who(&mut self, row: &Row) -> Result<Who, StoreError> {
        if let Some(found) = self.by_id(&row.told)? {
            return Ok(found);
        }
        if let Some(known) = self.by_key(&row.told)? {
            return Ok(Who::Known(known, None));
        }
        match row.told.kind {
            None => Ok(Who::Unknown),
            Some(kind) => self.by_name(row, kind),
        }
    }

    fn by_id(&mut self, told: &Told) -> Result<Option<Who>, StoreError> {
        let mut found: Option<(&str, i64)> = None;
        let mut other = None;
        for id in &told.external {
            match (self.owner(id)?, found) {
                (Some(entity), None) => found = Some((id, entity)),
                (Some(entity), Some((_, first))) if entity != first && other.is_none() => other = Some((id, entity)),
                _ => {}
            }
        }
        let Some((id, entity)) = found else { return Ok(None) };
        let Some(known) = self.entity(entity)? else { return Ok(None) };
        let doubt = match other {
            Some((second, entity)) => {
                let other = self.entity(entity)?.map(|e| e.key).unwrap_or_default();
                Some(format!("{id} is @{}, {second} is @{other}; joined with the first", known.key))
            }
            None => None,
        };
        Ok(Some(Who::Known(known, doubt)))
    }

    fn by_key(&mut self, told: &Told) -> Result<Option<Known>, StoreError> {
        let Some(key) = &told.key else { return Ok(None) };
        let row = match self.renamed.get(key) {
            Some(&row) => Some(row),
            None => self.entity_row(key)?,
        };
        let known = row.map(|row| self.entity(row)).transpose()?.flatten();
        Ok(known.filter(|e| told.kind.is_none_or(|kind| kind == e.kind) && !e.is_another(told)))
    }

    fn by_name(&mut self, row: &Row, kind: Kind) -> Result<Who, StoreError> {
        let country = self.country(&row.told)?;
        let (mut same, mut perhaps) = (Vec::new(), Vec::new());
        for entity in self.named(&row.folded)? {
            let Some(known) = self.entity(entity)?.filter(|e| e.kind == kind && !e.is_another(&row.told)) else {
                continue;
            };
            // one of this file that has ids is known by them
            if known.origin == self.origin && !known.external.is_empty() {
                continue;
            }
            match country.is_of(&known) {
                Some(true) => same.push(known),
                Some(false) => {}
                None => perhaps.push(known),
            }
        }
        let keys = |all: &[Known]| all.iter().map(|e| format!("@{}", e.key)).collect::<Vec<_>>().join(" or ");
        Ok(match (same.len(), perhaps.len()) {
            (1, _) => Who::Known(same.remove(0), None),
            (0, 0) => Who::New(None),
            (0, _) => Who::New(Some(format!("it may be {}: of one the country is not told", keys(&perhaps)))),
            _ => Who::New(Some(format!("it may be {}", keys(&same)))),
        })
    }

    /// The entities that have a name which folds to this, by row.
    fn named(&mut self, folded: &str) -> Result<Vec<i64>, StoreError> {
        let mut found: Vec<i64> = match &self.bulk {
            None => {
                let sql = "SELECT entity FROM alias WHERE folded = ? AND sort = 'name' AND active";
                let mut select = self.connection.prepare_cached(sql)?;
                let rows = select.query_map([folded], |row| row.get(0))?;
                rows.collect::<Result<_, _>>()?
            }
            Some(bulk) => {
                let sql = "SELECT 1 FROM alias WHERE entity = ? AND folded = ? AND sort = 'name' AND active";
                let mut select = self.connection.prepare_cached(sql)?;
                let near = bulk.names.get(xxh3_64(folded.as_bytes())).take(LOOKED_AT);
                near.map(|row| Ok((row, select.exists(params![row, folded])?)))
                    .filter_map(|found: rusqlite::Result<_>| found.map(|(row, named)| named.then_some(row)).transpose())
                    .collect::<Result<_, _>>()?
            }
        };
        found.sort_unstable();
        found.truncate(LOOKED_AT);
        Ok(found)
    }

    /// The country that a row tells.
    pub fn country(&mut self, told: &Told) -> Result<Country, StoreError> {
        let Some(country) = &told.country else { return Ok(Country::Untold) };
        if !self.countries.contains_key(country) {
            let row = if country.contains(':') { self.owner(country)? } else { self.entity_row(country)? };
            let key = row.map(|row| self.entity(row)).transpose()?.flatten().map(|e| e.key);
            self.countries.insert(country.clone(), key);
        }
        Ok(self.countries[country].clone().map_or(Country::Unknown, Country::Known))
    }

    /// The row of the entity with this external id.
    pub fn owner(&self, id: &str) -> Result<Option<i64>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT entity FROM external_id WHERE id = ?")?;
        Ok(select.query_row([id], |row| row.get(0)).optional()?)
    }

    /// The row of the entity with this key.
    pub fn entity_row(&self, key: &str) -> Result<Option<i64>, StoreError> {
        let Some(bulk) = &self.bulk else {
            let mut select = self.connection.prepare_cached("SELECT id FROM entity WHERE key = ?")?;
            return Ok(select.query_row([key], |row| row.get(0)).optional()?);
        };
        let mut select = self.connection.prepare_cached("SELECT 1 FROM entity WHERE id = ? AND key = ?")?;
        for row in bulk.keys.get(xxh3_64(key.as_bytes())) {
            if select.exists(params![row, key])? {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// The entity in a row.
    pub fn entity(&self, row: i64) -> Result<Option<Known>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT * FROM entity WHERE id = ?")?;
        let mut rows = select.query([row])?;
        rows.next()?.map(Known::read).transpose()
    }
}
