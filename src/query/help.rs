//! Help: what the language has, and what one word of it means.

use std::borrow::Cow;

use super::registry::{
    ACTS, ALIAS_PARTICULARS, CLAUSES, ENTITY_PARTICULARS, FAMILIES, Field, HEADS, JOINING, PARTICULARS, SCOPES, STAGES,
    STATEMENTS, UNITS, fields, hint, more, nearest,
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
    /// Lines that work; none for a word that the language does not have.
    pub examples: Vec<Cow<'static, str>>,
}

/// Every topic, or those that `word` is a word of; for a word that is none, the nearest one as the error.
pub fn help(word: Option<&str>) -> Result<Vec<Topic>, Option<&'static str>> {
    let Some(word) = word else { return Ok(entries().into_iter().map(|(_, topic)| topic).collect()) };
    let meant = |words: &Vec<&str>| words.iter().any(|w| *w == word || w.split(' ').next() == Some(word));
    let mut topics: Vec<Topic> = entries().into_iter().filter(|(words, _)| meant(words)).map(|(_, t)| t).collect();
    topics.extend(field_topics(word));
    if topics.is_empty() {
        // the name of a part of the language, as the list of all words has it
        topics = entries().into_iter().map(|(_, topic)| topic).filter(|topic| topic.part == word).collect();
    }
    if let Some(hint) = hint(word).filter(|_| topics.is_empty()) {
        topics.push(Topic { part: "instead", word: word.to_owned(), meaning: hint.text, examples: Vec::new() });
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
    let mut add = |words: Vec<&'static str>, part, (word, rest): (String, &str), meaning, example: &'static str| {
        let further = more(part, &word).map(|examples| examples.map(Cow::Borrowed)).or_else(|| derived(part, words[0]));
        let examples = std::iter::once(Cow::Borrowed(example)).chain(further.into_iter().flatten()).collect();
        all.push((words, Topic { part, word: word + rest, meaning, examples }));
    };
    for r in HEADS {
        let words = std::iter::once(r.word).chain(r.synonyms.iter().copied()).collect();
        add(words, "question", (r.word.to_owned(), r.rest), r.meaning, r.example);
    }
    for r in CLAUSES {
        add(r.phrases().collect(), "clause", (r.word.to_owned(), ""), r.meaning, r.example);
    }
    for r in SCOPES {
        add(vec![r.word, "same"], "scope", (r.word.to_owned(), ""), r.meaning, r.example);
    }
    for r in ACTS {
        add(vec![r.act.word(), r.past], "act", (format!("{}, {}", r.act, r.past), ""), r.meaning, r.example);
    }
    for r in STAGES {
        add(vec![r.word], "stage", (r.word.to_owned(), r.rest), r.meaning, r.example);
    }
    for r in UNITS {
        add(vec![r.word, r.plural], "unit", (format!("last {}", r.word), ""), r.meaning, r.example);
    }
    for r in PARTICULARS {
        let word = r.particular.word();
        add(vec![word], "particular", (format!("set {word} of document"), ""), r.meaning, r.example);
    }
    for r in ENTITY_PARTICULARS {
        let word = r.particular.word();
        add(vec![word], "particular", (format!("set {word}"), ""), r.meaning, r.example);
    }
    for r in ALIAS_PARTICULARS {
        let word = r.particular.word();
        add(vec![word], "particular", (format!("set {word} of alias"), ""), r.meaning, r.example);
    }
    for r in STATEMENTS {
        add(vec![r.word], "other", (r.word.to_owned(), r.rest), r.meaning, r.example);
    }
    all.iter_mut()
        .filter(|(_, topic)| topic.part == "scope")
        .for_each(|(_, topic)| topic.word.insert_str(0, "in same "));
    all
}

/// Examples of a word of which every one of its kind has the same.
fn derived(part: &str, word: &str) -> Option<[Cow<'static, str>; 2]> {
    match part {
        "act" => Some([format!("quotes act {word}").into(), format!("quotes act {word} | count by speaker").into()]),
        "unit" => Some([format!("quotes since last {word}").into(), format!("quotes | timeline by {word}").into()]),
        _ => None,
    }
}

/// Lines that work with a field of rows that `head` asks for.
fn with_field(head: &str, field: &Field) -> Vec<Cow<'static, str>> {
    let name = field.name;
    let shown = [format!("{head} | show {name}"), format!("{head} | sort by {name} | limit 5")];
    let counted = ["", " | sort by count desc", " | limit 5"].map(|rest| format!("{head} | count by {name}{rest}"));
    let more = [format!("{head} | sort by {name} desc | limit 5 | show {name}")];
    let shown = shown.into_iter().filter(|_| !field.many);
    let counted = counted.into_iter().filter(|_| !field.single);
    shown.chain(counted).chain(more).take(3).map(Cow::from).collect()
}

/// The words of the language, part by part.
pub fn words() -> Vec<(&'static str, Vec<String>)> {
    let mut parts: Vec<(&'static str, Vec<String>)> = Vec::new();
    for (words, topic) in entries() {
        // what is behind the word, and that it stands in other lines as well, tells help of the word
        let whole = matches!(topic.part, "particular" | "scope");
        let word = if whole { topic.word.clone() } else { words[0].to_owned() };
        match parts.last_mut().filter(|(part, _)| *part == topic.part) {
            Some((_, all)) => all.push(word),
            None => parts.push((topic.part, vec![word])),
        }
    }
    parts
}

fn field_topics(word: &str) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for (family, _) in FAMILIES {
        let head = HEADS.iter().find(|head| head.family == *family).map_or("", |head| head.word);
        for field in fields(*family).iter().filter(|field| field.name == word || field.synonyms.contains(&word)) {
            if !topics.iter().any(|topic| topic.meaning == field.meaning) {
                let examples = with_field(head, field);
                topics.push(Topic { part: "field", word: field.name.to_owned(), meaning: field.meaning, examples });
            }
        }
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::super::registry;
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
    fn every_word_has_three_examples_and_no_other_has_some() {
        for (_, topic) in entries() {
            assert_eq!(topic.examples.len(), 3, "{} {}", topic.part, topic.word);
        }
        for (family, _) in FAMILIES {
            for field in fields(*family) {
                assert_eq!(with_field("quotes", field).len(), 3, "{}", field.name);
            }
        }
        for (part, word) in registry::with_more() {
            let known =
                |(words, topic): &(Vec<&str>, Topic)| topic.part == part && (words[0] == word || topic.word == word);
            assert!(entries().iter().any(known), "{part} {word}");
        }
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
            ("scope", "scope in same sentence; scope in same paragraph; scope in same quote; scope in same document"),
        ] {
            let topics = help(Some(word)).unwrap_or_default();
            let told: Vec<_> = topics.iter().map(|t| format!("{} {}", t.part, t.word)).collect();
            assert_eq!(told.join("; "), expected);
        }
        assert_eq!(help(Some("abuot")), Err(Some("about")));
        assert!(help(None).is_ok_and(|topics| topics.len() > 50));
    }
}
