//! Records that come in any order and are told in that of their places: written into parts by place, each of which is put in order in memory.

use std::{
    io::{self, Read as _},
    path::Path,
};

use super::Spool;

/// Places of a part, unless there would be too many parts.
const PLACES: u32 = 1 << 14;

/// Most parts: each has a file of its own.
const PARTS: u32 = 128;

/// Bytes of a part that are held back before they go into its file.
const BUFFER: usize = 1 << 15;

/// Bytes before a record: its place and its length.
const HEAD: usize = 8;

/// Records that wait in files; these go with them.
pub struct Buckets {
    parts: Vec<Spool<u8>>,
    /// Places of a part.
    each: u32,
}

impl Buckets {
    /// An empty one for so many places, with its files beside `beside`.
    ///
    /// # Errors
    /// When these cannot be made.
    pub fn new(beside: &Path, places: u32) -> io::Result<Self> {
        let each = PLACES.max(places.div_ceil(PARTS));
        let parts = (0..places.div_ceil(each)).map(|_| Spool::holding(beside, BUFFER)).collect::<io::Result<_>>()?;
        Ok(Buckets { parts, each })
    }

    /// Adds a record at a place; several may have one.
    ///
    /// # Errors
    /// When a file cannot be written, or there is no such place.
    pub fn push(&mut self, place: u32, record: &[u8]) -> io::Result<()> {
        let part = self.parts.get_mut((place / self.each) as usize);
        let part = part.ok_or_else(|| io::Error::other("no such place"))?;
        part.push(&place.to_ne_bytes())?;
        part.push(&u32::try_from(record.len()).map_err(io::Error::other)?.to_ne_bytes())?;
        part.push(record)
    }

    /// Tells every record by its place, those of one place in the order in which they came.
    ///
    /// # Errors
    /// Those of `tell`, and when a file cannot be read.
    pub fn each(self, mut tell: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        let (mut bytes, mut records) = (Vec::new(), Vec::new());
        for mut part in self.parts {
            bytes.clear();
            part.read()?.read_to_end(&mut bytes)?;
            records.clear();
            let mut at = 0;
            while at < bytes.len() {
                records.push((number(&bytes, at), at));
                at += HEAD + number(&bytes, at + 4) as usize;
            }
            records.sort_unstable();
            for &(_, at) in &records {
                tell(&bytes[at + HEAD..][..number(&bytes, at + 4) as usize])?;
            }
        }
        Ok(())
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_ne_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_told_by_place_and_then_as_they_came() {
        let folder = tempfile::tempdir().unwrap();
        let places = 3 * PLACES + 7;
        let mut buckets = Buckets::new(&folder.path().join("x"), places).unwrap();
        assert!(buckets.push(4 * PLACES, b"").is_err());
        let mut expected: Vec<(u32, u32)> = (0..50_000u32).map(|n| (n.wrapping_mul(48_271) % places, n)).collect();
        for (place, n) in &expected {
            buckets.push(*place, n.to_string().as_bytes()).unwrap();
        }
        expected.sort_unstable();
        let mut told = Vec::new();
        let mut tell = |record: &[u8]| told.push(String::from_utf8_lossy(record).parse::<u32>().unwrap());
        buckets
            .each(|record| {
                tell(record);
                Ok(())
            })
            .unwrap();
        assert_eq!(told, expected.iter().map(|(_, n)| *n).collect::<Vec<_>>());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "its files are gone");
    }
}
