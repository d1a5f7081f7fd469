//! One scan of a text for every alias of a gazetteer.

mod automaton;
mod block;
mod case;
mod engine;
mod masks;
mod skip;
mod starts;
mod tree;
mod units;
mod walk;

use std::cell::RefCell;

pub use self::{
    automaton::Automaton,
    engine::{Engine, Match},
    tree::Tree,
};
use crate::{
    gazetteer::{Alias, Gazetteer},
    span::Span,
    text::fold,
};

/// A place where aliases stand, by place in [`Gazetteer::aliases`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where, in the text as read.
    pub span: Span,
    /// The aliases with this spelling whose case policy the text meets; never empty.
    pub aliases: Vec<u32>,
}

/// Up to this many spellings the plain automaton does; beyond, the tree is faster, as the benchmark `matching` prints.
const SHORT_LIST: usize = 256;

/// Finds aliases in texts: spellings compared folded, whole words, longest from the left.
pub struct Matcher {
    engine: Box<dyn Engine>,
    /// For each pattern the aliases that fold to it.
    owners: Owners,
}

impl Matcher {
    /// Compiles the aliases of `gazetteer`. Equal spellings become one pattern.
    pub fn new(gazetteer: &Gazetteer) -> Self {
        let aliases = gazetteer.aliases();
        let mut spellings: Vec<(String, u32)> =
            aliases.iter().enumerate().map(|(n, a)| (fold(&a.spelling), n as u32)).collect();
        spellings.retain(|(folded, _)| !folded.is_empty());
        spellings.sort_unstable();
        let mut owners = Owners::default();
        let mut patterns: Vec<(&str, bool)> = Vec::new();
        for (folded, n) in &spellings {
            let small = case::may_begin_small(&aliases[*n as usize]);
            match patterns.last_mut() {
                Some((last, any_small)) if last == folded => *any_small |= small,
                _ => {
                    patterns.push((folded, small));
                    owners.next();
                }
            }
            owners.add(*n);
        }
        let engine: Box<dyn Engine> = if patterns.len() <= SHORT_LIST {
            Box::new(Automaton::new(patterns.iter().map(|(p, _)| *p)))
        } else {
            Box::new(Tree::new(patterns.iter().copied()))
        };
        Matcher { engine, owners }
    }

    /// Every alias in `text`, in order and not overlapping. `within` are the stretches that a name may not cross.
    pub fn scan(&self, text: &str, aliases: &[Alias], within: &[Span]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for &stretch in within {
            self.scan_stretch(stretch.of(text), aliases, stretch.start, &mut hits);
        }
        hits
    }

    fn scan_stretch(&self, text: &str, aliases: &[Alias], offset: usize, hits: &mut Vec<Hit>) {
        thread_local!(static FOUND: RefCell<Vec<Match>> = const { RefCell::new(Vec::new()) });
        FOUND.with_borrow_mut(|found| {
            found.clear();
            self.engine.find(text, found);
            found.sort_unstable_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.pattern));
            let capitals = !found.is_empty() && case::is_capitals(text);
            let mut free = 0;
            for m in found.iter().filter(|m| m.end > m.start) {
                if m.start < free {
                    continue;
                }
                let surface = &text[m.start..m.end];
                let fits = |n: &u32| case::fits(&aliases[*n as usize], surface, capitals);
                let owners: Vec<u32> = self.owners.of(m.pattern).iter().copied().filter(fits).collect();
                if !owners.is_empty() {
                    free = m.end;
                    hits.push(Hit { span: Span::new(m.start + offset, m.end + offset), aliases: owners });
                }
            }
        });
    }
}

/// Lists of aliases, one for each pattern, in one vector.
#[derive(Default)]
struct Owners {
    ends: Vec<u32>,
    list: Vec<u32>,
}

impl Owners {
    /// Begins the list of the next pattern.
    fn next(&mut self) {
        self.ends.push(self.list.len() as u32);
    }

    fn add(&mut self, alias: u32) {
        self.list.push(alias);
        if let Some(end) = self.ends.last_mut() {
            *end = self.list.len() as u32;
        }
    }

    fn of(&self, pattern: u32) -> &[u32] {
        let pattern = pattern as usize;
        let from = pattern.checked_sub(1).map_or(0, |p| self.ends[p] as usize);
        &self.list[from..self.ends[pattern] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer() -> Gazetteer {
        let entities = "id\tkind\tname\tdescription\tgender\tcountry\texternal\n\
            nato\torganisation\tNATO\t\t\t\t\nus\tplace\tUnited States\t\t\t\t\nny\tplace\tNew York\t\t\t\t\n\
            nyt\torganisation\tNew York Times\t\t\t\t\nkju\tperson\tKim Jong-un\t\t\t\t\nkj\tperson\tKim Jong\t\t\t\t\n";
        let aliases = "entity\talias\tlanguage\tsort\tcase\nnato\tOTAN\tfr\tacronym\tmatch\nnato\tAlliance\t*\tshort\tmatch\n\
            us\tUS\ten\tacronym\tmatch\nus\tÉtats-Unis\tfr\tname\tmatch\nus\taméricain\tfr\tdemonym\tmatch\n\
            ny\tNew York\t*\tname\tmatch\nnyt\tNew York Times\t*\tname\tmatch\nkju\tKim Jong-un\t*\tname\tmatch\nkj\tKim Jong\t*\tname\tmatch\n";
        Gazetteer::from_tsv(entities, aliases, "office\trole\tof\tholder\tfrom\tto\n").unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn finds_whole_words_longest_from_the_left() {
        let gazetteer = gazetteer();
        let matcher = Matcher::new(&gazetteer);
        for (text, expected) in [
            ("l’OTAN et l'Otan, pas otan", vec!["OTAN", "Otan"]),
            ("tell us, US; L’Alliance et une alliance", vec!["US", "Alliance"]),
            ("les Etats unis, ÉTATS-UNIS", vec!["Etats unis", "ÉTATS-UNIS"]),
            ("A New York Timesman in New York", vec!["New York", "New York"]),
            ("Kim Jong Unified, Kim Jong-Un", vec!["Kim Jong", "Kim Jong-Un"]),
            ("Américains, franco-américain, Latino-Américaine", vec!["américain"]),
            ("E\u{301}tats\u{A0}Unis", vec!["E\u{301}tats\u{A0}Unis"]),
        ] {
            let whole = [Span::new(0, text.len())];
            let got: Vec<_> = matcher.scan(text, gazetteer.aliases(), &whole).iter().map(|h| h.span.of(text)).collect();
            assert_eq!(got, expected, "{text}");
        }
    }
}
