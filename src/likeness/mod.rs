//! How alike names are: whether two spellings, in any scripts and any order of words, may be one person's.

mod align;
mod evidence;
mod families;
mod index;
mod keys;
mod phones;
mod score;
mod search;
mod skeleton;
mod sound;
mod spelling;
mod vocabulary;
mod why;
mod words;

pub use index::{Candidate, Name, Names};

#[cfg(test)]
mod tests;
