//! Initials that a document explains in brackets: *Fédération des artisans du Nord (FAN)*, *NATO (North Atlantic …)*.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Source,
    draft::{Candidate, Draft},
};
use crate::{
    model::EntityId,
    text::{TokenKind, fold},
};

/// Most letters that are taken for initials.
const LONGEST: usize = 8;

/// Most words that one initial may stand for.
const WORDS_EACH: usize = 3;

/// What the brackets of a document say.
#[derive(Default)]
pub(super) struct Brackets {
    /// Folded initials, with whom they stand for here.
    pub bound: FxHashMap<String, EntityId>,
    /// Folded initials that stand for something unknown.
    pub unknown: FxHashSet<String>,
}

/// Reads the brackets beside initials among `drafts`.
pub(super) fn read(source: &Source, drafts: &[Draft]) -> Brackets {
    let mut brackets = Brackets::default();
    for (n, draft) in drafts.iter().enumerate().filter(|(_, d)| is_acronym(d.span.of(source.text))) {
        let Some(place) = Place::new(source, draft) else { continue };
        let named = place.neighbour(source, drafts, n).and_then(|other| shared(draft, other));
        if let Some(entity) = named {
            brackets.bound.insert(draft.folded.clone(), entity);
        } else if let Some(long) = place.expansion(source, draft) {
            match Reading::new(source, draft, long) {
                Reading::Known(entity) => _ = brackets.bound.insert(draft.folded.clone(), entity),
                Reading::Unknown => _ = brackets.unknown.insert(draft.folded.clone()),
                Reading::Open => {}
            }
        }
    }
    let bound = &brackets.bound;
    brackets.unknown.retain(|folded| !bound.contains_key(folded));
    brackets
}

/// Two to eight capitals.
fn is_acronym(surface: &str) -> bool {
    let letters = || surface.chars().filter(|c| c.is_alphabetic()).count();
    !surface.contains(|c: char| c.is_lowercase() || c.is_whitespace()) && (2..=LONGEST).contains(&letters())
}

/// The only entity that both may mean.
fn shared(a: &Draft, b: &Draft) -> Option<EntityId> {
    let only = |a: &[Candidate], b: &[Candidate]| {
        let mut both = a.iter().map(|c| c.entity).filter(|e| b.iter().any(|c| c.entity == *e));
        both.next().filter(|_| both.next().is_none())
    };
    only(a.first(), b.first()).or_else(|| only(&a.candidates, &b.candidates))
}

/// Where the words are that initials stand for, as places of tokens.
enum Place {
    /// The initials stand in the brackets, the words before them.
    Before(usize),
    /// The words stand in brackets behind the initials.
    Inside(Range<usize>),
}

impl Place {
    fn new(source: &Source, draft: &Draft) -> Option<Place> {
        let own = source.tokens.within(draft.span);
        let open = own.start.checked_sub(1).filter(|&i| source.mark(i) == Some('('));
        if let Some(open) = open.filter(|_| source.mark(own.end) == Some(')')) {
            return Some(Place::Before(open));
        }
        let behind = (source.mark(own.end) == Some('(')).then_some(own.end + 1)?;
        let most = (behind + LONGEST * WORDS_EACH).min(source.tokens.len());
        let close = (behind..most).find(|&i| source.mark(i) == Some(')'))?;
        Some(Place::Inside(behind..close))
    }

    /// The known name that stands just where the words are.
    fn neighbour<'d>(&self, source: &Source, drafts: &'d [Draft], n: usize) -> Option<&'d Draft> {
        match self {
            Place::Before(open) => {
                let other = &drafts[n.checked_sub(1)?];
                (source.tokens.within(other.span).end == *open).then_some(other)
            }
            Place::Inside(inner) => {
                let other = drafts.get(n + 1)?;
                (source.tokens.within(other.span) == *inner).then_some(other)
            }
        }
    }

    /// The words whose initials these are, folded.
    fn expansion(&self, source: &Source, draft: &Draft) -> Option<Vec<String>> {
        let initials: Vec<char> = draft.folded.chars().filter(|c| c.is_alphanumeric()).collect();
        let (end, whole) = match self {
            Place::Before(open) => (*open, None),
            Place::Inside(inner) => (inner.end, Some(inner.start)),
        };
        let mut left = initials.len();
        let mut words = Vec::new();
        for i in (end.saturating_sub(LONGEST * WORDS_EACH)..end).rev() {
            if source.tokens[i].kind != TokenKind::Word {
                if matches!(source.mark(i), Some('-' | '\'' | '’')) {
                    continue;
                }
                return None;
            }
            let word = fold(source.word(i));
            if left > 0 && word.starts_with(initials[left - 1]) {
                left -= 1;
            } else if !source.is_function(i) && word.len() > 3 {
                return None;
            }
            words.push(word);
            if left == 0 && whole.is_none_or(|start| i == start) {
                return (words.len() > 1).then_some(words);
            }
        }
        None
    }
}

/// What the words tell of the initials' candidates.
enum Reading {
    /// They are this one.
    Known(EntityId),
    /// They are none of them.
    Unknown,
    /// They do not tell.
    Open,
}

impl Reading {
    /// Compares the beginnings of the longer words with the names and descriptions in the gazetteer, which may be in
    /// another language: no word alike is another body, half of them alike is this one.
    fn new(source: &Source, draft: &Draft, long: Vec<String>) -> Reading {
        let stem = |w: &str| (w.chars().count() >= 4).then(|| w.chars().take(4).collect::<String>());
        let long: Vec<String> = long.iter().filter_map(|w| stem(w)).collect();
        let alike = |entity: EntityId| {
            let known = source.entity(entity);
            let own = fold(&format!("{} {}", known.name, known.description));
            let own: FxHashSet<String> = own.split(' ').filter_map(stem).collect();
            long.iter().filter(|w| own.contains(*w)).count()
        };
        let scores: Vec<(usize, EntityId)> = draft.first().iter().map(|c| (alike(c.entity), c.entity)).collect();
        let most = scores.iter().map(|s| s.0).max().unwrap_or(0);
        let mut best = scores.iter().filter(|s| s.0 == most);
        match (best.next(), best.next()) {
            (Some(_), _) if most == 0 && !long.is_empty() => Reading::Unknown,
            (Some((_, one)), None) if most * 2 >= long.len() => Reading::Known(*one),
            _ => Reading::Open,
        }
    }
}
