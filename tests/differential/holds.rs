//! Whether a condition holds of a record: the tables of `docs/query.md`, read literally.

use std::cell::RefCell;
use std::collections::HashMap;

use dixit::model::Judgement;
use dixit::query::registry::Scope;
use dixit::query::syntax::{Basis, Tree};
use dixit::query::{Clause, Condition, NamedEntity, Query, Speaker, Test};
use dixit::text::fold;
use jiff::civil;
use regex::Regex;

use crate::names::stand_in;
use crate::records::{Record, counts, counts_said};
use crate::world::{Document, Mention, Quotation};

/// Reads the clauses of a question.
pub struct Reader<'q> {
    pub query: &'q Query,
    patterns: RefCell<HashMap<String, Regex>>,
}

impl<'q> Reader<'q> {
    /// One for `query`.
    pub fn new(query: &'q Query) -> Self {
        Reader { query, patterns: RefCell::default() }
    }

    /// Whether the whole filter holds.
    pub fn keeps(&self, record: Record<'_>) -> bool {
        let Some(filter) = &self.query.filter else { return true };
        // with a clause, an entity stands for its mentions
        let mentioned = !matches!(record, Record::Entity(_, None));
        mentioned && holds(filter, &|clause: &Clause| holds(&clause.condition, &|one| self.holds(record, one)))
    }

    fn holds(&self, record: Record<'_>, condition: &Condition) -> bool {
        if let Record::Quotation(_, quotation) = record
            && let Some(held) = of_quotation(quotation, condition)
        {
            return held;
        }
        let document = record.document();
        match condition {
            Condition::Mentioning(entity) => self.mentioning(record, entity),
            Condition::With(entity) => self.in_document(record, entity),
            Condition::Together(scope, names) => self.together(record, *scope, names),
            Condition::Of(entity) => self.of(record, entity),
            Condition::Containing(phrase) => {
                let words = match record {
                    Record::Quotation(_, quotation) => &quotation.words,
                    _ => &document.expect("only quotations and documents are searched").words,
                };
                phrase_stands_in(&phrase.words, phrase.begins, words)
            }
            Condition::Matching(pattern) => self.matches(pattern, printed(record)),
            Condition::Sure(share) => record.mention().is_some_and(|mention| mention.score >= share.parse().unwrap()),
            Condition::Spelled { exact, .. } => spelled(record, &fold(exact)),
            Condition::Titled { words, .. } => {
                document.is_some_and(|document| document.title.as_ref().is_some_and(|title| stand_in(words, title)))
            }
            Condition::Document(one) => document.is_some_and(|document| document.id == one.id),
            Condition::Outlet(names) => document
                .and_then(|document| document.outlet)
                .is_some_and(|outlet| names.iter().any(|name| name == outlet)),
            Condition::Language(code) => match record {
                Record::Alias(alias) => alias.language == code,
                _ => document.and_then(|document| document.language) == Some(code),
            },
            Condition::Dated(basis, test) => dated(record, *basis, test),
            Condition::Undated => document.is_some_and(|document| document.published.is_none()),
            Condition::Doubtful => document.is_some_and(|document| document.doubt.is_some()),
            Condition::Translated => document.is_some_and(|document| document.translated),
            Condition::Ambiguous => record.mention().is_some_and(|mention| mention.entity.is_none()),
            other => panic!("only quotations have {other:?}"),
        }
    }

    fn of(&self, record: Record<'_>, entity: &NamedEntity) -> bool {
        if let Record::Alias(alias) = record {
            return alias.entity == entity.id;
        }
        let Some(mention) = record.mention() else { return false };
        let may_be = || self.query.ambiguous && mention.candidates.iter().any(|(candidate, _)| *candidate == entity.id);
        mention.entity.map_or_else(may_be, |own| own == entity.id)
    }

    fn mentioning(&self, record: Record<'_>, entity: &NamedEntity) -> bool {
        match record {
            Record::Quotation(document, quotation) => {
                document.mentions.iter().any(|other| other.entity == Some(entity.id) && in_words(quotation, other))
            }
            Record::Mention(_, mention) => self.beside(record, entity, &|other| other.paragraph == mention.paragraph),
            _ => self.in_document(record, entity),
        }
    }

