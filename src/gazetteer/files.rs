//! The gazetteer as three tab-separated files that people can edit in any spreadsheet, and one that rules make.

mod reading;
mod sheet;

use std::{
    fs,
    io::{self, Write as _},
    path::Path,
};

use self::reading::Reading;
use super::{Alias, Entity, Gazetteer, Tenure, generate::Sources};

pub use self::sheet::Flaw;
pub(super) use self::sheet::{Flaws, Row, Sheet};

const ENTITIES: Sheet =
    Sheet { file: "entities.tsv", columns: &["id", "kind", "name", "description", "gender", "country", "external"] };
pub(super) const ALIASES: Sheet =
    Sheet { file: "aliases.tsv", columns: &["entity", "alias", "language", "sort", "case"] };
/// Spellings that rules made: see [`super::generate`].
const GENERATED: Sheet = Sheet { file: "generated.tsv", columns: ALIASES.columns };
pub(super) const OFFICES: Sheet =
    Sheet { file: "offices.tsv", columns: &["office", "role", "of", "holder", "from", "to"] };

/// Why a gazetteer could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// One of the three files cannot be had.
    #[error("{file}: {source}")]
    Io {
        /// The file's name.
        file: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// Lines that cannot stand, of all three files.
    #[error("{}", .0.iter().map(Flaw::to_string).collect::<Vec<_>>().join("\n"))]
    Flaws(Vec<Flaw>),
}

impl Gazetteer {
    /// The gazetteer that comes with the program.
    pub fn shipped() -> Self {
        let Sources { entities, aliases, .. } = Sources::shipped();
        let made = include_str!("../../data/gazetteer/generated.tsv");
        Self::from_sheets(entities, [aliases, made], include_str!("../../data/gazetteer/offices.tsv"))
            .unwrap_or_else(|flaws| panic!("a test checks the shipped files:\n{flaws}"))
    }

    /// Reads `entities.tsv`, `aliases.tsv` and `offices.tsv` of a folder, and `generated.tsv` where it is there.
    ///
    /// # Errors
    /// When a file cannot be read, or with every flaw of all three.
    pub fn from_folder(folder: &Path) -> Result<Self, FilesError> {
        let text = |file| fs::read_to_string(folder.join(file)).map_err(|source| FilesError::Io { file, source });
        let made = if folder.join(GENERATED.file).exists() { text(GENERATED.file)? } else { String::new() };
        Self::from_sheets(&text(ENTITIES.file)?, [&text(ALIASES.file)?, &made], &text(OFFICES.file)?)
    }

    /// Reads the texts of the three files.
    ///
    /// # Errors
    /// With every flaw of all three.
    pub fn from_tsv(entities: &str, aliases: &str, offices: &str) -> Result<Self, FilesError> {
        Self::from_sheets(entities, [aliases, ""], offices)
    }

    /// The same with spellings that people wrote, and spellings that rules made.
    fn from_sheets(entities: &str, [written, made]: [&str; 2], offices: &str) -> Result<Self, FilesError> {
        let mut reading = Reading::default();
        reading.entities(entities);
        reading.aliases(&ALIASES, written);
        if !made.is_empty() {
            reading.aliases(&GENERATED, made);
        }
        reading.offices(offices);
        let Reading { rows, flaws, .. } = reading;
        if flaws.0.is_empty() { Ok(rows.build()) } else { Err(FilesError::Flaws(flaws.0)) }
    }

    /// Writes the three files into `folder`, over those that stand there. Origins are no part of the files.
    ///
    /// # Errors
    /// When a file cannot be written, or a name holds a tab or a line break.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let key = |id| self.entity(id).key;
        let mut entities: Vec<Entity> = self.entities().map(|(_, e)| e).collect();
        entities.sort_by_key(|e| e.key);
        let rows = entities.iter().map(|e| {
            let (gender, country) = (e.gender.unwrap_or(""), e.country.unwrap_or(""));
            [e.key, e.kind.word(), e.name, e.description, gender, country, e.external]
        });
        write_sheet(folder, &ENTITIES, rows)?;
        let mut aliases: Vec<Alias> = self.aliases().map(|(_, a)| a).collect();
        aliases.sort_by_key(|a| (key(a.entity), a.spelling));
        let rows = aliases.iter().map(|a| [key(a.entity), a.spelling, a.language, a.sort.word(), a.case.word()]);
        write_sheet(folder, &ALIASES, rows)?;
        let mut tenures: Vec<Tenure> = self.tenures().collect();
        tenures.sort_by_key(|t| (t.office, t.since, key(t.holder)));
        let rows = tenures.iter().map(|t| [t.office, t.role, key(t.of), key(t.holder), t.since, t.until]);
        write_sheet(folder, &OFFICES, rows)
    }
}

fn write_sheet<'a, const N: usize>(
    folder: &Path,
    sheet: &Sheet,
    rows: impl Iterator<Item = [&'a str; N]>,
) -> io::Result<()> {
    let mut out = io::BufWriter::new(fs::File::create(folder.join(sheet.file))?);
    writeln!(out, "{}", sheet.columns.join("\t"))?;
    for row in rows {
        if let Some(bad) = row.iter().find(|cell| cell.contains(['\t', '\n', '\r'])) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, format!("{bad:?} cannot stand in a cell")));
        }
        writeln!(out, "{}", row.join("\t"))?;
    }
    out.flush()
}

/// Whether `key` is a readable id: lower-case letters and digits in groups joined by single hyphens.
pub fn well_formed(key: &str) -> bool {
    let group = |g: &str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    key.split('-').all(group)
}

#[cfg(test)]
mod tests;
