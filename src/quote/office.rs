//! Offices in words: *le ministre américain de la Défense* is whoever held that office on the day.

use super::{
    lexicon::class,
    reading::{Places, Reading},
};
use crate::{gazetteer::Gazetteer, model::EntityId};

/// What an office in words leads to.
pub(super) enum Holder {
    /// The one who held it on the day, or its only holder.
    One(EntityId),
    /// Several: the day is not known.
    Several,
}

/// The holder of the office that `phrase` names, on `date` where one is known.
pub(super) fn holder(r: &Reading, phrase: &Places, gazetteer: &Gazetteer, date: Option<&str>) -> Option<Holder> {
    let role = role(r, phrase)?;
    let of: Vec<EntityId> = phrase.clone().filter_map(|i| r.name_at(i)).filter_map(|n| n.entity).collect();
    let mut tenures = of.iter().flat_map(|&of| gazetteer.tenures_of(role, of));
    match date {
        Some(day) => tenures.find(|t| holds(t, day)).map(|t| Holder::One(t.holder)),
        None => {
            let mut holders: Vec<EntityId> = tenures.map(|t| t.holder).collect();
            holders.sort();
            holders.dedup();
            match holders.as_slice() {
                [] => None,
                [one] => Some(Holder::One(*one)),
                _ => Some(Holder::Several),
            }
        }
    }
}

/// Whether `day` falls in the tenure, as far as its dates are known.
fn holds(tenure: &crate::gazetteer::Tenure, day: &str) -> bool {
    let begun = tenure.since.is_empty() || tenure.since <= day;
    let over = !tenure.until.is_empty() && tenure.until < day && !day.starts_with(tenure.until);
    begun && !over
}

/// The role whose words all stand in the phrase, in order, the first right at its head; the longest wins.
fn role<'r>(r: &'r Reading, phrase: &Places) -> Option<&'r str> {
    let mut head = phrase.start;
    while head < phrase.end && r.is(head, class::DETERMINER) && !r.is(head, class::TITLE) {
        head += 1;
    }
    let fits = r.lexicon.roles.iter().filter(|role| in_order(r, head..phrase.end, &role.phrase));
    fits.max_by_key(|role| role.phrase.len()).map(|role| role.role.as_str())
}

/// Whether `words` stand in `places` in this order with nothing but names, adjectives and the country between them.
fn in_order(r: &Reading, places: Places, words: &[String]) -> bool {
    let mut k = places.start;
    for (n, word) in words.iter().enumerate() {
        let reach = if n == 0 { if r.lexicon.names_modify { 4 } else { 1 } } else { 3 };
        let Some(found) = (k..places.end.min(k + reach)).find(|&i| r.lower(i) == *word) else { return false };
        k = found + 1;
    }
    true
}
