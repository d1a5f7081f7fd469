//! What may be typed next.

use super::parse::{Expected, Kind, Token, expectations, in_marks, tokens};
use super::registry::{CLAUSES, ClauseRow, HEADS, NameClass, UNITS, Use, field};
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
    let mut found = completion(&record.expected, &before, word, typed.map_or("", |t| t.span.of(head)));
    found.keywords.retain(|keyword| !is_refused(head, &before, keyword));
    found
}

/// Whether `word` may be read behind `before`, and would then be refused: what it asks for, the rows of the question do not have.
fn is_refused(source: &str, before: &[Token], word: &str) -> bool {
    let text = |at: usize| before.get(at).map_or("", |token| token.span.of(source));
    let begins = |at: &usize| *at == 0 || matches!(text(at - 1), "explain" | "=");
    let heads = (0..before.len()).filter(begins);
    let mut heads = heads.flat_map(|at| HEADS.iter().map(move |row| (at, row)));
    let head = heads.find(|(at, row)| row.word == text(*at) || row.synonyms.contains(&text(*at)));
    let Some((at, head)) = head else { return false };
    let last = text(before.len() - 1);
    if before.iter().any(|token| matches!(token.span.of(source), "|" | "then")) {
        return match word {
            "timeline" => field(head.family, UNITS[0].word).is_none(),
            "new" => text(0) != "save",
            _ => false,
        };
    }
    let of_head = at + 1 == before.len() && head.rest.trim_start().split(' ').next() == Some(word);
    let second = |phrase: &&str| phrase.split_once(' ') == Some((last, word));
    let first = |phrase: &&str| phrase.split(' ').next() == Some(word);
    let with = |fits: &dyn Fn(&&str) -> bool| {
        CLAUSES.iter().filter(|row| row.phrases().any(|phrase| fits(&phrase))).collect::<Vec<_>>()
    };
    let rows = with(&second);
    let rows = if rows.is_empty() { with(&first) } else { rows };
    let refused = |row: &&ClauseRow| matches!(row.clause.used(head.family), Use::Refused(..));
    !of_head && !rows.is_empty() && rows.iter().all(refused)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_refused_is_not_offered() {
        for (line, offered, not) in [
            ("documents ", "mentioning", "by"),
            ("articles since 2024 ", "in", "about"),
            ("explain documents ", "containing", "via"),
            ("save x = documents ", "containing", "with"),
            ("documents in ", "outlet", "nothing"),
            ("documents including ", "copies", "rejected"),
            ("mentions ", "of", "by"),
            ("positions ", "of", "by"),
            ("quotes ", "by", "of"),
            ("aliases ", "of", "since"),
            ("people with Koursk ", "in", "by"),
            ("documents | ", "timeline", "new"),
            ("documents | count ", "by", "nothing"),
            ("aliases | ", "count", "timeline"),
            ("run denials | ", "new", "nothing"),
            ("save x = run denials topic=Koursk | ", "count", "nothing"),
        ] {
            let found = complete(line, line.len()).keywords;
            assert!(found.contains(&offered) && !found.contains(&not), "{line}: {found:?}");
        }
    }
}
