//! Names of other scripts in Latin letters, by the habits of each language's press; tables in `data/transliteration/`.

mod rules;
mod system;

use std::sync::LazyLock;

pub use self::system::{Latin, System};

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/transliteration.rs"));

static SYSTEMS: LazyLock<Vec<System>> = LazyLock::new(|| {
    let read = |(file, text): &(&str, &str)| System::read(file, text).unwrap_or_else(|e| panic!("{e}"));
    FILES.iter().map(read).collect()
});

/// Every system that is built in, by code.
pub fn systems() -> &'static [System] {
    &SYSTEMS
}

/// The system for names that are written as this code says: `ru`, `zh-TW`.
pub fn system(code: &str) -> Option<&'static System> {
    SYSTEMS.iter().find(|s| s.code == code)
}

/// A name as its own language has it, in the letters that its system reads.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a> {
    /// Given names; empty where there are none.
    pub given: &'a str,
    /// The family name, or the whole of a name that is not in two parts.
    pub family: &'a str,
}

#[cfg(test)]
mod tests;
