//! The one driver: find, read, annotate, store. One thread finds documents, many read and annotate them, one writes, in the order
//! in which they were found, so that the base is the same whatever the number of threads. Memory holds a few batches, never more.

use std::{
    io::{self, BufRead},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{Arc, mpsc},
};

use rayon::prelude::*;

use super::{
    container,
    decode::DecodeError,
    document,
    fields::Map,
    format::{self, Format, HEAD, Read},
    inputs::{inputs, source},
    meta::Meta,
    record::{Failure, Piece, Record, read_all},
    target::{Reading, Target},
};
use crate::{
    annotate::{Annotator, ENGINE},
    store::{Store, StoreError, hash},
};

/// Documents of one transaction: what is acknowledged at once.
const BATCH: usize = 256;

/// Bytes of documents that end a batch early.
const BATCH_BYTES: usize = 8 << 20;

/// Stack of a reading thread: markup may be nested deeply.
const STACK: usize = 16 << 20;

/// What the user says about the documents, and how to go about it.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many threads read and annotate; at least one.
    pub threads: usize,
    /// Language of all documents, ISO 639-1; told from each text when none.
    pub language: Option<String>,
    /// Date of publication of all documents; looked for in each text when none.
    pub date: Option<String>,
    /// Outlet of all documents.
    pub outlet: Option<String>,
    /// Whether a text that has changed takes the place of the one in the base.
    pub update: bool,
    /// Whether the bytes as read are kept beside the text.
    pub originals: bool,
    /// Whether everything is to be read and nothing kept.
    pub dry_run: bool,
    /// Under which names fields of many documents are looked for.
    pub map: Map,
    /// What is said of single files.
    pub meta: Option<Meta>,
    /// Where the only document was published.
    pub url: Option<String>,
    /// What standard input is called in the base.
    pub stdin: String,
}

impl Default for Options {
    fn default() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        Options {
            threads,
            language: None,
            date: None,
            outlet: None,
            update: false,
            originals: true,
            dry_run: false,
            map: Map::default(),
            meta: None,
            url: None,
            stdin: "stdin".to_owned(),
        }
    }
}

/// What became of the documents, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Taken into the base.
    pub taken: u64,
    /// There already, with the same text.
    pub skipped: u64,
    /// There already with another text, and left as it was.
    pub changed: u64,
    /// There already with another text, and replaced.
    pub replaced: u64,
    /// Among those taken and replaced: almost the same as a document that was in by then.
    pub copies: u64,
    /// No document came of it.
    pub refused: u64,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

/// What happens on the way.
#[derive(Debug)]
pub enum Event<'e> {
    /// No document came of a source, and why.
    Refused(&'e str, &'e Failure),
    /// The base has another text of a source.
    Changed(&'e str),
    /// All up to here is done and safe in the base; with how many bytes of the inputs have been read.
    Batch(Report, u64),
}

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
    watch: &mut dyn FnMut(Event<'_>) -> ControlFlow<()>,
) -> Result<Report, StoreError> {
    let revision = store.read(|r| r.revision(annotator.gazetteer(), (ENGINE, annotator.packs())))?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads.max(1)).stack_size(STACK).build();
    let pool = pool.map_err(|e| StoreError::Io { path: PathBuf::new(), source: io::Error::other(e) })?;
    // One batch waits on either side while one is worked at: nobody waits long, and no more is held.
    let (send, units) = mpsc::sync_channel(1);
    let known = store.for_reading()?;
    let (meta, read) = (options.meta.clone(), container::Counter::default());
    let gathering = Gathering { known, options, meta, send, batch: Vec::new(), held: 0, read };
    let (send_readings, readings) = mpsc::sync_channel(1);
    std::thread::scope(|scope| {
        scope.spawn(|| gathering.gather(named));
        scope.spawn(|| {
            let send = send_readings;
            let units: mpsc::Receiver<Batch<Unit>> = units;
            for Batch { items, bytes } in units {
                let read = |unit: Unit| unit.read(annotator, options);
                let items = pool.install(|| items.into_par_iter().map(read).collect());
                if send.send(Batch { items, bytes }).is_err() {
                    break;
                }
            }
        });
        let mut target = Target { store, annotator, revision, options, report: Report::default() };
        let readings: mpsc::Receiver<Batch<(String, Reading)>> = readings;
        for batch in readings {
            target.write(batch.items, watch)?;
            if watch(Event::Batch(target.report, batch.bytes)).is_break() {
                target.report.stopped = true;
                break;
            }
        }
        Ok(target.report)
    })
}

/// Some of the work, and how many bytes of the inputs have been read at its end.
struct Batch<T> {
    items: Vec<T>,
    bytes: u64,
}

/// A document found, not yet read.
struct Unit {
    source: String,
    /// What the user says of its file alone.
    said: Option<Arc<Record>>,
    content: Content,
}

enum Content {
    /// The bytes are those of the document in the base.
    Same,
    Whole(&'static Format, fn(&[u8]) -> Result<Record, Failure>, Vec<u8>),
    Part(&'static Format, Box<Piece>),
    Failed(Failure),
}

impl Unit {
    fn read(self, annotator: &Annotator, options: &Options) -> (String, Reading) {
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
            Ok(Reading::Document(Box::new((document, annotations))))
        });
        (source, reading.unwrap_or_else(Reading::Failed))
    }

    fn bytes(&self) -> usize {
        match &self.content {
            Content::Whole(_, _, bytes) => bytes.len(),
            Content::Part(_, piece) => piece.bytes.len(),
            Content::Same | Content::Failed(_) => 0,
        }
    }
}

