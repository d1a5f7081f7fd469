//! The language as tables: heads, clauses, acts, stages and fields, each with its words, meaning and an example.
//!
//! Parser, completion, hints, canonical printing, help and docs read these rows; there is no second list.

mod acts;
mod clause;
mod clauses;
mod copies;
mod fields;
mod given;
mod heads;
mod hints;
mod more;
mod near;
mod particulars;
mod scopes;
mod shipped;
mod stages;
mod types;

pub use acts::{ACTS, ActRow, act_row, verb};
pub use clause::{Clause, ClauseRow, Takes, Use};
pub use clauses::CLAUSES;
pub use copies::{Same, same};
pub use fields::{Bare, Each, Field, field, fields};
pub use given::{Given, given};
pub use heads::{FAMILIES, Family, HEADS, Head, HeadRow};
pub use hints::{HINTS, Hint, hint};
pub(super) use more::more;
#[cfg(test)]
pub(super) use more::words as with_more;
pub use near::{Distance, distance, near, nearest};
pub use particulars::{ALIAS_PARTICULARS, ENTITY_PARTICULARS, GENDERS, PARTICULARS, ParticularRow};
pub use scopes::{SCOPES, Scope, ScopeRow};
pub use shipped::{ENDING, shipped};
pub use stages::{STAGES, STATEMENTS, Stage, StageRow, StatementRow, UNITS, Unit, UnitRow};
pub use types::Type;

/// Words that join clauses and names, begin a stage, or give a reason.
pub const CONNECTIVES: &[&str] = &["and", "or", "not", "then", "because"];

/// Words that say which date a date clause means.
pub const BASES: &[&str] = &["said", "published"];

/// What these words mean, and the bar before a stage.
pub const JOINING: &[(&str, &str)] = &[
    ("and", "both hold"),
    ("or", "one of them holds"),
    ("not", "it does not hold"),
    ("then", "a stage follows, as behind |"),
    ("because", "the reason follows, in quotation marks"),
    ("said", "the date that follows is the day on which it was said"),
    ("published", "the date that follows is the day of publication"),
    ("|", "a stage follows: count, sort, limit, show, export …"),
];

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
    /// Somebody who passes words on: an entity, or words that stand for one.
    Relay,
    /// A newspaper, agency or site.
    Outlet,
    /// An article.
    Document,
    /// A quotation, by its key or its number.
    Quotation,
    /// A language.
    Language,
    /// What a speaker does by saying something.
    Act,
    /// A column of the answer.
    Field,
    /// An entity by its key.
    Key,
    /// A saved question.
    Query,
    /// A spelling that may be new.
    Spelling,
    /// A saved question's parameter.
    Parameter,
    /// The value of a saved question's parameter.
    Value,
    /// What an office is.
    Role,
    /// A day, month or year.
    Day,
    /// Any words.
    Words,
}

impl NameClass {
    /// The class in words, with its article.
    pub fn phrase(self) -> &'static str {
        match self {
            NameClass::Entity => "a name",
            NameClass::Speaker => "a speaker",
            NameClass::Relay => "a relay",
            NameClass::Outlet => "an outlet",
            NameClass::Document => "a document",
            NameClass::Quotation => "a quotation",
            NameClass::Language => "a language",
            NameClass::Act => "an act",
            NameClass::Field => "a field",
            NameClass::Key => "a key",
            NameClass::Query => "a saved question's name",
            NameClass::Spelling => "a spelling",
            NameClass::Parameter => "a parameter",
            NameClass::Role => "a role",
            NameClass::Day => "a date",
            NameClass::Value | NameClass::Words => "a value",
        }
    }

    /// The class in words, without article.
    pub fn noun(self) -> &'static str {
        let phrase = self.phrase();
        phrase.split_once(' ').map_or(phrase, |(_, noun)| noun)
    }
}
