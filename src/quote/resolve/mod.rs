//! Who the subjects are: names, offices, pronouns, groups; in the order of the text.

mod pronoun;
mod speaker;

use speaker::coordinated;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Input, around,
    draft::Draft,
    dropped,
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
        let mut speakers = resolver.resolve(draft, sentence, previous);
        widen(r, draft, &mut speakers);
        if !speakers.is_empty() {
            resolver.actors.push(Actor { speakers: speakers.clone(), sentence, spoke: true });
        }
        found.push(speakers);
    }
    found
}

/// Longest phrase of a speaker with a relative clause in it, in bytes.
const WHOLE: usize = 120;

/// `X, qui dirige le port, dit`: a relative clause or an example between a speaker and his verb is part of his phrase.
fn widen(r: &Reading, draft: &Draft, speakers: &mut [Speaker]) {
    let (Subject::Phrase(places, _), Some(cue)) = (&draft.subject, &draft.cue) else { return };
    let parted = cue.start > places.end + 2 && r.mark(places.end) == Some(',') && r.mark(cue.start - 1) == Some(',');
    let describes = r.is(places.end + 1, class::RELATIVE | class::EXAMPLE) && r.name_at(places.end + 1).is_none();
    let whole = r.span(&(places.start..cue.start.saturating_sub(1).max(places.end)));
    let own = r.span(places);
    if parted && describes && whole.len() <= WHOLE {
        speakers.iter_mut().filter(|s| s.phrase == Some(own)).for_each(|s| s.phrase = Some(whole));
    }
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
            let subject = self.r.lexicon.drops_subject.then(|| self.first_subject(&places)).flatten();
            match subject {
                _ if already => {}
                Some(subject) => self.note_subject(subject),
                None => self.note_names(&places),
            }
            self.noted += 1;
        }
    }

    /// Notes the subject of a verb, be it a name or a noun, where later verbs may have none: *El alcalde visitó el puente.
    /// Aseguró que …*
    fn note_subject(&mut self, subject: Subject) {
        if let Subject::Phrase(p, plural) = &subject
            && around::is_speaker_like(self.r, &subject)
        {
            let speakers = self.phrase(p, *plural, self.noted);
            self.actors.push(Actor { speakers, sentence: self.noted, spoke: false });
        }
    }

    /// Notes the first names of persons in a sentence.
    fn note_names(&mut self, places: &Places) {
        let persons = phrase::heads(self.r, places)
            .filter(|(n, p)| phrase::can_speak_as_person(n) && self.r.quoted_at(p.start).is_none());
        // the first is the likely subject: noted last, it is found first
        let noted: Vec<_> = persons.take(3).collect();
        for (named, places) in noted.iter().rev() {
            let speakers = vec![self.named(named, places, places, "sentence-subject")];
            self.actors.push(Actor { speakers, sentence: self.noted, spoke: false });
        }
    }

    fn resolve(&self, draft: &Draft, sentence: usize, previous: Option<(Vec<Speaker>, bool)>) -> Vec<Speaker> {
        match &draft.subject {
            Subject::Phrase(places, plural) => self.phrase(places, *plural, sentence),
            Subject::Pronoun(places) => self.pronoun(places, sentence).unwrap_or_default(),
            Subject::Previous => previous.map(|(s, _)| inherited(s, "same-speaker-goes-on")).unwrap_or_default(),
            Subject::Inherited => match previous {
                Some((speakers, true)) if !speakers.is_empty() => inherited(speakers, "same-subject"),
                _ if self.r.lexicon.drops_subject && said_before_cue(self.r, draft) => self.dropped(draft, sentence),
                _ => {
                    let own = self.sentence_subject(draft, sentence);
                    if own.is_empty() { self.dropped(draft, sentence) } else { own }
                }
            },
            Subject::Unknown => Vec::new(),
        }
    }

    /// The subject of the sentence's first verb, for a participle that has none of its own.
    fn sentence_subject(&self, draft: &Draft, sentence: usize) -> Vec<Speaker> {
        let places = self.r.sentences[sentence].clone();
        let end = draft.cue.as_ref().map_or(draft.at, |c| c.start).max(places.start);
        match self.first_subject(&(places.start..end)) {
            Some(Subject::Phrase(p, plural)) => return self.phrase(&p, plural, sentence),
            Some(Subject::Pronoun(p)) => return self.pronoun(&p, sentence).unwrap_or_default(),
            _ => {}
        }
        let free = |p: &Places| self.r.quoted_at(p.start).is_none() && dropped::may_be_subject(self.r, places.start, p);
        let first = phrase::eligible(self.r, &(places.start..end)).find(|(_, p)| free(p));
        first.map(|(n, p)| vec![self.named(n, &p, &p, "sentence-subject")]).unwrap_or_default()
    }

    /// What stands as a subject before the first verb of `places` that can be told as one.
    fn first_subject(&self, places: &Places) -> Option<Subject> {
        let r = self.r;
        let drops = r.lexicon.drops_subject;
        let (mut verbs, mut relatives) = (0, 0);
        let verb = places.clone().find(|&k| {
            relatives += usize::from(r.is(k, class::RELATIVE));
            let finite = r.is(k, class::AUXILIARY | class::BE) || drops && k > places.start && r.is_finite(k);
            let verb = finite && r.name_at(k).is_none() && r.quoted_at(k).is_none();
            verbs += usize::from(verb);
            verb && (!drops || relatives < verbs) // no verb of a clause with *que*
        })?;
        let first = (places.start..verb).rev().take_while(|&k| r.is(k, class::CLITIC)).last().unwrap_or(verb);
        Some(phrase::left_of(r, places.start, first, r.lexicon.is_plural_verb(r.lower(verb))))
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

/// `…, dijo.`: whether the words said stand before the cue, so that no name in them is its subject.
fn said_before_cue(r: &Reading, draft: &Draft) -> bool {
    let cue = draft.cue.as_ref().and_then(|c| r.tokens.get(c.start));
    cue.zip(draft.content.first()).is_some_and(|(cue, content)| content.start < cue.span.start)
}

fn inherited(mut speakers: Vec<Speaker>, rule: &'static str) -> Vec<Speaker> {
    speakers.iter_mut().for_each(|s| s.rule = rule);
    speakers
}
