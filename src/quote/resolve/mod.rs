//! Who the subjects are: names, offices, pronouns, groups; in the order of the text.

mod demonym;
mod description;
mod gender;
mod pronoun;
mod speaker;

use speaker::coordinated;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

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
    /// For the last word of names, the gender that a form of address tells.
    addressed: FxHashMap<&'r str, char>,
    /// For nouns and ages, the people introduced with them.
    introduced: FxHashMap<&'r str, Vec<&'r Named>>,
}

/// The speakers of each draft.
pub(in crate::quote) fn speakers(r: &Reading, drafts: &[Draft], input: &Input) -> Vec<Vec<Speaker>> {
    let mut resolver = Resolver::new(r, input);
    let mut found: Vec<Vec<Speaker>> = Vec::with_capacity(drafts.len());
    for (n, draft) in drafts.iter().enumerate() {
        let sentence = r.sentence_of(draft.at.min(r.tokens.len().saturating_sub(1)));
        resolver.note_subjects(sentence);
        resolver.note_lead(draft, sentence);
        let previous = (n > 0).then(|| (found[n - 1].clone(), r.sentence_of(drafts[n - 1].at) == sentence));
        let speakers = resolver.resolve(draft, sentence, previous);
        if !speakers.is_empty() {
            resolver.actors.push(Actor { speakers: speakers.clone(), sentence, spoke: true });
        }
        found.push(speakers);
    }
    found
}

/// Who the noun phrases in `heard` are, by draft.
pub(in crate::quote) fn addressees(r: &Reading, heard: &[Vec<Places>], input: &Input) -> Vec<Vec<Speaker>> {
    if heard.iter().all(Vec::is_empty) {
        return vec![Vec::new(); heard.len()];
    }
    let resolver = Resolver::new(r, input);
    let who = |phrase: &Places| resolver.phrase(phrase, true, r.sentence_of(phrase.start));
    heard.iter().map(|phrases| phrases.iter().flat_map(who).collect()).collect()
}

/// The different names of a text by their last word.
fn forms<'r>(r: &'r Reading) -> FxHashMap<&'r str, Vec<&'r Named>> {
    let mut forms: FxHashMap<&str, Vec<&Named>> = FxHashMap::with_capacity_and_hasher(r.named.len(), FxBuildHasher);
    let mut seen = FxHashSet::with_capacity_and_hasher(r.named.len(), FxBuildHasher);
    for name in r.named.iter().filter(|n| !n.demonym) {
        let words = name.span.of(r.text);
        if let Some(last) = words.split_whitespace().next_back().filter(|_| seen.insert(words)) {
            forms.entry(last).or_default().push(name);
        }
    }
    forms
}

