//! Who held which office, looked up by the holder, and the words for it beside a name.

use super::{
    Source,
    weights::{self, Evidence},
};
use crate::{
    gazetteer::Tenure,
    model::EntityId,
    span::Span,
    text::{TokenKind, fold},
};

/// How many tokens before and behind a name may say its office.
const REACH: usize = 9;

/// Whether the place is the capital of a country.
pub(super) fn is_capital(source: &Source, entity: EntityId) -> bool {
    source.gazetteer.tenures_held(entity).any(|t| t.role == "capital")
}

/// The offices of one holder.
pub(super) fn of<'a>(source: &Source<'a>, holder: EntityId) -> impl Iterator<Item = Tenure<'a>> {
    source.gazetteer.tenures_held(holder).filter(|t| t.role != "capital")
}

/// Whether somebody holds an office on the day of the document; with no day, whether ever.
pub(super) fn in_office(source: &Source, holder: EntityId) -> bool {
    of(source, holder).any(|t| source.date.is_none_or(|day| holds(&t, day)))
}

/// Whether `day` falls in the tenure, as far as its dates are known.
fn holds(tenure: &Tenure, day: &str) -> bool {
    let begun = tenure.since.is_empty() || tenure.since <= day || tenure.since.starts_with(day);
    let over = !tenure.until.is_empty() && tenure.until < day && !day.starts_with(tenure.until);
    begun && !over
}

/// The roles that the words around `span` name.
pub(super) fn roles<'a>(source: &'a Source, span: Span) -> Vec<&'a str> {
    let Some(words) = source.words.filter(|w| !w.roles.is_empty()) else { return Vec::new() };
    let around = format!(" {} | {} ", fold(before(source, span)), fold(behind(source, span)));
    let named = words.roles.iter().filter(|(phrase, _)| around.contains(phrase.as_str()));
    let mut roles: Vec<&str> = named.map(|(_, role)| role.as_str()).collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// What `roles` say for somebody who held one of them.
pub(super) fn evidence(source: &Source, roles: &[&str], holder: EntityId) -> Evidence {
    let mut evidence = Evidence::default();
    let mut own = of(source, holder).filter(|t| roles.contains(&t.role)).peekable();
    if own.peek().is_some() {
        let today = source.date.is_some_and(|day| own.any(|t| holds(&t, day)));
        evidence.add(if today { weights::OFFICE } else { weights::OFFICE_ONCE }, 1.0);
    }
    evidence
}

/// The words of the same sentence before a name, up to the last mark but a hyphen.
fn before<'a>(source: &'a Source, span: Span) -> &'a str {
    let own = source.tokens.within(span).start;
    let mut first = own;
    while first > own.saturating_sub(REACH) && !ends(source, first - 1) {
        first -= 1;
    }
    source.tokens.get(first).map_or("", |t| &source.text[t.span.start.min(span.start)..span.start])
}

/// The words of an apposition behind a name.
fn behind<'a>(source: &'a Source, span: Span) -> &'a str {
    let own = source.tokens.within(span).end;
    if source.mark(own) != Some(',') {
        return "";
    }
    let mut end = own + 1;
    while end < (own + REACH).min(source.tokens.len()) && !ends(source, end) {
        end += 1;
    }
    &source.text[source.tokens[own].span.end..source.tokens[end - 1].span.end]
}

fn ends(source: &Source, i: usize) -> bool {
    matches!(source.tokens[i].kind, TokenKind::Mark(c) if !matches!(c, '-' | '\'' | '’'))
}
