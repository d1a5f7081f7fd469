//! Text as the word indexes hold it.

use super::fold::{fold_char, plain_run};

/// The folded words of `text`, one space between them: what `document_words` and `quotation_words` index, and what a
/// phrase looked up in them must be put through. Apostrophes, hyphens and punctuation separate words.
pub fn searchable(text: &str) -> String {
    let mut words = Words { text: String::with_capacity(text.len()), apart: false };
    let mut at = 0;
    while let Some(&b) = text.as_bytes().get(at) {
        if b.is_ascii() {
            let run = plain_run(&text.as_bytes()[at..]);
            words.add(&text[at..at + run]);
            words.apart |= run == 0;
            at += run.max(1);
        } else if let Some(c) = text[at..].chars().next() {
            words.apart |= fold_char(c, &mut |folded| match folded.is_alphanumeric() {
                true => words.add(folded.encode_utf8(&mut [0; 4])),
                false => words.apart = true,
            });
            at += c.len_utf8();
        }
    }
    words.text.make_ascii_lowercase();
    words.text
}

/// Words, one space between them.
struct Words {
    text: String,
    /// Whether something that is no word stands behind the last part.
    apart: bool,
}

impl Words {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_are_left() {
        for (text, words) in [
            ("« Des mensonges effrontés ! »", "des mensonges effrontes"),
            ("l’Ukraine, d'Ukraine", "l ukraine d ukraine"),
            ("Corée-du-Nord", "coree du nord"),
            ("10 000 soldats (S&P)", "10 000 soldats s p"),
            ("…", ""),
        ] {
            assert_eq!(searchable(text), words);
        }
    }
}
