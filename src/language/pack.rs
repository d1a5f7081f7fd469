//! The form of a language file.

use std::collections::BTreeMap;

use serde::Deserialize;
use xxhash_rust::xxh3::xxh3_64;

use super::conjugate::forms;
use crate::model::Act;

/// One language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Hash of the file's text: what tells two versions of a pack apart.
    #[serde(skip)]
    pub version: u64,
    /// ISO 639-1 code.
    pub code: String,
    /// The language's English name.
    pub name: String,
    /// Lists of words, by class; which classes there are is told by the engine.
    pub words: BTreeMap<String, String>,
    /// Pronouns (one or two words) with gender and number: `m s`, `f p`, `- s`.
    pub pronouns: BTreeMap<String, String>,
    /// How the forms of cues are made.
    pub conjugations: BTreeMap<String, Conjugation>,
    /// For cues, by dictionary form, the chance from 0.01 to 0.99 that a use is no speech; such a cue asks for evidence.
    #[serde(default)]
    pub priors: BTreeMap<String, f32>,
    /// Cues by act.
    pub cues: Vec<CueGroup>,
    /// Words that bring in a speaker without a verb: *selon*, *according to*.
    #[serde(default)]
    pub attributions: Vec<Attribution>,
    /// Nouns that a reported clause may complete: *the claim that …*.
    #[serde(default)]
    pub nouns: Vec<NounGroup>,
    /// Phrases for offices.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Signs of paragraphs that are no part of an article.
    #[serde(default)]
    pub furniture: Furniture,
    /// Whether reported clauses may follow a cue without a complementizer (*he said it rained*).
    #[serde(default)]
    pub bare_clauses: bool,
    /// Whether a name right before a noun describes it (*Pentagon spokesman*).
    #[serde(default)]
    pub names_modify: bool,
    /// Whether the finite verb stands second in a main clause and last in a subordinate one, nouns have capitals, and a
    /// compound noun is one word that its last part describes.
    #[serde(default)]
    pub verb_second: bool,
    /// Whether a verb needs no subject beside it, which may also follow it, and *se* makes a passive (*se dijo que …*).
    #[serde(default)]
    pub drops_subject: bool,
    /// Whether a comma stands before every reported clause (*сказал, что …*).
    #[serde(default)]
    pub comma_before_clause: bool,
}

/// A pattern of forms: each list holds endings that replace `infinitive`, apart by spaces; an empty one stands as `0`,
/// or as a leading space in the list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conjugation {
    /// What the dictionary form loses.
    pub infinitive: String,
    /// Third persons.
    pub finite: String,
    /// Past participles.
    #[serde(default)]
    pub participle: String,
    /// What past participles have before them (*ge-*).
    #[serde(default)]
    pub participle_prefix: String,
    /// Present participles.
    #[serde(default)]
    pub gerund: String,
}

/// Cues that share an act.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueGroup {
    /// What a speaker does with them.
    pub act: Act,
    /// The cues.
    pub list: Vec<Cue>,
}

/// Nouns that share an act.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NounGroup {
    /// What a speaker does with them.
    pub act: Act,
    /// The nouns in lower case, in every form, apart by spaces.
    pub words: String,
}

/// One cue.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// Dictionary form, with its tail and reflexive pronoun.
    pub lemma: String,
    /// The conjugation.
    pub class: String,
    /// What may follow, see [`Frame`]; apart by spaces.
    #[serde(default)]
    pub frames: String,
    /// Further finite forms.
    #[serde(default)]
    pub also: String,
    /// Further past participles.
    #[serde(default)]
    pub participle: String,
    /// Words that must follow the verb.
    #[serde(default)]
    pub tail: String,
    /// The first part of the verb, which finite forms leave at the end of their clause (*teilte … mit*).
    #[serde(default)]
    pub apart: String,
    /// Prepositions whose words it tells of, where the whole clause reports what was said (*sprach von einem Erfolg*); `0`
    /// stands for an object without one.
    #[serde(default)]
    pub with: String,
    /// The preposition before who says it (*geht aus dem Bericht hervor*).
    #[serde(default)]
    pub speaker: String,
    /// It counts only with a reflexive pronoun.
    #[serde(default)]
    pub reflexive: bool,
    /// It counts only with words in quotation marks or with a clause.
    #[serde(default)]
    pub weak: bool,
    /// It never counts, but ends what another cue reports.
    #[serde(default)]
    pub mute: bool,
}

/// What may follow a cue besides words in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    /// A clause with a complementizer.
    Clause,
    /// A clause without one.
    Bare,
    /// An infinitive.
    Infinitive,
    /// Somebody, to do something.
    Request,
    /// Any noun phrase.
    Object,
    /// A noun phrase that names something said or holds quoted words.
    Report,
    /// *as* something between quotation marks.
    As,
    /// An indirect question.
    Whether,
    /// A refused cue: *refuse de confirmer*.
    Refusal,
    /// Not content: whom one speaks to, without a preposition (*told reporters that*).
    Addressee,
}

