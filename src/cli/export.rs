//! Rows written to a file.

use std::path::Path;

use super::{
    failure::Failure,
    file, screen,
    session::{Outcome, Session},
    ui,
};
use crate::{
    output::{FORMATS, Format, Layout, Tongue},
    query::syntax::Export,
    table::Table,
};

/// How wide a table of text is in a file.
const WIDTH: usize = 120;

/// The format that the file's ending tells.
pub(super) fn format(export: &Export) -> Result<&'static Format, Failure> {
    Format::of_file(Path::new(&export.file)).ok_or_else(|| {
        let endings = FORMATS.iter().filter_map(|format| format.endings.first());
        let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
        Failure::Refused(format!("expected a file that ends in {}, found “{}”", endings.join(", "), export.file))
    })
}

/// How answers are laid out in a file; `mark` says whether CSV begins with a byte-order mark.
pub(super) fn layout(mark: bool) -> Layout {
    Layout { width: Some(WIDTH), raw: screen::is_raw(), mark, tongue: Tongue(ui::told), ..Layout::default() }
}

/// Writes `table` to the file in that format.
pub(super) fn write(session: &Session, table: &Table, export: &Export) -> Result<Outcome, Failure> {
    let format = format(export)?;
    file::write((session.path(), export), |out| (format.write)(table, layout(session.mark), out))?;
    screen::say(&format!("written: {} ({} rows, {})", export.file, table.rows.len(), format.name));
    Ok(if table.is_empty() { Outcome::Empty } else { Outcome::Done })
}
