//! Language packs: what a language's words mean for quotations, read from `data/languages/`.

pub mod calendar;
mod conjugate;
pub mod given;
mod pack;
mod told;
mod written;

use std::sync::LazyLock;

pub use conjugate::{Form, forms};
pub use pack::{Attribution, Conjugation, Cue, CueGroup, FRAMES, Frame, Furniture, Pack, PackError, Role};
pub use told::Told;
pub use written::{Written, written};

/// The packs that are built in, file name and text, in order of the code.
pub const SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// Reads every built-in pack.
///
/// # Errors
/// The first file that is not a pack, with the line and what was expected.
pub fn shipped() -> Result<Vec<Pack>, PackError> {
    SHIPPED.iter().map(|(file, text)| Pack::read(file, text)).collect()
}

/// Whether texts in the language with this code are read for quotations, and not for names only.
pub fn is_quoted(code: &str) -> bool {
    QUOTED.iter().any(|own| own == code)
}

/// Codes of the packs that have cues.
static QUOTED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let packs = shipped().unwrap_or_else(|e| panic!("a test reads the shipped packs: {e}"));
    packs.into_iter().filter(|pack| !pack.cues.is_empty()).map(|pack| pack.code).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_pack_reads_and_is_named_after_its_code() {
        let packs = shipped().unwrap_or_else(|e| panic!("{e}"));
        assert!(packs.iter().any(|p| p.code == "fr") && packs.iter().any(|p| p.code == "en"));
        for (pack, (file, _)) in packs.iter().zip(SHIPPED) {
            assert_eq!(format!("{}.toml", pack.code), *file);
        }
    }
}
