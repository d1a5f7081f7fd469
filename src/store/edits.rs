//! What the user may want changed of the gazetteer and of what is known of documents.

use serde::{Deserialize, Serialize};

use super::{Correction, Rows, StoreError, Verdict};
use crate::model::{AliasParticular, AliasSort, CasePolicy, EntityParticular, Judgement, Kind, Particular};

/// What the user wants changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Edit {
    /// A new spelling of an entity.
    AddAlias {
        /// The entity's key.
        entity: String,
        /// The spelling, as written.
        spelling: String,
        /// ISO 639-1 code, `*` for every language.
        language: String,
        /// What sort of spelling.
        sort: AliasSort,
        /// How it minds capitals.
        case: CasePolicy,
    },
    /// A spelling that should no longer count for an entity.
    ForgetAlias {
        /// The entity's key.
        entity: String,
        /// The spelling, in any of the forms that fold to the same.
        spelling: String,
    },
    /// A new entity, with its name as first spelling.
    AddEntity {
        /// Its key; see [`Reader::new_entity_key`](super::Reader::new_entity_key).
        key: String,
        /// What it is.
        kind: Kind,
        /// Its name.
        name: String,
    },
    /// What a particular of an entity is. A new name is a spelling too, and the old one stays one.
    SetEntity {
        /// The entity's key.
        entity: String,
        /// Which particular.
        particular: EntityParticular,
        /// What it is; empty where nothing is to be known of gender or country.
        value: String,
    },
    /// What a particular of a spelling is.
    SetAlias {
        /// The entity's key.
        entity: String,
        /// The spelling, in any of the forms that fold to the same.
        spelling: String,
        /// Which particular.
        particular: AliasParticular,
        /// What it is.
        value: String,
    },
    /// Two entities are one: all that belongs to the first goes over to the second, and the key of the first means the second from then on.
    Merge {
        /// The key of the one that goes.
        from: String,
        /// The key of the one that stays.
        into: String,
    },
    /// One entity is two: some of its spellings are those of a new one.
    Split {
        /// The entity's key.
        from: String,
        /// The spellings that go over, in any of the forms that fold to the same.
        spellings: Vec<String>,
        /// The key of the new one; see [`Reader::new_entity_key`](super::Reader::new_entity_key).
        key: String,
        /// What it is.
        kind: Kind,
        /// Its name, which is a spelling of it as well.
        name: String,
    },
    /// An entity that should not be there, with all that belongs to it.
    ForgetEntity {
        /// The entity's key.
        entity: String,
    },
    /// Who holds an office, or held it. Where the same tenure is there with another end or none, this one counts.
    Hold {
        /// Id of the office.
        office: String,
        /// What it is: packs know the phrases for it.
        role: String,
        /// The key of the country or body that it belongs to.
        of: String,
        /// The key of who holds it.
        holder: String,
        /// First day, as much as is known; empty when unknown.
        since: String,
        /// Last day, likewise; empty when unknown or still in office.
        until: String,
    },
    /// A tenure that never was.
    ForgetTenure {
        /// Id of the office.
        office: String,
        /// What it is.
        role: String,
        /// The key of the country or body that it belongs to.
        of: String,
        /// The key of who is said to hold it.
        holder: String,
        /// First day; of the only tenure where none is given.
        since: Option<String>,
    },
    /// What a particular of a document is.
    Set {
        /// The document's source.
        source: String,
        /// Which particular.
        particular: Particular,
        /// What it is, and how the user knows.
        correction: Correction,
    },
    /// A name that is no spelling of an entity: discovery proposes it no more.
    Reject {
        /// The entity's key.
        entity: String,
        /// The name, in any of the forms that fold to the same.
        name: String,
    },
    /// What the user says of a quotation, or says no longer.
    Judge {
        /// The quotation's key.
        quotation: String,
        /// What it is about.
        what: Judgement,
        /// What is said; nothing where that is taken back.
        verdict: Option<Verdict>,
    },
    /// A file of another gazetteer taken in, see [`Writer::take_in`](super::Writer::take_in).
    Import {
        /// The number of the import.
        import: i64,
    },
}

impl Edit {
    /// A new spelling as people type them: of the entity with this key and canonical name, valid in every language, its
    /// sort told from its looks, runs of spaces made one.
    pub fn spelling((key, name): (&str, &str), spelling: &str) -> Self {
        let words: Vec<&str> = spelling.split_whitespace().collect();
        let short = words.len() < name.split_whitespace().count();
        let letters = || spelling.chars().filter(|c| c.is_alphabetic());
        let sort = match words.len() {
            1 if letters().count() > 1 && letters().all(char::is_uppercase) => AliasSort::Acronym,
            1 if short => AliasSort::Short,
            _ => AliasSort::Name,
        };
        let (entity, spelling, language) = (key.to_owned(), words.join(" "), "*".to_owned());
        Edit::AddAlias { entity, spelling, language, sort, case: CasePolicy::Match }
    }

    /// The key of the entity that it makes.
    pub fn new_entity(&self) -> Option<&str> {
        match self {
            Edit::AddEntity { key, .. } | Edit::Split { key, .. } => Some(key),
            _ => None,
        }
    }

