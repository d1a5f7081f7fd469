//! How a name sounds, roughly: the same for spellings that languages and scripts make of one name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Groups of letters and the sound they stand for, by the first letter, the longest first.
static SOUNDS: LazyLock<FxHashMap<char, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let lines = include_str!("../../data/sounds.tsv").lines().skip(1);
    let groups = lines
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(sound, letters)| letters.split(' ').map(move |group| (group, sound)));
    let mut sounds: FxHashMap<char, Vec<(&str, &str)>> = FxHashMap::default();
    for (group, sound) in groups {
        sounds.entry(group.chars().next().unwrap_or_default()).or_default().push((group, sound));
    }
    sounds.values_mut().for_each(|groups| groups.sort_by_key(|(group, _)| std::cmp::Reverse(group.chars().count())));
    sounds
});

/// The vowel sound.
const VOWEL: char = 'a';

/// The sounds of a folded name: letters that languages mix as one, each run of vowels as one, double letters and silent
/// ends gone. `nebenzya`, `nebenzia` and `небензя` sound the same.
pub fn sound(folded: &str) -> String {
    let mut sounds = String::with_capacity(folded.len());
    for (n, word) in folded.split(' ').enumerate() {
        sounds.extend((n > 0).then_some(' '));
        add_word(&mut sounds, word);
    }
    sounds
}

/// Adds the sounds of one word.
fn add_word(sounds: &mut String, word: &str) {
    let (known, from) = (&*SOUNDS, sounds.len());
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let own = &rest[..letter.len_utf8()];
        let groups = known.get(&letter).map_or(&[][..], Vec::as_slice);
        let (group, sound) = groups.iter().find(|(group, _)| rest.starts_with(group)).copied().unwrap_or((own, own));
        for c in sound.chars().filter(|&c| c != '-') {
            if !sounds[from..].ends_with(c) {
                sounds.push(c);
            }
        }
        rest = &rest[group.len()..];
    }
    let silent = sounds.ends_with(VOWEL) && sounds[from..].chars().count() > 2;
    sounds.truncate(sounds.len() - if silent { VOWEL.len_utf8() } else { 0 });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn spellings_of_one_name_sound_alike() {
        for (one, other) in [
            ("Nebenzya", "Nebenzia"),
            ("Nebenzya", "Небензя"),
            ("Poutine", "Putin"),
            ("Путин", "Putin"),
            ("Lavroff", "Lavrov"),
            ("Лавров", "Lawrow"),
            ("Chmyhal", "Schmyhal"),
            ("Shmygal", "Шмыгаль"),
            ("Zelenskyy", "Zelensky"),
            ("Selenskyj", "Zelensky"),
            ("Zelenski", "Зеленський"),
            ("Koursk", "Kursk"),
            ("Medvedev", "Medwedew"),
            ("Khrouchtchev", "Хрущёв"),
            ("Jirinovski", "Zhirinovsky"),
        ] {
            assert_eq!(sound(&fold(one)), sound(&fold(other)), "{one} {other}");
        }
    }

    #[test]
    fn other_names_sound_otherwise() {
        for (one, other) in [("Lavrov", "Lavrentiev"), ("Koursk", "Kherson"), ("Rutte", "Ratko"), ("Kiev", "Kazan")] {
            assert_ne!(sound(&fold(one)), sound(&fold(other)), "{one} {other}");
        }
    }
}
