//! Reading a text unit by unit where it is made of common characters, without keeping what it folds to: the fast way.

use std::ops::Range;

use super::{
    eight::{Eight, ascii_run, run, run_of_same},
    kinds::{Kind, Kinds},
    units::{Path, UnitHash},
};

/// What stands next in a text.
pub(super) enum Next {
    /// A unit, with the path behind it and its end.
    Unit(Path, usize),
    /// The end of the text.
    End,
    /// Something that only the slow way can tell.
    Unknown,
}

/// What a character folds to.
pub(super) struct Folded {
    /// The folded bytes, the first lowest.
    pub bytes: u64,
    /// How many they are.
    pub len: usize,
    /// How long the character is.
    pub size: usize,
}

/// Reads units at any place of a text.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    bytes: &'t [u8],
    kinds: &'t Kinds,
}

impl<'t> Reader<'t> {
    /// A reader of `text`.
    pub fn new(text: &'t str, kinds: &'t Kinds) -> Self {
        Reader { bytes: text.as_bytes(), kinds }
    }

    /// The byte at `at`.
    #[inline]
    pub fn byte(&self, at: usize) -> u8 {
        self.bytes[at]
    }

    /// The unit at `at`, which comes behind `path`.
    #[inline]
    pub fn next(&self, at: usize, path: Path) -> Next {
        let Some(start) = self.spaces(at) else { return Next::Unknown };
        let path = if start > at { path.then_space() } else { path };
        let Some(&b) = self.bytes.get(start) else { return Next::End };
        if b.is_ascii_alphanumeric() {
            return self.word(start, path);
        }
        if !b.is_ascii() && self.kinds.first(&self.bytes[start..]).0.letters().is_some() {
            return self.word(start, path);
        }
        match self.folded(start) {
            Some(Folded { bytes, len, size }) => self.sign(path.then(&bytes.to_le_bytes()[..len]), start + size),
            None => Next::Unknown,
        }
    }

    /// Behind the spaces and hyphens at `at`; none where a hyphen may join two lines.
    #[inline]
    fn spaces(&self, mut at: usize) -> Option<usize> {
        while let Some(&b) = self.bytes.get(at) {
            match b {
                b' ' | b'\t'..=b'\r' => at += 1,
                b'-' if self.may_break(at) => return None,
                b'-' => at += 1,
                _ if b.is_ascii() => break,
                _ => match self.kinds.first(&self.bytes[at..]) {
                    (Kind::SPACE, size) => at += size,
                    _ => break,
                },
            }
        }
        Some(at)
    }

    /// Whether the hyphen at `at` may stand at the end of a line.
    fn may_break(&self, at: usize) -> bool {
        matches!(self.bytes.get(at + 1), Some(b' ' | b'\t'..=b'\r'))
    }

    fn sign(&self, path: Path, end: usize) -> Next {
        let rest = &self.bytes[end..];
        let marked = rest.first().is_some_and(|b| !b.is_ascii()) && self.kinds.first(rest).0 == Kind::OTHER;
        if marked { Next::Unknown } else { Next::Unit(path, end) }
    }

    /// The word at `at`.
    #[inline]
    fn word(&self, at: usize, path: Path) -> Next {
        let mut hash = UnitHash::default();
        match self.fold(at, |eight| hash.push(eight)) {
            Some(end) => Next::Unit(path.then_hash(hash), end),
            None => Next::Unknown,
        }
    }

