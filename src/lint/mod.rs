//! What is wrong or doubtful in a language pack, for those who write one.

mod cues;
mod words;

use std::collections::BTreeSet;

use crate::{
    language::{FRAMES, Form, Pack, forms},
    query::registry::nearest,
};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The pack cannot be read.
    Broken,
    /// It can, but hardly as it was meant.
    Warning,
}

/// One thing that is wrong or doubtful.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The line of the file, from 1.
    pub line: usize,
    /// How bad it is.
    pub level: Level,
    /// What it is, in a sentence.
    pub message: String,
}

/// What a pack is held against.
pub struct Beside<'a> {
    /// The roles of the gazetteer's offices.
    pub roles: BTreeSet<&'a str>,
    /// The texts of the pack's cases, where they are at hand.
    pub cases: Option<&'a str>,
}

/// A pack with its text, while it is looked at.
struct Draft<'a> {
    pack: &'a Pack,
    text: &'a str,
    found: Vec<Finding>,
}

/// Every finding in the text of a language file, in the order of its lines.
pub fn lint(text: &str, beside: &Beside<'_>) -> Vec<Finding> {
    let pack = match Pack::parse(text) {
        Ok(pack) => pack,
        Err(error) => return vec![broken_form(text, &error)],
    };
    let mut draft = Draft { pack: &pack, text, found: Vec::new() };
    cues::lint(&mut draft, beside);
    words::lint(&mut draft);
    draft.found.sort();
    draft.found
}

impl Draft<'_> {
    fn warn(&mut self, line: usize, message: String) {
        self.found.push(Finding { line, level: Level::Warning, message });
    }

    fn break_at(&mut self, line: usize, message: String) {
        self.found.push(Finding { line, level: Level::Broken, message });
    }

    /// The line where `key = "value"` stands; the first one where it does not.
    fn line_of(&self, key: &str, value: &str) -> usize {
        let wanted = format!("{key} = \"{value}\"");
        let holds = |line: &&str| line.match_indices(&wanted).any(|(at, _)| is_key_at(line, at));
        self.numbered().find(|(_, line)| holds(line)).map_or(1, |(n, _)| n)
    }

    /// The line that begins with `key =`; the first one where there is none.
    fn line_of_key(&self, key: &str) -> usize {
        let begins = |line: &&str| {
            let rest =
                line.trim_start_matches('"').strip_prefix(key).map(|rest| rest.trim_start_matches('"').trim_start());
            rest.is_some_and(|rest| rest.starts_with('='))
        };
        self.numbered().find(|(_, line)| begins(line)).map_or(1, |(n, _)| n)
    }

    fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }
}

/// Whether a key begins at byte `at` and not in the middle of a word.
fn is_key_at(line: &str, at: usize) -> bool {
    line[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_')
}

/// The forms of a cue; none of one that is broken.
fn forms_of(pack: &Pack, cue: &crate::language::Cue) -> Vec<(String, Form)> {
    pack.conjugations.get(&cue.class).and_then(|class| forms(cue, class).ok()).unwrap_or_default()
}

/// What the reader of TOML says, with the word that may have been meant: it names those it knows between backquotes.
fn broken_form(text: &str, error: &toml::de::Error) -> Finding {
    let line = error.span().map_or(1, |at| 1 + text[..at.start].matches('\n').count());
    let words: Vec<&str> = error.message().split('`').skip(1).step_by(2).collect();
    let meant = words.split_first().and_then(|(wrong, known)| nearest(wrong, known.iter().copied()));
    Finding { line, level: Level::Broken, message: format!("{}{}", error.message(), advice(meant)) }
}

/// `; did you mean X?`
fn advice(meant: Option<&str>) -> String {
    meant.map(|word| format!("; did you mean \"{word}\"?")).unwrap_or_default()
}

/// The frame that may have been meant by a word that is none.
fn meant_frame(frames: &str) -> Option<&'static str> {
    let known = || FRAMES.iter().map(|(name, _)| *name);
    frames.split_whitespace().find(|word| !known().any(|k| k == *word)).and_then(|wrong| nearest(wrong, known()))
}
