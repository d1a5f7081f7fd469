//! Questions that are in every base: the files of `data/queries/`.

/// Name with its ending, and the `save` statement.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/queries.rs"));

/// The ending of a file of questions.
pub const ENDING: &str = ".dixit";

/// Every shipped question: its name, and the `save` statement.
pub fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().map(|(file, text)| (file.trim_end_matches(ENDING), text.trim()))
}
