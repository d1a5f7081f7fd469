//! How often each rule was right where it was counted.
//!
//! `rates.tsv` holds the counts; `tests/annotate.rs` prints them anew.

use std::{collections::HashMap, sync::LazyLock};

/// The share of right finds of each rule.
static RATES: LazyLock<HashMap<&str, f32>> =
    LazyLock::new(|| include_str!("rates.tsv").lines().filter_map(rate).collect());

/// The share of right ones among what `rule` found, drawn to one half where few were counted (one right and one wrong more),
/// so that one find of one is not a certainty; nothing is claimed for a rule that was never counted.
pub(super) fn of(rule: &str) -> f32 {
    RATES.get(rule).copied().unwrap_or(0.0)
}

fn rate(row: &str) -> Option<(&str, f32)> {
    let mut cells = row.split('\t');
    let (rule, right, of) = (cells.next()?, cells.next()?.parse::<f32>().ok()?, cells.next()?.parse::<f32>().ok()?);
    let share = (right + 1.0) / (of + 2.0);
    Some((rule, (share * 100.0).round() / 100.0)) // more digits would claim more than was counted
}
