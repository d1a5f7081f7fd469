//! Names that no alias matches: runs of capitalised words.

mod extent;

use std::{cell::OnceCell, ops::Range};

use rustc_hash::FxHashSet;

use super::{
    capitals::Lines,
    longer::is_headline,
    source::Source,
    words::{SAYS, Words, class},
};
use crate::{
    model::{Kind, Mention},
    span::Span,
    text::{Dictionary, TokenKind},
};

/// The runs of capitalised words that touch none of `taken` (in order) and are names: not the first word of a sentence
/// that has its capital only for that, not common nouns with a capital, not a headline with capitals alone.
pub(super) fn names(source: &Source, mentions: &[Mention]) -> Found {
    let taken: Vec<Span> = mentions.iter().map(|m| m.span).collect();
    let taken = taken.as_slice();
    let nouns = source.words.is_some_and(Words::nouns_have_capitals);
    // a part of the name as it is spelled: behind a genitive stands what is somebody's (*Merkels Büro*)
    let part = |m: &&Mention| m.alias.split(' ').any(|word| word == m.span.of(source.text));
    let person = |m: &&Mention| m.entity.is_none_or(|e| source.gazetteer.kind(e) == Kind::Person);
    let persons = mentions.iter().filter(person).filter(part);
    let persons: FxHashSet<usize> = persons.map(|m| m.span.end).collect();
    let scan = Scan { source, taken, persons, small: OnceCell::new(), lines: Lines::new(source), nouns };
    let mut runs: Vec<Run> = Vec::new();
    for &p in source.paragraphs.iter().filter(|p| p.of(source.text).contains(char::is_lowercase)) {
        scan.runs(source.tokens.within(p), is_headline(source, p), &mut runs);
    }
    let (runs, nouns) = scan.credible(runs, family_names(source, mentions));
    let hull = |run: &Run| source.tokens[run.places.start].span.hull(source.tokens[run.places.end - 1].span);
    Found { names: runs.iter().map(hull).collect(), nouns: nouns.iter().map(hull).collect() }
}

/// What the capitals of a text show.
pub(super) struct Found {
    /// Names, in order.
    pub names: Vec<Span>,
    /// Common nouns with a capital, which may begin a name of many words: *la Société nautique du Léon*.
    pub nouns: Vec<Span>,
}

/// Most letters of a word that is not taken for a compound noun.
const LONGEST: usize = 13;

/// The last words of persons' full names.
fn family_names<'a>(source: &Source<'a>, mentions: &[Mention]) -> FxHashSet<&'a str> {
    let person = |m: &&Mention| m.entity.is_some_and(|e| source.gazetteer.kind(e) == Kind::Person);
    let last = |m: &Mention| m.span.of(source.text).rsplit_once(' ').map(|(_, last)| last);
    mentions.iter().filter(person).filter_map(last).collect()
}

/// A run of capitalised words.
struct Run {
    places: Range<usize>,
    /// A sentence begins with it.
    initial: bool,
    /// It stands in a headline that capitalises every word.
    headline: bool,
    /// A title stands before it.
    titled: bool,
}

struct Scan<'a> {
    source: &'a Source<'a>,
    taken: &'a [Span],
    /// Where a part of a person's name ends, or of what may be one.
    persons: FxHashSet<usize>,
    /// Words of the text that it prints in small letters, once somebody asks.
    small: OnceCell<Dictionary<()>>,
    lines: Lines<'a>,
    /// Whether common nouns have capitals too.
    nouns: bool,
}

