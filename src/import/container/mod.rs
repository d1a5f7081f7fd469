//! Files that hold files: gzip, bzip2 and Zstandard streams, zip and tar archives, one in another.
//!
//! Nothing is written to a disk, and nothing is believed: neither sizes, nor names, nor that an archive ends.

mod expand;
mod name;
mod tar;
#[cfg(test)]
mod tests;
mod zip;
mod zstd;

use std::{
    cell::Cell,
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use self::expand::{Allowance, Expanding};
pub use self::expand::{FLOOR, RATIO};
use super::record::Failure;

/// How deep containers may lie in each other.
pub const DEEPEST: usize = 4;

/// How many files one file may hold, in containers at all depths; fewer in tests, which would wait long else.
pub const MEMBERS: u64 = if cfg!(test) { 1_000 } else { 1_000_000 };

/// A zip archive that cannot be read from its end is held in memory up to this size: one in another container, or from a pipe.
pub const HELD: u64 = 128 << 20;

/// How much tells a container.
const HEAD: u64 = 512;

/// Bytes of a stream read at a time.
const BUFFER: usize = 64 << 10;

/// What holds files.
pub struct Container {
    /// What it is called.
    pub name: &'static str,
    /// Usual ends of file names, without the point, and what stands in their place inside.
    pub extensions: &'static [(&'static str, &'static str)],
    /// What is read of it, for the docs.
    pub meaning: &'static str,
    recognises: fn(&[u8]) -> bool,
    open: fn(&mut Unpacking<'_, '_>, &Place<'_>, &mut dyn BufRead) -> ControlFlow<()>,
}

/// Every container. Content tells them, never a name.
pub const CONTAINERS: &[Container] = &[
    Container {
        name: "gzip",
        extensions: &[("gz", ""), ("tgz", "tar")],
        meaning: "one file: `a.jsonl.gz` is read as `a.jsonl`",
        recognises: |head| head.starts_with(b"\x1f\x8b"),
        open: |unpacking, place, input| unpacking.stream(place, flate2::bufread::MultiGzDecoder::new(input)),
    },
    Container {
        name: "bzip2",
        extensions: &[("bz2", ""), ("tbz2", "tar")],
        meaning: "one file: `a.json.bz2` is read as `a.json`",
        recognises: is_bzip2,
        open: |unpacking, place, input| unpacking.stream(place, bzip2::bufread::MultiBzDecoder::new(input)),
    },
    Container {
        name: "Zstandard",
        extensions: &[("zst", ""), ("tzst", "tar")],
        meaning: "one file: `a.csv.zst` is read as `a.csv`",
        recognises: zstd::recognises,
        open: |unpacking, place, input| unpacking.stream(place, zstd::Frames::new(input)),
    },
    Container {
        name: "zip",
        extensions: &[("zip", "zip")],
        meaning: "its files, such as `a.zip!folder/b.html`; those with a password are refused",
        recognises: |head| head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06"),
        open: zip::open_held,
    },
    Container {
        name: "tar",
        extensions: &[("tar", "tar")],
        meaning: "its files, such as `a.tar.gz!folder/b.html`; links and special files are refused",
        recognises: tar::recognises,
        open: tar::open,
    },
];

/// Takes each file that was found: its name and its bytes, or why it cannot be had.
pub type Member<'m> = dyn FnMut(&str, Result<&mut dyn BufRead, Failure>) -> ControlFlow<()> + 'm;

/// Hands the files in the one at `path` to `each`, which is the one at `path` itself when it is no container. The path `-` is
/// standard input.
pub fn members(source: &str, path: &Path, read: &Counter, each: &mut Member<'_>) -> ControlFlow<()> {
    if path.as_os_str() == "-" {
        return unpack(source, &mut io::stdin().lock(), read, each);
    }
    let opened = File::open(path).and_then(|file| match file.metadata()? {
        folder if folder.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        metadata => Ok((file, metadata.is_file().then_some(metadata.len()))),
    });
    match opened {
        Ok((file, Some(size))) => unharmed(source, each, |each| unpack_file(source, (file, size), read, each)),
        Ok((file, None)) => unpack(source, &mut BufReader::with_capacity(BUFFER, file), read, each),
        Err(error) => each(source, Err(error.into())),
    }
}

/// Hands the files in `input` to `each`, or `input` itself when it is no container.
pub fn unpack(source: &str, input: &mut dyn BufRead, read: &Counter, each: &mut Member<'_>) -> ControlFlow<()> {
    unharmed(source, each, |each| {
        let allowance = Rc::new(Allowance::default());
        let counted = Counted { input, read: read.clone(), allowance: Some(allowance.clone()) };
        let mut unpacking = Unpacking { allowance, members: 0, over: false, each };
        unpacking.open(&Place::top(source), &mut BufReader::with_capacity(BUFFER, counted))
    })
}

fn unpack_file(source: &str, (file, size): (File, u64), read: &Counter, each: &mut Member<'_>) -> ControlFlow<()> {
    let allowance = Rc::new(Allowance::of(size));
    let counted = Counted { input: file, read: read.clone(), allowance: None };
    let mut input = BufReader::with_capacity(BUFFER, counted);
    let mut unpacking = Unpacking { allowance, members: 0, over: false, each };
    let place = Place::top(source);
    match head(&mut input).and_then(|head| input.rewind().map(|()| head)) {
        // the end of a file can be reached at once, and there a zip archive has its list
        Ok(head) if zip_recognises(&head) => zip::open(&mut unpacking, &place, input.into_inner()),
        Ok(_) => unpacking.open(&place, &mut input),
        Err(error) => (unpacking.each)(source, Err(error.into())),
    }
}

/// Whether a bzip2 stream begins here: its mark and block size, then that of a block, or that of the end of an empty one.
fn is_bzip2(head: &[u8]) -> bool {
    let Some((mark, block)) = head.split_at_checked(4) else { return false };
    let marked = mark.starts_with(b"BZh") && (b'1'..=b'9').contains(&mark[3]);
    marked && (block.starts_with(b"\x31\x41\x59\x26\x53\x59") || block.starts_with(b"\x17\x72\x45\x38\x50\x90"))
}

fn zip_recognises(head: &[u8]) -> bool {
    CONTAINERS.iter().any(|container| container.name == "zip" && (container.recognises)(head))
}

/// Lets one archive fail that brings its reader down, and not all.
fn unharmed(
    source: &str,
    each: &mut Member<'_>,
    work: impl FnOnce(&mut Member<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let bug = || Failure::format("an archive that can be read", "one on which dixit fails; please report it");
    catch_unwind(AssertUnwindSafe(|| work(each))).unwrap_or_else(|_| each(source, Err(bug())))
}

/// The first bytes of an input.
fn head(input: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// Where a container lies.
struct Place<'p> {
    /// What is shown of it, and put before the names of its files.
    shown: &'p str,
    /// The name that its content has.
    name: &'p str,
    /// In how many containers it lies.
    depth: usize,
}

impl<'p> Place<'p> {
    fn top(source: &'p str) -> Self {
        Place { shown: source, name: source, depth: 0 }
    }
}

/// The unpacking of one file and of all that it holds.
struct Unpacking<'u, 'm> {
    allowance: Rc<Allowance>,
    members: u64,
    /// Whether too much was found: what is left is not looked at.
    over: bool,
    each: &'u mut Member<'m>,
}

impl Unpacking<'_, '_> {
    /// Hands on what `input` holds, or itself.
    fn open(&mut self, place: &Place<'_>, input: &mut dyn BufRead) -> ControlFlow<()> {
        let mut input: &mut dyn BufRead = input;
        let head = match head(&mut input) {
            Ok(head) => head,
            Err(error) => return self.refuse(place.shown, error.into()),
        };
        let mut whole = Read::chain(&head[..], input);
        match CONTAINERS.iter().find(|container| (container.recognises)(&head)) {
            None => (self.each)(place.name, Ok(&mut whole)),
            Some(_) if place.depth == DEEPEST => {
                self.refuse(place.shown, Failure::format(format!("at most {DEEPEST} archives in each other"), "more"))
            }
            Some(container) => (container.open)(self, place, &mut whole),
        }
    }

    /// Hands on what a compressed stream holds.
    fn stream(&mut self, place: &Place<'_>, stream: impl Read) -> ControlFlow<()> {
        let failed = Cell::new(false);
        let expanding = Expanding { input: stream, allowance: &self.allowance.clone(), failed: &failed };
        let name = name::inside(place.name);
        let inner = Place { shown: place.shown, name: &name, depth: place.depth + 1 };
        self.open(&inner, &mut BufReader::with_capacity(BUFFER, expanding))
    }

    /// Hands on a file of an archive.
    fn member(&mut self, place: &Place<'_>, name: &str, input: &mut dyn BufRead) -> ControlFlow<()> {
        let name = format!("{}!{name}", place.shown);
        self.open(&Place { shown: &name, name: &name, depth: place.depth + 1 }, input)
    }

    /// Counts a file of an archive; whether no more may be read.
    fn is_over(&mut self, place: &Place<'_>) -> ControlFlow<(), bool> {
        self.members += 1;
        if self.members > MEMBERS && !self.over {
            self.over = true;
            let failure = Failure::format(format!("at most {MEMBERS} files"), "more; the rest was not read");
            self.refuse(place.shown, failure)?;
        }
        ControlFlow::Continue(self.over || self.allowance.is_spent())
    }

    fn refuse(&mut self, name: &str, failure: Failure) -> ControlFlow<()> {
        (self.each)(name, Err(failure))
    }
}

/// How many bytes of files have been read.
#[derive(Clone, Default)]
pub struct Counter(Arc<AtomicU64>);

impl Counter {
    /// That many.
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Counted<R> {
    input: R,
    read: Counter,
    /// What grows with each byte, where the size of the input is not known.
    allowance: Option<Rc<Allowance>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(buffer)?;
        self.read.0.fetch_add(n as u64, Ordering::Relaxed);
        if let Some(allowance) = &self.allowance {
            allowance.grow(n as u64);
        }
        Ok(n)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.input.seek(to)
    }
}
