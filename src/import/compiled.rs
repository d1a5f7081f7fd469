//! The annotator of a base, and the file beside it in which a large gazetteer lies compiled.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::columns;
use crate::{
    annotate::Annotator,
    gazetteer::Gazetteer,
    store::{Reader, StoreError, Writer},
};

/// A gazetteer with fewer aliases is put together from its tables each time: that takes less than 50 ms.
const LARGE: u64 = 50_000;

/// With more changed entities than this over it, it is compiled anew.
const MANY: u64 = 2_000;

/// The annotator with the gazetteer of the base as it stands. A large one is opened from the file `BASE-gazetteer`, which is made
/// when it is missing, damaged or of another base.
///
/// # Errors
/// When the base cannot be read or written. That the file cannot be written is no error.
pub fn annotator(writer: &mut Writer<'_>) -> Result<Annotator, StoreError> {
    if let Some(annotator) = opened(writer)? {
        return Ok(annotator);
    }
    if compile(writer)?
        && let Some(annotator) = opened(writer)?
    {
        return Ok(annotator);
    }
    Ok(Annotator::new(writer.gazetteer()?))
}

/// The same for a base that is only read: where the file does not fit, the gazetteer is put together in memory.
///
/// # Errors
/// When the base cannot be read.
pub fn annotator_of(reader: &Reader<'_>) -> Result<Annotator, StoreError> {
    Ok(match opened(reader)? {
        Some(annotator) => annotator,
        None => Annotator::new(reader.gazetteer()?),
    })
}

/// The gazetteer alone, for a base that is only read.
///
/// # Errors
/// When the base cannot be read.
pub fn gazetteer_of(reader: &Reader<'_>) -> Result<Gazetteer, StoreError> {
    match opened(reader)? {
        Some(annotator) => Ok(annotator.gazetteer().clone()),
        None => reader.gazetteer(),
    }
}

/// The annotator from the file, where that is the base's, and little has changed since.
fn opened(reader: &Reader<'_>) -> Result<Option<Annotator>, StoreError> {
    let (changed, compiled) = reader.compiled()?;
    if let (Some(file), Some(version)) = (reader.path().map(file_of), compiled)
        && changed <= MANY
        && let Ok(annotator) = Annotator::open(&file)
        && annotator.gazetteer().compiled_version() == version
    {
        let gazetteer = reader.gazetteer_over(annotator.gazetteer())?;
        return Ok(Some(annotator.with_changes(gazetteer)));
    }
    Ok(None)
}

/// Whether the gazetteer of the base is large, and not compiled, or much has changed since.
pub(super) fn is_to_compile(reader: &Reader<'_>) -> Result<bool, StoreError> {
    let (changed, compiled) = reader.compiled()?;
    Ok((compiled.is_none() || changed > MANY) && reader.spelling_count()? >= LARGE)
}

/// Compiles the gazetteer of the base into the file beside it, where it is large; whether it did.
///
/// # Errors
/// When the base cannot be read or written. That the file cannot be written is no error.
pub(super) fn compile(writer: &mut Writer<'_>) -> Result<bool, StoreError> {
    match Draft::of(writer)?.and_then(Draft::compile) {
        Some(compiled) => compiled.place(writer),
        None => Ok(false),
    }
}

/// A gazetteer that waits for being compiled, which takes the base no more.
pub(super) struct Draft {
    told: columns::Told,
    file: PathBuf,
    /// Version of the gazetteer in the base.
    version: Option<String>,
}

/// One that was compiled, not yet in its place.
pub(super) struct Compiled {
    draft: PathBuf,
    file: PathBuf,
    version: Option<String>,
    /// Its version in the file.
    compiled: String,
}

impl Draft {
    /// The gazetteer as it stands, where it is large and the file can be written.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn of(reader: &Reader<'_>) -> Result<Option<Self>, StoreError> {
        if reader.spelling_count()? < LARGE {
            return Ok(None);
        }
        let Some(file) = reader.path().map(file_of) else { return Ok(None) };
        match columns::told(reader, &draft_of(&file)) {
            Err(StoreError::Io { .. }) => Ok(None),
            told => Ok(Some(Draft { told: told?, file, version: reader.gazetteer_version()? })),
        }
    }

    /// Compiles it; none where the file cannot be written.
    pub fn compile(self) -> Option<Compiled> {
        let Draft { told, file, version } = self;
        let draft = draft_of(&file);
        match told.compile(&draft) {
            Ok(compiled) => Some(Compiled { draft, file, version, compiled }),
            Err(_) => {
                // it may be there in part
                let _ = fs::remove_file(draft);
                None
            }
        }
    }
}

impl Compiled {
    /// Puts it beside the base, unless the gazetteer has changed meanwhile; whether it did.
    ///
    /// # Errors
    /// When the base cannot be read or written.
    pub fn place(self, writer: &mut Writer<'_>) -> Result<bool, StoreError> {
        let Compiled { draft, file, version, compiled } = self;
        if writer.gazetteer_version()? == version && fs::rename(&draft, file).is_ok() {
            writer.mark_compiled(&compiled)?;
            return Ok(true);
        }
        // what could not be put in its place is of no use
        let _ = fs::remove_file(draft);
        Ok(false)
    }

    /// Forgets it.
    pub fn discard(self) {
        let _ = fs::remove_file(self.draft);
    }
}

/// Where a file is written whole before it is put in its place: who has the old one mapped keeps it.
fn draft_of(file: &Path) -> PathBuf {
    let mut draft = file.as_os_str().to_owned();
    draft.push(format!(".{}", std::process::id()));
    draft.into()
}

/// Removes the file where the gazetteer of the base is no longer a large one.
pub(super) fn tidy(reader: &Reader<'_>) -> Result<(), StoreError> {
    let (_, compiled) = reader.compiled()?;
    if let Some(file) = reader.path().map(file_of).filter(|_| compiled.is_none()) {
        // there may be none
        let _ = fs::remove_file(file);
    }
    Ok(())
}

/// The file in which the gazetteer of a base lies compiled.
fn file_of(base: &Path) -> PathBuf {
    let mut name = base.as_os_str().to_owned();
    name.push("-gazetteer");
    name.into()
}
