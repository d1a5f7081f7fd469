//! What the user says of files in a table of their own: one row a file.

use std::{collections::HashMap, fs::File, io::BufReader, path::Path, sync::Arc};

use jiff::civil::Date;

use super::{
    csv::{self, Table},
    dates,
    document::code,
    fields::{Field, Map, is_web, key},
    found::{Found, named},
    inputs::source,
    record::{Failure, Record},
    stream::Text,
};

/// Usual names of the column with the file, the surer ones first.
const FILE: &[&str] = &["file", "path", "filename", "filepath", "fichier", "chemin", "archivo", "datei", "source"];

/// What lies between the parts of the name of a file.
const BETWEEN: [char; 2] = ['/', '!'];

/// A table that says of files what they do not say themselves, or say wrongly.
#[derive(Clone, Debug)]
pub struct Meta {
    name: String,
    rows: Vec<Row>,
    /// Rows by the last part of the name of their file.
    last: HashMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Row {
    line: u64,
    file: String,
    said: Arc<Record>,
    /// The file that it was taken for.
    fits: Option<String>,
}

impl Meta {
    /// Reads the table at `path`. The map adds names to the usual ones of its columns.
    ///
    /// # Errors
    /// When it cannot be read, has no column with files, or a row cannot be right.
    pub fn read(path: &Path, map: &Map) -> Result<Self, Failure> {
        let mut input = BufReader::new(File::open(path)?);
        let (mut text, watch) = Text::new(&mut input, None);
        let mut table = Table::open(&mut text, &watch, map)?;
        let rank = |name: &String| FILE.iter().position(|file| key(file) == key(name));
        let file =
            (0..table.names.len()).filter(|&i| rank(&table.names[i]).is_some()).min_by_key(|&i| rank(&table.names[i]));
        let Some(file) = file else {
            let found = format!("the columns {}", named(&table.names));
            return Err(Failure::format("a column `file`, `path` or `source` with the files", found));
        };
        let known = |name: &String| map.find(name).or_else(|| Map::default().find(name));
        table.columns = table.names.iter().map(known).collect();
        table.columns[file] = None;
        let mut meta = Meta { name: source(path), rows: Vec::new(), last: HashMap::new() };
        while let Some(csv::Row { line, cells, .. }) = table.next()? {
            let row = cells
                .map_err(|cells| table.odd(cells))
                .and_then(|row| said(&table.found(&row)).map(|said| (row, said)));
            let (row, said) = row.map_err(|failure| {
                Failure::format("a table without mistakes", format!("one in line {line}: {failure}"))
            })?;
            meta.add(line, &row[file], said);
        }
        Ok(meta)
    }

    fn add(&mut self, line: u64, file: &str, said: Record) {
        let file = source(Path::new(&file.trim().replace('\\', "/")));
        self.last.entry(last(&file).to_owned()).or_default().push(self.rows.len());
        self.rows.push(Row { line, file, said: Arc::new(said), fits: None });
    }

    /// What is said of a document from `source` in the file `name`.
    ///
    /// # Errors
    /// When it is not clear of which file a row speaks.
    pub(super) fn said(&mut self, source: &str, name: &str) -> Result<Option<Arc<Record>>, Failure> {
        let best = |name: &str| {
            let rows = self.last.get(last(name)).into_iter().flatten();
            let fitting: Vec<_> = rows.filter_map(|&i| Some((fit(&self.rows[i].file, name)?, i))).collect();
            let fit = fitting.iter().map(|(fit, _)| *fit).max()?;
            Some((fit, fitting.into_iter().filter(|(other, _)| *other == fit).map(|(_, i)| i).collect::<Vec<_>>()))
        };
        let Some((_, rows)) = best(source).max(best(name)) else { return Ok(None) };
        if let [one, two, ..] = rows[..] {
            let found = format!("two, in lines {} and {}", self.rows[one].line, self.rows[two].line);
            return Err(Failure::format(format!("one row in {} for a file", self.name), found));
        }
        let row = &mut self.rows[rows[0]];
        if row.fits.get_or_insert_with(|| name.to_owned()) != name {
            let expected = format!("one file for line {} of {}", row.line, self.name);
            return Err(Failure::format(expected, "a second one; write more of its path there"));
        }
        Ok(Some(row.said.clone()))
    }

