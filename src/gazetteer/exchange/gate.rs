//! Lists of GATE: a definition, each line of which names a file with an entry a line.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Component, Path},
};

use super::{
    Part, Spelling, Taker, Told,
    lines::Lines,
    rows::{ROW, Row, Rows},
    told::external,
    words,
};
use crate::model::Kind;

/// What may stand between an entry and its features.
const SEPARATORS: [char; 3] = ['\t', '&', ':'];

/// Reads a definition and the lists beside it.
pub(super) fn read(input: &mut dyn BufRead, part: &Part, taker: &mut dyn Taker) -> io::Result<()> {
    let (mut lines, mut rows) = (Lines::new(input), Rows::new(part, taker));
    while let Some(line) = lines.next()? {
        let list = line.and_then(definition).and_then(|list| list.map(|list| list.open(part)).transpose());
        match list {
            Ok(None) => rows.add(lines.number(), Ok(Row::Nothing))?,
            Ok(Some(None)) => rows.add(lines.number(), Ok(Row::Passed))?,
            Ok(Some(Some((kind, list, file)))) => entries(lines.number(), (kind, &list), file, &mut rows)?,
            Err(reason) => rows.add(lines.number(), Err(reason))?,
        }
    }
    rows.end()
}

/// A line of a definition.
struct List {
    file: String,
    kind: Option<Kind>,
    language: String,
}

/// `file.lst:majorType:minorType:language:annotationType`, the last three of which may be left out.
fn definition(line: &str) -> Result<Option<List>, String> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let cells: Vec<&str> = line.trim().split(':').collect();
    if !(2..=5).contains(&cells.len()) || !cells[0].ends_with(".lst") {
        return Err(format!(
            "expected file.lst:majorType:minorType:language:annotationType, found “{}”",
            shortened(line)
        ));
    }
    let kind = cells.get(1).and_then(|class| words::kind("gate", class));
    let language = words::language(cells.get(3).unwrap_or(&"")).unwrap_or("*").to_owned();
    Ok(Some(List { file: cells[0].to_owned(), kind, language }))
}

impl List {
    /// Opens the file beside the definition; none when its entries are of no kind.
    fn open(self, part: &Part) -> Result<Option<(Kind, List, File)>, String> {
        let Some(kind) = self.kind.filter(|&kind| part.wants(Some(kind))) else { return Ok(None) };
        let Some(folder) = &part.folder else {
            return Err("expected a definition in a folder with its lists, found one elsewhere".into());
        };
        let path = Path::new(&self.file);
        if !path.components().all(|component| matches!(component, Component::Normal(_))) {
            return Err(format!("expected a list beside the definition, found “{}”", self.file));
        }
        let file = File::open(folder.join(path))
            .map_err(|e| format!("{}: expected a list that can be read: {e}", self.file))?;
        Ok(Some((kind, self, file)))
    }
}

/// Reads a list; what is wrong in it is told with its own line, too.
fn entries(definition: u64, (kind, list): (Kind, &List), file: File, rows: &mut Rows<'_>) -> io::Result<()> {
    let mut input = BufReader::new(file);
    let mut lines = Lines::new(&mut input);
    while let Some(line) = lines.next()? {
        let row = match line {
            Ok(line) if line.trim().is_empty() => Ok(Row::Nothing),
            line => line.map(|line| Row::Told(entry(line, kind, list))),
        };
        let row = row.map_err(|reason| format!("{}:{}: {reason}", list.file, lines.number()));
        rows.add(definition, row)?;
    }
    Ok(())
}

fn entry(line: &str, kind: Kind, list: &List) -> Told {
    let (text, features) = parted(line);
    let feature = |names: [&str; 2]| features.iter().find(|(name, _)| names.contains(name)).map(|(_, value)| *value);
    let language = feature(["lang", "language"]).and_then(words::language).unwrap_or(&list.language);
    let id = feature(["id", "wikidata"]).map(|id| super::told::wikidata(id).unwrap_or_else(|| external(ROW, id)));
    let spellings = vec![Spelling::of(text, language)];
    Told { external: id.into_iter().collect(), kind: Some(kind), name: text.to_owned(), spellings, ..Told::default() }
}

/// An entry and its features: behind the first separator that only features follow.
fn parted(line: &str) -> (&str, Vec<(&str, &str)>) {
    let features = |separator: char| {
        let (text, rest) = line.split_once(separator)?;
        let features: Option<Vec<_>> = rest.split(separator).map(|feature| feature.split_once('=')).collect();
        features.map(|features| (text, features))
    };
    SEPARATORS.into_iter().find_map(features).unwrap_or((line, Vec::new()))
}

fn shortened(line: &str) -> String {
    line.chars().take(60).collect()
}