    fn in_document(&self, record: Record<'_>, entity: &NamedEntity) -> bool {
        let Some(document) = record.document() else { return false };
        self.beside(record, entity, &|other| self.counts(document, other))
    }

    /// Whether the entity is mentioned in the record's document, by another mention, for which `near` holds. No entity stands
    /// beside itself.
    fn beside(&self, record: Record<'_>, entity: &NamedEntity, near: &dyn Fn(&Mention) -> bool) -> bool {
        let Some(document) = record.document() else { return false };
        let itself = matches!(record, Record::Entity(own, _) if own.id == entity.id);
        let own = record.mention().map(|mention| mention.id);
        let is = |mention: &Mention| mention.entity == Some(entity.id) && Some(mention.id) != own;
        !itself && document.mentions.iter().any(|mention| is(mention) && near(mention))
    }

    fn together(&self, record: Record<'_>, scope: Scope, names: &Tree<NamedEntity>) -> bool {
        let Some(document) = record.document() else { return false };
        let stand = |near: &dyn Fn(&Mention) -> bool| holds(names, &|entity| self.beside(record, entity, near));
        match (record, scope, record.place()) {
            (_, Scope::Document, _) => stand(&|other| self.counts(document, other)),
            (Record::Quotation(_, own), Scope::Quote, _) => stand(&|other| in_words(own, other)),
            (Record::Quotation(_, own), Scope::Paragraph, _) => stand(&|other| other.paragraph == own.paragraph),
            (Record::Quotation(_, own), Scope::Sentence, _) => {
                let named = document.mentions.iter().filter(|one| in_words(own, one));
                named.map(|one| one.sentence).any(|sentence| stand(&|m| m.sentence == sentence && in_words(own, m)))
            }
            (_, Scope::Quote, place) => self.quotations(document).any(|quotation| {
                place.is_none_or(|(_, _, place)| within(quotation, place)) && stand(&|other| in_words(quotation, other))
            }),
            (_, Scope::Paragraph, Some((paragraph, _, _))) => stand(&|other| other.paragraph == paragraph),
            (_, Scope::Sentence, Some((_, sentence, _))) => stand(&|other| other.sentence == sentence),
            (_, Scope::Paragraph, None) => {
                self.mentions(document).any(|one| stand(&|other| other.paragraph == one.paragraph))
            }
            (_, Scope::Sentence, None) => {
                self.mentions(document).any(|one| stand(&|other| other.sentence == one.sentence))
            }
        }
    }

    fn counts(&self, document: &Document, mention: &Mention) -> bool {
        counts(self.query, document.paragraphs[mention.paragraph].zone)
    }

    fn quotations<'d>(&self, document: &'d Document) -> impl Iterator<Item = &'d Quotation> {
        document.quotations.iter().filter(|one| counts_said(self.query, document, one))
    }

    fn mentions<'d>(&self, document: &'d Document) -> impl Iterator<Item = &'d Mention> {
        document.mentions.iter().filter(|one| self.counts(document, one))
    }

    fn matches(&self, pattern: &str, text: &str) -> bool {
        let mut patterns = self.patterns.borrow_mut();
        let pattern = patterns.entry(pattern.to_owned()).or_insert_with_key(|pattern| Regex::new(pattern).unwrap());
        pattern.is_match(text)
    }
}

/// Whether a tree holds.
fn holds<T>(tree: &Tree<T>, leaf: &dyn Fn(&T) -> bool) -> bool {
    match tree {
        Tree::One(one) => leaf(one),
        Tree::Not(inner) => !holds(inner, leaf),
        Tree::And(parts) => parts.iter().all(|part| holds(part, leaf)),
        Tree::Or(parts) => parts.iter().any(|part| holds(part, leaf)),
    }
}

