//! Comma- and tab-separated text.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use super::{Layout, cells_with_key, columns_with_key};
use crate::table::{Cell, Table};

/// The byte-order mark.
const MARK: &str = "\u{FEFF}";

/// Prints CSV as RFC 4180 has it, safe to open in a spreadsheet.
pub(super) fn write_csv(table: &Table, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    if layout.mark {
        out.write_all(MARK.as_bytes())?;
    }
    let mut csv = csv::WriterBuilder::new().from_writer(out);
    let (keyed, columns) = columns_with_key(table);
    if columns.is_empty() {
        return Ok(());
    }
    let shown = |cell: Cell| guarded(&cell, &layout.text(&cell.text()), layout);
    csv.write_record(columns.iter().map(|c| layout.text(c).into_owned())).map_err(io_error)?;
    for row in 0..table.rows.len() {
        csv.write_record(cells_with_key(table, row, keyed).map(shown)).map_err(io_error)?;
    }
    csv.flush()
}

/// The failure to write that `error` wraps: whether the pipe is closed must be seen.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Prints one line a row, cells between tabs, without any quoting.
pub(super) fn write_tsv(table: &Table, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    let (keyed, columns) = columns_with_key(table);
    let columns: Vec<_> = columns.into_iter().map(|c| layout.line(c)).collect();
    writeln!(out, "{}", columns.join("\t"))?;
    for row in 0..table.rows.len() {
        let shown = |cell: Cell| guarded(&cell, &layout.line(&cell.text()), layout);
        let cells: Vec<String> = cells_with_key(table, row, keyed).map(shown).collect();
        writeln!(out, "{}", cells.join("\t"))?;
    }
    Ok(())
}

/// What a cell that a spreadsheet would run begins with, half and full width.
const RUN: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The text with a `'` before it when a spreadsheet would take it for a formula; see [`unguarded`]. Numbers are safe.
fn guarded(cell: &Cell, text: &str, layout: Layout) -> String {
    match cell {
        Cell::Text(_) if !layout.raw => guard(text).into_owned(),
        _ => text.to_owned(),
    }
}

/// The text with a `'` before it when a spreadsheet would take it for a formula; see [`unguarded`].
pub fn guard(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(RUN) { format!("'{text}").into() } else { text.into() }
}

/// A cell as it was before it got a leading `'` on its way into a file.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(RUN) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{hostile, printed};
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded_and_comes_back() {
        for text in ["=1+1", "+33", "-x", "@SUM(A1)", "'=1", "''-", "＝1", "plain", "'quoted'", "", "'"] {
            let guarded = guarded(&Cell::Text(text.into()), text, Layout::default());
            assert!(!guarded.starts_with(RUN), "{guarded}");
            assert_eq!(unguarded(&guarded), text);
        }
        assert_eq!(guarded(&Cell::Integer(-3), "-3", Layout::default()), "-3");
    }

    #[test]
    fn csv_quotes_and_tsv_stays_on_its_lines() {
        let csv = printed("csv", &hostile(), None);
        assert!(csv.starts_with("key,speaker,n,content␛[1m\nq1,'=1+1,-12,\"␛[31m=cmd"), "{csv}");
        let tsv = printed("tsv", &hostile(), None);
        assert_eq!(tsv.lines().count(), 3, "{tsv}");
        assert!(tsv.lines().all(|l| l.matches('\t').count() == 3), "{tsv}");
    }

    #[test]
    fn a_mark_stands_first_where_it_was_asked_for() {
        let mut out = Vec::new();
        write_csv(&hostile(), Layout { mark: true, ..Layout::default() }, &mut out).unwrap();
        assert!(out.starts_with(b"\xEF\xBB\xBFkey,"));
    }
}
