//! What each family of heads selects from, and what leads: the table that the others are looked up from.

use super::lead::Lead;
use crate::query::registry::Family;

/// Where the rows of a family come from. `{in x}` stands for the zones that count, of the table `x`.
pub struct Base {
    /// The tables.
    pub from: &'static str,
    /// More of them, by their letters: each has a row, and tells more of a record. Where rows are counted SQLite joins them though nobody
    /// asks them. A `?` is the entity that leads.
    pub beside: &'static [(&'static str, &'static str)],
    /// What always holds.
    pub always: &'static str,
    /// What holds too, and is looked at last: of several rows that lead to one record, the first.
    pub once: &'static str,
    /// What makes a row one row.
    pub id: &'static str,
    /// Its lasting key.
    pub key: &'static str,
    /// What a row is drawn by, where rows are drawn by lot.
    pub lot: &'static str,
    /// Whether several records make one row.
    pub grouped: bool,
    /// What `count by` counts.
    pub unit: &'static str,
    /// What is told of rows, as the SQL of fields calls it, and what that is here.
    pub told: &'static [(&'static str, &'static str)],
    /// The row number of the document of a record; none for spellings.
    pub document: Option<&'static str>,
    /// The day of that document.
    pub day: &'static str,
    /// What a record of a copy is called: with the number 1, and with others.
    pub noun: (&'static str, &'static str),
    /// The usual order.
    pub order: &'static [&'static str],
    /// Whether the first table leads, so that no other condition may.
    pub led: bool,
    /// The same rows where all of them are counted and their order does not matter, if that is faster.
    pub counted: Option<&'static Base>,
}

/// The base of `family` under `lead`.
pub fn base(family: Family, lead: Lead) -> &'static Base {
    match (family, lead) {
        (Family::Quotation, Lead::By) => &QUOTATION_BY,
        (Family::Quotation, Lead::ByName) => &QUOTATION_BY_NAME,
        (Family::Quotation, Lead::About) => &QUOTATION_ABOUT,
        (Family::Quotation, Lead::Day) => &QUOTATION_BY_DAY,
        (Family::Quotation, Lead::Copy) => &QUOTATION_OF_COPY,
        (Family::Quotation, Lead::Shown) => &QUOTATION_SHOWN,
        (Family::Quotation, _) => &QUOTATION,
        (Family::Mention, Lead::Day) => &MENTION_BY_DAY,
        (Family::Mention, Lead::Copy) => &MENTION_OF_COPY,
        (Family::Mention, Lead::Own | Lead::Shown) => &MENTION_OF,
        (Family::Mention, _) => &MENTION,
        (Family::Document, Lead::Mention) => &DOCUMENT_WITH,
        (Family::Document, Lead::Copy) => &DOCUMENT_OF_COPY,
        (Family::Document, Lead::Shown) => &DOCUMENT_SHOWN,
        (Family::Document, _) => &DOCUMENT,
        (Family::Entity, Lead::Mention) => &ENTITY_WITH,
        (Family::Entity, Lead::Company) => &ENTITY_COUNTED,
        (Family::Entity, Lead::Copy) => &ENTITY_OF_COPY,
        (Family::Entity, _) => &ENTITY,
        (Family::Alias, Lead::Own) => &ALIAS_OF,
        (Family::Alias, _) => &ALIAS,
        (Family::Name, Lead::Mention) => &NAME_WITH,
        (Family::Name, Lead::Company) => &NAME_COUNTED,
        (Family::Name, _) => &NAME,
    }
}

/// The mentions in a document `d`. Its day is made from a column of `document_told`: SQLite does not see that `d.day` stands there, too.
macro_rules! mentions_of_told {
    () => {
        " CROSS JOIN mention m ON m.day IS ((substr(d.published, 1, 4) - 2000) << 9) + (substr(d.published, 6, 2) << 5) \
         + substr(d.published, 9, 2) AND m.document = d.id"
    };
}

/// The documents `v` in which entities are mentioned, each once: the condition on `v.entity` moves in, where it stands in its index.
macro_rules! mentioned_in {
    () => {
        "(SELECT DISTINCT x.entity, x.day, x.document FROM mention x WHERE {in x}) v"
    };
}

const QUOTATION: Base = Base {
    from: "quotation q",
    beside: &[("d", " LEFT JOIN document d ON d.id = q.document")],
    always: "{in q}",
    once: "TRUE",
    id: "q.id",
    key: "q.key",
    lot: "q.key",
    grouped: false,
    unit: "q.id",
    told: &[("{act}", "q.act")],
    document: Some("q.document"),
    day: "d.day",
    noun: ("quote", "quotes"),
    order: &["d.day DESC", "d.source", "q.start", "q.key"],
    led: false,
    counted: None,
};

