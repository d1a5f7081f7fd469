//! Who is meant by where they come from: *le Néerlandais*, *the Dutchman*.

use super::{
    Resolver,
    description::{before, behind},
    gender,
};
use crate::{
    model::{EntityId, Speaker},
    quote::{
        lexicon::class,
        phrase,
        reading::{Named, Places, Reading},
    },
};

/// How many names back somebody may stand who is meant.
const NEAR: usize = 40;

impl Resolver<'_, '_> {
    /// `Le Néerlandais a dénoncé`: who was named last of those who come from there, and whom the article and the word fit.
    pub(super) fn countryman(&self, core: &Places, phrase: &Places) -> Option<Speaker> {
        let (country, word) = one_of(self.r, core)?;
        let told = self.article_gender(core.start).or_else(|| gender::of_word(self.r, word));
        let first = self.r.tokens[core.start].span.start;
        let last = self.r.named.partition_point(|n| n.span.end <= first);
        let person = |n: &&Named| phrase::can_speak_as_person(n) && self.comes_from(n, country);
        let near = self.r.named[..last].iter().rev().take(NEAR).filter(person);
        let mut speakers = near.map(|n| self.named(n, core, phrase, "said-again"));
        speakers.find(|s| told.is_none() || self.gender(s).is_none_or(|g| Some(g) == told))
    }

    /// Whether a person is of this country: as the gazetteer says, else as the words beside a full name do.
    fn comes_from(&self, person: &Named, country: EntityId) -> bool {
        let gazetteer = self.input.gazetteer;
        if let Some(own) = person.entity.and_then(|e| gazetteer.country(e)) {
            return gazetteer.find(own) == Some(country);
        }
        let own = self.r.tokens.within(person.span);
        let mut beside = before(self.r, &own).chain(behind(self.r, &own));
        let demonym = |k: usize| self.r.name_at(k).is_some_and(|n| n.demonym && n.entity == Some(country));
        person.entity.is_none() && person.span.of(self.r.text).contains(' ') && beside.any(demonym)
    }
}

/// The country, and the last word, where `core` is nothing but an article for one person and a demonym.
fn one_of(r: &Reading, core: &Places) -> Option<(EntityId, usize)> {
    let one =
        r.is(core.start, class::DETERMINER) && !r.is(core.start, class::INDEFINITE | class::PLURAL | class::ANAPHOR);
    let demonym = r.name_at(core.start + 1).filter(|n| n.demonym)?;
    let whole = r.tokens.within(demonym.span) == (core.start + 1..core.end);
    let several = r.lexicon.ends_as_people(r.lower(core.end - 1));
    let country = demonym.entity.filter(|_| one && whole && !several && !r.lexicon.verb_second)?;
    Some((country, core.end - 1))
}
