//! The one driver: read, annotate, store. It reads on many threads and writes on one, in the order of the sources, so
//! that the base is the same whatever the number of threads.

use std::{
    fs,
    io::{self, Read as _},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::mpsc,
};

use rayon::prelude::*;

use super::{decode::DecodeError, text};
use crate::{
    annotate::{Annotator, ENGINE},
    model::{Annotations, DateBasis, Document},
    store::{Revision, Standing, Store, StoreError, Writer, hash},
};

/// Documents of one transaction: what is acknowledged at once.
const BATCH: usize = 128;

/// A larger file is no article, and is not read into memory.
const LARGEST: u64 = 64 << 20;

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
}

impl Default for Options {
    fn default() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        Options { threads, language: None, date: None, outlet: None, update: false }
    }
}

/// Why a source gave no document.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The source cannot be had.
    #[error("{}", explained(.0))]
    Source(#[from] io::Error),
    /// It was had, and is no document.
    #[error(transparent)]
    Document(#[from] DecodeError),
    /// It is too large for an article.
    #[error("expected an article of at most {} MB, found a larger file; split it into articles", LARGEST >> 20)]
    TooLarge,
}

/// The bytes of a file, unless they are more than any article's.
///
/// # Errors
/// When it cannot be read, or is too large; then no more than the limit has been read.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST { Err(Failure::TooLarge) } else { Ok(bytes) }
}

/// What became of the sources, each list in their order.
#[derive(Debug, Default)]
pub struct Report {
    /// Taken into the base.
    pub taken: Vec<String>,
    /// There already, with the same text.
    pub skipped: Vec<String>,
    /// There already with another text: left as it was, or replaced where that was asked.
    pub changed: Vec<String>,
    /// No document came of it, and why.
    pub refused: Vec<(String, Failure)>,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Sources done and, as far as they became documents, safe in the base.
    pub done: usize,
    /// All sources.
    pub total: usize,
}

/// What one source gave.
enum Reading {
    /// The bytes are those of the document in the base.
    Same,
    Document(Box<(Document, Annotations)>),
    Failed(Failure),
}

/// Takes the files at `paths` into the base, after bringing them through `annotator`, whose gazetteer must be the
/// base's. `progress` is told after each batch, and stops the rest by breaking.
///
/// A file that cannot be taken does not stop the others: it stands in the report.
///
/// # Errors
/// When the base cannot be read or written. The batches acknowledged before are safe, and giving the same files again
/// adds nothing twice.
pub fn ingest(
    (store, annotator): (&mut Store, &Annotator),
    (paths, options): (&[PathBuf], &Options),
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Report, StoreError> {
    let sources: Vec<String> = paths.iter().map(|path| text::source(path)).collect();
    let standing: Vec<Option<Standing>> =
        store.read(|r| sources.iter().map(|source| r.standing(source)).collect::<Result<_, StoreError>>())?;
    let jobs: Vec<Job<'_>> = paths
        .iter()
        .zip(&sources)
        .zip(&standing)
        .map(|((path, source), standing)| Job { path, source, standing: standing.as_ref() })
        .collect();
    let versions = (ENGINE, annotator.packs());
    let revision = store.read(|r| r.revision(annotator.gazetteer(), versions))?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads.max(1)).build();
    let pool = pool.map_err(|e| StoreError::Io { path: PathBuf::new(), source: io::Error::other(e) })?;
    let reader = FileReader { annotator, options };
    // One batch is read while the one before is written; a third waits for neither.
    let (send, receive) = mpsc::sync_channel::<Vec<Reading>>(1);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let send = send;
            for batch in jobs.chunks(BATCH) {
                let readings = pool.install(|| batch.par_iter().map(|job| reader.read(job)).collect());
                if send.send(readings).is_err() {
                    break;
                }
            }
        });
        let mut target = Target { store, revision, update: options.update, report: Report::default() };
        target.write_all(&sources, (receive, progress))?;
        Ok(target.report)
    })
}

/// One source to read.
struct Job<'a> {
    path: &'a Path,
    source: &'a str,
    standing: Option<&'a Standing>,
}

/// Reads and annotates; shared between threads.
struct FileReader<'a> {
    annotator: &'a Annotator,
    options: &'a Options,
}