    /// Folds the word at `at` and hands it on in eights of bytes, at the end what is left, which may be nothing; its end. None
    /// when only the slow way can fold it.
    #[inline]
    fn fold(&self, mut at: usize, mut each: impl FnMut(u64)) -> Option<usize> {
        let (mut folded, mut filled) = (0, 0);
        let mut add = |piece: u64, n: usize| {
            folded |= piece << filled;
            filled += 8 * n as u32;
            if filled >= 64 {
                each(folded);
                filled -= 64;
                folded = piece.checked_shr(8 * n as u32 - filled).unwrap_or_default();
            }
            folded
        };
        loop {
            let eight = Eight::at(self.bytes, at);
            let n = run(eight.word());
            let mut rest = add(eight.lowered().lowest(n), n);
            at += n;
            match self.bytes.get(at) {
                Some(_) if n == 8 => continue,
                Some(b'-') if self.may_break(at) => return None,
                Some(b) if !b.is_ascii() => {
                    let (kind, size) = self.kinds.first(&self.bytes[at..]);
                    if let Some(letters) = kind.letters() {
                        rest = add(letters.into(), if letters < 0x100 { 1 } else { 2 });
                        at += size;
                        continue;
                    }
                    if kind == Kind::OTHER {
                        return None;
                    }
                }
                _ => {}
            }
            each(rest);
            return Some(at);
        }
    }

    /// The key of the word at `at`; none when only the slow way can fold it.
    pub fn key_of_any(&self, at: usize) -> Option<u64> {
        let mut first = None;
        self.fold(at, |eight| _ = first.get_or_insert(eight))?;
        first
    }

    /// The key of the word at `at`, which ends at `end` and all of whose letters are known.
    #[inline]
    pub fn key(&self, mut at: usize, end: usize) -> u64 {
        let (mut key, mut filled) = (0, 0);
        loop {
            let eight = Eight::at(self.bytes, at);
            let n = ascii_run(eight).min(end - at);
            key |= eight.lowered().lowest(n) << filled;
            (at, filled) = (at + n, filled + 8 * n);
            if filled >= 64 || at == end {
                return key;
            }
            if n < 8 {
                let letters = self.kinds.pair(self.bytes[at], self.bytes[at + 1]).letters().unwrap_or_default();
                key |= u64::from(letters) << filled;
                (at, filled) = (at + 2, filled + if letters < 0x100 { 8 } else { 16 });
                if filled >= 64 || at == end {
                    return key;
                }
            }
        }
    }

    /// Whether the text at `place`, which begins with no space, folds to what stands at `known` in `folded`.
    #[inline]
    pub fn folds_to(&self, place: Range<usize>, folded: &[u8], known: Range<usize>) -> bool {
        let (mut at, mut known_at) = (place.start, known.start);
        loop {
            let n = run_of_same(Eight::at(self.bytes, at).small(), Eight::at(folded, known_at)).min(place.end - at);
            (at, known_at) = (at + n, known_at + n);
            if at == place.end {
                return known_at == known.end;
            }
            if n == 8 {
                continue;
            }
            // the first bytes of two letters may be the same
            let inside = usize::from(matches!(self.bytes[at], 0x80..0xC0));
            (at, known_at) = (at - inside, known_at - inside);
            let Some(Folded { bytes, len, size }) = self.folded(at) else { return false };
            at += size;
            if bytes == u64::from(b' ') && folded[..known_at].ends_with(b" ") {
                continue;
            }
            if Eight::at(folded, known_at).lowest(len) != bytes {
                return false;
            }
            known_at += len;
        }
    }

    /// What the character at `at` folds to; none when only the slow way knows, and when it folds to more than a word's letter
    /// or a sign.
    pub fn folded(&self, at: usize) -> Option<Folded> {
        let one = |b: u8, size| Some(Folded { bytes: b.into(), len: 1, size });
        match self.bytes[at] {
            b' ' | b'\t'..=b'\r' | b'-' => return one(b' ', 1),
            b'`' => return one(b'\'', 1),
            b if b.is_ascii() => return one(b.to_ascii_lowercase(), 1),
            _ => {}
        }
        match self.kinds.first(&self.bytes[at..]) {
            (Kind::SPACE, size) => one(b' ', size),
            (Kind::APOSTROPHE, size) => one(b'\'', size),
            (Kind::SIGN, size) => Some(Folded { bytes: Eight::at(self.bytes, at).lowest(size), len: size, size }),
            (kind, size) => {
                let bytes = kind.letters()?;
                Some(Folded { bytes: bytes.into(), len: if bytes < 0x100 { 1 } else { 2 }, size })
            }
        }
    }
}
