//! Taking a gazetteer of others into the base, and taking edits back, whatever they were.

use std::io;

use super::{
    compiled,
    reread::{Effect, reread, revise},
};
use crate::{
    gazetteer::{Gazetteer, exchange::Taker},
    store::{Edit, EditError, Import, ImportReport, IntakeError, Step, Store, StoreError, Writer},
};

/// Up to so many documents are read again at once, unless the gazetteer has to be compiled anew.
const AT_ONCE: u64 = 1_000;

/// What came of taking in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// What became of its rows.
    pub report: ImportReport,
    /// What reading the documents again has changed; none where that is left to [`super::refresh`].
    pub effect: Option<Effect>,
    /// Documents in the base.
    pub documents: u64,
}

/// Takes in what `read` hands to its taker, as one transaction and one edit; with `keep` unset nothing stays of it. The gazetteer is
/// compiled where it is large; a base of few documents reads them again.
///
/// # Errors
/// Those of `read`, and when the base cannot be read or written; it is then as before.
pub fn take_in(
    store: &mut Store,
    (import, keep): (Import<'_>, bool),
    read: impl FnOnce(&mut dyn Taker) -> io::Result<()> + Send,
) -> Result<Intake, IntakeError> {
    let work = |writer: &mut Writer<'_>| {
        if writer.gazetteer_version()?.is_none() {
            writer.take_gazetteer(&Gazetteer::shipped())?;
        }
        let report = writer.take_in(import, read)?;
        let documents = writer.document_count()?;
        let effect = match documents > AT_ONCE || compiled::is_to_compile(writer)? {
            true => None,
            false => {
                let annotator = compiled::annotator(writer)?;
                Some(reread(writer, (&annotator, true))?)
            }
        };
        Ok(Intake { report, effect: effect.filter(|_| documents > 0), documents })
    };
    // reading documents again removes rows with all that refers to them
    let documents = store.read(|r| r.document_count())?;
    store.taking_much(documents == 0 || documents > AT_ONCE)?;
    let taken = if keep { store.write(work) } else { store.rehearse(work) };
    // what was taken in is safe by now, and much of it is read more quickly where it lies for good
    let compiled = if taken.is_ok() && keep { store.write(compile_if_due) } else { Ok(()) };
    store.taking_much(false)?;
    compiled?;
    taken
}

/// Compiles a large gazetteer of which much is new.
fn compile_if_due(writer: &mut Writer<'_>) -> Result<(), StoreError> {
    if compiled::is_to_compile(writer)? {
        compiled::compile(writer)?;
    }
    Ok(())
}

/// Takes the last step back and reads again whatever that may concern.
///
/// # Errors
/// When there is none, or the base cannot be read or written.
pub fn undo(store: &mut Store) -> Result<(Step, Effect), EditError> {
    let last = store.read(|r| r.last_step())?;
    // documents that mention what goes are read again, which removes rows with all that refers to them; where there are none, to look
    // for each of a million entities whether one does takes long
    let unread = store.read(|r| r.document_count())? == 0;
    store.taking_much(
        unread && last.is_some_and(|step| step.changes.iter().any(|e| matches!(e.change.edit, Edit::Import { .. }))),
    )?;
    let undone = store.write(|writer| revise(writer, |writer| writer.undo()));
    store.taking_much(false)?;
    store.read(compiled::tidy)?;
    undone
}
