//! How far a run of capitalised words goes: particles, hyphens, points, articles inside a name.

use std::ops::Range;

use super::Scan;
use crate::{
    annotate::words::{SAYS, class},
    language::syllables::is_syllable,
    text::TokenKind,
};

impl Scan<'_> {
    /// Where the name in a run begins, behind articles, ranks and their points; its end when nothing is left.
    pub(super) fn behind_common(&self, mut i: usize, end: usize) -> usize {
        let skipped = |i: usize| {
            self.is_common(i) && !self.is_article_of_name(i, end)
                || self.is_title(i)
                || self.ends_as_title(i)
                || self.source.tokens[i].kind != TokenKind::Word
        };
        while i < end && skipped(i) {
            i += 1;
        }
        i
    }

    /// *Le* in *Le Gall*, *De* in *De Gaulle* or *So* in *So Jin-hyok*, inside a sentence.
    fn is_article_of_name(&self, i: usize, end: usize) -> bool {
        let inside = i > 0 && self.source.tokens[i - 1].kind == TokenKind::Word;
        let family = || self.syllables(i + 1).is_some() && self.source.tokens[i + 1].spaced;
        inside && i + 1 < end && (self.source.classes(i) & class::NOBLE != 0 || family())
    }

    /// Where a given name of two syllables ends that begins at `i`, the second in small letters: *Jong-chon*.
    pub(super) fn syllables(&self, i: usize) -> Option<usize> {
        let small = self.source.tokens.get(i + 2).filter(|t| !t.spaced && !t.capital && t.kind == TokenKind::Word)?;
        let joined = self.source.mark(i + 1) == Some('-') && !self.source.tokens[i + 1].spaced;
        let capital = self.source.tokens[i].capital && !self.touches(small.span);
        let both = || [i, i + 2].iter().all(|&n| is_syllable(self.source.tokens.lower(n)));
        (joined && capital && both()).then_some(i + 3)
    }

    /// A word of the language that no name begins with, a form of a verb of saying among them.
    pub(super) fn is_common(&self, i: usize) -> bool {
        let function = self.source.is_function(i);
        (function || self.source.classes(i) & SAYS != 0) && !self.is_title(i)
    }

    pub(super) fn is_title(&self, i: usize) -> bool {
        self.source.classes(i) & class::TITLE != 0
    }

    #[inline]
    pub(super) fn begins(&self, i: usize) -> bool {
        self.source.tokens[i].capital && self.begins_name(i)
    }

    /// The same of a token with a capital, as few are.
    fn begins_name(&self, i: usize) -> bool {
        let token = self.source.tokens[i];
        let elided = || self.word(i).ends_with(['\'', '’']);
        token.kind == TokenKind::Word && !elided() && !self.touches(token.span)
    }

    /// The end of the run that begins at `i`: further capitalised words, hyphens and points between them, particles inside.
    pub(super) fn extend(&self, i: usize, limit: usize) -> usize {
        let mut end = self.syllables(i).unwrap_or(i + 1);
        let mut k = end;
        while k < limit {
            let token = self.source.tokens[k];
            let begins = self.begins(k) && (token.spaced || self.joined(k));
            if let Some(behind) = self.syllables(k).filter(|_| begins) {
                (end, k) = (behind, behind);
                continue;
            }
            if begins && (!self.is_common(k) || self.is_particle(k)) {
                end = k + 1;
            } else if !(self.is_inner_article(k) || self.is_inside(k, i..end)) {
                break;
            }
            k += 1;
        }
        self.holder(i, end).unwrap_or(end)
    }

    /// Where the holder of an office begins in a run whose head completes it: *le maire de Plouvec Jean Kerbrat*.
    fn holder(&self, start: usize, end: usize) -> Option<usize> {
        let is = |k: usize, classes| self.source.classes(k) & classes != 0;
        let linker = start.checked_sub(1).filter(|&k| is(k, class::LINKER))?;
        let office = linker.checked_sub(1).is_some_and(|k| is(k, class::TITLE | class::PERSON)) && !self.nouns;
        let begins = |&k: &usize| {
            self.source.tokens[k].spaced && self.is_given(k) && !self.is_given(k - 1) && !is(k - 1, class::TITLE)
        };
        (start + 1..end.saturating_sub(1)).find(begins).filter(|_| office)
    }

    /// Whether a name may go on behind `k`: a particle, or a mark that joins.
    fn is_inside(&self, k: usize, run: Range<usize>) -> bool {
        let token = self.source.tokens[k];
        if token.kind == TokenKind::Word {
            let noble = run.len() == 1 && self.is_given(run.start) && self.source.classes(k) & class::NOBLE != 0;
            let clipped = self.source.mark(k - 1) == Some('\'') || self.source.mark(k - 1) == Some('’');
            let single = run.clone().skip(1).all(|i| !self.source.tokens[i].spaced);
            let sure = !self.nouns || !self.is_common(k) || single && self.is_given(run.start);
            let particle = sure && self.is_particle(k) || noble || clipped && self.is_clipped(k - 1);
            return particle && k - run.end < 4 && !self.touches(token.span);
        }
        if self.is_clipped(k) {
            return k - run.end < 3;
        }
        matches!(token.kind, TokenKind::Mark('-' | '.' | '\'' | '’'))
            && !token.spaced
            && k - run.end < 2
            && self.glues(k)
    }

    /// The apostrophe of *'t* in *van 't Hof*.
    fn is_clipped(&self, k: usize) -> bool {
        let mark = matches!(self.source.mark(k), Some('\'' | '’'));
        let next = self.source.tokens.get(k + 1).filter(|t| !t.spaced);
        mark && self.source.tokens[k].spaced && next.is_some_and(|t| t.span.of(self.source.text) == "t")
    }

    /// A particle in small letters: *von*, *ben*.
    pub(super) fn is_particle(&self, i: usize) -> bool {
        !self.source.tokens[i].capital && self.source.engine.is_some_and(|e| e.is_particle(self.source.tokens, i))
    }

    /// A capitalised article or preposition between two names: *Jean Le Gall*.
    fn is_inner_article(&self, k: usize) -> bool {
        let next = self.source.tokens.get(k + 1).is_some_and(|t| t.spaced && t.kind == TokenKind::Word);
        self.source.tokens[k].spaced
            && self.source.tokens[k].capital
            && self.is_common(k)
            && next
            && self.source.tokens[k + 1].capital
    }

    fn joined(&self, i: usize) -> bool {
        i > 0 && matches!(self.source.mark(i - 1), Some('-' | '\'' | '’' | '.'))
    }

    /// A hyphen between two words, or the point of an initial.
    fn glues(&self, i: usize) -> bool {
        let initial = self.word(i - 1).chars().count() <= 2;
        let next = self.source.tokens.get(i + 1).is_some_and(|t| !t.spaced || initial);
        match self.source.mark(i) {
            Some('.') => initial && next,
            _ => next,
        }
    }
}
