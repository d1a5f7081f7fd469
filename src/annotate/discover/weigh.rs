//! What speaks for a candidate, how much, and how likely it is.

use std::sync::LazyLock;

/// Defines one value a row, with the word that stands for it in `data/discover/weights.tsv`.
macro_rules! pieces {
    ($($name:ident $word:literal;)+) => {
        /// One kind of evidence; `data/discover/weights.tsv` says what each means and weighs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Piece { $(#[doc = $word] $name),+ }

        impl Piece {
            /// Every piece, in the order of its definition.
            pub const ALL: &'static [Piece] = &[$(Piece::$name),+];

            /// The word for it.
            pub fn word(self) -> &'static str {
                match self { $(Piece::$name => $word),+ }
            }
        }
    };
}

pieces! {
    None "none";
    Likeness "likeness";
    Unlike "unlike";
    Letters "letters";
    Word "word";
    Office "office";
    OfficeOnce "office-once";
    Role "role";
    OfficeOfAnother "office-of-another";
    OfficeUnheld "office-unheld";
    Country "country";
    OtherCountry "other-country";
    Described "described";
    WordDescribed "word-described";
    Company "company";
    Ties "ties";
    Elsewhere "elsewhere";
    Twin "twin";
    Kind "kind";
    OtherKind "other-kind";
    OtherGender "other-gender";
    Together "together";
    Beside "beside";
}

impl Piece {
    /// Whether it tells who is meant without the name.
    pub fn tells_who(self) -> bool {
        matches!(
            self,
            Piece::Office | Piece::OfficeOnce | Piece::Role | Piece::Country | Piece::Described | Piece::Twin
        )
    }
}

/// How sure a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pile {
    /// Right in 99 of 100 cases or more.
    Sure,
    /// Rather right than wrong.
    Likely,
    /// Nothing fits: somebody whom the gazetteer does not know.
    New,
}

impl Pile {
    /// Every pile.
    pub const ALL: &'static [Pile] = &[Pile::Sure, Pile::Likely, Pile::New];

    /// The word for it.
    pub fn word(self) -> &'static str {
        ["sure", "likely", "new"][self as usize]
    }

    /// The pile of a proposal that is right with this chance.
    pub fn of(chance: f32) -> Self {
        match chance {
            c if c >= SURE => Pile::Sure,
            c if c >= LIKELY => Pile::Likely,
            _ => Pile::New,
        }
    }
}

impl std::fmt::Display for Pile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// Chances from which on a proposal is sure, or likely.
const SURE: f32 = 0.96;
const LIKELY: f32 = 0.5;

/// One thing that speaks for or against a candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Of which kind.
    pub piece: Piece,
    /// How much of it.
    pub amount: f32,
    /// The same in words.
    pub words: String,
}

impl Evidence {
    /// What it adds, in log-odds.
    pub fn weight(&self) -> f32 {
        self.amount * WEIGHTS[self.piece as usize]
    }
}

/// The weight of each piece.
static WEIGHTS: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/discover/weights.tsv").lines().skip(1);
    let rows: Vec<(&str, f32)> = lines
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, cells.next()?.parse().ok()?))
        })
        .collect();
    let weight = |piece: &Piece| rows.iter().find(|(word, _)| *word == piece.word()).map(|(_, weight)| *weight);
    Piece::ALL.iter().map(|p| weight(p).unwrap_or_else(|| panic!("weights.tsv has no {}", p.word()))).collect()
});

/// The sum of what speaks for a candidate, and that few names are of anybody known.
pub(super) fn sum(evidence: &[Evidence]) -> f32 {
    WEIGHTS[Piece::None as usize] + evidence.iter().map(Evidence::weight).sum::<f32>()
}

/// How likely each candidate is, by their sums, where none of them may be meant, too.
pub(super) fn chances(sums: &[f32]) -> Vec<f32> {
    let most = sums.iter().copied().fold(0.0f32, f32::max);
    let all: f32 = (-most).exp() + sums.iter().map(|s| (s - most).exp()).sum::<f32>();
    sums.iter().map(|s| (s - most).exp() / all).collect()
}
