//! Help: what the language has, and what one word of it means.

use std::borrow::Cow;

use super::registry::{
    ACTS, ALIAS_PARTICULARS, CLAUSES, ENTITY_PARTICULARS, FAMILIES, HEADS, JOINING, PARTICULARS, SCOPES, STAGES,
    STATEMENTS, UNITS, fields, hint, nearest,
};

/// One line of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Which part of the language: `question`, `clause`, `scope`, `act`, `stage`, `field`, `unit`, `particular`, `other`, or `instead` for a word that
    /// the language does not have.
    pub part: &'static str,
    /// How it is written.
    pub word: String,
    /// What it means.
    pub meaning: &'static str,
    /// A line that works; empty for a word that the language does not have.
    pub example: Cow<'static, str>,
}

/// Every topic, or those that `word` is a word of; for a word that is none, the nearest one as the error.
pub fn help(word: Option<&str>) -> Result<Vec<Topic>, Option<&'static str>> {
    let Some(word) = word else { return Ok(entries().into_iter().map(|(_, topic)| topic).collect()) };
    let meant = |words: &Vec<&str>| words.iter().any(|w| *w == word || w.split(' ').next() == Some(word));
    let mut topics: Vec<Topic> = entries().into_iter().filter(|(words, _)| meant(words)).map(|(_, t)| t).collect();
    topics.extend(field_topics(word));
    if let Some(hint) = hint(word).filter(|_| topics.is_empty()) {
        topics.push(Topic { part: "instead", word: word.to_owned(), meaning: hint.text, example: "".into() });
    }
    if topics.is_empty() { Err(nearest(word, entries().into_iter().flat_map(|(words, _)| words))) } else { Ok(topics) }
}

/// What a word of the language means behind `before`, shortly; where it begins several phrases, these.
pub fn meaning(word: &str, before: &str) -> String {
    let parts: &[&str] = match before.trim_end() {
        at_bar if at_bar.ends_with('|') => &["stage"],
        stages if stages.contains('|') => &["field", "unit", "stage"],
        "" => &["question", "other"],
        _ => &["clause", "scope", "act", "unit", "question", "particular", "other"],
    };
    let joining = JOINING.iter().find(|(own, _)| *own == word).filter(|_| !before.trim_end().ends_with("who"));
    if let Some((_, meaning)) = joining {
        return (*meaning).to_owned();
    }
    let topics = help(Some(word)).unwrap_or_default();
    let of = |part: &&str| topics.iter().filter(|topic| topic.part == *part).collect::<Vec<_>>();
    match parts.iter().map(of).find(|found| !found.is_empty()).unwrap_or_default().as_slice() {
        [] => String::new(),
        [one] => one.meaning.to_owned(),
        several => several.iter().map(|topic| topic.word.as_str()).collect::<Vec<_>>().join(" · "),
    }
}

/// Every topic but the fields, with the words that lead to it.
fn entries() -> Vec<(Vec<&'static str>, Topic)> {
    let mut all = Vec::new();
    let mut add = |words: Vec<&'static str>, part, word: String, meaning, example| {
        all.push((words, Topic { part, word, meaning, example: Cow::Borrowed(example) }));
    };
    for r in HEADS {
        let words = std::iter::once(r.word).chain(r.synonyms.iter().copied()).collect();
        add(words, "question", format!("{}{}", r.word, r.rest), r.meaning, r.example);
    }
    for r in CLAUSES {
        add(r.phrases().collect(), "clause", r.word.to_owned(), r.meaning, r.example);
    }
    for r in SCOPES {
        add(vec![r.word, "same"], "scope", format!("in same {}", r.word), r.meaning, r.example);
    }
    for r in ACTS {
        add(vec![r.act.word(), r.past], "act", format!("{}, {}", r.act, r.past), r.meaning, r.example);
    }
    for r in STAGES {
        add(vec![r.word], "stage", format!("{}{}", r.word, r.rest), r.meaning, r.example);
    }
    for r in UNITS {
        add(vec![r.word, r.plural], "unit", format!("last {}", r.word), r.meaning, r.example);
    }
    for r in PARTICULARS {
        let word = r.particular.word();
        add(vec![word], "particular", format!("set {word} of document"), r.meaning, r.example);
    }
    for r in ENTITY_PARTICULARS {
        let word = r.particular.word();
        add(vec![word], "particular", format!("set {word}"), r.meaning, r.example);
    }
    for r in ALIAS_PARTICULARS {
        let word = r.particular.word();
        add(vec![word], "particular", format!("set {word} of alias"), r.meaning, r.example);
    }
    for r in STATEMENTS {
        add(vec![r.word], "other", format!("{}{}", r.word, r.rest), r.meaning, r.example);
    }
    all
}

fn field_topics(word: &str) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for (family, _) in FAMILIES {
        let head = HEADS.iter().find(|head| head.family == *family).map_or("", |head| head.word);
        for field in fields(*family).iter().filter(|field| field.name == word || field.synonyms.contains(&word)) {
            if !topics.iter().any(|topic| topic.meaning == field.meaning) {
                let example = format!("{head} | show {}", field.name).into();
                topics.push(Topic { part: "field", word: field.name.to_owned(), meaning: field.meaning, example });
            }
        }
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::registry::{BASES, CONNECTIVES};

    #[test]
    fn words_mean_what_their_place_makes_of_them() {
        for (word, before, expected) in [
            ("quotes", "", "quotations: words that somebody is reported to have said"),
            ("in", "quotes ", "in document · in outlet · in language"),
            ("and", "quotes by X ", "both hold"),
            ("said", "quotes by X ", "the date that follows is the day on which it was said"),
            ("said", "who ", "plain saying; after `who` and `what did` it stands for any act"),
            ("nonsense", "quotes ", ""),
        ] {
            assert_eq!(meaning(word, before), expected);
        }
        for word in CONNECTIVES.iter().chain(BASES) {
            assert_ne!(meaning(word, "quotes by X "), "", "{word}");
        }
        assert_ne!(meaning("about", "quotes "), meaning("about", "quotes | count by "));
        assert_ne!(meaning("count", "quotes | "), "");
    }

    #[test]
    fn topics_by_word() {
        for (word, expected) in [
            ("about", "clause about; field about"),
            ("statements", "question quotes"),
            ("denied", "act deny, denied"),
            ("in", "clause in document; clause in outlet; clause in language"),
            ("from", "instead from"),
            ("weeks", "unit last week"),
            ("undo", "other undo [N]"),
        ] {
            let topics = help(Some(word)).unwrap_or_default();
            let told: Vec<_> = topics.iter().map(|t| format!("{} {}", t.part, t.word)).collect();
            assert_eq!(told.join("; "), expected);
        }
        assert_eq!(help(Some("abuot")), Err(Some("about")));
        assert!(help(None).is_ok_and(|topics| topics.len() > 50));
    }
}
