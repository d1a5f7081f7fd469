//! Chance from a seed: the same throws for the same seed, on every machine.

/// A generator of random numbers (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// One that begins from `seed`.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// A number of 64 bits.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.number() % end as u64) as usize
    }

    /// A number from `first` to `last`, both included.
    pub fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last - first + 1)
    }

    /// True in so many cases of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// `value` in so many cases of a hundred.
    pub fn maybe<T>(&mut self, percent: usize, value: T) -> Option<T> {
        self.chance(percent).then_some(value)
    }

    /// One of `all`.
    pub fn pick<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }

    /// One of `all`, the first ones more often.
    pub fn pick_early<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len()).min(self.below(all.len()))]
    }

    /// One of these words.
    pub fn word(&mut self, all: &[&'static str]) -> &'static str {
        all[self.below(all.len())]
    }

    /// Puts `all` in any order.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for i in (1..all.len()).rev() {
            all.swap(i, self.below(i + 1));
        }
    }
}
