//! What a format had no place for, counted while it is written.

use super::{Dropped, Told};

/// Counts by name, in the order in which they were first met.
#[derive(Default)]
pub(super) struct Drops(Vec<Dropped>);

impl Drops {
    /// So many more of this.
    pub fn add(&mut self, what: &'static str, times: u64) {
        match self.0.iter_mut().find(|dropped| dropped.what == what) {
            _ if times == 0 => {}
            Some(dropped) => dropped.times += times,
            None => self.0.push(Dropped { what, times }),
        }
    }

    /// What is known of an entity besides its spellings and ids, where a format keeps nothing of it.
    pub fn facts(&mut self, told: &Told) {
        self.add("descriptions", u64::from(!told.description.is_empty()));
        self.add("genders", u64::from(told.gender.is_some()));
        self.add("countries", u64::from(told.country.is_some()));
        self.add("prominence", u64::from(told.prominence > 0));
    }

    /// All of them.
    pub fn into_list(self) -> Vec<Dropped> {
        self.0
    }
}
