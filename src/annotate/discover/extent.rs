//! Where the name itself begins and ends in a run of capitalised words.

use super::page::{Known, Page};
use crate::{
    annotate::source::Source,
    model::Kind,
    span::Span,
    text::{TokenKind, searchable},
};

/// The names of a page: runs that only a space parts are one where the first of them got a syllable (*Mi-rae Ok*), or may be several
/// known people by itself, or stands for one of them (*Kang Byong-ho*).
pub(super) fn extents(source: &Source, page: &Page) -> Vec<Span> {
    let person = |m: &&Known| source.gazetteer.kind(m.entity) == Kind::Person;
    let single = |span: &Span| !span.of(source.text).contains([' ', '-']);
    let family = page.mentions.iter().filter(person).map(|m| m.span).filter(single);
    let mut runs: Vec<(Span, bool)> = page.open.iter().copied().chain(family).map(|span| (span, false)).collect();
    runs.extend(page.names.iter().map(|&span| (extent(source, span), true)));
    runs.sort();
    let mut joined: Vec<(Span, bool)> = Vec::new();
    for (span, name) in runs {
        match joined.last_mut() {
            Some((last, own))
                if last.end + 1 == span.start && source.text[last.end..].starts_with(' ') && (name || *own) =>
            {
                (*last, *own) = (last.hull(span), true);
            }
            _ => joined.push((span, name)),
        }
    }
    joined.into_iter().filter(|(_, name)| *name).map(|(span, _)| span).collect()
}

/// The name without the words of an office or the initials before it (*Foreign Minister X*, *Défense X*, *ONU X*), and with the
/// syllable in small letters that a hyphen joins to it (*Tae-mun*).
fn extent(source: &Source, span: Span) -> Span {
    let own = source.tokens.within(span);
    let mut start = own.start;
    let words = |from: usize| (from..own.end).filter(|&i| source.tokens[i].kind == TokenKind::Word).count();
    let mark = |i: usize| source.tokens[i].kind != TokenKind::Word;
    while start < own.end && (mark(start) || words(start) > 1 && is_before_name(source, start, words(start))) {
        start += 1;
    }
    let mut end = own.end;
    if is_joined(source, end) && !source.tokens[end + 1].capital {
        while is_joined(source, end) {
            end += 2;
        }
    }
    match source.tokens.get(start).filter(|_| start < own.end) {
        Some(first) => first.span.hull(source.tokens[end - 1].span),
        None => span,
    }
}

/// A word of the phrase for an office, or initials before several words.
fn is_before_name(source: &Source, i: usize, left: usize) -> bool {
    let word = searchable(source.word(i));
    let of_office = source.words.is_some_and(|w| w.roles.iter().any(|(phrase, _)| has_word(phrase, &word)));
    let initials = left > 2 && word.chars().count() > 1 && !source.word(i).contains(char::is_lowercase);
    (of_office || initials) && !source.is_given(i)
}

fn has_word(phrase: &str, word: &str) -> bool {
    searchable(phrase).split(' ').any(|own| own == word)
}

/// A hyphen and a word right behind it, no space between them.
fn is_joined(source: &Source, end: usize) -> bool {
    let joined = |i: usize| source.tokens.get(i).is_some_and(|t| !t.spaced);
    let word = source.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Word);
    matches!(source.mark(end), Some('-' | '‐' | '‑')) && joined(end) && joined(end + 1) && word
}
