//! Who the subjects are: names, offices, pronouns, groups; in the order of the text.

use super::{
    Input,
    draft::Draft,
    lexicon::{Agreement, class},
    office::{self, Holder},
    phrase::{self, Subject},
    reading::{Named, Places, Reading},
};
use crate::{
    model::{EntityId, Kind, Speaker, SpeakerSort},
    span::Span,
};

/// How many sentences back a pronoun may reach.
const MEMORY: usize = 6;

/// Somebody who spoke or was the subject of a sentence.
#[derive(Clone)]
struct Actor {
    speakers: Vec<Speaker>,
    sentence: usize,
    spoke: bool,
}

struct Resolver<'r, 'a> {
    r: &'r Reading<'a>,
    input: &'r Input<'r>,
    actors: Vec<Actor>,
    /// The sentence up to which subjects have been noted.
    noted: usize,
}

/// The speakers of each draft.
pub(super) fn speakers(r: &Reading, drafts: &[Draft], input: &Input) -> Vec<Vec<Speaker>> {
    let mut resolver = Resolver { r, input, actors: Vec::new(), noted: 0 };
    let mut found: Vec<Vec<Speaker>> = Vec::with_capacity(drafts.len());
    for (n, draft) in drafts.iter().enumerate() {
        let sentence = r.sentence_of(draft.at.min(r.tokens.len().saturating_sub(1)));
        resolver.note_subjects(sentence);
        let previous = (n > 0).then(|| (found[n - 1].clone(), r.sentence_of(drafts[n - 1].at) == sentence));
        let speakers = resolver.resolve(draft, sentence, previous);
        if !speakers.is_empty() {
            resolver.actors.push(Actor { speakers: speakers.clone(), sentence, spoke: true });
        }
        found.push(speakers);
    }
    found
}

impl<'r, 'a> Resolver<'r, 'a> {
    /// Notes who is the likely subject of each sentence before `until`.
    fn note_subjects(&mut self, until: usize) {
        while self.noted < until {
            let places = self.r.sentences[self.noted].clone();
            let already = self.actors.last().is_some_and(|a| a.sentence == self.noted);
            let subject = phrase::eligible(self.r, &places)
                .find(|(n, p)| phrase::can_speak_as_person(n) && self.r.quoted_at(p.start).is_none());
            if let Some((named, places)) = subject.filter(|_| !already) {
                let speakers = vec![self.named(named, &places, &places, "sentence-subject")];
                self.actors.push(Actor { speakers, sentence: self.noted, spoke: false });
            }
            self.noted += 1;
        }
    }

    fn resolve(&self, draft: &Draft, sentence: usize, previous: Option<(Vec<Speaker>, bool)>) -> Vec<Speaker> {
        match &draft.subject {
            Subject::Phrase(places, plural) => self.phrase(places, *plural, sentence),
            Subject::Pronoun(places) => self.pronoun(places, sentence).unwrap_or_default(),
            Subject::Previous => previous.map(|(s, _)| inherited(s, "same-speaker-goes-on")).unwrap_or_default(),
            Subject::Inherited => match previous {
                Some((speakers, true)) if !speakers.is_empty() => inherited(speakers, "same-subject"),
                _ => self.sentence_subject(draft, sentence),
            },
            Subject::Unknown => Vec::new(),
        }
    }

    /// The subject of the sentence's first verb, for a participle that has none of its own.
    fn sentence_subject(&self, draft: &Draft, sentence: usize) -> Vec<Speaker> {
        let places = self.r.sentences[sentence].clone();
        let end = draft.cue.as_ref().map_or(draft.at, |c| c.start).max(places.start);
        let verb = (places.start..end).find(|&k| {
            self.r.is(k, class::AUXILIARY | class::BE) && self.r.name_at(k).is_none() && self.r.quoted_at(k).is_none()
        });
        if let Some(verb) = verb {
            let plural = self.r.lexicon.is_plural_verb(&self.r.lower(verb));
            match phrase::left_of(self.r, places.start, verb, plural) {
                Subject::Phrase(p, plural) => return self.phrase(&p, plural, sentence),
                Subject::Pronoun(p) => return self.pronoun(&p, sentence).unwrap_or_default(),
                _ => {}
            }
        }
        let first = phrase::eligible(self.r, &(places.start..end)).find(|(_, p)| self.r.quoted_at(p.start).is_none());
        first.map(|(n, p)| vec![self.named(n, &p, &p, "sentence-subject")]).unwrap_or_default()
    }

    fn phrase(&self, places: &Places, plural: bool, sentence: usize) -> Vec<Speaker> {
        let named: Vec<(&Named, Places)> = phrase::eligible(self.r, places).collect();
        let persons: Vec<_> = named.iter().filter(|(n, _)| phrase::can_speak_as_person(n)).collect();
        let chosen: Vec<_> = if persons.is_empty() { named.iter().collect() } else { persons };
        if !chosen.is_empty() {
            let joint = plural && chosen.len() > 1 && coordinated(self.r, &chosen[0].1, &chosen[1].1);
            let take = if joint { chosen.len() } else { 1 };
            return chosen[..take].iter().map(|(n, p)| self.named(n, p, places, rule_of(n))).collect();
        }
        self.unnamed(places, sentence)
    }

