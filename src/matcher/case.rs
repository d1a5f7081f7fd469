//! Whether the capitals of a text suit an alias.

use crate::{
    gazetteer::{Alias, Gazetteer},
    model::{AliasSort, CasePolicy},
};

/// Whether a text that begins with a small letter can suit the alias.
pub(super) fn may_begin_small(alias: &Alias) -> bool {
    alias.case == CasePolicy::Any || !begins_with_capital(alias.spelling)
}

/// Whether the surface meets the case policy of the alias with this number. That the text around it is all capitals changes nothing here: which
/// initials are a common word there depends on the language, which the annotator knows.
pub(super) fn fits((gazetteer, alias): (&Gazetteer, u32), surface: &str) -> bool {
    let spelling = gazetteer.spelling(alias);
    if gazetteer.case(alias) == CasePolicy::Any || !spelling.chars().any(char::is_uppercase) {
        return true;
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let all_capitals = !spelling.chars().any(char::is_lowercase);
    if gazetteer.sort(alias) == AliasSort::Acronym || (all_capitals && !spelling.contains(' ')) {
        let exact = !surface.chars().any(char::is_lowercase) || surface == spelling;
        let titled = letters(surface) >= 4 && all_capitals && is_titled(surface);
        return exact || titled;
    }
    !begins_with_capital(spelling) || begins_with_capital(surface)
}

/// Whether the first letter is a capital.
fn begins_with_capital(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

/// `Otan`: a capital and small letters.
fn is_titled(surface: &str) -> bool {
    let mut letters = surface.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
}
