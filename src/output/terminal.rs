//! A table that fits the terminal, or cards where it cannot.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ContentArrangement, ContentLineStyle, LineStyle, TableStyle};

use super::{
    Layout, cards, chart, coloured,
    sheet::Sheet,
    wrap::{longest_word, natural, wrap},
};
use crate::table::Table;

/// A word longer than this does not keep its column from getting narrower.
const LONG_WORD: usize = 24;

/// Spaces and the bar between two columns.
const BETWEEN: usize = 3;

/// Prints columns, or one card a row when the columns would be too narrow for their words.
pub(super) fn write(table: &Table, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    if table.columns.is_empty() {
        return Ok(());
    }
    chart::write(table, layout, out)?;
    let mut sheet = Sheet::new(table, layout);
    let Some(widths) = sheet.widths(layout.width) else { return cards::write(table, layout, out) };
    if let Some(room) = layout.width {
        sheet.draw(table, layout, room.saturating_sub(widths.iter().sum::<usize>() + BETWEEN * widths.len()));
    }
    let lines = sheet.lines(&sheet.widths(layout.width).unwrap_or(widths));
    lines.iter().try_for_each(|(row, line)| match row {
        Some(row) => writeln!(out, "{}", coloured(table, layout, *row, line)),
        None => writeln!(out, "{line}"),
    })
}

/// Bars between columns, a line under the head.
const PLAIN: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction('│'))
    .header_separator(LineStyle::none().fill('─').junction('┼'))
    .content_lines(ContentLineStyle::none().junction('│'));

/// The same with a line between rows, for rows of several lines.
const RULED: TableStyle = PLAIN.row_separator(LineStyle::none().fill('╌').junction('┼'));

impl Sheet {
    /// Width of each column so that a line fits; none when a column would cut its words.
    fn widths(&self, room: Option<usize>) -> Option<Vec<usize>> {
        let of = |i: usize, measure: fn(&str) -> usize| {
            self.rows.iter().map(|row| measure(&row[i])).chain([measure(&self.columns[i])]).max().unwrap_or(0)
        };
        let natural: Vec<usize> = (0..self.columns.len()).map(|i| of(i, natural)).collect();
        let Some(room) = room.map(|r| r.saturating_sub(BETWEEN * (self.columns.len() - 1))) else {
            return Some(natural);
        };
        let least: Vec<usize> = (0..self.columns.len())
            .map(|i| if self.right[i] { natural[i] } else { of(i, longest_word).min(LONG_WORD) })
            .collect();
        shared(room, &natural, &least)
    }

    /// Every line, with the row that it belongs to.
    fn lines(&self, widths: &[usize]) -> Vec<(Option<usize>, String)> {
        let wrapped = |cells: &[String]| -> Vec<String> {
            cells.iter().zip(widths).map(|(cell, &width)| wrap(cell, width).join("\n")).collect()
        };
        let height = |cells: &[String]| cells.iter().map(|cell| cell.split('\n').count()).max().unwrap_or(1);
        let (head, rows) = (wrapped(&self.columns), self.rows.iter().map(|row| wrapped(row)).collect::<Vec<_>>());
        let tall = rows.iter().flatten().any(|cell| cell.contains('\n'));
        let mut of = vec![None; height(&head) + 1];
        for (n, row) in rows.iter().enumerate() {
            of.extend(vec![None; usize::from(tall && n > 0)]);
            of.extend(vec![Some(n); height(row)]);
        }
        let mut table = comfy_table::Table::new();
        table.load_style(if tall { RULED } else { PLAIN }).set_content_arrangement(ContentArrangement::Disabled);
        table.force_no_tty().set_header(head).add_rows(rows);
        let last = widths.len() - 1;
        for (i, column) in table.column_iter_mut().enumerate() {
            column.set_padding((u16::from(i > 0), u16::from(i < last)));
            if self.right[i] {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let lines = table.lines().map(|line| line.trim_end().to_owned());
        of.into_iter().chain(std::iter::repeat(None)).zip(lines).collect()
    }
}

/// Divides `room` among columns: each gets what it would like, or all that are wider get the same, but none less than
/// its least. None when there is not room enough for that.
fn shared(room: usize, natural: &[usize], least: &[usize]) -> Option<Vec<usize>> {
    let at = |cap: usize| natural.iter().zip(least).map(move |(&n, &l)| n.min(cap.max(l)));
    let widest = natural.iter().copied().max().unwrap_or(0);
    let fits = |cap: &usize| at(*cap).sum::<usize>() <= room;
    let cap = (0..=widest.min(room)).rev().find(fits)?;
    Some(at(cap).collect())
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::super::tests::{hostile, printed};
    use super::*;
    use crate::table::Cell;

    fn table() -> Table {
        let long = "Ces rapports sont des mensonges effrontés et la coopération est conforme au droit international";
        Table {
            columns: vec!["speaker".into(), "content".into(), "count".into()],
            rows: vec![
                vec![Cell::Text("Vassili Nebenzia".into()), Cell::Text(long.into()), Cell::Integer(1)],
                vec![Cell::Text("金正恩".into()), Cell::Text("oui\nnon".into()), Cell::Integer(1234)],
            ],
            ..Table::default()
        }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for table in [table(), hostile()] {
            for width in 12..120 {
                let text = printed("table", &table, Some(width));
                for line in text.lines() {
                    assert!(line.width() <= width, "{width}: {line:?}\n{text}");
                }
            }
        }
    }

    #[test]
    fn words_are_whole_and_numbers_stand_right() {
        let text = printed("table", &table(), Some(60));
        for word in ["Vassili", "Nebenzia", "international", "coopération"] {
            assert!(text.contains(word), "{text}");
        }
        assert!(text.lines().any(|line| line.ends_with("    1")), "{text}");
        assert!(text.lines().any(|line| line.ends_with(" 1234")), "{text}");
    }

    #[test]
    fn a_narrow_terminal_gets_cards() {
        let text = printed("table", &table(), Some(24));
        assert!(text.starts_with("speaker: Vassili\n  Nebenzia\ncontent: Ces rapports\n  sont"), "{text}");
    }

    #[test]
    fn without_a_terminal_nothing_is_wrapped() {
        let text = printed("table", &table(), None);
        assert!(text.contains("conforme au droit international │"), "{text}");
    }

    #[test]
    fn new_rows_have_a_sign_and_a_colour() {
        for (width, lines) in [(60, 4), (24, 12)] {
            let fresh = Table { fresh: vec![true, false], ..table() };
            let printed = |colours| {
                let mut out = Vec::new();
                write(&fresh, Layout { width: Some(width), colours, ..Layout::default() }, &mut out).unwrap();
                String::from_utf8(out).unwrap()
            };
            let coloured = printed(true);
            let of_first = coloured.lines().filter(|line| line.starts_with("\u{1b}[1;32m")).count();
            assert!(of_first >= 2 && of_first <= lines, "{coloured}");
            let second = coloured.lines().find(|line| line.contains("金正恩")).unwrap();
            assert!(!second.contains('\u{1b}'), "{coloured}");
            assert_eq!(printed(false), coloured.replace("\u{1b}[1;32m", "").replace("\u{1b}[0m", ""));
            assert_eq!(printed(false).matches('+').count(), 1);
        }
    }

    #[test]
    fn rows_can_be_numbered() {
        let mut out = Vec::new();
        write(&table(), Layout { width: Some(80), numbers: true, ..Layout::default() }, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("\n2 │ 金正恩"), "{text}");
    }
}
