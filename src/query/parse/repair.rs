//! Words that are almost words of the language: what the parser would have taken in their place, tried out.

use super::lex::{Kind, Token};
use super::{parse_quietly, words_before};
use crate::query::error::replaced;
use crate::query::registry::{Distance, distance};
use crate::span::Span;

/// How many words before the one where reading stopped may be the mistake: a misspelt word of the language reads as a name.
const BACK: usize = 8;

/// A word in place of another, with which the line can be read.
pub struct Repair {
    /// The word that was wrong.
    pub span: Span,
    /// The word that was meant.
    pub word: &'static str,
    /// Whether the word that was wrong might stand there too: then something else may be wrong.
    pub fits: bool,
}

/// Every repair of a line that cannot be read farther than to its token `reached`, the likeliest first.
pub fn repairs(source: &str, tokens: &[Token], reached: usize) -> Vec<Repair> {
    let mut found: Vec<((bool, Distance, usize), Repair)> = Vec::new();
    for (back, at) in (0..tokens.len().min(reached + 1)).rev().take(BACK + 1).enumerate() {
        let span = tokens[at].span;
        if tokens[at].kind != Kind::Word || at > 0 && span.of(source).starts_with(char::is_uppercase) {
            continue; // names begin with capitals
        }
        let words = words_before(source, tokens, at);
        let fits = words.contains(&span.of(source));
        for word in words {
            let near = distance(span.of(source), word);
            if let Some(distance) = near.filter(|_| parse_quietly(&replaced(source, span, word)).is_some()) {
                found.push(((fits, distance, back), Repair { span, word, fits }));
            }
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, repair)| repair).collect()
}
