//! Changes as they would be written by hand.

use super::{name, quoted, spaced};
use crate::model::{AliasParticular, EntityParticular, Judgement};
use crate::query::registry::GENDERS;
use crate::query::syntax::{AliasValue, Change, Edit, EntityValue, New, Split, Tenure};

/// A change as it would be written by hand, with its reason.
pub fn change(change: &Change) -> String {
    let mut out = if change.preview { "preview ".to_owned() } else { String::new() };
    out.push_str(&edit(&change.edit));
    spaced(&mut out, &change.because.as_deref().map(because).unwrap_or_default());
    out
}

/// The same without its reason.
pub fn edit(edit: &Edit) -> String {
    match edit {
        Edit::Alias(spelling, of) => format!("alias {} = {}", name(spelling), name(of)),
        Edit::ForgetAlias(spelling, None) => format!("forget alias {}", name(spelling)),
        Edit::ForgetAlias(spelling, Some(of)) => format!("forget alias {} of {}", name(spelling), name(of)),
        Edit::ForgetEntity(of) => format!("forget entity {}", name(of)),
        Edit::ForgetTenure(held) => format!("forget office {}", tenure(held)),
        Edit::ForgetQuery(query) => format!("forget query {}", query.text),
        Edit::Add(added) => format!("add {}", new(added)),
        Edit::Describe(of, text) => format!("describe {} = {}", name(of), quoted(text)),
        Edit::Rename(of, text) => format!("rename {} = {}", name(of), name(text)),
        Edit::Merge(from, into) => format!("merge {} into {}", name(from), name(into)),
        Edit::Split(Split { spellings, from, new: added }) => {
            let spellings: Vec<String> = spellings.iter().map(name).collect();
            format!("split {} from {} as {}", spellings.join(" or "), name(from), new(added))
        }
        Edit::SetEntity(of, value) => {
            let (what, value) = entity_value(value);
            format!("set {what} of {} = {value}", name(of))
        }
        Edit::SetAlias(spelling, of, value) => {
            let (what, value) = alias_value(value);
            format!("set {what} of alias {} of {} = {value}", name(spelling), name(of))
        }
        Edit::Set(set) => {
            format!("set {} of document {} = {}", set.particular, name(&set.document), name(&set.value))
        }
        Edit::Speaker(quotation, speaker) => format!("speaker of {} = {}", quotation.text, name(speaker)),
        Edit::Judge(what, quotation, words) => {
            let mut out = format!("{} {}", verb(*what), quotation.text);
            spaced(&mut out, &words.as_deref().map(quoted).unwrap_or_default());
            out
        }
        Edit::Hold(held) => format!("office {}", tenure(held)),
        Edit::Undo(steps) => counted("undo", *steps),
        Edit::Redo(steps) => counted("redo", *steps),
    }
}

/// How what is said of a quotation is written.
fn verb(what: Judgement) -> &'static str {
    match what {
        Judgement::Speaker => "speaker of",
        Judgement::Rejected => "reject",
        Judgement::Checked => "check",
        Judgement::Note => "note",
    }
}

fn counted(word: &str, steps: u32) -> String {
    if steps == 1 { word.to_owned() } else { format!("{word} {steps}") }
}

fn new(new: &New) -> String {
    let mut out = format!("{} {}", new.kind, name(&new.name));
    spaced(&mut out, &new.key.as_ref().map(|key| format!("@{}", key.text)).unwrap_or_default());
    out
}

fn tenure(tenure: &Tenure) -> String {
    let mut out = format!("{} of {} = {}", name(&tenure.role), name(&tenure.of), name(&tenure.holder));
    spaced(&mut out, &tenure.since.as_ref().map(|date| format!("since {}", name(date))).unwrap_or_default());
    spaced(&mut out, &tenure.until.as_ref().map(|date| format!("until {}", name(date))).unwrap_or_default());
    out
}

fn entity_value(value: &EntityValue) -> (EntityParticular, String) {
    match value {
        EntityValue::Kind(kind) => (EntityParticular::Kind, kind.to_string()),
        EntityValue::Gender(gender) => {
            let word = GENDERS.iter().find(|(_, kept)| kept == gender).map_or("", |(word, _)| word);
            (EntityParticular::Gender, word.to_owned())
        }
        EntityValue::Country(country) => {
            (EntityParticular::Country, country.as_ref().map_or("unknown".to_owned(), name))
        }
    }
}

fn alias_value(value: &AliasValue) -> (AliasParticular, String) {
    match value {
        AliasValue::Case(case) => (AliasParticular::Case, case.to_string()),
        AliasValue::Sort(sort) => (AliasParticular::Sort, sort.to_string()),
        AliasValue::Language(language) => {
            (AliasParticular::Language, language.as_ref().map_or("every".to_owned(), name))
        }
    }
}

fn because(reason: &str) -> String {
    format!("because {}", quoted(reason))
}
