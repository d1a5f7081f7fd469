//! Text as such, before any meaning: folding, words, sentences, paragraphs, dates.

mod fold;

pub use fold::{Folded, fold};
