//! Tar archives: files one after another.

use std::{
    cell::Cell,
    io::{self, BufRead, BufReader, Read},
    ops::ControlFlow,
};

use tar::{Archive, Entry, EntryType, Header, PaxExtensions};

use super::{
    BUFFER, Place, Unpacking,
    expand::ended,
    name::{cleaned, is_litter},
};
use crate::import::record::Failure;

/// Longest description of a file; a longer one is of no honest archive.
const DESCRIPTION: u64 = 1 << 20;

/// Whether a file of an archive is described here: its sum is right.
pub(super) fn recognises(head: &[u8]) -> bool {
    let Some(block) = head.get(..512) else { return false };
    let sum: u32 = block[..148].iter().chain(&[b' '; 8]).chain(&block[156..]).map(|&b| u32::from(b)).sum();
    Header::from_byte_slice(block).cksum().is_ok_and(|told| told == sum)
}

/// Hands on the files of an archive.
pub(super) fn open(unpacking: &mut Unpacking<'_, '_>, place: &Place<'_>, input: &mut dyn BufRead) -> ControlFlow<()> {
    let failed = Cell::new(false);
    let mut archive = Archive::new(Noted { input, failed: &failed });
    let mut name = None;
    let entries = archive.entries().map(|entries| entries.raw(true)).into_iter().flatten();
    for entry in entries {
        let file = entry.and_then(|mut entry| match described(&mut entry)? {
            Described::Next(described) => {
                name = described.or(name.take());
                Ok(None)
            }
            Described::This => Ok(Some(entry)),
        });
        match file {
            Ok(None) => {}
            Ok(Some(_)) if unpacking.is_over(place)? => return ControlFlow::Continue(()),
            Ok(Some(entry)) => one(unpacking, place, (name.take(), entry), &failed)?,
            Err(error) if failed.get() => return unpacking.refuse(place.shown, error.into()),
            Err(error) => return unpacking.refuse(place.shown, broken(&error)),
        }
        if failed.get() {
            // it was told as a failure of the file that was read
            break;
        }
    }
    ControlFlow::Continue(())
}

/// What an entry of an archive is about.
enum Described {
    /// It tells the name of the next one, or something that does not count.
    Next(Option<Vec<u8>>),
    This,
}

fn described(entry: &mut Entry<'_, impl Read>) -> io::Result<Described> {
    let mut text = Vec::new();
    match entry.header().entry_type() {
        EntryType::GNULongName => {
            entry.take(DESCRIPTION).read_to_end(&mut text)?;
            text.truncate(text.iter().position(|&b| b == 0).unwrap_or(text.len()));
            Ok(Described::Next(Some(text)))
        }
        EntryType::XHeader => {
            entry.take(DESCRIPTION).read_to_end(&mut text)?;
            let path = PaxExtensions::new(&text).flatten().find(|field| field.key_bytes() == b"path");
            Ok(Described::Next(path.map(|path| path.value_bytes().to_vec())))
        }
        EntryType::GNULongLink | EntryType::XGlobalHeader => Ok(Described::Next(None)),
        _ => Ok(Described::This),
    }
}

/// Hands on a file, whose name was told before it or stands in it.
fn one(
    unpacking: &mut Unpacking<'_, '_>,
    place: &Place<'_>,
    (name, entry): (Option<Vec<u8>>, Entry<'_, impl Read>),
    failed: &Cell<bool>,
) -> ControlFlow<()> {
    let name = name.unwrap_or_else(|| entry.path_bytes().into_owned());
    let name = cleaned(&String::from_utf8_lossy(&name));
    let kind = entry.header().entry_type();
    let found = match kind {
        EntryType::Directory => return ControlFlow::Continue(()),
        _ if name.ends_with('/') || is_litter(&name) => return ControlFlow::Continue(()),
        EntryType::Regular | EntryType::Continuous => {
            let left = entry.size();
            return unpacking.member(
                place,
                &name,
                &mut BufReader::with_capacity(BUFFER, Whole { entry, left, failed }),
            );
        }
        EntryType::Symlink | EntryType::Link => "a link to another file",
        EntryType::GNUSparse => "a file with holes",
        _ => "a special file",
    };
    unpacking.refuse(&format!("{}!{name}", place.shown), Failure::format("a file with content", found))
}

fn broken(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::Other => Failure::format("a tar archive", format!("a damaged one ({error}); get it again")),
        _ => Failure::Source(ended()),
    }
}

/// An input that notes that it failed.
struct Noted<'n> {
    input: &'n mut dyn BufRead,
    failed: &'n Cell<bool>,
}

impl Read for Noted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer);
        self.failed.set(self.failed.get() || read.is_err());
        read
    }
}

/// A file of an archive, which must be as long as it is said to be.
struct Whole<'w, R> {
    entry: R,
    left: u64,
    failed: &'w Cell<bool>,
}

impl<R: Read> Read for Whole<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.entry.read(buffer)?;
        self.left -= read as u64;
        if read == 0 && self.left > 0 && !buffer.is_empty() {
            self.failed.set(true);
            return Err(ended());
        }
        Ok(read)
    }
}
