//! What a clause is.

use super::{CLAUSES, Family, NameClass};

/// A clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is what its row says
pub enum Clause {
    By,
    To,
    Via,
    About,
    StrictlyAbout,
    Mentioning,
    Of,
    With,
    Containing,
    Matching,
    As,
    Titled,
    InDocument,
    InOutlet,
    InLanguage,
    Act,
    Since,
    Until,
    Before,
    After,
    On,
    Between,
    Direct,
    Indirect,
    Mixed,
    Named,
    Anonymous,
    Collective,
    NoSpeaker,
    MinConfidence,
    Undated,
    Doubtful,
    Translated,
    Ambiguous,
    Checked,
    Unchecked,
    Corrected,
    Furniture,
    Repeats,
    Rejected,
    Open,
    Copies,
}

/// What stands behind a clause's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Names of this class.
    Names(NameClass),
    /// Free text in quotes.
    Text,
    /// A date.
    Date,
    /// A date, `and`, a date.
    Dates,
    /// A number from 0 to 1.
    Share,
    /// Nothing: a flag.
    Nothing,
}

/// What a clause means for one family of heads.
#[derive(Clone, Copy, Debug)]
pub enum Use {
    /// It holds of a row when this is so.
    Is(&'static str),
    /// It is refused, for this reason; the clause to write instead, if there is one.
    Refused(&'static str, Option<&'static str>),
}

/// One clause.
pub struct ClauseRow {
    /// Which.
    pub clause: Clause,
    /// How it is written.
    pub word: &'static str,
    /// Other words that work as well.
    pub synonyms: &'static [&'static str],
    /// What stands behind.
    pub takes: Takes,
    /// Whether one row can satisfy two values at once, so that `and` between them makes sense.
    pub joint: bool,
    /// Whether `in same SCOPE` may follow its names.
    pub scoped: bool,
    /// What it means, for each family in the order of [`FAMILIES`](super::FAMILIES).
    pub uses: [Use; 6],
    /// What it asks in general.
    pub meaning: &'static str,
    /// A question that works.
    pub example: &'static str,
}

impl ClauseRow {
    /// Its word and its synonyms.
    pub fn phrases(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.word).chain(self.synonyms.iter().copied())
    }
}

impl Clause {
    /// Its row.
    pub fn row(self) -> &'static ClauseRow {
        &CLAUSES[self as usize]
    }

    /// What it means for `family`.
    pub fn used(self, family: Family) -> Use {
        self.row().uses[family as usize]
    }
}
