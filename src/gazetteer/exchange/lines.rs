//! Lines of a file that nobody vouches for: neither how long they are, nor that they are text, nor that they end.

use std::io::{self, BufRead, Read as _};

/// What a line may have, in bytes. The longest entities of Wikidata take a few megabytes.
pub const LONGEST: usize = 16 << 20;

/// The lines of a file, one at a time, without what ends them.
pub(super) struct Lines<'i> {
    input: &'i mut dyn BufRead,
    number: u64,
    buffer: Vec<u8>,
}

/// A line, or why it cannot be read.
pub(super) type Line<'l> = Result<&'l str, String>;

impl<'i> Lines<'i> {
    pub fn new(input: &'i mut dyn BufRead) -> Self {
        Lines { input, number: 0, buffer: Vec::new() }
    }

    /// The number of the line that was read last, counted from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The next line; one that is too long is passed over without being held.
    pub fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        let most = LONGEST as u64 + 1;
        if (&mut *self.input).take(most).read_until(b'\n', &mut self.buffer)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.buffer.len() as u64 == most && self.buffer.last() != Some(&b'\n') {
            self.input.skip_until(b'\n')?;
            self.buffer = Vec::new();
            return Ok(Some(Err(format!("expected a line of at most {} MB, found a longer one", LONGEST >> 20))));
        }
        Ok(Some(self.text()))
    }

    fn text(&self) -> Line<'_> {
        let mut bytes = &self.buffer[..];
        if self.number == 1 {
            bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        }
        bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes)
            .map_err(|e| format!("expected UTF-8, found another byte behind {} bytes", e.valid_up_to()))?;
        if text.contains('\0') { Err("expected text, found a NUL byte".into()) } else { Ok(text) }
    }
}
