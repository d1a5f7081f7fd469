//! A timeline as a chart: one column a period, or for several.

use std::io::{self, Write};

use super::{
    Drawing, Layout,
    bar::{number, parts},
};
use crate::table::{Cell, Drawn, Table};

/// Fewer periods can be seen in the rows themselves.
const FEWEST: usize = 13;

/// Lines of a chart.
const HEIGHT: usize = 6;

/// Cells between the number at the side and the columns: a space, a line, a space.
const BESIDE: usize = 3;

/// No period is wider than this.
const WIDEST: usize = 4;

/// Blocks that fill a cell from below, by eighths.
const BLOCKS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Prints the chart of a long timeline, and an empty line; nothing of any other table.
pub(super) fn write(table: &Table, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    if table.drawn != Some(Drawn::Timeline) || layout.drawing == Drawing::Nothing {
        return Ok(());
    }
    let periods = periods(table);
    match layout.width.and_then(|width| Chart::of(&periods, width)) {
        Some(chart) => chart.write((&periods, &table.columns[0]), layout, out),
        None => Ok(()),
    }
}

/// How the chart of a timeline is drawn.
struct Chart {
    /// How high each column is.
    heights: Vec<u64>,
    /// The highest.
    most: u64,
    /// How many periods share a column.
    share: usize,
    /// How many cells a column is wide.
    each: usize,
}

impl Chart {
    /// None where there is nothing to see, or no room for it.
    fn of(periods: &[(&str, u64)], width: usize) -> Option<Self> {
        // the number at the side is higher when several periods share a column
        let all: u64 = periods.iter().map(|(_, n)| n).sum();
        let room = width.checked_sub(all.to_string().len() + BESIDE).filter(|room| *room >= FEWEST)?;
        let share = periods.len().div_ceil(room);
        let heights: Vec<u64> = periods.chunks(share.max(1)).map(|chunk| chunk.iter().map(|(_, n)| n).sum()).collect();
        let most = heights.iter().copied().max().filter(|most| *most > 0 && periods.len() >= FEWEST)?;
        Some(Chart { most, share, each: (room / heights.len()).clamp(1, WIDEST), heights })
    }

    fn write(&self, (periods, unit): (&[(&str, u64)], &str), layout: Layout, out: &mut dyn Write) -> io::Result<()> {
        let (side, drawing) = (self.most.to_string(), layout.drawing);
        let (bar, before) = (if drawing == Drawing::Ascii { '|' } else { '│' }, " ".repeat(side.len() + BESIDE));
        for level in (0..HEIGHT).rev() {
            let label = if level + 1 == HEIGHT { &*side } else { "" };
            let cells = self.heights.iter().map(|n| cell((*n, self.most), level, drawing).repeat(self.each));
            let line = format!("{label:>width$} {bar} {}", cells.collect::<String>(), width = side.len());
            writeln!(out, "{}", line.trim_end())?;
        }
        let (first, last) = (periods[0].0, periods[periods.len() - 1].0);
        let between = (self.heights.len() * self.each).saturating_sub(first.len() + last.len());
        match between {
            0 => writeln!(out, "{before}{first}")?,
            _ => writeln!(out, "{before}{first}{}{last}", " ".repeat(between))?,
        }
        if self.share > 1 {
            writeln!(out, "{before}{}", layout.told(&format!("{} {unit}s each", self.share)))?;
        }
        writeln!(out)
    }
}

/// The periods in order with their counts; what has no date is none, and a doubtful one counts with its period.
fn periods(table: &Table) -> Vec<(&str, u64)> {
    let mut periods: Vec<(&str, u64)> = Vec::new();
    for row in &table.rows {
        let (Some(Cell::Text(own)), Some(count)) = (row.first(), row.last()) else { continue };
        let label = own.trim_end_matches(" ?");
        match periods.last_mut().filter(|(last, _)| *last == label) {
            Some((_, sum)) => *sum += number(count),
            None => periods.push((label, number(count))),
        }
    }
    periods
}

/// What stands on a `level` of a column `n` high.
fn cell((n, most): (u64, u64), level: usize, drawing: Drawing) -> &'static str {
    let signs: &[&str] = if drawing == Drawing::Ascii { &[" ", "#"] } else { &BLOCKS };
    let steps = signs.len() - 1;
    signs[parts(n, most, HEIGHT * steps).saturating_sub(level * steps).min(steps)]
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::*;

    fn chart(counts: &[i64], width: usize, drawing: Drawing) -> String {
        let period = |n: usize| format!("{:04}", 2000 + n);
        let rows = counts.iter().enumerate().map(|(n, count)| vec![Cell::Text(period(n)), Cell::Integer(*count)]);
        let table = Table {
            columns: vec!["year".into(), "count".into()],
            rows: rows.collect(),
            drawn: Some(Drawn::Timeline),
            ..Table::default()
        };
        let mut out = Vec::new();
        write(&table, Layout { width: Some(width), drawing, ..Layout::default() }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_column_is_as_high_as_its_period() {
        let counts: Vec<i64> = (0..13).collect();
        let lines = [
            "12 |            ##",
            "   |          ####",
            "   |        ######",
            "   |      ########",
            "   |    ##########",
            "   |  ############",
            "     2000     2012",
            "",
        ];
        assert_eq!(chart(&counts, 20, Drawing::Ascii).lines().collect::<Vec<_>>(), lines);
        let blocks = chart(&counts, 20, Drawing::Blocks);
        assert!(blocks.ends_with("   │  ▄███████████\n     2000     2012\n\n"), "{blocks}");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for n in [13, 14, 60, 365, 5_000] {
            let counts: Vec<i64> = (0..n).map(|n| n * 7919 % 101).collect();
            for width in 24..130 {
                for drawing in [Drawing::Ascii, Drawing::Blocks] {
                    let chart = chart(&counts, width, drawing);
                    assert!(!chart.is_empty());
                    assert!(chart.lines().all(|line| line.width() <= width), "{n} in {width}:\n{chart}");
                    assert!(drawing == Drawing::Blocks || chart.is_ascii());
                }
            }
        }
    }

    #[test]
    fn nothing_is_drawn_of_few_periods_or_none() {
        assert_eq!(chart(&[1; 12], 80, Drawing::Blocks), "");
        assert_eq!(chart(&[0; 20], 80, Drawing::Blocks), "");
        assert_eq!(chart(&[1; 20], 80, Drawing::Nothing), "");
    }
}
