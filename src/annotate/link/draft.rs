//! A hit on its way to a mention: whom it may mean.

use super::{Source, weights::Evidence};
use crate::{
    matcher::Hit,
    model::{AliasSort, EntityId, Kind},
    span::Span,
    text::fold,
};

/// One entity that a hit may mean.
pub(super) struct Candidate {
    pub entity: EntityId,
    /// The spelling by which it may be meant, as a place in the gazetteer.
    pub alias: u32,
    pub evidence: Evidence,
    /// What stands right beside this hit, apart from the rest.
    pub beside: Evidence,
    /// Another gazetteer told of it: whoever the shipped one and the user know comes first.
    pub taken_in: bool,
}

impl Candidate {
    /// All that speaks for it.
    pub fn sum(&self) -> f32 {
        self.evidence.sum()
    }
}

/// A hit with its candidates.
pub(super) struct Draft {
    pub span: Span,
    /// The surface, folded.
    pub folded: String,
    /// By key, those taken in behind the others.
    pub candidates: Vec<Candidate>,
}

impl Draft {
    /// The candidates of a hit that count in this language; none may be left.
    pub fn new(source: &Source, hit: &Hit) -> Option<Draft> {
        let mut candidates: Vec<Candidate> = Vec::with_capacity(hit.aliases.len());
        let counts = Counts::new(source, hit);
        for n in hit.aliases.iter().copied().filter(|&n| counts.holds(source, n)) {
            let entity = source.gazetteer.owner(n);
            match candidates.iter_mut().find(|c| c.entity == entity) {
                Some(known) if rank(source, n) < rank(source, known.alias) => known.alias = n,
                Some(_) => {}
                None => candidates.push(Candidate {
                    entity,
                    alias: n,
                    evidence: Evidence::default(),
                    beside: Evidence::default(),
                    taken_in: source.gazetteer.is_taken_in(entity),
                }),
            }
        }
        if candidates.len() > 1 {
            candidates.sort_by_cached_key(|c| (c.taken_in, source.gazetteer.key(c.entity)));
        }
        let folded = fold(hit.span.of(source.text));
        (!candidates.is_empty()).then_some(Draft { span: hit.span, folded, candidates })
    }

    /// Those who come first: of the shipped gazetteer and of the user; all where there is none of these.
    pub fn first(&self) -> &[Candidate] {
        match self.candidates.partition_point(|c| !c.taken_in) {
            0 => &self.candidates,
            own => &self.candidates[..own],
        }
    }

    /// Whether only one entity is listed for it, those taken in beside it apart.
    pub fn is_single(&self) -> bool {
        self.first().len() == 1
    }

    /// Whether every candidate is meant by a demonym.
    pub fn is_demonym(&self, source: &Source) -> bool {
        self.first().iter().all(|c| source.gazetteer.sort(c.alias) == AliasSort::Demonym)
    }

    /// From how well known on it counts that a candidate is; nothing where somebody comes first of whom that is not known.
    pub fn least_known(&self, source: &Source) -> Option<u8> {
        let known = |c: &Candidate| source.gazetteer.prominence(c.entity);
        if self.candidates.iter().any(|c| !c.taken_in && known(c) == 0) {
            return None;
        }
        self.candidates.iter().map(known).filter(|&known| known > 0).min()
    }
}

/// Fuller spellings first.
fn rank(source: &Source, alias: u32) -> usize {
    match source.gazetteer.sort(alias) {
        AliasSort::Name => 0,
        AliasSort::Misspelling => 1,
        AliasSort::Acronym => 2,
        AliasSort::Short => 3,
        AliasSort::Demonym => 4,
        AliasSort::Weak => 5,
    }
}

/// Whether the spelling is a full name: of a person, one of several words or the very name of the entity.
pub(super) fn is_full(source: &Source, candidate: &Candidate) -> bool {
    let gazetteer = source.gazetteer;
    let name = matches!(gazetteer.sort(candidate.alias), AliasSort::Name | AliasSort::Misspelling);
    let whole = || {
        let spelling = gazetteer.spelling(candidate.alias);
        spelling.contains([' ', '-']) || spelling == gazetteer.name(candidate.entity)
    };
    name && (gazetteer.kind(candidate.entity) != Kind::Person || whole())
}

/// Which aliases of a hit count in a language.
enum Counts {
    /// Those of the language, and of every language.
    Own,
    /// Those of other languages, where none of this one is spelled so and the spelling is long enough not to be a common word.
    Foreign,
    /// None.
    None,
}

impl Counts {
    fn new(source: &Source, hit: &Hit) -> Self {
        let trusted = |n: &u32| !source.gazetteer.is_imported(*n);
        let any = |own: bool, trusted: &dyn Fn(&u32) -> bool| {
            hit.aliases.iter().any(|n| is_own(source, *n) == own && trusted(n))
        };
        // a spelling of another language that was written for this gazetteer comes before one of this language taken in
        if any(true, &|_| true) && (!any(false, &trusted) || any(true, &trusted)) {
            return Counts::Own;
        }
        let surface = hit.span.of(source.text);
        let safe = source.language.is_none()
            || surface.chars().count() >= 5
                && surface.starts_with(char::is_uppercase)
                && !beside_capital(source.text, hit.span);
        match safe {
            true => Counts::Foreign,
            false if any(true, &|_| true) => Counts::Own,
            false => Counts::None,
        }
    }

    fn holds(&self, source: &Source, alias: u32) -> bool {
        match self {
            Counts::Own => is_own(source, alias),
            Counts::Foreign => source.language.is_none() || source.gazetteer.sort(alias) != AliasSort::Demonym,
            Counts::None => {
                // another gazetteer may list it for this very language
                let told = source.gazetteer.language(alias);
                Some(told) == source.language && is_own(source, alias)
            }
        }
    }
}

fn is_own(source: &Source, alias: u32) -> bool {
    source.gazetteer.is_of(alias, source.language)
}

/// Whether a capitalised word stands right before or behind.
fn beside_capital(text: &str, span: Span) -> bool {
    let before = text[..span.start].split_inclusive(' ').next_back().filter(|w| w.ends_with(' '));
    let after = text[span.end..].strip_prefix(' ').and_then(|t| t.chars().next());
    before.is_some_and(|w| w.starts_with(char::is_uppercase)) || after.is_some_and(char::is_uppercase)
}
