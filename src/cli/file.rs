//! Files that answers are written into: whole or not at all, and never over another one unless told.

use std::{
    fs,
    io::{self, BufWriter, Read as _, Seek as _, Write},
    path::{Path, PathBuf},
};

use super::failure::Failure;
use crate::query::syntax::Export;

/// Writes a file; the one that is there goes only when it may, and only when the new one is whole. The base itself never goes.
pub(super) fn write(
    (base, export): (&Path, &Export),
    work: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let path = Path::new(&export.file);
    allowed(base, path)?;
    let explain = |error| explained(path, error);
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

/// That the name is one of a file that may be written: no base, nor what belongs to the one at `base`.
fn allowed(base: &Path, path: &Path) -> Result<(), Failure> {
    if path.as_os_str().is_empty() {
        return Err(Failure::Refused("expected the name of a file, found none".into()));
    }
    let beside = ["", "-wal", "-shm", "-journal", "-gazetteer"].iter().map(|ending| {
        let mut name = base.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    });
    let what = match () {
        () if beside.into_iter().any(|own| same_file(path, &own)) => "the base itself",
        () if is_base(path) => "a base",
        () => return Ok(()),
    };
    Err(Failure::Refused(format!("{}: expected another file than {what}", path.display())))
}

/// Whether a file is a base, of dixit or of another program.
fn is_base(path: &Path) -> bool {
    let mut begin = [0; 16];
    fs::File::open(path).is_ok_and(|mut file| file.read_exact(&mut begin).is_ok() && begin == *b"SQLite format 3\0")
}

/// What the system said of a file that was to be written.
fn explained(path: &Path, error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::Refused(format!(
            "{}: expected a new file, found one there; name another, or end the line with `replacing`",
            path.display()
        )),
        _ => Failure::in_file(path.display(), format!("expected a file that can be written: {error}")),
    }
}

/// A file that answers go into, one behind the other.
pub(super) struct Answers {
    name: String,
    file: fs::File,
}

impl Answers {
    /// Makes the file; one that is there goes only when it may.
    pub fn open(base: &Path, export: &Export) -> Result<Self, Failure> {
        let path = Path::new(&export.file);
        allowed(base, path)?;
        let file = if export.replacing { fs::File::create(path) } else { fs::File::create_new(path) };
        Ok(Answers { name: export.file.clone(), file: file.map_err(|error| explained(path, error))? })
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes an answer behind those before; `work` is told whether it is the first.
    pub fn append(&mut self, work: impl FnOnce(&mut dyn Write, bool) -> io::Result<()>) -> Result<(), Failure> {
        let written = self.file.stream_position().and_then(|at| {
            let mut out = BufWriter::new(&mut self.file);
            work(&mut out, at == 0)?;
            out.flush()?;
            drop(out);
            self.file.sync_data()
        });
        written.map_err(|error| explained(Path::new(&self.name), error))
    }
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
