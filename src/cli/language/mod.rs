//! `dixit language`: list, check and try language packs.

mod check;
mod list;
mod tried;
mod underline;

use std::{fs, path::Path};

use super::{args, failure::Failure};
use crate::{import::explained, language::SHIPPED};

/// Does what is asked of the packs.
pub(super) fn run(given: &args::Language) -> Result<u8, Failure> {
    match given {
        args::Language::List { output } => list::run(output),
        args::Language::Check { packs } => check::run(packs),
        args::Language::Try(given) => tried::run(given),
    }
}

/// The text of a pack, and what it is called.
struct Source {
    name: String,
    text: String,
}

impl Source {
    /// The built-in pack with this code, or the file with this name.
    fn find(given: &str) -> Result<Source, Failure> {
        if given.ends_with(".toml") {
            let text = fs::read_to_string(Path::new(given));
            let text = text.map_err(|e| Failure::in_file(given, explained(&e)))?;
            return Ok(Source { name: given.to_owned(), text });
        }
        Source::shipped().find(|source| source.code() == given).ok_or_else(|| {
            let codes: Vec<String> = Source::shipped().map(|source| source.code().to_owned()).collect();
            let known = codes.join(", ");
            Failure::Refused(format!("expected the code of a built-in pack ({known}) or a .toml file, found “{given}”"))
        })
    }

    /// Every built-in pack.
    fn shipped() -> impl Iterator<Item = Source> {
        SHIPPED.iter().map(|(file, text)| Source { name: format!("data/languages/{file}"), text: (*text).to_owned() })
    }

    /// The code that its file is named after.
    fn code(&self) -> &str {
        Path::new(&self.name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
    }
}
