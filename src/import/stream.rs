//! A stream of many documents as UTF-8, whatever its encoding, of which no document takes more than its share.

use std::{
    cell::{Cell, RefCell},
    io::{self, BufRead, Read},
    rc::Rc,
};

use encoding_rs::{Decoder, Encoding, UTF_8};

use super::{
    decode,
    record::{Failure, LARGEST, Record},
};

/// How many bytes are decoded at a time, and the encoding is told from.
const WINDOW: usize = 64 << 10;

/// What one document may have; less in tests, which would wait long else.
pub(super) const SHARE: u64 = if cfg!(test) { 1 << 20 } else { LARGEST };

/// Text in UTF-8, decoded on the way. It fails when a document is longer than [`SHARE`]; see [`Watch`].
///
/// Bytes are taken for ASCII until one is not; the encoding is told from what stands there.
pub(super) struct Text<'i> {
    input: &'i mut dyn BufRead,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    text: Vec<u8>,
    /// What of `text` has been taken.
    at: usize,
    begun: bool,
    ended: bool,
    watch: Watch,
}

/// What a reader knows of its stream while a parser holds it.
#[derive(Clone)]
pub(super) struct Watch(Rc<Shared>);

struct Shared {
    /// Bytes that the document at hand may still have.
    left: Cell<u64>,
    encoding: Cell<&'static Encoding>,
    kept: RefCell<Option<Kept>>,
}

/// Text that was taken and may be asked for.
struct Kept {
    /// Where it begins, counted from where keeping began.
    start: u64,
    text: Vec<u8>,
}

impl Watch {
    /// Here begins another document.
    pub fn next(&self) {
        self.0.left.set(SHARE);
    }

    /// From here on, keeps what a parser takes.
    pub fn keep(&self) {
        self.0.kept.replace(Some(Kept { start: 0, text: Vec::new() }));
    }

    /// What was kept between these places, counted from where keeping began. What lies before goes.
    pub fn kept(&self, from: u64, to: u64) -> Vec<u8> {
        let mut kept = self.0.kept.borrow_mut();
        let Some(Kept { start, text }) = kept.as_mut() else { return Vec::new() };
        let at = |place: u64| usize::try_from(place.saturating_sub(*start)).map_or(text.len(), |at| at.min(text.len()));
        let (from, to) = (at(from), at(to));
        let part = text[from..to.max(from)].to_vec();
        text.drain(..to);
        *start += to as u64;
        part
    }

    /// Whether the document at hand was too long: then nothing more can be read.
    pub fn is_spent(&self) -> bool {
        self.0.left.get() == 0
    }

    /// Why a parser could not go on.
    pub fn failure(&self, expected: &str, error: impl ToString) -> Failure {
        if self.is_spent() { Failure::TooLarge } else { Failure::format(expected, error.to_string()) }
    }

    /// Notes in which encoding a record was.
    pub fn sign(&self, record: Record) -> Record {
        Record { encoding: Some(self.0.encoding.get().name()), ..record }
    }
}

impl<'i> Text<'i> {
    /// Reads `input`, in the encoding `declared` unless a byte order mark or the bytes themselves tell.
    pub fn new(input: &'i mut dyn BufRead, declared: Option<&'static Encoding>) -> (Self, Watch) {
        let watch = Watch(Rc::new(Shared {
            left: Cell::new(SHARE),
            encoding: Cell::new(declared.unwrap_or(UTF_8)),
            kept: RefCell::new(None),
        }));
        let decoder = declared.map(Encoding::new_decoder_with_bom_removal);
        let (raw, text) = (Vec::with_capacity(WINDOW), Vec::new());
        (Text { input, decoder, raw, text, at: 0, begun: false, ended: false, watch: watch.clone() }, watch)
    }

