//! Text as such, before any meaning: folding, words, paragraphs, sentences.

mod dictionary;
mod fold;
pub(crate) mod masks;
mod paragraphs;
mod searchable;
mod sentences;
mod sketch;
mod slips;
mod sound;
mod words;

pub use dictionary::Dictionary;
pub use fold::{Folded, fold, fold_char, folded, folds_to, is_dropped_mark, is_unspaced, is_word_char, line_join};
pub use paragraphs::paragraphs;
pub use searchable::{BROKEN, Phrase, UNTOLD, indexed, searchable, spaced};
pub use sentences::sentences;
pub use sketch::{ALIKE, Bands, RUN, Runs, SHORT, Sketch, Wording};
pub use slips::{Look, Slips, strangers};
pub use sound::sound;
pub(crate) use words::look;
#[cfg(test)]
pub(crate) use words::looks;
pub use words::{Token, TokenKind, Tokens, lower};
