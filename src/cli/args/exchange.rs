//! Options of gazetteers in and out.

use std::path::PathBuf;

use clap::Args;

use crate::{
    gazetteer::exchange::{FORMATS, Format},
    model::Kind,
};

/// Options of `dixit gazetteer import`.
#[derive(Args)]
pub(in crate::cli) struct GazetteerImport {
    /// The format, of those that `dixit gazetteer formats` lists.
    #[arg(value_name = "FORMAT", value_parser = format)]
    pub format: &'static Format,
    /// Files, plain, compressed with gzip, bzip2 or Zstandard, or in an archive; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Take entities of these kinds only: person, place, organisation, work.
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', value_parser = kind)]
    pub kinds: Vec<Kind>,
    /// Take spellings of these languages, and those of every language, only.
    #[arg(long, value_name = "CODE,…", value_delimiter = ',', value_parser = super::language)]
    pub languages: Vec<String>,
    /// Take only what at least so many encyclopaedias have a page about, where the file tells that.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub min_sitelinks: u64,
    /// Take only places of at least so many people, where the file tells that.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub min_population: u64,
    /// Read everything and count it, but change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Write what was refused into this file, one line each: file and line, tab, reason.
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
}

/// Options of `dixit gazetteer export`.
#[derive(Args)]
pub(in crate::cli) struct GazetteerExport {
    /// The format: tsv, jsonl, jrc-names, ftm or spacy.
    #[arg(value_name = "FORMAT", value_parser = format)]
    pub format: &'static Format,
    /// The new file; standard output when none is given.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Let it take the place of a file of that name.
    #[arg(long)]
    pub replacing: bool,
}

fn format(name: &str) -> Result<&'static Format, String> {
    let known: Vec<&str> = FORMATS.iter().map(|f| f.name).collect();
    Format::named(name).ok_or_else(|| format!("expected one of {}", known.join(", ")))
}

fn kind(word: &str) -> Result<Kind, String> {
    let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
    Kind::from_word(word).ok_or_else(|| format!("expected one of {}", known.join(", ")))
}
