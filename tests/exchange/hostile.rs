use std::io::{self, BufReader, Read};

use dixit::gazetteer::exchange::{FORMATS, LONGEST, LONGEST_SPELLING, Part};

use proptest::{collection::vec, prelude::*};

use super::{Heard, example, folder, format, read};

/// Reads bytes that may be broken as a whole.
fn try_read(name: &str, input: impl Read) -> (Heard, Option<String>) {
    let mut heard = Heard::default();
    let part = Part { folder: Some(folder()), ..Part::default() };
    let read = (format(name).read)(&mut BufReader::new(input), &part, &mut heard);
    (heard, read.err().map(|e| e.to_string()))
}

#[test]
fn a_broken_line_is_refused_with_its_number_and_the_others_are_taken() {
    for format in FORMATS {
        let good = std::fs::read(example(format)).unwrap();
        let text = String::from_utf8(good.clone()).unwrap();
        let header = usize::from(["tsv", "csv", "paranames"].contains(&format.name));
        let before = try_read(format.name, &good[..]).0.told.len();
        for (broken, expected) in [
            (&b"caf\xe9\tx\n"[..], "expected UTF-8"),
            (b"a\0b\n", "NUL"),
            (&[b'a'; LONGEST + 2], "a longer one"),
            ("x\ty\n".as_bytes(), ""),
            (&[b'{'; 100_000], ""),
        ] {
            let at: usize = text.split_inclusive('\n').take(header).map(str::len).sum();
            let file = [&good[..at], broken, if broken.ends_with(b"\n") { b"" } else { b"\n" }, &good[at..]].concat();
            let (heard, error) = try_read(format.name, &file[..]);
            assert_eq!(error, None, "{}", format.name);
            let (line, reason) = &heard.refused[0];
            assert_eq!(*line, header as u64 + 1, "{} {reason}", format.name);
            assert!(reason.contains(expected), "{}: {reason}", format.name);
            assert_eq!(heard.told.len(), before, "{} {reason}", format.name);
        }
    }
}

#[test]
fn a_file_of_something_else_is_broken_as_a_whole() {
    let noise = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".repeat(500), vec![b'x'; 5_000]].concat();
    for format in FORMATS {
        for file in [&noise[..], b"Once upon a time\nthere was a text\n", b"{\"a\":", b"[[[[\n"] {
            let (heard, error) = try_read(format.name, file);
            assert!(heard.told.is_empty() && error.is_some(), "{} {:?}", format.name, heard.told);
        }
        let (heard, error) = try_read(format.name, &b""[..]);
        assert!(heard.told.is_empty() && heard.refused.is_empty(), "{} {error:?}", format.name);
    }
}

#[test]
fn a_wrong_file_is_not_read_to_its_end() {
    let endless = Lines::default();
    let (heard, error) = try_read("geonames", endless);
    assert!(heard.refused.len() < 2_000 && error.is_some());
}

/// Lines without an end to them.
#[derive(Default)]
struct Lines(u8);

impl Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        for byte in buffer.iter_mut() {
            self.0 = (self.0 + 1) % 10;
            *byte = if self.0 == 0 { b'\n' } else { b'x' };
        }
        Ok(buffer.len())
    }
}

#[test]
fn a_line_without_an_end_is_not_held() {
    for format in FORMATS {
        let (heard, error) = try_read(format.name, io::repeat(b'a').take(40 << 20));
        assert!(error.is_some() && heard.refused.len() <= 1, "{}", format.name);
    }
    let (heard, _) = try_read("csv", (&b"name\n\"a"[..]).chain(io::repeat(b'b').take(40 << 20)));
    assert!(heard.told.is_empty());
}

#[test]
fn a_spelling_too_long_goes_alone() {
    let long = "x".repeat(LONGEST_SPELLING + 1);
    let file = format!("{{\"name\":\"Moscow\",\"spellings\":[{},{}]}}\n", spelling("Moscow"), spelling(&long));
    let heard = read(format("jsonl"), file.as_bytes(), &Part::default());
    assert_eq!((heard.told.len(), heard.told[0].spellings.len(), heard.refused.len()), (1, 1, 1));
}

fn spelling(text: &str) -> String {
    format!("{{\"text\":\"{text}\",\"language\":\"*\",\"sort\":\"name\",\"case\":\"match\"}}")
}

#[test]
fn lists_of_gate_lie_beside_their_definition() {
    for file in ["../exchange/gate_city.lst:location\n", "/etc/hosts.lst:location\n"] {
        let (heard, _) = try_read("gate", file.as_bytes());
        assert!(heard.refused[0].1.contains("beside the definition"), "{:?}", heard.refused);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_bring_a_reader_down(noise in vec(any::<u8>(), 0..40), at in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>()) {
        for format in FORMATS {
            let mut file = std::fs::read(example(format)).unwrap();
            let at = at.index(file.len());
            file.splice(at..file.len().min(at + noise.len()), noise.clone());
            file.truncate(file.len() - cut.index(file.len()) / 4);
            let (heard, _) = try_read(format.name, &file[..]);
            for told in heard.told {
                prop_assert!(told.spellings.iter().all(|s| s.text.chars().all(|c| !c.is_control()) && s.text.len() <= LONGEST_SPELLING));
            }
        }
    }
}

#[test]
fn deep_json_is_refused() {
    for name in ["jsonl", "wikidata", "ftm", "spacy"] {
        for deep in [format!("{}\n", "[".repeat(100_000)), format!("{{\"id\":{}\n", "{\"a\":".repeat(100_000))] {
            let (heard, error) = try_read(name, deep.as_bytes());
            assert!(heard.refused.len() == 1 && error.is_some(), "{name}");
        }
    }
}
