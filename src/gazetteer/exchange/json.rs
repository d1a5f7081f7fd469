//! JSON lines that hold all there is: an object an entity.

use std::io::{self, BufRead, Write};

use serde::de::DeserializeOwned;

use super::{
    Dropped, Part, Taker, Told,
    rows::{self, Row},
};

/// Reads them.
pub(super) fn read(input: &mut dyn BufRead, part: &Part, taker: &mut dyn Taker) -> io::Result<()> {
    rows::read(input, part, taker, &mut |line| {
        if line.trim().is_empty() { Ok(Row::Nothing) } else { object(line).map(Row::Told) }
    })
}

/// The object on a line.
pub(super) fn object<T: DeserializeOwned>(line: &str) -> Result<T, String> {
    serde_json::from_str(line).map_err(|error| {
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or_default();
        format!("expected a JSON object of this format, found at column {}: {said}", error.column())
    })
}

/// Writes them.
pub(super) fn write(told: &mut dyn Iterator<Item = Told>, out: &mut dyn Write) -> io::Result<Vec<Dropped>> {
    for told in told {
        line(out, &told)?;
    }
    Ok(Vec::new())
}

/// Writes an object on a line.
pub(super) fn line(out: &mut dyn Write, object: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, object)?;
    writeln!(out)
}
