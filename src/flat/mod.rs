//! Lists of numbers and texts that can be saved as they lie in memory, and mapped from the file again without reading it.
//!
//! A file is a header (what it is, layout, version, length, checksum) and sections, one after the other, each a length in bytes and
//! the bytes, filled up to a multiple of eight. It belongs to the machine that made it: numbers lie as the machine keeps them.

mod buckets;
mod map;
mod spool;

use std::{
    fs::File,
    io::{self, Seek as _, SeekFrom, Write as _},
    ops::{Deref, Range},
    path::Path,
    sync::Arc,
};

use bytemuck::Pod;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use self::map::Bytes;
pub use self::{
    buckets::Buckets,
    spool::{Spool, StringsSpool},
};

/// First bytes of a file, the layout of sections in the last two.
const MAGIC: [u8; 8] = *b"dixit\0\x02\x00";

/// Bytes of the header: magic, length of the rest, checksum of the rest.
const HEADER: usize = 24;

/// A list of numbers: made here, or lying in a mapped file. A copy shares them.
#[derive(Clone)]
pub struct Flat<T>(Source<T>);

#[derive(Clone)]
enum Source<T> {
    Made(Arc<Vec<T>>),
    Mapped(Arc<Bytes>, Range<usize>),
}

impl<T: Pod> Deref for Flat<T> {
    type Target = [T];

    /// The numbers; take the slice once, not for each number.
    fn deref(&self) -> &[T] {
        match &self.0 {
            Source::Made(list) => list,
            Source::Mapped(bytes, range) => bytemuck::cast_slice(&bytes.all()[range.clone()]),
        }
    }
}

impl<T> From<Vec<T>> for Flat<T> {
    fn from(list: Vec<T>) -> Self {
        Flat(Source::Made(Arc::new(list)))
    }
}

impl<T> Default for Flat<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

/// Texts in a row, by number.
#[derive(Clone, Default)]
pub struct Strings {
    ends: Flat<u32>,
    bytes: Flat<u8>,
}

impl Strings {
    /// Texts in the order given.
    ///
    /// # Panics
    /// When they take more than 4 GiB.
    pub fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let (mut ends, mut bytes) = (Vec::with_capacity(texts.size_hint().0), Vec::new());
        for text in texts {
            bytes.extend_from_slice(text.as_bytes());
            ends.push(u32::try_from(bytes.len()).expect("less than 4 GiB of names"));
        }
        Strings { ends: ends.into(), bytes: bytes.into() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The `n`-th text; empty where a file was made to hold something else.
    pub fn get(&self, n: usize) -> &str {
        std::str::from_utf8(self.bytes(n)).unwrap_or_default()
    }

    /// The same as bytes; cheaper.
    pub fn bytes(&self, n: usize) -> &[u8] {
        let ends = &*self.ends;
        let from = n.checked_sub(1).map_or(0, |before| ends[before] as usize);
        self.bytes.get(from..ends[n] as usize).unwrap_or_default()
    }

    /// Where each text ends, and the bytes of all.
    pub fn parts(&self) -> (&[u32], &[u8]) {
        (&self.ends, &self.bytes)
    }

    /// Bytes it takes.
    pub fn memory(&self) -> usize {
        self.ends.len() * 4 + self.bytes.len()
    }

    /// Writes it as two sections.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, to: &mut Saving) -> io::Result<()> {
        to.section(&self.ends)?;
        to.section(&self.bytes)
    }

    /// Takes the next two sections.
    ///
    /// # Errors
    /// When they are not there.
    pub fn open(from: &mut Opening) -> io::Result<Self> {
        Ok(Strings { ends: from.section()?, bytes: from.section()? })
    }
}

/// A file being written, section by section.
pub struct Saving {
    out: io::BufWriter<File>,
    hash: Xxh3,
    len: u64,
}

