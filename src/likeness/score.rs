//! How likely two names are one person's: what their alignment tells, weighed.

use std::sync::LazyLock;

use serde::Deserialize;

use super::evidence::Evidence;

/// Weights as fitted: see `data/likeness/weights.toml`.
#[derive(Deserialize)]
struct Weights {
    same_script: Fitted,
    other_script: Fitted,
}

/// Weights for names in one script, or in two.
#[derive(Deserialize)]
struct Fitted {
    bias: f32,
    evidence: Evidence,
}

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/likeness/weights.toml")).expect("well-formed weights"));

/// The weighed sum, in log-odds against a name that is not known.
pub(super) fn sum(told: &Evidence, same_script: bool) -> f32 {
    let fitted = if same_script { &WEIGHTS.same_script } else { &WEIGHTS.other_script };
    fitted.bias + told.weighed(&fitted.evidence)
}

/// How likely each of the candidates is the right one, by their sums, where it may be none of them.
pub(super) fn chances(sums: &[f32]) -> Vec<f32> {
    let most = sums.iter().copied().fold(0.0, f32::max);
    let odds = |sum: f32| (sum - most).exp();
    let all = odds(0.0) + sums.iter().map(|&sum| odds(sum)).sum::<f32>();
    sums.iter().map(|&sum| odds(sum) / all).collect()
}
