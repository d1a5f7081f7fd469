//! What a gazetteer covers, in numbers: entities, spellings, offices, states, transliterations.

use std::collections::{BTreeMap, HashSet};

use super::{
    Gazetteer,
    files::{FilesError, Flaws, Sheet},
    generate::{Sources, transliterations},
};
use crate::{
    model::{AliasSort, EntityId, Kind},
    text::fold,
};

/// The member states of the United Nations, and why one has no capital.
const MEMBERS: Sheet = Sheet { file: "un-members.tsv", columns: &["country", "without_capital"] };

/// Languages in which demonyms and transliterations are to be complete.
const LANGUAGES: [&str; 4] = ["fr", "en", "de", "es"];

/// Roles of those who head a state or its government.
const HEADS: [&str; 9] = [
    "president",
    "prime-minister",
    "monarch",
    "chancellor",
    "supreme-leader",
    "head-of-state",
    "head-of-government",
    "acting-president",
    "leader",
];

/// One number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What is looked at.
    pub area: &'static str,
    /// What is counted.
    pub what: String,
    /// How many there are.
    pub count: usize,
    /// How many there could be, where that is known.
    pub all: Option<usize>,
    /// What is missing, as keys.
    pub missing: Vec<String>,
}

/// Counts what `gazetteer` covers on a day, `YYYY-MM-DD`; `native` is the text of `native.tsv`.
///
/// # Errors
/// With every flaw of the lists that it is held against.
pub fn coverage(gazetteer: &Gazetteer, native: &str, today: &str) -> Result<Vec<Count>, FilesError> {
    let mut all = entities(gazetteer);
    all.extend(aliases(gazetteer));
    all.extend(in_office(gazetteer, today));
    all.extend(members(gazetteer, today)?);
    all.extend(written_otherwise(gazetteer, native)?);
    Ok(all)
}

/// The text of the shipped `native.tsv`.
pub fn shipped_native() -> &'static str {
    Sources::shipped().native
}

fn plain(area: &'static str, what: impl Into<String>, count: usize) -> Count {
    Count { area, what: what.into(), count, all: None, missing: Vec::new() }
}

/// How many of `keys` there are besides those that are missing.
fn share(area: &'static str, what: impl Into<String>, all: usize, mut missing: Vec<String>) -> Count {
    missing.sort();
    Count { area, what: what.into(), count: all - missing.len(), all: Some(all), missing }
}

fn entities(gazetteer: &Gazetteer) -> Vec<Count> {
    let of = |kind: Kind| gazetteer.entities().filter(move |(_, e)| e.kind == kind).count();
    let mut all: Vec<Count> = Kind::ALL.iter().map(|&kind| plain("entities", kind.word(), of(kind))).collect();
    let taken_in = gazetteer.entities().filter(|(id, _)| gazetteer.is_taken_in(*id)).count();
    all.extend((taken_in > 0).then(|| plain("entities", "taken in", taken_in)));
    all.push(plain(
        "entities",
        "with ids elsewhere",
        gazetteer.entities().filter(|(_, e)| !e.external.is_empty()).count(),
    ));
    all
}

fn aliases(gazetteer: &Gazetteer) -> Vec<Count> {
    let mut by: BTreeMap<(AliasSort, &str), usize> = BTreeMap::new();
    gazetteer.aliases().for_each(|(_, a)| *by.entry((a.sort, a.language)).or_default() += 1);
    by.iter().map(|((sort, language), n)| plain("aliases", format!("{sort} {language}"), *n)).collect()
}

fn in_office(gazetteer: &Gazetteer, today: &str) -> Vec<Count> {
    let people = |of: &dyn Fn(&super::Tenure) -> bool| {
        let held = gazetteer.tenures().filter(|t| gazetteer.kind(t.holder) == Kind::Person && of(t));
        held.map(|t| t.holder).collect::<HashSet<_>>().len()
    };
    let all = gazetteer.entities().filter(|(_, e)| e.kind == Kind::Person).count();
    let count = |what: &str, count| Count { all: Some(all), ..plain("people", what, count) };
    vec![
        count("with an office at any time", people(&|_| true)),
        count("with an office today", people(&|t| is_held(t, today))),
    ]
}