impl<'r, 'a> Resolver<'r, 'a> {
    fn new(r: &'r Reading<'a>, input: &'r Input<'r>) -> Self {
        Resolver {
            r,
            input,
            actors: Vec::new(),
            noted: 0,
            forms: forms(r),
            addressed: gender::addressed(r),
            introduced: description::introduced(r),
        }
    }

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
        let mut noted: Vec<_> = persons.take(3).collect();
        noted.sort_by_key(|(_, p)| self.is_governed(p.start)); // "Reçu par X, Y …": Y is the likely subject
        // the first is the likely subject: noted last, it is found first
        for (named, places) in noted.iter().rev() {
            let speakers = vec![self.named(named, places, places, "sentence-subject")];
            self.actors.push(Actor { speakers, sentence: self.noted, spoke: false });
        }
    }

    /// Whether a preposition stands before the name at `k`, or before the title in front of it.
    fn is_governed(&self, k: usize) -> bool {
        let title = |&k: &usize| self.r.is(k, class::TITLE) || self.r.mark(k) == Some('.');
        let before = k.saturating_sub(3)..k;
        before
            .rev()
            .find(|k| !title(k))
            .is_some_and(|k| self.r.is(k, class::PREPOSITION) && self.r.name_at(k).is_none())
    }

    /// Notes whom the clause before the words said is about, where a pronoun takes them up in the same sentence: *X was blunter:
    /// it would fall, he said*, *X disagreed; she said …*
    fn note_lead(&mut self, draft: &Draft, sentence: usize) {
        let Subject::Pronoun(pronoun) = &draft.subject else { return };
        let Some(content) = draft.content.first() else { return };
        let start = self.r.sentences[sentence].start;
        let end = pronoun.start.min(self.r.tokens.at(content.start));
        let parts = |&k: &usize| self.r.parts(k) || matches!(self.r.mark(k), Some('–' | '—'));
        let mark = (start..end).rev().find(|k| parts(k) && self.r.quoted_at(*k).is_none());
        let begins = self.r.name_at(start).is_some_and(phrase::can_speak_as_person).then_some(end);
        let heard = self.actors.last().is_some_and(|a| a.sentence == sentence);
        if let Some(end) = mark.or(begins).filter(|_| !heard) {
            self.note_names(&(start..end));
        }
    }

    fn resolve(&self, draft: &Draft, sentence: usize, previous: Option<(Vec<Speaker>, bool)>) -> Vec<Speaker> {
        match &draft.subject {
            Subject::Phrase(places, plural) => {
                let mut speakers = self.phrase(places, *plural, sentence);
                self.with_relative(&mut speakers, places);
                speakers
            }
            Subject::Pronoun(places) => self.pronoun(places, sentence).unwrap_or_default(),
            Subject::Previous => previous.map(|(s, _)| inherited(s, "same-speaker-goes-on")).unwrap_or_default(),
            Subject::Inherited => match previous {
                Some((speakers, true)) if !speakers.is_empty() => inherited(speakers, "same-subject"),
                _ if self.r.lexicon.drops_subject && said_before_cue(self.r, draft) => self.dropped(draft, sentence),
                _ => {
                    let own = self.sentence_subject(draft, sentence);
                    match own.is_empty() {
                        true if draft.rule == "colon-quote" => self.near(sentence, true),
                        true => self.dropped(draft, sentence),
                        false => own,
                    }
                }
            },
            Subject::Near { spoke } => self.near(sentence, *spoke),
            Subject::Unknown => Vec::new(),
        }
    }

    /// Draws the clause between commas that says more of a speaker to the phrase: `, qui dirige …,`, `, such as …,`.
    fn with_relative(&self, speakers: &mut [Speaker], own: &Places) {
        let describes = self.r.mark(own.end) == Some(',')
            && self.r.is(own.end + 1, class::RELATIVE | class::EXAMPLE)
            && self.r.name_at(own.end + 1).is_none();
        let stop = |k: &usize| matches!(self.r.mark(*k), Some(',' | '.' | ';' | ':'));
        let end = self.r.sentences[self.r.sentence_of(own.start)].end;
        let Some(end) = (own.end + 2..end).find(stop).filter(|_| describes) else { return };
        let whole = self.r.span(&(own.start..end));
        for speaker in speakers.iter_mut().filter(|s| s.phrase == Some(self.r.span(own))) {
            speaker.phrase = Some(whole);
        }
    }

    /// Who is heard in words between marks behind a sentence that brings in nobody's words: the person or pronoun that this
    /// sentence begins with, else who spoke last.
    fn near(&self, sentence: usize, spoke: bool) -> Vec<Speaker> {
        const RULE: &str = "heard-last";
        let before = sentence.checked_sub(1).map(|n| self.r.sentences[n].start);
        let begins = before.and_then(|start| {
            let person = self.r.name_at(start).filter(|n| phrase::can_speak_as_person(n));
            let named = person.map(|n| (n, self.r.tokens.within(n.span)));
            let gendered = self.r.word(start).and_then(|w| w.agreement).is_some_and(|a| a.gender.is_some() || a.plural);
            let subject = gendered && !self.r.is(start, class::DETERMINER | class::OBJECT);
            let pronoun = || subject.then(|| self.pronoun(&(start..start + 1), sentence)).flatten();
            let noun = || self.r.is(start, class::DETERMINER).then(|| self.first_person(start, sentence)).flatten();
            named.map(|(n, p)| vec![self.named(n, &p, &p, RULE)]).or_else(pronoun).or_else(noun)
        });
        let resolved = |speakers: &Vec<Speaker>| {
            speakers.iter().any(|s| s.name.is_some() || s.entity.is_some() || s.rule == "noun-phrase")
        };
        // "Une affiche couvre la vitrine. « … »": something new, with words of its own
        let new = before.is_some_and(|k| {
            self.r.is(k, class::INDEFINITE)
                && !self.r.is(k, class::LINKER | class::PLURAL)
                && self.r.quoted_at(k).is_none()
        });
        let last = || self.actors.iter().rev().find(|a| spoke && !new && a.spoke).map(|a| a.speakers.clone());
        inherited(begins.filter(resolved).or_else(last).unwrap_or_default(), RULE)
    }

    /// The person whom the noun phrase at `start` names: *La mère de la victime n'avait qu'une question.*
    fn first_person(&self, start: usize, sentence: usize) -> Option<Vec<Speaker>> {
        let end = self.r.sentences[sentence - 1].end;
        match phrase::right_of(self.r, start, end)? {
            Subject::Phrase(p, _) => {
                let speakers = self.phrase(&p, false, sentence);
                let listed = p.clone().take(4).any(|k| self.r.is(k, class::PERSON | class::TITLE));
                Some(speakers).filter(|s| listed || s.iter().any(|s| s.rule == "described-before"))
            }
            _ => None,
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
        let start = places.start;
        let near = (start..end).take(8).take_while(|&k| !self.r.is(k, class::RELATIVE | class::COMPLEMENTIZER));
        let pronoun = near.into_iter().find(|&k| self.is_subject_pronoun(k));
        if let Some(k) = pronoun.filter(|_| self.r.lexicon.lists_infinitives()) {
            return self.pronoun(&(k..k + 1), sentence).unwrap_or_default(); // "elle fait état de … et dit"
        }
        let begins = self.r.is(start, class::DETERMINER) || self.r.name_at(start).is_some();
        // "The chipmaker cut its forecast and said": the phrase that the sentence begins with
        if self.r.lexicon.bare_clauses
            && begins
            && let Some(Subject::Phrase(p, _)) = phrase::right_of(self.r, start, end)
            && p.end < end
            && phrase::is_noun_phrase(self.r, &p)
        {
            return self.phrase(&p, true, sentence);
        }
        let free = |p: &Places| self.r.quoted_at(p.start).is_none() && dropped::may_be_subject(self.r, places.start, p);
        let first = phrase::eligible(self.r, &(places.start..end)).find(|(_, p)| free(p));
        first.map(|(n, p)| vec![self.named(n, &p, &p, "sentence-subject")]).unwrap_or_default()
    }

    /// A pronoun with a gender that can be a subject: *elle*, not *lui*.
    fn is_subject_pronoun(&self, k: usize) -> bool {
        let gendered = self.r.word(k).and_then(|w| w.agreement).is_some_and(|a| a.gender.is_some());
        gendered && !self.r.is(k, class::CLITIC | class::OBJECT | class::DETERMINER) && self.r.quoted_at(k).is_none()
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
        let clitic = |k: &usize| r.is(*k, class::CLITIC) && (drops || !r.is(*k, class::DETERMINER));
        let first = (places.start..verb).rev().take_while(clitic).last().unwrap_or(verb);
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
