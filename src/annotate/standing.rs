//! By which words a document is known in which something of the gazetteer may stand.

use std::collections::BTreeSet;

use super::Annotator;
use crate::{
    matcher::prefixes,
    text::{Phrase, fold, searchable},
};

impl Annotator {
    /// The words of a folded spelling, with what may be written together with them: short words before the first, and the ending of
    /// the genitive behind the last where it may have one. Where none of these stand the spelling is not found.
    pub fn standing(&self, folded: &str, inflected: bool) -> Phrase {
        let words = searchable(folded);
        let mut words: Phrase = words.split(' ').filter(|w| !w.is_empty()).map(|w| vec![w.to_owned()]).collect();
        if let Some(first) = words.first_mut() {
            let longer: Vec<String> = prefixes(&first[0]).iter().map(|prefix| prefix.clone() + &first[0]).collect();
            first.extend(longer);
        }
        if let Some(last) = words.last_mut().filter(|_| inflected) {
            let ends: BTreeSet<String> =
                self.engines.values().flat_map(|language| language.words.genitives()).map(fold).collect();
            let longer = |word: &String| ends.iter().map(|end| word.clone() + end).collect::<Vec<_>>();
            let longer: Vec<String> = last.iter().flat_map(longer).collect();
            last.extend(longer);
        }
        words
    }

    /// The words that all stand where a role is told, for each way to tell it.
    pub fn role_words(&self, role: &str) -> Vec<Vec<String>> {
        let roles = self.engines.values().flat_map(|language| &language.pack.roles).filter(|r| r.role == role);
        let words = |phrase: &String| searchable(phrase).split(' ').map(str::to_owned).collect();
        roles.flat_map(|role| &role.phrases).map(words).collect()
    }
}