const QUOTATION_SHOWN: Base = Base { led: true, ..QUOTATION };

const QUOTATION_BY_DAY: Base = Base {
    from: "document d CROSS JOIN quotation q ON q.document = d.id",
    beside: &[],
    document: Some("d.id"),
    led: true,
    ..QUOTATION
};

const QUOTATION_OF_COPY: Base = Base {
    from: "copy o CROSS JOIN document d INDEXED BY document_told ON d.id = o.document CROSS JOIN quotation q ON q.document = d.id",
    beside: &[],
    document: Some("o.document"),
    led: true,
    ..QUOTATION
};

const QUOTATION_BY: Base = Base {
    from: "speaker v",
    beside: &[
        ("q", " LEFT JOIN quotation q ON q.id = v.quotation"),
        ("d", " LEFT JOIN document d ON d.id = v.document"),
    ],
    always: "{in v}",
    once: "(v.ordinal = 0 OR NOT EXISTS (SELECT 1 FROM speaker w WHERE w.quotation = v.quotation AND w.ordinal < v.ordinal \
           AND +w.entity = v.entity))",
    id: "v.quotation",
    unit: "v.quotation",
    told: &[("{act}", "v.act")],
    document: Some("v.document"),
    day: "v.day",
    order: &["v.day DESC", "d.source", "q.start", "q.key"],
    led: true,
    ..QUOTATION
};

const QUOTATION_BY_NAME: Base = Base {
    once: "(v.ordinal = 0 OR NOT EXISTS (SELECT 1 FROM speaker w WHERE w.quotation = v.quotation AND w.ordinal < v.ordinal \
           AND w.entity IS NULL AND +w.name = v.name))",
    ..QUOTATION_BY
};

const QUOTATION_ABOUT: Base = Base { from: "about v", once: "TRUE", ..QUOTATION_BY };

const MENTION: Base = Base {
    from: "mention m",
    beside: &[("d", " LEFT JOIN document d ON d.id = m.document"), ("e", " LEFT JOIN entity e ON e.id = m.entity")],
    always: "{in m}",
    once: "TRUE",
    id: "m.id",
    key: "m.key",
    lot: "m.key",
    grouped: false,
    unit: "m.id",
    told: &[],
    document: Some("m.document"),
    day: "m.day",
    noun: ("mention", "mentions"),
    order: &["m.day DESC", "d.source", "m.start", "m.key"],
    led: false,
    counted: None,
};

const MENTION_OF: Base = Base { led: true, ..MENTION };

const MENTION_BY_DAY: Base = Base {
    from: "document d CROSS JOIN mention m ON m.document = d.id",
    beside: &[("e", " LEFT JOIN entity e ON e.id = m.entity")],
    document: Some("d.id"),
    day: "d.day",
    order: &["d.day DESC", "d.source", "m.start", "m.key"],
    led: true,
    ..MENTION
};

const MENTION_OF_COPY: Base = Base {
    from: concat!("copy o CROSS JOIN document d INDEXED BY document_told ON d.id = o.document", mentions_of_told!()),
    beside: &[("e", " LEFT JOIN entity e ON e.id = m.entity")],
    document: Some("o.document"),
    led: true,
    ..MENTION
};

const DOCUMENT: Base = Base {
    from: "document d",
    beside: &[],
    always: "TRUE",
    once: "TRUE",
    id: "d.id",
    key: "d.key",
    lot: "d.key",
    grouped: false,
    unit: "d.id",
    told: &[],
    document: Some("d.id"),
    day: "d.day",
    noun: ("document", "documents"),
    order: &["d.day DESC", "d.source"],
    led: false,
    counted: None,
};

const DOCUMENT_SHOWN: Base = Base { led: true, ..DOCUMENT };

const DOCUMENT_OF_COPY: Base = Base {
    from: "copy o CROSS JOIN document d INDEXED BY document_told ON d.id = o.document",
    document: Some("o.document"),
    led: true,
    ..DOCUMENT
};

const DOCUMENT_COUNTED: Base = Base {
    from: mentioned_in!(),
    beside: &[("d", " LEFT JOIN document d ON d.id = v.document")],
    id: "v.document",
    unit: "v.document",
    document: Some("v.document"),
    day: "v.day",
    order: &["v.day DESC", "d.source"],
    led: true,
    ..DOCUMENT
};

const DOCUMENT_WITH: Base = Base {
    from: "mention v",
    always: "{in v}",
    once: "NOT EXISTS (SELECT 1 FROM mention w WHERE w.entity = v.entity AND w.day IS v.day AND w.document = v.document AND {in w} \
           AND w.id < v.id)",
    counted: Some(&DOCUMENT_COUNTED),
    ..DOCUMENT_COUNTED
};

