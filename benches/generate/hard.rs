//! Texts that are hard to read: what no article looks like, and what may come from the web all the same.

use super::{Random, capital, word};

/// A kind of text, and how it begins: the rest is more of it.
pub type Hard = (&'static str, fn(usize) -> String);

/// All kinds.
pub const HARD: &[Hard] = &[
    ("opening marks", |bytes| "« ".repeat(bytes / 3)),
    ("straight marks", |bytes| "\"a ".repeat(bytes / 3)),
    ("quotations in one sentence", |bytes| "« oui », dit Anna Example, et ".repeat(bytes / 32)),
    ("opening marks that end paragraphs", |bytes| "Anna dit : « oui\n\n".repeat(bytes / 20)),
    ("quotations that go on", |bytes| "« Oui, dit Anna Example.\n\n« Et non.\n\n".repeat(bytes / 42)),
    ("one sentence", |bytes| "the men of the town and the women who had said that they would go, ".repeat(bytes / 68)),
    ("one sentence of cues", |bytes| "she said that he said ".repeat(bytes / 22)),
    ("one sentence of names", |bytes| "Anna Example, ".repeat(bytes / 14)),
    ("different names", |bytes| names(bytes, " and ")),
    ("different names that speak", |bytes| names(bytes, " said no. He left. ")),
    ("short names", |bytes| names(bytes, " met Mr. ")),
    ("capitals", |bytes| "ONU ".repeat(bytes / 4)),
    ("brackets", |bytes| "ONU (".repeat(bytes / 5)),
    ("one word", |bytes| "a".repeat(bytes)),
    ("lines", |bytes| "a\n\n".repeat(bytes / 3)),
];

/// Names of two words that are all different, nearly.
fn names(bytes: usize, between: &str) -> String {
    let mut random = Random(9);
    let mut text = String::new();
    while text.len() < bytes {
        let [first, last] = [0, 1].map(|_| capital(&word(&mut random)));
        text.push_str(&format!("{first} {last}{between}"));
    }
    text
}
