//! What readers give: one document as it was found, before anything is guessed, or the reason why there is none.

use std::io;

use super::decode::DecodeError;

/// A larger document is no article, and is not held in memory.
pub const LARGEST: u64 = 64 << 20;

/// One document as a reader found it. What it does not say is left to the text and to the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The text, paragraphs apart by empty lines.
    pub text: String,
    /// Headline.
    pub title: Option<String>,
    /// Newspaper, agency or site.
    pub outlet: Option<String>,
    /// Who signed it.
    pub author: Option<String>,
    /// ISO 639-1 code, or a longer tag such as `fr-CA`.
    pub language: Option<String>,
    /// Date of publication as the metadata has it, in any common form.
    pub published: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// When it was fetched.
    pub retrieved: Option<String>,
    /// Whether the page says outside its article that a machine translated it.
    pub translated: bool,
    /// Name of the encoding it was in, where it was bytes.
    pub encoding: Option<&'static str>,
    /// How many broken places were replaced by `�`.
    pub replaced: usize,
}

/// One of many documents of an input.
#[derive(Debug)]
pub struct Piece {
    /// What tells it from the others: its own id or URL, or a number; part of its source.
    pub place: String,
    /// Its bytes as they stand in the input: what is hashed and kept.
    pub bytes: Vec<u8>,
    /// What was read.
    pub record: Result<Record, Failure>,
}

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The source cannot be had.
    #[error("{}", explained(.0))]
    Source(#[from] io::Error),
    /// It was had, and is no text.
    #[error(transparent)]
    Text(#[from] DecodeError),
    /// It is too large for an article.
    #[error("expected an article of at most {} MB, found a larger one; split it into articles", LARGEST >> 20)]
    TooLarge,
    /// It is a broken, or a hostile, specimen of its format.
    #[error("expected {expected}, found {found}")]
    Format {
        /// What should have stood there.
        expected: String,
        /// What stands there.
        found: String,
    },
}

impl Failure {
    /// A broken specimen of a format.
    pub fn format(expected: impl Into<String>, found: impl Into<String>) -> Self {
        Failure::Format { expected: expected.into(), found: found.into() }
    }
}

/// All bytes of an input, unless they are more than any article's.
///
/// # Errors
/// When it cannot be read, or is too large; then no more than the limit has been read.
pub fn read_all(input: impl io::Read) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut input.take(LARGEST + 1), &mut bytes)?;
    if bytes.len() as u64 > LARGEST { Err(Failure::TooLarge) } else { Ok(bytes) }
}

/// What the system said of a file, in words a reader of news knows, with what to do.
pub fn explained(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            "expected a file, found nothing there; check the path".to_owned()
        }
        io::ErrorKind::IsADirectory => "expected a file, found a folder; name the files in it".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "expected a file that may be read, found one that may not; change its permissions".to_owned()
        }
        io::ErrorKind::InvalidData => "expected UTF-8, found other bytes; save it as UTF-8".to_owned(),
        _ => error.to_string(),
    }
}
