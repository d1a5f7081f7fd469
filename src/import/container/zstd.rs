//! Zstandard: a stream of frames.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// What a frame with data begins with.
const FRAME: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// What a frame to be skipped begins with, but for the lower half of its first byte.
const SKIPPED: [u8; 4] = [0x50, 0x2A, 0x4D, 0x18];

/// The data of all frames one after another.
pub(super) struct Frames<'f> {
    input: &'f mut dyn BufRead,
    decoder: FrameDecoder,
    /// Whether a frame has been begun that is not known to be right.
    open: bool,
}

impl<'f> Frames<'f> {
    pub fn new(input: &'f mut dyn BufRead) -> Self {
        Frames { input, decoder: FrameDecoder::new(), open: false }
    }

    /// Goes to the next frame with data; none is left when it says `false`.
    fn next(&mut self) -> io::Result<bool> {
        loop {
            let mut magic = Vec::with_capacity(4);
            (&mut *self.input).take(4).read_to_end(&mut magic)?;
            if magic.is_empty() {
                return Ok(false);
            }
            if !is_skipped(&magic) {
                // what is no frame is told here
                self.decoder.init(Read::chain(&magic[..], &mut *self.input)).map_err(invalid)?;
                self.open = true;
                return Ok(true);
            }
            let mut length = [0; 4];
            self.input.read_exact(&mut length)?;
            let length = u64::from(u32::from_le_bytes(length));
            if io::copy(&mut (&mut *self.input).take(length), &mut io::sink())? < length {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    /// Checks the data of the frame that was read.
    fn close(&mut self) -> io::Result<()> {
        self.open = false;
        match self.decoder.get_checksum_from_data() {
            Some(sum) if self.decoder.get_calculated_checksum() != Some(sum) => Err(io::ErrorKind::InvalidData.into()),
            _ => Ok(()),
        }
    }
}

impl Read for Frames<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.open && !self.next()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let blocks = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut *self.input, blocks).map_err(invalid)?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.close()?;
        }
    }
}

/// A failure to decode as one of the data, behind which may lie one to read.
fn invalid(error: impl std::error::Error + Send + Sync + 'static) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

fn is_skipped(magic: &[u8]) -> bool {
    magic.len() == 4 && magic[0] & 0xF0 == SKIPPED[0] && magic[1..] == SKIPPED[1..]
}

/// Whether frames begin here.
pub(super) fn recognises(head: &[u8]) -> bool {
    head.get(..4).is_some_and(|magic| magic == FRAME || is_skipped(magic))
}