    /// A phrase without a name of its own: an office, an authority, a source, a group, or somebody.
    fn unnamed(&self, places: &Places, sentence: usize) -> Vec<Speaker> {
        let comma = places.clone().find(|&k| self.r.mark(k) == Some(',')).unwrap_or(places.end);
        let core = self.r.trimmed(places.start..comma);
        let head = self.head(&core);
        if self.r.is(head, class::SOURCE) {
            let complements = self.complements(&core);
            if !complements.is_empty() {
                return complements.iter().map(|(n, p)| self.named(n, p, places, "source-of")).collect();
            }
        }
        let mut speaker = self.plain(&core, places);
        if let Some(Holder::One(entity)) = office::holder(self.r, places, self.input.gazetteer, self.input.date) {
            self.become_entity(&mut speaker, entity, "office-by-date");
        } else if self.r.is(head, class::AUTHORITY) {
            let of = core.clone().filter_map(|i| self.r.name_at(i)).find_map(|n| n.entity);
            if let Some(entity) = of {
                self.become_entity(&mut speaker, entity, "authority-of");
            }
        } else if let Some(group) = self.group(&core, sentence) {
            return group;
        }
        vec![speaker]
    }

    /// *Les deux responsables*: those who spoke together, or the last two who were named.
    fn group(&self, core: &Places, sentence: usize) -> Option<Vec<Speaker>> {
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

    /// Names that complete a source: *des estimations de Washington et Séoul*.
    fn complements(&self, core: &Places) -> Vec<(&'a Named, Places)> {
        let mut found: Vec<(&Named, Places)> = Vec::new();
        for i in core.clone() {
            let Some(name) = self.r.name_at(i).filter(|n| !n.demonym && self.r.tokens[i].span.start == n.span.start)
            else {
                continue;
            };
            let own = self.r.tokens.within(name.span);
            if found.last().is_some_and(|(_, last)| !coordinated(self.r, last, &own)) {
                break;
            }
            found.push((name, own));
        }
        found
    }

    fn pronoun(&self, places: &Places, sentence: usize) -> Option<Vec<Speaker>> {
        let word = self.r.span(places).of(self.r.text).to_lowercase();
        let agreement = self.r.lexicon.word(&word).and_then(|w| w.agreement)?;
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

    fn named(&self, named: &Named, own: &Places, phrase: &Places, rule: &'static str) -> Speaker {
        let mut speaker = Speaker {
            span: Some(self.r.span(own)),
            phrase: Some(self.r.span(phrase)),
            sort: SpeakerSort::Named,
            entity: None,
            name: Some(self.longest_form(named.span)),
            rule,
        };
        if let Some(entity) = named.entity {
            self.become_entity(&mut speaker, entity, rule);
        }
        speaker
    }

    fn become_entity(&self, speaker: &mut Speaker, entity: EntityId, rule: &'static str) {
        speaker.entity = Some(entity);
        speaker.name = Some(self.input.gazetteer.entity(entity).name.clone());
        speaker.sort = SpeakerSort::Named;
        speaker.rule = rule;
    }

    /// The longest name of the document that ends with the same word: *Hill* was introduced as *Hugh Hill*.
    fn longest_form(&self, span: Span) -> String {
        let own = span.of(self.r.text);
        let fuller = |n: &&Named| {
            let other = n.span.of(self.r.text);
            !n.demonym
                && n.span.start <= span.start
                && other.len() > own.len()
                && other.ends_with(own)
                && other[..other.len() - own.len()].ends_with(' ')
        };
        self.r
            .named
            .iter()
            .filter(fuller)
            .map(|n| n.span.of(self.r.text))
            .max_by_key(|n| n.len())
            .unwrap_or(own)
            .to_string()
    }

    fn plain(&self, core: &Places, phrase: &Places) -> Speaker {
        let head = self.head(core);
        let plural = self.r.is(core.start, class::PLURAL) || self.r.lower(head).ends_with('s');
        let group = self.r.is(head, class::GROUP) || (plural && self.r.is(core.start, class::DETERMINER));
        let sort =
            if group && !self.r.is(head, class::SOURCE) { SpeakerSort::Collective } else { SpeakerSort::Anonymous };
        Speaker {
            span: Some(self.r.span(core)),
            phrase: Some(self.r.span(phrase)),
            sort,
            entity: None,
            name: None,
            rule: "noun-phrase",
        }
    }

    /// The first word of a phrase that is no article.
    fn head(&self, core: &Places) -> usize {
        core.clone()
            .find(|&k| !self.r.is(k, class::DETERMINER | class::LINKER) && self.r.mark(k).is_none())
            .unwrap_or(core.start)
    }
}

fn inherited(mut speakers: Vec<Speaker>, rule: &'static str) -> Vec<Speaker> {
    speakers.iter_mut().for_each(|s| s.rule = rule);
    speakers
}

fn rule_of(named: &Named) -> &'static str {
    if named.entity.is_some() { "named" } else { "unknown-name" }
}

/// Whether a conjunction or a comma joins two names.
fn coordinated(r: &Reading, a: &Places, b: &Places) -> bool {
    let gap = a.end..b.start;
    gap.clone().any(|k| r.is(k, class::CONJUNCTION)) || gap.len() <= 2 && gap.clone().any(|k| r.mark(k) == Some(','))
}
