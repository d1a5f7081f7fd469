//! Writing what is taken in. When much comes, indexes that it would come into in no order are dropped, and made anew at the end.

use rusqlite::{Connection, Statement, params};
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::{
    super::{Reader, StoreError, Writer},
    feed::{Ready, Row},
    identity::{Country, Known},
    keys::Keys,
    places::Places,
};
use crate::{
    gazetteer::{Alias, Entity, TAKEN_IN, digest, files::well_formed},
    model::{AliasSort, EntityId},
};

/// From so many spellings on indexes are dropped, unless the base has so many times more.
const LARGE: i64 = 20_000;
const TIMES: i64 = 4;

/// Up to so many entities changed are noted one by one; beyond, the gazetteer is compiled anew.
const FEW: usize = 2_000;

/// Statements that run for each row.
struct Inserts<'c> {
    alias: Statement<'c>,
    entity: Statement<'c>,
    id: Statement<'c>,
}

impl<'c> Inserts<'c> {
    fn new(connection: &'c Connection) -> Result<Self, StoreError> {
        let alias = "INSERT INTO alias (entity, spelling, folded, backward, sound, language, sort, case_policy, origin)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
        let entity = "INSERT INTO entity (key, kind, name, description, gender, country, external, prominence, origin)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let id = "INSERT INTO external_id (id, entity) VALUES (?, ?) ON CONFLICT DO NOTHING";
        let [alias, entity, id] = [alias, entity, id].map(|sql| connection.prepare(sql));
        Ok(Inserts { alias: alias?, entity: entity?, id: id? })
    }
}

/// Rows on their way into the base.
pub(super) struct Rows<'c> {
    pub connection: &'c Connection,
    inserts: Inserts<'c>,
    /// Origin of all that comes in.
    pub origin: String,
    number: i64,
    pub bulk: Option<Bulk>,
    /// Spellings written, and after how many indexes are dropped.
    written: i64,
    large: i64,
    /// By how much the version of the gazetteer changes.
    digest: u64,
    touched: Touched,
    /// Entities that were there and have been met.
    met: FxHashSet<i64>,
    free: Keys,
    /// Countries as the file tells them, by key.
    pub countries: FxHashMap<String, Option<String>>,
    /// Keys that the file gives to entities which have others here.
    pub renamed: FxHashMap<String, i64>,
}

/// What stands in the place of indexes while they are not there.
pub(super) struct Bulk {
    /// Entities by a name, those apart that this file told of by an id: these are known by it.
    pub names: Places,
    pub keys: Places,
    indexes: Indexes,
}

/// Indexes that are not there: their names, and how they were made.
pub(super) struct Indexes(Vec<(String, String)>);

/// Those in whose order the gazetteer is told.
const TOLD_BY: [&str; 2] = ["entity_key", "alias_folded"];

/// Memory in which rows are sorted for an index, KiB: more than the processor keeps near would be slower, and so much is sorted on another
/// thread while the next rows are read.
const SORTED_KIB: i64 = 12 << 10;

impl Indexes {
    /// Drops those into which rows would come in no order.
    pub fn drop(connection: &Connection) -> Result<Self, StoreError> {
        let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql NOT NULL AND tbl_name IN ('alias', 'entity')";
        let mut select = connection.prepare(sql)?;
        let found = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found: Vec<(String, String)> = found.collect::<Result<_, _>>()?;
        drop(select);
        found.iter().try_for_each(|(name, _)| connection.execute_batch(&format!("DROP INDEX {name}")))?;
        Ok(Indexes(found))
    }

    /// Makes those anew in whose order the gazetteer is told; the others are left.
    pub fn make_told_by(self, connection: &Connection) -> Result<Self, StoreError> {
        let (first, others) = self.0.into_iter().partition(|(name, _)| TOLD_BY.contains(&name.as_str()));
        Indexes(first).make(connection)?;
        Ok(Indexes(others))
    }

    /// Makes them anew.
    pub fn make(self, connection: &Connection) -> Result<(), StoreError> {
        let kept: i64 = connection.pragma_query_value(None, "cache_size", |row| row.get(0))?;
        connection.pragma_update(None, "cache_size", -SORTED_KIB)?;
        self.0.iter().try_for_each(|(_, sql)| connection.execute_batch(sql))?;
        Ok(connection.pragma_update(None, "cache_size", kept)?)
    }
}

/// Entities that changed, by key, as long as they are few.
#[derive(Default)]
pub(super) struct Touched(Vec<String>);

impl Touched {
    pub fn add(&mut self, key: &str) {
        if self.0.len() <= FEW && self.0.last().is_none_or(|last| last != key) {
            self.0.push(key.to_owned());
        }
    }
}

