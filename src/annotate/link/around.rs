//! What the words right beside a name say of its kind.

use super::{
    Source,
    draft::Draft,
    weights::{self, Piece},
};
use crate::{
    annotate::words::{Classes, SAYS, class},
    model::Kind,
    span::Span,
    text::TokenKind,
};

/// Which candidates a sign speaks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum For<'a> {
    /// Those of a kind.
    Kind(Kind),
    /// Persons of a gender.
    Gender(&'static str),
    /// Persons, and countries and capitals, whose governments speak.
    Speaker,
    /// What belongs to a country, by its key.
    Country(&'a str),
}

/// One sign.
pub(super) type Sign<'a> = (Piece, For<'a>);

/// The signs beside the draft at `n`.
pub(super) fn signs<'a>(source: &'a Source, drafts: &'a [Draft], n: usize) -> Vec<Sign<'a>> {
    let span = drafts[n].span;
    let own = source.tokens.within(span);
    let mut around = Around { source, start: own.start, end: own.end, signs: Vec::new() };
    if own.is_empty() {
        return Vec::new();
    }
    around.titles();
    around.prepositions();
    around.nouns();
    around.behind();
    around.contest();
    around.dateline(span);
    around.wider(drafts, n);
    around.signs
}

struct Around<'a> {
    source: &'a Source<'a>,
    start: usize,
    end: usize,
    signs: Vec<Sign<'a>>,
}

impl<'a> Around<'a> {
    fn add(&mut self, piece: Piece, kind: Kind) {
        self.signs.push((piece, For::Kind(kind)));
    }

    /// The classes of the word at `i`, if it is one.
    fn classes(&self, i: Option<usize>) -> Classes {
        i.map_or(0, |i| self.source.classes(i))
    }

    /// The place of the word before the name, behind the point of an abbreviation.
    fn before(&self) -> Option<usize> {
        let last = self.start.checked_sub(1)?;
        if self.source.mark(last) == Some('.') {
            let word = last.checked_sub(1)?;
            return (self.classes(Some(word)) & class::TITLE != 0).then_some(word);
        }
        Some(last)
    }

    fn titles(&mut self) {
        let before = self.classes(self.before());
        if before & class::TITLE != 0 {
            self.add(weights::TITLE, Kind::Person);
        } else if before & class::PERSON != 0 {
            self.add(weights::ROLE, Kind::Person);
        }
        for (bit, gender) in [(class::FEMININE, "f"), (class::MASCULINE, "m")] {
            if before & bit != 0 {
                self.signs.push((weights::GENDER, For::Gender(gender)));
            }
        }
        if before & SAYS != 0 || self.classes(Some(self.end)) & SAYS != 0 {
            self.signs.push((weights::SPEAKS, For::Speaker));
        }
    }

    fn prepositions(&mut self) {
        let before = self.classes(self.start.checked_sub(1));
        if before & class::PLACE_BEFORE != 0 {
            self.add(weights::PLACE_BEFORE, Kind::Place);
        } else if before & class::PLACE_MAYBE != 0 {
            self.add(weights::PLACE_MAYBE, Kind::Place);
        }
    }

    /// *Ville de X*, *groupe X*; with an article or without.
    fn nouns(&mut self) {
        let mut k = self.start.checked_sub(1);
        let direct = self.classes(k);
        let linked = direct & (class::LINKER | class::DETERMINER) != 0;
        while self.classes(k) & (class::LINKER | class::DETERMINER) != 0 && k.is_some_and(|k| k + 3 > self.start) {
            k = k.and_then(|k| k.checked_sub(1));
        }
        let noun = self.classes(k);
        if noun & class::PLACE_NOUN != 0 {
            self.add(weights::PLACE_NOUN, Kind::Place);
        }
        if direct & class::ORGANISATION_NOUN != 0 && !linked {
            self.add(weights::ORGANISATION_NOUN, Kind::Organisation);
        }
    }

