//! What copies of a document have in common: which rows fold into one, and the fields that tell of the others.
//!
//! Nothing here says who copied whom: rows of one cluster are put in order by date, and the earliest is only the earliest in this base.

use super::{
    Family,
    fields::{Bare, Field},
};

/// What makes two records of documents in one cluster the same: expressions on its own row, and the same on another record.
pub struct Same {
    /// Joins its own row (`k…`) by its row number `{id}`, where not all of it stands in an index.
    pub join: &'static str,
    /// Of its own row, or of the record.
    pub own: &'static [&'static str],
    /// Of another, whose tables go by the letters of the family.
    pub other: &'static [&'static str],
}

/// The words said.
macro_rules! words {
    ($q:literal) => {
        concat!("searchable(", $q, ".content)")
    };
}

/// By whom they are said.
macro_rules! speakers {
    ($q:literal) => {
        concat!(
            "(SELECT group_concat(coalesce(s.entity, s.name, s.surface), '&' ORDER BY s.ordinal) \
             FROM speaker s WHERE s.quotation = ",
            $q,
            ".id)"
        )
    };
}

/// The words said, and by whom.
macro_rules! quotation {
    ($q:literal) => {
        [words!($q), speakers!($q)]
    };
}

/// The spelling, whose it is, and the words of the paragraph that it stands in.
const MENTIONED: [&str; 3] = ["m.alias", "m.entity", "m.wording"];

pub(super) use {speakers, words};

const SAME_QUOTATION: Same =
    Same { join: " JOIN quotation kq ON kq.id = {id}", own: &quotation!("kq"), other: &quotation!("q") };
const SAME_MENTION: Same = Same { join: "", own: &MENTIONED, other: &MENTIONED };
const SAME_DOCUMENT: Same = Same { join: "", own: &[], other: &[] };

/// What makes two records of documents in one cluster the same; none where every print counts.
pub fn same(family: Family) -> Option<&'static Same> {
    match family {
        Family::Quotation => Some(&SAME_QUOTATION),
        Family::Mention | Family::Entity => Some(&SAME_MENTION),
        Family::Document => Some(&SAME_DOCUMENT),
        Family::Alias | Family::Name => None,
    }
}

/// The other documents `od` that print the same.
macro_rules! others {
    ($document:literal, $same:expr) => {
        concat!(
            "FROM copy k JOIN copy o ON o.cluster = k.cluster AND o.document <> k.document \
             JOIN document od ON od.id = o.document WHERE k.document = ",
            $document,
            " AND ",
            $same
        )
    };
}

macro_rules! copy_fields {
    ($document:literal, $same:expr) => {
        [
            Field {
                usual: true,
                bare: Some(Bare { sql: None, beside: &["copies", "outlets"] }),
                plain: Some(
                    "CASE coalesce(others.copies, 0) WHEN 0 THEN NULL ELSE CASE others.outlets \
                     WHEN 0 THEN CASE others.copies WHEN 1 THEN '+1 copy' ELSE '+' || others.copies || ' copies' END \
                     WHEN 1 THEN '+1 outlet' ELSE '+' || others.outlets || ' outlets' END END",
                ),
                ..FIELD_ALSO.with(concat!(
                    "(SELECT CASE count(*) WHEN 0 THEN NULL ELSE (CASE count(DISTINCT nullif(od.outlet, coalesce(d.outlet, ''))) \
                     WHEN 0 THEN CASE count(*) WHEN 1 THEN '+1 copy' ELSE '+' || count(*) || ' copies' END \
                     WHEN 1 THEN '+1 outlet' \
                     ELSE '+' || count(DISTINCT nullif(od.outlet, coalesce(d.outlet, ''))) || ' outlets' END) END ",
                    others!($document, $same), ")"
                ))
            },
            Field {
                single: true,
                plain: Some("coalesce(others.copies, 0)"),
                ..FIELD_COPIES.with(concat!("(SELECT count(*) ", others!($document, $same), ")"))
            },
            Field {
                plain: Some("coalesce(others.names, d.outlet)"),
                ..FIELD_OUTLETS.with(concat!(
                    "(SELECT group_concat(outlet, ', ') FROM (SELECT d.outlet AS outlet UNION SELECT od.outlet ",
                    others!($document, $same), " ORDER BY 1) WHERE outlet IS NOT NULL)"
                ))
            },
        ]
    };
}

const FIELD_ALSO: Field =
    Field::row("also", "", "how many other outlets print the same, or copies where outlets are not known");
const FIELD_COPIES: Field = Field::row("copies", "", "how many other documents of the base print the same");
const FIELD_OUTLETS: Field = Field::row("outlets", "", "every outlet that prints the same, its own too");

/// `also`, `copies` and `outlets` of quotations.
pub const QUOTATION: [Field; 3] = copy_fields!(
    "q.document",
    "EXISTS (SELECT 1 FROM quotation x WHERE x.document = o.document AND searchable(x.content) = searchable(q.content) \
     AND (SELECT group_concat(coalesce(s.entity, s.name, s.surface), '&' ORDER BY s.ordinal) FROM speaker s WHERE s.quotation = x.id) \
     IS (SELECT group_concat(coalesce(s.entity, s.name, s.surface), '&' ORDER BY s.ordinal) FROM speaker s WHERE s.quotation = q.id))"
);

/// The same of mentions.
pub const MENTION: [Field; 3] = copy_fields!(
    "m.document",
    "EXISTS (SELECT 1 FROM mention x WHERE x.document = o.document AND x.alias = m.alias AND x.entity IS m.entity \
     AND x.wording = m.wording)"
);

/// The same of documents.
pub const DOCUMENT: [Field; 3] = copy_fields!("d.id", "TRUE");
