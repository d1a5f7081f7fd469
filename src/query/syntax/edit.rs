//! The syntax trees of changes.

use super::{Name, Word};
use crate::model::{AliasSort, CasePolicy, Judgement, Kind, Particular};

/// A change, with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is changed.
    pub edit: Edit,
    /// Why.
    pub because: Option<String>,
    /// Whether it is only to be told what it would do.
    pub preview: bool,
}

/// What is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// `alias SPELLING = NAME`
    Alias(Name, Name),
    /// `forget alias SPELLING [of NAME]`
    ForgetAlias(Name, Option<Name>),
    /// `forget entity NAME`
    ForgetEntity(Name),
    /// `forget office ROLE of NAME = NAME [since DATE]`
    ForgetTenure(Tenure),
    /// `forget query NAME`
    ForgetQuery(Word),
    /// `add KIND NAME [@KEY]`
    Add(New),
    /// `describe NAME = "TEXT"`
    Describe(Name, String),
    /// `rename NAME = SPELLING`
    Rename(Name, Name),
    /// `merge NAME into NAME`
    Merge(Name, Name),
    /// `split SPELLING [or SPELLING …] from NAME as KIND NAME [@KEY]`
    Split(Split),
    /// `set PARTICULAR of NAME = VALUE`
    SetEntity(Name, EntityValue),
    /// `set PARTICULAR of alias SPELLING of NAME = VALUE`
    SetAlias(Name, Name, AliasValue),
    /// `set PARTICULAR of document NAME = VALUE`
    Set(Set),
    /// `speaker of QUOTATION = NAME`
    Speaker(Word, Name),
    /// `reject QUOTATION ["TEXT"]`, `check QUOTATION ["TEXT"]`, `note QUOTATION "TEXT"`
    Judge(Judgement, Word, Option<String>),
    /// `office ROLE of NAME = NAME [since DATE] [until DATE]`
    Hold(Tenure),
    /// `undo [N]`
    Undo(u32),
    /// `redo [N]`
    Redo(u32),
}

impl Edit {
    /// Every name in it.
    pub fn names(&self) -> Vec<&Name> {
        match self {
            Edit::Alias(one, other) | Edit::Rename(one, other) | Edit::Merge(one, other) => vec![one, other],
            Edit::ForgetAlias(spelling, of) => std::iter::once(spelling).chain(of).collect(),
            Edit::ForgetEntity(name) | Edit::Describe(name, _) => vec![name],
            Edit::ForgetTenure(tenure) | Edit::Hold(tenure) => {
                let Tenure { role, of, holder, since, until } = tenure;
                [role, of, holder].into_iter().chain(since).chain(until).collect()
            }
            Edit::Add(new) => vec![&new.name],
            Edit::Split(split) => split.spellings.iter().chain([&split.from, &split.new.name]).collect(),
            Edit::SetEntity(of, EntityValue::Country(Some(country))) => vec![of, country],
            Edit::SetEntity(of, _) => vec![of],
            Edit::SetAlias(spelling, of, AliasValue::Language(Some(language))) => vec![spelling, of, language],
            Edit::SetAlias(spelling, of, _) => vec![spelling, of],
            Edit::Set(set) => vec![&set.document, &set.value],
            Edit::Speaker(_, name) => vec![name],
            Edit::Judge(..) | Edit::ForgetQuery(_) | Edit::Undo(_) | Edit::Redo(_) => Vec::new(),
        }
    }
}

/// `KIND NAME [@KEY]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: Name,
    /// Its key, where it is given.
    pub key: Option<Word>,
}

/// `SPELLING [or SPELLING …] from NAME as KIND NAME [@KEY]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The spellings that go over.
    pub spellings: Vec<Name>,
    /// Whose they are.
    pub from: Name,
    /// Whose they are to be.
    pub new: New,
}

/// `ROLE of NAME = NAME [since DATE] [until DATE]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// What the office is.
    pub role: Name,
    /// The country or body that it belongs to.
    pub of: Name,
    /// Who holds it.
    pub holder: Name,
    /// First day.
    pub since: Option<Name>,
    /// Last day.
    pub until: Option<Name>,
}

/// What a particular of an entity is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityValue {
    /// What it is.
    Kind(Kind),
    /// `f`, `m`, or nothing where it is unknown.
    Gender(&'static str),
    /// The country that it belongs to; none where that is unknown.
    Country(Option<Name>),
}

/// What a particular of a spelling is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AliasValue {
    /// How it minds capitals.
    Case(CasePolicy),
    /// What sort of spelling it is.
    Sort(AliasSort),
    /// Its language; none for every one.
    Language(Option<Name>),
}

/// `set PARTICULAR of document NAME = VALUE`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// What is set.
    pub particular: Particular,
    /// Of which document.
    pub document: Name,
    /// To what.
    pub value: Name,
}
