//! Bytes to text: byte order marks, UTF-8, older encodings; what is not text is refused.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, lines ended by `\n` alone.
    pub text: String,
    /// Name of the encoding it was in: `UTF-8`, `windows-1252` …
    pub encoding: &'static str,
    /// How many broken places were replaced by `�`.
    pub replaced: usize,
}

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// There is nothing, or nothing but spaces.
    #[error("expected text, found an empty file; get the article again")]
    Empty,
    /// A known format that is not plain text.
    #[error("expected text, found {0}; convert it to text first")]
    Format(&'static str),
    /// A byte that no text holds.
    #[error("expected text, found binary data (byte {byte:#04x} at offset {offset}); save it as plain text")]
    Binary {
        /// The byte.
        byte: u8,
        /// Where it stands, from 0.
        offset: usize,
    },
}

/// Beginnings of files that people mistake for text.
const FORMATS: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
];

/// Decodes `bytes`.
///
/// # Errors
/// When they are empty or no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if let Some((_, format)) = FORMATS.iter().find(|(head, _)| bytes.starts_with(head)) {
        return Err(DecodeError::Format(format));
    }
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, mark),
        None => (guess(bytes)?, 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    let text = unix_lines(&text);
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    if let Some((offset, c)) = text.char_indices().find(|&(_, c)| is_binary(c)) {
        return Err(DecodeError::Binary { byte: c as u8, offset });
    }
    let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
    Ok(Decoded { text, encoding: encoding.name(), replaced })
}

/// The encoding of bytes without a byte order mark.
fn guess(bytes: &[u8]) -> Result<&'static Encoding, DecodeError> {
    if let Some(offset) = bytes.iter().position(|&b| is_binary(char::from(b))) {
        return Err(DecodeError::Binary { byte: bytes[offset], offset });
    }
    Ok(likely(bytes))
}

/// The encoding that `bytes` are most likely in.
pub(super) fn likely(bytes: &[u8]) -> &'static Encoding {
    if mostly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether `bytes` are UTF-8, perhaps with a few broken places: more good characters beyond ASCII than those. Text in a
/// one-byte encoding has next to none that happen to be good UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > broken || broken == 0
}

/// Control characters other than tab, line ends, form feed and escape, which stray into texts.
fn is_binary(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0E'..='\x1A' | '\x1C'..='\x1F')
}

fn unix_lines(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str =
        "L’ambassadeur a déclaré : « Ces rapports sont des mensonges effrontés ». Où ? À Genève, où l'œuvre s'achève.";

    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes).unwrap();
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn french_comes_out_right_in_every_encoding() {
        let in_1252 = encoding_rs::WINDOWS_1252.encode(FRENCH).0;
        assert_eq!(decoded(&in_1252), (FRENCH.into(), "windows-1252"));
        assert_eq!(decoded(FRENCH.as_bytes()), (FRENCH.into(), "UTF-8"));
        assert_eq!(decoded(format!("\u{FEFF}{FRENCH}").as_bytes()), (FRENCH.into(), "UTF-8"));
        let wide: Vec<u8> = "\u{FEFF}".encode_utf16().chain(FRENCH.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&wide), (FRENCH.into(), "UTF-16LE"));
    }

    #[test]
    fn short_french_and_other_alphabets_too() {
        for text in ["Été à Besançon", "Le Sénat a voté la loi hier.\nLe président est opposé."] {
            assert_eq!(decoded(&encoding_rs::WINDOWS_1252.encode(text).0).0, text);
        }
        let russian = "Россия отвергла обвинения, заявил представитель министерства иностранных дел.";
        assert_eq!(decoded(&encoding_rs::WINDOWS_1251.encode(russian).0).0, russian);
        assert_eq!(decoded(&encoding_rs::KOI8_R.encode(russian).0).0, russian);
    }

    #[test]
    fn one_broken_byte_does_not_spoil_a_text() {
        let mut bytes = FRENCH.repeat(2).into_bytes();
        bytes.push(0xC3);
        let decoded = decode(&bytes).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 1));
        assert!(decoded.text.starts_with(FRENCH));
    }

    #[test]
    fn lines_end_in_one_way() {
        assert_eq!(decoded(b"a\r\nb\rc\n").0, "a\nb\nc\n");
    }

    #[test]
    fn what_is_no_text_is_refused_with_what_was_found() {
        for (bytes, message) in [
            (&b""[..], "expected text, found an empty file; get the article again"),
            (b" \n\t", "expected text, found an empty file; get the article again"),
            (b"\xEF\xBB\xBF", "expected text, found an empty file; get the article again"),
            (b"ab\0c", "expected text, found binary data (byte 0x00 at offset 2); save it as plain text"),
            (b"%PDF-1.7 ...", "expected text, found a PDF file; convert it to text first"),
            (b"\xff\xfea\0\0\0", "expected text, found binary data (byte 0x00 at offset 1); save it as plain text"),
        ] {
            assert_eq!(decode(bytes).unwrap_err().to_string(), message);
        }
    }
}
