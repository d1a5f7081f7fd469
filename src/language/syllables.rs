//! Syllables of Korean and Chinese given names in Latin letters, from `data/syllables.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    begin: String,
    middle: String,
    end: String,
}

static SYLLABLES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../data/syllables.toml")).expect("data/syllables.toml is tested");
    let parts = |list: &str| list.split_whitespace().map(str::to_owned).chain([String::new()]).collect::<Vec<_>>();
    let (begin, end) = (parts(&file.begin), parts(&file.end));
    let whole = |b: &str, m: &str| end.iter().map(|e| [b, m, e.as_str()].concat()).collect::<Vec<_>>();
    let middles = file.middle.split_whitespace();
    middles.flat_map(|m| begin.iter().flat_map(|b| whole(b, m)).collect::<Vec<_>>()).collect()
});

/// Whether a word in lower case may be one syllable of such a name: *hyok*, *ching*.
pub fn is_syllable(lower: &str) -> bool {
    lower.len() <= LONGEST && SYLLABLES.contains(lower)
}

/// Letters of the longest syllable (*chiung*, *hsueh*, *kwang*).
const LONGEST: usize = 6;

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn syllables_are_told_from_words() {
        for syllable in
            ["jong", "chon", "hyok", "il", "tae", "mun", "hui", "gyong", "ching", "te", "ying", "jeou", "hsien"]
        {
            assert!(is_syllable(syllable), "{syllable}");
        }
        for word in ["led", "based", "backed", "allemand", "amerikanisch", "sur", "style", "friendly", "élu"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
