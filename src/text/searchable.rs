//! Text as the word indexes hold it.

use super::fold;

/// The folded words of `text`, one space between them: what `document_words` and `quotation_words` index, and what a
/// phrase looked up in them must be put through. Apostrophes, hyphens and punctuation separate words.
pub fn searchable(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
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