fn is_held(tenure: &super::Tenure, today: &str) -> bool {
    tenure.since <= today && (tenure.until.is_empty() || tenure.until >= today)
}

/// The member states, by what each must have.
fn members(gazetteer: &Gazetteer, today: &str) -> Result<Vec<Count>, FilesError> {
    let mut flaws = Flaws::default();
    let rows = MEMBERS.rows(include_str!("../../data/gazetteer/un-members.tsv"), &mut flaws);
    if !flaws.0.is_empty() {
        return Err(FilesError::Flaws(flaws.0));
    }
    let demonyms = demonyms(gazetteer);
    let held = |id: EntityId, of: &dyn Fn(&super::Tenure) -> bool| gazetteer.tenures().any(|t| t.of == id && of(&t));
    let is_head = |t: &super::Tenure| HEADS.contains(&t.role);
    let mut missing: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut incomplete: HashSet<&str> = HashSet::new();
    let mut want = |key, what: &str, there: bool| {
        missing.entry(what.to_owned()).or_default().extend((!there).then(|| String::from(key)));
        (!there).then(|| incomplete.insert(key));
    };
    for row in &rows {
        let (key, found) = (row.cell(0), gazetteer.find(row.cell(0)));
        for language in LANGUAGES {
            let there = found.is_some_and(|id| demonyms.contains(&(id, language)) || demonyms.contains(&(id, "*")));
            want(key, &format!("with demonyms in {language}"), there);
        }
        let has = |of: &dyn Fn(&super::Tenure) -> bool| found.is_some_and(|id| held(id, of));
        want(key, "with a capital, or a reason why not", !row.cell(1).is_empty() || has(&|t| t.role == "capital"));
        want(key, "with a head of state or government", has(&is_head));
        want(key, "with one today", has(&|t| is_head(t) && is_held(t, today)));
    }
    let complete = incomplete.into_iter().map(str::to_owned).collect();
    let mut all: Vec<Count> =
        missing.into_iter().map(|(what, keys)| share("UN members", what, rows.len(), keys)).collect();
    all.push(share("UN members", "complete", rows.len(), complete));
    Ok(all)
}

fn demonyms(gazetteer: &Gazetteer) -> HashSet<(EntityId, &str)> {
    gazetteer.aliases().filter(|(_, a)| a.sort == AliasSort::Demonym).map(|(_, a)| (a.entity, a.language)).collect()
}

/// Names from another script, by language: those that have every spelling that the press there gives them.
fn written_otherwise(gazetteer: &Gazetteer, native: &str) -> Result<Vec<Count>, FilesError> {
    let spelled: HashSet<(EntityId, String)> = gazetteer.aliases().map(|(_, a)| (a.entity, fold(a.spelling))).collect();
    let names = transliterations(gazetteer, native)?;
    let entities: HashSet<EntityId> = names.iter().map(|(id, _)| *id).collect();
    let lacking = |language: &str| {
        let lacks = names.iter().filter(|(id, latin)| {
            let own = latin.iter().filter(|l| l.language == language || l.language == "*");
            own.clone().next().is_none() || own.into_iter().any(|l| !spelled.contains(&(*id, fold(&l.full))))
        });
        lacks.map(|(id, _)| gazetteer.key(*id).to_owned()).collect::<HashSet<_>>().into_iter().collect::<Vec<_>>()
    };
    let full = |language: &&str| {
        share("other scripts", format!("with all transliterations of {language}"), entities.len(), lacking(language))
    };
    let mut all = vec![plain("other scripts", "names", entities.len())];
    all.extend(LANGUAGES.iter().map(full));
    Ok(all)
}
