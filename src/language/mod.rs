//! Language packs: what a language's words mean for quotations, read from `data/languages/`.

pub mod calendar;
mod conjugate;
pub mod given;
mod pack;
pub mod syllables;
mod told;
mod written;

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
    // a look at the text: to read all packs takes longer than most answers
    let own = SHIPPED.iter().find(|(name, _)| name.strip_suffix(".toml").unwrap_or(name) == code);
    own.is_some_and(|(_, text)| text.lines().any(|line| line.trim_end() == "[[cues]]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_with_cues_are_told_from_the_text_of_their_packs() {
        let packs = shipped().unwrap();
        assert!(packs.iter().any(|pack| !pack.cues.is_empty()));
        packs.iter().for_each(|pack| assert_eq!(is_quoted(&pack.code), !pack.cues.is_empty(), "{}", pack.code));
        assert!(!is_quoted("") && !is_quoted("xx"));
    }

    #[test]
    fn every_shipped_pack_reads_and_is_named_after_its_code() {
        let packs = shipped().unwrap_or_else(|e| panic!("{e}"));
        assert!(packs.iter().any(|p| p.code == "fr") && packs.iter().any(|p| p.code == "en"));
        for (pack, (file, _)) in packs.iter().zip(SHIPPED) {
            assert_eq!(format!("{}.toml", pack.code), *file);
        }
    }
}
