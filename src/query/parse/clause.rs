//! Clauses and filters.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, value};

use super::chain::chain;
use super::cursor::{Cursor, Fault, Parsed, maybe, phrase, sign};
use super::date::date;
use super::name::{Sort, names, share};
use crate::query::registry::{CLAUSES, ClauseRow, SCOPES, Scope, Takes};
use crate::query::syntax::{At, Basis, Clause, Operands, Tree};
use crate::span::Span;

/// `term {["and"] term} | term "or" term {"or" term}`
pub fn filter(cursor: Cursor<'_>) -> Parsed<'_, Tree<Clause>> {
    chain(cursor, term, joint)
}

fn joint(cursor: Cursor<'_>) -> Parsed<'_, Option<bool>> {
    let (after, word) = maybe(cursor, |c| alt((value(true, phrase("and")), value(false, phrase("or")))).parse(c))?;
    Ok((after, Some(word.unwrap_or(true))))
}

/// `["not"] ( clause | "(" filter ")" )`
fn term(cursor: Cursor<'_>) -> Parsed<'_, Tree<Clause>> {
    let (cursor, not) = maybe(cursor, phrase("not"))?;
    let (cursor, tree) = match maybe(cursor, sign('('))? {
        (inner, Some(_)) => {
            let (inner, tree) = filter(inner)?;
            let (after, _) = sign(')')(inner)?;
            (after, tree)
        }
        (_, None) => map(clause, Tree::One).parse(cursor)?,
    };
    Ok((cursor, if not.is_some() { Tree::Not(Box::new(tree)) } else { tree }))
}

fn clause(start: Cursor<'_>) -> Parsed<'_, Clause> {
    let (cursor, basis) = maybe(start, basis)?;
    for row in CLAUSES.iter().filter(|row| basis.is_none() || matches!(row.takes, Takes::Date | Takes::Dates)) {
        if let (after, Some(word_at)) = maybe(cursor, |c| word(c, row))? {
            let (after, operands) = operands(after, row.takes)?;
            let (after, same) = if row.scoped { maybe(after, same)? } else { (after, None) };
            let at = At(start.span_to(after));
            return Ok((after, Clause { word: row.clause, basis, operands, same, word_at: At(word_at), at }));
        }
    }
    Err(nom::Err::Error(Fault::Miss))
}

/// `in same SCOPE`
fn same(cursor: Cursor<'_>) -> Parsed<'_, Scope> {
    let (cursor, _) = phrase("in same")(cursor)?;
    for row in SCOPES {
        if let (after, Some(_)) = maybe(cursor, phrase(row.word))? {
            return Ok((after, row.scope));
        }
    }
    Err(nom::Err::Error(Fault::Miss))
}

fn basis(cursor: Cursor<'_>) -> Parsed<'_, Basis> {
    alt((value(Basis::Said, phrase("said")), value(Basis::Published, phrase("published")))).parse(cursor)
}

/// The clause's word or one of its synonyms.
fn word<'s>(cursor: Cursor<'s>, row: &'static ClauseRow) -> Parsed<'s, Span> {
    for synonym in row.synonyms {
        let first = synonym.split(' ').next();
        if cursor.peek_word() == first {
            return phrase(synonym)(cursor);
        }
    }
    phrase(row.word)(cursor)
}

fn operands(cursor: Cursor<'_>, takes: Takes) -> Parsed<'_, Operands> {
    match takes {
        Takes::Nothing => Ok((cursor, Operands::Nothing)),
        Takes::Names(class) => map(|c| names(c, Sort::Of(class)), Operands::Names).parse(cursor),
        Takes::Text => map(|c| names(c, Sort::Text), Operands::Names).parse(cursor),
        Takes::Date => map(date, |date| Operands::Dates(vec![date])).parse(cursor),
        Takes::Share => map(share, |number| Operands::Names(Tree::One(number))).parse(cursor),
        Takes::Dates => {
            let (cursor, (first, _, last)) = (date, phrase("and"), date).parse(cursor)?;
            Ok((cursor, Operands::Dates(vec![first, last])))
        }
    }
}
