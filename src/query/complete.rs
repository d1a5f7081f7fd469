//! What may be typed next.

use super::parse::{Expected, Kind, Token, expectations, in_marks, tokens};
use super::registry::NameClass;
use crate::span::Span;

/// What may stand at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// Words of the language that fit, in the order of the registry.
    pub keywords: Vec<&'static str>,
    /// What a chosen keyword replaces: the word before the cursor as far as it is typed.
    pub word: Option<Span>,
    /// Names that fit, with what a chosen name replaces: the name before the cursor as far as it is typed.
    pub names: Vec<(NameClass, Span)>,
    /// What may be typed that nothing can be offered for yet, in words: `a date like 2024-10-31`.
    pub wanted: Vec<&'static str>,
}

/// What may stand at byte `cursor` of `line`; behind a quotation mark that is open only names.
pub fn complete(line: &str, cursor: usize) -> Completion {
    let mut cursor = cursor.min(line.len());
    while !line.is_char_boundary(cursor) {
        cursor -= 1;
    }
    let head = &line[..cursor];
    let Ok(mut before) = tokens(head) else { return within_marks(head) };
    let typed = before.pop_if(|last| last.span.end == cursor && unfinished(&last.kind));
    let word = typed.as_ref().map_or(Span::new(cursor, cursor), |t| t.span);
    let record = expectations(head, &before);
    if record.farthest < before.len() {
        return Completion::default(); // the line is wrong before the cursor
    }
    completion(&record.expected, &before, word, typed.map_or("", |t| t.span.of(head)))
}

/// Names for what stands behind the quotation mark that is still open: those of its place, the mark included.
fn within_marks(head: &str) -> Completion {
    let Some(open) = in_marks(head) else { return Completion::default() };
    let place = complete(&head[..open], open);
    let names = place.names.into_iter().filter(|(_, span)| span.is_empty());
    let names = names.map(|(class, _)| (class, Span::new(open, head.len()))).collect();
    Completion { names, ..Completion::default() }
}

fn unfinished(kind: &Kind) -> bool {
    matches!(kind, Kind::Word | Kind::Parameter | Kind::Key)
}

fn completion(expected: &[Expected], before: &[Token], word: Span, typed: &str) -> Completion {
    let mut found = Completion { word: Some(word), ..Completion::default() };
    for &expected in expected {
        match expected {
            Expected::Word(keyword) if keyword.starts_with(typed) => found.keywords.push(keyword),
            Expected::Sign('|') if typed.is_empty() => found.keywords.push("|"),
            Expected::Name(class) => {
                found.names.push((class, word));
                found.wanted.push(class.phrase());
            }
            Expected::Text => found.wanted.push("text in quotation marks"),
            Expected::Date => found.wanted.push("a date like 2024-10-31"),
            Expected::Number => found.wanted.push("a number"),
            Expected::More(class, start) => {
                let from = before.get(start).map_or(word, |first| first.span);
                found.names.push((class, from.hull(word)));
            }
            _ => {}
        }
    }
    found
}
