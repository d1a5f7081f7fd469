//! Saved questions: kept, run, listed, shown and exported.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, value};

use super::cursor::{Cursor, Expected, Fault, Parsed, ident, maybe, parameter, phrase, sign, text};
use super::lex::Kind;
use super::name::{Sort, name};
use super::stage::{list, stages};
use super::statement::{after, query};
use crate::query::error::Problem;
use crate::query::registry::NameClass;
use crate::query::syntax::{Asked, Export, Form, Name, Run, Save, Statement, Word};
use crate::span::Span;

/// A statement about saved questions.
pub fn saved(cursor: Cursor<'_>) -> Parsed<'_, Statement> {
    alt((
        map(|c| after(c, "save", save), Statement::Save),
        map(|c| after(c, "run", run), Statement::Run),
        value(Statement::Queries, phrase("queries")),
        map(|c| after(c, "show query", ident(NameClass::Query)), Statement::ShowQuery),
        map(|c| after(c, "export queries to", export), Statement::Export),
    ))
    .parse(cursor)
}

/// A question, or a saved one.
pub fn asked(cursor: Cursor<'_>) -> Parsed<'_, Asked> {
    alt((map(|c| after(c, "run", run), Asked::Run), map(query, Asked::Query))).parse(cursor)
}

fn save(cursor: Cursor<'_>) -> Parsed<'_, Save> {
    let (cursor, name) = ident(NameClass::Query)(cursor)?;
    let (cursor, parameters) = maybe(cursor, parameters)?;
    let (cursor, description) = maybe(cursor, text)?;
    let (cursor, _) = sign('=')(cursor)?;
    let (cursor, asked) = asked(cursor)?;
    let description = description.map(|(text, _)| text);
    Ok((cursor, Save { name, parameters: parameters.unwrap_or_default(), description, asked }))
}

fn parameters(cursor: Cursor<'_>) -> Parsed<'_, Vec<(Word, Option<Name>)>> {
    let (cursor, _) = sign('(')(cursor)?;
    let (cursor, all) = match maybe(cursor, |c| list(c, declared, sign(',')))? {
        (after, Some(all)) => (after, all),
        (after, None) => (after, Vec::new()),
    };
    sign(')')(cursor).map(|(cursor, _)| (cursor, all))
}

fn declared(cursor: Cursor<'_>) -> Parsed<'_, (Word, Option<Name>)> {
    let (cursor, word) = parameter(cursor)?;
    match maybe(cursor, sign('='))? {
        (after, Some(_)) => map(constant, |value| (word.clone(), Some(value))).parse(after),
        (after, None) => Ok((after, (word, None))),
    }
}

/// A value that is no parameter itself.
fn constant(cursor: Cursor<'_>) -> Parsed<'_, Name> {
    match name(cursor, Sort::Of(NameClass::Value))? {
        (_, Name { form: Form::Parameter(_), .. }) => cursor.miss(Expected::Name(NameClass::Value)),
        found => Ok(found),
    }
}

fn run(cursor: Cursor<'_>) -> Parsed<'_, Run> {
    let (cursor, name) = ident(NameClass::Query)(cursor)?;
    let (cursor, arguments) = maybe(cursor, |c| list(c, argument, sign(',')))?;
    let (cursor, stages) = stages(cursor)?;
    Ok((cursor, Run { name, arguments: arguments.unwrap_or_default(), stages }))
}

fn argument(cursor: Cursor<'_>) -> Parsed<'_, (Word, Name)> {
    let (cursor, word) = alt((ident(NameClass::Parameter), parameter)).parse(cursor)?;
    let (cursor, _) = sign('=')(cursor)?;
    let (cursor, value) = name(cursor, Sort::Of(NameClass::Value))?;
    check_comma(cursor, &value)?;
    Ok((cursor, (word, value)))
}

/// Refuses `who=A topic=B`, where the comma before `topic` is missing.
fn check_comma<'s>(cursor: Cursor<'s>, value: &Name) -> Result<(), nom::Err<Fault>> {
    let Form::Words(words) = &value.form else { return Ok(()) };
    let equals = cursor.token().is_some_and(|token| token.kind == Kind::Sign('='));
    let [.., before, word] = words.as_slice() else { return Ok(()) };
    if !equals {
        return Ok(());
    }
    let gap = Span::new(before.at.0.end, word.at.0.start);
    let message = format!("a comma is missing before `{}`", word.text);
    let problem = Problem::new(cursor.source, word.at.0, message).label("a further value");
    Err(nom::Err::Failure(Fault::Stop(problem.instead(gap, ", "))))
}

fn export(cursor: Cursor<'_>) -> Parsed<'_, Export> {
    let (cursor, (file, _)) = text(cursor)?;
    let (cursor, replacing) = maybe(cursor, phrase("replacing"))?;
    Ok((cursor, Export { file, replacing: replacing.is_some() }))
}
