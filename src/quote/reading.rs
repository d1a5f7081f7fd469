//! One text as the templates see it: its tokens with what the pack knows of them, its names, its quotation marks.

use std::ops::Range;

pub(super) use super::named::Named;
use super::{
    lexicon::{Classes, Lexicon, Word, class},
    marks::{self, Quoted},
};
use crate::{
    language::Form,
    span::Span,
    text::{TokenKind, Tokens, look, sentences},
};

/// Places of tokens, end exclusive.
pub(super) type Places = Range<usize>;

/// One text, ready for the templates.
pub(super) struct Reading<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub lexicon: &'a Lexicon,
    pub named: &'a [Named],
    words: Vec<Option<&'a Word>>,
    classes: Vec<Classes>,
    /// For each token whether it is a form of a cue or brings in what somebody says.
    speaking: Vec<bool>,
    /// The same for words with which attributions begin.
    attributing: Vec<bool>,
    /// For each token the name it belongs to, counted from 1; 0 where there is none.
    names: Vec<u32>,
    /// The same for the quotation marks that hold it; [`TITLE`] in the title of somebody who may speak.
    marks: Vec<u32>,
    pub paragraphs: Vec<Places>,
    /// In order of the text.
    pub quoted: Vec<Quoted>,
    pub sentences: Vec<Places>,
}

impl<'a> Reading<'a> {
    pub fn new(
        text: &'a str,
        tokens: &'a Tokens,
        paragraphs: &[Span],
        named: &'a [Named],
        lexicon: &'a Lexicon,
    ) -> Self {
        let words = words(tokens, lexicon);
        let classes = words.iter().map(|word| word.map_or(0, |w| w.classes)).collect();
        let speaking = words.iter().map(|word| word.is_some_and(Word::is_speaking)).collect();
        let attributing = words.iter().map(|word| word.is_some_and(|w| !w.attributions.is_empty())).collect();
        let mut reading = Reading {
            text,
            tokens,
            lexicon,
            named,
            words,
            classes,
            speaking,
            attributing,
            names: vec![0; tokens.len()],
            marks: vec![0; tokens.len()],
            paragraphs: paragraphs.iter().map(|&p| tokens.within(p)).filter(|p| !p.is_empty()).collect(),
            quoted: Vec::new(),
            sentences: Vec::new(),
        };
        for (n, name) in (1..).zip(named) {
            reading.names[tokens.within(name.span)].fill(n);
        }
        for p in reading.paragraphs.clone() {
            let quoted = marks::quoted(text, tokens, p.clone());
            let closed: Vec<Span> = quoted.iter().map(|q| q.outer).collect();
            let short = |i: usize| lexicon.at(tokens, i).is_some_and(|w| w.classes & class::ABBREVIATION != 0);
            for sentence in sentences(text, tokens, p, &closed, short) {
                reading.sentences.extend(pieces(sentence, &quoted));
            }
            for q in quoted {
                if is_title(text, tokens, lexicon, &q) {
                    reading.marks[q.tokens.0..q.tokens.1].fill(TITLE);
                    continue;
                }
                reading.quoted.push(q);
                reading.marks[q.tokens.0..q.tokens.1].fill(reading.quoted.len() as u32);
            }
        }
        let by_place = lexicon.verb_second || lexicon.drops_subject;
        for i in 0..tokens.len() {
            if by_place || reading.classes[i] & class::VERB_ADVERB != 0 {
                reading.classes[i] = reading.classes_here(i);
            }
        }
        reading
    }

    /// The classes of the token at `i`.
    pub fn classes(&self, i: usize) -> Classes {
        look();
        self.classes.get(i).copied().unwrap_or(0)
    }

