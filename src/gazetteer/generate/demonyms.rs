//! Every form of a demonym from its base forms.

use super::{DEMONYMS, Spelling, inflect, proposals::Proposals};
use crate::{gazetteer::files::Flaws, model::AliasSort};

/// What stands before a form that is taken as it is.
const AS_IS: char = '=';

/// Proposes the forms of each cell of `demonyms.tsv`.
pub(super) fn propose(text: &str, proposals: &mut Proposals, flaws: &mut Flaws) {
    for row in &DEMONYMS.rows(text, flaws) {
        let entity = row.cell(0);
        if proposals.gazetteer.find(entity).is_none() {
            flaws.add(row, "the id of an entity", format!("“{entity}”"));
        }
        for (k, language) in DEMONYMS.columns.iter().enumerate().skip(1) {
            let bases = row.cell(k).split(',').map(str::trim).filter(|base| !base.is_empty());
            for spelling in bases.flat_map(|base| forms(language, base)) {
                let (entity, language) = (entity.to_owned(), (*language).to_owned());
                proposals.add(Spelling { entity, spelling, language, sort: AliasSort::Demonym });
            }
        }
    }
}

/// A base form with all that is made of it. German and English nouns begin with a capital.
fn forms(language: &str, base: &str) -> Vec<String> {
    if let Some(own) = base.strip_prefix(AS_IS) {
        return vec![own.to_owned()];
    }
    let class = if base.starts_with(char::is_uppercase) { "Demonym" } else { "demonym" };
    let made = inflect::table(language).map(|table| table.forms(class, base));
    [base.to_owned()].into_iter().chain(made.unwrap_or_default()).collect()
}
