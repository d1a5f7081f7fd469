//! What can be set of a document, of an entity, of a spelling.

use crate::model::{AliasParticular, EntityParticular, Particular};

/// One particular.
pub struct ParticularRow<P> {
    /// Which.
    pub particular: P,
    /// What it is, and how its value is written.
    pub meaning: &'static str,
    /// A line that works.
    pub example: &'static str,
}

const fn row<P: Copy>(particular: P, meaning: &'static str, example: &'static str) -> ParticularRow<P> {
    ParticularRow { particular, meaning, example }
}

/// Every particular of documents, in the order of [`Particular`].
pub const PARTICULARS: &[ParticularRow<Particular>] = &[
    row(
        Particular::Date,
        "date of publication, as much as is known: 2024, 2024-10 or 2024-10-31",
        "set date of document 3 = 2024-10-31 because \"page header\"",
    ),
    row(Particular::Outlet, "newspaper, agency or site", "set outlet of document 3 = La Gazette"),
    row(Particular::Language, "language, as a name or a code", "set language of document 3 = fr"),
    row(Particular::Title, "headline", "set title of document 3 = \"Moscou dément\""),
    row(
        Particular::Author,
        "who signed it",
        "set author of document 3 = \"Ada Lune\" because \"signed in the printed edition\"",
    ),
    row(
        Particular::Url,
        "where it was published, in quotation marks",
        "set url of document 3 = \"https://example.org/3\"",
    ),
];

/// What can be set of an entity; its name and description have lines of their own.
pub const ENTITY_PARTICULARS: &[ParticularRow<EntityParticular>] = &[
    row(EntityParticular::Kind, "what it is: person, place, organisation or work", "set kind of Bosnia = organisation"),
    row(EntityParticular::Gender, "gender of a person: f, m or unknown", "set gender of Lloyd Austin = unknown"),
    row(
        EntityParticular::Country,
        "the country that it belongs to, or unknown",
        "set country of Sergueï Lavrov = unknown because \"not told\"",
    ),
];

/// What can be set of a spelling.
pub const ALIAS_PARTICULARS: &[ParticularRow<AliasParticular>] = &[
    row(
        AliasParticular::Case,
        "how it minds capitals: `match` asks for them where it has them, `any` for none",
        "set case of alias \"OTAN\" of NATO = any",
    ),
    row(
        AliasParticular::Sort,
        "what sort of spelling it is: name, short, acronym, demonym, misspelling or weak, which counts only beside a better one",
        "set sort of alias Austin of Lloyd Austin = weak",
    ),
    row(
        AliasParticular::Language,
        "the language whose documents it counts in, as a name or a code; `every` for all",
        "set language of alias \"OTAN\" of NATO = every",
    ),
];

/// Words for genders, with what is kept.
pub const GENDERS: &[(&str, &str)] = &[("f", "f"), ("m", "m"), ("unknown", "")];
