//! Documents given one by one, without a base: each is read as an ingest would.

use std::ops::ControlFlow;

use super::{
    Options,
    driver::{Batch, Content, STACK, Unit},
    format::{FORMATS, Format},
    gather::{Gathering, source_of},
    json,
    record::{Failure, LARGEST},
    target::Reading,
};
use crate::{annotate::Annotator, store::Prepared};

/// What is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piped {
    /// One line of a file of JSON lines: a document.
    Record(String),
    /// All bytes of a file of any format, which may hold several documents.
    Bytes(Vec<u8>),
}

/// Reads what is given of `source`, and tells of each document in it where it came from, with what was found or why nothing was. The source of
/// a record is its URL, or `source` with the id of the record behind `#`, or with a hash of it where it has none.
pub fn piped(
    (source, given): (&str, &Piped),
    (annotator, options): (&Annotator, &Options),
    each: &mut (dyn FnMut(&str, Result<Prepared, Failure>) + Send),
) {
    let mut read = |unit: Unit| match unit.read(annotator, options) {
        (source, Reading::Document(prepared)) => each(&source, Ok(*prepared)),
        (source, Reading::Failed(failure)) => each(&source, Err(failure)),
        (_, Reading::Same) => {} // nothing is known already
    };
    match given {
        Piped::Record(record) if record.len() as u64 > LARGEST => each(source, Err(Failure::TooLarge)),
        Piped::Record(record) => {
            let piece = json::line(record.as_bytes(), &options.map);
            let (source, content) = (source_of(source, &piece), Content::Part(lines(), Box::new(piece)));
            read(Unit { source, said: None, content });
        }
        Piped::Bytes(bytes) => {
            let take = |batch: Batch<Unit>| {
                batch.items.into_iter().for_each(&mut read);
                ControlFlow::Continue(())
            };
            Gathering::new(None, options, take).gather_bytes(source, bytes);
        }
    }
}

/// The format of one object a line.
fn lines() -> &'static Format {
    FORMATS.iter().find(|format| format.name == "JSON lines").unwrap_or(&FORMATS[0])
}

/// Carries out `work` with a stack that deeply nested markup needs.
///
/// # Panics
/// When `work` does.
pub fn with_stack<T: Send>(work: impl FnOnce() -> T + Send) -> std::io::Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work)?;
        Ok(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}
