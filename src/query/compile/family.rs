//! What each family of heads selects from.

use crate::query::registry::Family;

/// Where the rows of a family come from. `{zones}` stands for the zones that count.
pub struct Base {
    /// The tables.
    pub from: &'static str,
    /// What always holds.
    pub always: &'static str,
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
    /// The row number of the document of a record; none for spellings.
    pub document: Option<&'static str>,
    /// What a record of a copy is called: with the number 1, and with others.
    pub noun: (&'static str, &'static str),
    /// The usual order.
    pub order: &'static str,
}

/// The base of `family`.
pub fn base(family: Family) -> &'static Base {
    &BASES[family as usize]
}

const BASES: [Base; 6] = [
    Base {
        from: "quotation q JOIN document d ON d.id = q.document \
               JOIN paragraph p ON p.document = q.document AND p.ordinal = q.paragraph AND p.zone IN ({zones})",
        always: "TRUE",
        id: "q.id",
        key: "q.key",
        lot: "q.key",
        grouped: false,
        unit: "q.id",
        document: Some("q.document"),
        noun: ("quote", "quotes"),
        order: "d.published DESC, d.source, q.start, q.key",
    },
    Base {
        from: "mention m JOIN document d ON d.id = m.document LEFT JOIN entity e ON e.id = m.entity \
               JOIN paragraph p ON p.document = m.document AND p.ordinal = m.paragraph AND p.zone IN ({zones})",
        always: "TRUE",
        id: "m.id",
        key: "m.key",
        lot: "m.key",
        grouped: false,
        unit: "m.id",
        document: Some("m.document"),
        noun: ("mention", "mentions"),
        order: "d.published DESC, d.source, m.start, m.key",
    },
    Base {
        from: "document d",
        always: "TRUE",
        id: "d.id",
        key: "d.key",
        lot: "d.key",
        grouped: false,
        unit: "d.id",
        document: Some("d.id"),
        noun: ("document", "documents"),
        order: "d.published DESC, d.source",
    },
    Base {
        from: "entity e LEFT JOIN (mention m JOIN document d ON d.id = m.document \
               JOIN paragraph p ON p.document = m.document AND p.ordinal = m.paragraph AND p.zone IN ({zones})) \
               ON m.entity = e.id",
        always: "TRUE",
        id: "e.id",
        key: "e.key",
        lot: "e.key",
        grouped: true,
        unit: "m.id",
        document: Some("m.document"),
        noun: ("mention", "mentions"),
        order: "count(m.id) DESC, e.name, e.key",
    },
    Base {
        from: "alias a JOIN entity e ON e.id = a.entity",
        always: "a.active",
        id: "a.id",
        key: "NULL",
        lot: "e.key || a.folded",
        grouped: false,
        unit: "a.id",
        document: None,
        noun: ("spelling", "spellings"),
        order: "e.name, a.spelling, a.id",
    },
    Base {
        from: "name n JOIN document d ON d.id = n.document \
               JOIN paragraph p ON p.document = n.document AND p.ordinal = n.paragraph AND p.zone IN ({zones})",
        always: "TRUE",
        id: "n.folded",
        key: "NULL",
        lot: "n.folded",
        grouped: true,
        unit: "n.id",
        document: Some("n.document"),
        noun: ("name", "names"),
        order: "count(n.id) DESC, n.folded",
    },
];
