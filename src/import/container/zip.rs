//! Zip archives: files, and a list of them at the end.

use std::{
    cell::Cell,
    io::{BufRead, BufReader, Cursor, Read, Seek, SeekFrom},
    ops::ControlFlow,
};

use zip::{
    ZipReadOptions,
    read::{Config, read_zipfile_from_stream},
    result::ZipError,
    unstable::read::ZipIterable,
};

use super::{
    BUFFER, HELD, Place, Unpacking,
    expand::{Expanding, damaged},
    name::{cleaned, is_litter},
};
use crate::import::record::Failure;

/// Bytes read at a time between files, which lie anywhere.
const BETWEEN: usize = 4 << 10;

/// How many files are looked at for those.
const FIRST: usize = 20;

/// Files that office documents and electronic books begin with.
const OFFICE: &[&str] = &["[Content_Types].xml", "mimetype", "_rels/.rels"];

/// Hands on the files of an archive that cannot be read from its end.
pub(super) fn open_held(
    unpacking: &mut Unpacking<'_, '_>,
    place: &Place<'_>,
    input: &mut dyn BufRead,
) -> ControlFlow<()> {
    let mut bytes = Vec::new();
    if let Err(error) = input.take(HELD + 1).read_to_end(&mut bytes) {
        // the beginning of a broken archive is worth reading
        return if bytes.is_empty() {
            unpacking.refuse(place.shown, error.into())
        } else {
            open(unpacking, place, Cursor::new(bytes))
        };
    }
    if bytes.len() as u64 > HELD {
        let expected = format!("a zip archive of at most {} MB in another archive or from a pipe", HELD >> 20);
        return unpacking.refuse(place.shown, Failure::format(expected, "a larger one; save or unpack it first"));
    }
    open(unpacking, place, Cursor::new(bytes))
}

/// Hands on the files of an archive.
pub(super) fn open(unpacking: &mut Unpacking<'_, '_>, place: &Place<'_>, input: impl Read + Seek) -> ControlFlow<()> {
    let mut input = BufReader::with_capacity(BETWEEN, input);
    let archive = ZipIterable::try_new(&mut input, Config::default());
    let missing = match archive {
        Ok(mut archive) => {
            if !is_office(&mut archive) {
                return listed(unpacking, place, &mut archive);
            }
            None
        }
        Err(error) => Some(error),
    };
    match (input.seek(SeekFrom::Start(0)), missing) {
        // without its end there is no list: the files are found one after another
        (Ok(_), Some(error)) => unlisted(unpacking, place, (&mut input, &error)),
        (Ok(_), None) => (unpacking.each)(place.name, Ok(&mut input)),
        (Err(error), _) => unpacking.refuse(place.shown, error.into()),
    }
}

fn is_office(archive: &mut ZipIterable<impl Read + Seek>) -> bool {
    let Ok(files) = archive.files() else { return false };
    files.take(FIRST).flatten().any(|file| OFFICE.iter().any(|name| name.as_bytes() == file.name_raw()))
}

/// Hands on the files that the list of an archive tells.
fn listed(
    unpacking: &mut Unpacking<'_, '_>,
    place: &Place<'_>,
    archive: &mut ZipIterable<impl Read + Seek>,
) -> ControlFlow<()> {
    let files = match archive.files() {
        Ok(files) => files,
        Err(error) => return unpacking.refuse(place.shown, failure(error)),
    };
    while let Some(file) = files.next() {
        let file = match file {
            Ok(file) => file,
            Err(error) => return unpacking.refuse(place.shown, failure(error)),
        };
        if unpacking.is_over(place)? {
            break;
        }
        let name = name(file.name_raw());
        if file.is_dir() || is_litter(&name) {
            continue;
        }
        if file.is_symlink() {
            unpacking.refuse(&shown(place, &name), Failure::format("a file with content", "a link to another file"))?;
            continue;
        }
        match file.with_reader(files.reader_mut(), ZipReadOptions::new()) {
            Ok(content) => one(unpacking, place, (&name, content), &Cell::new(false))?,
            Err(error) => unpacking.refuse(&shown(place, &name), failure(error))?,
        }
    }
    ControlFlow::Continue(())
}

/// Hands on the files of an archive that has no list, up to where it is broken.
fn unlisted(
    unpacking: &mut Unpacking<'_, '_>,
    place: &Place<'_>,
    (input, missing): (&mut impl Read, &ZipError),
) -> ControlFlow<()> {
    let failed = Cell::new(false);
    while let Ok(Some(file)) = read_zipfile_from_stream(input) {
        if unpacking.is_over(place)? {
            return ControlFlow::Continue(());
        }
        let name = name(file.name_raw());
        if !file.is_dir() && !is_litter(&name) {
            one(unpacking, place, (&name, file), &failed)?;
        }
        if failed.get() {
            return ControlFlow::Continue(());
        }
    }
    unpacking
        .refuse(place.shown, Failure::format("a whole zip archive", format!("a broken one ({missing}); get it again")))
}

fn one(
    unpacking: &mut Unpacking<'_, '_>,
    place: &Place<'_>,
    (name, content): (&str, impl Read),
    failed: &Cell<bool>,
) -> ControlFlow<()> {
    let allowance = unpacking.allowance.clone();
    let expanding = Expanding { input: content, allowance: &allowance, failed };
    unpacking.member(place, name, &mut BufReader::with_capacity(BUFFER, expanding))
}

fn name(raw: &[u8]) -> String {
    cleaned(&String::from_utf8_lossy(raw))
}

fn shown(place: &Place<'_>, name: &str) -> String {
    format!("{}!{name}", place.shown)
}

/// What is wrong with a file of an archive, or with its list.
fn failure(error: ZipError) -> Failure {
    match error {
        ZipError::Io(error) => Failure::Source(damaged(error)),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Failure::format("a file without a password", "one with a password; unpack it yourself")
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            Failure::format("a file stored or deflated", "one compressed in another way; unpack it yourself")
        }
        other => Failure::format("a zip archive", format!("a damaged one ({other}); get it again")),
    }
}
