//! Whom words are spoken to: *a déclaré au conseil que*, *told reporters*, *sagte dem Sender*.

use super::{
    cue,
    draft::Draft,
    lexicon::{Classes, Cue, class},
    phrase::{self, Subject},
    reading::{Places, Reading},
    reported::governs_infinitive,
};
use crate::{
    language::Frame,
    model::{Act, Kind, Speaker, SpeakerSort},
};

/// Rules whose content may have somebody right before it, or in it, to whom it is said.
const SPOKEN: &[&str] = &[
    "quote-cue-speaker",
    "quote-speaker-cue",
    "speaker-cue-quote",
    "incise",
    "clause-cue-speaker",
    "cue-that-clause",
    "cue-bare-clause",
    "cue-colon-clause",
    "cue-whether-clause",
    "cue-infinitive",
    REQUEST,
];

/// The rule whose content begins with the one who is asked.
const REQUEST: &str = "cue-request";

/// Words for those whom one can speak to.
const PEOPLE: Classes = class::GROUP | class::AUTHORITY | class::PERSON | class::TITLE;

/// The noun phrases that name whom the words of `draft` are spoken to.
pub(super) fn of(r: &Reading, draft: &Draft) -> Vec<Places> {
    let Some(search) = Search::new(r, draft) else { return Vec::new() };
    if let Some(listeners) = search.tail() {
        return vec![listeners];
    }
    let found = search.starts().into_iter().map(|k| search.all_at(k));
    found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// Takes back who listeners without a name were taken for: *la presse* is nobody who was spoken of before.
pub(super) fn keep_listeners(r: &Reading, one: &mut Speaker) {
    let Some(phrase) = one.phrase else { return };
    let named = r.named_in(phrase).iter().any(|name| phrase.contains(name.span));
    let told = matches!(one.rule, "office-by-date" | "authority-of");
    let listeners = !named && !told && r.tokens.within(phrase).any(|k| r.lexicon.is_audience(r.lower(k)));
    if listeners && one.name.is_some() {
        let sort = if one.sort == SpeakerSort::Named { SpeakerSort::Anonymous } else { one.sort };
        *one = Speaker { span: Some(phrase), sort, entity: None, name: None, rule: "noun-phrase", ..*one };
    }
}

struct Search<'r, 'a> {
    r: &'r Reading<'a>,
    draft: &'r Draft,
    cue: &'r Cue,
    /// Where the cue stands.
    places: Places,
    subject: Option<Places>,
    sentence: Places,
}

impl<'r, 'a> Search<'r, 'a> {
    fn new(r: &'r Reading<'a>, draft: &'r Draft) -> Option<Self> {
        let places = draft.cue.clone().filter(|_| SPOKEN.contains(&draft.rule))?;
        let lemma = draft.lemma.as_ref()?;
        let row = |&(cue, _): &(u16, _)| r.lexicon.cues.get(usize::from(cue)).filter(|row| row.lemma == *lemma);
        let cue = places.clone().find_map(|i| r.word(i)?.cues.iter().find_map(row))?;
        if r.lexicon.verb_second && !cue.tail.is_empty() {
            return None; // heißt es bei X: nobody is spoken to
        }
        let subject = match &draft.subject {
            Subject::Phrase(p, _) | Subject::Pronoun(p) => Some(p.clone()),
            _ => None,
        };
        let sentence = r.sentences.get(r.sentence_of(places.start))?.clone();
        Some(Search { r, draft, cue, places, subject, sentence })
    }

    /// Listeners that are part of the cue: *told reporters*.
    fn tail(&self) -> Option<Places> {
        let last = self.places.end - 1;
        let listens = !self.cue.tail.is_empty() && self.r.lexicon.is_audience(self.r.lower(last));
        listens.then_some(last..last + 1)
    }

    /// Where such a phrase may begin: behind the verb, and behind a subject that stands there.
    fn starts(&self) -> Vec<usize> {
        let apart = self.r.lexicon.verb_second && self.places.len() > 1;
        let behind_verb = if apart { self.places.start + 1 } else { self.places.end };
        let behind = self.subject.iter().filter(|p| p.start >= behind_verb).map(|p| p.end);
        [behind_verb].into_iter().chain(behind).map(|k| self.behind_adverbials(k)).collect()
    }

    /// Behind adverbs and days (*mardi*, *on Monday*).
    fn behind_adverbials(&self, mut k: usize) -> usize {
        let day = |k: usize| self.r.is(k, class::DAY);
        let free = |k: usize| k < self.sentence.end && self.r.name_at(k).is_none();
        while free(k) && !self.r.is(k, class::ADDRESSEE_MARK) {
            if self.r.is(k, class::PREPOSITION) && day(k + 1) {
                k += 2;
            } else if cue::is_adverb(self.r, k) || day(k) && (!self.r.is(k, class::DETERMINER) || day(k + 1)) {
                k += 1;
            } else {
                break;
            }
        }
        k
    }

    /// The phrase at `k`, and those that are joined to it (*à Moscou et à Pyongyang*).
    fn all_at(&self, k: usize) -> Vec<Places> {
        let mut found = Vec::new();
        let mut next = Some(k);
        while let Some(phrase) = next.and_then(|k| self.at(k)) {
            let joined = self.r.is(phrase.end, class::CONJUNCTION) && self.r.is(phrase.end + 1, class::ADDRESSEE_MARK);
            next = joined.then_some(phrase.end + 1);
            found.push(phrase);
        }
        found
    }

    fn at(&self, k: usize) -> Option<Places> {
        let marked =
            self.r.is(k, class::ADDRESSEE_MARK) && self.r.name_at(k).is_none() && !governs_infinitive(self.r, k);
        let from = k + usize::from(marked);
        let said = |i: usize| self.draft.content.iter().any(|c| c.contains(self.r.tokens[i].span));
        let out = from >= self.sentence.end
            || self.subject.as_ref().is_some_and(|p| p.contains(&from))
            || said(from) && self.draft.rule != REQUEST;
        if out || !marked && !self.may_stand_bare(from) {
            return None;
        }
        if self.r.is(from, class::HEARER) {
            let titled = (from + 1..self.sentence.end).take_while(|&k| self.r.in_title(k)).count(); // газете «Заря»
            return Some(from..from + 1 + titled);
        }
        if let Some(title) = self.title(from) {
            return Some(title).filter(|title| !said(title.end - 1));
        }
        let Subject::Phrase(phrase, _) = phrase::right_of(self.r, from, self.limit(from))? else { return None };
        (phrase.start == from && self.listens(&phrase, marked)).then_some(phrase)
    }

    /// `au « Courrier »`, `dem „Kurier“`: a medium by its title between quotation marks.
    fn title(&self, from: usize) -> Option<Places> {
        let article = self.r.is(from, class::DETERMINER);
        let quoted = self.r.quoted_at(from + usize::from(article))?;
        let (first, end) = quoted.tokens;
        let short = end - first < 6 && self.r.is_capital(first + 1);
        (short && first >= from && end <= self.sentence.end).then_some(from..end)
    }

    /// Whether a phrase without a preposition may be an addressee at `k`.
    fn may_stand_bare(&self, k: usize) -> bool {
        let takes = self.cue.frames.contains(&Frame::Addressee);
        let other = matches!(self.draft.act, Act::Accuse | Act::Dismiss | Act::Praise | Act::Estimate);
        let small = class::PREPOSITION | class::COMPLEMENTIZER | class::WHETHER | class::CONJUNCTION;
        let article = self.r.is(k, class::DETERMINER) || !self.r.is(k, small);
        let begins = match self.r.name_at(k) {
            Some(name) => !self.r.lexicon.verb_second || name.kind == Some(Kind::Organisation), // sagte er Reuters
            None => article && !self.r.is(k, class::REQUEST),
        };
        (takes || self.draft.rule == REQUEST || self.r.lexicon.verb_second) && !other && begins
    }

    /// Where the phrase that begins at `from` ends at the latest.
    fn limit(&self, from: usize) -> usize {
        let content = self.draft.content.iter().map(|c| self.r.tokens.at(c.start));
        let known = content.chain(self.subject.iter().map(|p| p.start)).filter(|&k| k > from);
        let infinitive = (from + 1..self.sentence.end).find(|&k| governs_infinitive(self.r, k));
        known.chain(infinitive).min().unwrap_or(self.sentence.end).min(self.sentence.end)
    }

    /// Whether one can speak to what the phrase names. Behind a preposition a place is where something is said, unless
    /// something is asked of it.
    fn listens(&self, phrase: &Places, marked: bool) -> bool {
        let linked = |&k: &usize| k > phrase.start && self.r.is(k, class::LINKER) || self.r.mark(k) == Some(',');
        let core = phrase.start..phrase.clone().find(linked).unwrap_or(phrase.end);
        let people = |k: usize| self.r.is(k, PEOPLE) || self.r.lexicon.is_audience(self.r.lower(k));
        if core.clone().any(|k| people(k) && self.r.name_at(k).is_none()) {
            return true;
        }
        if let Some((name, own)) = phrase::eligible(self.r, phrase).next() {
            let whole = own.len() > 1 || own.start > phrase.start;
            return match name.kind {
                Some(Kind::Place) => !marked || self.draft.rule == REQUEST,
                Some(Kind::Work) => false,
                Some(_) => true,
                None => !marked || whole,
            };
        }
        let thing = core.clone().any(|k| self.r.is(k, class::SPEECH | class::SOURCE | class::CONTENT_NOUN));
        !marked && !thing && !self.r.lexicon.verb_second && self.r.is(core.start, class::DETERMINER) && core.len() > 1
    }
}
