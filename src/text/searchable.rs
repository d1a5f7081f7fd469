//! Text as the word indexes hold it.

use unicode_normalization::char::is_combining_mark;

use super::fold::{fold_char, is_unspaced, line_join, plain_run};

/// The folded words of `text`, one space between them: what `quotation_words` indexes, and what a phrase looked up must be put
/// through. Apostrophes, hyphens and punctuation separate words; in scripts without spaces each letter is one.
pub fn searchable(text: &str) -> String {
    Words::of(text).text
}

/// The same with what `document_words` indexes beside it: the other ways to read a word that is broken, each behind [`BROKEN`]. So
/// every word that the annotator looks up is found, alone if not in its phrase.
pub fn indexed(text: &str) -> String {
    let mut words = Words::of(text);
    if words.broken {
        words.text += &Chain::of(text);
    }
    words.text
}

/// Such words as tables without an index of words have them: one space before each and behind the last, and nothing else that parts words, so
/// that a phrase with a space before and behind it is found in them where it is found by index.
pub fn spaced(words: &str) -> String {
    let mut spaced = String::with_capacity(words.len() + 2);
    spaced.push(' ');
    for word in words.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        spaced.push_str(&word.to_ascii_lowercase());
        spaced.push(' ');
    }
    spaced
}

/// A phrase that is looked up: the words of which one stands at each place.
pub type Phrase = Vec<Vec<String>>;

/// Stands before each other way to read a broken word. It is no letter, so nobody asks for it.
pub const BROKEN: &str = "\u{E000}";

/// Stands in the words of a text that is broken in too many ways to tell: any word may stand there.
pub const UNTOLD: &str = "\u{E001}";

/// Words, one space between them.
#[derive(Default)]
struct Words {
    text: String,
    /// Whether something that is no word stands behind the last part.
    apart: bool,
    /// Whether a word may be read in other ways.
    broken: bool,
}

impl Words {
    fn of(text: &str) -> Self {
        let mut words = Words { text: String::with_capacity(text.len()), ..Words::default() };
        let mut at = 0;
        while let Some(&b) = text.as_bytes().get(at) {
            if b.is_ascii() {
                let run = plain_run(&text.as_bytes()[at..]);
                words.add(&text[at..at + run]);
                words.apart |= run == 0;
                words.broken |= b == b'-' && line_join(text, at).is_some();
                at += run.max(1);
            } else if let Some(c) = text[at..].chars().next() {
                words.add_folded(c);
                words.broken |= c == '\u{2010}' && line_join(text, at).is_some();
                at += c.len_utf8();
            }
        }
        words.text.make_ascii_lowercase();
        words
    }

    /// Adds a part of a word.
    fn add(&mut self, part: &str) {
        if part.is_empty() {
            return;
        }
        if std::mem::take(&mut self.apart) && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(part);
    }

    /// Adds what a character beyond ASCII folds to.
    fn add_folded(&mut self, c: char) {
        let (mut letters, mut nothing) = (false, true);
        let space = fold_char(c, &mut |folded| {
            nothing = false;
            let alone = is_unspaced(folded);
            self.apart |= alone || !folded.is_alphanumeric();
            if folded.is_alphanumeric() {
                letters = true;
                self.add(folded.encode_utf8(&mut [0; 4]));
                self.apart |= alone;
            }
        });
        self.apart |= space;
        // a sign that folds to letters, and what does not count at all, may end a word or not
        self.broken |= letters && !c.is_alphanumeric() || nothing && !space;
    }
}

/// Most pieces of a word that are put together in all ways.
const PIECES: usize = 8;

/// The pieces of what may be one word or several: apart by a hyphen at the end of a line, by invisible characters, or by signs that
/// fold to letters.
#[derive(Default)]
struct Chain {
    pieces: Vec<String>,
    /// Whether the piece at hand begins with a digit.
    number: bool,
    /// Whether another piece begins with the next letter.
    cut: bool,
    odd: String,
}

impl Chain {
    /// All other ways to read the words of `text`.
    fn of(text: &str) -> String {
        let (mut chain, mut free) = (Chain::default(), 0);
        for (at, c) in text.char_indices() {
            if at < free {
                continue;
            }
            match line_join(text, at) {
                Some(next) => (chain.cut, free) = (true, next),
                None => chain.add(c),
            }
        }
        chain.end();
        chain.odd
    }

    fn add(&mut self, c: char) {
        let inside = c.is_alphanumeric() || !self.number && (is_combining_mark(c) || c == '\u{AD}');
        self.cut |= !inside;
        let space = fold_char(c, &mut |folded| match folded.is_alphanumeric() && !is_unspaced(folded) {
            true => self.push(folded, c),
            false => self.end(),
        });
        self.cut |= !inside;
        if space {
            self.end();
        }
    }

    fn push(&mut self, folded: char, c: char) {
        if std::mem::take(&mut self.cut) || self.pieces.is_empty() {
            self.pieces.push(String::new());
            self.number = c.is_numeric();
        }
        self.pieces.last_mut().expect("one was pushed").push(folded);
    }

    /// Notes what the pieces may be together.
    fn end(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        self.cut = false;
        if pieces.len() > PIECES {
            self.odd += &format!(" {UNTOLD}");
        } else if pieces.len() > 1 {
            for (from, to) in (0..pieces.len()).flat_map(|from| (from..pieces.len()).map(move |to| (from, to))) {
                self.odd += &format!(" {BROKEN} {}", pieces[from..=to].concat());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Tokens, fold};
    use proptest::prelude::*;

    #[test]
    fn only_words_are_left() {
        for (text, words) in [
            ("« Des mensonges effrontés ! »", "des mensonges effrontes"),
            ("l’Ukraine, d'Ukraine", "l ukraine d ukraine"),
            ("Corée-du-Nord", "coree du nord"),
            ("10 000 soldats (S&P)", "10 000 soldats s p"),
            ("東京都 EUは", "東 京 都 eu は"),
            ("…", ""),
        ] {
            assert_eq!(searchable(text), words);
            assert_eq!(indexed(text), words);
        }
    }

    #[test]
    fn a_broken_word_is_indexed_in_all_ways() {
        for (text, odd) in [
            ("Zelen-\nsky said", "zelen sky said | zelen | zelensky | sky"),
            ("Acme™, le\u{200B}Monde", "acmetm lemonde | acme | acmetm | tm | le | lemonde | monde"),
        ] {
            assert_eq!(indexed(text).replace(BROKEN, "|"), odd);
        }
    }

    proptest! {
        #[test]
        fn every_token_is_found_by_its_words(
            parts in prop::collection::vec(prop_oneof!["\\PC{0,4}", "[a-zé1-3]{1,3}", "-\n", "[\u{AD}\u{200B}™\u{301}½ ]"], 0..12),
        ) {
            let text = parts.concat();
            let indexed = indexed(&text);
            let words: Vec<&str> = indexed.split(' ').collect();
            for token in Tokens::new(&text).iter() {
                for word in searchable(&fold(token.span.of(&text))).split(' ').filter(|w| !w.is_empty()) {
                    prop_assert!(words.contains(&word) || words.contains(&UNTOLD), "{word} in {indexed}");
                }
            }
        }
    }
}
