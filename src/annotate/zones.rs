//! What the paragraphs of a document are: its body, furniture, or repeats.

use std::collections::HashSet;

use crate::{
    language::Pack,
    model::{Paragraph, Zone},
    span::Span,
    text::{fold, lower},
};

/// Shortest paragraph, in characters, that counts as a repeat.
const REPEAT: usize = 12;

/// The zone of each paragraph. Signs of furniture are taken from every pack, since pages mix languages.
pub(super) fn zones<'p>(
    text: &str,
    paragraphs: &[Span],
    packs: impl Iterator<Item = &'p Pack> + Clone,
) -> Vec<Paragraph> {
    let mut seen = HashSet::new();
    let zone = |span: &Span| {
        let own = lower(span.of(text));
        let furniture = packs.clone().any(|p| {
            p.furniture.begins.iter().any(|b| own.starts_with(b.as_str()))
                || p.furniture.holds.iter().any(|h| own.contains(h.as_str()))
        });
        let repeat = own.chars().count() >= REPEAT && !seen.insert(fold(&own));
        let zone = match (furniture, repeat) {
            (true, _) => Zone::Furniture,
            (_, true) => Zone::Repeat,
            _ => Zone::Body,
        };
        Paragraph { span: *span, zone }
    };
    paragraphs.iter().map(zone).collect()
}
