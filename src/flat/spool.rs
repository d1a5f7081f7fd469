//! Sections that are written before it is their turn: each in a file of its own, so that they take no memory.

use std::{
    fs::{self, File},
    io::{self, BufRead as _, BufReader, BufWriter, Read as _, Seek as _, Write as _},
    marker::PhantomData,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use bytemuck::Pod;

use super::Saving;

/// Bytes that are held back before they go into a file.
const BUFFER: usize = 1 << 17;

/// Numbers that wait in a file; it goes with them.
pub struct Spool<T> {
    out: BufWriter<File>,
    path: PathBuf,
    len: u64,
    of: PhantomData<T>,
}

impl<T: Pod> Spool<T> {
    /// An empty one, in a new file beside `beside`.
    ///
    /// # Errors
    /// When that cannot be made.
    pub fn new(beside: &Path) -> io::Result<Self> {
        Self::holding(beside, BUFFER)
    }

    /// The same, of which so many bytes are held back.
    pub(super) fn holding(beside: &Path, buffer: usize) -> io::Result<Self> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let mut path = beside.as_os_str().to_owned();
        path.push(format!(".{}", MADE.fetch_add(1, Ordering::Relaxed)));
        let path = PathBuf::from(path);
        let file = File::options().read(true).write(true).create_new(true).open(&path)?;
        Ok(Spool { out: BufWriter::with_capacity(buffer, file), path, len: 0, of: PhantomData })
    }

    /// Adds numbers.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn push(&mut self, numbers: &[T]) -> io::Result<()> {
        let bytes: &[u8] = bytemuck::cast_slice(numbers);
        self.len += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    /// The bytes, from the first on.
    pub(super) fn read(&mut self) -> io::Result<BufReader<&File>> {
        self.out.flush()?;
        let mut file = self.out.get_ref();
        file.rewind()?;
        Ok(BufReader::with_capacity(BUFFER, file))
    }
}

impl<T> Drop for Spool<T> {
    fn drop(&mut self) {
        // whoever made it has no more use for it, and a later one gets another name
        let _ = fs::remove_file(&self.path);
    }
}

/// Texts that wait in files.
pub struct StringsSpool {
    ends: Spool<u32>,
    bytes: Spool<u8>,
    end: u32,
}

impl StringsSpool {
    /// An empty one, in new files beside `beside`.
    ///
    /// # Errors
    /// When these cannot be made.
    pub fn new(beside: &Path) -> io::Result<Self> {
        Ok(StringsSpool { ends: Spool::new(beside)?, bytes: Spool::new(beside)?, end: 0 })
    }

    /// Adds a text.
    ///
    /// # Errors
    /// When the files cannot be written, or all texts take more than 4 GiB.
    pub fn push(&mut self, text: &str) -> io::Result<()> {
        let end = u32::try_from(text.len()).ok().and_then(|len| self.end.checked_add(len));
        self.end = end.ok_or_else(|| io::Error::other("more than 4 GiB of names"))?;
        self.bytes.push(text.as_bytes())?;
        self.ends.push(&[self.end])
    }

    /// Tells each text, in order.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub fn each(&mut self, mut tell: impl FnMut(&str)) -> io::Result<()> {
        let (mut ends, mut bytes) = (self.ends.read()?, self.bytes.read()?);
        let (mut text, mut from, mut end) = (Vec::new(), 0, [0; 4]);
        while !ends.fill_buf()?.is_empty() {
            ends.read_exact(&mut end)?;
            let to = u32::from_ne_bytes(end);
            text.resize((to - from) as usize, 0);
            bytes.read_exact(&mut text)?;
            tell(str::from_utf8(&text).map_err(io::Error::other)?);
            from = to;
        }
        Ok(())
    }

    /// Writes it as [`super::Strings::save`] does.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn save(self, to: &mut Saving) -> io::Result<()> {
        to.spooled(self.ends)?;
        to.spooled(self.bytes)
    }
}

impl Saving {
    /// Adds a section that waited in a file.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn spooled<T: Pod>(&mut self, mut from: Spool<T>) -> io::Result<()> {
        let len = from.len;
        self.put(&len.to_ne_bytes())?;
        let mut read = from.read()?;
        loop {
            let bytes = read.fill_buf()?;
            if bytes.is_empty() {
                break;
            }
            self.put(bytes)?;
            let taken = bytes.len();
            read.consume(taken);
        }
        self.put(&[0; 8][..(len.next_multiple_of(8) - len) as usize])
    }
}