    /// Whether it says something of this base alone: of its documents, quotations or unknown names, or of a file taken in.
    pub fn is_of_this_base(&self) -> bool {
        matches!(self, Edit::Set { .. } | Edit::Reject { .. } | Edit::Judge { .. } | Edit::Import { .. })
    }
}

/// What was found when an edit was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// The spelling stood in the base before, taken out, and came back as it was.
    pub revived: bool,
    /// The particular of the document before and after.
    pub particular: Option<(Option<String>, Option<String>)>,
    /// Keys of other entities that have the same spelling: it is ambiguous now.
    pub also: Vec<String>,
}

/// An edit that was made, undone or redone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What was asked.
    pub edit: Edit,
    /// The rows of the gazetteer that it changed.
    #[serde(default)]
    pub rows: Rows,
    /// What the user had said of the particular before.
    #[serde(default)]
    pub earlier: Option<Correction>,
    /// What the user had said of the quotation before.
    #[serde(default)]
    pub judged: Option<Verdict>,
    /// The edit as it could be typed.
    #[serde(skip)]
    pub command: String,
    /// What was found when it was made; nothing is kept of that.
    #[serde(skip)]
    pub noticed: Noticed,
}

impl Change {
    /// An edit that changed no row of the gazetteer, or changes them in its own way.
    pub(super) fn plain(edit: Edit) -> Self {
        Change {
            edit,
            rows: Rows::default(),
            earlier: None,
            judged: None,
            command: String::new(),
            noticed: Noticed::default(),
        }
    }
}

/// Why an edit cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// No entity has this key.
    #[error("expected an entity, found no “{0}”")]
    UnknownEntity(String),
    /// Nothing is left of the spelling when it is folded.
    #[error("expected a spelling with letters or digits, found “{0}”")]
    Spelling(String),
    /// The entity has the spelling already.
    #[error("“{spelling}” is a spelling of {entity} already")]
    AlreadyThere {
        /// The entity's key.
        entity: String,
        /// The spelling it has.
        spelling: String,
    },
    /// The entity does not have the spelling.
    #[error("“{spelling}” is no spelling of {entity}")]
    NotThere {
        /// The entity's key.
        entity: String,
        /// The spelling asked for.
        spelling: String,
    },
    /// It is so already.
    #[error("the {what} of {whose} is “{value}” already")]
    SoAlready {
        /// Which particular.
        what: &'static str,
        /// Key of the entity, or the spelling.
        whose: String,
        /// What it is.
        value: String,
    },
    /// The value cannot be one of this particular.
    #[error("expected {expected}, found “{found}”")]
    Value {
        /// What was expected.
        expected: &'static str,
        /// What was found.
        found: String,
    },
    /// An entity is to be merged into itself.
    #[error("expected two entities, found {0} twice")]
    Same(String),
    /// A person is to be merged into a place, or the like.
    #[error("expected two entities of one kind, found kinds {from} and {into}; set the kind of one of them first")]
    Kinds {
        /// Kind of the one that is to go.
        from: Kind,
        /// Kind of the one that is to stay.
        into: Kind,
    },
    /// All spellings of an entity are to go.
    #[error("that would leave {0} without a spelling")]
    Spellingless(String),
    /// The tenure is there already.
    #[error("{holder} has that office for these years already")]
    HeldAlready {
        /// The holder's key.
        holder: String,
    },
    /// There is no such tenure, or there are several.
    #[error("expected one tenure of {holder} in that office, found {found}")]
    Tenures {
        /// The holder's key.
        holder: String,
        /// How many there are.
        found: usize,
    },
    /// The last day comes before the first.
    #[error("expected years in their order, found {since} before {until}")]
    Years {
        /// First day.
        since: String,
        /// Last day.
        until: String,
    },
    /// The user has said this very thing before.
    #[error("the {particular} is set to “{value}” already, for this reason")]
    SetAlready {
        /// Which particular.
        particular: Particular,
        /// What it is.
        value: String,
    },
    /// No quotation has this key.
    #[error("expected the key of a quotation, found “{0}”")]
    UnknownQuotation(String),
    /// The user has said this very thing of the quotation before, or nothing that could be taken back.
    #[error("nothing changes: the {what} of {quotation} is told so already")]
    JudgedAlready {
        /// What it is about.
        what: Judgement,
        /// The quotation's key.
        quotation: String,
    },
    /// The key belongs to another entity, or is no key.
    #[error("expected an id that is free, found “{0}”")]
    Key(String),
    /// Every edit is undone, or there never was one.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// An import was undone: the base does not keep the file.
    #[error("expected an edit that the base keeps, found a file that was taken in: give `{0}` again")]
    ImportAgain(String),
    /// No edit is undone.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// The base cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl EditError {
    /// Whether the edit cannot be made because all is already as it says.
    pub fn is_so_already(&self) -> bool {
        matches!(
            self,
            EditError::AlreadyThere { .. }
                | EditError::SoAlready { .. }
                | EditError::HeldAlready { .. }
                | EditError::SetAlready { .. }
                | EditError::JudgedAlready { .. }
        )
    }
}

impl From<rusqlite::Error> for EditError {
    fn from(error: rusqlite::Error) -> Self {
        EditError::Store(error.into())
    }
}
