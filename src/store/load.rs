//! A base made of tables from elsewhere: the rows that [`Reader::dump_table`](super::Reader::dump_table) prints, or Spark writes.
//!
//! Rows refer to each other by lasting keys there; here these become row numbers. What follows from the rest is made anew: indexes of
//! words, packed mentions and names, clusters of copies.

use std::io::{self, BufRead};

use rusqlite::Connection;

use super::{Reader, StoreError, Table, Writer};
use crate::gazetteer::Gazetteer;

/// Why tables cannot be taken in.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The base cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The rows cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A row does not fit.
    #[error("expected a row of {table}, found one that does not fit: {why}")]
    Row {
        /// The table.
        table: &'static str,
        /// Its line in the file, from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// Something is in the base already.
    #[error(
        "expected an empty base, found one with documents or a gazetteer; name a file that is not there yet with --db"
    )]
    NotEmpty,
    /// The rows of the gazetteer are not all there.
    #[error(
        "expected the gazetteer of version {expected}, found rows that make up version {found}; take entity, alias and tenure whole"
    )]
    Gazetteer {
        /// What `meta` says.
        expected: String,
        /// What the rows are.
        found: String,
    },
}

impl From<rusqlite::Error> for LoadError {
    fn from(error: rusqlite::Error) -> Self {
        LoadError::Store(error.into())
    }
}

/// Columns that no row tells, and what stands in them.
const OWN: &[(&str, &str, &str)] = &[
    ("document", "read_at", "strftime('%Y-%m-%dT%H:%M:%SZ')"),
    (
        "document",
        "version",
        "(SELECT id FROM version WHERE (engine, packs, gazetteer) = (?1 ->> 'engine', ?1 ->> 'packs', ?1 ->> 'gazetteer'))",
    ),
    ("alias", "backward", "backward(?1 ->> 'folded')"),
    ("alias", "sound", "sound(?1 ->> 'folded')"),
    ("import", "at", "strftime('%Y-%m-%dT%H:%M:%SZ')"),
    ("verdict", "at", "strftime('%Y-%m-%dT%H:%M:%SZ')"),
];

/// Made of the document's row before that is added: what has read it.
const VERSION: &str = "INSERT INTO version (engine, packs, gazetteer)
    SELECT ?1 ->> 'engine', ?1 ->> 'packs', ?1 ->> 'gazetteer' WHERE ?1 ->> 'engine' IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM version WHERE (engine, packs, gazetteer) = (?1 ->> 'engine', ?1 ->> 'packs', ?1 ->> 'gazetteer'))";

