//! How an answer is laid out, and how far the texts in it are trusted.

use std::borrow::Cow;

use super::clean::{clean, clean_line};

/// How a table is laid out. For a program all of it is as in [`Layout::default`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Layout {
    /// Width of the terminal; none when there is no terminal, then nothing is wrapped.
    pub width: Option<usize>,
    /// Whether each row begins with its number, from 1.
    pub numbers: bool,
    /// What bars and charts are drawn with.
    pub drawing: Drawing,
    /// Whether texts are printed as they stand in documents: with all that a terminal obeys and a spreadsheet runs.
    pub raw: bool,
    /// Whether rows that are new have a colour.
    pub colours: bool,
    /// Whether CSV begins with a byte-order mark, by which some spreadsheets know UTF-8.
    pub mark: bool,
    /// What people read besides the cells: heads, and the words below them.
    pub tongue: Tongue,
}

/// How words of ours are told in the language of the reader; as they are unless it is said otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Tongue(pub fn(&str) -> Cow<'_, str>);

impl Default for Tongue {
    fn default() -> Self {
        Tongue(|words| Cow::Borrowed(words))
    }
}

/// What bars and charts are drawn with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawing {
    /// None are.
    #[default]
    Nothing,
    /// Signs that every terminal has.
    Ascii,
    /// Blocks, by eighths.
    Blocks,
}

impl Layout {
    /// Words of ours, as a head, as the reader knows them.
    pub(super) fn told<'t>(&self, words: &'t str) -> Cow<'t, str> {
        (self.tongue.0)(words)
    }

    /// A text as it may be printed, on one line or several.
    pub(super) fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.raw { text.into() } else { clean(text) }
    }

    /// A text as it may be printed, on one line without tabs: in a format whose rows are lines also a raw one must not end its row.
    pub(super) fn line<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.raw {
            false => clean_line(text),
            true if text.contains(['\n', '\r', '\t']) => {
                text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ").into()
            }
            true => text.into(),
        }
    }
}
