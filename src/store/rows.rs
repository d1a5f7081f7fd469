//! A document that was read as rows of the tables elsewhere: what the base would hold of it, without a base.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::{
    Prepared, StoreError, Versions,
    findings::{Row, SORTS, Sort, Table, Value},
    page::{EntityTold, Page},
};
use crate::{
    gazetteer::Gazetteer,
    model::{Document, Translation},
    span::CodePoints,
    text::{Sketch, fold, spaced},
};

/// Tells documents as rows. They are those that [`Reader::dump_table`](super::Reader::dump_table) prints of a base with the same gazetteer, but for the clusters of
/// copies, which only all documents together tell.
pub struct Rows<'g> {
    gazetteer: &'g Gazetteer,
    versions: Versions,
}

/// The index of words of quotations, which are a column here.
const WORDS: &str = "quotation_words";

/// A row by its columns.
struct Told<'p>(Vec<(&'static str, Value<'p>)>);

/// Rows of each table, in the order in which they are found.
type Tables<'p> = Vec<(&'static str, Vec<Told<'p>>)>;

impl<'g> Rows<'g> {
    /// Rows of documents that are read with `gazetteer` by these versions of engine and packs.
    pub fn new(gazetteer: &'g Gazetteer, (engine, packs): (&str, &str)) -> Self {
        let versions = Versions { engine: engine.to_owned(), packs: packs.to_owned(), gazetteer: gazetteer.version() };
        Rows { gazetteer, versions }
    }

    /// A JSON object that has a list of rows, which are objects, for each table with rows of documents.
    ///
    /// # Errors
    /// When an entity is none of the gazetteer's.
    pub fn json(&self, prepared: &Prepared) -> Result<String, StoreError> {
        let tables = self.tables(prepared)?;
        let mut out = Vec::new();
        let mut object = serde_json::Serializer::new(&mut out);
        let written = object.collect_map(tables.iter().map(|(table, rows)| (table, rows)));
        written.expect("rows are numbers and texts");
        Ok(String::from_utf8(out).expect("JSON is UTF-8"))
    }

    fn tables<'p>(&self, prepared: &'p Prepared) -> Result<Tables<'p>, StoreError> {
        let Prepared { document, annotations, key, .. } = prepared;
        let entities = |id| Ok(EntityTold::Key(self.gazetteer.entity(id).key.to_owned()));
        let page = Page {
            document: key.into(),
            key,
            text: &document.text,
            day: document.published.as_deref().map(day),
            annotations,
            entities: &entities,
            points: CodePoints::new(&document.text),
        };
        let copy = annotations.sketch.iter().map(|sketch| copy(key, sketch)).collect();
        let mut tables = vec![("document", vec![self.document(prepared, page.day)]), ("copy", copy)];
        let found = SORTS.iter().filter(|sort| !sort.is_derived()).flat_map(|sort| sort.tables);
        tables.extend(found.filter(|table| table.name != WORDS).map(|table| (table.name, Vec::new())));
        for (sort, findings) in page.findings()? {
            if !sort.is_derived() {
                findings.into_iter().for_each(|finding| add(&mut tables, (sort, key), finding.rows));
            }
        }
        Ok(tables)
    }

    fn document<'p>(&self, prepared: &'p Prepared, day: Option<i64>) -> Told<'p> {
        let Prepared { document: d, key, text_hash, words, .. } = prepared;
        let Document { source, format, url, retrieved, title, outlet, author, credit, language, .. } = d;
        let versions = [&self.versions.engine, &self.versions.packs, &self.versions.gazetteer];
        let [engine, packs, gazetteer] = versions.map(|version| Value::from(version.clone()));
        Told(vec![
            ("key", key.into()),
            ("source", source.into()),
            ("format", format.into()),
            ("url", url.as_ref().into()),
            ("retrieved", retrieved.as_ref().into()),
            ("title", title.as_ref().into()),
            ("outlet", outlet.as_ref().into()),
            ("author", author.as_ref().into()),
            ("credit", credit.as_ref().into()),
            ("language", language.as_ref().into()),
            ("published", d.published.as_ref().into()),
            ("day", day.into()),
            ("published_basis", d.published_basis.word().into()),
            ("published_why", d.published_why.as_ref().into()),
            ("published_doubt", d.published_doubt.as_ref().into()),
            ("translated", d.translated.map(Translation::word).into()),
            ("encoding", d.encoding.as_ref().into()),
            ("replaced", (d.replaced as i64).into()),
            ("byte_hash", (&d.byte_hash).into()),
            ("text_hash", text_hash.into()),
            ("engine", engine),
            ("packs", packs),
            ("gazetteer", gazetteer),
            ("text", (&d.text).into()),
            ("folded", spaced(words).into()),
        ])
    }
}

