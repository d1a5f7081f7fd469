//! Files that answers are written into: whole or not at all, and never over another one unless told.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::Path,
};

use super::failure::Failure;
use crate::query::syntax::Export;

/// Writes a file; the one that is there goes only when it may, and only when the new one is whole. The base itself never goes.
pub(super) fn write(
    (base, export): (&Path, &Export),
    work: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let path = Path::new(&export.file);
    if path.as_os_str().is_empty() {
        return Err(Failure::Refused("expected the name of a file, found none".into()));
    }
    if same_file(path, base) {
        return Err(Failure::Refused(format!("{}: expected another file than the base itself", export.file)));
    }
    let explain = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::Refused(format!(
            "{}: expected a new file, found one there; name another, or end the line with `replacing`",
            path.display()
        )),
        _ => Failure::Data(format!("{}: expected a file that can be written: {error}", path.display())),
    };
    if !export.replacing {
        let file = fs::File::create_new(path).map_err(explain)?;
        return whole(file, work).map_err(|error| {
            let _ = fs::remove_file(path); // half a file is worse than none
            explain(error)
        });
    }
    let mut draft = path.as_os_str().to_owned();
    draft.push(".part");
    let written = fs::File::create(&draft).and_then(|file| whole(file, work)).and_then(|()| fs::rename(&draft, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&draft);
        explain(error)
    })
}

fn whole(file: fs::File, work: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    work(&mut out)?;
    out.flush()?;
    out.get_ref().sync_all()
}

/// Whether two names are of one file.
fn same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}
