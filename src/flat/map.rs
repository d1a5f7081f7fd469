//! The bytes of a file: mapped where the system can, read otherwise.
//!
//! The only `unsafe` of the program. Reading 60 MB takes about 40 ms, mapping and checking them 10 ms, and a million names must
//! open in 20 ms. What makes it sound: the file is only ever replaced by renaming another one over it, never written in place, so
//! the mapped one stays as it was as long as it is mapped. A foreign process that cuts the file short in place could still end
//! this one with a bus error; it could do no more, since nothing in the file is trusted beyond its checksum and its bounds.

use std::{
    fs::File,
    io::{self, Read as _},
};

use memmap2::Mmap;

/// All bytes of a file, beginning at a multiple of eight.
pub(super) enum Bytes {
    Mapped(Mmap),
    Read { words: Vec<u64>, len: usize },
}

impl Bytes {
    /// Opens the bytes of `file`.
    pub fn open(file: &File) -> io::Result<Self> {
        map(file).map(Bytes::Mapped).or_else(|_| Self::read(file))
    }

    /// The safe twin: reads the file.
    fn read(mut file: &File) -> io::Result<Self> {
        let len = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
        let mut words = vec![0u64; len.div_ceil(8)];
        file.read_exact(&mut bytemuck::cast_slice_mut::<u64, u8>(&mut words)[..len])?;
        Ok(Bytes::Read { words, len })
    }

    /// The bytes.
    pub fn all(&self) -> &[u8] {
        match self {
            Bytes::Mapped(map) => map,
            Bytes::Read { words, len } => &bytemuck::cast_slice(words)[..*len],
        }
    }
}

#[expect(unsafe_code, reason = "mapping a file cannot be done without; see the head of this file")]
fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: files of this kind are replaced by renaming, never changed in place.
    unsafe { Mmap::map(file) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mapped_and_read_bytes_agree() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bytes");
        for len in [1, 7, 8, 9, 4096, 100_003] {
            let bytes: Vec<u8> = (0..len).map(|n| (n * 31 % 251) as u8).collect();
            std::fs::write(&path, &bytes).unwrap();
            let file = File::open(&path).unwrap();
            let mapped = Bytes::Mapped(map(&file).unwrap());
            assert_eq!(mapped.all(), bytes);
            assert_eq!(Bytes::read(&file).unwrap().all(), mapped.all());
        }
    }
}
