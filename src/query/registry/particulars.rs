//! What can be set of a document.

use crate::model::Particular;

/// One particular.
pub struct ParticularRow {
    /// Which.
    pub particular: Particular,
    /// What it is, and how its value is written.
    pub meaning: &'static str,
    /// A line that works.
    pub example: &'static str,
}

const fn row(particular: Particular, meaning: &'static str, example: &'static str) -> ParticularRow {
    ParticularRow { particular, meaning, example }
}

/// Every particular, in the order of [`Particular`].
pub const PARTICULARS: &[ParticularRow] = &[
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
