//! Names cut into words that can be compared.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::phones::{Phone, phones};
use crate::text::fold;

/// What a word of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A given or family name.
    Full,
    /// One letter that stands for one.
    Initial,
    /// `de`, `al`, `bin`.
    Particle,
}

/// One word of a name.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As it is looked up: folded.
    pub folded: String,
    /// As it sounds.
    pub phones: Vec<Phone>,
    /// What it is.
    pub sort: Sort,
    /// Names that are the same in other languages, or short for it: a place in the table, if it is in one.
    pub family: Option<u16>,
}

/// A name as words.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// In the order in which they are written.
    pub words: Vec<Word>,
    /// Whether it is in a script that leaves vowels out.
    pub unwritten: bool,
    /// Whether it is in Latin letters.
    pub latin: bool,
}

static FAMILIES: LazyLock<FxHashMap<&str, u16>> = LazyLock::new(|| {
    let lines = include_str!("../../data/likeness/nicknames.tsv").lines().skip(1).enumerate();
    lines.flat_map(|(n, line)| line.split(' ').map(move |name| (name, n as u16))).collect()
});

static TITLES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed("title"));
static PARTICLES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed("particle"));

fn listed(sort: &str) -> FxHashSet<&'static str> {
    let lines = include_str!("../../data/likeness/titles.tsv").lines().filter_map(|line| line.split_once('\t'));
    lines.filter(|(s, _)| *s == sort).flat_map(|(_, words)| words.split(' ')).collect()
}

impl Words {
    /// Cuts `name`: at spaces, hyphens, dots and commas; without titles and degrees.
    pub fn new(name: &str) -> Self {
        let name = without_degrees(name);
        let unwritten = name.chars().any(|c| matches!(c, '\u{590}'..='\u{7BF}' | '\u{FB1D}'..='\u{FEFC}'));
        let latin = !name.chars().any(|c| c.is_alphabetic() && c > '\u{24F}' && !matches!(c, '\u{1E00}'..='\u{1EFF}'));
        let mut words = Vec::new();
        for part in name.split(is_between).filter(|part| !part.is_empty()) {
            match part.chars().any(is_ideograph) {
                true => words.extend(readings(part).iter().map(|reading| word(reading))),
                false => words.push(word(part)),
            }
        }
        let full: Vec<Word> = words.iter().filter(|w| !TITLES.contains(w.folded.as_str())).cloned().collect();
        let words = if full.iter().any(|w| w.sort == Sort::Full) { full } else { words };
        Words { words: words.into_iter().filter(|w| !w.phones.is_empty()).take(MOST).collect(), unwritten, latin }
    }
}

/// Most words of a name that are looked at.
const MOST: usize = 8;

fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '.'
                | ','
                | '('
                | ')'
                | '"'
                | '/'
                | '·'
                | '・'
                | '‧'
                | '•'
                | '＝'
                | '='
                | '‐'
                | '‑'
                | '–'
                | '\u{1361}'
        )
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// The readings of ideographs, a word each.
fn readings(part: &str) -> Vec<String> {
    part.chars().map(|c| any_ascii::any_ascii_char(c).to_owned()).filter(|reading| !reading.is_empty()).collect()
}

/// A name without what stands behind a comma where that is letters with dots: degrees.
fn without_degrees(name: &str) -> &str {
    match name.split_once(',') {
        Some((own, rest)) if rest.contains('.') && own.contains(' ') => own,
        _ => name,
    }
}

fn word(part: &str) -> Word {
    let lower: String = part.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let folded = fold(part).replace('\'', "");
    let sort = match () {
        () if lower.chars().count() == 1 && lower.chars().all(|c| c.is_alphabetic() && !is_ideograph(c)) => {
            Sort::Initial
        }
        () if PARTICLES.contains(folded.as_str()) => Sort::Particle,
        () => Sort::Full,
    };
    let family = family(&folded);
    Word { phones: phones(&lower), folded, sort, family }
}

/// The family of names that a word belongs to, also where it has an ending that another language gave it.
fn family(folded: &str) -> Option<u16> {
    let spelt = any_ascii::any_ascii(folded);
    let known = |name: &str| FAMILIES.get(name).copied();
    let stem = |end: &str| spelt.strip_suffix(end).filter(|stem| stem.len() > 3).and_then(known);
    known(folded).or_else(|| known(&spelt)).or_else(|| ENDINGS.iter().find_map(|end| stem(end)))
}

/// Endings of given names in Latin and the Baltic languages.
const ENDINGS: &[&str] = &["ius", "us", "is", "as", "es", "s", "a", "o", "e"];