/// Words that bring in a speaker without a verb.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribution {
    /// The words, cut as the tokenizer cuts them.
    pub words: String,
    /// The act they report.
    pub act: Act,
    /// Words behind it that make it something else.
    #[serde(default)]
    pub not_before: String,
    /// It stands behind its speaker (*X zufolge*).
    #[serde(default)]
    pub behind: bool,
    /// It counts only behind a comma or closing mark, before a speaker (*„…“, so X*).
    #[serde(default)]
    pub parted: bool,
    /// It counts only before a noun that names a source (*nach Angaben der Polizei*).
    #[serde(default)]
    pub source: bool,
    /// It means whoever spoke before (*a su juicio*).
    #[serde(default)]
    pub own: bool,
}

/// The phrases of an office, without the country.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// As in `offices.tsv`.
    pub role: String,
    /// Phrases in lower case.
    pub phrases: Vec<String>,
}

/// Signs of paragraphs that are no part of an article.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Furniture {
    /// How such a paragraph begins, in lower case.
    pub begins: Vec<String>,
    /// What such a paragraph holds, in lower case.
    pub holds: Vec<String>,
}

/// A language file that is not one.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// TOML or fields.
    #[error("{file}: expected a language pack: {reason}")]
    Form {
        /// File name.
        file: String,
        /// What the reader says, with line and column.
        reason: Box<toml::de::Error>,
    },
    /// A cue that cannot be inflected or understood.
    #[error("{file}: cue \"{lemma}\": {reason}")]
    Cue {
        /// File name.
        file: String,
        /// The cue.
        lemma: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl Pack {
    /// Reads the text of a language file.
    ///
    /// # Errors
    /// Unknown or missing fields, a cue without its conjugation, an unknown frame.
    pub fn read(file: &str, text: &str) -> Result<Pack, PackError> {
        let pack = Pack::parse(text).map_err(|e| PackError::Form { file: file.into(), reason: Box::new(e) })?;
        for cue in pack.cues.iter().flat_map(|g| &g.list) {
            pack.check(cue).map_err(|reason| PackError::Cue { file: file.into(), lemma: cue.lemma.clone(), reason })?;
        }
        Ok(pack)
    }

    /// Reads the text of a language file, whatever its cues are like.
    ///
    /// # Errors
    /// Unknown or missing fields.
    pub fn parse(text: &str) -> Result<Pack, toml::de::Error> {
        Ok(Pack { version: xxh3_64(text.as_bytes()), ..toml::from_str(text)? })
    }

    /// Looks at one cue.
    ///
    /// # Errors
    /// A frame or conjugation that does not exist, or does not fit.
    pub fn check(&self, cue: &Cue) -> Result<(), String> {
        cue.frames()?;
        if let Some(prior) = self.priors.get(&cue.lemma).filter(|p| !(0.01..=0.99).contains(*p)) {
            return Err(format!("expected a prior from 0.01 to 0.99, found {prior}"));
        }
        let class = self.conjugations.get(&cue.class).ok_or_else(|| {
            let known: Vec<_> = self.conjugations.keys().map(String::as_str).collect();
            format!("expected a conjugation of this file ({}), found \"{}\"", known.join(", "), cue.class)
        })?;
        forms(cue, class).map(|_| ())
    }

    /// The words of a class; none when the pack does not list it.
    pub fn class(&self, class: &str) -> impl Iterator<Item = &str> {
        self.words.get(class).map(String::as_str).unwrap_or_default().split_whitespace()
    }
}

impl Cue {
    /// The frames, read.
    ///
    /// # Errors
    /// Names the frame that does not exist.
    pub fn frames(&self) -> Result<Vec<Frame>, String> {
        self.frames.split_whitespace().map(frame).collect()
    }
}

fn frame(word: &str) -> Result<Frame, String> {
    let known = || FRAMES.iter().map(|(name, _)| *name);
    FRAMES
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, frame)| *frame)
        .ok_or_else(|| format!("expected a frame ({}), found \"{word}\"", known().collect::<Vec<_>>().join(", ")))
}

/// Every frame by its name.
pub const FRAMES: &[(&str, Frame)] = &[
    ("clause", Frame::Clause),
    ("bare", Frame::Bare),
    ("infinitive", Frame::Infinitive),
    ("request", Frame::Request),
    ("object", Frame::Object),
    ("report", Frame::Report),
    ("as", Frame::As),
    ("whether", Frame::Whether),
    ("refusal", Frame::Refusal),
    ("addressee", Frame::Addressee),
];
