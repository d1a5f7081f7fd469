//! Letters to letters, the longest first, where the letters around them allow it.

use std::collections::HashMap;

use unicode_normalization::{UnicodeNormalization as _, char::decompose_canonical};

/// What one run of letters becomes.
struct Rule {
    letters: Vec<char>,
    before: Option<Vec<char>>,
    after: Option<Vec<char>>,
    /// For each column the ways to write it.
    cells: Vec<Vec<String>>,
}

/// Rules by their first letter: the longest first, then those that mind what stands around, then as in the file.
pub(super) struct Rules(HashMap<char, Vec<Rule>>);

/// The end of a word, in a rule's surroundings.
const BORDER: char = '#';

/// Nothing, as a cell or as the surroundings of a rule.
const NOTHING: &str = "-";

impl Rules {
    /// Reads lines of `letters where cell …`; `classes` are what capitals stand for in `where`, `columns` counts the habits.
    pub fn read(text: &str, classes: &HashMap<char, String>, columns: usize) -> Result<Self, String> {
        let mut by_first: HashMap<char, Vec<Rule>> = HashMap::new();
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            let rule = rule(line, classes, columns).ok_or_else(|| format!("not a rule: {line}"))?;
            by_first.entry(rule.letters[0]).or_default().push(rule);
        }
        let rank = |r: &Rule| (std::cmp::Reverse(r.letters.len()), r.before.is_none() && r.after.is_none());
        by_first.values_mut().for_each(|rules| rules.sort_by_key(rank));
        Ok(Rules(by_first))
    }

    /// Every way in which the habit in `column` writes a name. A letter without a rule stays.
    pub fn apply(&self, name: &str, column: usize) -> Vec<String> {
        let source = letters(name);
        let lower: Vec<char> = source.iter().map(|c| c.to_lowercase().next().unwrap_or(*c)).collect();
        let mut ways = vec![String::new()];
        let (mut at, mut owed) = (0, false);
        while at < lower.len() {
            let rule = self.at(&lower, at);
            let own = [lower[at].to_string()];
            let cell = rule.map_or(&own[..], |r| &r.cells[column]);
            let end = at + rule.map_or(1, |r| r.letters.len());
            let capital = owed || source[at..end].iter().any(|c| c.is_uppercase()) || begins_without_case(&source, at);
            ways = ways.iter().flat_map(|way| cell.iter().map(move |c| joined(way, c, capital))).collect();
            owed = capital && cell.iter().all(String::is_empty); // the next letter that is written takes it
            at = end;
        }
        ways
    }

    fn at(&self, lower: &[char], at: usize) -> Option<&Rule> {
        self.0.get(&lower[at])?.iter().find(|rule| rule.fits(lower, at))
    }
}

impl Rule {
    fn fits(&self, lower: &[char], at: usize) -> bool {
        let border =
            |c: Option<&char>| c.copied().filter(|c| c.is_alphanumeric() || "ʿʾ".contains(*c)).unwrap_or(BORDER);
        let end = at + self.letters.len();
        let allows = |set: &Option<Vec<char>>, c: char| set.as_ref().is_none_or(|set| set.contains(&c));
        lower[at..].starts_with(&self.letters)
            && allows(&self.before, border(at.checked_sub(1).map(|k| &lower[k])))
            && allows(&self.after, border(lower.get(end)))
    }
}

/// One line: `г _В g gu …`; one cell stands for all, `=` for the cell before it.
fn rule(line: &str, classes: &HashMap<char, String>, columns: usize) -> Option<Rule> {
    let mut fields = line.split_whitespace();
    let (own, place) = (fields.next()?, fields.next()?);
    let given: Vec<&str> = fields.collect();
    let cell = |k: usize| match given.as_slice() {
        [one] => Some(*one),
        all if all.len() == columns => all[..=k].iter().rev().find(|c| **c != "=").copied(),
        _ => None,
    };
    let ways =
        |cell: &str| cell.split('/').map(|c| if c == NOTHING { String::new() } else { c.replace('_', " ") }).collect();
    let (before, after) = if place == NOTHING { ("", "") } else { place.split_once('_')? };
    Some(Rule {
        letters: letters(&own.replace('_', " ")),
        before: set(before, classes),
        after: set(after, classes),
        cells: (0..columns).map(|k| cell(k).map(ways)).collect::<Option<_>>()?,
    })
}

/// The letters that may stand beside a rule; none: any.
fn set(text: &str, classes: &HashMap<char, String>) -> Option<Vec<char>> {
    let expand = |c: char| classes.get(&c).map_or_else(|| vec![c], |class| letters(class));
    (!text.is_empty()).then(|| text.chars().flat_map(expand).collect())
}

/// Characters as tables mean them: composed, but syllables of Hangul cut into their letters.
fn letters(text: &str) -> Vec<char> {
    let mut all = Vec::new();
    for c in text.nfc() {
        match c {
            '가'..='힣' => decompose_canonical(c, |part| all.push(part)),
            _ => all.push(c),
        }
    }
    all
}

/// Whether a word of a script without capitals begins here.
fn begins_without_case(source: &[char], at: usize) -> bool {
    let caseless = |c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
    caseless(source[at]) && (at == 0 || source[at - 1] == ' ')
}

/// What was written so far with the next cell; no capital stands in the middle of a word.
fn joined(way: &str, cell: &str, capital: bool) -> String {
    if capital && !way.ends_with(char::is_alphabetic) {
        format!("{way}{}", capitalised(cell))
    } else {
        format!("{way}{cell}")
    }
}

/// The text with a capital at its beginning.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
