//! Who the subjects are: names, offices, pronouns, groups; in the order of the text.

mod pronoun;
mod speaker;

use speaker::coordinated;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Input,
    draft::Draft,
    lexicon::class,
    phrase::{self, Subject},
    reading::{Named, Places, Reading},
};
use crate::model::Speaker;

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
    /// For the last word of each name its different forms, each where it stood first.
    forms: FxHashMap<&'r str, Vec<&'r Named>>,
}

/// The speakers of each draft.
pub(in crate::quote) fn speakers(r: &Reading, drafts: &[Draft], input: &Input) -> Vec<Vec<Speaker>> {
    let mut resolver = Resolver { r, input, actors: Vec::new(), noted: 0, forms: forms(r) };
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

/// The different names of a text by their last word.
fn forms<'r>(r: &'r Reading) -> FxHashMap<&'r str, Vec<&'r Named>> {
    let mut forms: FxHashMap<&str, Vec<&Named>> = FxHashMap::default();
    let mut seen = FxHashSet::default();
    for name in r.named.iter().filter(|n| !n.demonym) {
        let words = name.span.of(r.text);
        if let Some(last) = words.split_whitespace().next_back().filter(|_| seen.insert(words)) {
            forms.entry(last).or_default().push(name);
        }
    }
    forms
}

impl<'r, 'a> Resolver<'r, 'a> {
    /// Notes who is the likely subject of each sentence before `until`.
    fn note_subjects(&mut self, until: usize) {
        while self.noted < until {
            let places = self.r.sentences[self.noted].clone();
            let already = self.actors.last().is_some_and(|a| a.sentence == self.noted);
            let persons = phrase::heads(self.r, &places)
                .filter(|(n, p)| phrase::can_speak_as_person(n) && self.r.quoted_at(p.start).is_none());
            if !already {
                // the first is the likely subject: noted last, it is found first
                let noted: Vec<_> = persons.take(3).collect();
                for (named, places) in noted.iter().rev() {
                    let speakers = vec![self.named(named, places, places, "sentence-subject")];
                    self.actors.push(Actor { speakers, sentence: self.noted, spoke: false });
                }
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
            let plural = self.r.lexicon.is_plural_verb(self.r.lower(verb));
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
            let joint = (plural || !self.r.lexicon.tells_number())
                && chosen.len() > 1
                && coordinated(self.r, &chosen[0].1, &chosen[1].1);
            let take = if joint { chosen.len() } else { 1 };
            return chosen[..take].iter().map(|(n, p)| self.head_name(n, p, places)).collect();
        }
        self.unnamed(places, sentence)
    }
}

fn inherited(mut speakers: Vec<Speaker>, rule: &'static str) -> Vec<Speaker> {
    speakers.iter_mut().for_each(|s| s.rule = rule);
    speakers
}

/// Who the noun phrases in `heard` are, by draft.
pub(in crate::quote) fn addressees(r: &Reading, heard: &[Vec<Places>], input: &Input) -> Vec<Vec<Speaker>> {
    if heard.iter().all(Vec::is_empty) {
        return vec![Vec::new(); heard.len()];
    }
    let resolver = Resolver { r, input, actors: Vec::new(), noted: 0, forms: forms(r) };
    let who = |phrase: &Places| resolver.phrase(phrase, true, r.sentence_of(phrase.start));
    heard.iter().map(|phrases| phrases.iter().flat_map(who).collect()).collect()
}