    /// What the token at `i` can be where it stands: *der* is an article before a noun and a relative pronoun behind a comma.
    fn classes_here(&self, i: usize) -> Classes {
        let classes = self.word(i).map_or(0, |w| w.classes);
        if classes & class::VERB_ADVERB != 0 && self.stands_behind_verb(i) {
            return (classes & !class::CONJUNCTION) | class::ADVERB;
        }
        if self.lexicon.drops_subject && classes & class::PRONOUN != 0 && classes & class::DETERMINER != 0 {
            return if self.stands_before_verb(i) { classes & !class::DETERMINER } else { classes & !class::PRONOUN };
        }
        let both = classes & class::RELATIVE != 0 && classes & class::DETERMINER != 0;
        if !self.lexicon.verb_second || !both {
            return classes;
        }
        let known = |k: usize| self.word(k).map_or(0, |w| w.classes);
        let comma = |k: usize| k.checked_sub(1).is_some_and(|k| self.mark(k) == Some(','));
        let parted = comma(i) || i > 0 && known(i - 1) & class::PREPOSITION != 0 && comma(i - 1);
        let finite = known(i + 1) & (class::AUXILIARY | class::BE | class::MODAL | class::FINITE) != 0;
        let outside = class::PREPOSITION
            | class::PRONOUN
            | class::CLITIC
            | class::DETERMINER
            | class::NEGATION
            | class::SUBORDINATOR;
        let adjective =
            known(i + 1) & (outside | class::ADVERB) == 0 && (self.is_capital(i + 2) || self.is_capital(i + 3));
        let article =
            self.is_capital(i + 1) || self.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Number) || adjective;
        let comma_or_end = |k: &usize| matches!(self.mark(*k), Some(',' | '.' | ';' | ':'));
        let end = (i + 1..self.tokens.len().min(i + 30)).find(comma_or_end).unwrap_or(i);
        let second = (i + 2..end.saturating_sub(1))
            .any(|k| known(k) & (class::REPORTIVE | class::UNREAL) != 0 && self.is_capital(k - 1));
        match parted && !article && !finite && !second {
            true => classes & !(class::DETERMINER | class::LINKER),
            false => classes & !class::RELATIVE,
        }
    }

    /// *Did not yet know*, not *small, yet strong*: whether an auxiliary or a negation stands right before the token at `i`.
    fn stands_behind_verb(&self, i: usize) -> bool {
        let verb = class::AUXILIARY | class::BE | class::MODAL | class::NEGATION;
        i.checked_sub(1).and_then(|k| self.word(k)).is_some_and(|w| w.classes & verb != 0)
    }

    /// *Este añadió*, not *este portavoz*: whether a verb follows the token at `i`.
    fn stands_before_verb(&self, i: usize) -> bool {
        let verb = class::AUXILIARY | class::BE | class::MODAL | class::FINITE | class::NEGATION | class::REFLEXIVE;
        self.word(i + 1).is_some_and(|w| {
            w.classes & verb != 0
                || w.classes & class::NOUN_LIKE == 0 && w.cues.iter().any(|&(_, form)| form == Form::Finite)
        })
    }

    /// Whether the token at `i` is of one of `classes`.
    pub fn is(&self, i: usize, classes: Classes) -> bool {
        self.classes(i) & classes != 0
    }

    /// Whether the token at `i` is a finite verb: listed, or by its ending.
    pub fn is_finite(&self, i: usize) -> bool {
        if i > 1 && matches!(self.mark(i - 1), Some('\'' | '’')) {
            return self.is(i, class::FINITE) && self.is(i - 2, class::PRONOUN | class::ANAPHOR | class::RELATIVE); // it's
        }
        self.is(i, class::FINITE) || !self.is_capital(i) && self.lexicon.ends_as_finite(self.lower(i))
    }

    /// What the pack knows of the token at `i`.
    pub fn word(&self, i: usize) -> Option<&'a Word> {
        self.words.get(i).copied().flatten()
    }

    /// The name that the token at `i` belongs to.
    pub fn name_at(&self, i: usize) -> Option<&'a Named> {
        look();
        let n = self.names.get(i)?.checked_sub(1)?;
        self.named.get(n as usize)
    }

    /// The names that touch `span`.
    pub fn named_in(&self, span: Span) -> &'a [Named] {
        let first = self.named.partition_point(|n| n.span.end <= span.start);
        let last = self.named.partition_point(|n| n.span.start < span.end);
        &self.named[first..last.max(first)]
    }

    /// Whether the token at `i` belongs to a title between marks (*компания «Заря»*), with its marks.
    pub fn in_title(&self, i: usize) -> bool {
        self.marks.get(i) == Some(&TITLE)
    }

    /// Whether a word stands at `i`.
    pub fn is_word(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// Whether a number stands at `i`.
    pub fn is_number(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// Whether a space or nothing at all stands before the token at `i`.
    pub fn is_spaced(&self, i: usize) -> bool {
        self.tokens.get(i).is_none_or(|t| t.spaced)
    }

    /// The mark at `i`, if it is one and part of no title.
    pub fn mark(&self, i: usize) -> Option<char> {
        match self.tokens.get(i)?.kind {
            TokenKind::Mark(c) if !self.in_title(i) => Some(c),
            _ => None,
        }
    }

    /// The token at `i` in lower case.
    pub fn lower(&self, i: usize) -> &'a str {
        self.tokens.lower(i)
    }

    /// Whether the token at `i` begins with a capital.
    pub fn is_capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.capital)
    }

    /// Whether a colon or semicolon at `i` parts a sentence, and not the figures of a time of day.
    pub fn parts(&self, i: usize) -> bool {
        let figure = |k: usize| self.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Number);
        let time = i > 0 && figure(i - 1) && figure(i + 1) && !self.tokens[i + 1].spaced;
        matches!(self.mark(i), Some(';' | ':')) && !time
    }

    /// Whether the tokens from `i` on are `words`, in lower case.
    pub fn follows(&self, i: usize, words: &[String]) -> bool {
        i + words.len() <= self.tokens.len() && words.iter().enumerate().all(|(n, w)| self.lower(i + n) == *w)
    }

    /// The text span of these tokens.
    pub fn span(&self, places: &Places) -> Span {
        if places.is_empty() {
            let at = self.tokens.get(places.start).map_or(self.text.len(), |t| t.span.start);
            return Span::new(at, at);
        }
        self.tokens[places.start].span.hull(self.tokens[places.end - 1].span)
    }

    /// The quotation marks that hold the token at `i`, marks included.
    pub fn quoted_at(&self, i: usize) -> Option<&Quoted> {
        look();
        let n = self.marks.get(i)?.checked_sub(1)?;
        self.quoted.get(n as usize)
    }

    /// Those quotations that lie wholly in `places`.
    pub fn quoted_in(&self, places: &Places) -> &[Quoted] {
        let first = self.quoted.partition_point(|q| q.tokens.0 < places.start);
        let last = self.quoted.partition_point(|q| q.tokens.1 <= places.end);
        &self.quoted[first..last.max(first)]
    }

    /// `places` without marks that are no quotation marks at its edges.
    pub fn trimmed(&self, places: Places) -> Places {
        let edge = |i: usize| {
            self.mark(i).is_some_and(|c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '…' | '–' | '—' | '-'))
        };
        let (mut start, mut end) = (places.start, places.end);
        while start < end && edge(start) {
            start += 1;
        }
        while end > start && edge(end - 1) {
            end -= 1;
        }
        start..end
    }

    /// Whether these tokens, of a whole sentence, hold neither a form of a cue nor an attribution nor quotation marks, and so no
    /// quotation, where no sentence is reported speech by its form alone.
    pub fn is_silent(&self, sentence: &Places) -> bool {
        !self.lexicon.verb_second
            && self.quoted_in(sentence).is_empty()
            && !self.speaking[sentence.clone()].contains(&true)
            && !self.attributes(sentence)
    }

    /// Whether the words of an attribution stand among these tokens, of a whole sentence.
    pub fn attributes(&self, sentence: &Places) -> bool {
        let stands = |i: usize, word: &Word| {
            word.attributions
                .iter()
                .map(|&n| &self.lexicon.attributions[usize::from(n)])
                .any(|a| a.behind || self.follows(i, &a.words))
        };
        let mut begun = sentence.clone().filter(|&i| self.attributing[i]);
        let known = begun.any(|i| self.word(i).is_some_and(|word| stands(i, word)));
        known || self.is(sentence.start, class::QUOTED_ATTRIBUTION)
    }

    /// The sentence that holds the token at `i`.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= i)
    }

    /// The paragraph that holds the token at `i`.
    pub fn paragraph_of(&self, i: usize) -> usize {
        self.paragraphs.partition_point(|p| p.end <= i)
    }
}

