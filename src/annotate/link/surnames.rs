//! Family names that the gazetteer does not list by themselves.

use super::Source;
use crate::{
    model::{AliasSort, Candidate, EntityId, Kind, Mention},
    span::Span,
    text::fold,
};

/// How sure it is that a family name means the person introduced by the full name.
const SCORE: f32 = 0.95;

/// Family names: a single unknown word that ends the full name of a person named before is that person.
pub(in crate::annotate) fn surnames(source: &Source, mentions: &mut Vec<Mention>, names: &mut Vec<Span>) {
    let text = source.text;
    let mut persons: Vec<(usize, String, EntityId, String)> = Vec::new();
    for m in mentions.iter() {
        let Some(entity) = m.entity.filter(|&e| source.gazetteer.kind(e) == Kind::Person) else { continue };
        let words: Vec<String> = fold(m.span.of(text)).split(' ').map(str::to_string).collect();
        if words.len() > 1 {
            persons.extend(words.last().map(|w| (m.span.end, w.clone(), entity, m.alias.clone())));
        }
    }
    let mut found = Vec::new();
    names.retain(|&name| {
        let folded = fold(name.of(text));
        let stem = source.words.and_then(|w| w.stem(&folded));
        let own = |word: &str| word == folded || Some(word) == stem;
        let owner = persons.iter().rev().find(|(at, word, ..)| *at <= name.start && own(word));
        found.extend(owner.map(|(_, _, entity, alias)| Mention {
            span: name,
            alias: alias.clone(),
            sort: AliasSort::Short,
            candidates: vec![Candidate { entity: *entity, score: SCORE }],
            entity: Some(*entity),
            score: SCORE,
            stands_for: None,
            rule: "surname-of-full-name",
        }));
        owner.is_none()
    });
    mentions.extend(found);
    mentions.sort_by_key(|m| m.span);
}
