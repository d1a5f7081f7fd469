//! What copies of a document have in common: which rows fold into one, and the fields that tell of the others.
//!
//! Nothing here says who copied whom: rows of one cluster are put in order by date, and the earliest is only the earliest in this base.

use super::{Family, fields::Field};

/// What makes two quotations of copies the same: the words said, and by whom.
macro_rules! quotation {
    ($q:literal) => {
        concat!(
            "searchable(",
            $q,
            ".content), \
             (SELECT group_concat(coalesce(s.entity, s.name, s.surface), '&' ORDER BY s.ordinal) \
             FROM speaker s WHERE s.quotation = ",
            $q,
            ".id)"
        )
    };
}

/// What makes two mentions of copies the same: the spelling, whose it is, and the words of the paragraph that it stands in.
macro_rules! mention {
    ($m:literal, $p:literal) => {
        concat!($m, ".alias, ", $m, ".entity, ", $p, ".wording")
    };
}

pub(super) use {mention, quotation};

/// What makes two records of documents in one cluster the same, as expressions on the tables of the family; none where every print counts.
pub fn same(family: Family) -> Option<&'static str> {
    match family {
        Family::Quotation => Some(quotation!("q")),
        Family::Mention | Family::Entity => Some(mention!("m", "p")),
        Family::Document => Some("TRUE"),
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
                ..FIELD_COPIES.with(concat!("(SELECT count(*) ", others!($document, $same), ")"))
            },
            FIELD_OUTLETS.with(concat!(
                "(SELECT group_concat(outlet, ', ') FROM (SELECT d.outlet AS outlet UNION SELECT od.outlet ",
                others!($document, $same), " ORDER BY 1) WHERE outlet IS NOT NULL)"
            )),
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
    concat!(
        "EXISTS (SELECT 1 FROM quotation x WHERE x.document = o.document AND (",
        quotation!("x"),
        ") IS (",
        quotation!("q"),
        "))"
    )
);

/// The same of mentions.
pub const MENTION: [Field; 3] = copy_fields!(
    "m.document",
    concat!(
        "EXISTS (SELECT 1 FROM mention x JOIN paragraph z ON z.document = x.document AND z.ordinal = x.paragraph \
         WHERE x.document = o.document AND x.alias = m.alias AND (",
        mention!("x", "z"),
        ") IS (",
        mention!("m", "p"),
        "))"
    )
);

/// The same of documents.
pub const DOCUMENT: [Field; 3] = copy_fields!("d.id", "TRUE");
