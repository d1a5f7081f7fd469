//! The version of the gazetteer in the base, kept in step with each edit without a look at the rest of it.

use rusqlite::params;

use super::{
    EditError, Reader, StoreError, Writer,
    gazetteer::{alias, entity, text},
};
use crate::{
    gazetteer::{Tenure, digest},
    model::EntityId,
};

impl Writer<'_> {
    /// Does `work`, which changes nothing but the entities with these keys, and records the new version and that they changed.
    pub(super) fn changing<T>(
        &mut self,
        keys: &[&str],
        work: impl FnOnce(&mut Self) -> Result<T, EditError>,
    ) -> Result<T, EditError> {
        let before = self.digest(keys)?;
        let result = work(self)?;
        let after = self.digest(keys)?;
        self.move_version(after.wrapping_sub(before))?;
        for key in keys {
            self.connection.prepare_cached("INSERT INTO changed VALUES (?) ON CONFLICT DO NOTHING")?.execute([key])?;
        }
        Ok(result)
    }

    /// Records a version that is so much further on.
    pub(super) fn move_version(&mut self, by: u64) -> Result<(), StoreError> {
        let version = self.gazetteer_version()?.unwrap_or_default();
        let sum = u64::from_str_radix(&version, 16)
            .map_err(|_| StoreError::Word { expected: "a version of the gazetteer", found: version })?;
        self.state("gazetteer", &format!("{:016x}", sum.wrapping_add(by)))
    }
}

impl Reader<'_> {
    /// The part that these entities, their aliases and tenures have in the version.
    fn digest(&self, keys: &[&str]) -> Result<u64, StoreError> {
        let mut sum = 0u64;
        for &key in keys {
            let mut select = self.connection.prepare_cached("SELECT * FROM entity WHERE key = ?")?;
            let mut rows = select.query([key])?;
            let Some(row) = rows.next()? else { continue };
            sum = sum.wrapping_add(digest::entity(&entity(row)?));
            let mut select = self.connection.prepare_cached("SELECT * FROM alias WHERE active AND entity = ?")?;
            let mut rows = select.query(params![row.get::<_, i64>("id")?])?;
            while let Some(row) = rows.next()? {
                sum = sum.wrapping_add(digest::alias(key, &alias(row, EntityId(0))?));
            }
        }
        Ok(sum.wrapping_add(self.tenures_digest(keys)?))
    }

    /// The part of the tenures in which one of these entities stands.
    fn tenures_digest(&self, keys: &[&str]) -> Result<u64, StoreError> {
        let sql = "SELECT t.*, o.key AS of_key, h.key AS holder_key FROM tenure t
            JOIN entity o ON o.id = t.of JOIN entity h ON h.id = t.holder
            WHERE o.key IN (SELECT value FROM json_each(?1)) OR h.key IN (SELECT value FROM json_each(?1))";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([serde_json::to_string(keys).expect("keys are texts")])?;
        let mut sum = 0u64;
        while let Some(row) = rows.next()? {
            let [office, role, since, until] = ["office", "role", "since", "until"].map(|column| text(row, column));
            let (of, holder) = (EntityId(0), EntityId(0));
            let tenure = Tenure { office: office?, role: role?, of, holder, since: since?, until: until? };
            let keys = (text(row, "of_key")?, text(row, "holder_key")?);
            sum = sum.wrapping_add(digest::tenure(keys, &tenure));
        }
        Ok(sum)
    }
}
