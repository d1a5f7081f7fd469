//! A gazetteer as what is told of its entities.

use super::{Spelling, Told};
use crate::gazetteer::Gazetteer;

/// All entities, by key, each with its spellings in the order of their letters. Offices are not told.
pub fn told(gazetteer: &Gazetteer) -> impl Iterator<Item = Told> {
    let mut aliases: Vec<u32> = gazetteer.aliases().map(|(n, _)| n).collect();
    let key = |n: u32| (gazetteer.key(gazetteer.owner(n)), gazetteer.spelling(n));
    aliases.sort_unstable_by(|&a, &b| key(a).cmp(&key(b)));
    let mut entities: Vec<_> = gazetteer.entities().map(|(id, _)| id).collect();
    entities.sort_unstable_by_key(|&id| gazetteer.key(id));
    let mut next = 0;
    entities.into_iter().map(move |id| {
        let entity = gazetteer.entity(id);
        let own = aliases[next..].iter().take_while(|&&n| gazetteer.key(gazetteer.owner(n)) == entity.key).count();
        let spellings = aliases[next..next + own].iter().map(|&n| gazetteer.alias(n)).map(|alias| Spelling {
            text: alias.spelling.to_owned(),
            language: alias.language.to_owned(),
            sort: alias.sort,
            case: alias.case,
        });
        let spellings = spellings.collect();
        next += own;
        Told {
            key: Some(entity.key.to_owned()),
            external: entity.external.split_whitespace().map(str::to_owned).collect(),
            kind: Some(entity.kind),
            name: entity.name.to_owned(),
            description: entity.description.to_owned(),
            gender: entity.gender.map(str::to_owned),
            country: entity.country.map(str::to_owned),
            prominence: entity.prominence,
            spellings,
        }
    })
}
