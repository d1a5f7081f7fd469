//! The one driver: find, read, annotate, store. One thread finds documents, many read and annotate them, one writes, in the order
//! in which they were found, so that the base is the same whatever the number of threads. Memory holds a few batches, never more.

use std::{
    io,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{Arc, mpsc},
};

use rayon::prelude::*;

use super::{
    Event, Options, Report, document,
    format::Format,
    gather::Gathering,
    record::{Failure, Piece, Record},
    target::{Reading, Target},
};
use crate::{
    annotate::{Annotator, ENGINE},
    store::{Prepared, Store, StoreError},
};

/// Stack of a reading thread: markup may be nested deeply.
pub(super) const STACK: usize = 16 << 20;

/// Hears what happens.
pub type Watch<'w> = dyn FnMut(Event<'_>) -> ControlFlow<()> + Send + 'w;

/// Takes the files, folders and patterns in `named` into the base, after bringing them through `annotator`, whose gazetteer must
/// be the base's. `watch` is told what happens, and stops the rest by breaking at a batch.
///
/// A document that cannot be taken does not stop the others.
///
/// # Errors
/// When the base cannot be read or written. The batches acknowledged before are safe, and giving the same files again adds
/// nothing twice.
pub fn ingest(
    (store, annotator): (&mut Store, &Annotator),
    (named, options): (&[PathBuf], &Options),
    watch: &mut Watch<'_>,
) -> Result<Report, StoreError> {
    let revision = store.read(|r| r.revision(annotator.gazetteer(), (ENGINE, annotator.packs())))?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads.max(1)).stack_size(STACK).build();
    let pool = pool.map_err(|e| StoreError::Io { path: PathBuf::new(), source: io::Error::other(e) })?;
    let (send, units) = mpsc::sync_channel(1);
    let hand_on = move |batch| send.send(batch).map_or_else(|_| ControlFlow::Break(()), ControlFlow::Continue);
    let gathering = Gathering::new(Some(store.for_reading()?), options, hand_on);
    store.look_up_references(options.update)?;
    let target = Target { store: &mut *store, annotator, revision, options, report: Report::default() };
    let report = std::thread::scope(|scope| {
        scope.spawn(|| gathering.gather(named));
        pool.install(|| run(units, target, watch))
    });
    store.look_up_references(true)?;
    report
}

/// Writes each batch while the next one is read; whoever has written helps to read.
fn run(
    units: mpsc::Receiver<Batch<Unit>>,
    mut target: Target<'_>,
    watch: &mut Watch<'_>,
) -> Result<Report, StoreError> {
    let (annotator, options) = (target.annotator, target.options);
    let (mut units, mut ready) = (units.into_iter(), None);
    loop {
        let batch = ready.take();
        let units = &mut units;
        let write = || batch.map_or(Ok(ControlFlow::Continue(())), |batch| write(&mut target, batch, watch));
        let read = || {
            let Batch { items, bytes } = units.next()?;
            let items = items.into_par_iter().map(|unit| unit.read(annotator, options)).collect();
            Some(Batch { items, bytes })
        };
        let (written, next) = rayon::join(write, read);
        if written?.is_break() {
            target.report.stopped = true;
            return Ok(target.report);
        }
        match next {
            Some(batch) => ready = Some(batch),
            None => return Ok(target.report),
        }
    }
}

fn write(
    target: &mut Target<'_>,
    batch: Batch<(String, Reading)>,
    watch: &mut Watch<'_>,
) -> Result<ControlFlow<()>, StoreError> {
    target.write(batch.items, watch)?;
    Ok(watch(Event::Batch(target.report, batch.bytes)))
}

/// Some of the work, and how many bytes of the inputs have been read at its end.
pub(super) struct Batch<T> {
    pub items: Vec<T>,
    pub bytes: u64,
}

/// A document found, not yet read.
pub(super) struct Unit {
    pub source: String,
    /// What the user says of its file alone.
    pub said: Option<Arc<Record>>,
    pub content: Content,
}

pub(super) enum Content {
    /// The bytes are those of the document in the base.
    Same,
    Whole(&'static Format, fn(&[u8]) -> Result<Record, Failure>, Vec<u8>),
    Part(&'static Format, Box<Piece>),
    Failed(Failure),
}

impl Unit {
    pub fn read(self, annotator: &Annotator, options: &Options) -> (String, Reading) {
        let Unit { source, said, content } = self;
        let (format, record, bytes) = match content {
            Content::Same => return (source, Reading::Same),
            Content::Failed(failure) => return (source, Reading::Failed(failure)),
            Content::Whole(format, read, bytes) => (format, unharmed(|| read(&bytes)), bytes),
            Content::Part(format, piece) => (format, piece.record, piece.bytes),
        };
        let reading = unharmed(|| {
            let given = (said.as_deref(), options);
            let document = document::document((&source, format.name), &bytes, record?, given);
            let (language, date) = (document.language.as_deref(), document.trusted_date());
            let annotations = annotator.annotate(&document.text, language, date);
            Ok(Reading::Document(Box::new(Prepared::new(document, annotations))))
        });
        (source, reading.unwrap_or_else(Reading::Failed))
    }

    /// How many bytes it holds.
    pub fn bytes(&self) -> usize {
        match &self.content {
            Content::Whole(_, _, bytes) => bytes.len(),
            Content::Part(_, piece) => piece.bytes.len(),
            Content::Same | Content::Failed(_) => 0,
        }
    }
}

/// Lets one document fail that brings a reader down, and not all.
pub(super) fn unharmed<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let bug = |_| Failure::format("a document that can be read", "one on which dixit fails; please report it");
    catch_unwind(AssertUnwindSafe(work)).map_err(bug).flatten()
}
