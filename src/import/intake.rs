//! Taking a gazetteer of others into the base, and taking edits back, whatever they were.

use std::{io, ops::ControlFlow, thread};

use super::{
    compiled::{self, Compiled, Draft},
    effect::Effect,
    reread::{Heed, reread_stale, revise_heeding},
};
use crate::{
    gazetteer::{Gazetteer, exchange::Taker},
    store::{Edit, EditError, Import, ImportReport, IntakeError, Reader, Step, Store, StoreError, Writer},
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
    // reading documents again removes rows with all that refers to them
    let documents = store.read(|r| r.document_count())?;
    store.taking_much(documents == 0 || documents > AT_ONCE)?;
    let (taken, compiled) = thread::scope(|scope| {
        let mut compiling = None;
        let mut when_told = |reader: &Reader<'_>| {
            if keep && compiled::is_to_compile(reader)? {
                compiling = Draft::of(reader)?.map(|draft| scope.spawn(|| draft.compile()));
            }
            Ok(())
        };
        let work = |writer: &mut Writer<'_>| take_in_and_read(writer, import, (read, &mut when_told));
        let taken = if keep { store.write(work) } else { store.rehearse(work) };
        (taken, compiling.and_then(|compiling| compiling.join().ok().flatten()))
    });
    let placed = match compiled {
        Some(compiled) if taken.is_ok() => store.write(|writer| compiled.place(writer)).map(|_| ()),
        compiled => {
            compiled.into_iter().for_each(Compiled::discard);
            Ok(())
        }
    };
    store.taking_much(false)?;
    placed?;
    taken
}

/// Reads the gazetteer as soon as all of it stands in the base.
type WhenTold<'w> = dyn FnMut(&Reader<'_>) -> Result<(), StoreError> + 'w;

/// Takes in what `read` hands over, and reads the documents again where they are few; the gazetteer is told as soon as it stands.
fn take_in_and_read<R>(
    writer: &mut Writer<'_>,
    import: Import<'_>,
    (read, when_told): (R, &mut WhenTold<'_>),
) -> Result<Intake, IntakeError>
where
    R: FnOnce(&mut dyn Taker) -> io::Result<()> + Send,
{
    if writer.gazetteer_version()?.is_none() {
        writer.take_gazetteer(&Gazetteer::shipped())?;
    }
    let report = writer.take_in(import, read, when_told)?;
    let documents = writer.document_count()?;
    let effect = match documents > AT_ONCE || compiled::is_to_compile(writer)? {
        true => None,
        false => {
            let annotator = compiled::annotator(writer)?;
            Some(reread_stale(writer, &annotator, &mut |_, _| ControlFlow::Continue(()))?)
        }
    };
    Ok(Intake { report, effect: effect.filter(|_| documents > 0), documents })
}

/// Takes the last step back and reads again whatever that may concern, while `heed` is told how far it has come and may stop it.
///
/// # Errors
/// When there is none, or the base cannot be read or written.
pub fn undo(store: &mut Store, heed: &mut Heed<'_>) -> Result<(Step, Effect), EditError> {
    let last = store.read(|r| r.last_step())?;
    // documents that mention what goes are read again, which removes rows with all that refers to them; where there are none, to look
    // for each of a million entities whether one does takes long
    let unread = store.read(|r| r.document_count())? == 0;
    store.taking_much(
        unread && last.is_some_and(|step| step.changes.iter().any(|e| matches!(e.change.edit, Edit::Import { .. }))),
    )?;
    let undone = store.write(|writer| revise_heeding(writer, |writer| writer.undo(), heed));
    store.taking_much(false)?;
    store.read(compiled::tidy)?;
    undone
}
