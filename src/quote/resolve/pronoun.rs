//! Pronouns and groups: those who spoke or were spoken of before.

use super::{Actor, Resolver, inherited};
use crate::{
    model::{Kind, Speaker, SpeakerSort},
    quote::{
        draft::Draft,
        lexicon::{Agreement, class},
        phrase::{self, Subject},
        reading::Places,
    },
};

/// How many sentences back a pronoun may reach.
const MEMORY: usize = 6;

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
        let antecedent = recent.clone().find(fits);
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
        let gender = actor.speakers.iter().all(|s| {
            let Some(entity) = s.entity else { return true };
            let known = self.input.gazetteer.entity(entity);
            let person = known.kind == Kind::Person;
            agreement.gender.is_none()
                || !person
                || known.gender.as_ref().is_none_or(|g| g.starts_with(|c| Some(c) == agreement.gender))
        });
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
