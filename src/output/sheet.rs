//! A table as people read it: every text ready to be printed, every row with its number, and a bar beside counts.

use super::{Layout, bar::bars};
use crate::table::{Cell, Table};

/// Columns of text.
pub(super) struct Sheet {
    /// Their heads.
    pub columns: Vec<String>,
    /// Their cells.
    pub rows: Vec<Vec<String>>,
    /// Which of them hold numbers, and stand right.
    pub right: Vec<bool>,
}

impl Sheet {
    /// The table with every text as it may be printed.
    pub fn new(table: &Table, layout: Layout) -> Self {
        let mut columns: Vec<String> =
            table.columns.iter().map(|c| layout.line(&layout.told(c)).into_owned()).collect();
        let shown = |cell: &Cell| layout.text(&cell.text()).into_owned();
        let mut rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(shown).collect()).collect();
        let mut right: Vec<bool> = (0..columns.len()).map(|i| table.is_number(i)).collect();
        if !table.fresh.is_empty() {
            columns.insert(0, "new".to_owned());
            let sign = |n: usize| if table.fresh.get(n) == Some(&true) { "+" } else { "" };
            rows.iter_mut().enumerate().for_each(|(n, row)| row.insert(0, sign(n).to_owned()));
            right.insert(0, false);
        }
        if layout.numbers {
            columns.insert(0, "#".to_owned());
            rows.iter_mut().enumerate().for_each(|(n, row)| row.insert(0, (n + 1).to_string()));
            right.insert(0, true);
        }
        Sheet { columns, rows, right }
    }

    /// Puts a bar, at most `room` cells long, beside the last column where the table has counts there.
    pub fn draw(&mut self, table: &Table, layout: Layout, room: usize) {
        let Some(bars) = bars(table, layout.drawing, room) else { return };
        self.columns.push(String::new());
        self.right.push(false);
        self.rows.iter_mut().zip(bars).for_each(|(row, bar)| row.push(bar));
    }
}
