//! Written signs that a machine translated a text. How it reads is none: people write badly too.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use crate::text::lower;

/// Longest notice, in words.
const NOTICE: usize = 30;

/// Longest label, in words.
const LABEL: usize = 4;

/// The lists of `data/translated.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    notices: Vec<String>,
    labels: Vec<String>,
    classes: Vec<String>,
}

struct Signs {
    lists: Lists,
    /// Notices, then labels.
    search: AhoCorasick,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let lists: Lists =
        toml::from_str(include_str!("../../data/translated.toml")).expect("data/translated.toml is tested");
    let signs = lists.notices.iter().chain(&lists.labels);
    let search = AhoCorasick::builder().ascii_case_insensitive(true).build(signs).expect("a few dozen short signs");
    Signs { lists, search }
});

/// Whether a line of `text` says so.
pub(super) fn says_so(text: &str) -> bool {
    // most texts hold no sign at all
    SIGNS.search.is_match(text) && text.lines().any(is_sign)
}

/// Whether a translator left one of these classes, apart by spaces, on the page.
pub(super) fn is_class(classes: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| SIGNS.lists.classes.iter().any(|own| own == class))
}

fn is_sign(line: &str) -> bool {
    let Signs { lists, search } = &*SIGNS;
    let line = lower(line);
    let words = line.split_whitespace().count();
    let most = |sign: usize| if sign < lists.notices.len() { NOTICE } else { LABEL };
    search.find_iter(&line).any(|found| words <= most(found.pattern().as_usize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_and_labels_are_signs() {
        for text in [
            "Cet article a été traduit automatiquement de l'anglais.",
            "Un titre\n\nUn paragraphe.\n\nTraduit par DeepL",
            "Translated by Google Translate",
            "[Machine translation]",
            "Dieser Text wurde AUTOMATISCH übersetzt.",
            "Traducción automática",
            "(Traduction automatique)",
        ] {
            assert!(says_so(text), "{text}");
        }
    }

    #[test]
    fn news_about_translation_is_none() {
        for text in [
            "La traduction automatique progresse vite, disent les chercheurs de l'université.",
            "Le livre a été traduit par Paul Kerbrat.",
            "Machine translation has come far since 1954.",
            "Le ministère a reconnu que la note, longue de quarante pages et remise la veille aux élus du conseil, avait été \
             traduite automatiquement par un service qu'il emploie depuis deux ans sans jamais l'avoir dit à personne.",
            "",
        ] {
            assert!(!says_so(text), "{text}");
        }
    }

    #[test]
    fn translators_mark_the_page() {
        assert!(is_class("no-js translated-ltr") && !is_class("translated") && !is_class(""));
    }
}
