//! Answers: how the question was read, and the rows.

use std::{io::Write as _, time::Instant};

use super::{
    caveats, export,
    failure::Failure,
    given, screen,
    session::{Outcome, Session},
};
use crate::{
    output::{Format, clean, clean_line},
    query::{self, Column, Query, Shown, Sql, Stage, Value, registry::Family},
    store::{Reader, StoreError},
    table::{Cell, Drawn, Table},
};

/// Rows behind a limit that are counted: that they are more is enough to know.
const MANY: u32 = 2_000;

/// What comes of a question.
pub(super) struct Answer {
    /// The rows.
    pub table: Table,
    /// How it was read, and how many rows there are.
    pub line: String,
    shown: Option<Shown>,
    giving: Option<given::Giving>,
}

/// Answers a question.
pub(super) fn query(session: &mut Session, query: &Query, begun: Instant) -> Result<Outcome, Failure> {
    if query.asks_new() {
        session.ready_to_keep()?;
    }
    let answer = answered(session, query, begun)?;
    screen::say(&answer.line);
    session.heading.clone_from(&answer.line);
    let outcome = give(session, query, (answer.table, answer.shown.as_ref()));
    session.heading.clear();
    let outcome = outcome?;
    given::keep(session, answer.giving)?;
    Ok(outcome)
}

/// The answer to a question, before anything is printed; `begun` is when it was begun to be read.
pub(super) fn answered(session: &Session, query: &Query, begun: Instant) -> Result<Answer, Failure> {
    let format = query.export.as_ref().map(export::format).transpose()?.unwrap_or(session.format);
    let (mut table, shown, all, folded, giving) = session.store.read(|r| {
        let (table, all) = rows(r, query, format)?;
        let shown = shown(r, query)?;
        let folded = folded(r, query, shown.as_ref())?;
        Ok::<_, StoreError>((table, shown, all, folded, given::giving(r, query)?))
    })?;
    if let Some(unit) = query.timeline {
        query::fill(&mut table, unit);
    }
    table.title = query::reading(query);
    table.drawn = drawn(query);
    if !format.data && !query.stages.iter().any(|stage| matches!(stage, Stage::Show(_))) {
        drop_empty(&mut table, "also");
    }
    let time = if session.timing { format!(" · {} ms", begun.elapsed().as_millis()) } else { String::new() };
    let rows = rows_in_words(&table, all, query);
    let line = format!("{} · {rows}{folded}{time}", table.title);
    Ok(Answer { table, line, shown, giving })
}

/// Prints the rows, or writes them into a file, with what limits them: before them, or behind where there are none.
fn give(session: &mut Session, query: &Query, (table, shown): (Table, Option<&Shown>)) -> Result<Outcome, Failure> {
    let empty = table.is_empty();
    let caveats = session.store.read(|r| match empty {
        true => caveats::nothing(r, query),
        false => caveats::beside(r, query, shown),
    })?;
    let hint = session.numbers.then(|| hint(query, &table)).flatten();
    let say = || caveats.iter().chain(&hint).for_each(|line| screen::say(line));
    if !empty {
        say();
        session.heading.extend(caveats.iter().chain(&hint).flat_map(|line| ["\n", line]));
    }
    let outcome = match &query.export {
        Some(export) => export::write(session, &table, export)?,
        None => session.print(table)?,
    };
    if empty {
        say();
    }
    Ok(outcome)
}

/// What somebody may want to ask next.
fn hint(query: &Query, table: &Table) -> Option<String> {
    match query.family() {
        Family::Name if !table.is_empty() => Some("`.discover` tells whose spellings such names may be".to_owned()),
        Family::Alias if query.stages.is_empty() => {
            let at = table.columns.iter().position(|column| column == "mentions")?;
            let occur = table.rows.iter().filter(|row| row[at] != Cell::Integer(0)).count();
            let whose =
                query::parts(query).into_iter().map(|part| part.clause).find(|clause| clause.starts_with("of "))?;
            let all = table.rows.len();
            (occur > 0).then(|| {
                format!("{occur} of {all} occur here; `mentions {whose} | count by spelling, document` tells where")
            })
        }
        _ => None,
    }
}

/// `20 of 1,204 quotes shown`, `1 row`, `3 new rows`
fn rows_in_words(table: &Table, all: Option<String>, query: &Query) -> String {
    let new = if query.asks_new() { "new " } else { "" };
    match (all, table.rows.len()) {
        (Some(all), n) => format!("{} of {all} {} shown", grouped(n), counted(query)),
        (None, 1) => format!("1 {new}row"),
        (None, n) => format!("{} {new}rows", grouped(n)),
    }
}

/// What the rows are.
fn counted(query: &Query) -> &'static str {
    let is_counted = query.stages.iter().any(|stage| matches!(stage, Stage::Count(_)));
    match query.head.row() {
        _ if query.timeline.is_some() => "periods",
        _ if is_counted => "groups",
        row if row.family == Family::Quotation => Family::Quotation.word(),
        row => row.word,
    }
}

