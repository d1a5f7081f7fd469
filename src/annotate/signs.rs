//! The signs of furniture that packs list, and whether a paragraph has one.

use aho_corasick::{Anchored, MatchKind, StartKind, automaton::Automaton as _, dfa::DFA};
use rustc_hash::FxHashSet;

use crate::language::Pack;

/// The signs of every pack, since pages mix languages.
pub(super) struct Signs {
    begins: DFA,
    holds: DFA,
    runs: Runs,
}

impl Signs {
    /// Takes them from the packs.
    pub fn new(packs: &[Pack]) -> Self {
        let all = |pick: fn(&Pack) -> &Vec<String>| -> FxHashSet<String> {
            packs.iter().flat_map(pick).flat_map(|sign| spellings(sign)).collect()
        };
        let (begins, holds) = (all(|p| &p.furniture.begins), all(|p| &p.furniture.holds));
        Signs { begins: automaton(&begins), holds: automaton(&holds), runs: Runs::new(&holds) }
    }

    /// Whether a paragraph has one.
    pub fn mark(&self, paragraph: &str) -> bool {
        is_met(&self.begins, paragraph, Anchored::Yes)
            || self.runs.may_stand_in(paragraph) && is_met(&self.holds, paragraph, Anchored::No)
    }
}

fn automaton(signs: &FxHashSet<String>) -> DFA {
    let mut builder = DFA::builder();
    builder.ascii_case_insensitive(true).start_kind(StartKind::Both).match_kind(MatchKind::Standard);
    builder.build(signs).expect("a few hundred short signs")
}

/// Whether one of the signs stands in a paragraph, or at its beginning. Where does not matter, so no more is kept than the state.
fn is_met(signs: &DFA, paragraph: &str, anchored: Anchored) -> bool {
    let Ok(mut state) = signs.start_state(anchored) else { return false };
    for &byte in paragraph.as_bytes() {
        state = signs.next_state(anchored, state, byte);
        if signs.is_special(state) && (signs.is_match(state) || signs.is_dead(state)) {
            return signs.is_match(state);
        }
    }
    false
}

/// How a sign in lower case may be printed, ASCII capitals apart, so that no text need be put in lower case for it.
fn spellings(sign: &str) -> [String; 4] {
    let large: String =
        sign.chars().flat_map(|c| if c.is_ascii() { vec![c] } else { c.to_uppercase().collect() }).collect();
    let curly = |sign: &str| sign.replace('\'', "’");
    [curly(sign), curly(&large), sign.to_owned(), large]
}

/// Bytes of a run.
const RUN: usize = 6;

/// How many bits say at once that a run is none of a sign.
const BITS: usize = 1 << 15;

/// Runs of six bytes with which signs begin or go on. A text that holds a sign has one of them at a multiple of `step`, so
/// that few places of it are looked at.
struct Runs {
    step: usize,
    bits: Vec<u64>,
    runs: FxHashSet<u64>,
}

impl Runs {
    fn new(signs: &FxHashSet<String>) -> Self {
        let shortest = signs.iter().map(String::len).min().unwrap_or_default();
        let step = (shortest + 1).saturating_sub(RUN);
        let begun = |sign: &String| sign.as_bytes().windows(RUN).take(step).map(run).collect::<Vec<_>>();
        let runs: FxHashSet<u64> = signs.iter().flat_map(begun).collect();
        let mut bits = vec![0; BITS / 64];
        for (place, bit) in runs.iter().map(|&run| place(run)) {
            bits[place] |= 1 << bit;
        }
        Runs { step, bits, runs }
    }

    /// Whether a sign may stand in a text; a sign that is shorter than a run may stand in any.
    fn may_stand_in(&self, text: &str) -> bool {
        let has = |run: u64| {
            let (place, bit) = place(run);
            self.bits[place] >> bit & 1 != 0 && self.runs.contains(&run)
        };
        self.step == 0 || text.as_bytes().windows(RUN).step_by(self.step).any(|bytes| has(run(bytes)))
    }
}

/// The number that stands for a run, whatever its capitals.
fn run(bytes: &[u8]) -> u64 {
    let four = |at: usize| bytes[at..].first_chunk().map_or(0, |four| u32::from_le_bytes(*four) | 0x2020_2020);
    u64::from(four(0)) << 32 | u64::from(four(RUN - 4))
}

/// Where the bit of a run is.
fn place(run: u64) -> (usize, usize) {
    let bit = (run.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize % BITS;
    (bit / 64, bit % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_found_wherever_it_stands() {
        let signs = Signs::new(&crate::language::shipped().unwrap());
        for sign in ["Google News", "ALL RIGHTS RESERVED", "VOTRE ADRESSE NE SERA PAS PUBLIÉE", "НАШЛИ ОПЕЧАТКУ"]
        {
            for at in 0..20 {
                assert!(signs.mark(&format!("{}{sign} here", &"of what there is "[..at.min(17)])), "{sign} at {at}");
            }
        }
        assert!(!signs.mark("The rights of all were reserved for the news of the day."));
    }

    #[test]
    fn short_signs_may_stand_anywhere() {
        let runs = Runs::new(&["pub".to_owned(), "all rights reserved".to_owned()].into_iter().collect());
        assert!(runs.may_stand_in("a text without any"));
    }
}
