//! How much may come out of what is compressed.

use std::{
    cell::Cell,
    error::Error,
    io::{self, Read},
};

/// So much may come out of every file, however small.
pub const FLOOR: u64 = 64 << 20;

/// Beyond that, so many bytes may come out of one. Text seldom shrinks to a fiftieth.
pub const RATIO: u64 = 200;

/// What may still come out of a file, at all depths together.
#[derive(Default)]
pub(super) struct Allowance {
    size: Cell<u64>,
    out: Cell<u64>,
}

impl Allowance {
    /// For a file of this size.
    pub fn of(size: u64) -> Self {
        Allowance { size: Cell::new(size), out: Cell::new(0) }
    }

    /// More of the file was read, whose size is not known.
    pub fn grow(&self, read: u64) {
        self.size.set(self.size.get().saturating_add(read));
    }

    /// Whether too much came out.
    pub fn is_spent(&self) -> bool {
        self.out.get() > self.size.get().saturating_mul(RATIO).max(FLOOR)
    }

    fn take(&self, out: usize) -> io::Result<()> {
        self.out.set(self.out.get().saturating_add(out as u64));
        if !self.is_spent() {
            return Ok(());
        }
        let expected = format!("expected at most {RATIO} times its size in a file (or {} MB)", FLOOR >> 20);
        Err(io::Error::other(format!("{expected}, found more; the rest was not read")))
    }
}

/// A decompressed stream, counted, whose errors say what to do.
pub(super) struct Expanding<'e, R> {
    pub input: R,
    pub allowance: &'e Allowance,
    /// Whether it could not be read to its end.
    pub failed: &'e Cell<bool>,
}

impl<R: Read> Read for Expanding<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer).map_err(damaged);
        let read = read.and_then(|n| self.allowance.take(n).map(|()| n));
        self.failed.set(self.failed.get() || read.is_err());
        read
    }
}

/// What a decompressor met, in words of a user.
pub(super) fn damaged(error: io::Error) -> io::Error {
    let error = cause(error);
    match error.kind() {
        io::ErrorKind::UnexpectedEof => ended(),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            io::Error::other("expected compressed data, found damaged ones; get the file again")
        }
        _ => error,
    }
}

/// An archive that breaks off.
pub(super) fn ended() -> io::Error {
    io::Error::other("expected the rest of an archive, found its end; get the file again")
}

/// The failure to read that lies behind an error, if any.
fn cause(error: io::Error) -> io::Error {
    let mut inner = error.get_ref().map(|e| e as &dyn Error);
    while let Some(next) = inner {
        if let Some(cause) = next.downcast_ref::<io::Error>() {
            let said = cause.to_string();
            return if cause.kind() == io::ErrorKind::Other { io::Error::other(said) } else { cause.kind().into() };
        }
        inner = next.source();
    }
    error
}
