//! Quotation marks and parentheses of which one is missing, too much or of the wrong kind: places for it, tried out.

use super::lex::{Kind, MARKS, Token};
use super::parse_quietly;
use crate::query::error::replaced;
use crate::span::Span;

/// Signs that stand for parentheses elsewhere.
const BRACKETS: &[(char, &str)] = &[('[', "("), (']', ")"), ('{', "("), ('}', ")")];

/// A line that can be read, and what was wrong before.
#[derive(Clone, Debug)]
pub struct Fix {
    /// The mark that was wrong, or the word where one was missing.
    pub at: Span,
    /// The line.
    pub line: String,
}

/// Lines with the quotation marks set right, the likeliest first; `lost` is where reading stopped.
pub fn marks(source: &str, lost: usize) -> Vec<Fix> {
    let all: Vec<(usize, char)> = source.char_indices().filter(|(_, c)| is_mark(*c)).collect();
    let gone = |&(at, mark): &(usize, char)| change(source, Span::new(at, at + mark.len_utf8()), "");
    let doubled = all.windows(2).filter(|w| w[0].1 == w[1].1 && w[1].0 == w[0].0 + w[0].1.len_utf8());
    let odd = |&&(open, close): &&(char, char)| all.iter().filter(|(_, c)| *c == open || *c == close).count() % 2 == 1;
    let kinds: Vec<(char, char)> = MARKS.iter().filter(odd).copied().collect();
    let quotes = apostrophes(source).map(|at| Span::new(at, at + 1));
    let marks = all.iter().map(|&(at, mark)| Span::new(at, at + mark.len_utf8()));
    let fixes = doubled.map(|w| gone(&w[1])).chain(changed(source, quotes, &kinds));
    tried(fixes.chain(missing(source, &kinds, lost)).chain(changed(source, marks, &kinds)).chain(all.iter().map(gone)))
}

/// The lines with another mark in one of these places.
fn changed(source: &str, places: impl Iterator<Item = Span>, kinds: &[(char, char)]) -> Vec<Fix> {
    let marks = |at: Span| kinds.iter().flat_map(|&(open, close)| [open, close]).map(move |mark| (at, mark));
    places.flat_map(marks).map(|(at, mark)| change(source, at, mark.encode_utf8(&mut [0; 4]))).collect()
}

/// The lines with a mark more: where a word begins if one opens there, where it ends if one is open.
fn missing(source: &str, kinds: &[(char, char)], lost: usize) -> Vec<Fix> {
    let mut edges = edges(source);
    edges.sort_by_key(|(at, _)| at.abs_diff(lost));
    let marked = |&(at, word): &(usize, Span)| {
        let fitting = kinds.iter().filter_map(move |&(open, close)| {
            let opens = source[..at].matches([open, close]).count() % 2 == 0;
            let fits = at == if opens { word.start } else { word.end };
            fits.then(|| Fix { at: word, line: with(source, at, if opens { open } else { close }) })
        });
        fitting.collect::<Vec<_>>()
    };
    edges.iter().flat_map(marked).collect()
}

/// Lines with the parentheses set right, the likeliest first; `astray` is one that has no partner, or a sign like one.
pub fn parentheses(source: &str, tokens: &[Token], astray: usize) -> Vec<Fix> {
    let token = &tokens[astray];
    let Kind::Sign(sign) = token.kind else { return Vec::new() };
    if let Some((_, right)) = BRACKETS.iter().find(|(wrong, _)| *wrong == sign) {
        let round =
            |c: char| BRACKETS.iter().find(|(wrong, _)| *wrong == c).map_or(c.to_string(), |(_, r)| (*r).to_owned());
        let all = Fix { at: token.span, line: source.chars().map(round).collect() };
        return tried([change(source, token.span, right), all].into_iter());
    }
    let gone = change(source, token.span, "");
    let same = |other: Option<&Token>| other.is_some_and(|other| other.kind == token.kind);
    let doubled = same(tokens.get(astray + 1)) || astray > 0 && same(tokens.get(astray - 1));
    let put = |at: usize, sign: char| Fix { at: token.span, line: with(source, at, sign) };
    let partners: Vec<Fix> = match sign {
        '(' => tokens[astray + 1..].iter().rev().map(|t| put(t.span.end, ')')).collect(),
        ')' => tokens[..astray].iter().rev().map(|t| put(t.span.start, '(')).collect(),
        _ => return Vec::new(),
    };
    let (first, last) = if doubled { (vec![gone], partners) } else { (partners, vec![gone]) };
    tried(first.into_iter().chain(last))
}

/// The first parenthesis without partner.
pub fn alone(tokens: &[Token]) -> Option<usize> {
    let mut open = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Sign('(') => open.push(i),
            Kind::Sign(')') if open.is_empty() => return Some(i),
            Kind::Sign(')') => drop(open.pop()),
            _ => {}
        }
    }
    open.first().copied()
}

fn tried(fixes: impl Iterator<Item = Fix>) -> Vec<Fix> {
    fixes.filter(|fix| parse_quietly(&fix.line).is_some()).collect()
}

fn is_mark(c: char) -> bool {
    MARKS.iter().any(|&(open, close)| c == open || c == close)
}

fn change(source: &str, at: Span, text: &str) -> Fix {
    let line = if text.is_empty() {
        format!("{}{}", &source[..at.start], &source[at.end..])
    } else {
        replaced(source, at, text)
    };
    Fix { at, line }
}

fn with(source: &str, at: usize, sign: char) -> String {
    format!("{}{sign}{}", &source[..at], &source[at..])
}

/// Apostrophes where a word begins or ends.
fn apostrophes(source: &str) -> impl Iterator<Item = usize> {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    source
        .match_indices('\'')
        .map(|(at, _)| at)
        .filter(move |&at| !inside(source[..at].chars().next_back()) || !inside(source[at + 1..].chars().next()))
}

/// Where words begin and end, with the word.
fn edges(source: &str) -> Vec<(usize, Span)> {
    let apart = |c: char| c.is_whitespace() || "(),=".contains(c) || is_mark(c);
    let mut edges = Vec::new();
    let mut start = None;
    for (at, c) in source.char_indices().chain([(source.len(), ' ')]) {
        match start {
            None if !apart(c) => start = Some(at),
            Some(begin) if apart(c) => {
                let word = Span::new(begin, at);
                edges.extend([(begin, word), (at, word)]);
                start = None;
            }
            _ => {}
        }
    }
    edges
}
