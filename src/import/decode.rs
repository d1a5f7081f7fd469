//! Bytes to text: byte order marks, what is declared, UTF-8, older encodings; what is not text is refused.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

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
    decode_as(bytes, None)
}

/// Decodes `bytes` that are declared to be in an encoding: `iso-8859-1`, `shift_jis` … A byte order mark and good UTF-8 count for
/// more, since many a page declares what it is not.
///
/// # Errors
/// When they are empty or no text.
pub fn decode_as(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, DecodeError> {
    if let Some((_, format)) = FORMATS.iter().find(|(head, _)| bytes.starts_with(head)) {
        return Err(DecodeError::Format(format));
    }
    if let Some(text) = plain(bytes, declared) {
        return match text.trim().is_empty() {
            true => Err(DecodeError::Empty),
            false => Ok(decoded(text, UTF_8)),
        };
    }
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, mark),
        None => match wide(bytes) {
            Some(encoding) => (encoding, 0),
            None => (guess(bytes, declared)?, 0),
        },
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    if let Some((offset, c)) = text.char_indices().find(|&(_, c)| is_binary(c)) {
        return Err(DecodeError::Binary { byte: c as u8, offset });
    }
    Ok(decoded(&text, encoding))
}

fn decoded(text: &str, encoding: &'static Encoding) -> Decoded {
    let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
    Decoded { text: unix_lines(text), encoding: encoding.name(), replaced }
}

/// What nearly all texts are: good UTF-8 without a mark or a control character, not declared to be something that looks like it.
fn plain<'t>(bytes: &'t [u8], declared: Option<&str>) -> Option<&'t str> {
    let marked = Encoding::for_bom(bytes).is_some();
    let clean = |&b: &u8| b >= b' ' || matches!(b, b'\t' | b'\n' | b'\r');
    let text = std::str::from_utf8(bytes).ok().filter(|_| !marked && bytes.iter().all(clean))?;
    (declared.is_none() || !text.is_ascii()).then_some(text)
}

/// The encoding of one-byte and mixed texts without a byte order mark.
fn guess(bytes: &[u8], declared: Option<&str>) -> Result<&'static Encoding, DecodeError> {
    if let Some(offset) = bytes.iter().position(|&b| is_binary(char::from(b))) {
        return Err(DecodeError::Binary { byte: bytes[offset], offset });
    }
    let declared = declared.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    let fits =
        |encoding: &&'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    if !bytes.is_ascii() && mostly_utf8(bytes) {
        return Ok(UTF_8);
    }
    if let Some(encoding) = declared.filter(fits) {
        return Ok(encoding);
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
    let encoding = detector.guess(None, Utf8Detection::Deny);
    if encoding == WINDOWS_1252 && is_latin_9(bytes) { ISO_8859_15 } else { encoding }
}

/// UTF-16 without a mark: the spaces and ASCII signs of a text have a zero on the same side, always.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |parity: usize| bytes.iter().take(4096).skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = bytes.len().min(4096) / 2;
    let encoding = match (even, odd) {
        (0, odd @ 4..) if odd * 20 > most => UTF_16LE,
        (even @ 4.., 0) if even * 20 > most => UTF_16BE,
        _ => return None,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.contains(is_binary)).then_some(encoding)
}

/// Whether western text has the euro and the œ where ISO-8859-15 has them: the signs that stand there in Windows-1252 are rare,
/// and these are not among letters and numbers.
fn is_latin_9(bytes: &[u8]) -> bool {
    let is_letter = |b: u8| b.is_ascii_alphabetic() || b >= 0xC0;
    let ligature = bytes.windows(3).any(|w| matches!(w[1], 0xBC | 0xBD) && (is_letter(w[0]) && is_letter(w[2])));
    !bytes.iter().any(|b| (0x80..0xA0).contains(b)) && (ligature || bytes.contains(&0xA4))
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

    const RUSSIAN: &str = "Россия отвергла обвинения, заявил представитель министерства иностранных дел.";

    #[test]
    fn every_encoding_without_a_label() {
        use encoding_rs::{GB18030, KOI8_R, SHIFT_JIS, WINDOWS_1251};
        let chinese = "市长说，新桥将在冬天之前开放，居民们对此表示欢迎。";
        let japanese = "町長は「この光は町の記憶です」とあいさつした。修復には三年を要したという。";
        for (text, encoding, name) in [
            (FRENCH, WINDOWS_1252, "windows-1252"),
            (RUSSIAN, WINDOWS_1251, "windows-1251"),
            (RUSSIAN, KOI8_R, "KOI8-U"),
            (chinese, GB18030, "GBK"),
            (japanese, SHIFT_JIS, "Shift_JIS"),
        ] {
            assert_eq!(decoded(&encoding.encode(text).0), (text.into(), name));
        }
    }

    #[test]
    fn iso_8859_15_is_told_by_its_euro_and_ligatures() {
        let text = "Le cœur du marché coûte 30 € à l'été, dit-on.";
        let bytes: Vec<u8> = text
            .chars()
            .map(|c| match c {
                'œ' => 0xBD,
                '€' => 0xA4,
                _ => c as u8,
            })
            .collect();
        assert_eq!(decoded(&bytes), (text.into(), "ISO-8859-15"));
        assert_eq!(decode_as(&bytes, Some("latin-9")).unwrap().text, text);
        assert_eq!(decoded(b"Une demi-heure, soit \xBD h, \xE0 l'\xE9cole").1, "windows-1252");
    }

    #[test]
    fn utf_16_without_a_mark() {
        for text in [FRENCH, RUSSIAN] {
            let words = || text.encode_utf16();
            assert_eq!(decoded(&words().flat_map(u16::to_le_bytes).collect::<Vec<_>>()), (text.into(), "UTF-16LE"));
            assert_eq!(decoded(&words().flat_map(u16::to_be_bytes).collect::<Vec<_>>()), (text.into(), "UTF-16BE"));
        }
    }

    #[test]
    fn a_label_counts_where_it_can_be_true() {
        let short = encoding_rs::WINDOWS_1250.encode("Průša řekl").0;
        assert_eq!(decode_as(&short, Some("windows-1250")).unwrap().text, "Průša řekl");
        assert_eq!(decode_as(FRENCH.as_bytes(), Some("iso-8859-1")).unwrap().text, FRENCH);
        assert_eq!(decode_as(&encoding_rs::WINDOWS_1252.encode(FRENCH).0, Some("utf-8")).unwrap().text, FRENCH);
        assert_eq!(decode_as(b"plain", Some("no such thing")).unwrap().encoding, "UTF-8");
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
