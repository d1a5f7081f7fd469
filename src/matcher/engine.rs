//! What a search engine for spellings does, whatever it is made of.

/// A spelling found: whole words, in bytes of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// First byte.
    pub start: usize,
    /// Behind the last byte, marks of the last letter included.
    pub end: usize,
    /// Which spelling, in the order in which the engine was given them.
    pub pattern: u32,
}

/// Finds folded spellings in texts that are not folded.
pub trait Engine: Send + Sync {
    /// Adds every spelling in `text` to `found`, overlapping ones too, in any order: where a match begins and ends there is the
    /// edge of a word, and of a character of the text. A hyphen at the end of a line is tried as a space and as nothing.
    fn find(&self, text: &str, found: &mut Vec<Match>);
}
