//! What other gazetteers call kinds and languages, from `data/exchange/`.

use std::{collections::HashMap, sync::LazyLock};

use crate::model::Kind;

/// What a class of a scheme is: its kind, and what it means in a few words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Class {
    pub kind: Kind,
    pub meaning: &'static str,
}

static CLASSES: LazyLock<HashMap<(&str, &str), Class>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/exchange/classes.tsv").lines().skip(1).map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let kind = Kind::from_word(cells[2]).unwrap_or_else(|| panic!("a test reads this table: {row}"));
        ((cells[0], cells[1]), Class { kind, meaning: cells[3] })
    });
    rows.collect()
});

static LANGUAGES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    include_str!("../../../data/exchange/languages.tsv")
        .lines()
        .skip(1)
        .filter_map(|row| row.split_once('\t'))
        .collect()
});

/// What a class of a scheme is; none for a class that is no entity of ours.
pub(super) fn class(scheme: &'static str, class: &str) -> Option<Class> {
    let classes: &HashMap<(&str, &str), Class> = &CLASSES;
    classes.get(&(scheme, class)).copied()
}

/// What kind a class of a scheme is.
pub(super) fn kind(scheme: &'static str, name: &str) -> Option<Kind> {
    class(scheme, name).map(|class| class.kind)
}

/// The language of a code or tag, as an alias has it: `fr` of `fr-CA` and `fra`, `*` where nothing is said; none when it has no code
/// of two letters.
pub(super) fn language(tag: &str) -> Option<&str> {
    let tag = tag.trim();
    if tag.is_empty() || tag == "*" {
        return Some("*");
    }
    let code = tag.split(['-', '_']).next().unwrap_or(tag);
    let two = code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
    if two { Some(code) } else { LANGUAGES.get(code).copied() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_languages_are_told() {
        for (scheme, name, expected) in [
            ("wikidata", "Q5", Some(Kind::Person)),
            ("wikidata", "Q515", Some(Kind::Place)),
            ("wikidata", "Q16521", None),
            ("ftm", "Company", Some(Kind::Organisation)),
            ("spacy", "GPE", Some(Kind::Place)),
            ("geonames", "P", Some(Kind::Place)),
        ] {
            assert_eq!(kind(scheme, name), expected, "{scheme} {name}");
        }
        for (tag, expected) in [
            ("fr", Some("fr")),
            ("fr-CA", Some("fr")),
            ("deu", Some("de")),
            ("zh_hans", Some("zh")),
            ("", Some("*")),
            ("mul", Some("*")),
            ("u", Some("*")),
            ("ceb", None),
            ("FR", None),
        ] {
            assert_eq!(language(tag), expected, "{tag}");
        }
    }

    #[test]
    fn every_class_stands_once() {
        let text = include_str!("../../../data/exchange/classes.tsv");
        assert_eq!(CLASSES.len(), text.lines().count() - 1);
        assert!(text.lines().all(|row| row.split('\t').count() == 4));
    }
}
