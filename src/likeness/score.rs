//! How likely two names are one person's: what an alignment tells, weighed.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{
    align::{Alignment, How},
    words::{Sort, Word, Words},
};

/// What an alignment tells, each as a number.
pub(super) const FEATURES: usize = 22;

/// Weights as fitted: see `data/likeness/weights.toml`.
#[derive(Deserialize)]
struct Weights {
    bias: f32,
    pair: [f32; FEATURES],
    first: First,
}

/// What the best candidate's score is made of.
#[derive(Deserialize)]
struct First {
    bias: f32,
    own: f32,
    ahead: f32,
}

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/likeness/weights.toml")).expect("well-formed weights"));

/// How much words weigh: what is rare tells more.
pub(super) trait Rarity {
    /// The weight of a word of a name, about 0 to 1.
    fn weight(&self, word: &Word) -> f32;
}

/// How alike words are at least, in steps.
const STEPS: [f32; 6] = [0.995, 0.93, 0.86, 0.78, 0.68, 0.0];

/// Everything that counts for or against, by place.
pub(super) fn features(left: &Words, right: &Words, found: &Alignment, rarity: &dyn Rarity) -> [f32; FEATURES] {
    let part = |word: &Word| match word.sort {
        Sort::Full => rarity.weight(word),
        Sort::Initial => 0.15,
        Sort::Particle => 0.1,
    };
    let (mut same, mut apart, mut worst, mut rare) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
    let mut steps = [0.0f32; STEPS.len()];
    let (mut initials, mut families, mut joined, mut full) = (0.0f32, 0.0, 0.0, 0.0f32);
    for pair in &found.pairs {
        let (a, b) = (&left.words[pair.left], &right.words[pair.right]);
        // a respelt word is as rare as the known one it stands for
        let weight = if pair.how == How::Same { part(a).min(part(b)) } else { part(b) };
        match pair.how {
            How::Initial => initials += 1.0,
            _ => {
                same += weight * pair.like;
                apart += weight * (1.0 - pair.like);
                if let Some(step) = STEPS.iter().position(|&least| pair.like >= least) {
                    steps[step] += weight;
                }
                if a.sort == Sort::Full {
                    worst = worst.max(1.0 - pair.like);
                    rare = rare.max(weight * pair.like);
                    full += 1.0;
                }
            }
        }
        families += f32::from(pair.how == How::Family || pair.how == How::Beginning);
        joined += f32::from(pair.how == How::Joined);
    }
    let left_over: f32 = found.left_over.iter().map(|&i| part(&left.words[i])).sum();
    let right_over: f32 = found.right_over.iter().map(|&j| part(&right.words[j])).sum();
    let whole = same + apart + left_over.max(right_over) + 0.01;
    let across = f32::from(left.latin != right.latin);
    let [equal, close, near, fair, far, rest] = steps;
    [
        same,
        apart,
        worst,
        rare,
        left_over.min(right_over),
        (left_over - right_over).abs() / whole,
        initials,
        families,
        joined,
        f32::from(full < 2.0),
        disorder(found),
        across,
        same / whole,
        across * apart,
        across * worst,
        across * left_over.min(right_over),
        equal,
        close,
        near,
        fair,
        far,
        rest,
    ]
}

/// Pairs out of order, where neither is the other with its last words put first.
fn disorder(found: &Alignment) -> f32 {
    let mut pairs: Vec<(usize, usize)> = found.pairs.iter().map(|p| (p.left, p.right)).collect();
    pairs.sort_unstable();
    let falls = pairs.windows(2).filter(|w| w[1].1 < w[0].1).count();
    let turned = falls == 1 && pairs.last().zip(pairs.first()).is_some_and(|(l, f)| l.1 < f.1);
    match falls {
        0 => 0.0,
        _ if turned => 0.3,
        n => n as f32,
    }
}

/// The weighed sum, in log-odds.
pub(super) fn logit(features: &[f32; FEATURES]) -> f32 {
    WEIGHTS.bias + features.iter().zip(&WEIGHTS.pair).map(|(f, w)| f * w).sum::<f32>()
}

/// How likely the best candidate is the right one, by its own sum and by how far it is ahead of the next.
pub(super) fn chance(own: f32, next: Option<f32>) -> f32 {
    let ahead = (own - next.unwrap_or(f32::NEG_INFINITY)).min(FAR);
    let sum = WEIGHTS.first.bias + WEIGHTS.first.own * own + WEIGHTS.first.ahead * ahead;
    1.0 / (1.0 + (-sum).exp())
}

/// Further ahead than this counts for nothing more.
const FAR: f32 = 6.0;
