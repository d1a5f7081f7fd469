//! Answers as text: one registry of formats, each a function from a [`Table`] to bytes.

mod clean;
mod json;
mod markdown;
mod separated;
mod terminal;
mod wrap;

use std::io::{self, Write};

use crate::table::Table;

pub use self::{
    clean::{clean, clean_line},
    json::harmless_json,
    markdown::literal,
    separated::{guard, unguarded},
    terminal::Layout,
};

/// A way to print an answer.
pub struct Format {
    /// Its name, as a user writes it.
    pub name: &'static str,
    /// Ending of the files in it.
    pub ending: &'static str,
    /// What it is, in a few words.
    pub help: &'static str,
    /// Prints a table; the layout matters to `table` only.
    pub write: fn(&Table, Layout, &mut dyn Write) -> io::Result<()>,
}

/// Every format there is.
pub const FORMATS: &[Format] = &[
    Format { name: "table", ending: "txt", help: "columns that fit the terminal", write: terminal::write },
    Format { name: "csv", ending: "csv", help: "comma-separated, for spreadsheets", write: separated::write_csv },
    Format { name: "tsv", ending: "tsv", help: "tab-separated, one line a row", write: separated::write_tsv },
    Format { name: "json", ending: "json", help: "one array of objects", write: json::write_array },
    Format { name: "ndjson", ending: "ndjson", help: "one object a line", write: json::write_lines },
    Format { name: "markdown", ending: "md", help: "a table for a text to publish", write: markdown::write },
];

impl Format {
    /// The format of this name.
    pub fn named(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|f| f.name == name)
    }

    /// The format whose files end like `path`; `.jsonl` is `.ndjson`.
    pub fn of_file(path: &std::path::Path) -> Option<&'static Format> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        let ending = if ending == "jsonl" { "ndjson" } else { &ending };
        FORMATS.iter().find(|f| f.ending == ending)
    }
}

/// The columns of a table for machines: the lasting key first, where there is one and no column shows it.
fn columns_with_key(table: &Table) -> (bool, Vec<&str>) {
    let keyed = table.keys.iter().any(Option::is_some) && !table.columns.iter().any(|c| c == "key");
    let key = keyed.then_some("key");
    (keyed, key.into_iter().chain(table.columns.iter().map(String::as_str)).collect())
}

/// Cells of row `row`, its key first when `keyed`.
fn cells_with_key(table: &Table, row: usize, keyed: bool) -> impl Iterator<Item = crate::table::Cell> + '_ {
    use crate::table::Cell;
    let key = || table.keys.get(row).cloned().flatten().map_or(Cell::Empty, Cell::Text);
    keyed.then(key).into_iter().chain(table.rows[row].iter().cloned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Cell;

    /// A table with all that a hostile page could put into one.
    pub(super) fn hostile() -> Table {
        let nasty = "\u{1b}[31m=cmd|'/c calc'!A1\u{202E}\tx\r\n<b>|`\u{9b}2J\u{7}";
        Table {
            columns: vec!["speaker".into(), "n".into(), "content\u{1b}[1m".into()],
            rows: vec![
                vec![Cell::Text("=1+1".into()), Cell::Integer(-12), Cell::Text(nasty.into())],
                vec![Cell::Empty, Cell::Integer(3), Cell::Text("été « oui »".into())],
            ],
            keys: vec![Some("q1".into()), None],
        }
    }

    pub(super) fn printed(name: &str, table: &Table, width: Option<usize>) -> String {
        let mut out = Vec::new();
        let write = Format::named(name).expect("a format").write;
        write(table, Layout { width, numbers: false }, &mut out).expect("memory can be written");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn no_format_lets_a_control_character_or_a_bidi_mark_pass() {
        for format in FORMATS {
            for width in [None, Some(80), Some(30), Some(1)] {
                let text = printed(format.name, &hostile(), width);
                let mut bad = text.chars().filter(|&c| !clean::harmless(c) && !matches!(c, '\n' | '\t'));
                assert_eq!(bad.next(), None, "{}: {text:?}", format.name);
            }
        }
    }

    #[test]
    fn an_empty_table_is_fine_everywhere() {
        for format in FORMATS {
            printed(format.name, &Table::default(), Some(80));
            printed(format.name, &Table { columns: vec!["a".into()], ..Table::default() }, Some(80));
        }
    }

    #[test]
    fn a_file_name_tells_the_format() {
        let name = |path: &str| Format::of_file(path.as_ref()).map(|f| f.name);
        assert_eq!(name("x/y.CSV"), Some("csv"));
        assert_eq!(name("y.jsonl"), Some("ndjson"));
        assert_eq!(name("y.md"), Some("markdown"));
        assert_eq!(name("y"), None);
    }
}
