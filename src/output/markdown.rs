//! A Markdown table.

use std::io::{self, Write};

use super::{Layout, cells_with_key, columns_with_key};
use crate::table::Table;

/// Prints a table in GitHub's Markdown; nothing in a cell is taken for markup.
pub(super) fn write(table: &Table, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    let (keyed, columns) = columns_with_key(table);
    if columns.is_empty() {
        return Ok(());
    }
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    writeln!(out, "{}", line(columns.iter().map(|c| literal(&layout.told(c), layout)).collect()))?;
    let rules = (0..columns.len()).map(|i| if is_number(table, i, keyed) { "---:" } else { "---" }.to_owned());
    writeln!(out, "{}", line(rules.collect()))?;
    for row in 0..table.rows.len() {
        writeln!(
            out,
            "{}",
            line(cells_with_key(table, row, keyed).map(|cell| literal(&cell.text(), layout)).collect())
        )?;
    }
    Ok(())
}

fn is_number(table: &Table, column: usize, keyed: bool) -> bool {
    column.checked_sub(usize::from(keyed)).is_some_and(|column| table.is_number(column))
}

/// The text on one line, with a backslash before what Markdown would take for markup.
pub fn literal(text: &str, layout: Layout) -> String {
    let mut out = String::with_capacity(text.len());
    for c in layout.line(text).chars() {
        if matches!(c, '\\' | '|' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '~' | '&' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::{hostile, printed};

    #[test]
    fn markup_in_a_cell_is_plain_text() {
        let text = printed("markdown", &hostile(), None);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4, "{text}");
        assert_eq!(lines[1], "| --- | --- | ---: | --- |");
        assert!(lines[2].contains(r"\<b\>\|\`"), "{text}");
    }
}
