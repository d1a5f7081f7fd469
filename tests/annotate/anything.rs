//! Texts that nobody wrote: whatever is found in them lies in them, in order, and can be written.

use std::{fs, path::Path};

use dixit::language::{self, forms};
use proptest::prelude::*;

use super::{ANNOTATOR, annotations};

/// Pieces of sentences: marks, verbs, names and small words of several languages.
const PIECES: &[&str] = &[
    "«",
    "»",
    "“",
    "”",
    "„",
    "\"",
    "'",
    "’",
    "‹",
    "—",
    "-",
    ":",
    ",",
    ".",
    ";",
    "?",
    "…",
    "(",
    ")",
    "\n",
    "\n\n",
    " ",
    "\u{a0}",
    "a dit",
    "a déclaré",
    "dit-il",
    "a-t-elle ajouté",
    "affirmant",
    "selon",
    "d'après",
    "Il",
    "elle",
    "Ce dernier",
    "que",
    "qu'",
    "si",
    "de",
    "à la presse",
    "au conseil",
    "les deux ministres",
    "le ministre américain de la Défense",
    "Mark Rutte",
    "Moscou",
    "Lucie Garrec",
    "said",
    "told",
    "according to",
    "He",
    "that",
    "whether",
    "to leave",
    "the mayor",
    "Dr",
    "denied",
    "sagte",
    "teilte",
    "mit",
    "dass",
    "sei",
    "zufolge",
    "laut",
    "dem Sender",
    "er",
    "Er habe",
    "die Halle",
    "2024",
    "lundi",
    "hier",
    "is",
    "a été",
    "n'a pas",
    "dénonce",
    "accuse",
    "a refusé de dire",
    "warned",
    "the roof holds",
    "et",
    "and",
    "und",
    "e\u{301}",
    "😀",
];

/// The words of every class of every pack, and the forms of its cues.
fn words() -> Vec<String> {
    let mut words = Vec::new();
    for pack in language::shipped().unwrap() {
        words.extend(pack.words.values().flat_map(|list| list.split_whitespace()).map(str::to_owned));
        let cues = pack.cues.iter().flat_map(|group| &group.list);
        let made = cues.flat_map(|cue| forms(cue, &pack.conjugations[&cue.class]).unwrap());
        words.extend(made.map(|(form, _)| form));
    }
    words
}

/// A piece of one sort or the other.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![3 => prop::sample::select(PIECES).prop_map(str::to_owned), 2 => prop::sample::select(words())]
}

#[test]
fn the_seeds_of_the_fuzz_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/annotate");
    let seeds: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(seeds.len() >= 10, "{seeds:?}");
    for seed in seeds {
        annotations::check(&ANNOTATOR, annotations::parts(&fs::read_to_string(seed).unwrap()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn pieces_in_any_order(
        pieces in prop::collection::vec((piece(), prop::bool::weighted(0.8)), 0..60),
        language in prop::sample::select(&["fr", "en", "de", "es"][..]),
    ) {
        let text: String = pieces.iter().map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" })).collect();
        annotations::check(&ANNOTATOR, (Some(language), Some("2024-10-31"), &text));
    }

    #[test]
    fn any_characters(text in any::<String>()) {
        annotations::check(&ANNOTATOR, (Some("fr"), None, &text));
        annotations::check(&ANNOTATOR, (None, Some(&text), &text));
    }
}