/// The mark of a token in a title.
const TITLE: u32 = u32::MAX;

/// `компания «Заря»`: whether the marks hold no words of anybody, but the name of what the noun before them says.
fn is_title(text: &str, tokens: &Tokens, lexicon: &Lexicon, q: &Quoted) -> bool {
    let noun = |k: usize| lexicon.at(tokens, k).is_some_and(|w| w.classes & class::TITLED != 0);
    let named = q.tokens.0.checked_sub(1).is_some_and(noun);
    let inner = q.inner.of(text);
    named
        && q.closed
        && q.tokens.1 - q.tokens.0 < 8
        && inner.starts_with(char::is_uppercase)
        && !inner.ends_with(['.', '!', '?', '…', ','])
}

/// Longest sentence, in tokens, that is taken as one: every template looks at its sentence as a whole.
const LONGEST: usize = 600;

/// A sentence in pieces that are not much longer than [`LONGEST`], cut outside quotation marks.
fn pieces(sentence: Places, quoted: &[Quoted]) -> Vec<Places> {
    let mut found = Vec::new();
    let mut start = sentence.start;
    while sentence.end - start > LONGEST {
        let n = quoted.partition_point(|q| q.tokens.1 <= start + LONGEST);
        let inside = quoted.get(n).filter(|q| q.tokens.0 < start + LONGEST);
        let end = inside.map_or(start + LONGEST, |q| q.tokens.1).min(sentence.end);
        found.push(start..end);
        start = end;
    }
    found.extend((start < sentence.end).then_some(start..sentence.end));
    found
}