impl<'c> Rows<'c> {
    pub fn new(connection: &'c Connection, number: i64) -> Result<Self, StoreError> {
        let there: i64 = connection.query_row("SELECT coalesce(max(id), 0) FROM alias", [], |row| row.get(0))?;
        Ok(Rows {
            connection,
            inserts: Inserts::new(connection)?,
            origin: format!("{TAKEN_IN}{number}"),
            number,
            bulk: None,
            written: 0,
            large: LARGE.max(there / TIMES),
            digest: 0,
            touched: Touched::default(),
            met: FxHashSet::default(),
            free: Keys::default(),
            countries: FxHashMap::default(),
            renamed: FxHashMap::default(),
        })
    }

    /// Whether this is the first time that the file tells of an entity that was there.
    pub fn meets(&mut self, known: &Known) -> bool {
        known.origin != self.origin && self.met.insert(known.id)
    }

    /// Adds an entity with its spellings; how many these are.
    pub fn add(&mut self, row: &Row) -> Result<u64, StoreError> {
        let told = &row.told;
        let key = self.free_key(row)?;
        let country = match self.country(told)? {
            Country::Known(key) => Some(key),
            Country::Unknown | Country::Untold => None,
        };
        let external: Vec<&str> = told.external.iter().map(String::as_str).collect();
        let entity = Entity {
            key: &key,
            kind: told.kind.unwrap_or(crate::model::Kind::Work),
            name: &told.name,
            description: &told.description,
            gender: told.gender.as_deref().filter(|gender| matches!(*gender, "f" | "m")),
            country: country.as_deref(),
            external: &external.join(" "),
            prominence: told.prominence,
            origin: &self.origin.clone(),
        };
        let id = self.insert_entity(&entity)?;
        self.digest = self.digest.wrapping_add(digest::entity(&entity));
        self.put_ids(id, external.into_iter())?;
        self.note_place(row, id, &key);
        self.touched.add(&key);
        let mut new = 0;
        let by_name = told.external.is_empty();
        for ready in &row.spellings {
            new += u64::from(self.spell((id, &key, by_name), ready)?);
        }
        Ok(new)
    }

    /// Adds what a row tells to an entity that is there; how many spellings are new.
    pub fn join(&mut self, row: &Row, known: &Known) -> Result<u64, StoreError> {
        let told = &row.told;
        let mut ids = Vec::new();
        for id in &told.external {
            if self.owner(id)?.is_none() {
                ids.push(id.as_str());
            }
        }
        let prominence = known.prominence.max(told.prominence);
        if !ids.is_empty() || prominence > known.prominence {
            self.change(known, (&ids, prominence))?;
        }
        let mut new = 0;
        let by_name = known.origin != self.origin || known.external.is_empty();
        for ready in &row.spellings {
            new += u64::from(self.spell((known.id, &known.key, by_name), ready)?);
        }
        Ok(new)
    }

    /// Adds ids to an entity and raises its prominence; notes it of one that was there before this file.
    fn change(&mut self, known: &Known, (ids, prominence): (&[&str], u8)) -> Result<(), StoreError> {
        let (id, added) = (known.id, ids.join(" "));
        let external: Vec<&str> = known.ids().chain(ids.iter().copied()).collect();
        let sql = "UPDATE entity SET external = ?, prominence = ? WHERE id = ?";
        self.connection.prepare_cached(sql)?.execute(params![external.join(" "), prominence, id])?;
        self.put_ids(id, ids.iter().copied())?;
        if known.origin != self.origin {
            let sql = "INSERT INTO joined (import, entity, external, prominence, before_external, before_prominence)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
                external = trim(external || ' ' || excluded.external), prominence = max(prominence, excluded.prominence)";
            let values = params![self.number, id, added, prominence, known.external, known.prominence];
            self.connection.prepare_cached(sql)?.execute(values)?;
        }
        let now = self.entity(id)?.map_or(known.digest, |now| now.digest);
        self.digest = self.digest.wrapping_sub(known.digest).wrapping_add(now);
        self.touched.add(&known.key);
        Ok(())
    }

    /// Adds a spelling, if the entity does not have it; whether it did not. `by_name`: by it the entity may be known again.
    fn spell(&mut self, (id, key, by_name): (i64, &str, bool), ready: &Ready) -> Result<bool, StoreError> {
        let Ready { spelling: s, folded, backward, sound } = ready;
        let (sort, case) = (s.sort.word(), s.case.word());
        let values = params![id, s.text, folded, backward, sound, s.language, sort, case, self.origin];
        if self.inserts.alias.execute(values)? == 0 {
            return Ok(false);
        }
        let (entity, spelling, language, origin) = (EntityId(0), s.text.as_str(), s.language.as_str(), &*self.origin);
        let alias = Alias { entity, spelling, language, sort: s.sort, case: s.case, origin };
        self.digest = self.digest.wrapping_add(digest::alias(key, &alias));
        self.touched.add(key);
        self.written += 1;
        if let Some(bulk) = self.bulk.as_mut().filter(|_| by_name && s.sort == AliasSort::Name) {
            bulk.note_name(folded, id);
        }
        if self.bulk.is_none() && self.written >= self.large {
            self.bulk = Some(self.without_indexes()?);
        }
        Ok(true)
    }

