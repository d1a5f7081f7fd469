//! Linking: which entity a mention means.

use std::collections::HashSet;

use crate::{
    gazetteer::{Alias, Gazetteer},
    matcher::Hit,
    model::{AliasSort, EntityId, Kind, Mention},
    span::Span,
    text::fold,
};

/// Chooses an entity for each hit; the ones that stay ambiguous keep all candidates and get none.
pub(super) fn link(text: &str, hits: &[Hit], gazetteer: &Gazetteer, language: Option<&str>) -> Vec<Mention> {
    let mut linker = Linker { gazetteer, text, introduced: HashSet::new(), all: HashSet::new(), language };
    let candidates: Vec<Vec<Alias>> = hits.iter().map(|h| linker.candidates(h)).collect();
    for aliases in &candidates {
        linker.all.extend(aliases.iter().filter(|a| is_full(a)).map(|a| a.entity));
    }
    hits.iter().zip(&candidates).filter(|(_, c)| !c.is_empty()).map(|(h, c)| linker.mention(h, c)).collect()
}

struct Linker<'a> {
    gazetteer: &'a Gazetteer,
    text: &'a str,
    /// Entities whose full name stood already.
    introduced: HashSet<EntityId>,
    /// Entities whose full name stands anywhere in the document.
    all: HashSet<EntityId>,
    language: Option<&'a str>,
}

/// Whether an alias is a full name: enough to say who is meant later on.
fn is_full(alias: &Alias) -> bool {
    matches!(alias.sort, AliasSort::Name | AliasSort::Misspelling)
}

impl<'a> Linker<'a> {
    /// The aliases of a hit that count in this language. A spelling of another language counts only where none of this one
    /// does, and when it is long enough not to be a common word.
    fn candidates(&self, hit: &Hit) -> Vec<Alias<'a>> {
        let all: Vec<Alias> = hit.aliases.iter().map(|&n| self.gazetteer.alias(n)).collect();
        let own: Vec<Alias> =
            all.iter().copied().filter(|a| a.language == "*" || Some(a.language) == self.language).collect();
        if !own.is_empty() || self.language.is_none() {
            return if own.is_empty() { all } else { own };
        }
        let surface = hit.span.of(self.text);
        let safe =
            surface.chars().count() >= 5 && surface.starts_with(char::is_uppercase) && !self.beside_capital(hit.span);
        all.into_iter().filter(|a| safe && a.sort != AliasSort::Demonym).collect()
    }

    /// Whether a capitalised word stands right before or behind.
    fn beside_capital(&self, span: Span) -> bool {
        let before = self.text[..span.start].split_inclusive(' ').next_back().filter(|w| w.ends_with(' '));
        let after = self.text[span.end..].strip_prefix(' ').and_then(|t| t.chars().next());
        before.is_some_and(|w| w.starts_with(char::is_uppercase)) || after.is_some_and(char::is_uppercase)
    }

    fn mention(&mut self, hit: &Hit, aliases: &[Alias]) -> Mention {
        let mut candidates: Vec<EntityId> = aliases.iter().map(|a| a.entity).collect();
        candidates.sort();
        candidates.dedup();
        let (entity, rule) = self.choose(aliases, &candidates);
        let of = |a: &&Alias| Some(a.entity) == entity;
        let alias = aliases.iter().find(of).or(aliases.first());
        let (spelling, sort) = alias.map_or((hit.span.of(self.text), AliasSort::Name), |a| (a.spelling, a.sort));
        let alias = spelling.to_string();
        if let Some(e) = entity.filter(|_| aliases.iter().any(|a| Some(a.entity) == entity && is_full(a))) {
            self.introduced.insert(e);
        }
        Mention { span: hit.span, alias, sort, candidates, entity, stands_for: None, rule }
    }

    fn choose(&self, aliases: &[Alias], candidates: &[EntityId]) -> (Option<EntityId>, &'static str) {
        if let [only] = candidates {
            return (Some(*only), "only-candidate");
        }
        let mut earlier = candidates.iter().filter(|c| self.introduced.contains(*c));
        match (earlier.next(), earlier.next()) {
            (Some(&one), None) => return (Some(one), "full-name-earlier"),
            (Some(_), Some(_)) => return (None, "ambiguous-in-document"),
            _ => {}
        }
        let short = |e: &EntityId| aliases.iter().any(|a| a.entity == *e && a.sort == AliasSort::Short);
        if let Some(one) = single(candidates.iter().copied().filter(|e| short(e) && self.all.contains(e))) {
            return (Some(one), "full-name-in-document");
        }
        let country = |e: &EntityId| {
            let entity = self.gazetteer.entity(*e);
            entity.kind == Kind::Place && entity.country.is_none()
        };
        if aliases.iter().all(|a| a.sort != AliasSort::Demonym)
            && let Some(one) = single(candidates.iter().copied().filter(country))
        {
            return (Some(one), "country-first");
        }
        let full = |e: &EntityId| aliases.iter().any(|a| a.entity == *e && is_full(a));
        if let Some(one) = single(candidates.iter().copied().filter(full)) {
            return (Some(one), "full-name-first");
        }
        if let Some(one) = single(candidates.iter().copied().filter(|e| self.all.contains(e))) {
            return (Some(one), "named-in-document");
        }
        (None, "ambiguous")
    }
}

/// The only item, if there is just one.
fn single(mut items: impl Iterator<Item = EntityId>) -> Option<EntityId> {
    items.next().filter(|_| items.next().is_none())
}

/// Family names: a single unknown word that ends the full name of a person named before is that person.
pub(super) fn surnames(text: &str, mentions: &mut Vec<Mention>, names: &mut Vec<Span>, gazetteer: &Gazetteer) {
    let mut persons: Vec<(usize, String, EntityId, String)> = Vec::new();
    for m in mentions.iter() {
        let Some(entity) = m.entity.filter(|&e| is_person(gazetteer, e)) else { continue };
        let words: Vec<String> = fold(m.span.of(text)).split(' ').map(str::to_string).collect();
        if words.len() > 1 {
            persons.extend(words.last().map(|w| (m.span.end, w.clone(), entity, m.alias.clone())));
        }
    }
    let mut found = Vec::new();
    names.retain(|&name| {
        let folded = fold(name.of(text));
        let owner = persons.iter().rev().find(|(at, word, ..)| *at <= name.start && *word == folded);
        found.extend(owner.map(|(_, _, entity, alias)| Mention {
            span: name,
            alias: alias.clone(),
            sort: AliasSort::Short,
            candidates: vec![*entity],
            entity: Some(*entity),
            stands_for: None,
            rule: "surname-of-full-name",
        }));
        owner.is_none()
    });
    mentions.extend(found);
    mentions.sort_by_key(|m| m.span);
}

fn is_person(gazetteer: &Gazetteer, id: EntityId) -> bool {
    gazetteer.entity(id).kind == Kind::Person
}
