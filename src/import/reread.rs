//! Reading documents again: after an edit of the gazetteer, or with a newer dixit.

use std::ops::ControlFlow;

use rayon::prelude::*;

use super::{affected::affected, compiled::annotator, effect::Effect};

use crate::{
    annotate::{Annotator, ENGINE},
    model::{Annotations, Document},
    store::{Difference, Revision, Store, StoreError, Versions, Writer},
};

/// Documents held in memory at a time.
const BATCH: usize = 256;

/// Hears how many documents were read, and how many are to be; stops everything by breaking.
pub type Heed<'h> = dyn FnMut(u64, u64) -> ControlFlow<()> + 'h;

/// Reads the documents in these rows again, in the transaction of `writer`.
fn reread(
    writer: &mut Writer<'_>,
    (rows, annotator, revision): (&[i64], &Annotator, &Revision),
    heed: &mut Heed<'_>,
) -> Result<Effect, StoreError> {
    let mut effect = Effect { documents: writer.document_count()?, ..Effect::default() };
    for batch in rows.chunks(BATCH) {
        let documents: Vec<Document> = batch.iter().map(|&row| writer.document(row)).collect::<Result<_, _>>()?;
        let found: Vec<Annotations> = documents.par_iter().map(|document| annotate(annotator, document)).collect();
        for (&row, annotations) in batch.iter().zip(&found) {
            let before = writer.ascribed(row)?;
            let after = match writer.annotate(row, annotations, revision)? == Difference::default() {
                true => None,
                false => Some(writer.ascribed(row)?),
            };
            effect.count(&before, after.as_ref().unwrap_or(&before));
        }
        if heed(effect.read, rows.len() as u64).is_break() {
            return Err(StoreError::Interrupted);
        }
    }
    Ok(effect)
}

/// Reads the documents again that other versions have read, in the transaction of `writer`.
///
/// # Errors
/// When the base cannot be read or written, or lacks entities of the annotator's gazetteer.
pub fn reread_stale(writer: &mut Writer<'_>, annotator: &Annotator, heed: &mut Heed<'_>) -> Result<Effect, StoreError> {
    let revision = writer.revision(annotator.gazetteer(), (ENGINE, annotator.packs()))?;
    let rows = writer.document_rows(Some(revision.versions()))?;
    reread(writer, (&rows, annotator, &revision), heed)
}

/// Reads the documents again that other versions have read.
///
/// # Errors
/// When the base cannot be read or written; then all of it is as before.
pub fn refresh(store: &mut Store, annotator: &Annotator) -> Result<Effect, StoreError> {
    store.write(|writer| reread_stale(writer, annotator, &mut |_, _| ControlFlow::Continue(())))
}

/// Changes the gazetteer by `work` and reads the documents again that this may concern, in one transaction.
/// Call it inside [`Store::write`], or inside [`Store::rehearse`] to learn what would change.
///
/// # Errors
/// Those of `work`, and when the base cannot be read or written.
pub fn revise<T, E: From<StoreError>>(
    writer: &mut Writer<'_>,
    work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
) -> Result<(T, Effect), E> {
    revise_heeding(writer, work, &mut |_, _| ControlFlow::Continue(()))
}

/// The same, while `heed` is told how far it has come and may stop it.
///
/// # Errors
/// Those of `work`, when the base cannot be read or written, and [`StoreError::Interrupted`] where it was stopped.
pub fn revise_heeding<T, E: From<StoreError>>(
    writer: &mut Writer<'_>,
    work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    heed: &mut Heed<'_>,
) -> Result<(T, Effect), E> {
    let before = writer.gazetteer_version()?.unwrap_or_default();
    let result = work(writer)?;
    let effect = match writer.document_count()? {
        0 => Effect::default(),
        _ => follow(writer, &before, heed)?,
    };
    writer.lay_verdicts_anew()?;
    Ok((result, effect))
}

/// Reads again what the edits of this transaction may concern, since the gazetteer had the version `before`, and what other versions
/// have read. All other documents count as read by the versions that are now.
fn follow(writer: &mut Writer<'_>, before: &str, heed: &mut Heed<'_>) -> Result<Effect, StoreError> {
    let annotator = annotator(writer)?;
    let revision = writer.revision(annotator.gazetteer(), (ENGINE, annotator.packs()))?;
    let now = revision.versions();
    let concerned = match writer.changes(before)? {
        Some(changes) => affected(writer, &changes, &annotator)?,
        None => None,
    };
    if concerned.is_some() {
        writer.move_on(&Versions { gazetteer: before.to_owned(), ..now.clone() }, now)?;
    }
    let mut rows = writer.document_rows(Some(now))?;
    rows.extend(concerned.unwrap_or_default());
    rows.sort_unstable();
    rows.dedup();
    reread(writer, (&rows, &annotator, &revision), heed)
}

/// Lays what the user says of a document over it, and reads it again if there is anything.
///
/// # Errors
/// When the base cannot be read or written.
pub(super) fn describe(
    writer: &mut Writer<'_>,
    (row, source): (i64, &str),
    (annotator, revision): (&Annotator, &Revision),
) -> Result<(), StoreError> {
    // nearly all documents are as they were read
    if !writer.corrections(source)?.is_empty() {
        writer.describe(source)?;
        let document = writer.document(row)?;
        writer.annotate(row, &annotate(annotator, &document), revision)?;
    }
    Ok(())
}

fn annotate(annotator: &Annotator, document: &Document) -> Annotations {
    annotator.annotate(&document.text, document.language.as_deref(), document.trusted_date())
}