impl<'a> Scan<'a> {
    fn word(&self, i: usize) -> &'a str {
        self.source.word(i)
    }

    fn words(&self, run: &Range<usize>) -> impl Iterator<Item = &'a str> {
        run.clone().filter(|&i| self.source.tokens[i].kind == TokenKind::Word).map(|i| self.source.word(i))
    }

    /// Whether the text prints the word, given in lower case, in small letters somewhere.
    fn is_small(&self, lower: &str) -> bool {
        let source = self.source;
        let small = |i: &usize| source.word(*i).starts_with(char::is_lowercase);
        let collect = || {
            let mut words = Dictionary::default();
            (0..source.tokens.len()).filter(small).for_each(|i| *words.entry_at(source.tokens, i) = ());
            words
        };
        self.small.get_or_init(collect).get(lower).is_some()
    }

    /// Adds the runs of one paragraph.
    fn runs(&self, places: Range<usize>, headline: bool, runs: &mut Vec<Run>) {
        let mut i = places.start;
        while i < places.end {
            if !self.begins(i) {
                i += 1;
                continue;
            }
            let end = self.extend(i, places.end);
            let mut start = self.behind_common(i, end);
            let mut initial = start == i && self.is_initial(i, places.start);
            if initial && end > start + 1 && self.is_small(self.source.tokens.lower(start)) {
                start = self.behind_common(start + 1, end);
                initial = false;
            }
            if start < end {
                let titled = self.is_titled(start, places.start);
                let span = self.source.tokens[start].span;
                let shouted = !span.of(self.source.text).contains(char::is_lowercase) && self.lines.hold(span);
                let headline = headline || shouted;
                runs.push(self.trimmed(Run { places: start..end, initial, headline, titled }));
            }
            i = end;
        }
    }

    /// The run without the nouns around somebody's name, where nouns have capitals too: *Torhüter Richard Kingson*.
    fn trimmed(&self, mut run: Run) -> Run {
        if !self.nouns {
            return run;
        }
        let given = |&i: &usize| self.is_given(i) && i + 1 < run.places.end && !self.is_common(i);
        if let Some(first) = run.places.clone().find(given).filter(|&i| i > run.places.start) {
            (run.places.start, run.initial) = (first, false);
        }
        let noun = |i: usize| self.source.classes(i) & (class::PERSON | class::TITLE | class::CAPITAL_NOUN) != 0;
        while run.places.len() > 1
            && (run.places.len() > 2 && noun(run.places.end - 1) || self.is_particle(run.places.end - 1))
        {
            run.places.end -= 1;
        }
        run
    }

    /// The runs that are names, and those that are common nouns. The words of the sure ones and `family` names make others sure, also in the genitive.
    fn credible(&self, runs: Vec<Run>, family: FxHashSet<&'a str>) -> (Vec<Run>, Vec<Run>) {
        let sure = |r: &Run| !r.headline && self.is_name(r) && if self.nouns { self.is_full(r) } else { !r.initial };
        let mut known = family;
        for run in runs.iter().filter(|r| sure(r)) {
            // where nouns have capitals a part of a name may be one: *Kaiser Meiji*
            let first = if self.nouns { self.words(&run.places).count() - 1 } else { 0 };
            known.extend(self.words(&run.places).skip(first));
        }
        let again = |w: &str| known.contains(w) || self.stem(w).is_some_and(|s| known.contains(s));
        let named = |r: &Run| {
            let several = r.places.len() > 1 && !self.is_small(self.source.tokens.lower(r.places.start));
            sure(r)
                || self.words(&r.places).all(again)
                || !self.nouns && !r.headline && (several || r.titled) && self.is_name(r)
        };
        let (names, others): (Vec<Run>, Vec<Run>) = runs.into_iter().partition(named);
        let noun = |r: &Run| !self.nouns && !r.initial && !r.headline && !self.is_name(r);
        (names, others.into_iter().filter(noun).collect())
    }

    /// The word without the ending of the genitive.
    fn stem<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.source.words?.stem(word)
    }

    /// Whether a run has a word that is no common one, and is more than a letter.
    fn is_name(&self, run: &Run) -> bool {
        let common = |i: usize| {
            self.is_common(i)
                || self.is_title(i)
                || self.source.classes(i) & (class::CAPITAL_NOUN | class::ORGANISATION_END | class::MONTH_LIKE) != 0
        };
        let numeral = |w: &str| w.chars().all(|c| "IVXLC".contains(c));
        let letters =
            self.words(&run.places).any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1 && !numeral(w));
        letters
            && !self.is_adjective(run)
            && !run.places.clone().filter(|&i| self.source.tokens[i].kind == TokenKind::Word).all(common)
    }

    /// A single word that ends as an adjective, right before a word that may be its noun: *Mycenaean civilization*.
    fn is_adjective(&self, run: &Run) -> bool {
        let word = self.source.tokens.lower(run.places.start);
        let next = run.places.end;
        let noun = self.source.tokens.get(next).is_some_and(|t| {
            t.kind == TokenKind::Word && t.spaced && !t.capital && self.source.classes(next) & SAYS == 0
        });
        let ends = self.source.words.is_some_and(|w| w.ends_as_adjective(word));
        run.places.len() == 1
            && !self.nouns
            && ends
            && noun
            && !self.is_given(run.places.start)
            && !self.source.is_function(next)
    }

    /// Where common nouns have capitals: whether a run shows by itself that it is somebody's name, by a given name, a title
    /// before it, a particle in it, or two words that are no nouns.
    fn is_full(&self, run: &Run) -> bool {
        let places = &run.places;
        let several = self.words(places).count() > 1;
        if several && self.is_given(places.start) && !self.is_common(places.start) {
            return true;
        }
        if several && !self.is_determined(places.start) && places.clone().any(|i| self.syllables(i).is_some()) {
            return self.source.tokens[places.clone()].iter().skip(1).any(|t| t.spaced);
        }
        let strange = places.clone().all(|i| self.is_strange(i) || self.is_particle(i));
        let spaced = places.clone().skip(1).all(|i| self.source.tokens[i].spaced);
        let particle = places.clone().any(|i| self.is_particle(i));
        strange
            && (run.titled
                || self.is_behind_person(places.start)
                || several && (particle || !run.initial && spaced && !self.is_described(places.start)))
    }

    /// Whether only a space stands between somebody's name and the word: *Kang Tae-mun* where *Kang* is known.
    fn is_behind_person(&self, i: usize) -> bool {
        let before = i.checked_sub(1).map(|k| self.source.tokens[k].span.end);
        before.is_some_and(|end| self.persons.contains(&end)) && self.source.tokens[i].spaced
    }

    /// Whether a word is none that the language or the text knows as a noun.
    fn is_strange(&self, i: usize) -> bool {
        let word = self.source.tokens.lower(i);
        self.source.tokens[i].kind != TokenKind::Word
            || self.source.classes(i) == 0
                && !self.source.words.is_some_and(|w| w.ends_as_noun(word))
                && word.chars().count() <= LONGEST
                && !self.is_small(word)
                && !self.is_determined(i)
    }

    /// Whether a number or an adjective stands before the word: *20 Millimeter*, *in großem Maßstab*.
    fn is_described(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        let word = self.source.tokens.lower(before);
        let adjective = self.source.words.is_some_and(|w| w.ends_as_adjective(word));
        self.source.tokens[before].kind == TokenKind::Number || adjective && !self.is_common(before)
    }

    /// Whether an article or a preposition with one stands right before the word: *der Absturz*.
    fn is_determined(&self, i: usize) -> bool {
        let before = i.checked_sub(1).filter(|&k| self.source.tokens[k].kind == TokenKind::Word);
        before.is_some_and(|k| self.source.classes(k) & class::DETERMINER != 0)
    }

    fn is_given(&self, i: usize) -> bool {
        self.source.is_given(i)
    }

    /// Whether a title or a word for somebody's work stands right before the run.
    fn is_titled(&self, start: usize, floor: usize) -> bool {
        let Some(last) = start.checked_sub(1).filter(|&k| k >= floor) else { return false };
        let point = self.source.mark(last) == Some('.') && last > floor;
        let before = last - usize::from(point);
        self.source.classes(before) & (class::TITLE | class::PERSON) != 0 || self.ends_as_title(before)
    }

    /// A compound whose last part is a title: *Kulturminister*.
    fn ends_as_title(&self, i: usize) -> bool {
        self.nouns && self.source.words.is_some_and(|w| w.ends_as_title(self.source.tokens.lower(i)))
    }

    /// Whether a sentence, a quotation or a paragraph begins at `i`.
    fn is_initial(&self, i: usize, start: usize) -> bool {
        i == start || self.source.mark(i - 1).is_some_and(|c| !matches!(c, ',' | ';' | '-' | '(' | '/' | '&'))
    }

    fn touches(&self, span: Span) -> bool {
        let n = self.taken.partition_point(|t| t.end <= span.start);
        self.taken.get(n).is_some_and(|t| t.overlaps(span))
    }
}