impl FileReader<'_> {
    fn read(&self, job: &Job<'_>) -> Reading {
        match self.try_read(job) {
            Ok(None) => Reading::Same,
            Ok(Some(document)) => {
                let (language, date) = (document.language.as_deref(), document.published.as_deref());
                let annotations = self.annotator.annotate(&document.text, language, date);
                Reading::Document(Box::new((document, annotations)))
            }
            Err(failure) => Reading::Failed(failure),
        }
    }

    /// None when the bytes are those of the document in the base.
    fn try_read(&self, job: &Job<'_>) -> Result<Option<Document>, Failure> {
        let meta = fs::metadata(job.path)?;
        if meta.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
        }
        let bytes = read_file(job.path)?;
        if job.standing.is_some_and(|s| s.byte_hash == hash(&bytes)) {
            return Ok(None);
        }
        let mut document = text::read(job.source, &bytes)?;
        document.outlet = self.options.outlet.clone();
        if let Some(language) = &self.options.language {
            document.language = Some(language.clone());
        }
        if let Some(date) = &self.options.date {
            (document.published, document.published_basis) = (Some(date.clone()), DateBasis::Given);
        }
        Ok(Some(document))
    }
}

/// Where documents go.
struct Target<'a> {
    store: &'a mut Store,
    revision: Revision,
    update: bool,
    report: Report,
}

type Incoming<'a> = (mpsc::Receiver<Vec<Reading>>, &'a mut dyn FnMut(Progress) -> ControlFlow<()>);

impl Target<'_> {
    fn write_all(&mut self, sources: &[String], (receive, progress): Incoming<'_>) -> Result<(), StoreError> {
        let mut done = 0;
        for readings in receive {
            let batch = &sources[done..done + readings.len()];
            self.write_batch(batch, readings)?;
            done += batch.len();
            if progress(Progress { done, total: sources.len() }).is_break() {
                self.report.stopped = done < sources.len();
                break;
            }
        }
        Ok(())
    }

    fn write_batch(&mut self, sources: &[String], readings: Vec<Reading>) -> Result<(), StoreError> {
        let Target { store, revision, update, report } = self;
        if !readings.iter().any(|r| matches!(r, Reading::Document(_))) {
            // Nothing to write, so nothing to wait for.
            sources.iter().zip(readings).for_each(|(source, reading)| note(report, source, reading));
            return Ok(());
        }
        store.write(|writer| {
            writer.check(revision.versions())?;
            for (source, reading) in sources.iter().zip(readings) {
                match reading {
                    Reading::Document(found) => write_one(writer, (&found, revision, *update), report)?,
                    other => note(report, source, other),
                }
            }
            Ok(())
        })
    }
}

fn note(report: &mut Report, source: &str, reading: Reading) {
    match reading {
        Reading::Failed(failure) => report.refused.push((source.to_owned(), failure)),
        _ => report.skipped.push(source.to_owned()),
    }
}

fn write_one(
    writer: &mut Writer<'_>,
    (found, revision, update): (&(Document, Annotations), &Revision, bool),
    report: &mut Report,
) -> Result<(), StoreError> {
    let (document, annotations) = found;
    let list = match writer.standing(&document.source)? {
        None => &mut report.taken,
        Some(old) if old.text_hash == hash(document.text.as_bytes()) => {
            report.skipped.push(document.source.clone());
            return Ok(());
        }
        Some(old) if update => {
            writer.remove_document(old.id)?;
            &mut report.changed
        }
        Some(_) => {
            report.changed.push(document.source.clone());
            return Ok(());
        }
    };
    writer.add_document(document, (annotations, revision))?;
    list.push(document.source.clone());
    Ok(())
}

/// What the system said of a file, in words a reader of news knows, with what to do.
pub fn explained(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            "expected a file, found nothing there; check the path".to_owned()
        }
        io::ErrorKind::IsADirectory => "expected a file, found a folder; name the files in it".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "expected a file that may be read, found one that may not; change its permissions".to_owned()
        }
        io::ErrorKind::InvalidData => "expected UTF-8, found other bytes; save it as UTF-8".to_owned(),
        _ => error.to_string(),
    }
}
