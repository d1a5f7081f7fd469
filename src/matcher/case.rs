//! Whether the capitals of a text suit an alias.

use crate::{
    gazetteer::Alias,
    model::{AliasSort, CasePolicy},
};

/// Whether a text that begins with a small letter can suit the alias.
pub(super) fn may_begin_small(alias: &Alias) -> bool {
    alias.case == CasePolicy::Any || !begins_with_capital(alias.spelling)
}

/// Whether the surface meets the alias' case policy. That the text around it is all capitals changes nothing here: which
/// initials are a common word there depends on the language, which the annotator knows.
pub(super) fn fits(alias: &Alias, surface: &str) -> bool {
    if alias.case == CasePolicy::Any || !alias.spelling.chars().any(char::is_uppercase) {
        return true;
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let all_capitals = !alias.spelling.chars().any(char::is_lowercase);
    if alias.sort == AliasSort::Acronym || (all_capitals && !alias.spelling.contains(' ')) {
        let exact = !surface.chars().any(char::is_lowercase) || surface == alias.spelling;
        let titled = letters(surface) >= 4 && all_capitals && is_titled(surface);
        return exact || titled;
    }
    !begins_with_capital(alias.spelling) || begins_with_capital(surface)
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
