//! What was expected, in words.

use super::cursor::Expected;
use crate::query::registry::{ACTS, HEADS, clause_words};

/// One expected thing in words; none for what is only of use to completion.
pub fn describe(expected: Expected) -> Option<String> {
    Some(match expected {
        Expected::Word(word) => format!("`{word}`"),
        Expected::Name(class) => class.phrase().to_owned(),
        Expected::More(..) => return None,
        Expected::Text => "text in quotation marks".to_owned(),
        Expected::Date => "a date like 2024-10-31".to_owned(),
        Expected::Number => "a number".to_owned(),
        Expected::Parameter => "a parameter like $who".to_owned(),
        Expected::Sign(sign) => format!("`{sign}`"),
        Expected::End => "the end".to_owned(),
    })
}

/// What a whole table of words is called, and whether a word is of it.
type Group = (&'static str, fn(&str) -> bool);

/// All that was expected in one phrase; words of one table together, so that it stays readable.
pub fn summary(expected: &[Expected]) -> String {
    let groups: [Group; 4] = [
        ("a question like `quotes` or `who said`", |w| HEADS.iter().any(|row| row.word == w)),
        ("a clause like `by`, `about` or `since`", |w| clause_words().any(|c| c == w)),
        ("a verb like `said` or `denied`", |w| ACTS.iter().any(|row| row.past == w)),
        ("a verb like `say` or `deny`", |w| ACTS.iter().any(|row| row.act.word() == w)),
    ];
    let words: Vec<&str> =
        expected.iter().filter_map(|e| if let Expected::Word(w) = e { Some(*w) } else { None }).collect();
    let full: Vec<_> = groups.iter().filter(|(_, holds)| words.iter().filter(|w| holds(w)).count() > 3).collect();
    let mut parts: Vec<String> = full.iter().map(|(phrase, _)| (*phrase).to_owned()).collect();
    let optional = |e: &Expected| match e {
        Expected::Word("not") | Expected::Sign('(') => expected.len() > 2,
        Expected::Word(_) => !full.is_empty(),
        Expected::Parameter => expected.len() > 1,
        _ => false,
    };
    parts.extend(expected.iter().filter(|e| !optional(e)).filter_map(|&e| describe(e)));
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => "the end".to_owned(),
    }
}
