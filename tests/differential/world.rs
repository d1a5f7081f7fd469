//! What a generated base holds, as plain lists.

use dixit::model::{Act, AliasSort, Judgement, Kind, QuotationKind, SpeakerSort, Zone};
use jiff::civil;

/// All of it.
pub struct World {
    pub entities: Vec<Entity>,
    pub aliases: Vec<Alias>,
    pub documents: Vec<Document>,
}

impl World {
    /// The day that `today` means.
    pub fn today(&self) -> civil::Date {
        civil::date(2024, 11, 7)
    }

    /// The entity with this row number.
    pub fn entity(&self, id: i64) -> &Entity {
        self.entities.iter().find(|entity| entity.id == id).expect("every number is of an entity")
    }
}

pub struct Entity {
    pub id: i64,
    pub key: &'static str,
    pub kind: Kind,
    pub name: &'static str,
    pub description: &'static str,
    pub country: Option<&'static str>,
    pub origin: &'static str,
}

pub struct Alias {
    pub id: i64,
    pub entity: i64,
    pub spelling: &'static str,
    pub language: &'static str,
    pub sort: AliasSort,
    pub case: &'static str,
    pub origin: &'static str,
    pub active: bool,
}

#[derive(Clone)]
pub struct Document {
    pub id: i64,
    pub key: String,
    pub source: String,
    pub url: Option<String>,
    pub title: Option<String>,
    pub outlet: Option<&'static str>,
    pub author: Option<&'static str>,
    pub credit: Option<&'static str>,
    pub language: Option<&'static str>,
    pub published: Option<String>,
    pub basis: &'static str,
    pub why: Option<&'static str>,
    pub doubt: Option<&'static str>,
    pub translated: bool,
    pub text: String,
    /// The folded words of the text.
    pub words: String,
    /// Whether the base has a row for its copies at all.
    pub sketched: bool,
    pub cluster: Option<i64>,
    pub paragraphs: Vec<Paragraph>,
    pub mentions: Vec<Mention>,
    pub names: Vec<Name>,
    pub quotations: Vec<Quotation>,
}

#[derive(Clone)]
pub struct Paragraph {
    pub start: usize,
    pub end: usize,
    pub zone: Zone,
    pub wording: i64,
}

#[derive(Clone)]
pub struct Mention {
    pub id: i64,
    pub key: String,
    pub paragraph: usize,
    pub sentence: usize,
    pub start: usize,
    pub end: usize,
    pub surface: String,
    pub alias: &'static str,
    pub sort: AliasSort,
    pub entity: Option<i64>,
    pub stands_for: Option<i64>,
    pub rule: &'static str,
    pub score: f64,
    pub candidates: Vec<(i64, f64)>,
}

#[derive(Clone)]
pub struct Name {
    pub id: i64,
    pub paragraph: usize,
    pub sentence: usize,
    pub start: usize,
    pub end: usize,
    pub surface: String,
}

#[derive(Clone)]
pub struct Quotation {
    pub id: i64,
    pub key: String,
    pub paragraph: usize,
    pub spans: Vec<(usize, usize)>,
    pub kind: QuotationKind,
    pub act: Act,
    pub content: String,
    /// The folded words of the content.
    pub words: String,
    pub cue: Option<&'static str>,
    pub said: Option<String>,
    /// Whether the day said is counted from the day of publication.
    pub inferred: bool,
    pub via: Option<&'static str>,
    pub via_entity: Option<i64>,
    pub rule: &'static str,
    pub confidence: f64,
    pub speakers: Vec<Party>,
    pub addressees: Vec<Party>,
    /// Entities, true where the words name them.
    pub about: Vec<(i64, bool)>,
    /// What the user says of it.
    pub verdicts: Vec<Judgement>,
}

impl Quotation {
    /// Whether the user says this of it.
    pub fn is(&self, judgement: Judgement) -> bool {
        self.verdicts.contains(&judgement)
    }

    /// Where its words begin.
    pub fn start(&self) -> usize {
        self.spans.iter().map(|(start, _)| *start).min().unwrap_or_default()
    }

    /// Where they end.
    pub fn end(&self) -> usize {
        self.spans.iter().map(|(_, end)| *end).max().unwrap_or_default()
    }
}

/// Somebody who speaks or is spoken to.
#[derive(Clone)]
pub struct Party {
    pub sort: SpeakerSort,
    pub entity: Option<i64>,
    pub name: Option<&'static str>,
    pub surface: Option<&'static str>,
}
