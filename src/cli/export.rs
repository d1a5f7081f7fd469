//! Rows written to a file.

use std::{fs::File, io::Write as _, path::Path};

use super::{failure::Failure, screen, session::Outcome};
use crate::{
    output::{FORMATS, Format, Layout},
    query::syntax::Export,
    table::Table,
};

/// How wide a table of text is in a file.
const WIDTH: usize = 120;

/// The format that the file's ending tells; an error where there is none, or where a file is there that may not go.
pub(super) fn format(export: &Export) -> Result<&'static Format, Failure> {
    let path = Path::new(&export.file);
    if !export.replacing && path.exists() {
        let hint = "write `replacing` behind it, or name another file";
        return Err(Failure::Refused(format!("expected a new file, found “{}”: {hint}", export.file)));
    }
    Format::of_file(path).ok_or_else(|| unknown(&export.file))
}

/// Writes `table` to the file, wholly or not at all.
pub(super) fn write(table: &Table, export: &Export) -> Result<Outcome, Failure> {
    let (path, format) = (Path::new(&export.file), format(export)?);
    let failed = |error| Failure::Refused(format!("“{}” cannot be written: {error}", export.file));
    let beside = path.with_added_extension("part");
    let written = File::create(&beside).and_then(|file| {
        let mut out = std::io::BufWriter::new(file);
        (format.write)(table, Layout { width: Some(WIDTH), numbers: false }, &mut out)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        std::fs::rename(&beside, path)
    });
    written.inspect_err(|_| _ = std::fs::remove_file(&beside)).map_err(failed)?;
    screen::say(&format!("written: {} ({} rows, {})", export.file, table.rows.len(), format.name));
    Ok(if table.is_empty() { Outcome::Empty } else { Outcome::Done })
}

fn unknown(file: &str) -> Failure {
    let endings: Vec<String> = FORMATS.iter().map(|format| format!(".{}", format.ending)).collect();
    Failure::Refused(format!("expected a file that ends in {}, found “{file}”", endings.join(", ")))
}
