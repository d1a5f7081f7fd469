//! What given names tell of a person's gender, from `data/given_names.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    feminine: String,
    masculine: String,
}

/// `f` or `m` for a given name in lower case that tells it in most languages.
pub fn gender(lower: &str) -> Option<char> {
    NAMES.get(lower).copied()
}

static NAMES: LazyLock<FxHashMap<String, char>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../../data/given_names.toml")).expect("data/given_names.toml is tested");
    let listed = |names: &str, gender| names.split_whitespace().map(|n| (n.to_string(), gender)).collect::<Vec<_>>();
    listed(&file.feminine, 'f').into_iter().chain(listed(&file.masculine, 'm')).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_listed_twice() {
        let file: File = toml::from_str(include_str!("../../data/given_names.toml")).unwrap();
        let mut all: Vec<&str> = file.feminine.split_whitespace().chain(file.masculine.split_whitespace()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|n| n.to_lowercase() == *n));
        assert_eq!((gender("olga"), gender("sergueï"), gender("camille")), (Some('f'), None, None));
    }
}
