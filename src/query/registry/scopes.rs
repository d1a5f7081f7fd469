//! Scopes: how near to each other names stand, for `in same`.

use super::Family;

/// A part of a document that names may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One sentence.
    Sentence,
    /// One paragraph.
    Paragraph,
    /// The words of one quotation.
    Quote,
    /// One document.
    Document,
}

/// One scope.
pub struct ScopeRow {
    /// Which.
    pub scope: Scope,
    /// How it is written behind `in same`.
    pub word: &'static str,
    /// What names bound by it do.
    pub meaning: &'static str,
    /// What it means for quotes, mentions, documents and for rows that stand for mentions or names.
    uses: [&'static str; 4],
    /// A question that works.
    pub example: &'static str,
}

impl Scope {
    /// Its row.
    pub fn row(self) -> &'static ScopeRow {
        &SCOPES[self as usize]
    }

    /// What it means for `family`.
    pub fn used(self, family: Family) -> &'static str {
        let column = match family {
            Family::Quotation => 0,
            Family::Mention => 1,
            Family::Document => 2,
            Family::Entity | Family::Alias | Family::Name => 3,
        };
        self.row().uses[column]
    }
}

/// Every scope, in the order of [`Scope`].
pub const SCOPES: &[ScopeRow] = &[
    ScopeRow {
        scope: Scope::Sentence,
        word: "sentence",
        meaning: "they stand in one sentence",
        uses: [
            "the names stand in one sentence of its words",
            "the names stand in its sentence",
            "the names stand in one sentence of it",
            "the names stand in one sentence with it",
        ],
        example: "people with Koursk in same sentence",
    },
    ScopeRow {
        scope: Scope::Paragraph,
        word: "paragraph",
        meaning: "they stand in one paragraph",
        uses: [
            "the names stand in the paragraph that it stands in",
            "the names stand in its paragraph",
            "the names stand in one paragraph of it",
            "the names stand in one paragraph with it",
        ],
        example: "documents mentioning Koursk and Mark Rutte in same paragraph",
    },
    ScopeRow {
        scope: Scope::Quote,
        word: "quote",
        meaning: "they stand in the words of one quotation",
        uses: [
            "the names stand in its words",
            "the names stand with it in the words of one quotation",
            "the names stand in the words of one quotation of it",
            "the names stand with it in the words of one quotation",
        ],
        example: "people with Koursk in same quote",
    },
    ScopeRow {
        scope: Scope::Document,
        word: "document",
        meaning: "they stand in one document",
        uses: [
            "the names stand in its document",
            "the names stand in its document",
            "the names stand in it",
            "the names stand in one document with it",
        ],
        example: "quotes mentioning OTAN in same document",
    },
];
