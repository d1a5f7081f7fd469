//! Plain text: one article a file.

use std::path::{Component, Path};

use super::{dates, decode, language};
use crate::{
    model::{DateBasis, Document},
    store::hash,
    text::fold,
};

/// Reads the article in `bytes`, which came from `source`.
///
/// # Errors
/// When they are empty or no text.
pub fn read(source: &str, bytes: &[u8]) -> Result<Document, decode::DecodeError> {
    let text = decode::decode(bytes)?.text;
    let published = dates::published(&text);
    Ok(Document {
        source: source.to_owned(),
        title: title(&text),
        outlet: None,
        author: None,
        language: language::detect(&text),
        published_basis: if published.is_some() { DateBasis::Text } else { DateBasis::None },
        published,
        byte_hash: hash(bytes),
        text,
    })
}

/// The path as a source: `./a//b/./c` is `a/b/c`. Nothing is looked up.
pub fn source(path: &Path) -> String {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.collect::<std::path::PathBuf>().to_string_lossy().into_owned()
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
    let folded = format!(" {} ", crate::text::searchable(line));
    let holds = |words: &&&str| folded.contains(&format!(" {} ", fold(words).replace('\'', " ")));
    FURNITURE.iter().find(holds).is_some() || dates::published(line).is_some()
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
            let document = read("a", format!("{head}{body}\n\nUn intertitre assez court").as_bytes()).unwrap();
            assert_eq!(document.title.as_deref(), title, "{head}");
        }
    }

    #[test]
    fn a_source_is_its_path_without_detours() {
        for (path, expected) in
            [("./a.txt", "a.txt"), ("a//b/./c.txt", "a/b/c.txt"), ("/x/../y", "/x/../y"), ("../a", "../a")]
        {
            assert_eq!(source(Path::new(path)), expected);
        }
    }

    #[test]
    fn the_date_and_language_are_read() {
        let text =
            "Un titre à lire\n\nPublié le 31 octobre 2024\n\nLe ministre a déclaré que la réunion était utile.\n";
        let document = read("a", text.as_bytes()).unwrap();
        assert_eq!(document.published.as_deref(), Some("2024-10-31"));
        assert_eq!(document.published_basis, DateBasis::Text);
        assert_eq!(document.language.as_deref(), Some("fr"));
    }
}