/// What the schema makes of a date of publication: `document.day`.
fn day(published: &str) -> i64 {
    let number = |from: usize, to: usize| published.get(from..to).and_then(|n| n.parse().ok()).unwrap_or(0_i64);
    ((number(0, 4) - 2000) << 9) + (number(5, 7) << 5) + number(8, 10)
}

fn copy<'p>(document: &'p str, sketch: &Sketch) -> Told<'p> {
    let bands = sketch.bands.as_ref();
    let bytes = bands.map(|bands| bands.bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    let hashes = bands.map(|bands| {
        let mut hashes = bands.hashes.to_vec();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.iter().map(i64::to_string).collect::<Vec<_>>().join(",")
    });
    Told(vec![
        ("document", document.into()),
        ("wording", sketch.wording.into()),
        ("sketch", bytes.into()),
        ("bands", hashes.into()),
    ])
}

/// Adds the rows of a finding: of its parts each tells whose part it is, and of which document.
fn add<'p>(tables: &mut Tables<'p>, (sort, document): (&'static Sort, &'p str), rows: Vec<(usize, Row<'p>)>) {
    let own = match rows.first().map(|(_, values)| &values[..]) {
        Some([key @ Value::Text(_), ..]) => key.clone(),
        _ => Value::Null,
    };
    for (n, values) in rows {
        let table = &sort.tables[n];
        if table.name == WORDS {
            tell_words(tables, &values);
            continue;
        }
        let owner = if n == 0 { document.into() } else { own.clone() };
        let mut told = told(table, owner, values);
        if n > 0 && !told.0.iter().any(|(column, _)| *column == "document") {
            told.0.push(("document", document.into()));
        }
        if table.name == "mention" {
            told.fold("surface");
        }
        if let Some((_, rows)) = tables.iter_mut().find(|(name, _)| *name == table.name) {
            rows.push(told);
        }
    }
}

/// Adds its words to the last quotation.
fn tell_words<'p>(tables: &mut Tables<'p>, values: &Row<'p>) {
    let last = tables.iter_mut().find(|(name, _)| *name == "quotation").and_then(|(_, rows)| rows.last_mut());
    if let (Some(quotation), Some(Value::Text(words))) = (last, values.first()) {
        quotation.0.push(("folded", spaced(words).into()));
    }
}

fn told<'p>(table: &Table, owner: Value<'p>, values: Row<'p>) -> Told<'p> {
    let columns = table.columns.iter().map(|column| column.trim_matches('"'));
    Told(columns.zip([owner].into_iter().chain(values)).collect())
}

impl Told<'_> {
    /// Adds what a column folds to.
    fn fold(&mut self, column: &str) {
        let found = self.0.iter().find(|(name, _)| *name == column);
        if let Some((_, Value::Text(text))) = found {
            let folded = fold(text);
            self.0.push(("folded", folded.into()));
        }
    }
}

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let there = || self.0.iter().filter(|(_, value)| *value != Value::Null);
        let mut map = serializer.serialize_map(None)?;
        there().try_for_each(|(column, value)| map.serialize_entry(column, value))?;
        map.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_none(),
            Value::Integer(n) => serializer.serialize_i64(*n),
            Value::Real(x) => serializer.serialize_f64(*x),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Bytes(bytes) => serializer.serialize_bytes(bytes),
        }
    }
}
