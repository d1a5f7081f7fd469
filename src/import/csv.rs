//! Tables of articles: cells apart by commas, semicolons or tabs, the names of the columns in the first line.

use std::io::BufRead;

use csv::{ReaderBuilder, StringRecord};

use super::{
    fields::{Field, Known, Map},
    format::Sink,
    found::{Found, named},
    record::{Failure, Piece},
    stream::{Text, Watch},
};
use crate::output::unguarded;

/// What cells may lie between, the usual ones first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Longest name of a column in a table that is recognised by its columns.
const LONGEST_NAME: usize = 60;

/// Reads one article a row.
///
/// # Errors
/// When no column holds the text, or the input cannot be read.
pub(super) fn read(input: &mut dyn BufRead, map: &Map, sink: &mut Sink<'_>) -> Result<(), Failure> {
    let (mut text, watch) = Text::new(input, None);
    let mut table = Table::open(&mut text, &watch, map)?;
    if !table.columns.iter().any(|known| known.is_some_and(|known| known.field == Field::Text)) {
        let found = format!("the columns {}; name it with --map text=COLUMN", named(&table.names));
        return Err(Failure::format("a column with the text", found));
    }
    while let Some(Row { line, bytes, cells }) = table.next()? {
        let record = cells.as_ref().map(|cells| table.found(cells));
        let place = record.as_ref().ok().and_then(Found::place).unwrap_or_else(|| line.to_string());
        let record = record.map_err(|cells| table.odd(*cells)).and_then(|found| Ok(watch.sign(found.record()?)));
        if sink(Piece { place, bytes, record }).is_break() {
            break;
        }
    }
    Ok(())
}

/// A table with names of columns.
pub(super) struct Table<'t, 'i> {
    rows: csv::Reader<&'t mut Text<'i>>,
    watch: &'t Watch,
    /// Lines before the one with the names.
    before: u64,
    /// The names of the columns.
    pub names: Vec<String>,
    /// What each column is of a document.
    pub columns: Vec<Option<Known>>,
}

/// A row of a table.
pub(super) struct Row {
    /// The line it begins in.
    pub line: u64,
    /// As it stands in the table.
    pub bytes: Vec<u8>,
    /// The cells, or how many they are when these are not as many as the columns.
    pub cells: Result<StringRecord, usize>,
}

impl<'t, 'i> Table<'t, 'i> {
    /// Reads the names of the columns.
    pub fn open(text: &'t mut Text<'i>, watch: &'t Watch, map: &Map) -> Result<Self, Failure> {
        let told = told_separator(text.fill_buf()?);
        if let Some((_, length)) = told {
            text.consume(length);
        }
        let head = text.fill_buf()?;
        let separator = told.map_or_else(|| likely_separator(head, map), |(separator, _)| separator);
        let quoting = separator != b'\t' || has_quoting(head);
        watch.keep();
        let mut rows = reader(separator).quoting(quoting).from_reader(text);
        let names = rows.headers().map_err(|error| watch.failure("a table", error))?;
        let names: Vec<String> = names.iter().map(|name| unguarded(name.trim()).to_owned()).collect();
        if names.iter().all(String::is_empty) {
            return Err(Failure::format("the names of columns in the first line", "nothing"));
        }
        // of two columns of one name the first counts
        let known = |(i, name): (usize, &String)| map.find(name).filter(|_| !names[..i].contains(name));
        let columns = names.iter().enumerate().map(known).collect();
        Ok(Table { rows, watch, before: u64::from(told.is_some()), columns, names })
    }

    /// The next row that is not empty.
    pub fn next(&mut self) -> Result<Option<Row>, Failure> {
        let mut row = StringRecord::new();
        loop {
            self.watch.next();
            if !self.rows.read_record(&mut row).map_err(|error| self.watch.failure("a table", error))? {
                return Ok(None);
            }
            if row.iter().any(|cell| !cell.trim().is_empty()) {
                let (line, from) = row.position().map_or((0, 0), |place| (place.line(), place.byte()));
                let bytes = self.watch.kept(from, self.rows.position().byte()).trim_ascii().to_vec();
                let fits = row.len() == self.columns.len();
                let cells = if fits { Ok(row) } else { Err(row.len()) };
                return Ok(Some(Row { line: line + self.before, bytes, cells }));
            }
        }
    }

