//! From a line to its syntax tree.

mod chain;
mod clause;
mod cursor;
mod date;
mod edit;
mod expected;
mod lex;
mod mend;
mod name;
mod pairs;
mod repair;
mod saved;
mod stage;
mod statement;

use std::cell::RefCell;

pub use cursor::{Expected, Record};
pub(super) use lex::{Kind, MARKS, Token, in_marks, in_word, tokens};

use super::error::{Problem, Result};
use super::syntax::{Asked, DateForm, Form, Line, Name, Operands, Origin, Query, Run, Statement, Tree, Word};
use crate::span::Span;
use cursor::{Cursor, Fault};

/// Reads `source`; looks at nothing else.
pub fn parse(source: &str) -> Result<Line> {
    let tokens = tokens(source).map_err(mend::marks_astray)?;
    match read(source, &tokens) {
        Ok(statement) => {
            let words = seams(source, &tokens, &statement);
            Ok(Line { statement, origin: Origin { source: source.to_owned(), words } })
        }
        Err(Failure::Stop(problem)) => Err(mend::balanced(problem, &tokens)),
        Err(Failure::Miss(record)) => Err(mend::problem(source, &tokens, &record)),
    }
}

/// The statements of `source`, which stand apart by `;` outside quotation marks, or by line breaks.
pub fn statements(source: &str) -> Vec<&str> {
    let mut closing = None;
    let apart = |c: char| match closing {
        Some(close) => {
            if c == close {
                closing = None;
            }
            false
        }
        None => {
            closing = MARKS.iter().find(|(open, _)| *open == c).map(|(_, close)| *close);
            c == ';' || c == '\n'
        }
    };
    source.split(apart).map(str::trim).filter(|statement| !statement.is_empty()).collect()
}

/// The statement that `source` makes, if it makes one.
fn parse_quietly(source: &str) -> Option<Statement> {
    read(source, &tokens(source).ok()?).ok()
}

/// Why tokens make no statement.
pub(super) enum Failure {
    /// Understood, and wrong.
    Stop(Box<Problem>),
    /// Something else was expected.
    Miss(Record),
}

/// Reads tokens.
pub(super) fn read(source: &str, tokens: &[Token]) -> std::result::Result<Statement, Failure> {
    let record = RefCell::default();
    let outcome = statement::statement(Cursor::new(source, tokens, &record));
    match outcome.map(|(_, statement)| statement) {
        Ok(statement) => Ok(statement),
        Err(nom::Err::Failure(Fault::Stop(problem)) | nom::Err::Error(Fault::Stop(problem))) => {
            Err(Failure::Stop(problem))
        }
        Err(_) => Err(Failure::Miss(record.into_inner())),
    }
}

/// The date that `text` alone is, if it is one as the language writes it.
pub(super) fn date_form(text: &str) -> Option<DateForm> {
    let (tokens, record) = (tokens(text).ok()?, RefCell::default());
    let (cursor, date) = date::date(Cursor::new(text, &tokens, &record)).ok()?;
    Some(date.form).filter(|_| cursor.token().is_none())
}

/// What was tried in vain at the farthest place when `tokens` are read, even where they make a statement.
pub(super) fn expectations(source: &str, tokens: &[Token]) -> Record {
    let record = RefCell::default();
    let _ = statement::statement(Cursor::new(source, tokens, &record));
    record.into_inner()
}

/// Where the bare words of `source` stand.
pub(super) fn bare_words(source: &str) -> Vec<Span> {
    let tokens = tokens(source).unwrap_or_default();
    tokens.iter().filter(|token| token.kind == Kind::Word).map(|token| token.span).collect()
}

/// The words of the language that could stand at byte `at` of `source`, behind what stands before it.
pub(super) fn words_at(source: &str, at: usize) -> Vec<&'static str> {
    let Ok(tokens) = tokens(source) else { return Vec::new() };
    words_before(source, &tokens, tokens.iter().take_while(|token| token.span.start < at).count())
}

/// The words of the language that could stand in place of a token.
fn words_before(source: &str, tokens: &[Token], at: usize) -> Vec<&'static str> {
    let record = expectations(source, &tokens[..at]);
    let words = record.expected.iter().filter_map(|e| if let Expected::Word(word) = e { Some(*word) } else { None });
    if record.farthest == at { words.collect() } else { Vec::new() }
}

/// The bare words of the line in runs, each marked whether it was read as a word of the language.
pub(super) fn seams(source: &str, tokens: &[Token], statement: &Statement) -> Vec<Vec<(Word, bool)>> {
    let names = bare_spans(statement);
    let runs = tokens.split(|token| token.kind != Kind::Word);
    let marked = |token: &Token| (token.word(source), !names.iter().any(|name| name.contains(token.span)));
    runs.map(|run| run.iter().map(marked).collect()).filter(|run: &Vec<_>| !run.is_empty()).collect()
}

fn bare_spans(statement: &Statement) -> Vec<Span> {
    let names: Vec<&Name> = match statement {
        Statement::Query(query) => query_names(query),
        Statement::Explain(asked) => asked_names(asked),
        Statement::Save(save) => {
            save.parameters.iter().filter_map(|(_, value)| value.as_ref()).chain(asked_names(&save.asked)).collect()
        }
        Statement::Run(run) => run_values(run),
        Statement::Edit(change) => change.edit.names(),
        Statement::Help(_) => Vec::new(),
        Statement::Queries | Statement::ShowQuery(_) | Statement::Export(_) => Vec::new(),
    };
    names.iter().filter(|name| matches!(name.form, Form::Words(_))).map(|name| name.at.0).collect()
}

fn asked_names(asked: &Asked) -> Vec<&Name> {
    match asked {
        Asked::Query(query) => query_names(query),
        Asked::Run(run) => run_values(run),
    }
}

fn run_values(run: &Run) -> Vec<&Name> {
    run.arguments.iter().map(|(_, value)| value).collect()
}

/// Every name of a question.
pub(super) fn query_names(query: &Query) -> Vec<&Name> {
    let head = match &query.head {
        super::syntax::Head::What(names, _, _) | super::syntax::Head::Positions(names, _) => names.leaves(),
        super::syntax::Head::Who(_, words, _) => words.iter().collect(),
        super::syntax::Head::Plain(..) => Vec::new(),
    };
    let clauses = query.filter.as_ref().map(Tree::leaves).unwrap_or_default();
    let operands = clauses.into_iter().flat_map(|clause| match &clause.operands {
        Operands::Names(names) => names.leaves(),
        Operands::Nothing | Operands::Dates(_) => Vec::new(),
    });
    head.into_iter().chain(operands).collect()
}