/// What follows from the rows.
const DERIVED: &str = "
    INSERT OR IGNORE INTO external_id (id, entity)
        SELECT i.value, e.id FROM entity e CROSS JOIN json_each('[\"' || replace(e.external, ' ', '\",\"') || '\"]') i
        WHERE e.external <> '' ORDER BY e.id;
    INSERT INTO document_words (rowid, folded) SELECT id, indexed(text) FROM document ORDER BY id;
    INSERT INTO quotation_words (rowid, folded) SELECT id, searchable(content) FROM quotation ORDER BY id;
    INSERT INTO company (document, mentions) SELECT d.id, (SELECT packed(m.entity, m.alias, coalesce(m.wording, 0) ORDER BY m.start, m.\"end\")
        FROM mention m WHERE m.document = d.id AND m.zone IS NULL AND m.entity IS NOT NULL) FROM document d ORDER BY d.id;
    INSERT INTO packed_name (document, names) SELECT d.id, (SELECT packed_names(n.surface, n.folded ORDER BY n.start, n.id)
        FROM name n WHERE n.document = d.id AND n.zone IS NULL) FROM document d ORDER BY d.id;";

impl Writer<'_> {
    /// Makes sure that nothing is in the base.
    ///
    /// # Errors
    /// When something is, or the base cannot be read.
    pub fn check_empty(&self) -> Result<(), LoadError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM document) OR EXISTS (SELECT 1 FROM entity)";
        let there: bool = self.connection.query_row(sql, [], |row| row.get(0))?;
        if there { Err(LoadError::NotEmpty) } else { Ok(()) }
    }

    /// Takes in rows of a table, one JSON object a line; how many. Tables come in the order of [`Reader::tables`].
    ///
    /// # Errors
    /// When a row does not fit, `rows` cannot be read or the base not be written.
    pub fn load(&mut self, table: &Table, rows: impl BufRead) -> Result<u64, LoadError> {
        // copies are found anew
        let Some(sql) = self.insertion(table)?.filter(|_| table.name != "copy") else { return Ok(0) };
        let mut insert = self.connection.prepare(&sql)?;
        let mut version = (table.name == "document").then(|| self.connection.prepare(VERSION)).transpose()?;
        let mut count = 0;
        for (n, line) in rows.lines().enumerate() {
            let line = line?;
            let row = line.trim();
            if row.is_empty() {
                continue;
            }
            let added =
                version.as_mut().map_or(Ok(0), |version| version.execute([row])).and_then(|_| insert.execute([row]));
            added.map_err(|error| LoadError::Row { table: table.name, line: n + 1, why: why(&error) })?;
            count += 1;
        }
        Ok(count)
    }

    /// Makes what follows from the rows, when all are there.
    ///
    /// # Errors
    /// When the gazetteer is not whole, or the base cannot be written.
    pub fn settle_loaded(&mut self) -> Result<(), LoadError> {
        let found = format!("{:016x}", self.whole_digest()?);
        let expected = self.gazetteer_version()?.unwrap_or_default();
        if found != expected {
            return Err(LoadError::Gazetteer { expected, found });
        }
        // edits are not told as such: one that is not as shipped stays as it is, or a newer one would take them away
        if Gazetteer::shipped().version() == found {
            self.state("shipped", &found)?;
        }
        self.connection.execute_batch(DERIVED)?;
        for document in self.document_rows(None)? {
            if let Some(sketch) = self.words(document)?.sketch() {
                self.join_copies(document, &sketch)?;
            }
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// The statement that adds a row of a table, which is given as a JSON object; none where the schema has no such table.
    fn insertion(&self, table: &Table) -> Result<Option<String>, LoadError> {
        let columns: Vec<String> = self.texts("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", table.name)?;
        let references: Vec<(String, String)> = {
            let sql = "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?)";
            let mut select = self.connection.prepare(sql)?;
            let rows = select.query_map([table.name], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect::<Result<_, _>>()?
        };
        let mut filled: Vec<(String, String)> = Vec::new();
        for (column, _) in table.columns.iter().filter(|(column, _)| columns.contains(column)) {
            let to = references.iter().find(|(from, _)| from == column).map(|(_, to)| to.as_str());
            filled.push((column.clone(), value((table.name, column), to)));
        }
        let own = OWN.iter().filter(|(of, ..)| *of == table.name);
        filled.extend(own.map(|(_, column, sql)| ((*column).to_owned(), (*sql).to_owned())));
        let (names, values): (Vec<String>, Vec<String>) =
            filled.into_iter().map(|(name, value)| (format!("\"{name}\""), value)).unzip();
        let sql = format!("INSERT INTO {} ({}) VALUES ({})", table.name, names.join(", "), values.join(", "));
        Ok((!names.is_empty()).then_some(sql))
    }

    fn texts(&self, sql: &str, value: &str) -> Result<Vec<String>, StoreError> {
        let mut select = self.connection.prepare(sql)?;
        let rows = select.query_map([value], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// What a column takes of a row `?1`: its value, or the number of the row that it names by key.
fn value((table, column): (&str, &str), to: Option<&str>) -> String {
    let own = format!("?1 ->> '{column}'");
    let row = |found: &str, what: &str| format!("coalesce(({found}), absent('{what}', {own}))");
    match to {
        Some("mention") => row(
            &format!(
                "SELECT id FROM mention WHERE document = (SELECT id FROM document WHERE key = ?1 ->> 'document') AND key = {own}"
            ),
            "mention",
        ),
        Some(to) => row(&format!("SELECT id FROM {to} WHERE key = {own}"), to),
        None if column == "document" && table != "verdict" => {
            row(&format!("SELECT id FROM document WHERE key = {own}"), "document")
        }
        None => own,
    }
}

/// What SQLite says of a row, in short.
fn why(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(why)) => why.clone(),
        other => other.to_string(),
    }
}

/// Makes the functions known by which rows are taken in: `backward(folded)`, `sound(folded)`, and `absent(table, key)`, which fails unless there is no key.
///
/// # Errors
/// When SQLite refuses one.
pub(super) fn add_functions(connection: &Connection) -> rusqlite::Result<()> {
    use rusqlite::functions::FunctionFlags;
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    let text = |call: &rusqlite::functions::Context<'_>, n| {
        Ok::<_, rusqlite::Error>(call.get_raw(n).as_str_or_null()?.map(str::to_owned))
    };
    connection.create_scalar_function("backward", 1, pure, move |call| {
        Ok(text(call, 0)?.map(|folded| super::nearest::backward(&folded)))
    })?;
    connection.create_scalar_function("sound", 1, pure, move |call| {
        Ok(text(call, 0)?.map(|folded| super::nearest::sound_hash(&folded)))
    })?;
    connection.create_scalar_function("absent", 2, pure, move |call| match text(call, 1)? {
        None => Ok(None::<i64>),
        Some(key) => {
            let table = text(call, 0)?.unwrap_or_default();
            Err(rusqlite::Error::UserFunctionError(format!("no {table} has the key {key}").into()))
        }
    })
}
