//! The nouns of dixit: documents, and what is found in them.

mod words;

pub use words::{
    Act, AliasParticular, AliasSort, CasePolicy, DateBasis, EntityParticular, Judgement, Kind, Particular,
    QuotationKind, SaidBasis, SpeakerSort, Translation, Zone,
};

use crate::{span::Span, text::Sketch};

/// An entity's place in the gazetteer that made the annotation; only meaningful together with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// A date and how much of it is known: `2024`, `2024-10` or `2024-10-31`, compared as text.
pub type IsoDate = String;

/// One article, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Path or URL it came from, as the reader was given it.
    pub source: String,
    /// What it was read from: `text`, `HTML` …
    pub format: String,
    /// Headline.
    pub title: Option<String>,
    /// Newspaper, agency or site.
    pub outlet: Option<String>,
    /// Who signed it.
    pub author: Option<String>,
    /// Agencies that it credits, apart by commas.
    pub credit: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Date of publication.
    pub published: Option<IsoDate>,
    /// Where `published` comes from.
    pub published_basis: DateBasis,
    /// What else there is to say of `published`: the user's reason, or the other date that was found.
    pub published_why: Option<String>,
    /// Why `published` can hardly be true.
    pub published_doubt: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// When it was fetched, as the source says.
    pub retrieved: Option<String>,
    /// Who translated it, where the page says so.
    pub translated: Option<Translation>,
    /// Name of the encoding it was in, where it was bytes.
    pub encoding: Option<String>,
    /// How many broken places were replaced by `�`.
    pub replaced: u64,
    /// The bytes as read, deflated, where they are to be kept and are more than the text.
    pub original: Option<Vec<u8>>,
    /// Hash of the bytes as read, 16 hexadecimal digits.
    pub byte_hash: String,
    /// The text every span points into.
    pub text: String,
}

impl Document {
    /// The date of publication, unless it can hardly be true: what reading the text may build upon.
    pub fn trusted_date(&self) -> Option<&str> {
        self.published.as_deref().filter(|_| self.published_doubt.is_none())
    }
}

/// A run of text between empty lines or line breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, without the spaces around it.
    pub span: Span,
    /// What it is.
    pub zone: Zone,
    /// Hash of its words, case, accents and marks aside.
    pub wording: i64,
}

/// One of the entities that a mention may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The entity.
    pub entity: EntityId,
    /// How likely it is, 0 to 1; all candidates of a mention together stay below 1.
    pub score: f32,
}

/// A place where an alias was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where the surface stands.
    pub span: Span,
    /// The alias' spelling, as the gazetteer has it.
    pub alias: String,
    /// The alias' sort.
    pub sort: AliasSort,
    /// Every entity it may be, the likeliest first, equally likely ones by key.
    pub candidates: Vec<Candidate>,
    /// The entity chosen; none while it is ambiguous.
    pub entity: Option<EntityId>,
    /// How likely that one is, 0 to 1; of an ambiguous mention the first candidate's.
    pub score: f32,
    /// For a place that speaks for its government: that government's country.
    pub stands_for: Option<EntityId>,
    /// Name of the rule that chose.
    pub rule: &'static str,
}

/// A capitalised name that no alias matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
}

/// One of those who say a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The name, or the pronoun or noun phrase where there is no name.
    pub span: Option<Span>,
    /// The whole phrase, with role and apposition.
    pub phrase: Option<Span>,
    /// Named, anonymous, a group, or nobody.
    pub sort: SpeakerSort,
    /// The entity it was resolved to.
    pub entity: Option<EntityId>,
    /// The best name known for the speaker, in words; kept even when no entity is.
    pub name: Option<String>,
    /// Name of the rule that resolved it.
    pub rule: &'static str,
}

/// What a quotation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct About {
    /// The entity.
    pub entity: EntityId,
    /// It is mentioned in the content itself, not only taken up by it.
    pub strict: bool,
}

/// The day on which something was said, as the text tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The day.
    pub date: IsoDate,
    /// How it is known.
    pub basis: SaidBasis,
}

/// How many finds like it were right where they were counted; none of language and rules stands for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Measured {
    /// Language of the texts.
    #[serde(rename = "lang")]
    pub language: Option<&'static str>,
    /// The rule that found them.
    pub rule: Option<&'static str>,
    /// The rule that attributed them, `-` where nobody was found.
    pub speaker: Option<&'static str>,
    /// How many of them were right.
    pub right: u32,
    /// How many there were.
    pub of: u32,
}

impl Measured {
    /// The share of right ones, drawn to one half where few were counted (one right and one wrong more), so that one find of
    /// one is not a certainty; in hundredths, since more digits would claim more than was counted.
    pub fn share(&self) -> f32 {
        ((self.right + 1) as f32 / (self.of + 2) as f32 * 100.0).round() / 100.0
    }
}

/// Words that somebody is reported to have said.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// Direct, indirect or mixed.
    pub kind: QuotationKind,
    /// What was said; several spans when the sentence interrupts it.
    pub content: Vec<Span>,
    /// The words that say that somebody speaks.
    pub cue: Option<Span>,
    /// Dictionary form of the cue.
    pub cue_lemma: Option<String>,
    /// What the speaker does by saying it.
    pub act: Act,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
    /// Whom it is said to, found out like speakers.
    pub addressees: Vec<Speaker>,
    /// When it was said, where the text tells that.
    pub said: Option<Said>,
    /// Who passed it on: where that stands.
    pub via: Option<Span>,
    /// The entity named there.
    pub via_entity: Option<EntityId>,
    /// What it is about.
    pub about: Vec<About>,
    /// Name of the rule that found it.
    pub rule: &'static str,
    /// What was counted of such quotations; nothing where its rules never were.
    pub measured: Option<Measured>,
}

impl Quotation {
    /// Share of right ones among such quotations, 0 to 1; 0 where nothing was counted.
    pub fn confidence(&self) -> f32 {
        self.measured.map_or(0.0, |m| m.share())
    }

    /// From the first to the last byte of the content.
    pub fn hull(&self) -> Span {
        self.content.iter().copied().reduce(Span::hull).unwrap_or(Span::new(0, 0))
    }
}

/// All that is found in one text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    /// Language the text was read in.
    pub language: Option<String>,
    /// In order of the text.
    pub paragraphs: Vec<Paragraph>,
    /// In order of the text, never overlapping.
    pub mentions: Vec<Mention>,
    /// In order of the text.
    pub names: Vec<Name>,
    /// Where the sentences begin that hold mentions or names, in order.
    pub sentences: Vec<usize>,
    /// In order of the text.
    pub quotations: Vec<Quotation>,
    /// What finds documents whose body is almost the same; none where no body has a word.
    pub sketch: Option<Sketch>,
}
