//! Who stands in a document, packed into some bytes, and who stands in many of them, counted: what `people with X` and `names with X` ask.

mod mentions;
mod names;

use rusqlite::{
    Connection,
    functions::{Aggregate, Context, FunctionFlags},
};

pub(super) use self::{mentions::Company, names::Names};

/// The SQL functions: `packed(entity, alias, wording)` packs the mentions of a document; `company(mentions, place)` counts them by
/// entity as a JSON object, of copies only those that no earlier one has; `company_folded` counts the others. `packed_names(surface,
/// folded)` packs the unknown names of a document, `names(names)` counts them by what they are folded to. `in_order(number)` puts whole
/// numbers in order, each once, as a JSON list.
pub(super) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_aggregate_function("packed", 3, pure, mentions::Pack)?;
    connection.create_aggregate_function("company", 2, pure, mentions::Count { folded: false })?;
    connection.create_aggregate_function("company_folded", 2, pure, mentions::Count { folded: true })?;
    connection.create_aggregate_function("packed_names", 2, pure, names::Pack)?;
    connection.create_aggregate_function("names", 1, pure, names::Count)?;
    connection.create_aggregate_function("in_order", 1, pure, InOrder)
}

/// Puts rows in order, much faster than SQLite does, which would keep a record of each.
struct InOrder;

impl Aggregate<Vec<i64>, String> for InOrder {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Vec<i64>> {
        Ok(Vec::new())
    }

    fn step(&self, call: &mut Context<'_>, numbers: &mut Vec<i64>) -> rusqlite::Result<()> {
        numbers.push(call.get_raw(0).as_i64()?);
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, numbers: Option<Vec<i64>>) -> rusqlite::Result<String> {
        let mut numbers = numbers.unwrap_or_default();
        numbers.sort_unstable();
        numbers.dedup();
        json(&numbers)
    }
}

fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::UserFunctionError(error.into()))
}

/// Appends a number, seven bits a byte.
fn push_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7F {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes such a number off the beginning; none where it is cut off.
fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0u64;
    for shift in (0..63).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            break;
        }
    }
    Some(number)
}
