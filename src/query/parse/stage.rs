//! Stages.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, value};

use super::cursor::{Cursor, Fault, Parsed, ident, maybe, number, phrase, sign, text};
use super::date::single_unit;
use super::statement::after;
use crate::query::error::Problem;
use crate::query::registry::{NameClass, Unit};
use crate::query::syntax::{At, Export, Stage, Word};

/// `{("|" | "then") stage}`
pub fn stages(mut cursor: Cursor<'_>) -> Parsed<'_, Vec<Stage>> {
    let mut stages = Vec::new();
    loop {
        let (next, pipe) = maybe(cursor, |c| alt((sign('|'), phrase("then"))).parse(c))?;
        if pipe.is_none() {
            return Ok((cursor, stages));
        }
        let (next, stage) = alt((count, timeline, top, sort, limit, sample, show, fresh, export)).parse(next)?;
        stages.push(stage);
        cursor = next;
    }
}

/// How many rows: one at least.
fn rows(cursor: Cursor<'_>) -> Parsed<'_, u32> {
    match number(cursor)? {
        (after, 0) => {
            let problem = Problem::new(cursor.source, cursor.span_to(after), "no row would be left");
            Err(nom::Err::Failure(Fault::Stop(problem.label("1 at least").hint("how many there are tells `| count`"))))
        }
        found => Ok(found),
    }
}

fn count(cursor: Cursor<'_>) -> Parsed<'_, Stage> {
    let (cursor, at) = phrase("count")(cursor)?;
    let (cursor, by) = maybe(cursor, |c| after(c, "by", fields))?;
    Ok((cursor, Stage::Count(by.unwrap_or_default(), At(at))))
}

fn sort(cursor: Cursor<'_>) -> Parsed<'_, Stage> {
    let (cursor, _) = phrase("sort")(cursor)?;
    let (cursor, _) = phrase("by")(cursor)?;
    let (cursor, field) = ident(NameClass::Field)(cursor)?;
    let (cursor, direction) =
        maybe(cursor, |c| alt((value(true, phrase("desc")), value(false, phrase("asc")))).parse(c))?;
    Ok((cursor, Stage::Sort(field, direction.unwrap_or(false))))
}

fn limit(cursor: Cursor<'_>) -> Parsed<'_, Stage> {
    map(|c| after(c, "limit", rows), Stage::Limit).parse(cursor)
}

/// `timeline [by UNIT]`
fn timeline(cursor: Cursor<'_>) -> Parsed<'_, Stage> {
    let (cursor, at) = phrase("timeline")(cursor)?;
    let (cursor, by) = maybe(cursor, |c| after(c, "by", single_unit))?;
    Ok((cursor, Stage::Timeline(by.unwrap_or(Unit::Month), At(at))))
}

/// `top N by FIELD`
fn top(start: Cursor<'_>) -> Parsed<'_, Stage> {
    let (cursor, _) = phrase("top")(start)?;
    let (cursor, number) = rows(cursor)?;
    let (cursor, _) = phrase("by")(cursor)?;
    let (cursor, field) = ident(NameClass::Field)(cursor)?;
    Ok((cursor, Stage::Top(number, field, At(start.span_to(cursor)))))
}

fn sample(start: Cursor<'_>) -> Parsed<'_, Stage> {
    let (cursor, number) = after(start, "sample", rows)?;
    Ok((cursor, Stage::Sample(number, At(start.span_to(cursor)))))
}

/// `export to "FILE" [replacing]`
fn export(start: Cursor<'_>) -> Parsed<'_, Stage> {
    let (cursor, _) = phrase("export to")(start)?;
    let (cursor, (file, _)) = text(cursor)?;
    let (cursor, replacing) = maybe(cursor, phrase("replacing"))?;
    let export = Export { file, replacing: replacing.is_some() };
    Ok((cursor, Stage::Export(export, At(start.span_to(cursor)))))
}

/// `new`; rows that are new to a saved question.
fn fresh(cursor: Cursor<'_>) -> Parsed<'_, Stage> {
    map(phrase("new"), |at| Stage::New(At(at))).parse(cursor)
}

fn show(cursor: Cursor<'_>) -> Parsed<'_, Stage> {
    map(|c| after(c, "show", fields), Stage::Show).parse(cursor)
}

/// Fields, with commas or `and` between them.
fn fields(cursor: Cursor<'_>) -> Parsed<'_, Vec<Word>> {
    list(cursor, ident(NameClass::Field), |c| alt((sign(','), phrase("and"))).parse(c))
}

/// `element {separator element}`
pub fn list<'s, T, S>(
    cursor: Cursor<'s>,
    element: impl Fn(Cursor<'s>) -> Parsed<'s, T>,
    separator: impl Fn(Cursor<'s>) -> Parsed<'s, S>,
) -> Parsed<'s, Vec<T>> {
    let (mut cursor, first) = element(cursor)?;
    let mut all = vec![first];
    while let (next, Some(_)) = maybe(cursor, &separator)? {
        let (next, more) = element(next)?;
        all.push(more);
        cursor = next;
    }
    Ok((cursor, all))
}