/// The rows, and how many there are without the limit, in words, for people; none where there are no more.
fn rows(reader: &Reader, query: &Query, format: &Format) -> Result<(Table, Option<String>), StoreError> {
    if format.data {
        return Ok((run(reader, &query::compile_for_program(query))?, None));
    }
    if let Some((wide, limit)) = query::widened(query, MANY + 1) {
        let mut table = run(reader, &query::compile(&wide))?;
        let all = in_words(table.rows.len(), limit);
        table.rows.truncate(limit);
        table.keys.truncate(limit);
        return Ok((table, all));
    }
    let table = run(reader, &query::compile(query))?;
    let Some(sql) = query::compile_unlimited(query, MANY + 1) else { return Ok((table, None)) };
    let all = usize::try_from(number(&run(reader, &sql)?)).unwrap_or(0);
    let all = in_words(all, table.rows.len());
    Ok((table, all))
}

/// How many rows there are, where these are more than are shown.
fn in_words(all: usize, shown: usize) -> Option<String> {
    match all {
        _ if all <= shown => None,
        _ if all > MANY as usize => Some(format!("over {}", grouped(MANY as usize))),
        _ => Some(grouped(all)),
    }
}

/// `1,204`
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let before = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits.char_indices().flat_map(|(at, digit)| before(at).then_some(',').into_iter().chain([digit])).collect()
}

/// How many records of copies stand behind the rows and are not shown.
fn folded(reader: &Reader, query: &Query, shown: Option<&Shown>) -> Result<String, StoreError> {
    let Some((sql, (one, several))) = query::compile_folded(query, shown) else { return Ok(String::new()) };
    Ok(match number(&run(reader, &sql)?) {
        0 => String::new(),
        1 => format!(" · 1 {one} in copies folded"),
        n => format!(" · {n} {several} in copies folded"),
    })
}

/// What may be drawn of an answer: of counts, as long as these stand last.
fn drawn(query: &Query) -> Option<Drawn> {
    let counted = query.stages.iter().any(|stage| matches!(stage, Stage::Count(_)));
    let last = query.stages.iter().rev().find_map(|stage| if let Stage::Show(all) = stage { all.last() } else { None });
    let counts_last = last.is_none_or(|column| matches!(column, Column::Count));
    let drawn = if query.timeline.is_some() { Drawn::Timeline } else { Drawn::Counts };
    (counted && counts_last).then_some(drawn)
}

/// Takes out a column in which nothing stands: on a screen it only costs room.
fn drop_empty(table: &mut Table, column: &str) {
    let Some(at) = table.columns.iter().position(|own| own == column) else { return };
    if table.rows.iter().all(|row| row[at] == Cell::Empty) {
        table.columns.remove(at);
        table.rows.iter_mut().for_each(|row| _ = row.remove(at));
    }
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
            Value::Integer(n) | Value::Keyed { row: n, .. } => n.to_string(),
            Value::Text(t) => format!("{t:?}"),
        };
        writeln!(out, "?{:<3} {shown}", n + 1)?;
    }
    plan.iter().try_for_each(|step| writeln!(out, "plan  {step}"))?;
    Ok(Outcome::Done)
}

/// Runs a statement.
pub(super) fn run(reader: &Reader, sql: &Sql) -> Result<Table, StoreError> {
    reader.query((&sql.text, &cells(&sql.values)), &sql.columns)
}

fn cells(values: &[Value]) -> Vec<Cell> {
    values.iter().map(Cell::from).collect()
}

/// How many rows a question has, without its stages, as far as `most`.
pub(super) fn count_up_to(reader: &Reader, query: &Query, most: u32) -> Result<i64, StoreError> {
    Ok(number(&run(reader, &query::compile_count_up_to(query, most))?))
}

/// How many rows `query` has among those shown, where not all are.
pub(super) fn count_among(reader: &Reader, query: &Query, shown: Option<&Shown>) -> Result<i64, StoreError> {
    Ok(number(&run(reader, &query::compile_count_among(query, shown))?))
}

/// The rows of a limited answer by their numbers.
fn shown(reader: &Reader, query: &Query) -> Result<Option<Shown>, StoreError> {
    let Some(sql) = query::compile_shown(query) else { return Ok(None) };
    let table = run(reader, &sql)?;
    let column = |at: usize| {
        let number = |row: &Vec<Cell>| if let Cell::Integer(n) = row[at] { Some(n) } else { None };
        table.rows.iter().filter_map(number).collect()
    };
    Ok(Some(Shown { records: column(0), documents: column(1) }))
}

/// The only number of a table.
fn number(table: &Table) -> i64 {
    table.rows.first().and_then(|row| row.first()).map_or(0, |cell| match cell {
        Cell::Integer(n) => *n,
        _ => 0,
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{query::Resolved, store::OpenMode};

    #[test]
    fn the_time_counts_from_where_the_question_was_begun_to_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::open(&folder.path().join("base.db"), OpenMode::Create).unwrap();
        session.timing = true;
        let Resolved::Query(asked) = session.read("quotes").unwrap() else { panic!("a question") };
        let line = answered(&session, &asked, Instant::now() - Duration::from_secs(5)).unwrap().line;
        let time = line.rsplit(" · ").next().and_then(|time| time.strip_suffix(" ms")?.parse::<u64>().ok());
        assert!(time.is_some_and(|time| time >= 5_000), "{line}");
    }

    #[test]
    fn thousands_are_told_apart() {
        for (n, told) in [(0, "0"), (999, "999"), (1_204, "1,204"), (10_000, "10,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(n), told);
        }
    }
}
