//! Changes of the gazetteer and of what is known of documents: looked at before, made, taken back, and told.

mod log;
mod lower;
mod notes;
mod sentence;
mod told;

pub(super) use self::{
    log::log,
    lower::{asked, who},
    notes::notes,
    sentence::sentences,
    told::told,
};

use super::{
    failure::Failure,
    progress::Revising,
    prompt, screen,
    session::{Outcome, Session},
};
use crate::{
    import::{self, Effect, gazetteer_of, revise, revise_heeding},
    output::clean_line,
    query::{Change, Edit},
    store::{self, Asked, EditError, Step, StoreError, Writer},
};

/// Where more documents than this change, somebody at the prompt is asked first.
const MUCH: u64 = 100;

/// Makes a change, or only tells what it would do.
pub(super) fn run(session: &mut Session, change: &Change) -> Result<Outcome, Failure> {
    match change.edit {
        Edit::Undo(steps) => again(steps, |_| back(session, change.preview)),
        Edit::Redo(steps) => again(steps, |_| forth(session, change.preview)),
        _ => make(session, change),
    }
}

/// Makes a change that is no step back or forth. Somebody who sits there is asked where it is in doubt, or much.
fn make(session: &mut Session, change: &Change) -> Result<Outcome, Failure> {
    let (asked, notes) = session.store.read(|r| {
        let asked = asked(r, change)?;
        let notes = notes(r, || gazetteer_of(r), &asked)?;
        Ok::<_, StoreError>((asked, notes))
    })?;
    let verb = verb(&change.edit);
    let work = |w: &mut Writer<'_>| w.edit_all(asked.clone());
    if change.preview {
        let done = session.store.rehearse(|w| revise(w, work))?;
        return tell(&done, &format!("would be {verb}"), &notes);
    }
    let sits_there = session.sits_there();
    let done = session.store.write(|w| {
        let done = revise_heeding(w, work, &mut Revising::new().heed())?;
        let doubtful = sits_there && (!notes.is_empty() || done.1.changed > MUCH || takes(&done));
        if doubtful { Err(Stop::Ask(Box::new(done))) } else { Ok(done) }
    });
    match done {
        Ok(done) => tell(&done, verb, &notes),
        Err(Stop::Failed(error)) => Err(error.into()),
        Err(Stop::Ask(would)) => {
            tell(&would, &format!("would be {verb}"), &notes)?;
            if !prompt::agrees("make it? [y/N] ")? {
                screen::say("nothing was changed");
                return Ok(Outcome::Done);
            }
            tell(&session.store.write(|w| revise_heeding(w, work, &mut Revising::new().heed()))?, verb, &[])
        }
    }
}

/// Makes edits as one step: all or none, and one `undo` takes them back.
pub(super) fn all(session: &mut Session, edits: Vec<Asked>) -> Result<Outcome, Failure> {
    let work = |w: &mut Writer<'_>| w.edit_all(edits);
    tell(&session.store.write(|w| revise_heeding(w, work, &mut Revising::new().heed()))?, "added", &[])
}

/// Why nothing was written: something failed, or somebody is to be asked.
enum Stop {
    Failed(EditError),
    Ask(Box<(Step, Effect)>),
}

impl From<EditError> for Stop {
    fn from(error: EditError) -> Self {
        Stop::Failed(error)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Stop::Failed(error.into())
    }
}

/// Whether mentions are taken from entities that the edits do not change.
fn takes((step, effect): &(Step, Effect)) -> bool {
    effect.taken.keys().any(|(_, owner)| !told::names(step, owner))
}

/// Does something once or several times.
fn again(times: u32, mut step: impl FnMut(u32) -> Result<Outcome, Failure>) -> Result<Outcome, Failure> {
    (0..times.max(1)).try_fold(Outcome::Done, |_, n| step(n))
}

/// Takes the last step back.
fn back(session: &mut Session, preview: bool) -> Result<Outcome, Failure> {
    if preview {
        let done = session.store.rehearse(|w| revise(w, |w: &mut Writer<'_>| w.undo()))?;
        return tell(&done, "would be undone", &[]);
    }
    let undone = import::undo(&mut session.store, &mut Revising::new().heed())?;
    tell(&undone, "undone", &[])
}

/// Makes the last step that was taken back again.
fn forth(session: &mut Session, preview: bool) -> Result<Outcome, Failure> {
    let work = |w: &mut Writer<'_>| w.redo();
    if preview {
        return tell(&session.store.rehearse(|w| revise(w, work))?, "would be redone", &[]);
    }
    let redone = session.store.write(|w| revise_heeding(w, work, &mut Revising::new().heed()))?;
    tell(&redone, "redone", &[])
}

/// What becomes of what an edit names.
fn verb(edit: &Edit) -> &'static str {
    match edit {
        Edit::Alias(..) | Edit::Add(_) => "added",
        Edit::ForgetAlias(..) | Edit::ForgetEntity(_) | Edit::ForgetTenure(_) => "taken out",
        Edit::Merge(..) => "merged",
        Edit::Split(..) => "split",
        Edit::SetEntity(..) | Edit::SetAlias(..) | Edit::Hold(_) | Edit::Set(_) => "set",
        Edit::Judge(_) => "noted",
        Edit::Undo(_) => "undone",
        Edit::Redo(_) => "redone",
    }
}

/// Says what a step comes to, and what there is to say against it.
fn tell((step, effect): &(Step, Effect), verb: &str, notes: &[String]) -> Result<Outcome, Failure> {
    let mut commands: Vec<&str> = step.changes.iter().map(|e| e.change.command.as_str()).collect();
    commands.dedup();
    let mut said = vec![format!("{verb}: {}", commands.join("; "))];
    for change in step.changes.iter().map(|e| &e.change) {
        said.extend(change.edit.new_entity().map(|key| format!("@{key}")));
        said.extend(change.noticed.particular.as_ref().map(told::particular));
    }
    if !step.changes.iter().all(|logged| matches!(logged.change.edit, store::Edit::Judge { .. })) {
        said.push(told(effect, step));
    }
    screen::say(&clean_line(&said.join(" · ")));
    notes.iter().for_each(|note| screen::say(&format!("note: {note}")));
    Ok(Outcome::Done)
}
