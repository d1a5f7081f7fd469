//! Family names that the gazetteer does not list by themselves.

use rustc_hash::FxHashMap;

use super::Source;
use crate::{
    model::{AliasSort, Candidate, Kind, Mention},
    span::Span,
    text::fold,
};

/// How sure it is that a family name means the person introduced by the full name.
const SCORE: f32 = 0.95;

/// Family names: a single unknown word that ends the full name of a person named before is that person.
pub(in crate::annotate) fn surnames(source: &Source, mentions: &mut Vec<Mention>, names: &mut Vec<Span>) {
    if names.is_empty() {
        return;
    }
    let persons = Persons::new(source, mentions);
    let mut found = Vec::new();
    names.retain(|&name| {
        let owner = persons.before(source, name).map(|n| &mentions[n]);
        found.extend(owner.and_then(|m| m.entity.map(|entity| (m, entity))).map(|(m, entity)| Mention {
            span: name,
            alias: m.alias.clone(),
            sort: AliasSort::Short,
            candidates: vec![Candidate { entity, score: SCORE }],
            entity: Some(entity),
            score: SCORE,
            stands_for: None,
            rule: "surname-of-full-name",
        }));
        owner.is_none()
    });
    mentions.extend(found);
    mentions.sort_by_key(|m| m.span);
}

/// The mentions of persons by their full names, by their last word: places and ends, in order.
struct Persons(FxHashMap<String, Vec<(usize, usize)>>);

impl Persons {
    fn new(source: &Source, mentions: &[Mention]) -> Self {
        let mut persons = Persons(FxHashMap::default());
        for (n, m) in mentions.iter().enumerate() {
            if m.entity.is_some_and(|e| source.gazetteer.kind(e) == Kind::Person) {
                let name = fold(m.span.of(source.text));
                if let Some((_, last)) = name.rsplit_once(' ') {
                    persons.0.entry(last.to_owned()).or_default().push((n, m.span.end));
                }
            }
        }
        persons
    }

    /// The last one before `name` whose family name it is, also in the genitive.
    fn before(&self, source: &Source, name: Span) -> Option<usize> {
        if self.0.is_empty() {
            return None;
        }
        let folded = fold(name.of(source.text));
        let last = |word: &str| {
            let list = self.0.get(word)?;
            let (n, _) = list[..list.partition_point(|(_, end)| *end <= name.start)].last()?;
            Some(*n)
        };
        last(&folded).max(source.words.and_then(|w| w.stem(&folded)).and_then(last))
    }
}
