//! A folder for the time of the tour.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process,
};

use crate::cli::failure::Failure;

/// A folder that only its owner may enter, and that goes when it is no longer wanted.
pub(super) struct Folder(PathBuf);

impl Folder {
    /// Makes one where things stand that need not last.
    pub fn new() -> Result<Self, Failure> {
        let place = std::env::temp_dir();
        let explain =
            |e: io::Error| Failure::in_file(place.display(), format!("expected a folder that can be written: {e}"));
        for n in 0..100 {
            let folder = place.join(format!("dixit-tour-{}-{n}", process::id()));
            match make(&folder) {
                Ok(()) => return Ok(Folder(folder)),
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(explain(e)),
            }
        }
        Err(explain(io::ErrorKind::AlreadyExists.into()))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0); // what stays is lost in a folder for such things
    }
}

fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