/// Whether what only quotations have is so.
fn of_quotation(quotation: &Quotation, condition: &Condition) -> Option<bool> {
    let mut speakers = quotation.speakers.iter();
    Some(match condition {
        Condition::By(Speaker::Entity(entity)) => speakers.any(|one| one.entity == Some(entity.id)),
        Condition::By(Speaker::Words(names)) => {
            speakers.any(|one| one.entity.is_none() && one.name.is_some_and(|own| names.iter().any(|name| name == own)))
        }
        Condition::To(entity) => quotation.addressees.iter().any(|one| one.entity == Some(entity.id)),
        Condition::Via(Speaker::Entity(entity)) => quotation.via_entity == Some(entity.id),
        Condition::Via(Speaker::Words(words)) => quotation.via.is_some_and(|via| words.iter().any(|word| word == via)),
        Condition::About(entity, strictly) => {
            quotation.about.iter().any(|(topic, strict)| *topic == entity.id && (*strict || !strictly))
        }
        Condition::Sure(share) => quotation.confidence >= share.parse().unwrap(),
        Condition::Act(act) => quotation.act == *act,
        Condition::Printed(kind) => quotation.kind == *kind,
        Condition::SpeakerSort(sort) => speakers.any(|one| one.sort == *sort),
        Condition::NoSpeaker => speakers.all(|one| one.sort == dixit::model::SpeakerSort::None),
        Condition::Checked(is) => quotation.is(Judgement::Checked) == *is,
        Condition::Corrected => quotation.is(Judgement::Speaker) || quotation.is(Judgement::Rejected),
        _ => return None,
    })
}

/// Whether a place lies in one part of a quotation's words.
fn within(quotation: &Quotation, (start, end): (usize, usize)) -> bool {
    quotation.spans.iter().any(|(from, to)| *from <= start && end <= *to)
}

fn in_words(quotation: &Quotation, mention: &Mention) -> bool {
    within(quotation, (mention.start, mention.end))
}

/// Whether words stand in others, one behind the other; the last one perhaps only begins so.
fn phrase_stands_in(phrase: &str, begins: bool, words: &str) -> bool {
    let (phrase, words) = (format!(" {phrase}{}", if begins { "" } else { " " }), format!(" {words} "));
    words.contains(&phrase)
}

fn printed(record: Record<'_>) -> &str {
    match record {
        Record::Quotation(_, quotation) => &quotation.content,
        Record::Mention(_, mention) | Record::Entity(_, Some((_, mention))) => &mention.surface,
        Record::Document(document) => &document.text,
        Record::Entity(_, None) => "",
        Record::Alias(alias) => alias.spelling,
        Record::Name(_, name) => &name.surface,
    }
}

fn spelled(record: Record<'_>, folded: &str) -> bool {
    match record {
        Record::Alias(alias) => fold(alias.spelling) == folded,
        Record::Name(_, name) => fold(&name.surface) == folded,
        _ => record.mention().is_some_and(|mention| fold(&mention.surface) == folded || fold(mention.alias) == folded),
    }
}

/// Whether every day that a date may be of passes the test.
fn dated(record: Record<'_>, basis: Basis, test: &Test) -> bool {
    let published = record.document().and_then(|document| document.published.as_ref());
    let said = match record {
        Record::Quotation(_, quotation) if basis == Basis::Said => quotation.said.as_ref(),
        _ => None,
    };
    let Some((first, last)) = said.or(published).map(|date| days(date)) else { return false };
    match test {
        Test::From(day) => first >= *day,
        Test::To(day) => last <= *day,
        Test::Within(from, to) => *from <= first && last <= *to,
    }
}

/// The first and the last day that a date may be of.
pub fn days(date: &str) -> (civil::Date, civil::Date) {
    let parts: Vec<i16> = date.split('-').map(|part| part.parse().expect("dates are numbers")).collect();
    let day = |month: i16, day: i16| civil::date(parts[0], month as i8, day as i8);
    match parts[..] {
        [_] => (day(1, 1), day(12, 31)),
        [_, month] => (day(month, 1), day(month, 1).last_of_month()),
        _ => (day(parts[1], parts[2]), day(parts[1], parts[2])),
    }
}
