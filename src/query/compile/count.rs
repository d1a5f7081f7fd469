//! Counted rows.

use super::rows::{More, Rows};
use super::tally::{Grain, grain};
use super::{Sql, Writer, bare, fold};
use crate::query::registry::Field;
use crate::query::resolved::{Column, Stage};

/// The statement that counts `rows` for each value of `by`, with the stages behind.
pub fn counted(rows: &mut Rows<'_>, by: &[&'static Field], stages: &[Stage]) -> Sql {
    table(rows, by, stages).sql(rows)
}

fn table(rows: &mut Rows<'_>, by: &[&'static Field], stages: &[Stage]) -> Counted {
    rows.settle();
    rows.read_all();
    if fold::counts_each(by) {
        rows.count_each_copy();
    }
    let columns = by.iter().map(|&field| Column::Field(field)).chain([Column::Count]).collect();
    let (table, found) = if rows.is_handed_out() { (" found", "found.") } else { ("", "") };
    let order = usual_order(by, found);
    let mut table = Counted { inner: inner(rows, by), table, found, columns, usual: true, order, limit: None };
    for stage in stages {
        match stage {
            Stage::Sort(column, descending) => table.sort(*column, *descending),
            Stage::Limit(number) => table.limit = Some(table.limit.map_or(*number, |limit| limit.min(*number))),
            Stage::Show(columns) => {
                table.columns.clone_from(columns);
                table.usual = false;
            }
            Stage::Count(_) | Stage::Sample(_) | Stage::New => {} // resolution refuses them here
        }
    }
    table
}

/// Periods in the order of time, anything else by how many; `found` stands before each.
fn usual_order(by: &[&'static Field], found: &str) -> String {
    let names: Vec<String> = by.iter().map(|field| format!("{found}\"{}\" NULLS LAST", field.name)).collect();
    let often = [format!("{found}\"count\" DESC")];
    match by.first().map(|field| field.name) {
        Some("day" | "week" | "month" | "quarter" | "year" | "published" | "said") => {
            [&names[..], &often].concat().join(", ")
        }
        _ => [&often, &names[..]].concat().join(", "),
    }
}

fn inner(rows: &Rows<'_>, fields: &[&'static Field]) -> Writer {
    // who counts by a field twice sees it twice
    let mut by: Vec<&'static Field> = Vec::new();
    for &field in fields {
        if !by.iter().any(|own| own.name == field.name) {
            by.push(field);
        }
    }
    match grain(rows, &by) {
        Some(grain) => of_tallied(grain, rows, &by),
        None => of_rows(rows, &by),
    }
}

/// What is counted by a field, and what makes two of its values one.
fn value(rows: &Rows<'_>, field: &'static Field) -> (&'static str, &'static str) {
    field.each.as_ref().map_or((rows.value(field), rows.value(field)), |each| (each.sql, each.group))
}

fn of_tallied(grain: &Grain, rows: &Rows<'_>, by: &[&'static Field]) -> Writer {
    let mut out = Writer::default();
    out.push("SELECT ");
    for field in by {
        out.push(&format!("{} AS \"{}\", ", rows.tallied(grain).fill(value(rows, field).0), field.name));
    }
    out.push(&format!("sum({}) AS \"count\" FROM ", grain.base.unit));
    grain.write(&mut out, rows);
    let groups: Vec<String> = by.iter().map(|field| rows.tallied(grain).fill(value(rows, field).1)).collect();
    out.push(" GROUP BY ").push(&groups.join(", "));
    out
}

fn of_rows(rows: &Rows<'_>, by: &[&'static Field]) -> Writer {
    let mut out = Writer::default();
    let mut joins: Vec<&str> = Vec::new();
    let mut groups: Vec<String> = Vec::new();
    out.push("SELECT ");
    for field in by {
        let (sql, group) = value(rows, field);
        joins
            .extend(field.each.as_ref().map(|each| each.join).filter(|join| !join.is_empty() && !joins.contains(join)));
        groups.push(rows.in_place(group));
        out.push(&format!("{} AS \"{}\", ", rows.in_place(sql), field.name));
    }
    let base = rows.base();
    let count = match (joins.is_empty(), by.is_empty(), base.grouped) {
        (_, false, _) if rows.is_counted() => format!("sum({})", base.unit),
        // each record stands there once
        (true, _, false) => "count(*)".to_owned(),
        (true, false, true) => format!("count({})", base.unit),
        (_, true, _) => format!("count(DISTINCT {})", base.id),
        (false, false, _) => format!("count(DISTINCT {})", base.unit),
    };
    out.push(&format!("{count} AS \"count\""));
    let joins: String = joins.iter().map(|join| format!(" {}", rows.in_place(join))).collect();
    let asked = out.text.clone() + &groups.join(", ");
    let more = More { joins: &joins, asked: &asked };
    rows.write_body(&mut out, (more, rows.reading()), !by.is_empty());
    if !groups.is_empty() {
        out.push(" GROUP BY ").push(&groups.join(", "));
    }
    out
}

/// Counted rows, as far as the stages behind are read.
struct Counted {
    inner: Writer,
    /// What the table of them is called, and that before a column of it: what is shown may go by the same name, without its sign.
    table: &'static str,
    found: &'static str,
    columns: Vec<Column>,
    /// Whether these are the usual ones.
    usual: bool,
    order: String,
    limit: Option<u32>,
}

impl Counted {
    fn sort(&mut self, column: Column, descending: bool) {
        if let Some(limit) = self.limit.take() {
            let mut inner = Writer::default();
            inner.push("SELECT * FROM (").append(&self.inner);
            inner.push(&format!("){} ORDER BY {}", self.table, self.order));
            inner.integer(" LIMIT ?", i64::from(limit));
            self.inner = inner;
        }
        let direction = if descending { "DESC" } else { "ASC" };
        self.order = format!("{}\"{}\" {direction} NULLS LAST, {}", self.found, column.name(), self.order);
    }

    fn sql(self, rows: &Rows<'_>) -> Sql {
        let mut out = Writer::default();
        let shown = |column: &Column| match column {
            Column::Field(field) if rows.is_for_program() && self.usual => bare::counted(field),
            column => vec![(format!("\"{}\"", column.name()), column.name())],
        };
        let shown: Vec<(String, &str)> = self.columns.iter().flat_map(shown).collect();
        let key = (!rows.is_handed_out()).then_some("NULL");
        let named = |(sql, name): &(String, &str)| match format!("\"{name}\"") {
            own if !rows.is_handed_out() || *sql == own => sql.clone(),
            own => format!("{sql} AS {own}"),
        };
        let told: Vec<String> = key.into_iter().map(str::to_owned).chain(shown.iter().map(named)).collect();
        out.push("SELECT ").push(&told.join(", ")).push(" FROM (").append(&self.inner);
        out.push(&format!("){} ORDER BY {}", self.table, self.order));
        if let Some(limit) = self.limit {
            out.integer(" LIMIT ?", i64::from(limit));
        }
        let columns = shown.iter().map(|(_, name)| (*name).to_owned()).collect();
        Sql { text: out.text, values: out.values, columns }
    }
}
