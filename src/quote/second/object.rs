//! The clause of a verb, and whether it has an object.

use super::{field, nominal::is_noun};
use crate::quote::{
    cue::Group,
    lexicon::class,
    reading::{Places, Reading},
};

/// Where the clause of a verb begins: at the words before a verb that stands second, or behind the last comma.
pub(in crate::quote) fn clause_start(r: &Reading, floor: usize, group: &Group) -> usize {
    match field::constituent(r, floor, group.places.start) {
        Some(_) => floor,
        None => field::field(r, floor, group.places.start),
    }
}

/// Whether a noun that no preposition governs stands in the clause besides its subject.
pub(in crate::quote) fn has_object(r: &Reading, clause: &Places, subject: &Places) -> bool {
    clause.clone().any(|k| !subject.contains(&k) && (is_noun(r, k) || r.name_at(k).is_some()) && is_free(r, clause, k))
}

/// Whether no preposition governs the noun at `k`, and no other noun stands right before it.
fn is_free(r: &Reading, clause: &Places, k: usize) -> bool {
    let mut i = k;
    while i > clause.start {
        i -= 1;
        let article = r.is(i, class::DETERMINER) && !r.is(i, class::PREPOSITION);
        if r.is(i, class::PREPOSITION) {
            return false;
        }
        if r.is(i, class::DAY | class::MONTH | class::TIME) {
            return i + 1 < k; // am Montag höhere Löhne
        }
        let genitive = article && i > clause.start && is_noun(r, i - 1) && r.is(i, class::LINKER);
        if article {
            return !(genitive || i > clause.start && r.is(i - 1, class::PREPOSITION));
        }
        if is_noun(r, i) || r.mark(i) == Some(',') {
            return r.mark(i).is_some();
        }
        if super::nominal::is_verbal(r, i) {
            return true;
        }
    }
    true
}
