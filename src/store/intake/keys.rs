//! Keys for new entities.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::super::{Reader, StoreError, keys};

/// What the key of an entity begins with whose name folds to this.
pub(in crate::store) fn stem(folded: &str) -> String {
    let groups: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|g| !g.is_empty()).collect();
    if groups.is_empty() { format!("x{}", keys::hash(folded.as_bytes())) } else { groups.join("-") }
}

/// The numbers behind keys that were taken, so that a thousand of one name need not be tried from 2 on each time.
#[derive(Default)]
pub(in crate::store) struct Keys(FxHashMap<u64, u32>);

impl Keys {
    /// The first key of this stem that is free: the stem itself, or with a number behind it.
    pub fn free(
        &mut self,
        stem: &str,
        mut is_taken: impl FnMut(&str) -> Result<bool, StoreError>,
    ) -> Result<String, StoreError> {
        if !is_taken(stem)? {
            return Ok(stem.to_owned());
        }
        let next = self.0.entry(xxh3_64(stem.as_bytes())).or_insert(2);
        loop {
            let key = format!("{stem}-{next}");
            *next += 1;
            if !is_taken(&key)? {
                return Ok(key);
            }
        }
    }
}

impl Reader<'_> {
    /// A free key for a new entity of this name: `Harrow Mere` gives `harrow-mere`, or `harrow-mere-2` when that is taken.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn new_entity_key(&self, name: &str) -> Result<String, StoreError> {
        let stem = stem(&crate::text::fold(name));
        Keys::default().free(&stem, |key| self.is_key(key))
    }
}
