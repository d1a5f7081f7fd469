//! The gazetteer of the base told row by row, as it is compiled: nothing of it is held in memory.

use std::cell::Cell;

use rusqlite::Row;

use super::{
    Reader, StoreError,
    gazetteer::{text, word},
};
use crate::{
    gazetteer::{Alias, Entity, Tenure, digest},
    model::{AliasSort, CasePolicy, EntityId, Kind},
};

/// Hears the gazetteer of a base.
pub trait Hearer {
    /// The row of the next entity in the order of keys; of all of them before anything else.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn key(&mut self, row: i64) -> Result<(), StoreError>;

    /// An entity; all of them before any alias.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn entity(&mut self, row: i64, entity: &Entity) -> Result<(), StoreError>;

    /// An alias, with its row and that of its entity.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn alias(&mut self, row: i64, entity: i64, alias: &Alias) -> Result<(), StoreError>;

    /// A tenure, of entities by row; the keys are those of the country or body, and of the holder.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn tenure(&mut self, tenure: &Tenure, rows: (i64, i64), keys: (&str, &str)) -> Result<(), StoreError>;

    /// What an alias folds to, in order; all aliases have been heard, and some rows that no longer count.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn folded(&mut self, folded: &str, row: i64) -> Result<(), StoreError>;
}

const ENTITIES: &str =
    "SELECT id, key, kind, name, description, gender, country, external, prominence, origin FROM entity NOT INDEXED";

impl Reader<'_> {
    /// Tells the gazetteer as it stands, with the user's edits and all that was taken in. Rows are told as they lie: to fetch each by an
    /// index is to read the whole file many times over.
    ///
    /// # Errors
    /// When the base cannot be read, and those of the hearer.
    pub fn tell_gazetteer(&self, to: &mut dyn Hearer) -> Result<(), StoreError> {
        self.each("SELECT id FROM entity INDEXED BY entity_key ORDER BY key", |row| to.key(row.get(0)?))?;
        self.each(ENTITIES, |row| to.entity(row.get(0)?, &told_entity(row)?))?;
        let sql =
            "SELECT id, entity, spelling, language, sort, case_policy, origin FROM alias NOT INDEXED WHERE active";
        self.each(sql, |row| to.alias(row.get(0)?, row.get(1)?, &told_alias(row)?))?;
        self.tell_tenures(&mut |tenure, rows, keys| to.tenure(tenure, rows, keys))?;
        let sql = "SELECT folded, id FROM alias INDEXED BY alias_folded ORDER BY folded";
        self.each(sql, |row| to.folded(at(row, 0)?, row.get(1)?))
    }

    /// The sum that the version of the gazetteer as it stands is made of.
    pub(super) fn whole_digest(&self) -> Result<u64, StoreError> {
        let sum = Cell::new(0u64);
        let add = |part| {
            sum.set(sum.get().wrapping_add(part));
            Ok(())
        };
        self.each(ENTITIES, |row| add(digest::entity(&told_entity(row)?)))?;
        let sql = "SELECT a.id, a.entity, a.spelling, a.language, a.sort, a.case_policy, a.origin, e.key
            FROM alias a NOT INDEXED CROSS JOIN entity e ON e.id = a.entity WHERE a.active";
        self.each(sql, |row| add(digest::alias(at(row, 7)?, &told_alias(row)?)))?;
        self.tell_tenures(&mut |tenure, _, keys| add(digest::tenure(keys, tenure)))?;
        Ok(sum.get())
    }

    /// How many rows of entities and of aliases there are.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn gazetteer_rows(&self) -> Result<(u32, u32), StoreError> {
        let sql = "SELECT (SELECT count(*) FROM entity), (SELECT count(*) FROM alias)";
        Ok(self.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    fn each(&self, sql: &str, mut tell: impl FnMut(&Row<'_>) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut select = self.connection.prepare(sql)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            tell(row)?;
        }
        Ok(())
    }

    fn tell_tenures(&self, to: &mut TenureHearer<'_>) -> Result<(), StoreError> {
        let sql = "SELECT t.*, o.key AS of_key, h.key AS holder_key FROM tenure t
            JOIN entity o ON o.id = t.of JOIN entity h ON h.id = t.holder";
        self.each(sql, |row| {
            let [office, role, since, until] = ["office", "role", "since", "until"].map(|column| text(row, column));
            let (of, holder) = (EntityId(0), EntityId(0));
            let tenure = Tenure { office: office?, role: role?, of, holder, since: since?, until: until? };
            to(&tenure, (row.get("of")?, row.get("holder")?), (text(row, "of_key")?, text(row, "holder_key")?))
        })
    }
}

/// Hears a tenure, the rows of the country or body and of the holder, and their keys.
type TenureHearer<'h> = dyn FnMut(&Tenure, (i64, i64), (&str, &str)) -> Result<(), StoreError> + 'h;

/// The text in a column, by number: to look for its name in millions of rows takes long.
fn at<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, StoreError> {
    Ok(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?)
}

fn told_entity<'r>(row: &'r Row<'_>) -> Result<Entity<'r>, StoreError> {
    let maybe = |n| Ok::<_, rusqlite::Error>(row.get_ref(n)?.as_str_or_null()?.filter(|t| !t.is_empty()));
    let kind = at(row, 2)?;
    Ok(Entity {
        key: at(row, 1)?,
        kind: Kind::from_word(kind).map_or_else(|| word(row, "kind", Kind::from_word), Ok)?,
        name: at(row, 3)?,
        description: at(row, 4)?,
        gender: maybe(5)?,
        country: maybe(6)?,
        external: at(row, 7)?,
        prominence: row.get(8)?,
        origin: at(row, 9)?,
    })
}

fn told_alias<'r>(row: &'r Row<'_>) -> Result<Alias<'r>, StoreError> {
    let (sort, case) = (at(row, 4)?, at(row, 5)?);
    Ok(Alias {
        entity: EntityId(0),
        spelling: at(row, 2)?,
        language: at(row, 3)?,
        sort: AliasSort::from_word(sort).map_or_else(|| word(row, "sort", AliasSort::from_word), Ok)?,
        case: CasePolicy::from_word(case).map_or_else(|| word(row, "case_policy", CasePolicy::from_word), Ok)?,
        origin: at(row, 6)?,
    })
}
