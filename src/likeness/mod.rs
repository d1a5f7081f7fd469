//! How alike names are: whether two spellings, in any scripts and any order of words, may be one person's.

mod align;
mod index;
mod phones;
mod score;
mod why;
mod words;

pub use index::{Candidate, Names};

#[cfg(test)]
mod tests;
