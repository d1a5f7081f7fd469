//! Statements and heads.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::map;

use super::clause::filter;
use super::cursor::{Cursor, Expected, Fault, Parsed, end, maybe, phrase};
use super::edit::change;
use super::name::{Sort, name, names};
use super::saved::{asked, saved};
use super::stage::stages;
use crate::model::Act;
use crate::query::registry::{ACTS, HEADS, Head as HeadWord, NameClass, act_row};
use crate::query::syntax::{At, Head, Query, Statement};

/// A whole line.
pub fn statement(cursor: Cursor<'_>) -> Parsed<'_, Statement> {
    let (cursor, statement) = alt((
        map(|c| after(c, "explain", asked), Statement::Explain),
        saved,
        map(change, Statement::Edit),
        map(|c| after(c, "help", help), Statement::Help),
        map(query, Statement::Query),
    ))
    .parse(cursor)?;
    end(cursor).map(|(cursor, ())| (cursor, statement))
}

/// `parser` behind `word`.
pub(super) fn after<'s, T>(
    cursor: Cursor<'s>,
    word: &'static str,
    parser: impl Fn(Cursor<'s>) -> Parsed<'s, T>,
) -> Parsed<'s, T> {
    let (cursor, _) = phrase(word)(cursor)?;
    parser(cursor)
}

/// `head [filter] {stage}`
pub(super) fn query(cursor: Cursor<'_>) -> Parsed<'_, Query> {
    let (cursor, head) = head(cursor)?;
    let (cursor, filter) = maybe(cursor, filter)?;
    let (cursor, stages) = stages(cursor)?;
    Ok((cursor, Query { head, filter, stages }))
}

fn head(start: Cursor<'_>) -> Parsed<'_, Head> {
    for row in HEADS {
        let typed = row.synonyms.iter().find(|&&synonym| start.peek_word() == Some(synonym));
        if let (after, Some(at)) = maybe(start, phrase(typed.unwrap_or(&row.word)))? {
            return match row.head {
                HeadWord::Who => who(after, At(at)),
                HeadWord::What => what(after, At(at)),
                HeadWord::Positions => positions(after, At(at)),
                plain => Ok((after, Head::Plain(plain, At(at)))),
            };
        }
    }
    Err(nom::Err::Error(Fault::Miss))
}

/// What people put before the verb behind `who`.
const AUXILIARIES: [&str; 5] = ["has", "have", "had", "did", "does"];

fn who(cursor: Cursor<'_>, at: At) -> Parsed<'_, Head> {
    let auxiliary = cursor.peek_word().is_some_and(|word| AUXILIARIES.contains(&word));
    let (cursor, act) = verb(if auxiliary { cursor.next() } else { cursor }, true)?;
    // people ask "who denied what about …", and mean what was denied
    let cursor = if cursor.peek_word() == Some("what") { cursor.next() } else { cursor };
    let (cursor, words) = maybe(cursor, |c| name(c, Sort::Text))?;
    Ok((cursor, Head::Who(act, words, at)))
}

fn what(cursor: Cursor<'_>, at: At) -> Parsed<'_, Head> {
    let (cursor, _) = phrase("did")(cursor)?;
    let (cursor, speakers) = names(cursor, Sort::UpToVerb(NameClass::Speaker))?;
    let (cursor, act) = verb(cursor, false)?;
    Ok((cursor, Head::What(speakers, act, at)))
}

fn positions(cursor: Cursor<'_>, at: At) -> Parsed<'_, Head> {
    let (cursor, _) = phrase("of")(cursor)?;
    map(|c| names(c, Sort::Of(NameClass::Speaker)), |speakers| Head::Positions(speakers, at)).parse(cursor)
}

/// A verb in either form; the form that fits is noted as expected.
fn verb(cursor: Cursor<'_>, past: bool) -> Parsed<'_, Act> {
    if let Some(act) = cursor.peek_word().and_then(crate::query::registry::verb) {
        return Ok((cursor.next(), act));
    }
    for row in ACTS {
        cursor.note(Expected::Word(if past { act_row(row.act).past } else { row.act.word() }));
    }
    Err(nom::Err::Error(Fault::Miss))
}

/// Any words behind `help`.
fn help(mut cursor: Cursor<'_>) -> Parsed<'_, Option<String>> {
    let mut words = Vec::new();
    while let Some(word) = cursor.peek_word() {
        words.push(word);
        cursor = cursor.next();
    }
    Ok((cursor, Some(words.join(" ")).filter(|words| !words.is_empty())))
}