    /// Reads and decodes the next bytes; none are left when `text` stays empty.
    fn refill(&mut self) -> io::Result<()> {
        self.at = 0;
        self.text.clear();
        while self.text.is_empty() && !self.ended {
            self.raw.clear();
            self.read_window()?;
            let mark = if std::mem::replace(&mut self.begun, true) { 0 } else { self.mark() };
            while self.decoder.is_none() && !self.ended && whole(&self.raw).is_ascii() && !self.raw.is_ascii() {
                self.read_window()?;
            }
            if self.decoder.is_none() && !self.raw.is_ascii() {
                self.decide(decode::likely(whole(&self.raw)));
            }
            match &mut self.decoder {
                Some(decoder) => decode_into(decoder, (&self.raw[mark..], self.ended), &mut self.text),
                None => std::mem::swap(&mut self.raw, &mut self.text),
            }
        }
        Ok(())
    }

    fn read_window(&mut self) -> io::Result<()> {
        let read = (&mut *self.input).take(WINDOW as u64).read_to_end(&mut self.raw)?;
        self.ended = read == 0;
        Ok(())
    }

    /// Length of the byte order mark at the start, which settles the encoding.
    fn mark(&mut self) -> usize {
        match Encoding::for_bom(&self.raw) {
            Some((encoding, length)) => {
                self.decide(encoding);
                length
            }
            None => 0,
        }
    }

    fn decide(&mut self, encoding: &'static Encoding) {
        self.watch.0.encoding.set(encoding);
        self.decoder = Some(encoding.new_decoder_without_bom_handling());
    }
}

fn decode_into(decoder: &mut Decoder, (raw, ended): (&[u8], bool), text: &mut Vec<u8>) {
    // a length that does not fit is far beyond a window
    text.resize(decoder.max_utf8_buffer_length(raw.len()).unwrap_or(usize::MAX), 0);
    let (_, _, written, _) = decoder.decode_to_utf8(raw, text, ended);
    text.truncate(written);
}

/// The bytes without a character of UTF-8 at their end of which only the beginning is there.
fn whole(bytes: &[u8]) -> &[u8] {
    let tail = bytes.iter().rev().take(3).position(|&b| b >= 0xC0);
    match tail {
        Some(after)
            if std::str::from_utf8(&bytes[bytes.len() - after - 1..]).is_err_and(|e| e.error_len().is_none()) =>
        {
            &bytes[..bytes.len() - after - 1]
        }
        _ => bytes,
    }
}

impl BufRead for Text<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.text.len() {
            self.refill()?;
        }
        let left = usize::try_from(self.watch.0.left.get()).unwrap_or(usize::MAX);
        match &self.text[self.at..] {
            [_, ..] if left == 0 => Err(io::Error::other(Failure::TooLarge)),
            text => Ok(&text[..text.len().min(left)]),
        }
    }

    fn consume(&mut self, amount: usize) {
        if let Some(kept) = self.watch.0.kept.borrow_mut().as_mut() {
            kept.text.extend_from_slice(&self.text[self.at..self.at + amount]);
        }
        self.at += amount;
        self.watch.0.left.set(self.watch.0.left.get().saturating_sub(amount as u64));
    }
}

impl Read for Text<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let text = self.fill_buf()?;
        let n = text.len().min(buffer.len());
        buffer[..n].copy_from_slice(&text[..n]);
        self.consume(n);
        Ok(n)
    }
}

/// A line of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It is in the buffer, with the line feed at its end.
    Whole,
    /// It was longer than a document may be, and has been left out.
    TooLong,
    /// There is none.
    End,
}

impl Text<'_> {
    /// Reads a line, a document of its own.
    pub fn line(&mut self, buffer: &mut Vec<u8>) -> io::Result<Line> {
        buffer.clear();
        self.watch.next();
        let mut line = Line::End;
        loop {
            let text = self.fill_buf()?;
            if text.is_empty() {
                return Ok(line);
            }
            let end = line_end(text);
            let taken = end.map_or(text.len(), |end| end + 1);
            if line != Line::TooLong {
                line = Line::Whole;
                buffer.extend_from_slice(&text[..taken]);
            }
            self.consume(taken);
            if end.is_some() {
                return Ok(line);
            }
            if self.watch.is_spent() {
                line = Line::TooLong;
                *buffer = Vec::new();
                self.watch.next();
            }
        }
    }
}

