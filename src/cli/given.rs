//! What a saved question has given already, for `new`: kept only once the answer was written.

use super::{answer, failure::Failure, session::Session};
use crate::{
    query::{self, Mark, Query},
    store::{Reader, StoreError},
    table::Cell,
};

/// The rows of an answer that are to count as given.
pub(super) struct Giving {
    mark: Mark,
    keys: Vec<String>,
}

/// What the rows of `query` are known by, their copies too; none where it does not ask for what is new.
pub(super) fn giving(reader: &Reader, query: &Query) -> Result<Option<Giving>, StoreError> {
    let (Some(sql), Some(mark)) = (query::compile_given(query), &query.mark) else { return Ok(None) };
    let rows = answer::run(reader, &sql)?.rows;
    let keys = rows.iter().flat_map(|row| known_by(row)).collect();
    Ok(Some(Giving { mark: mark.clone(), keys }))
}

/// The row's key, and those of its copies.
fn known_by(row: &[Cell]) -> Vec<String> {
    let text = |at: usize| row.get(at).map(Cell::text).unwrap_or_default();
    let copies: Vec<String> = serde_json::from_str(&text(1)).unwrap_or_default();
    std::iter::once(text(0).into_owned()).chain(copies).collect()
}

/// Lets the rows count as given, in one transaction.
pub(super) fn keep(session: &mut Session, giving: Option<Giving>) -> Result<(), Failure> {
    let Some(Giving { mark, keys }) = giving.filter(|giving| !giving.keys.is_empty()) else { return Ok(()) };
    session.store.write(|w| w.deliver((&mark.name, &mark.arguments), &keys).map(drop))?;
    Ok(())
}
