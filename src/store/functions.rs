//! What SQL may call beside SQLite's own functions.

use regex::Regex;
use rusqlite::{
    Connection,
    functions::{Context, FunctionFlags},
};

use xxhash_rust::xxh3::xxh3_64;

use super::{company, numbers};
use crate::text::{fold, indexed, searchable, spaced};

/// Makes the functions known that compiled questions call: `searchable(text)`, `indexed(text)`, `spaced(text)`, `fold(text)`,
/// `shuffled(text)`, a number that only looks drawn by lot, and `matches(pattern, text)`.
///
/// # Errors
/// When SQLite refuses one.
pub fn add_functions(connection: &Connection) -> rusqlite::Result<()> {
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    let words = |text: &str| searchable(text);
    connection
        .create_scalar_function("searchable", 1, pure, move |call| Ok(call.get_raw(0).as_str_or_null()?.map(words)))?;
    connection.create_scalar_function("fold", 1, pure, |call| Ok(call.get_raw(0).as_str_or_null()?.map(fold)))?;
    connection.create_scalar_function("indexed", 1, pure, |call| Ok(call.get_raw(0).as_str_or_null()?.map(indexed)))?;
    connection.create_scalar_function("spaced", 1, pure, |call| Ok(call.get_raw(0).as_str_or_null()?.map(spaced)))?;
    let lot = |text: &str| xxh3_64(text.as_bytes()) as i64;
    connection
        .create_scalar_function("shuffled", 1, pure, move |call| Ok(call.get_raw(0).as_str_or_null()?.map(lot)))?;
    connection.create_scalar_function("matches", 2, pure, matches)?;
    super::load::add_functions(connection)?;
    numbers::register(connection)?;
    company::register(connection)
}

/// Whether a text holds what a pattern tells; the pattern is made ready once a statement.
fn matches(call: &Context<'_>) -> rusqlite::Result<Option<bool>> {
    let pattern = call.get_or_create_aux(0, |value| {
        Regex::new(value.as_str()?).map_err(Box::<dyn std::error::Error + Send + Sync>::from)
    })?;
    Ok(call.get_raw(1).as_str_or_null()?.map(|text| pattern.is_match(text)))
}
