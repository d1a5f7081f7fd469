//! Changes of the gazetteer, of the kept questions, and of what is known of documents.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, value};

use super::cursor::{Cursor, Expected, Fault, Parsed, ident, key, maybe, number, phrase, sign, text};
use super::name::{Sort, name};
use super::statement::after;
use crate::model::{AliasParticular, AliasSort, CasePolicy, EntityParticular, Judgement, Kind, Particular};
use crate::query::registry::{ALIAS_PARTICULARS, ENTITY_PARTICULARS, GENDERS, NameClass, PARTICULARS};
use crate::query::syntax::{AliasValue, Change, Edit, EntityValue, Name, New, Set, Split, Tenure};

/// A change, with its reason; or only a look at what it would do.
pub fn change(cursor: Cursor<'_>) -> Parsed<'_, Change> {
    let (cursor, preview) = maybe(cursor, phrase("preview"))?;
    let (cursor, edit) = edit(cursor)?;
    let steps = matches!(edit, Edit::Undo(_) | Edit::Redo(_) | Edit::ForgetQuery(_));
    let (cursor, because) = if steps { (cursor, None) } else { maybe(cursor, |c| after(c, "because", text))? };
    Ok((cursor, Change { edit, because: because.map(|(text, _)| text), preview: preview.is_some() }))
}

fn edit(cursor: Cursor<'_>) -> Parsed<'_, Edit> {
    alt((
        |c| after(c, "alias", alias),
        |c| after(c, "forget", forget),
        map(|c| after(c, "add", new), Edit::Add),
        |c| after(c, "describe", describe),
        |c| after(c, "rename", rename),
        |c| after(c, "merge", merge),
        map(|c| after(c, "split", split), Edit::Split),
        |c| after(c, "set", set),
        |c| after(c, "speaker of", speaker),
        |c| after(c, "reject", |c| judged(c, Judgement::Rejected)),
        |c| after(c, "check", |c| judged(c, Judgement::Checked)),
        |c| after(c, "note", |c| judged(c, Judgement::Note)),
        map(|c| after(c, "office", |c| tenure(c, true)), Edit::Hold),
        map(|c| after(c, "undo", steps), Edit::Undo),
        map(|c| after(c, "redo", steps), Edit::Redo),
    ))
    .parse(cursor)
}

fn entity(cursor: Cursor<'_>) -> Parsed<'_, Name> {
    name(cursor, Sort::Of(NameClass::Entity))
}

fn spelling(cursor: Cursor<'_>) -> Parsed<'_, Name> {
    name(cursor, Sort::Of(NameClass::Spelling))
}

/// `of NAME`
fn of(cursor: Cursor<'_>) -> Parsed<'_, Name> {
    after(cursor, "of", entity)
}

/// `= …`
fn equals<'s, T>(cursor: Cursor<'s>, parser: impl Fn(Cursor<'s>) -> Parsed<'s, T>) -> Parsed<'s, T> {
    let (cursor, _) = sign('=')(cursor)?;
    parser(cursor)
}

/// One of some words of the language.
fn word<'s, T: Copy>(cursor: Cursor<'s>, words: impl Iterator<Item = (&'static str, T)>) -> Parsed<'s, T> {
    for (word, meant) in words {
        if let (after, Some(_)) = maybe(cursor, phrase(word))? {
            return Ok((after, meant));
        }
    }
    Err(nom::Err::Error(Fault::Miss))
}

fn kind(cursor: Cursor<'_>) -> Parsed<'_, Kind> {
    word(cursor, Kind::ALL.iter().map(|kind| (kind.word(), *kind)))
}

fn steps(cursor: Cursor<'_>) -> Parsed<'_, u32> {
    map(|c| maybe(c, number), |number| number.unwrap_or(1)).parse(cursor)
}

fn alias(cursor: Cursor<'_>) -> Parsed<'_, Edit> {
    let (cursor, spelling) = spelling(cursor)?;
    map(|c| equals(c, entity), |of| Edit::Alias(spelling.clone(), of)).parse(cursor)
}

fn forget(cursor: Cursor<'_>) -> Parsed<'_, Edit> {
    alt((
        map(|c| after(c, "query", ident(NameClass::Query)), Edit::ForgetQuery),
        map(|c| after(c, "entity", entity), Edit::ForgetEntity),
        map(|c| after(c, "office", |c| tenure(c, false)), Edit::ForgetTenure),
        |c| after(c, "alias", forget_alias),
    ))
    .parse(cursor)
}

fn forget_alias(cursor: Cursor<'_>) -> Parsed<'_, Edit> {
    let (cursor, spelling) = spelling(cursor)?;
    let (cursor, of) = maybe(cursor, of)?;
    Ok((cursor, Edit::ForgetAlias(spelling, of)))
}

/// `KIND NAME [@KEY]`
fn new(cursor: Cursor<'_>) -> Parsed<'_, New> {
    let (cursor, kind) = kind(cursor)?;
    let (cursor, name) = name(cursor, Sort::Of(NameClass::Words))?;
    let (cursor, key) = maybe(cursor, key)?;
    Ok((cursor, New { kind, name, key }))
}

fn describe(cursor: Cursor<'_>) -> Parsed<'_, Edit> {
    let (cursor, of) = entity(cursor)?;
    map(|c| equals(c, text), |(text, _)| Edit::Describe(of.clone(), text)).parse(cursor)
}

fn rename(cursor: Cursor<'_>) -> Parsed<'_, Edit> {
    let (cursor, of) = entity(cursor)?;
    map(|c| equals(c, spelling), |new| Edit::Rename(of.clone(), new)).parse(cursor)
}

fn merge(cursor: Cursor<'_>) -> Parsed<'_, Edit> {
    let (cursor, from) = name(cursor, Sort::UpTo(NameClass::Entity, "into"))?;
    map(|c| after(c, "into", entity), |into| Edit::Merge(from.clone(), into)).parse(cursor)
}

/// `SPELLING {or SPELLING} from NAME as KIND NAME [@KEY]`
fn split(cursor: Cursor<'_>) -> Parsed<'_, Split> {
    let one = |cursor| name(cursor, Sort::UpTo(NameClass::Spelling, "from"));
    let (mut cursor, first) = one(cursor)?;
    let mut spellings = vec![first];
    while let (next, Some(_)) = maybe(cursor, phrase("or"))? {
        let (after, spelling) = one(next)?;
        spellings.push(spelling);
        cursor = after;
    }
    let (cursor, from) = after(cursor, "from", entity)?;
    let (cursor, new) = after(cursor, "as", new)?;
    Ok((cursor, Split { spellings, from, new }))
}

/// `ROLE of NAME = NAME [since DATE] [until DATE]`
fn tenure(cursor: Cursor<'_>, ends: bool) -> Parsed<'_, Tenure> {
    let date = |cursor| name(cursor, Sort::Of(NameClass::Day));
    let (cursor, role) = name(cursor, Sort::Of(NameClass::Role))?;
    let (cursor, of) = of(cursor)?;
    let (cursor, holder) = equals(cursor, entity)?;
    let (cursor, since) = maybe(cursor, |c| after(c, "since", date))?;
    let (cursor, until) = if ends { maybe(cursor, |c| after(c, "until", date))? } else { (cursor, None) };
    Ok((cursor, Tenure { role, of, holder, since, until }))
}

/// `QUOTATION = NAME`
fn speaker(cursor: Cursor<'_>) -> Parsed<'_, Edit> {
    let (cursor, quotation) = ident(NameClass::Quotation)(cursor)?;
    let speaker = |cursor| name(cursor, Sort::Of(NameClass::Speaker));
    map(|c| equals(c, speaker), |name| Edit::Speaker(quotation.clone(), name)).parse(cursor)
}

/// `QUOTATION ["TEXT"]`; a remark is nothing without its text.
fn judged(cursor: Cursor<'_>, what: Judgement) -> Parsed<'_, Edit> {
    let (cursor, quotation) = ident(NameClass::Quotation)(cursor)?;
    let (cursor, words) = if what == Judgement::Note { map(text, Some).parse(cursor)? } else { maybe(cursor, text)? };
    Ok((cursor, Edit::Judge(what, quotation, words.map(|(words, _)| words))))
}

fn set(cursor: Cursor<'_>) -> Parsed<'_, Edit> {
    alt((map(set_document, Edit::Set), set_alias, set_entity)).parse(cursor)
}

/// `PARTICULAR of document NAME = VALUE`
fn set_document(cursor: Cursor<'_>) -> Parsed<'_, Set> {
    let (cursor, particular) = word(cursor, PARTICULARS.iter().map(|row| (row.particular.word(), row.particular)))?;
    let (cursor, document) = after(cursor, "of document", |c| name(c, Sort::Of(NameClass::Document)))?;
    let (cursor, value) = equals(cursor, |c| name(c, Sort::Of(class_of(particular))))?;
    Ok((cursor, Set { particular, document, value }))
}

/// What the value of a particular may be completed from.
fn class_of(particular: Particular) -> NameClass {
    match particular {
        Particular::Outlet => NameClass::Outlet,
        Particular::Language => NameClass::Language,
        _ => NameClass::Words,
    }
}

/// `PARTICULAR of alias SPELLING of NAME = VALUE`
fn set_alias(cursor: Cursor<'_>) -> Parsed<'_, Edit> {
    let rows = ALIAS_PARTICULARS.iter().map(|row| (row.particular.word(), row.particular));
    let (cursor, particular) = word(cursor, rows)?;
    let (cursor, spelling) = after(cursor, "of alias", spelling)?;
    let (cursor, of) = of(cursor)?;
    map(|c| equals(c, |c| alias_value(c, particular)), |value| Edit::SetAlias(spelling.clone(), of.clone(), value))
        .parse(cursor)
}

fn alias_value(cursor: Cursor<'_>, particular: AliasParticular) -> Parsed<'_, AliasValue> {
    match particular {
        AliasParticular::Case => {
            map(|c| word(c, CasePolicy::ALL.iter().map(|case| (case.word(), *case))), AliasValue::Case).parse(cursor)
        }
        AliasParticular::Sort => {
            map(|c| word(c, AliasSort::ALL.iter().map(|sort| (sort.word(), *sort))), AliasValue::Sort).parse(cursor)
        }
        AliasParticular::Language => alt((
            value(AliasValue::Language(None), phrase("every")),
            map(|c| name(c, Sort::Of(NameClass::Language)), |name| AliasValue::Language(Some(name))),
        ))
        .parse(cursor),
    }
}

/// `PARTICULAR of NAME = VALUE`
fn set_entity(cursor: Cursor<'_>) -> Parsed<'_, Edit> {
    let rows = ENTITY_PARTICULARS.iter().map(|row| (row.particular.word(), row.particular));
    let (cursor, particular) = word(cursor, rows)?;
    let (cursor, of) = of(cursor)?;
    map(|c| equals(c, |c| entity_value(c, particular)), |value| Edit::SetEntity(of.clone(), value)).parse(cursor)
}

fn entity_value(cursor: Cursor<'_>, particular: EntityParticular) -> Parsed<'_, EntityValue> {
    match particular {
        EntityParticular::Kind => map(kind, EntityValue::Kind).parse(cursor),
        EntityParticular::Gender => map(|c| word(c, GENDERS.iter().copied()), EntityValue::Gender).parse(cursor),
        EntityParticular::Country => alt((
            value(EntityValue::Country(None), phrase("unknown")),
            map(entity, |country| EntityValue::Country(Some(country))),
        ))
        .parse(cursor),
        EntityParticular::Name | EntityParticular::Description => cursor.miss(Expected::Text), // have lines of their own
    }
}