const ENTITY: Base = Base {
    from: "entity e LEFT JOIN mention m ON m.entity = e.id AND {in m}",
    beside: &[("d", " LEFT JOIN document d ON d.id = m.document")],
    always: "TRUE",
    once: "TRUE",
    id: "e.id",
    key: "e.key",
    lot: "e.key",
    grouped: true,
    unit: "m.id",
    told: &[("{mentions}", "count(m.id)")],
    document: Some("m.document"),
    day: "m.day",
    noun: ("mention", "mentions"),
    order: &["count(m.id) DESC", "e.name", "e.key"],
    led: false,
    counted: None,
};

const ENTITY_OF_COPY: Base = Base {
    from: concat!(
        "copy o CROSS JOIN document d INDEXED BY document_told ON d.id = o.document",
        mentions_of_told!(),
        " AND {in m} CROSS JOIN entity e ON e.id = m.entity"
    ),
    beside: &[],
    document: Some("o.document"),
    led: true,
    ..ENTITY
};

const ENTITY_WITH: Base = Base {
    from: concat!(
        mentioned_in!(),
        " CROSS JOIN mention m ON m.document = v.document AND {in m} CROSS JOIN entity e ON e.id = m.entity"
    ),
    beside: &[("d", " LEFT JOIN document d ON d.id = v.document")],
    document: Some("v.document"),
    day: "v.day",
    led: true,
    ..ENTITY
};

const ENTITY_COUNTED: Base = Base {
    from: "", // written by `company`
    beside: &[],
    grouped: false,
    unit: "t.value",
    told: &[("{mentions}", "t.value")],
    document: None,
    day: "NULL",
    order: &["t.value DESC", "e.name", "e.key"],
    led: true,
    ..ENTITY
};

/// Rows tallied by the day of their document: twice its number, and 1 more where it is doubtful.
pub const BY_DAY: Base = Base {
    from: "", // written by `tally`
    beside: &[],
    unit: "t.value",
    told: &[("{doubtful}", "(t.day & 1)")],
    document: None,
    day: "(t.day >> 1)",
    ..MENTION
};

/// Rows tallied by their document.
pub const BY_DOCUMENT: Base = Base { told: &[], document: Some("t.document"), day: "d.day", ..BY_DAY };

const ALIAS: Base = Base {
    from: "alias a JOIN entity e ON e.id = a.entity",
    beside: &[],
    always: "a.active",
    once: "TRUE",
    id: "a.id",
    key: "NULL",
    lot: "e.key || a.folded",
    grouped: false,
    unit: "a.id",
    told: &[(
        "{printed}",
        "(SELECT count(*) FROM mention x WHERE x.entity = a.entity AND x.alias = a.spelling AND {in x})",
    )],
    document: None,
    day: "NULL",
    noun: ("spelling", "spellings"),
    order: &["e.name", "a.spelling", "e.key"],
    led: false,
    counted: None,
};

const ALIAS_OF: Base = Base {
    beside: &[("p", " CROSS JOIN (SELECT tally(x.alias) AS printed FROM mention x WHERE x.entity = ? AND {in x}) p")],
    told: &[("{printed}", "coalesce((SELECT t.value FROM json_each(p.printed) t WHERE t.key = a.spelling), 0)")],
    ..ALIAS
};

const NAME: Base = Base {
    from: "name n",
    beside: &[("d", " LEFT JOIN document d ON d.id = n.document")],
    always: "{in n}",
    once: "TRUE",
    id: "n.folded",
    key: "NULL",
    lot: "n.folded",
    grouped: true,
    unit: "n.id",
    told: &[("{name}", "min(n.surface)"), ("{mentions}", "count(n.id)"), ("{documents}", "count(DISTINCT n.document)")],
    document: Some("n.document"),
    day: "d.day",
    noun: ("name", "names"),
    order: &["count(n.id) DESC", "n.folded"],
    led: false,
    counted: None,
};

const NAME_WITH: Base = Base {
    from: concat!(mentioned_in!(), " CROSS JOIN name n ON n.document = v.document AND {in n}"),
    beside: &[("d", " LEFT JOIN document d ON d.id = v.document")],
    document: Some("v.document"),
    day: "v.day",
    led: true,
    ..NAME
};

const NAME_COUNTED: Base = Base {
    from: "", // written by `company`
    beside: &[],
    id: "t.key",
    grouped: false,
    unit: "t.value",
    told: &[("{name}", "t.value ->> 0"), ("{mentions}", "t.value ->> 1"), ("{documents}", "t.value ->> 2")],
    document: None,
    day: "NULL",
    order: &["t.value ->> 1 DESC", "t.key"],
    led: true,
    ..NAME
};
