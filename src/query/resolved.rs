//! The resolved tree: every name in it is something in the base, every date a day.

mod edit;

use jiff::civil;

pub use edit::{Change, Edit, Judged, New, Set, Tenure};

use super::names::{NamedDocument, NamedEntity};
use super::registry::{Field, Head, Scope, Type, Unit};
use super::syntax::{Basis, Export, Tree};
use crate::model::{Act, QuotationKind, SpeakerSort, Zone};

/// A line, ready to be carried out.
#[derive(Clone, Debug)]
pub enum Resolved {
    /// Answer a question.
    Query(Query),
    /// Show how a question is read and run.
    Explain(Query),
    /// Keep a question.
    Save(Save),
    /// Answer a kept question.
    Run(Run),
    /// Change the gazetteer, or what is known of a document.
    Edit(Change),
    /// Take out a kept question.
    ForgetQuery(String),
    /// List the saved questions.
    Queries,
    /// Show a saved question.
    ShowQuery(Saved),
    /// Write the saved questions into a file.
    Export(Export),
    /// Tell what the language has, or what a word means.
    Help(Option<String>),
}

/// A question to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// The name it is kept under.
    pub name: String,
    /// The whole statement in canonical print: what to store.
    pub text: String,
    /// Whether a question of that name is kept already.
    pub replaces: bool,
    /// Whether a shipped question of that name steps back.
    pub over_shipped: bool,
}

/// A kept question, filled in.
#[derive(Clone, Debug)]
pub struct Run {
    /// The name it is kept under.
    pub name: String,
    /// The question with the values in it.
    pub query: Query,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Query {
    /// What it asks for.
    pub head: Head,
    /// The question in canonical print.
    pub text: String,
    /// What must hold of a row.
    pub filter: Option<Tree<Clause>>,
    /// The zones that count.
    pub zones: Vec<Zone>,
    /// Whether quotations that the user has rejected count too.
    pub rejected: bool,
    /// Whether `of` takes in ambiguous mentions that may be of the entity.
    pub ambiguous: bool,
    /// Whether what copies of a document print too counts each time.
    pub copies: bool,
    /// What happens to the rows.
    pub stages: Vec<Stage>,
    /// The unit of a timeline that the rows are, whose empty periods are to be shown.
    pub timeline: Option<Unit>,
    /// The file that the rows are to be written to.
    pub export: Option<Export>,
    /// For a saved question, what tells which rows it has given.
    pub mark: Option<Mark>,
}

/// Under what it is known which rows a saved question has given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The name of the question.
    pub name: String,
    /// All its values, by what they mean and not by how they were typed: `who=@…, topic=@…`.
    pub arguments: String,
}

/// What is known of a saved question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its name.
    pub name: String,
    /// The whole statement in canonical print.
    pub text: String,
    /// What it is for.
    pub description: Option<String>,
    /// What must be given to run it.
    pub parameters: Vec<Parameter>,
    /// Whether it is in every base, and not the user's.
    pub shipped: bool,
    /// Why it cannot be run any longer, where something that it names has gone.
    pub broken: Option<String>,
}

/// A parameter of a saved question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, without `$`.
    pub name: String,
    /// What it stands for.
    pub sort: Type,
    /// Its value where none is given, as it was written.
    pub default: Option<String>,
}

/// A clause, with how it was written and how it is read.
#[derive(Clone, Debug)]
pub struct Clause {
    /// In canonical print.
    pub text: String,
    /// With names and dates in full.
    pub reading: String,
    /// What must hold.
    pub condition: Tree<Condition>,
}

/// One thing that may hold of a row.
#[derive(Clone, Debug)]
pub enum Condition {
    /// It has this speaker.
    By(Speaker),
    /// It is spoken to an entity.
    To(NamedEntity),
    /// Somebody passed it on.
    Via(Speaker),
    /// It is about an entity; true for strictly.
    About(NamedEntity, bool),
    /// The entity is mentioned in it.
    Mentioning(NamedEntity),
    /// It belongs to the entity.
    Of(NamedEntity),
    /// The entity is mentioned in the same document.
    With(NamedEntity),
    /// The entities are mentioned this near to each other, and to the row.
    Together(Scope, Tree<NamedEntity>),
    /// Its words contain these.
    Containing(Phrase),
    /// Its text holds what this regular expression tells.
    Matching(String),
    /// It is at least so sure, as it was typed.
    Sure(String),
    /// It is spelled so.
    Spelled {
        /// As typed.
        exact: String,
        /// Folded.
        folded: String,
    },
    /// The headline of its document contains these folded words.
    Titled {
        /// The words.
        words: String,
        /// The documents that have such a headline.
        documents: Vec<i64>,
    },
    /// Its document is this one.
    Document(NamedDocument),
    /// Its outlet is one of these, which are one outlet under several spellings.
    Outlet(Vec<String>),
    /// Its language has this code.
    Language(String),
    /// The speaker does this by saying it.
    Act(Act),
    /// Its date is such.
    Dated(Basis, Test),
    /// It is printed so.
    Printed(QuotationKind),
    /// It has a speaker of this sort.
    SpeakerSort(SpeakerSort),
    /// It has no speaker.
    NoSpeaker,
    /// Its document has no date.
    Undated,
    /// Its document's date can hardly be true.
    Doubtful,
    /// A machine translated its document.
    Translated,
    /// No entity was chosen for it.
    Ambiguous,
    /// The user has compared it with what was said, or not.
    Checked(bool),
    /// The user says otherwise.
    Corrected,
}

impl Condition {
    /// Whether it leaves few rows, which an index finds.
    pub fn is_selective(&self) -> bool {
        !matches!(
            self,
            Condition::Outlet(_)
                | Condition::Language(_)
                | Condition::Act(_)
                | Condition::Dated(..)
                | Condition::Printed(_)
                | Condition::SpeakerSort(_)
                | Condition::NoSpeaker
                | Condition::Undated
                | Condition::Checked(false)
                | Condition::Matching(_)
                | Condition::Sure(_)
        )
    }
}

/// Folded words, one behind the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The words.
    pub words: String,
    /// Whether the last one only begins so.
    pub begins: bool,
}

/// A speaker asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// An entity.
    Entity(NamedEntity),
    /// Somebody the gazetteer does not know, under the names the base has.
    Words(Vec<String>),
}

/// What a date must be, with the days named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// All of it on or after that day.
    From(civil::Date),
    /// All of it on or before that day.
    To(civil::Date),
    /// All of it within these days.
    Within(civil::Date, civil::Date),
}

/// What happens to the rows.
#[derive(Clone, Debug)]
pub enum Stage {
    /// Count them, for each value of these fields.
    Count(Vec<&'static Field>),
    /// Put them in order; true for descending.
    Sort(Column, bool),
    /// Take the first ones.
    Limit(u32),
    /// Draw so many by lot.
    Sample(u32),
    /// Show these columns.
    Show(Vec<Column>),
    /// Leave out what the saved question has given before.
    New,
}

/// A column of rows, counted or not.
#[derive(Clone, Copy, Debug)]
pub enum Column {
    /// A field.
    Field(&'static Field),
    /// The number that `count` made.
    Count,
}

impl Column {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Column::Field(field) => field.name,
            Column::Count => "count",
        }
    }
}
