//! Files that hold files: gzip and Zstandard streams, zip and tar archives, one in another.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    ops::ControlFlow,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use super::record::Failure;

/// How deep containers may lie in each other.
const DEEPEST: usize = 4;

/// Takes each file that was found: its name and its bytes, or why it cannot be had.
pub(super) type Member<'m> = dyn FnMut(&str, Result<&mut dyn BufRead, Failure>) -> ControlFlow<()> + 'm;

/// Hands the files in the one at `path` to `each`, which is the one at `path` itself when it is no container.
pub(super) fn members(source: &str, path: &Path, read: &Counter, each: &mut Member<'_>) -> ControlFlow<()> {
    let opened = File::open(path).and_then(|file| match file.metadata()?.is_dir() {
        true => Err(io::ErrorKind::IsADirectory.into()),
        false => Ok(file),
    });
    match opened {
        Ok(file) => {
            let counted = Counted { input: file, read: read.clone() };
            unpack(source, &mut BufReader::with_capacity(64 << 10, counted), (0, each))
        }
        Err(error) => each(source, Err(error.into())),
    }
}

/// How many bytes of files have been read.
#[derive(Clone, Default)]
pub(super) struct Counter(Arc<AtomicU64>);

impl Counter {
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Counted<R> {
    input: R,
    read: Counter,
}

impl<R: io::Read> io::Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(buffer)?;
        self.read.0.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// The same for an input that was opened already, at this depth.
pub(super) fn unpack(name: &str, input: &mut dyn BufRead, (depth, each): (usize, &mut Member<'_>)) -> ControlFlow<()> {
    let head = match input.fill_buf() {
        Ok(head) => head,
        Err(error) => return each(name, Err(error.into())),
    };
    if head.starts_with(b"\x1f\x8b") {
        if depth == DEEPEST {
            return each(name, Err(Failure::format(format!("at most {DEEPEST} archives in each other"), "more")));
        }
        let inner = name.strip_suffix(".gz").unwrap_or(name);
        let mut stream = BufReader::with_capacity(64 << 10, flate2::bufread::MultiGzDecoder::new(input));
        return unpack(inner, &mut stream, (depth + 1, each));
    }
    each(name, Ok(input))
}
