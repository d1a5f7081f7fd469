//! One tab-separated file with a header, and what is wrong with it.

use std::fmt;

/// Something in a gazetteer file that cannot stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The file's name.
    pub file: &'static str,
    /// The line, counted from 1.
    pub line: u64,
    /// What should have stood there.
    pub expected: String,
    /// What stands there.
    pub found: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: expected {}, found {}", self.file, self.line, self.expected, self.found)
    }
}

/// Where flaws are collected while a file is read.
#[derive(Default)]
pub(in crate::gazetteer) struct Flaws(pub Vec<Flaw>);

impl Flaws {
    /// Notes that `row` should have held `expected`.
    pub fn add(&mut self, row: &Row, expected: impl Into<String>, found: impl Into<String>) {
        self.0.push(Flaw { file: row.file, line: row.line, expected: expected.into(), found: found.into() });
    }
}

/// A file's name and the columns it must have.
pub(in crate::gazetteer) struct Sheet {
    pub file: &'static str,
    pub columns: &'static [&'static str],
}

/// One line of a file, its cells in the order of [`Sheet::columns`].
pub(in crate::gazetteer) struct Row {
    pub file: &'static str,
    pub line: u64,
    cells: Vec<String>,
}

impl Row {
    /// The cell in column `i` of the sheet, without the spaces around it.
    pub fn cell(&self, i: usize) -> &str {
        self.cells[i].trim()
    }
}

impl Sheet {
    /// The well-formed lines of `text`; the others are noted in `flaws`.
    pub fn rows(&self, text: &str, flaws: &mut Flaws) -> Vec<Row> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .quoting(false)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut records = reader.records().filter_map(Result::ok);
        let header = records.next().unwrap_or_default();
        let Some(places) = self.places(&header, flaws) else { return Vec::new() };
        records.filter_map(|record| self.row(&record, &places, flaws)).collect()
    }

    /// For each column of the sheet, where the file has it.
    fn places(&self, header: &csv::StringRecord, flaws: &mut Flaws) -> Option<Vec<usize>> {
        let top = Row { file: self.file, line: 1, cells: Vec::new() };
        let names: Vec<&str> = header.iter().map(str::trim).collect();
        let before = flaws.0.len();
        for unknown in names.iter().filter(|n| !self.columns.contains(n)) {
            flaws.add(&top, format!("the columns {}", self.columns.join(", ")), format!("column “{unknown}”"));
        }
        let mut places = Vec::new();
        for column in self.columns {
            match names.iter().position(|n| n == column) {
                Some(place) => places.push(place),
                None => flaws.add(&top, format!("a column “{column}”"), format!("the columns {}", names.join(", "))),
            }
        }
        (flaws.0.len() == before).then_some(places)
    }

    fn row(&self, record: &csv::StringRecord, places: &[usize], flaws: &mut Flaws) -> Option<Row> {
        let line = record.position().map_or(0, csv::Position::line);
        let mut row = Row { file: self.file, line, cells: Vec::new() };
        if record.len() != places.len() {
            flaws.add(&row, format!("{} cells, separated by tabs", places.len()), record.len().to_string());
            return None;
        }
        row.cells = places.iter().map(|&p| record[p].to_owned()).collect();
        Some(row)
    }
}
