//! Where documents go: a batch is one transaction.

use super::{Event, Failure, Options, Report, Watch, reread::describe};
use crate::{
    annotate::Annotator,
    store::{Prepared, Revision, Store, StoreError, Writer},
};

/// What one source gave.
pub(super) enum Reading {
    /// The bytes are those of the document in the base.
    Same,
    Document(Box<Prepared>),
    Failed(Failure),
}

/// The base, and what became of the documents so far.
pub(super) struct Target<'a> {
    pub store: &'a mut Store,
    pub annotator: &'a Annotator,
    pub revision: Revision,
    pub options: &'a Options,
    pub report: Report,
}

/// What became of a document.
enum Fate {
    Skipped,
    Changed,
    Written { replaced: bool, copy: bool },
}

impl Target<'_> {
    /// Writes a batch, all or nothing, and tells what could not be taken.
    pub fn write(&mut self, batch: Vec<(String, Reading)>, watch: &mut Watch<'_>) -> Result<(), StoreError> {
        let mut fates = self.fates(&batch)?.into_iter();
        for (source, reading) in &batch {
            let counter = match reading {
                Reading::Same => &mut self.report.skipped,
                Reading::Failed(failure) => {
                    let _ = watch(Event::Refused(source, failure));
                    &mut self.report.refused
                }
                Reading::Document(_) => match fates.next().unwrap_or(Fate::Skipped) {
                    Fate::Skipped => &mut self.report.skipped,
                    Fate::Written { replaced, copy } => {
                        self.report.copies += u64::from(copy);
                        if replaced { &mut self.report.replaced } else { &mut self.report.taken }
                    }
                    Fate::Changed => {
                        let _ = watch(Event::Changed(source));
                        &mut self.report.changed
                    }
                },
            };
            *counter += 1;
        }
        Ok(())
    }

    /// Writes the documents of a batch; what became of each.
    fn fates(&mut self, batch: &[(String, Reading)]) -> Result<Vec<Fate>, StoreError> {
        let found = |reading: &'_ (String, Reading)| matches!(reading.1, Reading::Document(_));
        if !batch.iter().any(found) {
            // Nothing to write, so nothing to wait for.
            return Ok(Vec::new());
        }
        let Target { store, annotator, revision, options, .. } = self;
        let work = |writer: &mut Writer<'_>| {
            writer.check_versions(revision.versions())?;
            let documents = batch.iter().filter_map(|(_, reading)| match reading {
                Reading::Document(found) => Some(found),
                _ => None,
            });
            documents.map(|found| write_one(writer, found, (annotator, revision, options.update))).collect()
        };
        if options.dry_run { store.rehearse(work) } else { store.write(work) }
    }
}

fn write_one(
    writer: &mut Writer<'_>,
    prepared: &Prepared,
    (annotator, revision, update): (&Annotator, &Revision, bool),
) -> Result<Fate, StoreError> {
    let replaced = match writer.standing(&prepared.document.source)? {
        None => false,
        Some(old) if old.text_hash == prepared.text_hash() => return Ok(Fate::Skipped),
        Some(old) if update => {
            writer.remove_document(old.id)?;
            true
        }
        Some(_) => return Ok(Fate::Changed),
    };
    let row = writer.add_document(prepared, revision)?;
    describe(writer, (row, &prepared.document.source), (annotator, revision))?;
    Ok(Fate::Written { replaced, copy: writer.is_copy(row)? })
}
