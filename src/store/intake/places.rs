//! Rows of the base by a hash, in little memory: while many come in, the indexes are not there to ask.

/// An empty place.
const NONE: (u32, u32) = (0, 0);

/// Rows, each at a place that half of its hash tells. Several may have the same: whoever asks looks at the row itself.
pub(super) struct Places {
    table: Vec<(u32, u32)>,
    len: usize,
}

impl Default for Places {
    fn default() -> Self {
        Places { table: vec![NONE; 1 << 10], len: 0 }
    }
}

impl Places {
    /// Adds a row; rows are counted from 1.
    pub fn insert(&mut self, hash: u64, row: i64) {
        if (self.len + 1) * 8 > self.table.len() * 6 {
            let more = vec![NONE; self.table.len() * 2];
            let old = std::mem::replace(&mut self.table, more);
            old.into_iter().filter(|&place| place != NONE).for_each(|place| self.put(place));
        }
        self.len += 1;
        self.put(((hash >> 32) as u32, u32::try_from(row).expect("fewer rows than numbers of 32 bits")));
    }

    /// The rows that may have this hash, in the order in which they came.
    pub fn get(&self, hash: u64) -> impl Iterator<Item = i64> {
        let check = (hash >> 32) as u32;
        let from = self.home(check);
        let mask = self.table.len() - 1;
        let run = (0..self.table.len()).map(move |n| self.table[(from + n) & mask]).take_while(|&place| place != NONE);
        run.filter(move |&(own, _)| own == check).map(|(_, row)| i64::from(row))
    }

    fn home(&self, check: u32) -> usize {
        ((u64::from(check) * self.table.len() as u64) >> 32) as usize
    }

    fn put(&mut self, place: (u32, u32)) {
        let mask = self.table.len() - 1;
        let mut at = self.home(place.0);
        while self.table[at] != NONE {
            at = (at + 1) & mask;
        }
        self.table[at] = place;
    }
}

#[cfg(test)]
mod tests {
    use xxhash_rust::xxh3::xxh3_64;

    use super::*;

    #[test]
    fn every_row_is_found_by_its_hash() {
        let mut places = Places::default();
        let hash = |n: i64| xxh3_64(&n.to_le_bytes());
        (1..20_000).for_each(|n| places.insert(hash(n % 15_000), n));
        for n in 1..20_000 {
            assert!(places.get(hash(n % 15_000)).any(|row| row == n), "{n}");
        }
        let strangers = (20_000..30_000).filter(|&n| places.get(hash(n)).next().is_some()).count();
        assert!(strangers < 10, "{strangers}");
    }
}