fn line_end(text: &[u8]) -> Option<usize> {
    text.iter().position(|&b| b == b'\n')
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn read(bytes: &[u8], declared: Option<&'static Encoding>) -> (String, &'static str) {
        let mut input = bytes;
        let (mut text, watch) = Text::new(&mut input, declared);
        let mut out = String::new();
        text.read_to_string(&mut out).unwrap();
        (out, watch.0.encoding.get().name())
    }

    #[test]
    fn the_encoding_is_told_where_the_first_letter_beyond_ascii_stands() {
        let ascii = "plain text, ".repeat(WINDOW / 10);
        let french = format!("{ascii}À Genève, l’œuvre s’achève « à l’été ».");
        let latin = encoding_rs::WINDOWS_1252.encode(&french).0.into_owned();
        assert_eq!(read(&latin, None), (french.clone(), "windows-1252"));
        assert_eq!(read(french.as_bytes(), None), (french.clone(), "UTF-8"));
        assert_eq!(read(&latin, Some(encoding_rs::WINDOWS_1252)), (french.clone(), "windows-1252"));
        let wide: Vec<u8> = "\u{FEFF}".encode_utf16().chain(french.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&wide, None), (french.clone(), "UTF-16BE"));
        assert_eq!(read(format!("\u{FEFF}{french}").as_bytes(), None), (french, "UTF-8"));
        assert_eq!(read(b"", None), (String::new(), "UTF-8"));
    }

    #[test]
    fn a_letter_may_lie_across_windows() {
        for shift in 0..4 {
            let text = format!("{}{}", "x".repeat(WINDOW - shift), "😀é".repeat(3));
            assert_eq!(read(text.as_bytes(), None), (text, "UTF-8"));
        }
    }

    #[test]
    fn what_is_broken_is_replaced() {
        assert_eq!(read(b"\xC3\xA9\xC3\xA9 \xFF \xC3", None).0, "éé \u{FFFD} \u{FFFD}");
    }

    #[test]
    fn a_long_line_is_left_out_without_being_held() {
        let long = io::repeat(b'x').take(SHARE + (10 << 10));
        let mut input = BufReader::with_capacity(WINDOW, b"a\n".chain(long).chain(&b"\nb"[..]));
        let (mut text, _) = Text::new(&mut input, None);
        let mut buffer = Vec::new();
        for expected in [(Line::Whole, &b"a\n"[..]), (Line::TooLong, b""), (Line::Whole, b"b"), (Line::End, b"")] {
            assert_eq!((text.line(&mut buffer).unwrap(), buffer.as_slice()), expected);
        }
    }

    #[test]
    fn what_was_taken_can_be_had_again() {
        let mut input = &b"before, one, two, three"[..];
        let (mut text, watch) = Text::new(&mut input, None);
        text.consume(0);
        let mut before = [0; 8];
        text.read_exact(&mut before).unwrap();
        watch.keep();
        io::copy(&mut text, &mut io::sink()).unwrap();
        assert_eq!(watch.kept(0, 3), b"one");
        assert_eq!(watch.kept(5, 8), b"two");
        assert_eq!(watch.kept(10, 99), b"three");
        assert_eq!(watch.kept(0, 3), b"");
    }

    #[test]
    fn a_document_has_its_share_and_no_more() {
        let mut input = BufReader::new(io::repeat(b'x'));
        let (mut text, watch) = Text::new(&mut input, None);
        let read = |text: &mut Text<'_>, n| io::copy(&mut text.take(n), &mut io::sink());
        assert_eq!(read(&mut text, SHARE - 1).unwrap(), SHARE - 1);
        watch.next();
        assert!(read(&mut text, SHARE + 1).is_err() && watch.is_spent());
    }
}
