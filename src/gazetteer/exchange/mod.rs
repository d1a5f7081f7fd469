//! Gazetteers of other tools, in and out: one file a format, all of them in [`FORMATS`].

mod csv;
mod drops;
mod formats;
mod ftm;
mod gate;
mod geonames;
mod jrc;
mod json;
mod lines;
mod list;
mod paranames;
mod rows;
mod spacy;
mod told;
mod tsv;
mod wikidata;
mod words;

use std::{
    io::{self, BufRead, Write},
    path::PathBuf,
};

use serde::{Deserialize, Serialize};

pub use self::{
    csv::usual_columns,
    formats::{FORMATS, Format},
    lines::LONGEST,
    list::told,
    told::{LONGEST_SPELLING, sort_of},
};
use crate::model::{AliasSort, CasePolicy, Kind};

/// What a file tells of one entity. Several of them may be about the same one: whoever takes them in joins them by `external`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Told {
    /// Its id here, `vasily-nebenzya`, where the file is one of ours.
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Ids elsewhere, `scheme:id`; the first is the file's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<String>,
    /// What it is; none where the file only adds spellings to what is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The name it is shown by; the first spelling when empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// A few words that tell homonyms apart.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// `f` or `m`, for persons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<String>,
    /// The country it belongs to: a key of ours, or an id elsewhere such as `iso3166:RU` or `wikidata:Q159`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// How well known it is: see [`prominence_of`]; 0 where nothing is known.
    #[serde(skip_serializing_if = "is_zero")]
    pub prominence: u8,
    /// Its spellings.
    pub spellings: Vec<Spelling>,
}

fn is_zero(n: &u8) -> bool {
    *n == 0
}

/// One spelling of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// As written.
    pub text: String,
    /// ISO 639-1 code, `*` for every language.
    pub language: String,
    /// What sort of spelling.
    pub sort: AliasSort,
    /// How it minds capitals.
    pub case: CasePolicy,
}

/// How well known something is of which there are so many: inhabitants, or encyclopaedias with a page about it, counted as 10,000 people each.
pub fn prominence_of(number: u64) -> u8 {
    ((number as f64 + 1.0).log10() * 10.0).round().min(255.0) as u8
}

/// What is to be taken of a file.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// These kinds only; all when empty.
    pub kinds: Vec<Kind>,
    /// Spellings of these languages, and of every language; all when empty.
    pub languages: Vec<String>,
    /// Only what at least so many encyclopaedias have a page about, where the file tells that.
    pub min_sitelinks: u64,
    /// Only places of at least so many people, where the file tells that.
    pub min_population: u64,
    /// The folder that the file lies in, where one may name others beside it.
    pub folder: Option<PathBuf>,
}

/// Where what is read goes.
pub trait Taker {
    /// Takes in what ends on this line, counted from 1.
    ///
    /// # Errors
    /// When it cannot be kept: reading then ends.
    fn take(&mut self, line: u64, told: Told) -> io::Result<()>;

    /// Notes why a line was left out though the file wanted it in.
    fn refuse(&mut self, line: u64, reason: String);

    /// Notes that a line is none that was asked for.
    fn pass(&mut self, line: u64);
}

/// Reads a file: rows to the taker, an error when the file is broken as a whole. Texts are cleaned, and a taker is told of as many rows
/// of one entity at once as stand together.
pub type Read = fn(&mut dyn BufRead, &Part, &mut dyn Taker) -> io::Result<()>;

/// Writes entities in the order given, each with all its spellings; what the format has no place for is counted by name.
pub type WriteOut = fn(&mut dyn Iterator<Item = Told>, &mut dyn Write) -> io::Result<Vec<Dropped>>;

/// Something that a format has no place for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// What it is: "case policy".
    pub what: &'static str,
    /// Of how many entities or spellings.
    pub times: u64,
}
