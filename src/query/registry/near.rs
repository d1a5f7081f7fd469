//! Words that another word was meant to be.

use crate::text::strangers;

/// Letters from which on two slips still leave a word to be recognised.
const LONG: usize = 5;

/// How far two words are apart; less is nearer.
pub type Distance = (usize, usize);

/// How far `typed` is from `word`, if it may be a slip of the finger: by slips, then by letters that do not belong there, since letters are
/// left out or swapped more often than others are hit by chance.
pub fn distance(typed: &str, word: &str) -> Option<Distance> {
    let letters = word.chars().count();
    let allowed = if letters < LONG { 1.min(letters.saturating_sub(1)) } else { 2 };
    let slips = strsim::damerau_levenshtein(typed, word);
    (1..=allowed).contains(&slips).then(|| (slips, strangers(typed, word)))
}

/// The words of `known` that `word` may have been meant to be, nearest first; those known first come first among equals.
pub fn near<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Vec<&'k str> {
    let mut found: Vec<(Distance, &str)> = known.into_iter().filter_map(|k| Some((distance(word, k)?, k))).collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, word)| word).collect()
}

/// The word of `known` most like `word`, if one is alike enough to be a slip of the finger.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    near(word, known).into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::registry::clause_words;

    #[test]
    fn slips_of_the_finger() {
        for (word, expected) in [
            ("abuot", Some("about")),
            ("mentionning", Some("mentioning")),
            ("sinse", Some("since")),
            ("b", Some("by")),
            ("yb", Some("by")),
            ("ot", Some("to")),
            ("xq", None),
            ("Koursk", None),
            ("de", None),
        ] {
            assert_eq!(nearest(word, clause_words()), expected, "{word}");
        }
    }
}
