//! From what was typed to edits of the base.

use crate::{
    query::{self, Change, New, Tenure},
    store::{Asked, Correction, Edit, Reader, StoreError, Verdict},
};

/// The edits that a change asks for; none of a step back or forth.
pub(in crate::cli) fn asked(reader: &Reader<'_>, change: &Change) -> Result<Vec<Asked>, StoreError> {
    let who = who();
    let why = change.because.as_deref().map(tidy);
    let asked = |edit| Asked { edit, command: change.text.clone(), who: who.clone(), why: why.clone() };
    Ok(edits(reader, change)?.into_iter().map(asked).collect())
}

/// A text in one line.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who sits here: `DIXIT_USER`, or the name under which the system knows them.
pub(in crate::cli) fn who() -> Option<String> {
    let named = |name: &&str| std::env::var(name).ok().filter(|who| !who.trim().is_empty());
    ["DIXIT_USER", "USER", "LOGNAME", "USERNAME"].iter().find_map(named)
}

fn edits(reader: &Reader<'_>, change: &Change) -> Result<Vec<Edit>, StoreError> {
    Ok(match &change.edit {
        query::Edit::Alias(spelling, of) => vec![Edit::spelling((&of.key, &of.name), spelling)],
        query::Edit::ForgetAlias(spelling, having) => {
            let forget = |entity: &query::NamedEntity| Edit::ForgetAlias {
                entity: entity.key.clone(),
                spelling: tidy(spelling),
            };
            having.iter().map(forget).collect()
        }
        query::Edit::ForgetEntity(entity) => vec![Edit::ForgetEntity { entity: entity.key.clone() }],
        query::Edit::ForgetTenure(tenure) => {
            let Tenure { role, of, holder, since, .. } = tenure;
            let (office, role) = (office(reader, tenure)?, role.clone());
            let (of, holder, since) = (of.key.clone(), holder.key.clone(), since.clone());
            vec![Edit::ForgetTenure { office, role, of, holder, since }]
        }
        query::Edit::Add(New { kind, name, key }) => {
            let key = key_of(reader, (name, key.as_ref()))?;
            vec![Edit::AddEntity { key, kind: *kind, name: tidy(name) }]
        }
        query::Edit::SetEntity(entity, particular, value) => {
            let (entity, value) = (entity.key.clone(), tidy(value));
            vec![Edit::SetEntity { entity, particular: *particular, value }]
        }
        query::Edit::SetAlias(spelling, entity, particular, value) => {
            let (entity, spelling, value) = (entity.key.clone(), tidy(spelling), value.clone());
            vec![Edit::SetAlias { entity, spelling, particular: *particular, value }]
        }
        query::Edit::Merge(from, into) => vec![Edit::Merge { from: from.key.clone(), into: into.key.clone() }],
        query::Edit::Split(spellings, from, New { kind, name, key }) => {
            let key = key_of(reader, (name, key.as_ref()))?;
            let (from, spellings) = (from.key.clone(), spellings.iter().map(|s| tidy(s)).collect());
            vec![Edit::Split { from, spellings, key, kind: *kind, name: tidy(name) }]
        }
        query::Edit::Hold(tenure) => {
            let Tenure { role, of, holder, since, until } = tenure;
            vec![Edit::Hold {
                office: office(reader, tenure)?,
                role: role.clone(),
                of: of.key.clone(),
                holder: holder.key.clone(),
                since: since.clone().unwrap_or_default(),
                until: until.clone().unwrap_or_default(),
            }]
        }
        query::Edit::Set(set) => {
            let source = reader.document_numbered(set.document.id)?.map(|head| head.source);
            let source = source.ok_or_else(|| StoreError::NoDocument(set.document.key.clone()))?;
            let correction = Correction { value: set.value.clone(), reason: change.because.clone() };
            vec![Edit::Set { source, particular: set.particular, correction }]
        }
        query::Edit::Judge(query::Judged { quotation, what, value, entity }) => {
            let (value, entity) = (tidy(value), entity.clone());
            let verdict = Verdict { value, entity, who: who(), why: change.because.as_deref().map(tidy), at: None };
            vec![Edit::Judge { quotation: quotation.clone(), what: *what, verdict: Some(verdict) }]
        }
        query::Edit::Undo(_) | query::Edit::Redo(_) => Vec::new(),
    })
}

fn office(reader: &Reader<'_>, tenure: &Tenure) -> Result<String, StoreError> {
    reader.office((&tenure.role, &tenure.of.key), &tenure.holder.key)
}

fn key_of(reader: &Reader<'_>, (name, key): (&str, Option<&String>)) -> Result<String, StoreError> {
    key.map_or_else(|| reader.new_entity_key(name), |key| Ok(key.clone()))
}
