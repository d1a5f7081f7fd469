//! JSON, whole or line by line.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use serde_json::{Map, Value};

use super::{Layout, cells_with_key, clean::harmless, columns_with_key};
use crate::table::{Cell, Table};

/// Prints one array of objects.
pub(super) fn write_array(table: &Table, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    for (row, object) in objects(table, layout).enumerate() {
        let before = if row == 0 { "[\n" } else { ",\n" };
        write!(out, "{before}{object}")?;
    }
    writeln!(out, "{}", if table.rows.is_empty() { "[]" } else { "\n]" })
}

/// Prints one object a line.
pub(super) fn write_lines(table: &Table, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    objects(table, layout).try_for_each(|object| writeln!(out, "{object}"))
}

fn objects(table: &Table, layout: Layout) -> impl Iterator<Item = String> + '_ {
    let (keyed, columns) = columns_with_key(table);
    (0..table.rows.len()).map(move |row| {
        let cells = cells_with_key(table, row, keyed).map(value);
        let object: Map<String, Value> = columns.iter().map(|c| (*c).to_owned()).zip(cells).collect();
        let json = Value::Object(object).to_string();
        if layout.raw { json } else { harmless_json(&json).into_owned() }
    })
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Integer(n) => n.into(),
        Cell::Real(x) => x.into(),
        Cell::Text(text) => text.into(),
    }
}

/// JSON text with what a terminal would obey or hide written as `\u…`: nothing is lost, and it can be looked at.
pub fn harmless_json(json: &str) -> Cow<'_, str> {
    if json.chars().all(harmless) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if harmless(c) {
            out.push(c);
        } else {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{hostile, printed};
    use super::*;

    #[test]
    fn nothing_is_lost() {
        let table = hostile();
        let array: Vec<Map<String, Value>> = serde_json::from_str(&printed("json", &table, None)).unwrap();
        let lines: Vec<Map<String, Value>> =
            printed("ndjson", &table, None).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(array, lines);
        assert_eq!(array[0]["content\u{1b}[1m"], table.rows[0][2].text().as_ref());
        assert_eq!(array[0]["key"], "q1");
        assert_eq!(array[1]["speaker"], Value::Null);
        assert_eq!(array[1]["n"], 3);
    }
}
