//! Tables used again and again while a name is searched: nothing is cleared that was not touched.

/// What has been met since the start.
#[derive(Default)]
pub(super) struct Seen {
    turn: u32,
    turns: Vec<u32>,
}

impl Seen {
    /// Forgets everything; there are `most` places.
    pub fn start(&mut self, most: usize) {
        if self.turn == u32::MAX {
            (self.turn, self.turns) = (0, Vec::new());
        }
        self.turn += 1;
        if self.turns.len() < most {
            self.turns.resize(most, 0);
        }
    }

    /// Whether this place is met for the first time.
    pub fn first(&mut self, place: u32) -> bool {
        std::mem::replace(&mut self.turns[place as usize], self.turn) != self.turn
    }
}

/// Sums by place.
#[derive(Default)]
pub(super) struct Sums {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl Sums {
    /// Makes room for `most` places.
    pub fn start(&mut self, most: usize) {
        if self.sums.len() < most {
            self.sums.resize(most, 0.0);
        }
    }

    /// Adds to a place; where it has nothing yet only if `new`.
    pub fn add(&mut self, place: u32, weight: f32, new: bool) {
        let sum = &mut self.sums[place as usize];
        if *sum > 0.0 {
            *sum += weight;
        } else if new {
            *sum = weight;
            self.touched.push(place);
        }
    }

    /// Whether nothing has been added.
    pub fn is_empty(&self) -> bool {
        self.touched.is_empty()
    }

    /// The `most` places with the largest sums; everything is zero again.
    pub fn take(&mut self, most: usize) -> Vec<u32> {
        let Self { sums, touched } = self;
        let larger = |a: &u32, b: &u32| sums[*b as usize].total_cmp(&sums[*a as usize]).then(a.cmp(b));
        let mut best = touched.clone();
        if best.len() > most {
            best.select_nth_unstable_by(most, larger);
            best.truncate(most);
        }
        best.sort_unstable_by(larger);
        touched.drain(..).for_each(|place| sums[place as usize] = 0.0);
        best
    }
}