/// What the pack knows of each token.
fn words<'a>(tokens: &Tokens, lexicon: &'a Lexicon) -> Vec<Option<&'a Word>> {
    let mut words = lexicon.all(tokens);
    for hyphen in tokens.marks(&(0..tokens.len())).filter(|&k| tokens[k].kind == TokenKind::Mark('-')) {
        if let Some((first, whole)) = hyphenated(tokens, hyphen, lexicon) {
            words[first] = Some(whole);
        }
    }
    if lexicon.verb_second {
        let is_word = |i: &usize| tokens[*i].kind == TokenKind::Word;
        for i in (0..tokens.len()).filter(is_word) {
            words[i] = parted(tokens, i, lexicon).or(words[i]).or_else(|| compound(tokens, i, lexicon));
        }
    }
    words
}

/// `bekannt gab`, as if in one word.
fn parted<'a>(tokens: &Tokens, i: usize, lexicon: &'a Lexicon) -> Option<&'a Word> {
    let part = |k: &usize| lexicon.at(tokens, *k).is_some_and(|w| w.classes & class::PART != 0);
    let first = i.checked_sub(1).filter(part)?;
    let whole = lexicon.word(&format!("{}{}", tokens.lower(first), tokens.lower(i)));
    whole.filter(|w| !w.cues.is_empty())
}

/// The last part of a compound noun, where nouns have capitals.
fn compound<'a>(tokens: &Tokens, i: usize, lexicon: &'a Lexicon) -> Option<&'a Word> {
    tokens[i].capital.then(|| lexicon.compound(tokens.lower(i))).flatten()
}

/// `porte-parole`: the first part of the word of two that the hyphen joins, as what the pack lists the whole for.
fn hyphenated<'a>(tokens: &Tokens, hyphen: usize, lexicon: &'a Lexicon) -> Option<(usize, &'a Word)> {
    let is_word = |i: usize| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word);
    let tied = |i: usize| tokens.get(i).is_some_and(|t| !t.spaced);
    let first =
        hyphen.checked_sub(1).filter(|&i| is_word(i) && tied(hyphen) && is_word(hyphen + 1) && tied(hyphen + 1))?;
    let whole = lexicon.word(&format!("{}-{}", tokens.lower(first), tokens.lower(hyphen + 1)))?;
    (whole.cues.is_empty() && whole.agreement.is_none()).then_some((first, whole)) // pronouns are read as they stand
}
