//! What tells that a saved question has given a row before: the row's lasting key, and whose it is. A quotation that a new
//! alias ascribes to somebody is another row; what stands in copies is the same one.

use super::Family;
use super::copies::{speakers, words};

/// A quotation and who says it.
macro_rules! said {
    ($q:literal) => {
        concat!(
            $q,
            ".key || coalesce(' ' || (SELECT group_concat(coalesce('@' || g.key, s.name, s.surface, ''), ' & ' ORDER BY s.ordinal) \
             FROM speaker s LEFT JOIN entity g ON g.id = s.entity WHERE s.quotation = ",
            $q,
            ".id), '')"
        )
    };
}

/// A mention and of whom.
macro_rules! named {
    ($m:literal) => {
        concat!($m, ".key || coalesce(' @' || (SELECT g.key FROM entity g WHERE g.id = ", $m, ".entity), '')")
    };
}

/// What the rows of a family are known by, as expressions on its tables.
pub struct Given {
    /// The row.
    pub key: &'static str,
    /// What its copies print: their key, and where they come from; none where nothing folds.
    pub copies: Option<(&'static str, &'static str)>,
}

/// What the rows of `family` are known by.
pub fn given(family: Family) -> Given {
    let (key, copies) = match family {
        Family::Quotation => (said!("q"), Some((said!("x"), QUOTATION))),
        Family::Mention => (named!("m"), Some((named!("x"), MENTION))),
        Family::Document => ("d.key", Some(("x.key", DOCUMENT))),
        Family::Entity => ("e.key", None),
        Family::Alias => ("e.key || ' ' || a.folded", None),
        Family::Name => ("n.folded", None),
    };
    Given { key, copies }
}

/// The rows of other documents of the same cluster that are the same; by way of these, which are few (hence `CROSS`).
macro_rules! twins {
    ($document:literal, $twin:expr) => {
        concat!(
            "FROM copy k CROSS JOIN copy o ON o.cluster = k.cluster AND o.document <> k.document CROSS JOIN ",
            $twin,
            " WHERE k.document = ",
            $document
        )
    };
}

const QUOTATION: &str = twins!(
    "q.document",
    concat!(
        "quotation x ON x.document = o.document AND ",
        words!("x"),
        " IS ",
        words!("q"),
        " AND ",
        speakers!("x"),
        " IS ",
        speakers!("q")
    )
);
const MENTION: &str = twins!(
    "m.document",
    "mention x ON x.document = o.document AND x.alias = m.alias AND x.entity IS m.entity AND x.wording = m.wording"
);
const DOCUMENT: &str = twins!("d.id", "document x ON x.id = o.document");
