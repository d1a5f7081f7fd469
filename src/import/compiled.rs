//! The annotator of a base, and the file beside it in which a large gazetteer lies compiled.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    annotate::Annotator,
    store::{StoreError, Writer},
};

/// A gazetteer with fewer aliases is put together from its tables each time: that takes less than 50 ms.
const LARGE: usize = 50_000;

/// With more changed entities than this over it, it is compiled anew.
const MANY: u64 = 2_000;

/// The annotator with the gazetteer of the base as it stands. A large one is opened from the file `BASE-gazetteer`, which is made
/// when it is missing, damaged or of another base.
///
/// # Errors
/// When the base cannot be read or written. That the file cannot be written is no error.
pub fn annotator(writer: &mut Writer<'_>) -> Result<Annotator, StoreError> {
    let file = writer.path().map(file_of);
    let (changed, compiled) = writer.compiled()?;
    if let (Some(file), Some(version)) = (&file, compiled)
        && changed <= MANY
        && let Ok(annotator) = Annotator::open(file)
        && annotator.gazetteer().compiled_version() == version
    {
        let gazetteer = writer.gazetteer_over(annotator.gazetteer())?;
        return Ok(annotator.with_changes(gazetteer));
    }
    let annotator = Annotator::new(writer.gazetteer()?);
    if let Some(file) = file.filter(|_| annotator.gazetteer().aliases().count() >= LARGE)
        && save(&annotator, &file).is_ok()
    {
        writer.mark_compiled(annotator.gazetteer())?;
    }
    Ok(annotator)
}

/// The file in which the gazetteer of a base lies compiled.
fn file_of(base: &Path) -> PathBuf {
    let mut name = base.as_os_str().to_owned();
    name.push("-gazetteer");
    name.into()
}

/// Writes the file whole, then puts it in its place: who has the old one mapped keeps it.
fn save(annotator: &Annotator, file: &Path) -> io::Result<()> {
    let mut draft = file.as_os_str().to_owned();
    draft.push(format!(".{}", std::process::id()));
    let draft = PathBuf::from(draft);
    let written = annotator.save(&draft).and_then(|()| fs::rename(&draft, file));
    if written.is_err() {
        // what could not be put in its place is of no use
        let _ = fs::remove_file(&draft);
    }
    written
}
