//! Answers as text: one registry of formats, each a function from a [`Table`] to bytes.

mod bar;
mod cards;
mod chart;
mod clean;
mod html;
mod json;
mod layout;
mod markdown;
mod separated;
mod sheet;
mod terminal;
mod wrap;

use std::io::{self, Write};

use crate::table::Table;

pub use self::{
    clean::{clean, clean_line},
    json::harmless_json,
    layout::{Drawing, Layout, Tongue},
    markdown::literal,
    separated::{guard, unguarded},
};

/// A way to print an answer.
pub struct Format {
    /// Its name, as a user writes it.
    pub name: &'static str,
    /// Endings of the files in it, the usual one first; none where it is only for screens.
    pub endings: &'static [&'static str],
    /// What it is, in a few words.
    pub help: &'static str,
    /// Whether programs read it: then what is doubtful stands in columns of its own, and not in signs.
    pub data: bool,
    /// Prints a table.
    pub write: Print,
}

/// Every format there is.
pub const FORMATS: &[Format] = &[
    screen("table", &["txt"], "columns that fit the terminal; cards where it is too narrow", terminal::write),
    screen("cards", &[], "one row after the other, a line or more for each cell", cards::write),
    data(
        "csv",
        &["csv"],
        "comma-separated, for spreadsheets; what one would run gets a `'` before it",
        separated::write_csv,
    ),
    data("tsv", &["tsv", "tab"], "tab-separated, one line a row", separated::write_tsv),
    data("json", &["json"], "one array of objects", json::write_array),
    data("ndjson", &["ndjson", "jsonl"], "one object a line", json::write_lines),
    screen("markdown", &["md", "markdown"], "a table for a text to publish", markdown::write),
    screen("html", &["html", "htm"], "a page that needs nothing else, without script", html::write),
];

/// Prints a table in a format.
type Print = fn(&Table, Layout, &mut dyn Write) -> io::Result<()>;

/// A format that people read.
const fn screen(name: &'static str, endings: &'static [&'static str], help: &'static str, write: Print) -> Format {
    Format { name, endings, help, data: false, write }
}

/// A format that programs read.
const fn data(name: &'static str, endings: &'static [&'static str], help: &'static str, write: Print) -> Format {
    Format { name, endings, help, data: true, write }
}

impl Format {
    /// The format of this name.
    pub fn named(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|f| f.name == name)
    }

    /// The format whose files end like `path`.
    pub fn of_file(path: &std::path::Path) -> Option<&'static Format> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        FORMATS.iter().find(|f| f.endings.contains(&&*ending))
    }

    /// The names of all, apart by commas.
    pub fn names() -> String {
        FORMATS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")
    }
}

/// A line of row `row`, in the colour of what is new where it is.
fn coloured(table: &Table, layout: Layout, row: usize, line: &str) -> String {
    let fresh = layout.colours && table.fresh.get(row) == Some(&true);
    if fresh { format!("\x1b[1;32m{line}\x1b[0m") } else { line.to_owned() }
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
            ..Table::default()
        }
    }

    pub(super) fn printed(name: &str, table: &Table, width: Option<usize>) -> String {
        let mut out = Vec::new();
        let write = Format::named(name).expect("a format").write;
        write(table, Layout { width, ..Layout::default() }, &mut out).expect("memory can be written");
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
        assert_eq!(name("y.htm"), Some("html"));
        assert_eq!(name("y"), None);
        let mut endings: Vec<&str> = FORMATS.iter().flat_map(|f| f.endings).copied().collect();
        let all = endings.len();
        endings.sort_unstable();
        endings.dedup();
        assert_eq!(endings.len(), all);
    }

    #[test]
    fn raw_texts_are_as_they_stand_and_end_no_row() {
        let table = hostile();
        for format in FORMATS {
            let mut out = Vec::new();
            (format.write)(&table, Layout { raw: true, ..Layout::default() }, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert!(text.contains('\u{202E}'), "{}: {text:?}", format.name);
            match format.name {
                "json" | "ndjson" => assert!(!text.contains('\u{1b}'), "{text:?}"), // JSON has them in no other way
                _ => assert!(text.contains('\u{1b}'), "{}: {text:?}", format.name),
            }
            if matches!(format.name, "tsv" | "markdown") {
                assert_eq!(text.lines().count(), if format.name == "tsv" { 3 } else { 4 }, "{text:?}");
            }
        }
    }
}
