//! Answers: how the question was read, and the rows.

use std::{io::Write, time::Instant};

use super::{
    caveats,
    failure::Failure,
    screen,
    session::{Outcome, Session},
};
use crate::{
    output::{clean, clean_line},
    query::{self, Query, Sql, Value},
    store::{Reader, StoreError},
    table::{Cell, Table},
};

/// Answers a question.
pub(super) fn query(session: &mut Session, query: &Query) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    let sql = query::compile(query);
    let table = session.store.read(|r| run(r, &sql))?;
    let time = if screen::is_terminal() { format!(" · {} ms", begun.elapsed().as_millis()) } else { String::new() };
    let rows = match table.rows.len() {
        1 => "1 row".to_owned(),
        n => format!("{n} rows"),
    };
    screen::say(&format!("{} · {rows}{time}", query::reading(query)));
    let empty = table.is_empty();
    let caveats = session.store.read(|r| if empty { caveats::nothing(r, query) } else { caveats::beside(r, query) })?;
    let say = || caveats.iter().for_each(|line| screen::say(line));
    if !empty {
        say();
    }
    let outcome = session.print(table)?;
    if empty {
        say();
    }
    Ok(outcome)
}

/// Shows how a question is read and what SQLite is asked.
pub(super) fn explain(session: &mut Session, query: &Query) -> Result<Outcome, Failure> {
    let sql = query::compile(query);
    let plan = session.store.read(|r| r.plan(&sql.text, &cells(&sql.values)))?;
    let mut out = anstream::stdout();
    let (question, reading) = (clean_line(&query.text), query::reading(query));
    writeln!(out, "question  {question}\nread as   {}\n\n{}\n", clean_line(&reading), clean(&sql.text))?;
    for (n, value) in sql.values.iter().enumerate() {
        let shown = match value {
            Value::Integer(n) => n.to_string(),
            Value::Text(t) => format!("{t:?}"),
        };
        writeln!(out, "?{:<3} {shown}", n + 1)?;
    }
    plan.iter().try_for_each(|step| writeln!(out, "plan  {step}"))?;
    Ok(Outcome::Done)
}

/// Tells what the language has, or what one word of it means.
pub(super) fn help(word: Option<&str>) -> Result<Outcome, Failure> {
    let topics = query::help(word).map_err(|near| {
        let advice = near.map_or("`help` lists all".to_owned(), |n| format!("did you mean `help {n}`?"));
        Failure::Refused(format!("expected a word of the language, found “{}”; {advice}", word.unwrap_or_default()))
    })?;
    let mut out = anstream::stdout();
    let width = topics.iter().map(|t| t.word.chars().count()).max().unwrap_or(0).min(34);
    let mut part = "";
    for topic in &topics {
        if topic.part != part {
            part = topic.part;
            writeln!(out, "{part}")?;
        }
        writeln!(out, "  {:width$}  {}", topic.word, topic.meaning)?;
        if word.is_some() && !topic.example.is_empty() {
            writeln!(out, "  {:width$}  {}", "", topic.example)?;
        }
    }
    Ok(Outcome::Done)
}

fn run(reader: &Reader, sql: &Sql) -> Result<Table, StoreError> {
    reader.query((&sql.text, &cells(&sql.values)), &sql.columns)
}

fn cells(values: &[Value]) -> Vec<Cell> {
    let cell = |value: &Value| match value {
        Value::Integer(n) => Cell::Integer(*n),
        Value::Text(t) => Cell::Text(t.clone()),
    };
    values.iter().map(cell).collect()
}

/// How many rows a question has, without its stages.
pub(super) fn count(reader: &Reader, query: &Query) -> Result<i64, StoreError> {
    let table = run(reader, &query::compile_count(query))?;
    Ok(table.rows.first().and_then(|row| row.first()).map_or(0, |cell| match cell {
        Cell::Integer(n) => *n,
        _ => 0,
    }))
}
