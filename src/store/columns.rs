//! The gazetteer of the base told row by row, in the orders in which it is compiled: nothing of it is held in memory.

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
    /// The next entity, by key.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn entity(&mut self, row: i64, entity: &Entity) -> Result<(), StoreError>;

    /// The next alias of that entity, with its row.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn alias(&mut self, row: i64, alias: &Alias) -> Result<(), StoreError>;

    /// A tenure, of entities heard before, by row; the keys are those of the country or body, and of the holder.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn tenure(&mut self, tenure: &Tenure, rows: (i64, i64), keys: (&str, &str)) -> Result<(), StoreError>;

    /// What an alias folds to, in order; all aliases have been heard.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn folded(&mut self, folded: &str, row: i64) -> Result<(), StoreError>;
}

impl Reader<'_> {
    /// Tells the gazetteer as it stands, with the user's edits and all that was taken in.
    ///
    /// # Errors
    /// When the base cannot be read, and those of the hearer.
    pub fn tell_gazetteer(&self, to: &mut dyn Hearer) -> Result<(), StoreError> {
        self.tell_rows(to)?;
        let mut select =
            self.connection.prepare("SELECT folded, id FROM alias INDEXED BY alias_folded ORDER BY folded")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            to.folded(at(row, 0)?, row.get(1)?)?;
        }
        Ok(())
    }

    /// The sum that the version of the gazetteer as it stands is made of.
    pub(super) fn whole_digest(&self) -> Result<u64, StoreError> {
        let mut digest = Digest::default();
        self.tell_rows(&mut digest)?;
        Ok(digest.sum)
    }

    /// Entities and aliases both in the order of keys: sorted anew from the order in which they lie, since to fetch each by an index is to read
    /// the whole file many times over.
    fn tell_rows(&self, to: &mut dyn Hearer) -> Result<(), StoreError> {
        let sql = "SELECT id, key, kind, name, description, gender, country, external, prominence, origin
            FROM entity NOT INDEXED ORDER BY +key";
        let mut entities = self.connection.prepare(sql)?;
        let sql = "SELECT a.id, a.spelling, a.language, a.sort, a.case_policy, a.origin, e.key
            FROM entity e NOT INDEXED CROSS JOIN alias a ON a.entity = e.id WHERE a.active ORDER BY +e.key";
        let mut aliases = self.connection.prepare(sql)?;
        let (mut entities, mut aliases) = (entities.query([])?, aliases.query([])?);
        let mut alias = aliases.next()?;
        while let Some(row) = entities.next()? {
            let key = at(row, 1)?;
            to.entity(row.get(0)?, &told_entity(row)?)?;
            while let Some(row) = alias {
                if at(row, 6)? != key {
                    break;
                }
                to.alias(row.get(0)?, &told_alias(row)?)?;
                alias = aliases.next()?;
            }
        }
        self.tell_tenures(to)
    }

    /// Rows of the entities that stand in a tenure, in order.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn office_rows(&self) -> Result<Vec<i64>, StoreError> {
        let mut select = self.connection.prepare("SELECT of FROM tenure UNION SELECT holder FROM tenure ORDER BY 1")?;
        Ok(select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    fn tell_tenures(&self, to: &mut dyn Hearer) -> Result<(), StoreError> {
        let sql = "SELECT t.*, o.key AS of_key, h.key AS holder_key FROM tenure t
            JOIN entity o ON o.id = t.of JOIN entity h ON h.id = t.holder";
        let mut select = self.connection.prepare(sql)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let [office, role, since, until] = ["office", "role", "since", "until"].map(|column| text(row, column));
            let (of, holder) = (EntityId(0), EntityId(0));
            let tenure = Tenure { office: office?, role: role?, of, holder, since: since?, until: until? };
            let keys = (text(row, "of_key")?, text(row, "holder_key")?);
            to.tenure(&tenure, (row.get("of")?, row.get("holder")?), keys)?;
        }
        Ok(())
    }
}

/// Adds up what the version is made of.
#[derive(Default)]
struct Digest {
    sum: u64,
    /// The key of the entity told last.
    key: String,
}

impl Digest {
    fn add(&mut self, part: u64) {
        self.sum = self.sum.wrapping_add(part);
    }
}

impl Hearer for Digest {
    fn entity(&mut self, _row: i64, entity: &Entity) -> Result<(), StoreError> {
        entity.key.clone_into(&mut self.key);
        self.add(digest::entity(entity));
        Ok(())
    }

    fn alias(&mut self, _row: i64, alias: &Alias) -> Result<(), StoreError> {
        self.add(digest::alias(&self.key, alias));
        Ok(())
    }

    fn tenure(&mut self, tenure: &Tenure, _rows: (i64, i64), keys: (&str, &str)) -> Result<(), StoreError> {
        self.add(digest::tenure(keys, tenure));
        Ok(())
    }

    fn folded(&mut self, _folded: &str, _row: i64) -> Result<(), StoreError> {
        Ok(())
    }
}

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
    let (sort, case) = (at(row, 3)?, at(row, 4)?);
    Ok(Alias {
        entity: EntityId(0),
        spelling: at(row, 1)?,
        language: at(row, 2)?,
        sort: AliasSort::from_word(sort).map_or_else(|| word(row, "sort", AliasSort::from_word), Ok)?,
        case: CasePolicy::from_word(case).map_or_else(|| word(row, "case_policy", CasePolicy::from_word), Ok)?,
        origin: at(row, 5)?,
    })
}