    /// The values of a row.
    pub fn found(&self, row: &StringRecord) -> Found {
        let mut found = Found::default();
        for (known, cell) in self.columns.iter().zip(row) {
            if let Some(known) = known {
                found.put(*known, unguarded(cell));
            }
        }
        found
    }

    /// Why a row with so many cells is refused.
    pub fn odd(&self, cells: usize) -> Failure {
        let expected = format!("{} cells as in the first line", self.columns.len());
        Failure::format(expected, format!("{cells}; put a cell that holds the separator between quotation marks"))
    }
}

fn reader(separator: u8) -> ReaderBuilder {
    let mut reader = ReaderBuilder::new();
    reader.delimiter(separator).flexible(true);
    reader
}

/// The separator in a first line `sep=;`, which spreadsheets write, and the length of that line.
fn told_separator(head: &[u8]) -> Option<(u8, usize)> {
    let end = head.iter().position(|&b| b == b'\n')?;
    match head[..end].trim_ascii_end() {
        [b's', b'e', b'p', b'=', separator] => Some((*separator, end + 1)),
        // the end of a line was trimmed off
        b"sep=" if head[..end].contains(&b'\t') => Some((b'\t', end + 1)),
        _ => None,
    }
}

/// The separator with which the first line has the most columns that are known, or the most.
fn likely_separator(head: &[u8], map: &Map) -> u8 {
    let columns = |separator: &u8| {
        let names = first_row(head, *separator);
        (names.iter().filter(|name| map.find(name).is_some()).count(), names.len())
    };
    // of equals the last would count
    SEPARATORS.into_iter().rev().filter(|separator| head.contains(separator)).max_by_key(columns).unwrap_or(b',')
}

fn first_row(head: &[u8], separator: u8) -> StringRecord {
    reader(separator).from_reader(head).headers().cloned().unwrap_or_default()
}

/// Whether cells between tabs are quoted: some tools never do, and there a cell that begins with a quotation mark only speaks.
fn has_quoting(head: &[u8]) -> bool {
    let mut rest = head;
    while let Some(at) = rest.windows(2).position(|pair| matches!(pair, b"\t\"" | b"\n\"")) {
        rest = &rest[at + 2..];
        loop {
            let Some(end) = rest.iter().position(|&b| b == b'"') else { return true };
            rest = &rest[end + 1..];
            match rest.first() {
                Some(b'"') => rest = &rest[1..],
                None | Some(b'\t' | b'\n' | b'\r') => break,
                Some(_) => return false,
            }
        }
    }
    true
}

/// Whether the input is a table for sure, from its first bytes: the first line has a column with the text and another known one.
pub(super) fn recognises(head: &[u8]) -> bool {
    let first = head.split(|&b| b == b'\n').next().unwrap_or(head);
    if !first.iter().any(|b| SEPARATORS.contains(b)) {
        return false;
    }
    let names = first_row(head, likely_separator(head, &Map::default()));
    let known: Vec<Field> =
        names.iter().filter_map(|name| Map::default().find(name)).map(|known| known.field).collect();
    known.contains(&Field::Text)
        && known.iter().any(|field| *field != Field::Text)
        && names.iter().all(|name| name.len() <= LONGEST_NAME)
}

#[cfg(test)]
mod tests {
    use std::io::{self, BufReader, Read};

    use proptest::prelude::*;

    use super::*;
    use crate::import::trial::{reader, trial};

    #[test]
    fn tables_of_every_kind_are_read() {
        for table in [
            "title,text,date\nT,\"a, \"\"b\"\"\nc\",2024-10-31\n",
            "\u{FEFF}Titre;Texte;Date de publication\r\nT;\"a, \"\"b\"\"\nc\";2024-10-31\r\n\r\n;;\r\n",
            "headline\tother\tfull_text\tdatePublished\nT\tx\t\"a, \"\"b\"\"\nc\"\t2024-10-31",
            "sep=|\ntitle|text|date\nT|\"a, \"\"b\"\"\nc\"|2024-10-31",
        ] {
            let record = trial("CSV", table, "").record();
            assert_eq!(record.text, "a, \"b\"\nc", "{table}");
            assert_eq!(
                (record.title.as_deref(), record.published.as_deref()),
                (Some("T"), Some("2024-10-31")),
                "{table}"
            );
        }
        let wide: Vec<u8> = "\u{FEFF}text\nœuvre\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let record = trial("CSV", wide, "").record();
        assert_eq!((record.text.as_str(), record.encoding), ("œuvre", Some("UTF-16LE")));
    }

