//! The words beside a name: which office they name, of which country, and what sort of name they go with.

use std::ops::Range;

use super::page::Known;
use crate::{
    annotate::{
        source::Source,
        words::{SAYS, Words, class},
    },
    model::{EntityId, Kind},
    span::Span,
    text::{TokenKind, searchable},
};

/// Most words before or behind a name that may say its office.
const REACH: usize = 14;

/// Most words between those of an office, and between an office and the name.
const APART: usize = 4;

/// Words beside a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    /// Offices that they name.
    pub roles: Vec<String>,
    /// Places and organisations among them.
    pub of: Vec<EntityId>,
    /// The same as printed, before and behind.
    pub words: [String; 2],
    /// What sort of name they go with.
    pub kind: Option<Kind>,
    /// Of which gender the title before it is.
    pub gender: Option<&'static str>,
}

/// What stands beside the name at `span`.
pub(super) fn beside(source: &Source, span: Span, mentions: &[Known]) -> Beside {
    let own = source.tokens.within(span);
    let (before, behind) = (before(source, own.start), behind(source, own.end));
    let hull = |places: &Range<usize>| {
        let ends = source.tokens.get(places.start).zip(source.tokens.get(places.end.wrapping_sub(1)));
        ends.filter(|_| !places.is_empty()).map(|(first, last)| first.span.hull(last.span))
    };
    let spans: Vec<Span> = [&before, &behind].into_iter().filter_map(hull).collect();
    let near = |m: &&Known| spans.iter().any(|s| s.contains(m.span));
    let person = |e: &EntityId| source.gazetteer.kind(*e) == Kind::Person;
    let of = mentions.iter().filter(near).map(|m| m.entity).filter(|e| !person(e)).collect();
    let text = |places: &Range<usize>| hull(places).map_or(String::new(), |s| s.of(source.text).to_owned());
    let words = [text(&before), text(&behind)];
    let mut roles = roles(source, &words[0], true);
    roles.extend(self::roles(source, &words[1], false));
    roles.sort();
    roles.dedup();
    let (kind, gender) = (kind(source, own.clone(), !roles.is_empty()), gender(source, own.start));
    Beside { roles, of, words, kind, gender }
}

/// The gender that the title right before a name has.
fn gender(source: &Source, start: usize) -> Option<&'static str> {
    let last = start.checked_sub(1)?;
    let place = if source.mark(last) == Some('.') { last.checked_sub(1)? } else { last };
    match source.classes(place) {
        c if c & class::FEMININE != 0 => Some("f"),
        c if c & class::MASCULINE != 0 => Some("m"),
        _ => None,
    }
}

/// The places of the words before a name: up to a mark, a verb of saying or an auxiliary; a comma may stand right before the name.
fn before(source: &Source, start: usize) -> Range<usize> {
    let comma = start.checked_sub(1).is_some_and(|k| source.mark(k) == Some(','));
    let point = start > 1 && source.mark(start - 1) == Some('.') && source.classes(start - 2) & class::TITLE != 0;
    let end = start - usize::from(comma || point);
    let mut first = end;
    while first > end.saturating_sub(REACH) && !is_edge(source, first - 1) && !breaks(source, first) {
        first -= 1;
    }
    first..end
}

/// Those of an apposition behind it, which a comma, a bracket or a dash opens.
fn behind(source: &Source, end: usize) -> Range<usize> {
    let opens = matches!(source.mark(end), Some(',' | '(' | '–' | '—'));
    let mut last = end + 1;
    if !opens || breaks(source, end) {
        return end..end;
    }
    while last < (end + REACH).min(source.tokens.len()) && !is_edge(source, last) && !breaks(source, last) {
        last += 1;
    }
    end + 1..last
}

/// Whether a line ends before the token at `i`.
fn breaks(source: &Source, i: usize) -> bool {
    let gap = i.checked_sub(1).and_then(|k| Some(source.tokens.get(k)?.span.end..source.tokens.get(i)?.span.start));
    gap.is_some_and(|gap| source.text[gap].contains('\n'))
}

fn is_edge(source: &Source, i: usize) -> bool {
    match source.tokens[i].kind {
        TokenKind::Mark(c) => !matches!(c, '-' | '\'' | '’'),
        _ => source.classes(i) & (SAYS | class::AUXILIARY) != 0 && !source.tokens[i].capital,
    }
}

/// The offices that the words beside a name tell; before it the phrase stands near to it.
fn roles(source: &Source, words: &str, before: bool) -> Vec<String> {
    source.words.filter(|_| !words.is_empty()).map_or(Vec::new(), |known| roles_in(known, words, Some(before)))
}

/// The offices that `words` name, near to their end or beginning where that is asked; the words of a longer phrase count for that one alone.
pub(in crate::annotate) fn roles_in(known: &Words, words: &str, end: Option<bool>) -> Vec<String> {
    let folded = searchable(words);
    let all: Vec<&str> = folded.split(' ').collect();
    let mut found: Vec<(Vec<usize>, &str)> = Vec::new();
    for (phrase, role) in &known.roles {
        let phrase = searchable(phrase);
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let near = |at: &Vec<usize>| {
            let (first, last) = (at[0], at[at.len() - 1]);
            match end {
                Some(true) => all.len() - last <= APART + 1,
                Some(false) => first <= APART + 1,
                None => true,
            }
        };
        found.extend(in_order(&all, &phrase).filter(near).map(|at| (at, role.as_str())));
    }
    let within = |a: &[usize], b: &[usize]| a.len() < b.len() && a.iter().all(|i| b.contains(i));
    let own = found.iter().filter(|(at, _)| !found.iter().any(|(other, _)| within(at, other)));
    own.map(|(_, role)| (*role).to_owned()).collect()
}

/// Where the words of `phrase` stand in `all`, in order and not far apart.
fn in_order(all: &[&str], phrase: &[&str]) -> Option<Vec<usize>> {
    (0..all.len()).rev().filter(|&i| all[i] == phrase[0]).find_map(|first| {
        let mut at = vec![first];
        for word in &phrase[1..] {
            let from = at[at.len() - 1] + 1;
            at.push((from..all.len().min(from + APART)).find(|&i| all[i] == *word)?);
        }
        Some(at)
    })
}

/// What the words right beside a name, and the name itself, show it to be.
fn kind(source: &Source, own: Range<usize>, role: bool) -> Option<Kind> {
    let classes = |i: Option<usize>| i.map_or(0, |i| source.classes(i));
    let last = own.start.checked_sub(1);
    let point = last.filter(|&k| k > 0 && source.mark(k) == Some('.')).map(|k| k - 1);
    let (before, behind) = (classes(point.or(last)), classes(Some(own.end)));
    let person = before & (class::TITLE | class::PERSON) != 0 || role || own.len() > 1 && source.is_given(own.start);
    if before & class::ORGANISATION_NOUN != 0
        || classes(Some(own.end - 1)) & class::ORGANISATION_END != 0
        || behind & class::ORGANISATION_END != 0
    {
        return Some(Kind::Organisation);
    }
    if person {
        return Some(Kind::Person);
    }
    if before & (class::PLACE_BEFORE | class::PLACE_NOUN) != 0 {
        return Some(Kind::Place);
    }
    (behind & SAYS != 0 && own.len() > 1).then_some(Kind::Person)
}
