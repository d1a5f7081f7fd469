//! Numbers as lengths: a bar beside each count.

use super::Drawing;
use crate::table::{Cell, Table};

/// A bar longer than this tells no more.
const LONGEST: usize = 40;

/// A bar shorter than this tells nothing.
const SHORTEST: usize = 4;

/// Blocks that fill a cell from the left, by eighths.
const BLOCKS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// For each row the bar of its last cell, the longest at most `room` cells; none where nothing is to be drawn, or all
/// would be as long.
pub(super) fn bars(table: &Table, drawing: Drawing, room: usize) -> Option<Vec<String>> {
    table.drawn?;
    if drawing == Drawing::Nothing || room < SHORTEST {
        return None;
    }
    let numbers: Vec<u64> = table.rows.iter().map(|row| row.last().map_or(0, number)).collect();
    let most = numbers.iter().copied().max().filter(|most| numbers.iter().any(|n| n < most))?;
    Some(numbers.iter().map(|n| bar(*n, most, room.min(LONGEST), drawing)).collect())
}

/// A count; anything else is none.
pub(super) fn number(cell: &Cell) -> u64 {
    if let Cell::Integer(n) = cell { u64::try_from(*n).unwrap_or(0) } else { 0 }
}

/// A bar for `n` where `most` fills `room` cells; whatever is not 0 can be seen.
fn bar(n: u64, most: u64, room: usize, drawing: Drawing) -> String {
    let steps = if drawing == Drawing::Ascii { 1 } else { BLOCKS.len() };
    let filled = parts(n, most, room * steps);
    if drawing == Drawing::Ascii {
        return "#".repeat(filled);
    }
    let (whole, rest) = (filled / steps, filled % steps);
    let mut bar = "█".repeat(whole);
    bar.extend((rest > 0).then(|| BLOCKS[rest - 1]));
    bar
}

/// How many of `all` parts are filled for `n` of `most`, rounded; at least one unless `n` is 0.
pub(super) fn parts(n: u64, most: u64, all: usize) -> usize {
    let filled = (n as f64 / most as f64 * all as f64).round() as usize;
    filled.max(usize::from(n > 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Drawn;

    fn counted(numbers: &[i64]) -> Table {
        let rows = numbers.iter().map(|n| vec![Cell::Text("x".into()), Cell::Integer(*n)]).collect();
        Table { columns: vec!["act".into(), "count".into()], rows, drawn: Some(Drawn::Counts), ..Table::default() }
    }

    #[test]
    fn bars_are_as_long_as_their_numbers() {
        let drawn = |numbers: &[i64], drawing, room| bars(&counted(numbers), drawing, room);
        let ascii = drawn(&[10, 5, 1, 0], Drawing::Ascii, 10).unwrap();
        assert_eq!(ascii, ["##########", "#####", "#", ""]);
        let blocks = drawn(&[16, 8, 3, 1, 0], Drawing::Blocks, 4).unwrap();
        assert_eq!(blocks, ["████", "██", "▊", "▎", ""]);
        // what is almost nothing can be seen
        assert_eq!(drawn(&[100_000, 1], Drawing::Blocks, 8).unwrap()[1], "▏");
        assert_eq!(drawn(&[100_000, 1], Drawing::Ascii, 8).unwrap()[1], "#");
    }

    #[test]
    fn nothing_is_drawn_that_tells_nothing() {
        assert_eq!(bars(&counted(&[3, 2]), Drawing::Nothing, 20), None);
        assert_eq!(bars(&counted(&[3]), Drawing::Blocks, 20), None);
        assert_eq!(bars(&counted(&[0, 0]), Drawing::Blocks, 20), None);
        assert_eq!(bars(&counted(&[2, 2]), Drawing::Blocks, 20), None);
        assert_eq!(bars(&counted(&[3, 2]), Drawing::Blocks, 3), None);
        assert_eq!(bars(&Table { drawn: None, ..counted(&[3, 2]) }, Drawing::Blocks, 20), None);
    }
}
