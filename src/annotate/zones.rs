//! What the paragraphs of a document are: its body, furniture, or repeats.

use aho_corasick::{AhoCorasick, Anchored, Input, StartKind};
use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    language::Pack,
    model::{Paragraph, Zone},
    span::Span,
    text::{fold, lower},
};

/// Shortest paragraph, in characters, that counts as a repeat.
const REPEAT: usize = 12;

/// Fewest words of a paragraph of prose.
const PROSE: usize = 12;

/// Most words of a line that is no sentence: a name, a label, a place.
const LABEL: usize = 6;

/// Fewest digits of a telephone number.
const PHONE: usize = 7;

/// The signs of furniture, of every pack, since pages mix languages.
pub(super) struct Signs {
    begins: AhoCorasick,
    holds: AhoCorasick,
}

impl Signs {
    /// Takes them from the packs.
    pub fn new(packs: &[Pack]) -> Self {
        let all = |pick: fn(&Pack) -> &Vec<String>| {
            let signs: Vec<&str> = packs.iter().flat_map(pick).map(String::as_str).collect();
            AhoCorasick::builder().start_kind(StartKind::Both).build(signs).expect("a few hundred short signs")
        };
        Signs { begins: all(|p| &p.furniture.begins), holds: all(|p| &p.furniture.holds) }
    }

    /// Whether a paragraph in lower case has one.
    fn mark(&self, lower: &str) -> bool {
        self.begins.is_match(Input::new(lower).anchored(Anchored::Yes)) || self.holds.is_match(lower)
    }
}

/// The zone of each paragraph. What is set around the article without signs is told from its shape and place.
pub(super) fn zones(text: &str, paragraphs: &[Span], signs: &Signs) -> Vec<Paragraph> {
    let mut seen = FxHashSet::default();
    let zone = |span: &Span| {
        let own = lower(span.of(text));
        let repeat =
            own.len() >= REPEAT && own.chars().count() >= REPEAT && !seen.insert(xxh3_64(fold(&own).as_bytes()));
        let zone = match (signs.mark(&own) || is_phone(&own) || is_glued(span.of(text)), repeat) {
            (true, _) => Zone::Furniture,
            (_, true) => Zone::Repeat,
            _ => Zone::Body,
        };
        Paragraph { span: *span, zone, wording: 0 }
    };
    let mut zones: Vec<Paragraph> = paragraphs.iter().map(zone).collect();
    mark_tail(text, &mut zones);
    zones
}

/// Behind the last paragraph of prose, where something is furniture for sure, labels are too: the author's box, places, tags.
fn mark_tail(text: &str, zones: &mut [Paragraph]) {
    let prose = |p: &Paragraph| p.zone != Zone::Furniture && is_prose(p.span.of(text));
    let Some(last) = zones.iter().rposition(prose) else { return };
    let tail = &mut zones[last + 1..];
    if !tail.iter().any(|p| p.zone == Zone::Furniture) {
        return;
    }
    for n in 0..tail.len() {
        let signed = tail.get(n + 1).is_some_and(|next| is_signature(next.span.of(text)));
        let own = tail[n].span.of(text);
        if is_label(own) && !signed && !is_signature(own) {
            tail[n].zone = Zone::Furniture;
        }
    }
}

/// The line under a quotation that says whose it is.
fn is_signature(paragraph: &str) -> bool {
    paragraph.starts_with(['-', '–', '—', '―'])
}

fn is_prose(paragraph: &str) -> bool {
    paragraph.split_whitespace().count() >= PROSE && ends_sentence(paragraph)
}

fn ends_sentence(paragraph: &str) -> bool {
    paragraph.ends_with(['.', '!', '?', '…', '»', '”', '"', ')'])
}

/// A few words that are no sentence.
fn is_label(paragraph: &str) -> bool {
    paragraph.split_whitespace().count() <= LABEL && !ends_sentence(paragraph)
}

/// A number that one can call, with at most a word beside it.
fn is_phone(paragraph: &str) -> bool {
    let digits = paragraph.chars().filter(char::is_ascii_digit).count();
    let letters = paragraph.chars().filter(|c| c.is_alphabetic()).count();
    digits >= PHONE
        && letters <= 6
        && paragraph.chars().all(|c| c.is_alphanumeric() || " +()-./:\u{A0}\u{202F}".contains(c))
}

/// A line of a few words that lost the space between two of them, as labels do that a page sets side by side:
/// `OrtKursk, Russland`.
fn is_glued(paragraph: &str) -> bool {
    let glued = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        let seam = letters.windows(2).position(|pair| pair[0].is_lowercase() && pair[1].is_uppercase());
        // two words of three letters and more: not McGregor, iPhone, SpaceX
        seam.is_some_and(|at| at >= 2 && letters.len() - at > 3 && letters[at + 2].is_lowercase())
    };
    paragraph.split_whitespace().count() <= 3 && !ends_sentence(paragraph) && paragraph.split_whitespace().any(glued)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::paragraphs;

    fn zoned(text: &str) -> Vec<&'static str> {
        let packs = crate::language::shipped().unwrap();
        zones(text, &paragraphs(text), &Signs::new(&packs)).iter().map(|p| p.zone.word()).collect()
    }

    const PROSE: &str = "The delegation arrived in the evening and went to the hall in which the others were waiting.";

    #[test]
    fn what_stands_around_an_article_is_furniture() {
        for (lines, expected) in [
            ("NewsWorld\n\nA headline of some words\n\n{}", "furniture body body"),
            ("{}\n\nAnna Example\n\n+33 1 23 45 67 89\n\nLeave a comment", "body furniture furniture furniture"),
            ("{}\n\nDetails\n\nOrtNirgendwo, Land\n\nKommentare (0)", "body furniture furniture furniture"),
            ("{}\n\nA short end.\n\nAnna Example", "body body body"),
            ("{}\n\nWe shall wait\n\n– Anna Example, minister\n\nLeave a comment", "body body body furniture"),
            ("A heading\n\n{}\n\nAnother heading\n\n{}", "body body body repeat"),
            ("Mr McGregor\n\n{}", "body body"),
            ("In 2024 1200 of 3400 voted\n\n{}", "body body"),
        ] {
            assert_eq!(zoned(&lines.replace("{}", PROSE)).join(" "), expected, "{lines}");
        }
    }
}
