//! Where the sentences begin that hold mentions or names.

use super::Source;
use crate::{
    model::{Mention, Name},
    text::sentences,
};

/// The beginnings, in order, of all sentences of the paragraphs in which a mention or name stands. Sentences between quotation
/// marks count like others.
pub(super) fn starts(source: &Source<'_>, mentions: &[Mention], names: &[Name]) -> Vec<usize> {
    let short = |i: usize| source.engine.is_some_and(|engine| engine.is_abbreviation(source.tokens, i));
    let mut starts = Vec::new();
    let (mut mention, mut name) = (0, 0);
    for paragraph in source.paragraphs {
        let before = (mention, name);
        mention += mentions[mention..].iter().take_while(|m| m.span.start < paragraph.end).count();
        name += names[name..].iter().take_while(|n| n.span.start < paragraph.end).count();
        if (mention, name) == before {
            continue;
        }
        let places = source.tokens.within(*paragraph);
        let found = sentences(source.text, source.tokens, places, &[], short);
        starts.extend(found.iter().map(|sentence| source.tokens[sentence.start].span.start));
    }
    starts
}
