//! The version of the gazetteer in the base, kept in step with each edit without a look at the rest of it.

use std::collections::BTreeSet;

use super::{EditError, StoreError, Writer, touched::Known};

impl Writer<'_> {
    /// Does `work`, which changes nothing but the entities with these keys, and records the new version and that they changed.
    pub(super) fn changing<T>(
        &mut self,
        keys: &[&str],
        work: impl FnOnce(&mut Self) -> Result<T, EditError>,
    ) -> Result<T, EditError> {
        keys.iter().try_for_each(|key| self.touch(key))?;
        let before = self.part_of(keys)?;
        let result = work(self)?;
        let after = self.part_of(keys)?;
        self.move_version(after.wrapping_sub(before))?;
        for key in keys {
            self.connection.prepare_cached("INSERT INTO changed VALUES (?) ON CONFLICT DO NOTHING")?.execute([key])?;
        }
        Ok(result)
    }

    /// The part that these entities, their aliases and tenures have in the version; one that is named twice counts once.
    fn part_of(&self, keys: &[&str]) -> Result<u64, StoreError> {
        let keys: BTreeSet<&str> = keys.iter().copied().collect();
        let known = keys.iter().map(|key| self.known_as(key)).collect::<Result<Vec<_>, _>>()?;
        Ok(Known::sum(known.iter()))
    }

    /// Records a version that is so much further on.
    pub(super) fn move_version(&mut self, by: u64) -> Result<(), StoreError> {
        let version = self.gazetteer_version()?.unwrap_or_default();
        let sum = u64::from_str_radix(&version, 16)
            .map_err(|_| StoreError::Word { expected: "a version of the gazetteer", found: version })?;
        self.state("gazetteer", &format!("{:016x}", sum.wrapping_add(by)))
    }
}
