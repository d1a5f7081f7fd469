//! SQL functions over many numbers: SQLite puts what it must look up, group or sort into a tree of records, which takes several times as
//! long as to read them from an index.

use std::hash::Hash;

use rusqlite::{
    Connection, Error,
    functions::{Aggregate, Context, FunctionFlags},
    types::ValueRef,
};
use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};

/// Row numbers below this times their count stand in a set as bits, else one by one.
const SPARSE: usize = 1_024;

/// `set_of(number)` puts row numbers into a set, and `in_set(set, number)` tells whether one is in it. `in_order(number)` puts whole numbers
/// in order, each once, as a JSON list. `tally(value)` counts how often each whole number or text comes, as a JSON object in order;
/// that of NULL is called ''.
pub(super) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_aggregate_function("set_of", 1, pure, SetOf)?;
    connection.create_scalar_function("in_set", 2, pure, |call| {
        let Some(number) = call.get_raw(1).as_i64_or_null()? else { return Ok(None) };
        Ok(Some(holds(call.get_raw(0).as_blob()?, number)))
    })?;
    connection.create_aggregate_function("in_order", 1, pure, InOrder)?;
    connection.create_aggregate_function("tally", 1, pure, Tally)
}

struct SetOf;

impl Aggregate<Vec<i64>, Vec<u8>> for SetOf {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Vec<i64>> {
        Ok(Vec::new())
    }

    fn step(&self, call: &mut Context<'_>, numbers: &mut Vec<i64>) -> rusqlite::Result<()> {
        numbers.extend(call.get_raw(0).as_i64_or_null()?);
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, numbers: Option<Vec<i64>>) -> rusqlite::Result<Vec<u8>> {
        Ok(set(numbers.unwrap_or_default()))
    }
}

/// What a set begins with: how its numbers stand in it.
const BITS: u8 = 0;
const LIST: u8 = 1;

fn set(mut numbers: Vec<i64>) -> Vec<u8> {
    let least = numbers.iter().copied().min().unwrap_or_default();
    let most = usize::try_from(numbers.iter().copied().max().unwrap_or_default()).unwrap_or_default();
    if least >= 0 && most / SPARSE <= numbers.len() {
        let mut bytes = vec![0; most / 8 + 2];
        bytes[0] = BITS;
        numbers.iter().for_each(|&n| bytes[n as usize / 8 + 1] |= 1 << (n % 8));
        return bytes;
    }
    numbers.sort_unstable();
    let mut bytes = vec![LIST];
    numbers.iter().for_each(|n| bytes.extend(n.to_le_bytes()));
    bytes
}

fn holds(set: &[u8], number: i64) -> bool {
    match set.split_first() {
        Some((&BITS, bits)) => {
            let byte = usize::try_from(number).ok().and_then(|n| bits.get(n / 8));
            byte.is_some_and(|byte| byte >> (number % 8) & 1 == 1)
        }
        Some((_, list)) => list.as_chunks().0.binary_search_by_key(&number, |n| i64::from_le_bytes(*n)).is_ok(),
        None => false,
    }
}

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

struct Tally;

/// How often each value came.
#[derive(Default)]
struct Tallied {
    none: u64,
    numbers: FxHashMap<i64, u64>,
    texts: FxHashMap<String, u64>,
}

impl Aggregate<Tallied, String> for Tally {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Tallied> {
        Ok(Tallied::default())
    }

    fn step(&self, call: &mut Context<'_>, tallied: &mut Tallied) -> rusqlite::Result<()> {
        match call.get_raw(0) {
            ValueRef::Null => tallied.none += 1,
            ValueRef::Integer(number) => *tallied.numbers.entry(number).or_default() += 1,
            text => {
                let text = text.as_str()?;
                match tallied.texts.get_mut(text) {
                    Some(count) => *count += 1,
                    None => _ = tallied.texts.insert(text.to_owned(), 1),
                }
            }
        }
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, tallied: Option<Tallied>) -> rusqlite::Result<String> {
        json(&tallied.unwrap_or_default())
    }
}

impl Serialize for Tallied {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let none = (self.none > 0).then_some(("", self.none));
        let (numbers, texts) = (sorted(&self.numbers), sorted(&self.texts));
        // keys of one map are of one type
        match (numbers.is_empty(), none) {
            (false, None) => serializer.collect_map(numbers),
            _ => {
                let numbers: Vec<(String, u64)> =
                    numbers.into_iter().map(|(n, count)| (n.to_string(), count)).collect();
                let numbers = numbers.iter().map(|(n, count)| (n.as_str(), *count));
                let texts = texts.into_iter().map(|(text, count)| (text.as_str(), count));
                serializer.collect_map(none.into_iter().chain(numbers).chain(texts))
            }
        }
    }
}

fn sorted<K: Ord + Hash>(counts: &FxHashMap<K, u64>) -> Vec<(&K, u64)> {
    let mut sorted: Vec<(&K, u64)> = counts.iter().map(|(key, count)| (key, *count)).collect();
    sorted.sort_unstable_by_key(|(key, _)| *key);
    sorted
}

pub(super) fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| Error::UserFunctionError(error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_what_was_put_into_them() {
        for numbers in [vec![], vec![0], vec![7, 8, 9, 1_000], vec![3, i64::MAX], vec![-1, 5], vec![i64::MIN, 1 << 40]]
        {
            let set = set(numbers.clone());
            for n in (-20..2_000).chain([i64::MIN, i64::MAX, 1 << 40]) {
                assert_eq!(holds(&set, n), numbers.contains(&n), "{n} in {numbers:?}");
            }
        }
        let many: Vec<i64> = (0..100_000).map(|n| n * 7).collect();
        assert!(set(many).len() < 100_000, "bits, and not the numbers");
    }

    #[test]
    fn values_are_tallied() {
        let connection = Connection::open_in_memory().unwrap();
        register(&connection).unwrap();
        let told = |values: &str| -> String {
            let sql = format!("SELECT tally(value) FROM json_each('{values}')");
            connection.query_row(&sql, [], |row| row.get(0)).unwrap()
        };
        assert_eq!(told("[]"), "{}");
        assert_eq!(told("[10, 9, -3, 10]"), r#"{"-3":1,"9":1,"10":2}"#);
        assert_eq!(told("[9, null, 9, null]"), r#"{"":2,"9":2}"#);
        assert_eq!(told(r#"["b", "a\"", "b"]"#), r#"{"a\"":1,"b":2}"#);
    }
}