impl Saving {
    /// Begins the file at `path`, over one that stands there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(path: &Path) -> io::Result<Self> {
        let mut out = io::BufWriter::with_capacity(1 << 20, File::create(path)?);
        out.write_all(&[0; HEADER])?;
        Ok(Saving { out, hash: Xxh3::new(), len: 0 })
    }

    /// Adds a section.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn section<T: Pod>(&mut self, list: &[T]) -> io::Result<()> {
        let bytes: &[u8] = bytemuck::cast_slice(list);
        self.put(&(bytes.len() as u64).to_ne_bytes())?;
        self.put(bytes)?;
        self.put(&[0; 8][..bytes.len().next_multiple_of(8) - bytes.len()])
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.len += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    /// Writes the header: only now the file counts.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&MAGIC)?;
        self.out.write_all(&self.len.to_ne_bytes())?;
        self.out.write_all(&self.hash.digest().to_ne_bytes())?;
        self.out.flush()
    }
}

/// A file being opened, section by section in the order they were written in.
pub struct Opening {
    bytes: Arc<Bytes>,
    at: usize,
}

impl Opening {
    /// Maps the file at `path` and checks it.
    ///
    /// # Errors
    /// When it cannot be read, or is not what [`Saving`] wrote.
    pub fn new(path: &Path) -> io::Result<Self> {
        let bytes = Bytes::open(&File::open(path)?)?;
        let all = bytes.all();
        let number = |at: usize| all.get(at..at + 8).and_then(|b| b.try_into().ok()).map(u64::from_ne_bytes);
        let rest = all.get(HEADER..).unwrap_or_default();
        let sound =
            all.starts_with(&MAGIC) && number(8) == Some(rest.len() as u64) && number(16) == Some(xxh3_64(rest));
        if !sound {
            return Err(damaged());
        }
        Ok(Opening { bytes: Arc::new(bytes), at: HEADER })
    }

    /// Takes the next section.
    ///
    /// # Errors
    /// When there is none, or it does not hold whole numbers of this size.
    pub fn section<T: Pod>(&mut self) -> io::Result<Flat<T>> {
        let all = self.bytes.all();
        let len = all.get(self.at..self.at + 8).and_then(|b| b.try_into().ok()).map(u64::from_ne_bytes);
        let start = self.at + 8;
        let end = len.and_then(|len| start.checked_add(usize::try_from(len).ok()?)).ok_or_else(damaged)?;
        let fits = all.get(start..end).is_some_and(|b| bytemuck::try_cast_slice::<u8, T>(b).is_ok());
        if !fits {
            return Err(damaged());
        }
        self.at = end.next_multiple_of(8);
        Ok(Flat(Source::Mapped(Arc::clone(&self.bytes), start..end)))
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "no compiled gazetteer, or a damaged one")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(folder: &Path) -> std::path::PathBuf {
        let path = folder.join("lists");
        let mut saving = Saving::new(&path).unwrap();
        saving.section(&[1u64, 2, 3]).unwrap();
        Strings::new(["Kim", "", "Łódź"].into_iter()).save(&mut saving).unwrap();
        saving.section::<u32>(&[7]).unwrap();
        saving.finish().unwrap();
        path
    }

    #[test]
    fn what_was_saved_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let mut opening = Opening::new(&saved(folder.path())).unwrap();
        assert_eq!(*opening.section::<u64>().unwrap(), [1, 2, 3]);
        let strings = Strings::open(&mut opening).unwrap();
        assert_eq!((0..3).map(|n| strings.get(n)).collect::<Vec<_>>(), ["Kim", "", "Łódź"]);
        assert_eq!(*opening.section::<u32>().unwrap(), [7]);
        assert!(opening.section::<u32>().is_err());
    }

    #[test]
    fn a_file_with_one_byte_changed_or_missing_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = saved(folder.path());
        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            std::fs::write(&path, &bytes).unwrap();
            assert!(Opening::new(&path).is_err(), "byte {at} changed");
            std::fs::write(&path, &whole[..at]).unwrap();
            assert!(Opening::new(&path).is_err(), "cut at byte {at}");
        }
    }
}