    /// The rows that fit no file.
    pub(super) fn unused(&self) -> impl Iterator<Item = (String, Failure)> {
        let unused = self.rows.iter().filter(|row| row.fits.is_none());
        unused.map(|row| {
            let failure = Failure::format(format!("a file `{}` among those read", row.file), "none");
            (format!("{} line {}", self.name, row.line), failure)
        })
    }
}

/// How well a row for `file` fits the file `name`: the whole of both, the end of the name, or the end of what the row says.
fn fit(file: &str, name: &str) -> Option<(u8, usize)> {
    let ends = |whole: &str, end: &str| whole.strip_suffix(end).is_some_and(|rest| rest.ends_with(BETWEEN));
    match () {
        () if file == name => Some((2, 0)),
        () if ends(name, file) => Some((1, file.len())),
        () if ends(file, name) => Some((0, 0)),
        () => None,
    }
}

fn last(name: &str) -> &str {
    name.rsplit(BETWEEN).next().unwrap_or(name)
}

/// What a row says, checked: the user must be told before anything is read.
fn said(found: &Found) -> Result<Record, Failure> {
    let mut record = Record::default();
    found.describe(&mut record);
    if let Some(date) = found.get(Field::Published).map(str::trim) {
        record.published = Some(day(date).ok_or_else(|| Failure::format("a date", format!("`{date}`")))?);
    }
    if let Some(url) = found.get(Field::Url).filter(|url| !is_web(url.trim())) {
        return Err(Failure::format("a URL that begins with http:// or https://", format!("`{url}`")));
    }
    if let Some(language) = record.language.take() {
        let code =
            code(&language).ok_or_else(|| Failure::format("a language code such as fr", format!("`{language}`")))?;
        record.language = Some(code);
    }
    Ok(record)
}

/// A date as given: `2024`, `2024-10`, or a whole one in any common form.
fn day(date: &str) -> Option<String> {
    let whole = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => return dates::metadata(date, None),
    };
    whole.parse::<Date>().ok().map(|_| date.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(text: &str) -> Result<Meta, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("meta.csv");
        std::fs::write(&path, text).unwrap();
        Meta::read(&path, &Map::default()).map_err(|failure| failure.to_string())
    }

    fn title(meta: &mut Meta, source: &str, name: &str) -> Result<Option<String>, String> {
        meta.said(source, name).map(|said| said?.title.clone()).map_err(|failure| failure.to_string())
    }

    #[test]
    fn rows_find_their_files() {
        let mut meta = meta(
            "path,title,source\n./x/a.txt,A,La Gazette\na.txt,B,\nz.zip!in/c.html,C,\n/home/d.txt,D,\nl.jsonl,L,\n",
        )
        .unwrap();
        assert_eq!(meta.said("x/a.txt", "x/a.txt").unwrap().unwrap().outlet.as_deref(), Some("La Gazette"));
        for (source, name, expected) in [
            ("x/a.txt", "x/a.txt", Some("A")),
            ("a.txt", "a.txt", Some("B")),
            ("/tmp/z.zip!in/c.html", "/tmp/z.zip!in/c.html", Some("C")),
            ("d.txt", "d.txt", Some("D")),
            ("https://example.org/1", "l.jsonl", Some("L")),
            ("l.jsonl#2", "l.jsonl", Some("L")),
            ("xa.txt", "xa.txt", None),
            ("e.txt", "e.txt", None),
        ] {
            assert_eq!(title(&mut meta, source, name), Ok(expected.map(str::to_owned)), "{source}");
        }
        assert_eq!(meta.unused().count(), 0);
    }

    #[test]
    fn what_is_not_clear_is_refused() {
        let mut doubled = meta("file;title\na.txt;A\na.txt;B\nb.txt;C\nc.txt;D").unwrap();
        let name = doubled.name.clone();
        assert_eq!(
            title(&mut doubled, "a.txt", "a.txt"),
            Err(format!("expected one row in {name} for a file, found two, in lines 2 and 3"))
        );
        assert_eq!(title(&mut doubled, "x/b.txt", "x/b.txt"), Ok(Some("C".to_owned())));
        assert_eq!(
            title(&mut doubled, "y/b.txt", "y/b.txt"),
            Err(format!("expected one file for line 4 of {name}, found a second one; write more of its path there"))
        );
        let unused: Vec<_> = doubled.unused().map(|(place, failure)| format!("{place}: {failure}")).collect();
        assert_eq!(
            unused.last().unwrap(),
            &format!("{name} line 5: expected a file `c.txt` among those read, found none")
        );
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (text, message) in [
            ("a,b\n1,2\n", "expected a column `file`, `path` or `source` with the files, found the columns `a`, `b`"),
            (
                "file,date\na,soon\n",
                "expected a table without mistakes, found one in line 2: expected a date, found `soon`",
            ),
            (
                "file,url\na,b\n",
                "expected a table without mistakes, found one in line 2: expected a URL that begins with http:// or https://, found `b`",
            ),
            (
                "file,lang\na,français\n",
                "expected a table without mistakes, found one in line 2: expected a language code such as fr, found `français`",
            ),
        ] {
            assert_eq!(meta(text).unwrap_err(), message);
        }
        assert!(meta("file,date\na\n").unwrap_err().contains("line 2: expected 2 cells"));
        for (date, expected) in [("2024", "2024"), ("2024-10", "2024-10"), ("31 octobre 2024", "2024-10-31")] {
            let mut meta = meta(&format!("file,date\na,{date}\n")).unwrap();
            assert_eq!(meta.said("a", "a").unwrap().unwrap().published.as_deref(), Some(expected));
        }
    }
}
