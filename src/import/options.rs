//! What an ingest is told, and what it tells.

use super::{fields::Map, meta::Meta, record::Failure};

/// What the user says about the documents, and how to go about it.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many threads read and annotate; at least one.
    pub threads: usize,
    /// Documents of one transaction: what is acknowledged at once; at least one. The more, the less often pages that all of them
    /// change are written.
    pub batch: usize,
    /// Language of all documents, ISO 639-1; told from each text when none.
    pub language: Option<String>,
    /// Date of publication of all documents; looked for in each text when none.
    pub date: Option<String>,
    /// Outlet of all documents.
    pub outlet: Option<String>,
    /// Whether a text that has changed takes the place of the one in the base.
    pub update: bool,
    /// Whether the bytes as read are kept beside the text.
    pub originals: bool,
    /// Whether everything is to be read and nothing kept.
    pub dry_run: bool,
    /// Under which names fields of many documents are looked for.
    pub map: Map,
    /// What is said of single files.
    pub meta: Option<Meta>,
    /// Where the only document was published.
    pub url: Option<String>,
    /// What standard input is called in the base.
    pub stdin: String,
}

impl Default for Options {
    fn default() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        Options {
            threads,
            batch: 1_024,
            language: None,
            date: None,
            outlet: None,
            update: false,
            originals: true,
            dry_run: false,
            map: Map::default(),
            meta: None,
            url: None,
            stdin: "stdin".to_owned(),
        }
    }
}

/// What became of the documents, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Taken into the base.
    pub taken: u64,
    /// There already, with the same text.
    pub skipped: u64,
    /// There already with another text, and left as it was.
    pub changed: u64,
    /// There already with another text, and replaced.
    pub replaced: u64,
    /// Among those taken and replaced: almost the same as a document that was in by then.
    pub copies: u64,
    /// No document came of it.
    pub refused: u64,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

/// What happens on the way.
#[derive(Debug)]
pub enum Event<'e> {
    /// No document came of a source, and why.
    Refused(&'e str, &'e Failure),
    /// The base has another text of a source.
    Changed(&'e str),
    /// All up to here is done and safe in the base; with how many bytes of the inputs have been read.
    Batch(Report, u64),
}
