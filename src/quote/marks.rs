//! Quotation marks: which opens, which closes, and what stands between them.

use std::ops::Range;

use crate::{
    span::Span,
    text::{TokenKind, Tokens},
};

/// Words between quotation marks, on the outermost level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// With the marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
    /// Places of the first token (the opening mark) and behind the last (the closing mark).
    pub tokens: (usize, usize),
    /// Whether a closing mark was found.
    pub closed: bool,
}

/// Deepest nesting that is followed.
const DEEPEST: usize = 16;

/// A mark that is open, or one level of nesting.
struct Open {
    token: usize,
    closes_with: char,
}

impl Open {
    /// Whether `c` closes it: `„` takes an English or a straight mark as well, as many keyboards write them.
    fn fits(&self, c: char) -> bool {
        self.closes_with == c || self.closes_with == '“' && matches!(c, '”' | '"')
    }
}

/// The outermost quotations of one paragraph. A mark that is never closed reaches to the paragraph's end if the paragraph
/// begins with it (a quotation that goes on in the next one) or a colon stands before it; elsewhere it counts for nothing. A closing mark that nothing
/// opened draws the quotation before it on to itself.
pub(super) fn quoted(text: &str, tokens: &Tokens, paragraph: Range<usize>) -> Vec<Quoted> {
    let mut found: Vec<Quoted> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for i in tokens.marks(&paragraph) {
        let TokenKind::Mark(c) = tokens[i].kind else { continue };
        if let Some(level) = open.iter().rposition(|o| o.fits(c) && closes(text, tokens, i, c)) {
            let first = open[level].token;
            open.truncate(level);
            if level == 0 {
                found.push(pair(tokens, first, i));
            }
        } else if let Some(closes_with) = opens(text, tokens, i, c).filter(|_| open.len() < DEEPEST) {
            open.push(Open { token: i, closes_with });
        } else if matches!(c, '»' | '”') && open.is_empty() {
            extend(tokens, &mut found, i, paragraph.start);
        }
    }
    let colon = |i: usize| i > paragraph.start && matches!(tokens[i - 1].kind, TokenKind::Mark(':'));
    let reopened = |i: usize| tokens.get(paragraph.end).is_some_and(|next| next.kind == tokens[i].kind);
    let kept = |o: &&Open| o.token == paragraph.start || colon(o.token) || reopened(o.token);
    if let Some(first) = open.first().filter(kept) {
        let end = tokens[paragraph.end - 1].span.end;
        let start = tokens[first.token].span;
        found.retain(|q| q.outer.end <= start.start);
        found.push(Quoted {
            outer: Span::new(start.start, end),
            inner: Span::new(start.end, end).trim(text, char::is_whitespace),
            tokens: (first.token, paragraph.end),
            closed: false,
        });
    }
    found.iter_mut().for_each(|q| q.inner = q.inner.trim(text, char::is_whitespace));
    found.retain(|q| !q.inner.is_empty());
    found
}

fn pair(tokens: &Tokens, first: usize, last: usize) -> Quoted {
    Quoted {
        outer: tokens[first].span.hull(tokens[last].span),
        inner: Span::new(tokens[first].span.end, tokens[last].span.start),
        tokens: (first, last + 1),
        closed: true,
    }
}

/// A second closing mark: the quotation before it ended too early.
fn extend(tokens: &Tokens, found: &mut [Quoted], last: usize, start: usize) {
    if let Some(before) = found.last_mut().filter(|q| q.tokens.0 >= start && last - q.tokens.1 < 40) {
        *before = pair(tokens, before.tokens.0, last);
    }
}

/// The mark that closes what `c` at `i` opens, if it opens anything.
fn opens(text: &str, tokens: &Tokens, i: usize, c: char) -> Option<char> {
    let before = || text[..tokens[i].span.start].chars().next_back();
    let after = || text[tokens[i].span.end..].chars().next();
    let free = || before().is_none_or(|b| b.is_whitespace() || "([{—–-«“„‹\"'‘’:".contains(b));
    let held = || after().is_some_and(|a| !a.is_whitespace());
    match c {
        '«' => Some('»'),
        '“' => Some('”'),
        '‹' => Some('›'),
        '„' => Some('“'),
        '»' if free() && held() => Some('«'),
        '"' if free() && held() => Some('"'),
        '\'' if free() && after().is_some_and(char::is_alphanumeric) => Some('\''),
        '‘' if free() && held() => Some('’'),
        _ => None,
    }
}

/// Whether `c` at `i` may close: a straight mark does so behind a character that is no space.
fn closes(text: &str, tokens: &Tokens, i: usize, c: char) -> bool {
    let before = text[..tokens[i].span.start].chars().next_back();
    let after = text[tokens[i].span.end..].chars().next();
    let apart = after.is_none_or(|a| !a.is_alphanumeric());
    match c {
        '"' => before.is_some_and(|b| !b.is_whitespace()) || after.is_none_or(char::is_whitespace),
        '\'' | '’' => before.is_some_and(|b| !b.is_whitespace()) && apart,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let tokens = Tokens::new(text);
        quoted(text, &tokens, 0..tokens.len()).into_iter().map(|q| q.inner.of(text)).collect()
    }

    #[test]
    fn pairs() {
        for (text, expected) in [
            ("Il dit « oui », puis « non ».", vec!["oui", "non"]),
            ("„Ja“, sagt er, “no”, says she", vec!["Ja", "no"]),
            ("He said \"it's 'fine', I think\".", vec!["it's 'fine', I think"]),
            ("« Elle a dit “non” hier »", vec!["Elle a dit “non” hier"]),
            ("the dogs' bowls and the cats' beds", vec![]),
            ("'No,' he said, 'never.'", vec!["No,", "never."]),
            ("« Je commence", vec!["Je commence"]),
            ("Il reste « ouvert", vec![]),
            ("« à côté ». [ses] amis »", vec!["à côté ». [ses] amis"]),
            ("»Ja«, sagt er.", vec!["Ja"]),
            ("„Ja”, sagt er, „nein\", sie", vec!["Ja", "nein"]),
            ("„Das „Nein“ war klar“, sagt er", vec!["Das „Nein“ war klar"]),
            ("Il dit « », puis “”.", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
