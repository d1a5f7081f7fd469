//! Cards: one row after the other, one line or more for each cell.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

use super::{Layout, coloured, sheet::Sheet, wrap::wrap};
use crate::table::Table;

/// Cells of a text narrower than this read badly: then it begins behind the name of its column, and goes on under it.
const NARROW: usize = 24;

/// How far a text stands in that goes on under the name of its column.
const INDENT: usize = 2;

/// Prints one card a row; cells in which nothing stands are left out.
pub(super) fn write(table: &Table, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    let sheet = Sheet::new(table, Layout { numbers: false, ..layout });
    let width = layout.width.unwrap_or(usize::MAX).max(1);
    let widest = sheet.columns.iter().map(|c| c.width()).max().unwrap_or(0) + 2;
    let beside = Some(widest).filter(|widest| width.saturating_sub(*widest) >= NARROW);
    for (n, row) in sheet.rows.iter().enumerate() {
        match layout.numbers {
            true => writeln!(out, "{}{}", if n > 0 { "\n" } else { "" }, rule(n + 1, width))?,
            false if n > 0 => writeln!(out)?,
            false => {}
        }
        let mut card = Vec::new();
        for (column, cell) in sheet.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            match beside {
                Some(widest) => write_beside(&mut card, (column, cell), (widest, width))?,
                None => write_under(&mut card, (column, cell), width)?,
            }
        }
        let card = String::from_utf8_lossy(&card);
        card.lines().try_for_each(|line| writeln!(out, "{}", coloured(table, layout, n, line)))?;
    }
    Ok(())
}

/// `── 3 ──────`
fn rule(n: usize, width: usize) -> String {
    let head = format!("── {n} ");
    let rest = width.min(40).saturating_sub(head.width());
    head + &"─".repeat(rest)
}

/// The name of the column, and the text in a column of its own.
fn write_beside(out: &mut dyn Write, (column, cell): (&str, &str), (widest, width): (usize, usize)) -> io::Result<()> {
    for (i, line) in wrap(cell, width.saturating_sub(widest)).iter().enumerate() {
        let before = if i == 0 { column } else { "" };
        let line = format!("{before}{}{line}", " ".repeat(widest.saturating_sub(before.width())));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// `column: text`, what is too long under it.
fn write_under(out: &mut dyn Write, (column, cell): (&str, &str), width: usize) -> io::Result<()> {
    for (i, line) in wrap(&format!("{column}: {cell}"), width.saturating_sub(INDENT)).iter().enumerate() {
        writeln!(out, "{}{line}", if i == 0 { "" } else { "  " })?;
    }
    Ok(())
}
