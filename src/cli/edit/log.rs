//! The log of edits.

use super::super::{
    failure::Failure,
    session::{Outcome, Session},
};
use crate::{
    store::Logged,
    table::{Cell, Table},
};

const COLUMNS: [&str; 6] = ["step", "when", "who", "what", "why", "state"];

/// Prints every edit, the last one last; those that can be redone stand behind those in force.
pub(in crate::cli) fn log(session: &mut Session) -> Result<Outcome, Failure> {
    let rows: Vec<Vec<Cell>> = session.store.read(|r| r.edits())?.iter().map(row).collect();
    let columns = COLUMNS.map(str::to_owned).to_vec();
    session.print(Table { keys: vec![None; rows.len()], columns, rows, ..Table::default() })
}

fn row(logged: &Logged) -> Vec<Cell> {
    let text = |text: Option<&str>| text.map_or(Cell::Empty, |text| Cell::Text(text.to_owned()));
    vec![
        Cell::Integer(logged.step),
        text(Some(&logged.at)),
        text(logged.who.as_deref()),
        text(Some(&logged.change.command)),
        text(logged.why.as_deref()),
        text(logged.undone.then_some("undone")),
    ]
}
