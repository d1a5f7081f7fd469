//! Which spellings count where they may be common words: the sentences of `tests/gate/`, read with the shipped gazetteer and a list of
//! such names taken in. Half of the sentences are held back: written before there was a gate, and never looked at to change it.

#[path = "linking/case.rs"]
mod case;

use std::{collections::BTreeSet, fs, path::Path};

use case::Case;
use dixit::{
    annotate::Annotator,
    gazetteer::{Alias, Builder, Entity, Gazetteer},
    model::{AliasSort, CasePolicy, EntityId, Kind},
};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gate")
}

/// The shipped gazetteer and `imported.tsv`, with this origin.
fn gazetteer(origin: &str) -> Gazetteer {
    let (shipped, mut rows) = (Gazetteer::shipped(), Builder::default());
    let ids: Vec<EntityId> = shipped.entities().map(|(_, e)| rows.entity(&e)).collect();
    shipped.aliases().for_each(|(_, a)| rows.alias(&Alias { entity: ids[a.entity.0 as usize], ..a }));
    let list = fs::read_to_string(folder().join("imported.tsv")).unwrap();
    let mut last: Option<(&str, EntityId)> = None;
    for line in list.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [key, kind, name, spelling, language, sort] = cells[..] else { panic!("six cells: {line}") };
        let id = last.filter(|(known, _)| *known == key).map(|(_, id)| id);
        let id = id.unwrap_or_else(|| rows.entity(&entity((key, Kind::from_word(kind).unwrap(), name), origin)));
        let sort = AliasSort::from_word(sort).unwrap();
        rows.alias(&Alias { entity: id, spelling, language, sort, case: CasePolicy::Match, origin });
        last = Some((key, id));
    }
    rows.build()
}

fn entity<'a>((key, kind, name): (&'a str, Kind, &'a str), origin: &'a str) -> Entity<'a> {
    let (description, external, gender, country) = ("", "", None, None);
    Entity { key, kind, name, description, gender, country, external, prominence: 0, origin }
}

fn cases(half: &str, language: &str) -> Vec<Case> {
    case::read(&folder().join(half).join(format!("{language}.txt")))
}

/// Mentions as the sentences mark them, unknown names left out: place and entity.
fn marks(marked: &str) -> BTreeSet<(usize, String)> {
    let (mut marks, mut at, mut rest) = (BTreeSet::new(), 0, marked);
    while let Some(open) = rest.find(['[', '{']) {
        let close = rest[open..].find([']', '}']).unwrap() + open;
        let inner = &rest[open + 1..close];
        let (surface, entity) = inner.split_once('|').unwrap_or((inner, ""));
        if rest[open..].starts_with('[') {
            marks.insert((at + open, format!("{surface}|{entity}")));
        }
        at += open + surface.len();
        rest = &rest[close + 1..];
    }
    marks
}

/// Right, found, and to be found.
#[derive(Clone, Copy, Default)]
struct Score(usize, usize, usize);

impl Score {
    fn add(&mut self, other: Score) {
        *self = Score(self.0 + other.0, self.1 + other.1, self.2 + other.2);
    }

    fn precision(self) -> f64 {
        self.0 as f64 / self.1.max(1) as f64
    }

    fn recall(self) -> f64 {
        self.0 as f64 / self.2.max(1) as f64
    }
}

fn score(annotator: &Annotator, half: &str, tell: bool) -> Score {
    let mut all = Score::default();
    for language in ["fr", "en", "de", "es"] {
        let mut own = Score::default();
        for case in cases(half, language) {
            let (found, wanted) = (marks(&case.found(annotator)), marks(&case.marked));
            own.add(Score(found.intersection(&wanted).count(), found.len(), wanted.len()));
            if tell && found != wanted {
                println!("  {} {}\n     found {}", case.place, case.marked, case.found(annotator));
            }
        }
        println!("{half} {language}: precision {:.3}, recall {:.3}", own.precision(), own.recall());
        all.add(own);
    }
    println!("{half}: precision {:.3}, recall {:.3}, {} mentions", all.precision(), all.recall(), all.2);
    all
}

#[test]
fn common_words_are_names_only_with_evidence() {
    let annotator = Annotator::new(gazetteer("import:1"));
    let mut all = Score::default();
    for (half, tell) in [("tuned", true), ("held_back", false)] {
        all.add(score(&annotator, half, tell));
    }
    println!("all: precision {:.3}, recall {:.3}", all.precision(), all.recall());
    assert!(all.precision() >= 0.97 && all.recall() >= 0.90);
}

/// The gate, and nothing else, makes the difference: names that the user wrote himself pass it.
#[test]
fn what_the_user_wrote_is_never_gated() {
    let annotator = Annotator::new(gazetteer("user"));
    let own = score(&annotator, "tuned", false);
    assert!(own.precision() < 0.80, "{}", own.precision());
}

#[test]
fn there_are_enough_sentences() {
    for language in ["fr", "en", "de", "es"] {
        let count = |half| cases(half, language).len();
        assert!(count("tuned") + count("held_back") >= 50, "{language}");
        assert!(count("held_back") >= 25, "{language}");
    }
}
