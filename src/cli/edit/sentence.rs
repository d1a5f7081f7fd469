//! Edits as lines of the language that say the same in any base: entities by their keys.

use crate::{
    model::{AliasParticular, AliasSort, CasePolicy, EntityParticular, Kind},
    query::{
        print_edit, registry,
        syntax::{AliasValue, At, Edit as Line, EntityValue, Form, Name, New, Split, Tenure, Word},
    },
    span::Span,
    store::Edit,
};

/// The lines that make this edit; none for edits that belong to this base alone. `name` is that of the entity whose spelling it adds.
pub(in crate::cli) fn sentences(edit: &Edit, name: Option<&str>) -> Vec<String> {
    lines(edit, name).iter().map(print_edit).collect()
}

fn lines(edit: &Edit, name: Option<&str>) -> Vec<Line> {
    match edit {
        Edit::AddAlias { entity, spelling, .. } => {
            let plain = Edit::spelling((entity, name.unwrap_or(spelling)), spelling);
            let more = more(&plain, edit).into_iter();
            let set = more.map(|value| Line::SetAlias(quoted(spelling), key(entity), value));
            std::iter::once(Line::Alias(quoted(spelling), key(entity))).chain(set).collect()
        }
        Edit::ForgetAlias { entity, spelling } => vec![Line::ForgetAlias(quoted(spelling), Some(key(entity)))],
        Edit::AddEntity { key, kind, name } => vec![Line::Add(new(key, *kind, name))],
        Edit::SetEntity { entity, particular, value } => set_entity(entity, *particular, value).into_iter().collect(),
        Edit::SetAlias { entity, spelling, particular, value } => {
            let value = alias_value(*particular, value);
            value.map(|value| Line::SetAlias(quoted(spelling), key(entity), value)).into_iter().collect()
        }
        Edit::Merge { from, into } => vec![Line::Merge(key(from), key(into))],
        Edit::Split { from, spellings, key: own, kind, name } => {
            let spellings = spellings.iter().map(|spelling| quoted(spelling)).collect();
            vec![Line::Split(Split { spellings, from: key(from), new: new(own, *kind, name) })]
        }
        Edit::ForgetEntity { entity } => vec![Line::ForgetEntity(key(entity))],
        Edit::Hold { role, of, holder, since, until, .. } => vec![Line::Hold(Tenure {
            role: bare(role),
            of: key(of),
            holder: key(holder),
            since: day(since),
            until: day(until),
        })],
        Edit::ForgetTenure { role, of, holder, since, .. } => vec![Line::ForgetTenure(Tenure {
            role: bare(role),
            of: key(of),
            holder: key(holder),
            since: since.as_deref().and_then(day),
            until: None,
        })],
        Edit::Set { .. } | Edit::Reject { .. } | Edit::Judge { .. } | Edit::Import { .. } => Vec::new(),
    }
}

/// What an edit that adds a spelling says more than the plain one.
fn more(plain: &Edit, edit: &Edit) -> Vec<AliasValue> {
    let (Edit::AddAlias { sort: usual, .. }, Edit::AddAlias { language, sort, case, .. }) = (plain, edit) else {
        return Vec::new();
    };
    let sort = Some(AliasValue::Sort(*sort)).filter(|_| sort != usual);
    let case = Some(AliasValue::Case(*case)).filter(|_| *case != CasePolicy::Match);
    let language = Some(language).filter(|code| *code != "*").map(|code| AliasValue::Language(Some(bare(code))));
    [sort, case, language].into_iter().flatten().collect()
}

fn set_entity(entity: &str, particular: EntityParticular, value: &str) -> Option<Line> {
    Some(match particular {
        EntityParticular::Name => Line::Rename(key(entity), quoted(value)),
        EntityParticular::Description => Line::Describe(key(entity), value.to_owned()),
        EntityParticular::Kind => Line::SetEntity(key(entity), EntityValue::Kind(Kind::from_word(value)?)),
        EntityParticular::Gender => {
            let kept = registry::GENDERS.iter().find(|(_, kept)| *kept == value)?.1;
            Line::SetEntity(key(entity), EntityValue::Gender(kept))
        }
        EntityParticular::Country => {
            let country = Some(value).filter(|value| !value.is_empty()).map(key);
            Line::SetEntity(key(entity), EntityValue::Country(country))
        }
    })
}

fn alias_value(particular: AliasParticular, value: &str) -> Option<AliasValue> {
    Some(match particular {
        AliasParticular::Case => AliasValue::Case(CasePolicy::from_word(value)?),
        AliasParticular::Sort => AliasValue::Sort(AliasSort::from_word(value)?),
        AliasParticular::Language => AliasValue::Language(Some(value).filter(|code| *code != "*").map(bare)),
    })
}

const NOWHERE: At = At(Span { start: 0, end: 0 });

fn name(form: Form) -> Name {
    Name { form, at: NOWHERE }
}

fn key(key: &str) -> Name {
    name(Form::Key(key.to_owned()))
}

fn quoted(text: &str) -> Name {
    name(Form::Quoted(text.to_owned()))
}

fn word(text: &str) -> Word {
    Word { text: text.to_owned(), at: NOWHERE }
}

fn bare(text: &str) -> Name {
    name(Form::Words(vec![word(text)]))
}

fn day(text: &str) -> Option<Name> {
    Some(text).filter(|text| !text.is_empty()).map(bare)
}

fn new(key: &str, kind: Kind, name: &str) -> New {
    New { kind, name: quoted(name), key: Some(word(key)) }
}
