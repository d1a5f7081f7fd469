//! What an edit does to the documents, in words.

use super::super::explain::counted;
use crate::{
    import::{Effect, Fates},
    output::clean_line,
    store::{Edit, Step},
};

/// Spellings that are told one by one.
const TOLD: usize = 5;

/// ` 2023-10-31 (metadata) → 2024-10-31 (given)`.
pub(super) fn particular((before, after): &(Option<String>, Option<String>)) -> String {
    let shown = |value: &Option<String>| clean_line(value.as_deref().unwrap_or("unknown")).into_owned();
    format!("{} → {}", shown(before), shown(after))
}

/// `3 mentions more, 1 quotation gains its speaker, in 2 documents; takes “Kim” away from nobody`.
pub(in crate::cli) fn told(effect: &Effect, step: &Step) -> String {
    let parts = [mentions(&effect.mentions), quotations(&effect.quotations)].concat();
    let mut said = match (effect.changed, parts.is_empty()) {
        (0, _) => "nothing changes in the documents".to_owned(),
        (changed, true) => format!("{} read otherwise", counted(changed as usize, "document")),
        (changed, false) => format!("{}, in {}", parts.join(", "), counted(changed as usize, "document")),
    };
    let others = effect.taken.iter().filter(|((_, owner), _)| !names(step, owner));
    let taken: Vec<String> = others.map(|((surface, owner), n)| format!("“{surface}” from @{owner} ({n})")).collect();
    match (taken.as_slice(), new_spelling(step)) {
        ([], Some(spelling)) => said.push_str(&format!("; takes “{spelling}” away from nobody")),
        ([], None) => {}
        (all, _) => {
            let more = if all.len() > TOLD { " …" } else { "" };
            said.push_str(&format!("; takes {}{more}", all[..all.len().min(TOLD)].join(", ")));
        }
    }
    said
}

/// Whether a step changes the entity with this key.
pub(super) fn names(step: &Step, key: &str) -> bool {
    step.changes.iter().any(|logged| logged.change.rows.keys().contains(&key))
}

/// The spelling that a step adds, where that is all it does.
fn new_spelling(step: &Step) -> Option<&str> {
    match step.changes.as_slice() {
        [only] => match &only.change.edit {
            Edit::AddAlias { spelling, .. } if !only.undone => Some(spelling),
            _ => None,
        },
        _ => None,
    }
}

fn mentions(fates: &Fates) -> Vec<String> {
    let Fates { new, gone, found, lost, moved } = *fates;
    let says = [
        (new, "more", "more"),
        (gone, "fewer", "fewer"),
        (found, "no longer ambiguous", "no longer ambiguous"),
        (lost, "becomes ambiguous", "become ambiguous"),
        (moved, "goes over to another", "go over to another"),
    ];
    phrases("mention", &says)
}

fn quotations(fates: &Fates) -> Vec<String> {
    let Fates { new, gone, found, lost, moved } = *fates;
    let says = [
        (new, "more", "more"),
        (gone, "fewer", "fewer"),
        (found, "gains its speaker", "gain their speakers"),
        (lost, "loses its speaker", "lose their speakers"),
        (moved, "changes its speaker", "change their speakers"),
    ];
    phrases("quotation", &says)
}

fn phrases(noun: &str, says: &[(u64, &str, &str)]) -> Vec<String> {
    let some = says.iter().filter(|(n, ..)| *n > 0);
    some.map(|(n, one, several)| format!("{} {}", counted(*n as usize, noun), if *n == 1 { one } else { several }))
        .collect()
}
