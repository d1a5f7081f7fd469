//! What a question asks for.

use crate::model::Kind;

/// The first word of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// `quotes`
    Quotes,
    /// `who VERB`
    Who,
    /// `what did NAMES VERB`
    What,
    /// `positions of NAMES`
    Positions,
    /// `mentions`
    Mentions,
    /// `documents`
    Documents,
    /// `people`
    People,
    /// `places`
    Places,
    /// `organisations`
    Organisations,
    /// `entities`
    Entities,
    /// `aliases`
    Aliases,
    /// `names`
    Names,
}

/// What one row of the answer is; heads of one family take the same clauses and fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// One quotation.
    Quotation,
    /// One mention.
    Mention,
    /// One document.
    Document,
    /// One entity, standing for its mentions.
    Entity,
    /// One spelling in the gazetteer.
    Alias,
    /// One unknown name, standing for the places where it is printed.
    Name,
}

/// Every family with its plural, in the order of the columns of [`ClauseRow::uses`](super::ClauseRow::uses).
pub const FAMILIES: &[(Family, &str)] = &[
    (Family::Quotation, "quotes"),
    (Family::Mention, "mentions"),
    (Family::Document, "documents"),
    (Family::Entity, "people, places …"),
    (Family::Alias, "aliases"),
    (Family::Name, "names"),
];

impl Family {
    /// The word that stands for it in messages.
    pub fn word(self) -> &'static str {
        FAMILIES[self as usize].1
    }
}

/// One head.
pub struct HeadRow {
    /// Which.
    pub head: Head,
    /// How it is written.
    pub word: &'static str,
    /// Other words that work as well.
    pub synonyms: &'static [&'static str],
    /// How it goes on, for the docs.
    pub rest: &'static str,
    /// What its rows are.
    pub family: Family,
    /// The columns shown unless asked otherwise, where they are not the usual ones of the family.
    pub columns: &'static [&'static str],
    /// What rows are put in order by before the usual order of the family, as SQL.
    pub order: &'static [&'static str],
    /// For entities: only this kind.
    pub kind: Option<Kind>,
    /// What it asks for.
    pub meaning: &'static str,
    /// A question that works.
    pub example: &'static str,
}

impl Head {
    /// Its row.
    pub fn row(self) -> &'static HeadRow {
        &HEADS[self as usize]
    }
}

const fn head(head: Head, word: &'static str, synonyms: &'static [&'static str], family: Family) -> HeadRow {
    HeadRow { head, word, synonyms, rest: "", family, columns: &[], order: &[], kind: None, meaning: "", example: "" }
}

/// Every head, in the order of [`Head`].
pub const HEADS: &[HeadRow] = &[
    HeadRow {
        meaning: "quotations: words that somebody is reported to have said",
        example: "quotes by Lloyd Austin about Koursk",
        ..head(Head::Quotes, "quotes", &["quotations", "statements", "quote"], Family::Quotation)
    },
    HeadRow {
        rest: " VERB [\"words\"]",
        meaning: "who said it; any other verb than `said` asks for that act",
        example: "who denied about Corée du Nord",
        ..head(Head::Who, "who", &[], Family::Quotation)
    },
    HeadRow {
        rest: " did NAMES VERB",
        meaning: "what they said; any other verb than `say` asks for that act",
        example: "what did Sergueï Lavrov say about OTAN",
        ..head(Head::What, "what", &[], Family::Quotation)
    },
    HeadRow {
        rest: " of NAMES",
        columns: &["said", "speaker", "act", "change", "content", "document", "also"],
        order: &["coalesce(q.said, d.published) IS NULL", "coalesce(q.said, d.published)"],
        meaning: "what they said of a topic in the order of time, with a mark where the act changes: different lines, which need be no contradiction",
        example: "positions of Vassili Nebenzia about Corée du Nord",
        ..head(Head::Positions, "positions", &["position"], Family::Quotation)
    },
    HeadRow {
        meaning: "places where an entity is named",
        example: "mentions of Vassili Nebenzia as \"Vasily Nunkzya\"",
        ..head(Head::Mentions, "mentions", &["mention"], Family::Mention)
    },
    HeadRow {
        meaning: "articles",
        example: "documents mentioning Koursk in language fr",
        ..head(Head::Documents, "documents", &["articles", "document", "docs"], Family::Document)
    },
    HeadRow {
        kind: Some(Kind::Person),
        meaning: "people the gazetteer knows; with a clause, those with a mention it holds for",
        example: "people with Koursk",
        ..head(Head::People, "people", &["persons", "person"], Family::Entity)
    },
    HeadRow {
        kind: Some(Kind::Place),
        meaning: "places, likewise",
        example: "places in language fr",
        ..head(Head::Places, "places", &["place", "locations"], Family::Entity)
    },
    HeadRow {
        kind: Some(Kind::Organisation),
        meaning: "organisations, likewise",
        example: "organisations with Mark Rutte",
        ..head(Head::Organisations, "organisations", &["organizations", "orgs"], Family::Entity)
    },
    HeadRow {
        meaning: "people, places, organisations and works together",
        example: "entities with Koursk",
        ..head(Head::Entities, "entities", &["entity"], Family::Entity)
    },
    HeadRow {
        meaning: "spellings in the gazetteer",
        example: "aliases of Koursk",
        ..head(Head::Aliases, "aliases", &["spellings"], Family::Alias)
    },
    HeadRow {
        meaning: "capitalised names that the gazetteer does not know",
        example: "names | sort by count desc",
        ..head(Head::Names, "names", &[], Family::Name)
    },
];