/// Lets one document fail that brings a reader down, and not all.
fn unharmed<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let bug = |_| Failure::format("a document that can be read", "one on which dixit fails; please report it");
    catch_unwind(AssertUnwindSafe(work)).map_err(bug).flatten()
}

/// Finds documents and hands them on in batches.
struct Gathering<'o> {
    /// A look at the base: what is in already need not be read again.
    known: Store,
    options: &'o Options,
    meta: Option<Meta>,
    send: mpsc::SyncSender<Batch<Unit>>,
    batch: Vec<Unit>,
    held: usize,
    read: container::Counter,
}

impl Gathering<'_> {
    fn gather(mut self, named: &[PathBuf]) {
        for input in named.iter().flat_map(|named| inputs(named)) {
            let flow = match input {
                Ok(path) => {
                    let source = if path.as_os_str() == "-" { self.options.stdin.clone() } else { source(&path) };
                    let read = self.read.clone();
                    container::members(&source, &path, &read, &mut |name, member| self.member(name, member))
                }
                Err((path, failure)) => self.push(source(&path), Content::Failed(failure)),
            };
            if flow.is_break() {
                return;
            }
        }
        let unused: Vec<_> = self.meta.iter().flat_map(Meta::unused).collect();
        for (row, failure) in unused {
            if self.push(row, Content::Failed(failure)).is_break() {
                return;
            }
        }
        let _ = self.flush();
    }

    /// Takes the documents of one file.
    fn member(&mut self, name: &str, member: Result<&mut dyn BufRead, Failure>) -> ControlFlow<()> {
        let input = match member {
            Ok(input) => input,
            Err(failure) => return self.push(name.to_owned(), Content::Failed(failure)),
        };
        let mut head = Vec::with_capacity(HEAD);
        if let Err(error) = io::Read::read_to_end(&mut io::Read::take(&mut *input, HEAD as u64), &mut head) {
            return self.push(name.to_owned(), Content::Failed(error.into()));
        }
        let format = format::of(name, &head);
        let mut input = io::Read::chain(&head[..], input);
        match format.read {
            Read::One(read) => match read_all(input) {
                Ok(bytes) => self.push_new((name.to_owned(), name), bytes, |bytes| Content::Whole(format, read, bytes)),
                Err(failure) => self.push(name.to_owned(), Content::Failed(failure)),
            },
            Read::Many(_) if head.len() < HEAD && head.trim_ascii().is_empty() => {
                self.push(name.to_owned(), Content::Failed(DecodeError::Empty.into()))
            }
            Read::Many(read) => {
                let options = self.options;
                let mut flow = ControlFlow::Continue(());
                let mut take = |mut piece: Piece| {
                    let bytes = std::mem::take(&mut piece.bytes);
                    let source = source_of(name, &piece);
                    let content = |bytes| Content::Part(format, Box::new(Piece { bytes, ..piece }));
                    flow = self.push_new((source, name), bytes, content);
                    flow
                };
                match unharmed(|| read(&mut input, &options.map, &mut take)) {
                    Ok(()) => flow,
                    Err(failure) if flow.is_continue() => self.push(name.to_owned(), Content::Failed(failure)),
                    Err(_) => flow,
                }
            }
        }
    }

    /// Adds a document, unless the base has one of this source with these bytes.
    fn push_new(
        &mut self,
        (source, name): (String, &str),
        bytes: Vec<u8>,
        content: impl FnOnce(Vec<u8>) -> Content,
    ) -> ControlFlow<()> {
        let said = match self.meta.as_mut().map(|meta| meta.said(&source, name)).transpose() {
            Ok(said) => said.flatten(),
            Err(failure) => return self.push(source, Content::Failed(failure)),
        };
        let standing = self.known.read(|r| r.standing(&source));
        let content = match standing {
            Ok(Some(standing)) if standing.byte_hash == hash(&bytes) => Content::Same,
            // what cannot be looked up is read; the writer will say what is wrong with the base
            _ => content(bytes),
        };
        self.push_unit(Unit { source, said, content })
    }

    fn push(&mut self, source: String, content: Content) -> ControlFlow<()> {
        if let Some(meta) = &mut self.meta {
            // a row fits a file that is refused, too
            let _ = meta.said(&source, &source);
        }
        self.push_unit(Unit { source, said: None, content })
    }

    fn push_unit(&mut self, unit: Unit) -> ControlFlow<()> {
        self.held += unit.bytes();
        self.batch.push(unit);
        match self.options.url {
            Some(_) if self.batch.len() > 1 => self.refuse_several(),
            // whether there is another document must be known before the first is taken
            Some(_) => ControlFlow::Continue(()),
            None if self.batch.len() >= BATCH || self.held >= BATCH_BYTES => self.flush(),
            None => ControlFlow::Continue(()),
        }
    }

    /// Refuses all documents, which cannot have one URL.
    fn refuse_several(&mut self) -> ControlFlow<()> {
        self.batch.truncate(1);
        if let Some(first) = self.batch.first_mut() {
            let several = Failure::format("one document for --url", "several; give them one by one");
            first.content = Content::Failed(several);
        }
        let _ = self.flush();
        ControlFlow::Break(())
    }

    fn flush(&mut self) -> ControlFlow<()> {
        self.held = 0;
        let batch = Batch { items: std::mem::take(&mut self.batch), bytes: self.read.bytes() };
        match self.send.send(batch) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}

/// The source of one of many: its URL where it has one, so that the same article in another file is the same; else its place.
fn source_of(name: &str, piece: &Piece) -> String {
    let url = piece.record.as_ref().ok().and_then(|r| r.url.clone());
    url.unwrap_or_else(|| format!("{name}#{}", piece.place))
}
