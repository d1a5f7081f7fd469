//! One scan of a text for every alias of a gazetteer.

mod automaton;
mod batch;
mod case;
mod compiler;
mod eight;
mod engine;
mod filter;
mod follow;
mod kinds;
mod prefix;
mod reader;
mod scan;
mod slow;
mod starts;
mod table;
mod tree;
mod units;
mod walk;

use std::{cell::RefCell, io, ops::Range, sync::Arc};

use rayon::prelude::*;

pub use self::{
    automaton::Automaton,
    compiler::Compiler,
    engine::{Engine, Match},
    prefix::prefixes,
    tree::{Entry, Tree},
};
use crate::{
    flat::{Flat, Opening, Saving},
    gazetteer::Gazetteer,
    span::Span,
    text::fold,
};

/// A place where aliases stand, by number in the [`Gazetteer`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where, in the text as read.
    pub span: Span,
    /// The aliases with this spelling whose case policy the text meets, by key of their entity; never empty.
    pub aliases: Vec<u32>,
}

/// Up to this many spellings the plain automaton does; beyond, the tree is faster, as the benchmark `matching` prints.
const SHORT_LIST: usize = 256;

/// Finds the aliases of a gazetteer in texts: spellings compared folded, whole words, longest from the left.
pub struct Matcher {
    base: Arc<List>,
    /// What lies over the compiled aliases.
    over: Option<List>,
}

/// The aliases compiled together.
struct List {
    find: Find,
    /// Number of the first alias.
    first: u32,
    /// For each pattern its first alias, counted from 0 within the list.
    heads: Flat<u32>,
    /// For each alias the next one that folds to the same, counted from 1 within the list; 0 where there is none.
    next: Flat<u32>,
}

/// The engines.
enum Find {
    /// For short lists.
    Short(Automaton),
    /// For long ones.
    Long(Tree),
}

impl Matcher {
    /// Compiles the aliases of `gazetteer`. Equal spellings become one pattern.
    pub fn new(gazetteer: &Gazetteer) -> Self {
        let [base, _] = gazetteer.alias_numbers();
        Matcher { base: Arc::new(List::new(gazetteer, base, SHORT_LIST)), over: None }.with_changes(gazetteer)
    }

    /// The same for a gazetteer that has other changes over the same compiled aliases.
    pub fn with_changes(&self, gazetteer: &Gazetteer) -> Self {
        let [_, over] = gazetteer.alias_numbers();
        let over = (!over.is_empty()).then(|| List::new(gazetteer, over, 0));
        Matcher { base: Arc::clone(&self.base), over }
    }

