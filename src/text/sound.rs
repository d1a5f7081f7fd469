//! How a name sounds, roughly: the same for spellings that languages and scripts make of one name.

use std::{collections::HashMap, sync::LazyLock};

/// Letters and the sound they stand for.
static SOUNDS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/sounds.tsv").lines().skip(1);
    lines
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(sound, letters)| letters.split(' ').map(move |l| (l, sound)))
        .collect()
});

/// Most letters that stand for one sound together.
const LONGEST: usize = 4;

/// The vowel sound.
const VOWEL: char = 'a';

/// The sounds of a folded name: letters that languages mix as one, each run of vowels as one, double letters and silent
/// ends gone. `nebenzya`, `nebenzia` and `небензя` sound the same.
pub fn sound(folded: &str) -> String {
    folded.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn word(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut sounds = String::new();
    let mut at = 0;
    while at < letters.len() {
        let known = (1..=LONGEST.min(letters.len() - at)).rev().find_map(|length| {
            let group: String = letters[at..at + length].iter().collect();
            SOUNDS.get(group.as_str()).map(|sound| (length, *sound))
        });
        let (length, sound) = known.map_or((1, letters[at].to_string()), |(length, sound)| (length, sound.to_owned()));
        for c in sound.chars().filter(|&c| c != '-') {
            if !sounds.ends_with(c) {
                sounds.push(c);
            }
        }
        at += length;
    }
    let silent = sounds.chars().count() > 2 && sounds.ends_with(VOWEL);
    sounds.truncate(sounds.len() - if silent { VOWEL.len_utf8() } else { 0 });
    sounds
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
