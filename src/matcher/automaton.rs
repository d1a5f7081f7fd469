//! Aho-Corasick over the folded text: the plain way, for short lists.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{
    engine::{Engine, Match},
    units::{may_begin, may_end},
};
use crate::text::{Folded, line_join};

/// An automaton that finds every spelling, half-words too, which are then dropped.
pub struct Automaton(AhoCorasick);

impl Automaton {
    /// Compiles these folded spellings.
    ///
    /// # Panics
    /// When they exceed what an automaton can address (2³¹ states), far beyond the lists it is used for.
    pub fn new<'p>(patterns: impl Iterator<Item = &'p str>) -> Self {
        let built = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(patterns);
        Automaton(built.expect("fewer than 2^31 states"))
    }

    fn scan(&self, source: &str, folded: &Folded, found: &mut Vec<Match>) {
        let text = &folded.text;
        for m in self.0.find_overlapping_iter(text) {
            let (start, end) = (m.start(), m.end());
            if may_begin(text, start) && may_end(text, end) && folded.is_whole(start, end) {
                let span = folded.source(source, start, end);
                found.push(Match { start: span.start, end: span.end, pattern: m.pattern().as_u32() });
            }
        }
    }
}

impl Engine for Automaton {
    fn find(&self, text: &str, found: &mut Vec<Match>) {
        self.scan(text, &Folded::new(text), found);
        if text.contains('\n')
            && text.char_indices().any(|(at, c)| matches!(c, '-' | '\u{2010}') && line_join(text, at).is_some())
        {
            let before = found.len();
            self.scan(text, &Folded::joining(text, |at| line_join(text, at)), found);
            found[before..].sort_unstable();
            found.sort_unstable();
            found.dedup();
        }
    }
}
