//! Plain text: one article a file.

use std::sync::LazyLock;

use super::{
    dates, decode,
    record::{Failure, Record},
};
use crate::text::searchable;

/// Reads the article in `bytes`.
///
/// # Errors
/// When they are empty or no text.
pub fn read(bytes: &[u8]) -> Result<Record, Failure> {
    let decoded = decode::decode(bytes)?;
    let (encoding, replaced) = (Some(decoded.encoding), decoded.replaced);
    Ok(Record { title: title(&decoded.text), text: decoded.text, encoding, replaced, ..Record::default() })
}

/// How many lines a title is looked for in.
const TOP: usize = 6;

/// A headline has so many characters at most.
const LONGEST_TITLE: usize = 220;

/// Folded words of lines that pages put above their articles.
const FURNITURE: &[&str] = &[
    "newsletter",
    "subscribe",
    "s'abonner",
    "abonnez vous",
    "abonne",
    "se connecter",
    "sign in",
    "log in",
    "cookie",
    "cookies",
    "publicite",
    "advertisement",
    "partager",
    "share",
    "sur le meme sujet",
    "lire aussi",
    "read more",
    "e mail",
    "email",
    "menu",
    "accueil",
    "skip to content",
    "publie",
    "published",
    "mis a jour",
    "updated",
];

/// The first short line that is no furniture and has several words; none where the article begins before one.
fn title(text: &str) -> Option<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(TOP);
    let mut lines = lines.take_while(|line| line.chars().count() <= LONGEST_TITLE);
    lines.find(|line| line.split_whitespace().count() > 2 && !is_furniture(line)).map(str::to_owned)
}

fn is_furniture(line: &str) -> bool {
    static FURNITURE_WORDS: LazyLock<Vec<String>> =
        LazyLock::new(|| FURNITURE.iter().map(|words| format!(" {} ", searchable(words))).collect());
    let folded = format!(" {} ", searchable(line));
    FURNITURE_WORDS.iter().any(|words| folded.contains(words)) || dates::published(line, None).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_the_first_line_that_can_be_one() {
        let body = "Un long paragraphe. ".repeat(30);
        for (head, title) in [
            ("Les États-Unis appellent Séoul\n\n", Some("Les États-Unis appellent Séoul")),
            (
                "Enter your email address below and subscribe to our newsletter\n\nUn titre à lire\n",
                Some("Un titre à lire"),
            ),
            ("ActualitésInternational\n\nUn titre à lire\n", Some("Un titre à lire")),
            ("Publié le 31 octobre 2024\nUn titre à lire\n", Some("Un titre à lire")),
            ("31 octobre 2024\nUn titre à lire\n", Some("Un titre à lire")),
            ("", None),
        ] {
            let document = read(format!("{head}{body}\n\nUn intertitre assez court").as_bytes()).unwrap();
            assert_eq!(document.title.as_deref(), title, "{head}");
        }
    }
}