    #[test]
    fn quotation_marks_in_a_table_that_does_not_quote_are_kept() {
        let table = "id\ttext\n1\t\"Non\", dit-il.\n2\t\"Jamais !\n3\toui\n";
        let trial = trial("CSV", table, "");
        assert_eq!(
            trial.told(),
            [("1", "\"Non\", dit-il.".to_owned()), ("2", "\"Jamais !".to_owned()), ("3", "oui".to_owned())]
        );
    }

    #[test]
    fn rows_that_do_not_fit_are_refused_with_their_line() {
        let trial = trial("CSV", "text,title\na,\"A\nA\"\nb\nc,C,x\n,D\ne,E\n", "");
        let odd = |n| {
            format!(
                "expected 2 cells as in the first line, found {n}; put a cell that holds the separator between quotation marks"
            )
        };
        let none = "expected the text of an article, found none; map its field with --map text=NAME".to_owned();
        let expected = [("2", "a".to_owned()), ("4", odd(1)), ("5", odd(3)), ("6", none), ("7", "e".to_owned())];
        assert_eq!(trial.told(), expected);
        let bytes: Vec<_> = trial.pieces.iter().map(|piece| String::from_utf8_lossy(&piece.bytes)).collect();
        assert_eq!(bytes, ["a,\"A\nA\"", "b", "c,C,x", ",D", "e,E"]);
    }

    #[test]
    fn without_a_column_of_texts_the_columns_are_named() {
        for (table, map, message) in [
            (
                "titre;chapeau\na;b\n",
                "",
                "expected a column with the text, found the columns `titre`, `chapeau`; name it with --map text=COLUMN",
            ),
            (
                "text;chapeau\na;b\n",
                "text=corps",
                "expected a column with the text, found the columns `text`, `chapeau`; name it with --map text=COLUMN",
            ),
            ("", "", "expected the names of columns in the first line, found nothing"),
        ] {
            assert_eq!(trial("CSV", table, map).told(), [("end", message.to_owned())], "{table}");
        }
        assert_eq!(trial("CSV", "text;chapeau\na;b\n", "text=Chapeau").record().text, "b");
    }

    #[test]
    fn what_guards_cells_from_spreadsheets_goes() {
        let record = trial("CSV", "title,text\n'=1+1,'-Non\n", "").record();
        assert_eq!((record.title.as_deref(), record.text.as_str()), (Some("=1+1"), "-Non"));
        assert_eq!(trial("CSV", "text\n'Non'\n", "").record().text, "'Non'");
    }

    #[test]
    fn a_table_is_recognised_by_its_columns() {
        for (head, expected) in [
            ("title,text\na,b", true),
            ("Titre;Texte;Auteur\n", true),
            ("text\na", false),
            ("Text, lies and videotape\nby A. B.", false),
            ("Un titre, un texte, une date : un long article commence", false),
            ("", false),
        ] {
            assert_eq!(recognises(head.as_bytes()), expected, "{head}");
        }
    }

    #[test]
    fn a_cell_that_never_ends_is_refused() {
        for start in ["text,title\na,A\n\"", "text,title\na,A\n,", "text"] {
            let mut input = BufReader::new(start.as_bytes().chain(io::repeat(b'x')));
            let result = reader("CSV")(&mut input, &Map::default(), &mut |_| std::ops::ControlFlow::Continue(()));
            assert!(result.unwrap_err().to_string().contains("64 MB"), "{start}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_pieces_or_a_failure(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            for head in [&b""[..], b"text,title\n", b"text\ttitle\n"] {
                let found = trial("CSV", [head, &bytes].concat(), "");
                prop_assert!(found.pieces.len() <= bytes.len());
            }
        }

        #[test]
        fn what_is_written_is_read(cells in proptest::collection::vec("[a-zé,;\"\n\t ]{1,8}x", 1..6)) {
            let mut table = csv::Writer::from_writer(Vec::new());
            table.write_record(["text", "title"]).unwrap();
            for cell in &cells {
                table.write_record([cell, "t"]).unwrap();
            }
            let found = trial("CSV", table.into_inner().unwrap(), "");
            let texts: Vec<String> = found.told().into_iter().map(|(_, text)| text).collect();
            prop_assert_eq!(texts, cells);
        }
    }
}
