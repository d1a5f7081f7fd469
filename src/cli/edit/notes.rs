//! What there is to say against an edit, before it is made.

use std::borrow::Borrow;

use crate::{
    gazetteer::{Gazetteer, doubts::nature},
    model::EntityParticular,
    store::{Asked, Edit, Reader, StoreError},
};

/// Others that have the same spelling and are told by name.
const TOLD: usize = 5;

/// One sentence for each thing that speaks against what the edits add; `gazetteer` is asked for where they add something.
pub(in crate::cli) fn notes<G: Borrow<Gazetteer>>(
    reader: &Reader<'_>,
    gazetteer: impl Fn() -> Result<G, StoreError>,
    asked: &[Asked],
) -> Result<Vec<String>, StoreError> {
    let mut notes = Vec::new();
    for (entity, spelling) in asked.iter().filter_map(|asked| added(&asked.edit)) {
        let mut others = reader.entities_spelled(spelling)?;
        others.retain(|other| Some(other.key.as_str()) != entity);
        let told: Vec<String> =
            others.iter().take(TOLD).map(|other| format!("@{} ({})", other.key, other.name)).collect();
        let more = others.len().saturating_sub(TOLD);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        if !told.is_empty() {
            notes.push(format!("“{spelling}” also belongs to {}{more}; it is ambiguous then", told.join(", ")));
        }
        notes.extend(doubts(gazetteer()?.borrow(), (entity, spelling)));
    }
    Ok(notes)
}

/// The spelling that an edit adds, and whose it is to be.
fn added(edit: &Edit) -> Option<(Option<&str>, &str)> {
    match edit {
        Edit::AddAlias { entity, spelling, .. } => Some((Some(entity), spelling)),
        Edit::SetEntity { entity, particular: EntityParticular::Name, value } => Some((Some(entity), value)),
        Edit::AddEntity { name, .. } => Some((None, name)),
        Edit::Split { from, spellings, name, .. } if !spellings.contains(name) => Some((Some(from), name)),
        _ => None,
    }
}

/// Why a spelling may stand where nobody means the entity.
fn doubts(gazetteer: &Gazetteer, (entity, spelling): (Option<&str>, &str)) -> Vec<String> {
    let own = entity.and_then(|key| gazetteer.find(key));
    let told = nature(gazetteer, spelling, own).into_iter().map(|(doubt, languages)| {
        let languages = if languages.is_empty() { String::new() } else { format!(" ({})", languages.join(", ")) };
        format!("“{spelling}” is {}{languages}", doubt.because())
    });
    told.collect()
}
