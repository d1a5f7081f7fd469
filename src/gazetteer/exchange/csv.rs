//! A table with a header, as a spreadsheet saves it: columns are found by their usual names.

use std::io::{self, BufRead};

use super::{
    Part, Spelling, Taker, Told,
    lines::{LONGEST, Lines},
    prominence_of,
    rows::{ROW, Row, Rows},
    told::{external, wikidata},
    words,
};
use crate::{
    model::{AliasSort, CasePolicy, Kind},
    output::unguarded,
};

/// What a column holds, and how it may be called.
const COLUMNS: &[(Column, &[&str])] = &[
    (Column::Key, &["key", "dixit"]),
    (Column::Id, &["id", "entity"]),
    (Column::Wikidata, &["wikidata", "wikidata_id", "wikidataid", "qid", "item"]),
    (Column::External, &["external", "ids"]),
    (Column::Name, &["name", "label", "itemlabel", "title", "nom", "nombre"]),
    (Column::Spelling, &["spelling", "alias", "variant", "itemaltlabel"]),
    (Column::Spellings, &["spellings", "aliases", "variants"]),
    (Column::Language, &["language", "lang", "langue", "sprache", "idioma"]),
    (Column::Kind, &["kind", "type", "schema", "class", "category"]),
    (Column::Description, &["description", "itemdescription", "role", "position"]),
    (Column::Gender, &["gender", "sex"]),
    (Column::Country, &["country", "countrycode", "country_code", "iso2"]),
    (Column::Sort, &["sort"]),
    (Column::Case, &["case", "case_policy"]),
    (Column::Prominence, &["prominence"]),
    (Column::Population, &["population", "inhabitants"]),
    (Column::Sitelinks, &["sitelinks", "linkcount"]),
];

/// The usual names of each column, the first one its best.
pub fn usual_columns() -> impl Iterator<Item = &'static [&'static str]> {
    COLUMNS.iter().map(|(_, names)| *names)
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Key,
    Id,
    Wikidata,
    External,
    Name,
    Spelling,
    /// Several, apart by `|` or `;`.
    Spellings,
    Language,
    Kind,
    Description,
    Gender,
    Country,
    Sort,
    Case,
    Prominence,
    Population,
    Sitelinks,
}

/// What cells may lie between.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// Reads it.
pub(super) fn read(input: &mut dyn BufRead, part: &Part, taker: &mut dyn Taker) -> io::Result<()> {
    let (mut lines, mut rows) = (Lines::new(input), Rows::new(part, taker));
    let header = lines.next()?.unwrap_or(Ok("")).map_err(io::Error::other)?.to_owned();
    let table = Table::of(&header).map_err(io::Error::other)?;
    let mut record = String::new();
    let mut begun = 0;
    while let Some(line) = lines.next()? {
        match line {
            Ok(line) => record.push_str(line),
            Err(reason) => {
                record.clear();
                rows.add(lines.number(), Err(reason))?;
                continue;
            }
        }
        let Some(cells) = cells(&record, table.separator) else {
            // a line break in quotation marks
            begun = if begun == 0 { lines.number() } else { begun };
            if record.len() > LONGEST {
                return Err(io::Error::other(format!("line {begun}: expected the end of a quotation, found none")));
            }
            record.push('\n');
            continue;
        };
        let row = if record.trim().is_empty() { Ok(Row::Nothing) } else { table.row(&cells, part) };
        rows.add(lines.number(), row)?;
        record.clear();
        begun = 0;
    }
    if begun > 0 {
        rows.add(begun, Err("expected the end of a quotation, found the end of the file".into()))?;
    }
    rows.end()
}

/// The cells of a record; none when it ends within quotation marks.
fn cells(record: &str, separator: char) -> Option<Vec<String>> {
    let (mut cells, mut rest) = (Vec::new(), record);
    loop {
        let (cell, behind) = match rest.strip_prefix('"') {
            Some(quoted) => unquoted(quoted)?,
            None => (String::new(), rest),
        };
        // what stands behind a closing mark belongs to the cell
        let end = behind.find(separator);
        let cell = cell + &behind[..end.unwrap_or(behind.len())];
        cells.push(unguarded(cell.trim()).to_owned());
        match end {
            Some(end) => rest = &behind[end + separator.len_utf8()..],
            None => return Some(cells),
        }
    }
}

/// A cell in quotation marks, and what stands behind it.
fn unquoted(quoted: &str) -> Option<(String, &str)> {
    let (mut cell, mut rest) = (String::new(), quoted);
    loop {
        let (text, behind) = rest.split_once('"')?;
        cell.push_str(text);
        match behind.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None => return Some((cell, behind)),
        }
    }
}

/// A header that was understood.
struct Table {
    separator: char,
    columns: Vec<Option<Column>>,
}