    fn behind(&mut self) {
        let behind = self.classes(Some(self.end));
        if behind & class::ORGANISATION_END != 0 {
            self.add(weights::ORGANISATION_END, Kind::Organisation);
        }
        let small = self.source.tokens.get(self.end).is_some_and(|t| !self.source.is_capital(t.span));
        if behind & class::PLACE_NOUN != 0 && small && self.source.words.is_some_and(|w| w.names_modify) {
            self.add(weights::PLACE_NOUN, Kind::Place);
        }
        let mark = self.source.mark(self.end);
        let next = self.end + 1;
        let number = self.source.tokens.get(next).filter(|t| t.kind == TokenKind::Number);
        let age = number.is_some_and(|t| matches!(t.span.len(), 1 | 2));
        let closed =
            matches!(self.source.mark(next + 1), Some(',' | ')')) || self.classes(Some(next + 1)) & class::AGE != 0;
        if matches!(mark, Some(',' | '(')) && age && closed {
            self.add(weights::AGE, Kind::Person);
        }
        if mark == Some(',') {
            let article = self.classes(Some(next)) & class::DETERMINER != 0;
            let noun = self.classes(Some(next + usize::from(article)));
            if noun & (class::PERSON | class::TITLE) != 0 {
                self.add(weights::APPOSITION, Kind::Person);
            }
        }
    }

    /// `X 2-1`, `2-1 X`, `X beat`, `against X`.
    fn contest(&mut self) {
        let number = |i: Option<usize>| {
            i.and_then(|i| self.source.tokens.get(i)).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() < 4)
        };
        let dash = |i: usize| matches!(self.source.mark(i), Some('-' | '–' | ':'));
        let result = number(Some(self.end)) && dash(self.end + 1) && number(Some(self.end + 2))
            || self.start >= 3 && number(Some(self.start - 1)) && dash(self.start - 2) && number(Some(self.start - 3));
        let word = (self.classes(self.start.checked_sub(1)) | self.classes(Some(self.end))) & class::CONTEST != 0;
        if result || word {
            self.add(weights::CONTEST, Kind::Organisation);
        }
    }

    /// `PARIS (AFP) –`, `Washington, 3 May –`: at the head of a paragraph.
    fn dateline(&mut self, span: Span) {
        let head = self.source.paragraphs.binary_search_by_key(&span.start, |p| p.start).is_ok();
        let bracket = self.source.mark(self.end) == Some('(');
        let close = (self.end + 1..self.end + 6).find(|&i| self.source.mark(i) == Some(')'));
        let dash = |i: usize| {
            matches!(self.source.mark(i), Some('–' | '—' | '-')) && self.source.tokens.get(i).is_some_and(|t| t.spaced)
        };
        let agency = bracket && close.is_some_and(|i| dash(i + 1));
        if head && (agency || dash(self.end)) {
            self.add(weights::DATELINE, Kind::Place);
        }
    }

    /// `X, Texas`, `X (Texas)`, `Atlanta, X`.
    fn wider(&mut self, drafts: &'a [Draft], n: usize) {
        let place = |d: &'a Draft| {
            let only = d.first().iter().find(|c| self.source.gazetteer.kind(c.entity) == Kind::Place);
            only.filter(|_| !d.is_demonym(self.source)).map(|c| c.entity)
        };
        let gap = |a: &Draft, b: &Draft| self.source.text[a.span.end..b.span.start].trim_start();
        let next = drafts.get(n + 1).filter(|d| matches!(gap(&drafts[n], d), ", " | "," | "("));
        if let Some(wider) = next.and_then(place) {
            self.add(weights::PLACE_IN, Kind::Place);
            self.signs.extend(self.source.country(wider).map(|c| (weights::PLACE_AROUND, For::Country(c))));
        }
        let last = n.checked_sub(1).map(|k| &drafts[k]).filter(|d| matches!(gap(d, &drafts[n]), ", " | ","));
        if let Some(country) = last.filter(|d| d.is_single()).and_then(place).and_then(|e| self.source.country(e)) {
            self.signs.push((weights::PLACE_AROUND, For::Country(country)));
        }
    }
}
