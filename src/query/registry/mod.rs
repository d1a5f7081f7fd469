//! The language as tables: heads, clauses, acts, stages and fields, each with its words, meaning and an example.
//!
//! Parser, completion, hints, canonical printing, help and docs read these rows; there is no second list.

mod acts;
mod clauses;
mod copies;
mod fields;
mod given;
mod heads;
mod hints;
mod particulars;
mod shipped;
mod stages;
mod types;

pub use acts::{ACTS, ActRow, act_row, verb};
pub use clauses::{CLAUSES, Clause, ClauseRow, Takes, Use};
pub use copies::same;
pub use fields::{Each, Field, field, fields};
pub use given::{Given, given};
pub use heads::{FAMILIES, Family, HEADS, Head, HeadRow};
pub use hints::{HINTS, Hint, hint};
pub use particulars::{PARTICULARS, ParticularRow};
pub use shipped::{ENDING, shipped};
pub use stages::{STAGES, STATEMENTS, Stage, StageRow, StatementRow, UNITS, Unit, UnitRow};
pub use types::Type;

/// Words that join clauses and names, begin a stage, or give a reason.
pub const CONNECTIVES: &[&str] = &["and", "or", "not", "then", "because"];

/// Words that say which date a date clause means.
pub const BASES: &[&str] = &["said", "published"];

/// Whether `word` may not stand in a bare name: it begins a clause, or joins things.
pub fn is_keyword(word: &str) -> bool {
    CONNECTIVES.contains(&word) || BASES.contains(&word) || clause_words().any(|first| first == word)
}

/// The first word of every clause and of its synonyms.
pub fn clause_words() -> impl Iterator<Item = &'static str> {
    CLAUSES.iter().flat_map(ClauseRow::phrases).filter_map(|phrase| phrase.split(' ').next())
}

/// What kinds of names there are: what a place in a sentence may be filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameClass {
    /// A person, place, organisation or work of the gazetteer.
    Entity,
    /// Somebody who speaks: an entity, or a speaker known only in words.
    Speaker,
    /// A newspaper, agency or site.
    Outlet,
    /// An article.
    Document,
    /// A language.
    Language,
    /// What a speaker does by saying something.
    Act,
    /// A column of the answer.
    Field,
    /// A saved question.
    Query,
    /// A spelling that may be new.
    Spelling,
    /// A saved question's parameter.
    Parameter,
    /// The value of a saved question's parameter.
    Value,
    /// Any words.
    Words,
}

impl NameClass {
    /// The class in words, with its article.
    pub fn phrase(self) -> &'static str {
        match self {
            NameClass::Entity => "a name",
            NameClass::Speaker => "a speaker",
            NameClass::Outlet => "an outlet",
            NameClass::Document => "a document",
            NameClass::Language => "a language",
            NameClass::Act => "an act",
            NameClass::Field => "a field",
            NameClass::Query => "a saved question's name",
            NameClass::Spelling => "a spelling",
            NameClass::Parameter => "a parameter",
            NameClass::Value | NameClass::Words => "a value",
        }
    }

    /// The class in words, without article.
    pub fn noun(self) -> &'static str {
        let phrase = self.phrase();
        phrase.split_once(' ').map_or(phrase, |(_, noun)| noun)
    }
}

/// The word of `known` most like `word`, if one is alike enough to be a slip of the finger.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let allowed = match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    let scored = known.into_iter().map(|k| (strsim::damerau_levenshtein(word, k), k));
    scored.filter(|(slips, _)| (1..=allowed).contains(slips)).min_by_key(|&(slips, _)| slips).map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger() {
        for (word, expected) in [
            ("abuot", Some("about")),
            ("mentionning", Some("mentioning")),
            ("sinse", Some("since")),
            ("bi", None),
            ("about", None),
            ("Koursk", None),
            ("de", None),
        ] {
            assert_eq!(nearest(word, clause_words()), expected, "{word}");
        }
    }
}