    /// Writes what was compiled, where it is worth it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, to: &mut Saving) -> io::Result<()> {
        match &self.base.find {
            Find::Short(..) => Err(io::Error::new(io::ErrorKind::InvalidInput, "too short a list to be worth saving")),
            Find::Long(tree) => {
                to.section(&self.base.heads)?;
                to.section(&self.base.next)?;
                tree.save(to)
            }
        }
    }

    /// Takes what was saved, and compiles what lies over it in `gazetteer`.
    ///
    /// # Errors
    /// When the file holds something else.
    pub fn open(from: &mut Opening, gazetteer: &Gazetteer) -> io::Result<Self> {
        let (heads, next) = (from.section()?, from.section()?);
        let find = Find::Long(Tree::open(from)?);
        Ok(Matcher { base: Arc::new(List { find, first: 0, heads, next }), over: None }.with_changes(gazetteer))
    }

    /// Bytes that it takes, but for an automaton.
    pub fn memory(&self) -> usize {
        self.base.memory() + self.over.as_ref().map_or(0, List::memory)
    }

    /// Every alias in `text`, in order and not overlapping. `within` are the stretches that a name may not cross.
    pub fn scan(&self, text: &str, gazetteer: &Gazetteer, within: &[Span]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for &stretch in within {
            self.scan_stretch(stretch.of(text), gazetteer, stretch.start, &mut hits);
        }
        hits
    }

    fn scan_stretch(&self, text: &str, gazetteer: &Gazetteer, offset: usize, hits: &mut Vec<Hit>) {
        thread_local!(static FOUND: RefCell<[Vec<Match>; 2]> = const { RefCell::new([Vec::new(), Vec::new()]) });
        FOUND.with_borrow_mut(|[found, more]| {
            self.base.find(text, found);
            if let Some(over) = &self.over {
                over.find(text, more);
                found.append(more);
            }
            found.sort_unstable_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.pattern));
            let mut free = 0;
            for same in found.chunk_by(|a, b| (a.start, a.end) == (b.start, b.end)) {
                let (start, end) = (same[0].start, same[0].end);
                if start < free || start == end {
                    continue;
                }
                let surface = &text[start..end];
                let aliases = self.aliases(same, gazetteer, |n| case::fits((gazetteer, n), surface));
                if !aliases.is_empty() {
                    free = end;
                    hits.push(Hit { span: Span::new(start + offset, end + offset), aliases });
                }
            }
        });
    }

    /// The aliases in force that the matches of one place stand for and that fit, by key of their entity.
    fn aliases(&self, matches: &[Match], gazetteer: &Gazetteer, fits: impl Fn(u32) -> bool) -> Vec<u32> {
        let mut aliases = Vec::new();
        for m in matches {
            let list = self.over.as_ref().filter(|o| m.pattern >= o.first).unwrap_or(&self.base);
            let counts = |n: &u32| gazetteer.is_in_force(*n) && fits(*n);
            aliases.extend(list.same(m.pattern).filter(counts));
        }
        if matches.len() > 1 || self.over.is_some() {
            let order = |n: &u32| {
                let alias = gazetteer.alias(*n);
                (gazetteer.key(alias.entity), alias.spelling)
            };
            aliases.sort_by(|a, b| order(a).cmp(&order(b)));
            aliases.dedup();
        }
        aliases
    }
}

impl List {
    /// Compiles the aliases with these numbers; up to `short` patterns as an automaton.
    fn new(gazetteer: &Gazetteer, numbers: Range<u32>, short: usize) -> Self {
        let first = numbers.start;
        let mut folded: Vec<(String, u32)> =
            numbers.into_par_iter().map(|n| (fold(gazetteer.alias(n).spelling), n - first)).collect();
        folded.par_sort_unstable();
        let mut next = vec![0; folded.len()];
        let (mut heads, mut entries) = (Vec::new(), Vec::with_capacity(folded.len()));
        for same in folded.chunk_by(|(a, _), (b, _)| a == b).filter(|same| !same[0].0.is_empty()) {
            for pair in same.windows(2) {
                next[pair[0].1 as usize] = pair[1].1 + 1;
            }
            let small = same.iter().any(|(_, n)| case::may_begin_small(&gazetteer.alias(first + n)));
            entries.push(Entry { folded: &same[0].0, small });
            heads.push(same[0].1);
        }
        let find = if entries.len() <= short {
            Find::Short(Automaton::new(entries.iter().map(|e| e.folded)))
        } else {
            Find::Long(Tree::of(&entries))
        };
        List { find, first, heads: heads.into(), next: next.into() }
    }

    /// Every match in `text`; its pattern is the number of the first alias that is spelled so.
    fn find(&self, text: &str, found: &mut Vec<Match>) {
        found.clear();
        match &self.find {
            Find::Short(automaton) => automaton.find(text, found),
            Find::Long(tree) => tree.find(text, found),
        }
        let heads = &*self.heads;
        for m in found {
            m.pattern = self.first + heads[m.pattern as usize];
        }
    }

    /// The alias `number` and those that fold to the same.
    fn same(&self, number: u32) -> impl Iterator<Item = u32> {
        let next = &*self.next;
        std::iter::successors(Some(number - self.first), move |&n| next[n as usize].checked_sub(1))
            .map(|n| n + self.first)
    }

    fn memory(&self) -> usize {
        let engine = if let Find::Long(tree) = &self.find { tree.memory() } else { 0 };
        engine + (self.heads.len() + self.next.len()) * size_of::<u32>()
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
            let got: Vec<_> = matcher.scan(text, &gazetteer, &whole).iter().map(|h| h.span.of(text)).collect();
            assert_eq!(got, expected, "{text}");
        }
    }
}
