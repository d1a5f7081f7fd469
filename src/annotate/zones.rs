//! What the paragraphs of a document are: its body, furniture, or repeats.

use std::{collections::hash_map::Entry, hash::Hasher as _};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::signs::Signs;
use crate::{
    model::{Paragraph, Zone},
    span::Span,
};

/// Fewest letters and digits of a paragraph that counts as a repeat.
const REPEAT: usize = 10;

/// How many letters and digits of its beginning tell most paragraphs apart.
const HEAD: usize = 32;

/// Fewest words of a paragraph of prose.
const PROSE: usize = 12;

/// Most words of a line that is no sentence: a name, a label, a place.
const LABEL: usize = 6;

/// Longest line, in bytes, that is looked at as one of a few words.
const SHORT_LINE: usize = 160;

/// Fewest digits of a telephone number.
const PHONE: usize = 7;

/// What equal paragraphs have in common, however their words are capitalised, apart and marked; and how many letters they have.
/// No more than `most` letters are looked at.
fn likeness(paragraph: &str, most: usize) -> (u64, usize) {
    let (mut hasher, mut letters) = (FxHasher::default(), 0);
    let mut rest = paragraph;
    while let Some(&b) = rest.as_bytes().first().filter(|_| letters < most) {
        let mut size = 1;
        if b.is_ascii_alphanumeric() {
            hasher.write_u8(b.to_ascii_lowercase());
            letters += 1;
        } else if let Some(c) = rest.chars().next().filter(|c| !c.is_ascii()) {
            size = c.len_utf8();
            if c.is_alphanumeric() {
                c.to_lowercase().for_each(|c| hasher.write_u32(u32::from(c)));
                letters += 1;
            }
        }
        rest = &rest[size..];
    }
    (hasher.finish(), letters)
}

/// The paragraphs seen so far.
#[derive(Default)]
struct Seen<'t> {
    /// By how they begin, the first that does so, until it is looked at as a whole.
    heads: FxHashMap<u64, Option<&'t str>>,
    whole: FxHashSet<u64>,
}

impl<'t> Seen<'t> {
    /// Whether a paragraph like this one came before. Few paragraphs begin alike, so few are looked at as a whole.
    fn has(&mut self, paragraph: &'t str) -> bool {
        let first = match self.heads.entry(likeness(paragraph, HEAD).0) {
            Entry::Vacant(head) => {
                head.insert(Some(paragraph));
                return false;
            }
            Entry::Occupied(mut head) => head.get_mut().take(),
        };
        first.into_iter().for_each(|first| _ = self.add(first));
        self.add(paragraph)
    }

    fn add(&mut self, paragraph: &str) -> bool {
        let (likeness, letters) = likeness(paragraph, usize::MAX);
        letters >= REPEAT && !self.whole.insert(likeness)
    }
}

/// The zone of each paragraph. What is set around the article without signs is told from its shape and place.
pub(super) fn zones(text: &str, paragraphs: &[Span], signs: &Signs) -> Vec<Paragraph> {
    let mut seen = Seen::default();
    let zone = |span: &Span| {
        let own = span.of(text);
        let repeat = seen.has(own);
        let zone = match (signs.mark(own) || is_phone(own) || is_glued(own), repeat) {
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
    if paragraph.len() > SHORT_LINE {
        return false;
    }
    let digits = paragraph.chars().filter(char::is_ascii_digit).count();
    let letters = paragraph.chars().filter(|c| c.is_alphabetic()).count();
    digits >= PHONE
        && letters <= 6
        && paragraph.chars().all(|c| c.is_alphanumeric() || " +()-./:\u{A0}\u{202F}".contains(c))
}

/// A line of a few words that lost the space between two of them, as labels do that a page sets side by side:
/// `OrtKursk, Russland`.
fn is_glued(paragraph: &str) -> bool {
    if paragraph.len() > SHORT_LINE {
        return false;
    }
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
