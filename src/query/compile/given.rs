//! `new`: rows that a saved question has not given yet.

use super::Writer;
use super::rows::Rows;
use crate::query::registry::given;
use crate::query::resolved::Mark;

/// Keeps the rows that were not given, nor any of their copies where these fold.
pub fn write_condition(out: &mut Writer, rows: &Rows<'_>, mark: &Mark) {
    let given = given(rows.family());
    out.push(" AND NOT EXISTS (SELECT 1 FROM delivered v WHERE ");
    write_mark(out, mark, given.key);
    out.push(")");
    if let Some((key, from)) = given.copies.filter(|_| rows.folds()) {
        out.push(" AND NOT EXISTS (SELECT 1 ").push(from).push(" AND EXISTS (SELECT 1 FROM delivered v WHERE ");
        write_mark(out, mark, key);
        out.push("))");
    }
}

fn write_mark(out: &mut Writer, mark: &Mark, key: &str) {
    out.text("v.name = ?", &mark.name);
    out.text(" AND v.arguments = ?", &mark.arguments);
    out.push(" AND v.key = ").push(key);
}

/// Writes what a row is known by, and as a list what its copies are.
pub fn write_columns(out: &mut Writer, rows: &Rows<'_>) {
    let given = given(rows.family());
    out.push(given.key).push(" AS \"given\", ");
    match given.copies.filter(|_| rows.folds()) {
        Some((key, from)) => out.push(&format!("(SELECT json_group_array({key}) {from})")),
        None => out.push("'[]'"),
    };
    out.push(" AS \"copies\"");
}
