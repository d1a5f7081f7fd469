//! How often each rule was right where it was counted.
//!
//! `rates.tsv` has a row for each rule that finds and each that attributes, as they met in each language; coarser counts are
//! sums of these. `tests/annotate.rs` prints the table anew.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::model::{Measured, Speaker};

/// Fewest finds that tell something of two rules together.
const ENOUGH: u32 = 10;

/// What stands for the rule of a speaker where nobody was found.
const NOBODY: &str = "-";

/// Language, rule, rule of the speaker; none stands for all.
type Key = (Option<&'static str>, Option<&'static str>, Option<&'static str>);

static RATES: LazyLock<FxHashMap<Key, Measured>> =
    LazyLock::new(|| summed(include_str!("rates.tsv").lines().filter_map(row)));

/// What was counted of quotations like one that `rule` found in `language` and that `speakers` say: of both rules together in
/// this language, else in all, else the worse one of the two by itself. Nothing where neither was ever counted.
pub(super) fn measured(language: &str, rule: &str, speakers: &[Speaker]) -> Option<Measured> {
    counted(language, rule, speakers.first().map_or(NOBODY, |s| s.rule))
}

fn counted(language: &str, rule: &str, speaker: &str) -> Option<Measured> {
    let of = |key: (Option<&str>, Option<&str>, Option<&str>)| RATES.get(&key).copied();
    let joint = |language| of((language, Some(rule), Some(speaker)));
    let alone = || [(None, Some(rule), None), (None, None, Some(speaker))].into_iter().filter_map(of);
    let enough = [Some(language), None].into_iter().filter_map(joint).find(|m| m.of >= ENOUGH);
    enough.or_else(|| alone().min_by(|a, b| a.share().total_cmp(&b.share())))
}

/// What was counted of a rule that finds, of one that attributes, and of both together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rates {
    /// Of the rule that found it, in all languages.
    pub rule: Option<Measured>,
    /// Of the rule of its speaker, in all languages.
    pub speaker: Option<Measured>,
    /// What its confidence comes from.
    pub together: Option<Measured>,
}

/// What was counted of quotations in `language` that `rule` found and `speaker` attributed, none where nobody was found.
pub fn rates(language: &str, rule: &str, speaker: Option<&str>) -> Rates {
    let speaker = speaker.unwrap_or(NOBODY);
    let of = |key: (Option<&str>, Option<&str>, Option<&str>)| RATES.get(&key).copied();
    Rates {
        rule: of((None, Some(rule), None)),
        speaker: of((None, None, Some(speaker))),
        together: counted(language, rule, speaker),
    }
}

/// The counts of every row, and their sums over languages, speakers and rules.
fn summed(rows: impl Iterator<Item = Measured>) -> FxHashMap<Key, Measured> {
    let mut rates: FxHashMap<Key, Measured> = FxHashMap::default();
    for m in rows {
        let keys =
            [(m.language, m.rule, m.speaker), (None, m.rule, m.speaker), (None, m.rule, None), (None, None, m.speaker)];
        for key @ (language, rule, speaker) in keys {
            let sum = rates.entry(key).or_insert(Measured { language, rule, speaker, right: 0, of: 0 });
            sum.right += m.right;
            sum.of += m.of;
        }
    }
    rates
}

fn row(line: &'static str) -> Option<Measured> {
    let mut cells = line.split('\t');
    let mut word = || cells.next();
    let (language, rule, speaker) = (Some(word()?), Some(word()?), Some(word()?));
    Some(Measured { language, rule, speaker, right: word()?.parse().ok()?, of: word()?.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &'static str) -> FxHashMap<Key, Measured> {
        summed(rows.lines().filter_map(row))
    }

    #[test]
    fn coarser_counts_are_sums() {
        let rates =
            of("fr\tthat\tnamed\t8\t10\nen\tthat\tnamed\t2\t3\nen\tthat\tpronoun\t1\t4\nen\tnoun\tpronoun\t0\t1");
        let counts = |key| rates.get(&key).map(|m| (m.right, m.of));
        assert_eq!(counts((Some("fr"), Some("that"), Some("named"))), Some((8, 10)));
        assert_eq!(counts((None, Some("that"), Some("named"))), Some((10, 13)));
        assert_eq!(counts((None, Some("that"), None)), Some((11, 17)));
        assert_eq!(counts((None, None, Some("pronoun"))), Some((1, 5)));
        assert_eq!(counts((Some("fr"), Some("noun"), Some("pronoun"))), None);
    }

    #[test]
    fn what_was_never_counted_has_no_rate() {
        assert_eq!(measured("fr", "no-such-rule", &[]).and_then(|m| m.rule), None);
        let known = measured("fr", "cue-that-clause", &[]).unwrap();
        assert!(known.of > 0 && known.right <= known.of && known.share() < 1.0);
    }
}
