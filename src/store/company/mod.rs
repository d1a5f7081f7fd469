//! Who stands in a document, packed into some bytes, and who stands in many of them, counted: what `people with X` and `names with X` ask.

mod mentions;
mod names;

use rusqlite::{Connection, functions::FunctionFlags};

pub(super) use self::{mentions::Company, names::Names};

/// The SQL functions: `packed(entity, alias, wording)` packs the mentions of a document; `company(mentions, place)` counts them by
/// entity as a JSON object, of copies only those that no earlier one has; `company_folded` counts the others. `packed_names(surface,
/// folded)` packs the unknown names of a document, `names(names)` counts them by what they are folded to.
pub(super) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_aggregate_function("packed", 3, pure, mentions::Pack)?;
    connection.create_aggregate_function("company", 2, pure, mentions::Count { folded: false })?;
    connection.create_aggregate_function("company_folded", 2, pure, mentions::Count { folded: true })?;
    connection.create_aggregate_function("packed_names", 2, pure, names::Pack)?;
    connection.create_aggregate_function("names", 1, pure, names::Count)
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
