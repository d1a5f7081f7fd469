//! A folder with an answer, and how it is printed.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use dixit::{
    output::{Drawing, Format, Layout},
    table::{Cell, Drawn, Table},
};
use serde_json::Value;

/// One folder.
pub struct Case {
    pub folder: PathBuf,
    pub table: Table,
    layout: Layout,
}

/// All of them.
pub fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.join("table.json").exists()).collect();
    folders.sort();
    assert!(folders.len() >= 3, "{folders:?}");
    folders.into_iter().map(Case::read).collect()
}

impl Case {
    fn read(folder: PathBuf) -> Self {
        let told: Value = serde_json::from_slice(&fs::read(folder.join("table.json")).unwrap()).unwrap();
        let texts = |name: &str| told[name].as_array().unwrap().iter().map(|text| text.as_str().map(str::to_owned));
        let row = |row: &Value| row.as_array().unwrap().iter().map(cell).collect();
        let rows: Vec<Vec<Cell>> = told["rows"].as_array().unwrap().iter().map(row).collect();
        let mut keys: Vec<Option<String>> = texts("keys").collect();
        keys.resize(rows.len(), None);
        let drawn = match told["drawn"].as_str() {
            Some("counts") => Some(Drawn::Counts),
            Some("timeline") => Some(Drawn::Timeline),
            _ => None,
        };
        let drawing = match told["drawing"].as_str() {
            Some("blocks") => Drawing::Blocks,
            Some("ascii") => Drawing::Ascii,
            _ => Drawing::Nothing,
        };
        let title = told["title"].as_str().unwrap().to_owned();
        let table =
            Table { columns: texts("columns").flatten().collect(), rows, keys, title, drawn, ..Table::default() };
        Case { folder, table, layout: Layout { numbers: told["numbers"] == true, drawing, ..Layout::default() } }
    }

    /// The files beside the answer.
    pub fn files(&self) -> BTreeMap<String, String> {
        let entries = fs::read_dir(&self.folder).unwrap().map(|entry| entry.unwrap());
        let named = entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.path()));
        let others = named.filter(|(name, _)| name != "table.json");
        others.map(|(name, path)| (name, fs::read_to_string(path).unwrap())).collect()
    }

    /// How it is printed in a format on a screen of this width.
    pub fn printed(&self, format: &str, width: usize) -> String {
        let mut out = Vec::new();
        let layout = Layout { width: Some(width), ..self.layout };
        (Format::named(format).unwrap().write)(&self.table, layout, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// The columns for a program.
    pub fn columns_with_key(&self) -> Vec<String> {
        let key = self.is_keyed().then(|| "key".to_owned());
        key.into_iter().chain(self.table.columns.iter().cloned()).collect()
    }

    /// The rows for a program.
    pub fn rows_with_key(&self) -> Vec<Vec<Cell>> {
        let key = |own: &Option<String>| self.is_keyed().then(|| own.clone().map_or(Cell::Empty, Cell::Text));
        let rows = self.table.rows.iter().zip(&self.table.keys);
        rows.map(|(row, own)| key(own).into_iter().chain(row.iter().cloned()).collect()).collect()
    }

    fn is_keyed(&self) -> bool {
        self.table.keys.iter().any(Option::is_some)
    }
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Number(n) => n.as_i64().map_or_else(|| Cell::Real(n.as_f64().unwrap()), Cell::Integer),
        other => Cell::Text(other.as_str().unwrap().to_owned()),
    }
}
