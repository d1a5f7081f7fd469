//! `dixit rows` and `dixit alike`: documents in, rows out, for engines that keep tables elsewhere, such as Spark.

use std::{
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    path::Path,
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    base,
    failure::{Failure, Place, STANDARD_INPUT},
};
use crate::{
    annotate::{Annotator, ENGINE},
    gazetteer::Gazetteer,
    import::{self, Options, Piped},
    language,
    output::harmless_json,
    span::CodePoints,
    store::{self, ColumnType, OpenMode, TableRows},
    text::Wording,
};

/// A longer line is no document: base64 makes four letters of three bytes.
const LONGEST: u64 = 2 * import::record::LARGEST;

/// A document on standard input.
#[derive(Deserialize)]
struct Input {
    source: String,
    record: Option<String>,
    bytes: Option<String>,
    tag: Option<Value>,
}

/// Prints the rows of each document on standard input.
pub(super) fn run(base: Option<&Path>) -> Result<u8, Failure> {
    let annotator = match base {
        Some(base) => base::open(base, OpenMode::Read)?.read(import::annotator_of)?,
        None => Annotator::with_packs(Gazetteer::shipped(), language::shipped()?),
    };
    import::with_stack(|| each_line(|line, out| rows(&annotator, line, out)))?
}

/// Prints the columns of the tables, with the types that Spark has for them.
pub(super) fn columns() -> Result<u8, Failure> {
    let mut all = Map::new();
    for table in store::tables()? {
        let columns = table.columns.iter().map(|(name, sort)| (name.clone(), Value::from(of_spark(*sort))));
        all.insert(table.name.to_owned(), Value::Object(columns.collect()));
    }
    writeln!(io::stdout().lock(), "{}", Value::Object(all))?;
    Ok(0)
}

fn of_spark(sort: ColumnType) -> &'static str {
    match sort {
        ColumnType::Text => "STRING",
        ColumnType::Integer => "BIGINT",
        ColumnType::Real => "DOUBLE",
    }
}

/// Prints the rows of all documents in what one line gives.
fn rows(annotator: &Annotator, line: &[u8], out: &mut (dyn Write + Send)) -> Result<(), Failure> {
    let form = r#"{"source", "record" or "bytes"}"#;
    let input: Input = read(line, form)?;
    let given = match (input.record, input.bytes) {
        (Some(record), None) => Ok(Piped::Record(record)),
        (None, Some(bytes)) => BASE64_STANDARD.decode(bytes).map(Piped::Bytes).map_err(|error| error.to_string()),
        _ => return Err(Failure::Data(format!("expected {form}, found neither of them, or both"))),
    };
    let rows = TableRows::new(annotator.gazetteer(), (ENGINE, annotator.packs()));
    let options = Options { originals: false, ..Options::default() };
    let mut written = Ok(());
    let mut tell = |source: &str, found: Result<_, String>| {
        let found = match found.map(|prepared| rows.json(&prepared)) {
            Ok(Ok(tables)) => format!("\"tables\":{tables}"),
            Ok(Err(error)) => format!("\"refused\":{}", json!(error.to_string())),
            Err(why) => format!("\"refused\":{}", json!(why)),
        };
        let tag = input.tag.as_ref().map_or(String::new(), |tag| format!("\"tag\":{tag},"));
        if written.is_ok() {
            written = writeln!(out, "{}", harmless_json(&format!("{{\"source\":{},{tag}{found}}}", json!(source))));
        }
    };
    match given {
        Ok(given) => import::piped((&input.source, &given), (annotator, &options), &mut |source, found| {
            tell(source, found.map_err(|why| why.to_string()));
        }),
        Err(why) => tell(&input.source, Err(format!("expected bytes in base64, found something else: {why}"))),
    }
    Ok(written?)
}

/// A text and the places of its body in it, in code points.
#[derive(Deserialize)]
struct Body {
    text: String,
    body: Vec<(usize, usize)>,
}

impl Body {
    fn wording(&self) -> Wording {
        let points = CodePoints::new(&self.text);
        let part = |&(start, end): &(usize, usize)| {
            self.text.get(points.to_byte(start)..points.to_byte(end)).unwrap_or_default()
        };
        Wording::new(self.body.iter().map(part))
    }
}

/// Two texts on standard input.
#[derive(Deserialize)]
struct Pair {
    one: Body,
    other: Body,
}

/// Prints for each pair of texts on standard input whether they are almost the same.
pub(super) fn alike() -> Result<u8, Failure> {
    each_line(|line, out| {
        let pair: Pair = read(line, r#"{"one": {"text", "body"}, "other": {"text", "body"}}"#)?;
        Ok(writeln!(out, "{}", pair.one.wording().is_alike(&pair.other.wording()))?)
    })
}

fn read<'l, T: Deserialize<'l>>(line: &'l [u8], form: &str) -> Result<T, Failure> {
    serde_json::from_slice(line)
        .map_err(|error| Failure::Data(format!("expected {form}, found something else: {error}")))
}

/// Answers each line of standard input; what was answered goes out as soon as no more input waits.
fn each_line(mut answer: impl FnMut(&[u8], &mut (dyn Write + Send)) -> Result<(), Failure>) -> Result<u8, Failure> {
    let mut input = BufReader::with_capacity(1 << 16, io::stdin());
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
    let mut line = Vec::new();
    for n in 1.. {
        line.clear();
        let read = (&mut input).take(LONGEST).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        if read as u64 == LONGEST && line.last() != Some(&b'\n') {
            let why = format!("expected a line of at most {} MB, found a longer one", LONGEST >> 20);
            return Err(Failure::Data(why).at(Place::line(STANDARD_INPUT, n)));
        }
        if !line.trim_ascii().is_empty() {
            answer(&line, &mut out).map_err(|failure| failure.at(Place::line(STANDARD_INPUT, n)))?;
        }
        if !input.buffer().contains(&b'\n') {
            out.flush()?;
        }
    }
    out.flush()?;
    Ok(0)
}
