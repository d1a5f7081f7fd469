//! How often proposals are right, counted as in running news, where nine in ten unknown names are of new people.

use dixit::annotate::discover::{Piece, Pile};

use super::{fit, world::Judged};

/// New people for each spelling of somebody known.
const NEW: f32 = 9.0;

/// How many of these are like nobody known; the articles hold far more of those that are.
const STRANGERS: f32 = 0.8;

/// What each article counts, so that they are together like running news.
pub fn weights(judged: &[&Judged]) -> Vec<f32> {
    let sort = |case: &Judged| match (&case.gold, case.case.as_str()) {
        (Some(_), _) => 0,
        (None, "stranger" | "same-office") => 1,
        _ => 2,
    };
    let count = |n: usize| judged.iter().filter(|case| sort(case) == n).count() as f32;
    let new = NEW * count(0);
    let each = [1.0, new * STRANGERS / count(1), new * (1.0 - STRANGERS) / count(2)];
    judged.iter().map(|case| each[sort(case)]).collect()
}

/// Counts, those of new people weighed.
#[derive(Default)]
pub struct Figures {
    known: f32,
    /// Proposals of any pile but the new, and the right ones among them.
    proposed: f32,
    right: f32,
    sure: f32,
    sure_right: f32,
    /// Plain counts of the sure ones.
    sure_counts: (usize, usize),
}

impl Figures {
    /// Of what discovery says.
    pub fn with_context(judged: &[&Judged]) -> Self {
        Self::count(judged, |case| (case.pile, case.is_right()))
    }

    /// Of likeness alone: the likest candidate, where it is likely enough.
    pub fn of_names(judged: &[&Judged], alone: &Alone) -> Self {
        Self::count(judged, |case| {
            let (best, chance) = alone.best(case);
            let pile = if chance >= alone.least { Pile::Likely } else { Pile::New };
            (pile, best == case.gold)
        })
    }

    fn count(judged: &[&Judged], verdict: impl Fn(&Judged) -> (Pile, bool)) -> Self {
        let mut figures = Figures::default();
        for (case, weight) in judged.iter().zip(weights(judged)) {
            let (pile, right) = verdict(case);
            figures.known += if case.gold.is_some() { 1.0 } else { 0.0 };
            if pile <= Pile::Likely {
                figures.proposed += weight;
                figures.right += if right { weight } else { 0.0 };
            }
            if pile == Pile::Sure {
                figures.sure += weight;
                figures.sure_right += if right { weight } else { 0.0 };
                figures.sure_counts.0 += usize::from(right);
                figures.sure_counts.1 += 1;
            }
        }
        figures
    }

    pub fn sure_precision(&self) -> f32 {
        if self.sure == 0.0 { 1.0 } else { self.sure_right / self.sure }
    }

    pub fn f1(&self) -> f32 {
        2.0 * self.right / (self.proposed + self.known)
    }

    pub fn told(&self) -> String {
        format!(
            "F1 {:.3} (precision {:.3}, recall {:.3}); sure: {} of {} right, precision {:.3}, recall {:.3}",
            self.f1(),
            self.right / self.proposed,
            self.right / self.known,
            self.sure_counts.0,
            self.sure_counts.1,
            self.sure_precision(),
            self.sure_right / self.known
        )
    }
}

/// What weighs likeness alone: fitted on the same articles as all the rest, with the threshold that gives the best F1 there.
pub struct Alone {
    weights: Vec<f32>,
    least: f32,
}

const NAMES: [Piece; 5] = [Piece::None, Piece::Likeness, Piece::Unlike, Piece::Letters, Piece::Word];

/// Fits likeness alone.
pub fn names_alone(fitted: &[Judged]) -> Alone {
    let all: Vec<&Judged> = fitted.iter().collect();
    let weights = fit::fit(&all, &NAMES);
    let steps = (1..100).map(|n| Alone { weights: weights.clone(), least: n as f32 / 100.0 });
    let f1 = |alone: &Alone| Figures::of_names(&all, alone).f1();
    steps.max_by(|a, b| f1(a).total_cmp(&f1(b))).expect("steps")
}

impl Alone {
    /// The likest candidate and how likely it is.
    fn best(&self, case: &Judged) -> (Option<String>, f32) {
        let chances = fit::chances(case, &self.weights);
        let best = case.candidates.iter().zip(chances).max_by(|a, b| a.1.total_cmp(&b.1));
        best.map_or((None, 0.0), |((key, ..), chance)| (Some(key.clone()), chance))
    }
}