    fn insert_entity(&mut self, e: &Entity) -> Result<i64, StoreError> {
        let (kind, prominence) = (e.kind.word(), e.prominence);
        let values = params![e.key, kind, e.name, e.description, e.gender, e.country, e.external, prominence, e.origin];
        Ok(self.inserts.entity.insert(values)?)
    }

    fn put_ids<'i>(&mut self, entity: i64, ids: impl Iterator<Item = &'i str>) -> Result<(), StoreError> {
        for id in ids {
            self.inserts.id.execute(params![id, entity])?;
        }
        Ok(())
    }

    /// The key that the file gives, or one made from the name; the first that is free.
    fn free_key(&mut self, row: &Row) -> Result<String, StoreError> {
        let given = row.told.key.as_deref().filter(|key| well_formed(key));
        let mut free = std::mem::take(&mut self.free);
        let key = free.free(given.unwrap_or(&row.stem), |key| Ok(self.entity_row(key)?.is_some()));
        self.free = free;
        key
    }

    /// Notes where a new entity is found again while indexes are not there.
    fn note_place(&mut self, row: &Row, id: i64, key: &str) {
        if let Some(given) = row.told.key.as_ref().filter(|given| *given != key) {
            self.renamed.insert(given.clone(), id);
        }
        let Some(bulk) = &mut self.bulk else { return };
        bulk.keys.insert(xxh3_64(key.as_bytes()), id);
    }

    fn without_indexes(&self) -> Result<Bulk, StoreError> {
        let (mut names, mut keys) = (Places::default(), Places::default());
        let sql = "SELECT a.folded, a.entity FROM alias a JOIN entity e ON e.id = a.entity
            WHERE a.sort = 'name' AND a.active AND (e.origin <> ? OR e.external = '') ORDER BY a.id";
        let mut select = self.connection.prepare(sql)?;
        let mut rows = select.query([&self.origin])?;
        while let Some(row) = rows.next()? {
            names.insert(xxh3_64(row.get_ref(0)?.as_bytes().unwrap_or_default()), row.get(1)?);
        }
        let mut select = self.connection.prepare("SELECT key, id FROM entity ORDER BY id")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            keys.insert(xxh3_64(row.get_ref(0)?.as_bytes().unwrap_or_default()), row.get(1)?);
        }
        Ok(Bulk { names, keys, indexes: Indexes::drop(self.connection)? })
    }

    /// Records the new version of the gazetteer and makes the indexes anew; `when_told` hears of it as soon as it can be told in order.
    pub fn finish(
        self,
        writer: &mut Writer<'_>,
        when_told: &mut dyn FnMut(&Reader<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        drop(self.inserts);
        let left = match self.bulk {
            Some(Bulk { names, keys, indexes }) => {
                drop((names, keys)); // making an index takes memory, too
                Some(indexes.make_told_by(self.connection)?)
            }
            None => None,
        };
        writer.note_changes(&self.touched, self.digest)?;
        when_told(writer)?;
        left.map_or(Ok(()), |left| left.make(self.connection))
    }
}

impl Bulk {
    /// Notes a name; those that very many have decide nothing.
    fn note_name(&mut self, folded: &str, id: i64) {
        let hash = xxh3_64(folded.as_bytes());
        if self.names.get(hash).nth(super::identity::LOOKED_AT).is_none() {
            self.names.insert(hash, id);
        }
    }
}

impl Writer<'_> {
    /// Moves the version of the gazetteer on, and notes what changed, or that it must be compiled anew.
    pub(super) fn note_changes(&mut self, touched: &Touched, digest: u64) -> Result<(), StoreError> {
        self.move_version(digest)?;
        if touched.0.len() > FEW {
            self.connection.execute_batch("DELETE FROM changed; DELETE FROM meta WHERE name = 'compiled'")?;
            return Ok(());
        }
        let mut insert = self.connection.prepare_cached("INSERT INTO changed VALUES (?) ON CONFLICT DO NOTHING")?;
        touched.0.iter().try_for_each(|key| insert.execute([key]).map(|_| ()))?;
        Ok(())
    }
}
