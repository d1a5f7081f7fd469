//! Which documents an edit of the gazetteer may concern.

use std::collections::BTreeSet;

use crate::{
    annotate::Annotator,
    store::{ChangedSpelling, Changes, Reader, StoreError, Wanted},
};

/// The rows of the documents that may be annotated otherwise since these changes, in order; none where no words tell them, and all have
/// to be read again. What the annotator finds depends on nothing but
///
/// * the spellings that stand in the text, all that the gazetteer says of their entities, and their offices;
/// * who holds an office that the text tells beside a country or body, and the country of a capital;
/// * whether words of the text are given or family names.
///
/// # Errors
/// When the base cannot be read.
pub(super) fn affected(
    reader: &Reader<'_>,
    changes: &Changes,
    annotator: &Annotator,
) -> Result<Option<Vec<i64>>, StoreError> {
    let mut found = BTreeSet::new();
    for wanted in wanted(changes, annotator) {
        let Some(wanted) = wanted else { return Ok(None) };
        found.extend(reader.documents_with(&wanted)?);
    }
    Ok(Some(found.into_iter().collect()))
}

/// What to look for; none where something has no words.
fn wanted(changes: &Changes, annotator: &Annotator) -> Vec<Option<Wanted>> {
    let stands = |spelling: &ChangedSpelling| {
        Some(annotator.standing(&spelling.folded, spelling.inflected)).filter(|phrase| !phrase.is_empty())
    };
    let spellings = changes.spellings.iter().map(|spelling| stands(spelling).map(Wanted::from));
    let offices = changes.offices.iter().map(|((_, role), of)| {
        let phrases = of.iter().map(stands).collect::<Option<_>>();
        phrases.map(|phrases| Wanted { phrases, beside: annotator.role_words(role) })
    });
    // in no language are there words for some roles
    let offices =
        offices.filter(|wanted| wanted.as_ref().is_none_or(|w| !w.phrases.is_empty() && !w.beside.is_empty()));
    let other = changes.names.iter().filter(|(word, more)| annotator.gazetteer().is_other_name(word, **more));
    // a name of signs alone is no word of any text
    let names = other.map(|(word, _)| annotator.standing(word, false)).filter(|phrase| !phrase.is_empty());
    spellings.chain(offices).chain(names.map(|phrase| Some(phrase.into()))).collect()
}
