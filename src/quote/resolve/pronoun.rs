//! Pronouns and groups: those who spoke or were spoken of before.

use super::{Actor, Resolver, inherited};
use crate::{
    model::{Speaker, SpeakerSort},
    quote::{
        draft::Draft,
        lexicon::{Agreement, class},
        phrase::{self, Subject},
        reading::Places,
    },
};

/// How many sentences back a pronoun may reach.
const MEMORY: usize = 6;

/// The same to somebody who is known to be of its gender.
const FAR: usize = 24;

impl Resolver<'_, '_> {
    pub(super) fn pronoun(&self, places: &Places, sentence: usize) -> Option<Vec<Speaker>> {
        let word = self.r.span(places).of(self.r.text).to_lowercase();
        let agreement = self.r.lexicon.word(&word).and_then(|w| w.agreement)?;
        if self.r.is(places.end - 1, class::LATTER)
            && let Some(speakers) = self.latter(places, sentence)
        {
            return Some(speakers);
        }
        let span = Some(self.r.span(places));
        let recent = self.actors.iter().rev().take_while(|a| a.sentence + MEMORY >= sentence);
        let fits = |a: &&Actor| self.agrees(a, agreement);
        let antecedent = self.antecedent(recent.filter(fits), agreement, sentence);
        let mut speakers = match antecedent {
            Some(actor) => inherited(
                actor.speakers.clone(),
                if actor.spoke { "pronoun-previous-speaker" } else { "pronoun-subject" },
            ),
            None => vec![Speaker {
                span,
                phrase: span,
                sort: SpeakerSort::Anonymous,
                entity: None,
                name: None,
                rule: "pronoun-unresolved",
            }],
        };
        for s in &mut speakers {
            s.span = span;
            s.phrase = span;
        }
        Some(speakers)
    }

    /// The nearest of `fitting` that is known to be of the pronoun's gender; one in the sentence before of whom nothing is
    /// known, or the nearest of all, when nobody is.
    fn antecedent<'s>(
        &'s self,
        fitting: impl Iterator<Item = &'s Actor> + Clone,
        agreement: Agreement,
        sentence: usize,
    ) -> Option<&'s Actor> {
        let Some(gender) = agreement.gender.filter(|_| !agreement.plural) else { return fitting.clone().next() };
        let only_people = self.r.lexicon.bare_clauses; // he and she are nobody but people
        let people = fitting.filter(|a| !only_people || !a.speakers.iter().any(|s| self.is_group(s)));
        let known = |a: &Actor| a.speakers.iter().all(|s| self.gender(s) == Some(gender));
        let full_name = |s: &Speaker| s.name.as_ref().is_some_and(|name| name.contains(' ')) && !self.is_group(s);
        let near = |a: &Actor| known(a) || a.sentence + 1 >= sentence && a.speakers.iter().all(full_name);
        let all = self.actors.iter().rev().take_while(|a| a.sentence + FAR >= sentence).filter(|a| known(a));
        let named = |a: &&Actor| a.speakers.iter().all(|s| s.name.is_some());
        let (mut near_by, mut spoke, mut last) = (people.clone(), all.clone(), people.clone());
        near_by
            .find(|a| near(a))
            .or_else(|| spoke.find(|a| a.spoke))
            .or_else(|| all.clone().next())
            .or_else(|| last.find(named))
            .or_else(|| people.clone().next())
    }

    /// Whoever spoke or was the subject before, for a verb that has none: *Añadió que …*
    pub(super) fn dropped(&self, draft: &Draft, sentence: usize) -> Vec<Speaker> {
        let lexicon = self.r.lexicon;
        let Some(cue) = draft.cue.clone().filter(|_| lexicon.drops_subject) else { return Vec::new() };
        let verb = |k: &usize| self.r.word(*k).is_some_and(|w| !w.cues.is_empty()) || self.r.is(*k, class::AUXILIARY);
        let plural = cue.filter(verb).any(|k| lexicon.is_plural_verb(self.r.lower(k)));
        let agreement = Agreement { gender: None, plural };
        let mut recent = self.actors.iter().rev().take_while(|a| a.sentence + MEMORY >= sentence);
        let actor = recent.find(|a| self.agrees(a, agreement));
        actor.map(|a| inherited(a.speakers.clone(), "dropped-subject")).unwrap_or_default()
    }

    /// *Ce dernier*: the last person in the sentence before, by name or as a noun.
    fn latter(&self, places: &Places, sentence: usize) -> Option<Vec<Speaker>> {
        let before = self.r.sentences.get(sentence.checked_sub(1)?)?;
        let last = before.clone().rev().find(|&k| {
            self.r.is(k, class::PERSON | class::TITLE) || self.r.name_at(k).is_some_and(phrase::can_speak_as_person)
        })?;
        let mut found = match self.r.name_at(last).filter(|n| phrase::can_speak_as_person(n)) {
            Some(name) => vec![self.named(name, places, places, "latter")],
            None => {
                let Some(Subject::Phrase(whole, _)) =
                    phrase::right_of(self.r, last - usize::from(last > before.start), before.end)
                else {
                    return None;
                };
                self.phrase(&whole, false, sentence)
            }
        };
        for s in &mut found {
            s.name = s.name.take().or_else(|| s.span.map(|words| words.of(self.r.text).to_string()));
            s.span = Some(self.r.span(places));
            s.phrase = s.span;
            s.rule = "latter";
        }
        Some(found)
    }

    /// Whether a pronoun of this gender and number can mean these.
    fn agrees(&self, actor: &Actor, agreement: Agreement) -> bool {
        let number = (actor.speakers.len() > 1) == agreement.plural
            || actor.speakers.iter().all(|s| s.sort == SpeakerSort::Collective);
        let gender = actor
            .speakers
            .iter()
            .all(|s| agreement.gender.is_none() || self.gender(s).is_none_or(|g| Some(g) == agreement.gender));
        number && gender
    }

    /// *Les deux responsables*: those who spoke together, or the last two who were named.
    pub(super) fn group(&self, core: &Places, sentence: usize) -> Option<Vec<Speaker>> {
        let two = core.len() <= 4 && core.clone().any(|k| self.r.is(k, class::TWO));
        let definite = self.r.is(core.start, class::PLURAL) && !self.r.is(core.start, class::INDEFINITE);
        if !two || !definite {
            return None;
        }
        let recent = self.actors.iter().rev().take_while(|a| a.sentence + MEMORY * 2 >= sentence);
        let joint = recent.clone().find(|a| a.speakers.len() == 2).map(|a| a.speakers.clone());
        let mut speakers = joint?;
        for s in &mut speakers {
            s.span = Some(self.r.span(core));
            s.phrase = s.span;
            s.rule = "group";
        }
        Some(speakers)
    }
}
