//! Gazetteers of other tools, in and out. Each file of `gazetteer/exchange` is a test: what is read of it stands beside it.

use std::{
    fs,
    io::{self, BufReader},
    path::{Path, PathBuf},
};

use dixit::gazetteer::exchange::{FORMATS, Format, Part, Taker, Told};

#[path = "exchange/hostile.rs"]
mod hostile;
#[path = "exchange/page.rs"]
mod page;
#[path = "exchange/parts.rs"]
mod parts;
#[path = "exchange/written.rs"]
mod written;

/// What was read, in the order of its lines.
#[derive(Default)]
struct Heard {
    told: Vec<Told>,
    refused: Vec<(u64, String)>,
    passed: Vec<u64>,
}

impl Taker for Heard {
    fn take(&mut self, _: u64, told: Told) -> io::Result<()> {
        self.told.push(told);
        Ok(())
    }

    fn refuse(&mut self, line: u64, reason: String) {
        self.refused.push((line, reason));
    }

    fn pass(&mut self, line: u64) {
        self.passed.push(line);
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gazetteer/exchange")
}

fn format(name: &str) -> &'static Format {
    Format::named(name).unwrap()
}

/// Reads bytes as a format that they must be.
fn read(format: &Format, bytes: &[u8], part: &Part) -> Heard {
    let mut heard = Heard::default();
    (format.read)(&mut BufReader::new(bytes), part, &mut heard).unwrap();
    heard
}

/// Writes entities; the text, and what was dropped.
fn write(format: &Format, told: &[Told]) -> (String, Vec<(&'static str, u64)>) {
    let mut out = Vec::new();
    let dropped = format.write.unwrap()(&mut told.iter().cloned(), &mut out).unwrap();
    (String::from_utf8(out).unwrap(), dropped.into_iter().map(|d| (d.what, d.times)).collect())
}

/// The file of a format's example.
fn example(format: &Format) -> PathBuf {
    folder().join(format!("{}.{}", format.name, format.suffixes[0]))
}

#[test]
fn what_is_read_of_each_format_stands_beside_its_file() {
    for format in FORMATS {
        let file = example(format);
        let bytes = fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let heard = read(format, &bytes, &Part { folder: Some(folder()), ..Part::default() });
        let mut text: String = write(self::format("jsonl"), &heard.told).0;
        text.extend(heard.refused.iter().map(|(line, reason)| format!("refused {line}: {reason}\n")));
        text.extend(heard.passed.iter().map(|line| format!("passed {line}\n")));
        let beside = folder().join(format!("{}.read", format.name));
        if std::env::var_os("DIXIT_REWRITE").is_some() {
            fs::write(&beside, &text).unwrap();
        }
        assert_eq!(fs::read_to_string(&beside).unwrap_or_default(), text, "{}", format.name);
    }
}