impl Table {
    /// The separator counts that finds most columns.
    fn of(header: &str) -> Result<Self, String> {
        let tables = SEPARATORS.map(|separator| {
            let names = cells(header, separator).unwrap_or_default();
            Table { separator, columns: names.iter().map(|name| column(name)).collect() }
        });
        let table = tables.into_iter().max_by_key(|table| table.columns.iter().flatten().count());
        let table = table.filter(|table| table.has(Column::Name) || table.has(Column::Spelling));
        table.ok_or_else(|| "expected a header with a column name or alias, found none".to_owned())
    }

    fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    fn row(&self, cells: &[String], part: &Part) -> Result<Row, String> {
        if cells.len() != self.columns.len() {
            return Err(format!("expected {} columns, found {}", self.columns.len(), cells.len()));
        }
        let cell =
            |column| self.columns.iter().zip(cells).find(|(c, _)| **c == Some(column)).map_or("", |(_, cell)| &**cell);
        let [people, pages] = [Column::Population, Column::Sitelinks].map(|column| number(cell(column)));
        let (people, pages) = (people?, pages?);
        let small = people.is_some_and(|n| n < part.min_population) || pages.is_some_and(|n| n < part.min_sitelinks);
        let Some(language) = words::language(cell(Column::Language)).filter(|_| !small) else { return Ok(Row::Passed) };
        let (name, filled) =
            (cell(Column::Name), |column| Some(cell(column).to_owned()).filter(|cell| !cell.is_empty()));
        Ok(Row::Told(Told {
            key: filled(Column::Key),
            external: ids(&cell),
            kind: kind(cell(Column::Kind))?,
            name: name.to_owned(),
            description: cell(Column::Description).to_owned(),
            gender: filled(Column::Gender).map(|gender| gender.to_lowercase().chars().take(1).collect()),
            country: filled(Column::Country)
                .map(|c| if c.len() == 2 { external("iso3166", &c.to_uppercase()) } else { c }),
            prominence: match number(cell(Column::Prominence))? {
                Some(n) => u8::try_from(n).map_err(|_| format!("expected a prominence of at most 255, found {n}"))?,
                None => people.max(pages.map(|n| n.saturating_mul(10_000))).map_or(0, prominence_of),
            },
            spellings: spellings(&cell, language)?,
        }))
    }
}

/// Ids elsewhere; one without a scheme tells rows of this table apart, and nothing else.
fn ids<'c>(cell: &impl Fn(Column) -> &'c str) -> Vec<String> {
    let [id, item] = [Column::Id, Column::Wikidata].map(cell);
    let bare = |id: &str| id.rsplit('/').next().and_then(wikidata);
    let own = match id {
        "" => None,
        id => bare(id).or_else(|| Some(if id.contains(':') { id.to_owned() } else { external(ROW, id) })),
    };
    own.into_iter().chain(bare(item)).chain(cell(Column::External).split_whitespace().map(str::to_owned)).collect()
}

/// The spellings of a row; its name is one unless the row is there for another.
fn spellings<'c>(cell: &impl Fn(Column) -> &'c str, language: &str) -> Result<Vec<Spelling>, String> {
    let sort = match cell(Column::Sort) {
        "" => None,
        word => Some(AliasSort::from_word(word).ok_or_else(|| format!("expected a sort of spelling, found “{word}”"))?),
    };
    let case = match cell(Column::Case) {
        "" => CasePolicy::Match,
        word => CasePolicy::from_word(word).ok_or_else(|| format!("expected match or any, found “{word}”"))?,
    };
    let several = cell(Column::Spellings).split(['|', ';']);
    let name = if cell(Column::Spelling).is_empty() { cell(Column::Name) } else { "" };
    let texts = [name, cell(Column::Spelling)].into_iter().chain(several).filter(|text| !text.trim().is_empty());
    let of =
        |text: &str| sort.map_or_else(|| Spelling::of(text, language), |sort| Spelling::sorted(text, language, sort));
    Ok(texts.map(|text| Spelling { case, ..of(text) }).collect())
}

fn column(name: &str) -> Option<Column> {
    let name = name.trim().to_lowercase().replace(' ', "_");
    COLUMNS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
}

fn kind(cell: &str) -> Result<Option<Kind>, String> {
    let word = cell.to_lowercase();
    match word.as_str() {
        "" => Ok(None),
        word => {
            words::kind("csv", word).map(Some).ok_or_else(|| format!("expected a kind such as person, found “{cell}”"))
        }
    }
}

fn number(cell: &str) -> Result<Option<u64>, String> {
    match cell {
        "" => Ok(None),
        cell => cell.parse().map(Some).map_err(|_| format!("expected a number, found “{cell}”")),
    }
}
