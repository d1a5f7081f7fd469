//! Changes, with their names looked up.

use crate::model::{AliasParticular, EntityParticular, Judgement, Kind, Particular};
use crate::query::names::{NamedDocument, NamedEntity};

/// A change, with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is changed.
    pub edit: Edit,
    /// Why.
    pub because: Option<String>,
    /// Whether it is only to be told what it would do.
    pub preview: bool,
    /// The change in canonical print, without its reason, a document by its key.
    pub text: String,
}

/// What is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A further spelling, as printed.
    Alias(String, NamedEntity),
    /// A spelling goes, of one entity or of all that have it.
    ForgetAlias(String, Vec<NamedEntity>),
    /// An entity goes.
    ForgetEntity(NamedEntity),
    /// A tenure goes.
    ForgetTenure(Tenure),
    /// A new entity.
    Add(New),
    /// A particular of an entity, as it is kept.
    SetEntity(NamedEntity, EntityParticular, String),
    /// A particular of a spelling, as it is kept.
    SetAlias(String, NamedEntity, AliasParticular, String),
    /// The first entity is the second.
    Merge(NamedEntity, NamedEntity),
    /// Spellings of an entity are those of a new one.
    Split(Vec<String>, NamedEntity, New),
    /// Somebody holds an office.
    Hold(Tenure),
    /// What is known of a document.
    Set(Set),
    /// What the user says of a quotation.
    Judge(Judged),
    /// The last steps are taken back.
    Undo(u32),
    /// Steps taken back are made again.
    Redo(u32),
}

/// A new entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its key, where it was given.
    pub key: Option<String>,
}

/// Somebody's time in an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// What the office is.
    pub role: String,
    /// The country or body that it belongs to.
    pub of: NamedEntity,
    /// Who holds it.
    pub holder: NamedEntity,
    /// First day, as much as is known.
    pub since: Option<String>,
    /// Last day, likewise.
    pub until: Option<String>,
}

/// What is to be corrected of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// The document.
    pub document: NamedDocument,
    /// What is corrected.
    pub particular: Particular,
    /// What it is to be.
    pub value: String,
}

/// What is said of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The quotation's key.
    pub quotation: String,
    /// What it is about.
    pub what: Judgement,
    /// The speaker's name, or the user's words.
    pub value: String,
    /// The speaker's key, where it is an entity.
    pub entity: Option<String>,
}
