//! Where the paragraphs of a plain text are.

use crate::span::Span;

/// The paragraphs of `text`, without the spaces around them and never empty.
///
/// An empty line ends a paragraph. A single line break does too, unless the block is a text wrapped at a fixed width:
/// several lines of like length that mostly end in mid-sentence.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut block: Vec<Span> = Vec::new();
    for line in lines(text) {
        if line.is_empty() {
            flush(text, &mut block, &mut found);
        } else {
            block.push(line);
        }
    }
    flush(text, &mut block, &mut found);
    found
}

fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = Span::new(at, at + line.len());
        at += line.len();
        span.trim(text, char::is_whitespace)
    })
}

fn flush(text: &str, block: &mut Vec<Span>, found: &mut Vec<Span>) {
    if is_wrapped(text, block) {
        found.extend(block.iter().copied().reduce(Span::hull));
    } else {
        found.append(block);
    }
    block.clear();
}

fn is_wrapped(text: &str, block: &[Span]) -> bool {
    let Some((_, full)) = block.split_last().filter(|(_, full)| !full.is_empty()) else { return false };
    let length = |s: &Span| s.of(text).chars().count();
    let ends_open = |s: &&Span| !s.of(text).ends_with(['.', '!', '?', ':', '…', '»', '”', '"']);
    let repeated = block.windows(2).any(|pair| pair[0].of(text) == pair[1].of(text));
    !repeated
        && full.iter().all(|s| (40..=110).contains(&length(s)))
        && full.iter().filter(ends_open).count() * 3 >= full.len() * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_lines() {
        let text = "Titre\n\nUne ligne.\nUne autre.\n \n  Fin  ";
        let got: Vec<_> = paragraphs(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(got, ["Titre", "Une ligne.", "Une autre.", "Fin"]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "This paragraph was wrapped by an editor at a fixed width and\nso its lines end in the middle of a sentence, which is how\none can tell.";
        assert_eq!(paragraphs(text).len(), 1);
    }
}
