//! Reading documents again: after an edit of the gazetteer, or with a newer dixit.

use rayon::prelude::*;

use super::{compiled::annotator, effect::Effect};

use crate::{
    annotate::{Annotator, ENGINE},
    model::{Annotations, Document},
    store::{Revision, Store, StoreError, Versions, Writer},
};

/// Documents held in memory at a time.
const BATCH: usize = 128;

/// Reads every document again, in the transaction of `writer`; those that these very versions have read are left out
/// when `stale` is set.
///
/// # Errors
/// When the base cannot be read or written, or lacks entities of the annotator's gazetteer.
pub fn reread(writer: &mut Writer<'_>, (annotator, stale): (&Annotator, bool)) -> Result<Effect, StoreError> {
    let revision = writer.revision(annotator.gazetteer(), (ENGINE, annotator.packs()))?;
    let now: Option<&Versions> = stale.then_some(revision.versions());
    let rows = writer.document_rows(now)?;
    let mut effect = Effect::default();
    for batch in rows.chunks(BATCH) {
        let documents: Vec<Document> = batch.iter().map(|&row| writer.document(row)).collect::<Result<_, _>>()?;
        let found: Vec<Annotations> = documents.par_iter().map(|document| annotate(annotator, document)).collect();
        for (&row, annotations) in batch.iter().zip(&found) {
            let before = writer.findings(row)?;
            writer.annotate(row, annotations, &revision)?;
            let after = writer.findings(row)?;
            effect.count(&before, &after);
        }
    }
    Ok(effect)
}

/// Reads the documents again that other versions have read.
///
/// # Errors
/// When the base cannot be read or written; then all of it is as before.
pub fn refresh(store: &mut Store, annotator: &Annotator) -> Result<Effect, StoreError> {
    store.write(|writer| reread(writer, (annotator, true)))
}

/// Changes the gazetteer by `work` and reads every document again with the one that comes of it, in one transaction.
/// Call it inside [`Store::write`], or inside [`Store::rehearse`] to learn what would change.
///
/// # Errors
/// Those of `work`, and when the base cannot be read or written.
pub fn revise<T, E: From<StoreError>>(
    writer: &mut Writer<'_>,
    work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
) -> Result<(T, Effect), E> {
    let result = work(writer)?;
    let annotator = annotator(writer)?;
    let effect = reread(writer, (&annotator, true))?;
    Ok((result, effect))
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
