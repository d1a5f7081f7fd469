//! Days between a cue and its subject or clause.

use crate::{
    quote::{lexicon::class, reading::Reading},
    text::TokenKind,
};

/// Whether a day begins with an article at `k`: *el lunes*, *este martes*, *el pasado jueves*, *el 5 de mayo de 2024*, *la
/// semana pasada*.
pub(in crate::quote) fn is_day(r: &Reading, k: usize) -> bool {
    end_of_day(r, k) > k
}

/// Behind the day that begins with an article at `k`; `k` where none does.
pub(in crate::quote) fn end_of_day(r: &Reading, k: usize) -> usize {
    if !r.lexicon.drops_subject || !r.is(k, class::DETERMINER) || r.name_at(k).is_some() {
        return k;
    }
    let number = |i: usize| r.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    for i in [k + 1, k + 2] {
        if r.is(i, class::DAY) {
            return i + 1;
        }
        if r.is(i, class::PERIOD) {
            return i + 1 + usize::from(r.lexicon.ends_as_past(r.lower(i + 1))); // la semana pasada
        }
        if number(i) && r.is(i + 1, class::LINKER) && r.is(i + 2, class::MONTH) {
            return i + 3 + if r.is(i + 3, class::LINKER) && number(i + 4) { 2 } else { 0 };
        }
    }
    k
}
