//! Names that no alias matches: runs of capitalised words.

use std::{collections::HashSet, ops::Range};

use crate::{
    quote::Engine,
    span::Span,
    text::{TokenKind, Tokens, lower},
};

/// The runs of capitalised words in `paragraphs` that touch none of `taken` (in order). A word that only ever has its capital
/// because a sentence begins there is none.
pub(super) fn names(
    text: &str,
    tokens: &Tokens,
    paragraphs: &[Span],
    taken: &[Span],
    engine: Option<&Engine>,
) -> Vec<Span> {
    let scan = Scan { text, tokens, engine };
    let mut runs: Vec<(Range<usize>, bool)> = Vec::new();
    for &p in paragraphs.iter().filter(|p| !is_capitals(p.of(text))) {
        scan.runs(tokens.within(p), taken, &mut runs);
    }
    let inner: HashSet<&str> = runs.iter().filter(|(_, initial)| !initial).flat_map(|(r, _)| scan.words(r)).collect();
    let small: HashSet<String> =
        tokens.iter().map(|t| t.span.of(text)).filter(|w| w.starts_with(char::is_lowercase)).map(lower).collect();
    let credible = |(run, initial): &(Range<usize>, bool)| {
        let single = run.len() == 1;
        let first = scan.word(run.start);
        !initial || (!small.contains(&lower(first)) && (!single || inner.contains(first)))
    };
    let hull = |run: &Range<usize>| tokens[run.start].span.hull(tokens[run.end - 1].span);
    runs.iter().filter(|r| credible(r)).map(|(run, _)| hull(run)).collect()
}

struct Scan<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    engine: Option<&'a Engine>,
}

impl<'a> Scan<'a> {
    fn word(&self, i: usize) -> &'a str {
        self.tokens[i].span.of(self.text)
    }

    fn words(&self, run: &Range<usize>) -> impl Iterator<Item = &'a str> {
        run.clone().map(|i| self.word(i))
    }

    /// Adds the runs of one paragraph, each with whether a sentence begins with it.
    fn runs(&self, places: Range<usize>, taken: &[Span], runs: &mut Vec<(Range<usize>, bool)>) {
        let mut i = places.start;
        while i < places.end {
            if !self.begins(i, taken) {
                i += 1;
                continue;
            }
            let end = self.extend(i, places.end, taken);
            let start = self.behind_titles(i, end);
            if start < end {
                runs.push((start..end, self.is_initial(i, places.start) && start == i));
            }
            i = end;
        }
    }

    /// Where the name in a run begins, behind articles, ranks and their points; its end when nothing is left.
    fn behind_titles(&self, mut i: usize, end: usize) -> usize {
        while i < end && (self.is_common(i) || self.is_title(i) || self.tokens[i].kind != TokenKind::Word) {
            i += 1;
        }
        i
    }

    fn is_common(&self, i: usize) -> bool {
        self.engine.is_some_and(|e| e.is_function_word(&lower(self.word(i)))) && !self.is_title(i)
    }

    fn is_title(&self, i: usize) -> bool {
        self.engine.is_some_and(|e| e.is_title(&lower(self.word(i))))
    }

    fn begins(&self, i: usize, taken: &[Span]) -> bool {
        let token = self.tokens[i];
        let word = self.word(i);
        let elided = word.ends_with(['\'', '’']);
        token.kind == TokenKind::Word && word.starts_with(char::is_uppercase) && !elided && !touches(taken, token.span)
    }

    /// The end of the run that begins at `i`: further capitalised words, hyphens and points between them, particles inside.
    fn extend(&self, i: usize, limit: usize, taken: &[Span]) -> usize {
        let mut end = i + 1;
        let mut k = end;
        while k < limit {
            let token = self.tokens[k];
            if self.begins(k, taken) && (token.spaced || self.joined(k)) && (!self.is_common(k) || self.is_particle(k))
            {
                end = k + 1;
            } else if !(self.is_inner_article(k)
                || self.is_particle(k) && k - end < 3 && !touches(taken, token.span)
                || matches!(token.kind, TokenKind::Mark('-' | '.' | '\'' | '’'))
                    && !token.spaced
                    && k - end < 2
                    && self.glues(k))
            {
                break;
            }
            k += 1;
        }
        end
    }

    /// A particle in small letters: *von*, *ben*.
    fn is_particle(&self, i: usize) -> bool {
        let word = self.word(i);
        !word.starts_with(char::is_uppercase) && self.engine.is_some_and(|e| e.is_particle(&lower(word)))
    }

    /// A capitalised article or preposition between two names: *Jean Le Gall*.
    fn is_inner_article(&self, k: usize) -> bool {
        let next = self.tokens.get(k + 1).is_some_and(|t| t.spaced && t.kind == TokenKind::Word);
        self.tokens[k].spaced
            && self.word(k).starts_with(char::is_uppercase)
            && self.is_common(k)
            && next
            && self.word(k + 1).starts_with(char::is_uppercase)
    }

    fn joined(&self, i: usize) -> bool {
        i > 0 && matches!(self.tokens[i - 1].kind, TokenKind::Mark('-' | '\'' | '’' | '.'))
    }

    /// A hyphen between two words, or the point of an initial.
    fn glues(&self, i: usize) -> bool {
        let initial = self.word(i - 1).chars().count() <= 2;
        let next = self.tokens.get(i + 1).is_some_and(|t| !t.spaced || initial);
        match self.tokens[i].kind {
            TokenKind::Mark('.') => initial && next,
            _ => next,
        }
    }

    /// Whether a sentence, a quotation or a paragraph begins at `i`.
    fn is_initial(&self, i: usize, start: usize) -> bool {
        i == start
            || matches!(self.tokens[i - 1].kind, TokenKind::Mark(c) if !matches!(c, ',' | ';' | '-' | '(' | '/' | '&'))
    }
}

fn touches(taken: &[Span], span: Span) -> bool {
    let n = taken.partition_point(|t| t.end <= span.start);
    taken.get(n).is_some_and(|t| t.overlaps(span))
}

fn is_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}
