//! A base with made-up rows, put straight into the tables: what questions are asked of when their speed is measured. Nothing in it was read from
//! a text, so it is no base to annotate anew; texts are short.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use dixit::store::{OpenMode, Store, add_functions, hash};
use rusqlite::Connection;

use super::{people::People, rows::Inserts};

/// To be raised when other rows are made from the same seed, so that a base of the old recipe is not taken for one of the new.
const RECIPE: &str = "1";

/// A base of so many documents, in the folder of what is built: one of an earlier run where there is one that was made in the same way.
pub fn base(documents: u64) -> PathBuf {
    let recipe = hash(format!("{RECIPE} {documents} {}", include_str!("../../schema.sql")).as_bytes());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bases");
    let path = folder.join(format!("{documents}-{recipe}.db"));
    let print_size = |begun: &str| {
        let bytes = fs::metadata(&path).map_or(0, |file| file.len());
        println!("{documents} documents: {begun}{:.2} GB, {} bytes a document", bytes as f64 / 1e9, bytes / documents);
    };
    if path.exists() {
        print_size("made by an earlier run, ");
        return path;
    }
    fs::create_dir_all(&folder).expect("a folder");
    let unfinished = folder.join("unfinished.db");
    let _ = fs::remove_file(&unfinished);
    let begun = Instant::now();
    let rows = make(&unfinished, documents);
    fs::rename(&unfinished, &path).expect("a new name");
    let seconds = begun.elapsed().as_secs_f64();
    print_size(&format!("made in {seconds:.0} s ({:.0} rows a second), {rows} rows, ", rows as f64 / seconds));
    path
}

/// Makes the base; returns how many rows it has.
fn make(path: &Path, documents: u64) -> u64 {
    drop(Store::open(path, OpenMode::Create).expect("a new base"));
    let connection = Connection::open(path).expect("the base");
    let fast =
        "PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA foreign_keys = off; PRAGMA cache_size = -1000000";
    connection.execute_batch(fast).expect("settings");
    add_functions(&connection).expect("functions");
    let indexes = without_indexes(&connection);
    connection.execute_batch("BEGIN").expect("begun");
    let people = People::new();
    let mut inserts = Inserts::new(&connection);
    people.write(&mut inserts);
    for n in 0..documents {
        super::rows::document(&mut inserts, &people, n);
    }
    let rows = inserts.rows;
    drop(inserts);
    indexes.iter().for_each(|index| connection.execute_batch(index).expect("an index"));
    connection.execute_batch("COMMIT; PRAGMA journal_mode = wal").expect("a base");
    rows
}

/// Takes out the indexes of the schema; returns what makes them again.
fn without_indexes(connection: &Connection) -> Vec<String> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
    let mut select = connection.prepare(sql).expect("a schema");
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    let indexes: Vec<(String, String)> = rows.map(|row| row.expect("an index")).collect();
    let drop = |(name, sql): (String, String)| {
        connection.execute_batch(&format!("DROP INDEX {name}")).expect("an index less");
        sql
    };
    indexes.into_iter().map(drop).collect()
}
