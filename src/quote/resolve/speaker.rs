//! Speakers out of noun phrases: names, offices, authorities, sources, or words alone.

use super::Resolver;
use crate::{
    model::{EntityId, Speaker, SpeakerSort},
    quote::{
        lexicon::class,
        office::{self, Holder},
        phrase,
        reading::{Named, Places, Reading},
    },
    span::Span,
};

impl<'a> Resolver<'_, 'a> {
    /// A phrase without a name of its own: an office, an authority, a source, a group, or somebody.
    pub(super) fn unnamed(&self, places: &Places, sentence: usize) -> Vec<Speaker> {
        let comma = places.clone().find(|&k| self.r.mark(k) == Some(',')).unwrap_or(places.end);
        let core = self.r.trimmed(places.start..comma);
        let head = self.head(&core);
        if let Some(speaker) = self.surname(&core, places) {
            return vec![speaker];
        }
        if self.r.is(head, class::SOURCE) {
            let complements = self.complements(&(head..core.end));
            let whole = complements.iter().any(|(n, p)| phrase::is_common(self.r, n, p, core.start, core.end));
            if !complements.is_empty() && !whole {
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
        } else if let Some(person) = self.countryman(&core, places) {
            return vec![person];
        } else if let Some(group) = self.group(&core, sentence) {
            return group;
        } else if let Some(known) = self.described(&core, places).or_else(|| self.said_again(&core, places)) {
            return vec![known];
        }
        vec![speaker]
    }

    /// A single capitalised word that ends a name that stood before: at the head of a sentence nothing else shows that it
    /// is a name.
    fn surname(&self, core: &Places, phrase: &Places) -> Option<Speaker> {
        let own = self.r.span(core);
        let word = own.of(self.r.text);
        let single = core.len() == 1 && self.r.is_capital(core.start) && self.r.classes(core.start) == 0;
        let known = |n: &&&Named| n.span.end <= own.start && n.span.of(self.r.text).len() > word.len();
        let full = self.forms.get(word).filter(|_| single)?.iter().rev().find(known)?;
        let mut speaker = self.named(full, core, phrase, "surname-of-name");
        speaker.span = Some(own);
        Some(speaker)
    }

    /// Names that complete a source: *des estimations de Washington et Séoul*.
    fn complements(&self, core: &Places) -> Vec<(&'a Named, Places)> {
        let mut found: Vec<(&Named, Places)> = Vec::new();
        for i in core.clone() {
            let full = |n: &Named| self.r.lexicon.verb_second && n.span.of(self.r.text).contains(' ');
            let begins =
                |n: &&Named| !n.demonym && (n.kind.is_some() || full(n)) && self.r.tokens[i].span.start == n.span.start;
            let Some(name) = self.r.name_at(i).filter(begins) else {
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

    /// The head of a phrase: its name, with the title before a single unknown one (*Dr Kerbrat*).
    pub(super) fn head_name(&self, named: &Named, own: &Places, phrase: &Places) -> Speaker {
        let mut speaker = self.named(named, own, phrase, rule_of(named));
        if named.entity.is_some() {
            return speaker;
        }
        let mut places = own.clone();
        places.start += usize::from(self.r.mark(own.start) == Some('.'));
        let point = |k: usize| self.r.mark(k) == Some('.');
        let before = places.start - usize::from(places.start > phrase.start && point(places.start - 1));
        if places.len() == 1
            && before > phrase.start
            && self.r.is(before - 1, class::TITLE)
            && self.r.is_capital(before - 1)
        {
            places.start = before - 1;
        }
        speaker.span = Some(self.r.span(&places));
        speaker
    }

    pub(super) fn named(&self, named: &Named, own: &Places, phrase: &Places, rule: &'static str) -> Speaker {
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
        speaker.name = Some(self.input.gazetteer.name(entity).to_owned());
        speaker.sort = SpeakerSort::Named;
        speaker.rule = rule;
    }

    /// The longest name of the document that ends with the same word: *Hill* was introduced as *Hugh Hill*.
    fn longest_form(&self, span: Span) -> String {
        let own = span.of(self.r.text);
        let last = own.split_whitespace().next_back().unwrap_or(own);
        let fuller = |other: &&str| other.strip_suffix(own).is_some_and(|first| first.ends_with(' '));
        let forms = self.forms.get(last).into_iter().flatten().filter(|n| n.span.start <= span.start);
        let longest = forms.map(|n| n.span.of(self.r.text)).filter(fuller).max_by_key(|n| n.len());
        longest.unwrap_or(own).to_string()
    }

    fn plain(&self, core: &Places, phrase: &Places) -> Speaker {
        let head = self.head(core);
        let one = self.article_gender(core.start).is_some(); // le Français
        let plural = self.r.is(core.start, class::PLURAL) || self.r.lower(head).ends_with('s') && !one;
        let bare = head == core.start && self.r.name_at(head).is_none();
        let group = self.r.is(head, class::GROUP) || (plural && (bare || self.r.is(core.start, class::DETERMINER)));
        let sort =
            if group && !self.r.is(head, class::SOURCE) { SpeakerSort::Collective } else { SpeakerSort::Anonymous };
        let span = self.r.span(core);
        let proper = head > core.start
            && self.r.is_capital(head)
            && self.r.name_at(head).is_some_and(|n| !n.demonym && n.entity.is_none() && n.kind.is_none());
        let (sort, name) =
            if proper { (SpeakerSort::Named, Some(span.of(self.r.text).to_string())) } else { (sort, None) };
        Speaker { span: Some(span), phrase: Some(self.r.span(phrase)), sort, entity: None, name, rule: "noun-phrase" }
    }

    /// The first word of a phrase that is no article; where names and nouns stand before their noun, the noun.
    fn head(&self, core: &Places) -> usize {
        if self.r.lexicon.names_modify {
            let known = class::GROUP | class::AUTHORITY | class::SOURCE | class::PERSON;
            let leaves = class::PREPOSITION | class::LINKER | class::RELATIVE;
            let first = core.clone().find(|&k| !is_article(self.r, k)).unwrap_or(core.start);
            let noun = (first..core.end).take_while(|&k| self.r.mark(k).is_none() && !self.r.is(k, leaves));
            let listed = noun.clone().find(|&k| self.r.is(k, known) && self.r.name_at(k).is_none());
            return listed.or(noun.last()).unwrap_or(core.start);
        }
        core.clone()
            .find(|&k| !self.r.is(k, class::DETERMINER | class::LINKER) && self.r.mark(k).is_none())
            .unwrap_or(core.start)
    }
}

/// An article at the head of a phrase where articles have cases: *der* links as well.
fn is_article(r: &Reading, k: usize) -> bool {
    r.lexicon.verb_second && r.is(k, class::DETERMINER)
}

fn rule_of(named: &Named) -> &'static str {
    if named.entity.is_some() { "named" } else { "unknown-name" }
}

/// Whether a conjunction or a comma joins two names.
pub(super) fn coordinated(r: &Reading, a: &Places, b: &Places) -> bool {
    let gap = a.end..b.start;
    gap.clone().any(|k| r.is(k, class::CONJUNCTION)) || gap.len() <= 2 && gap.clone().any(|k| r.mark(k) == Some(','))
}
