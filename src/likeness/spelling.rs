//! Names cut into spellings of words, without what is no part of a name.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::words::Sort;
use crate::text::fold;

/// What is no part of a name wherever it stands, before it, and behind it.
static TITLES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed("title"));
static RANKS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed("rank"));
static DEGREES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed("degree"));
static PARTICLES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed("particle"));

fn listed(sort: &str) -> FxHashSet<&'static str> {
    let lines = include_str!("../../data/likeness/titles.tsv").lines().filter_map(|line| line.split_once('\t'));
    lines.filter(|(s, _)| *s == sort).flat_map(|(_, words)| words.split(' ')).collect()
}

/// Which of several of one name in a family it is: `Jr`, `III`.
pub(super) fn suffix(name: &str) -> Option<usize> {
    let mut words = name.split(is_between).filter(|part| !part.is_empty()).skip(1);
    words.find_map(|word| SUFFIXES.iter().position(|suffix| word.eq_ignore_ascii_case(suffix)))
}

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// The words of a name in lower case, cut at spaces, hyphens, dots and commas; without titles and degrees where something is left.
pub(super) fn spellings(name: &str) -> Vec<String> {
    let name = without_degrees(name);
    let mut all: Vec<String> = Vec::new();
    for part in name.split(is_between).filter(|part| !part.is_empty()) {
        match part.chars().any(is_ideograph) {
            true => all.extend(ideographs(part)),
            false => all.push(lower(part)),
        }
    }
    all.retain(|word| !word.is_empty());
    let own: Vec<String> = all.iter().filter(|word| !TITLES.contains(fold(word).as_str())).cloned().collect();
    without_ranks(if own.iter().any(|word| is_full(word)) { own } else { all })
}

/// The words without ranks before and degrees behind them, where two full names are left: `King` is a surname, too.
fn without_ranks(mut words: Vec<String>) -> Vec<String> {
    let is = |word: &String, list: &FxHashSet<&str>| list.contains(fold(word).as_str());
    let two = |words: &[String]| words.iter().filter(|word| is_full(word)).take(2).count() == 2;
    while words.last().is_some_and(|word| is(word, &DEGREES)) && two(&words[..words.len() - 1]) {
        words.pop();
    }
    while words.first().is_some_and(|word| is(word, &RANKS)) && two(&words[1..]) {
        words.remove(0);
    }
    words
}

fn is_full(word: &str) -> bool {
    sort(word, &fold(word)) == Sort::Full
}

/// What a word is, by its spelling in lower case and folded.
pub(super) fn sort(lower: &str, folded: &str) -> Sort {
    let mut letters = lower.chars();
    match (letters.next(), letters.next()) {
        (Some(c), None) if c.is_alphabetic() && !is_ideograph(c) => Sort::Initial,
        _ if PARTICLES.contains(folded) => Sort::Particle,
        _ => Sort::Full,
    }
}

fn lower(part: &str) -> String {
    part.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What stands between words beside spaces.
const BETWEEN: &[char] =
    &['-', '.', ',', '(', ')', '"', '/', '·', '・', '‧', '•', '＝', '=', '‐', '‑', '–', '\u{1361}'];

fn is_between(c: char) -> bool {
    c.is_whitespace() || BETWEEN.contains(&c)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// The readings of ideographs, a word each.
fn ideographs(part: &str) -> impl Iterator<Item = String> {
    part.chars().map(|c| lower(any_ascii::any_ascii_char(c)))
}

/// A name without what stands behind a comma where that is letters with dots: degrees.
fn without_degrees(name: &str) -> &str {
    match name.split_once(',') {
        Some((own, rest)) if rest.contains('.') && own.contains(' ') => own,
        _ => name,
    }
}
