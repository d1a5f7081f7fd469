//! What a gazetteer holds that asks for care: spellings that are gated, and those that will hurt.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::{
    Alias, Gazetteer,
    common::languages,
    doubts::{Doubt, Doubts, Wording},
};
use crate::text::fold;

/// One spelling of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The word of a doubt, or why it will hurt.
    pub list: &'static str,
    /// What that means.
    pub because: &'static str,
    /// How many spellings are on the list.
    pub all: usize,
    /// As written.
    pub spelling: String,
    /// Of how many entities it is a spelling.
    pub owners: usize,
    /// The key of one of these.
    pub example: String,
}

/// Lists of spellings that are not gated.
const AMBIGUOUS: (&str, &str) = ("ambiguous", "a spelling of several; the text must tell which is meant");
const YOURS: (&str, &str) = ("yours", "a common word or very short, and not gated, for you wrote it yourself");
const SHIPPED: (&str, &str) = ("shipped", "a common word or very short, and trusted, for it is shipped");

/// A list by its place, its word and what that means.
type List = (usize, &'static str, &'static str);

/// Spellings that are gated, by doubt, and those that will hurt: of each list those of most entities, at most `limit`.
pub fn review(gazetteer: &Gazetteer, limit: usize) -> Vec<Listed> {
    let mut lists: BTreeMap<List, Vec<(usize, u32)>> = BTreeMap::new();
    for same in by_spelling(gazetteer).chunk_by(|a, b| a.0 == b.0) {
        let numbers: Vec<u32> = same.iter().map(|(_, n)| *n).collect();
        let owners = owners(gazetteer, &numbers);
        let mut add = |order, (list, because): (&'static str, &'static str)| {
            lists.entry((order, list, because)).or_default().push((owners, numbers[0]));
        };
        let seen = Seen::new(gazetteer, &same[0].0, &numbers);
        for (order, doubt) in Doubt::ALL.iter().enumerate().filter(|(_, doubt)| seen.gated.has(**doubt)) {
            add(order, (doubt.word(), doubt.because()));
        }
        let hurting = [(owners > 1, AMBIGUOUS), (seen.yours, YOURS), (seen.shipped, SHIPPED)];
        hurting.iter().filter(|(holds, _)| *holds).for_each(|(_, list)| add(Doubt::ALL.len(), *list));
    }
    let rows = |((_, list, because), mut spellings): (List, Vec<(usize, u32)>)| {
        let all = spellings.len();
        spellings.sort_by_key(|(owners, n)| (std::cmp::Reverse(*owners), gazetteer.spelling(*n)));
        let row = move |(owners, n)| {
            let (spelling, example) = (gazetteer.spelling(n), gazetteer.key(gazetteer.owner(n)));
            Listed { list, because, all, spelling: spelling.to_owned(), owners, example: example.to_owned() }
        };
        spellings.into_iter().take(limit).map(row)
    };
    lists.into_iter().flat_map(rows).collect()
}

/// The aliases by their folded spelling.
fn by_spelling(gazetteer: &Gazetteer) -> Vec<(String, u32)> {
    let numbers: Vec<u32> = gazetteer.aliases().map(|(n, _)| n).collect();
    let mut all: Vec<(String, u32)> = numbers.into_par_iter().map(|n| (fold(gazetteer.spelling(n)), n)).collect();
    all.par_sort_unstable();
    all
}

fn owners(gazetteer: &Gazetteer, numbers: &[u32]) -> usize {
    let mut owners: Vec<u32> = numbers.iter().map(|n| gazetteer.owner(*n).0).collect();
    owners.sort_unstable();
    owners.dedup();
    owners.len()
}

/// What is to be said of one spelling.
#[derive(Default)]
struct Seen {
    gated: Doubts,
    yours: bool,
    shipped: bool,
}

impl Seen {
    fn new(gazetteer: &Gazetteer, folded: &str, numbers: &[u32]) -> Self {
        let (owners, mut seen) = (owners(gazetteer, numbers), Seen::default());
        let mut wordings: HashMap<&str, Wording> = HashMap::new();
        let own = numbers.iter().any(|n| !gazetteer.is_imported(*n));
        for &n in numbers {
            let language = gazetteer.language(n);
            let read = || Wording::new(gazetteer, folded, Some(language).filter(|l| *l != "*"));
            let wording = wordings.entry(language).or_insert_with(read);
            let (doubts, origin) = (gazetteer.doubts(n, wording, owners), gazetteer.alias(n).origin);
            doubts.iter().for_each(|doubt| seen.gated.add(doubt, true));
            seen.gated.add(Doubt::Homonym, own && gazetteer.is_imported(n));
            let care = doubts.is_empty() && wording.asks_for_care();
            seen.yours |= care && origin == "user";
            seen.shipped |= care && origin == "shipped";
        }
        seen
    }
}

/// One reason why a spelling of an entity is gated, or that it is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason<'g> {
    /// The spelling, with whose it is and where it comes from.
    pub alias: Alias<'g>,
    /// None where it counts wherever it stands.
    pub doubt: Option<Doubt>,
    /// The languages in which that holds, where it depends on the language.
    pub languages: Vec<&'static str>,
}

/// Whose a spelling is, and why it is gated.
pub fn reasons<'g>(gazetteer: &'g Gazetteer, spelling: &str) -> Vec<Reason<'g>> {
    let folded = fold(spelling);
    let same: Vec<(u32, Alias)> = gazetteer.aliases().filter(|(_, a)| fold(a.spelling) == folded).collect();
    let numbers: Vec<u32> = same.iter().map(|(n, _)| *n).collect();
    let (owners, own) = (owners(gazetteer, &numbers), numbers.iter().any(|n| !gazetteer.is_imported(*n)));
    let of = |(n, alias): &(u32, Alias<'g>)| {
        let spoken = languages().filter(|l| alias.language == "*" || alias.language == *l);
        let mut by: BTreeMap<Doubt, Vec<&'static str>> = BTreeMap::new();
        for language in spoken {
            let wording = Wording::new(gazetteer, &folded, Some(language));
            let mut doubts = gazetteer.doubts(*n, &wording, owners);
            doubts.add(Doubt::Homonym, own && gazetteer.is_imported(*n));
            doubts.iter().for_each(|doubt| by.entry(doubt).or_default().push(language));
        }
        let depends = |doubt: Doubt| matches!(doubt, Doubt::Common | Doubt::Calendar);
        let reason = |(doubt, languages): (Doubt, Vec<&'static str>)| Reason {
            alias: *alias,
            doubt: Some(doubt),
            languages: if depends(doubt) { languages } else { Vec::new() },
        };
        let mut all: Vec<Reason> = by.into_iter().map(reason).collect();
        if all.is_empty() {
            all.push(Reason { alias: *alias, doubt: None, languages: Vec::new() });
        }
        all
    };
    same.iter().flat_map(of).collect()
}
