//! `dixit sql`: a question as a statement that others run.

use std::{io::Write as _, path::Path};

use serde_json::{Map, Value, json};

use super::{args, base, failure::Failure, names::BaseNames};
use crate::{
    gazetteer::Gazetteer,
    query::{self, DialectError, Query, Resolved, Statement},
    store::{OpenMode, Store},
    table::Cell,
};

/// Prints the statement as one line of JSON.
pub(super) fn run(path: &Path, given: &args::Sql) -> Result<u8, Failure> {
    let question = query::join(&given.words);
    // where the documents are elsewhere, the gazetteer is all that is asked here: the shipped one where there is no base
    let folder = (given.dialect.is_plain() && !path.exists()).then(tempfile::tempdir).transpose()?;
    let store = match &folder {
        Some(folder) => shipped(&folder.path().join("gazetteer.db"))?,
        None => base::open(path, OpenMode::Read)?,
    };
    let query = read(&store, &question, given.dialect.is_plain())?;
    let statement = query::statement(&query, given.dialect)?;
    writeln!(std::io::stdout().lock(), "{}", told(&statement))?;
    Ok(0)
}

/// A base with nothing but the shipped gazetteer.
fn shipped(path: &Path) -> Result<Store, Failure> {
    let mut store = Store::open(path, OpenMode::Create)?;
    store.write(|w| w.take_gazetteer(&Gazetteer::shipped()))?;
    Ok(store)
}

/// The question that a line is.
fn read(store: &Store, question: &str, elsewhere: bool) -> Result<Query, Failure> {
    let resolved = store.read(|reader| {
        let names = BaseNames { elsewhere, ..BaseNames::of(reader) };
        query::read(question, &names).map_err(Failure::from)
    })?;
    match resolved {
        Resolved::Query(query) | Resolved::Explain(query) => Ok(query),
        Resolved::Run(run) => Ok(run.query),
        _ => Err(Failure::Refused(
            "expected a question, found a statement of another sort; only questions are told as SQL".into(),
        )),
    }
}

fn told(statement: &Statement) -> Value {
    let cell = |cell: &Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Integer(number) => json!(number),
        Cell::Real(number) => json!(number),
        Cell::Text(text) => json!(text),
    };
    let args: Map<String, Value> = statement.args.iter().map(|(name, value)| (name.clone(), cell(value))).collect();
    json!({"sql": statement.sql, "args": args, "columns": statement.columns, "notes": statement.notes})
}

impl From<DialectError> for Failure {
    fn from(error: DialectError) -> Self {
        Failure::Refused(error.to_string())
    }
}
