//! Changes of the gazetteer: made, taken back, and told.

use super::{
    failure::Failure,
    screen,
    session::{Outcome, Session},
};
use crate::{
    import::{Effect, revise},
    query::NamedEntity,
    store::{Change, Edit, EditError, Writer},
};

/// Gives an entity a further spelling.
pub(super) fn add_alias(
    session: &mut Session,
    spelling: &str,
    entity: &NamedEntity,
    command: &str,
) -> Result<Outcome, Failure> {
    let edit = Edit::spelling((&entity.key, &entity.name), spelling);
    change(session, |w| w.edit(edit, command), "added")
}

/// Takes a spelling from one entity, or from all that have it, one edit each.
pub(super) fn forget_alias(
    session: &mut Session,
    spelling: &str,
    entities: &[NamedEntity],
    command: &str,
) -> Result<Outcome, Failure> {
    for entity in entities {
        let edit = Edit::ForgetAlias { entity: entity.key.clone(), spelling: spelling.to_owned() };
        change(session, |w| w.edit(edit, command), "taken out")?;
    }
    Ok(Outcome::Done)
}

/// Takes back the last change.
pub(super) fn undo(session: &mut Session) -> Result<Outcome, Failure> {
    change(session, |w| w.undo(), "undone")
}

/// Makes the last change that was taken back again.
pub(super) fn redo(session: &mut Session) -> Result<Outcome, Failure> {
    change(session, |w| w.redo(), "redone")
}

/// Changes the gazetteer and reads every document again, all or nothing.
fn change(
    session: &mut Session,
    work: impl FnOnce(&mut Writer<'_>) -> Result<Change, EditError>,
    verb: &str,
) -> Result<Outcome, Failure> {
    let (change, effect) = session.store.write(|w| revise(w, work))?;
    screen::say(&format!("{verb}: {}{}", change.command, told(&effect)));
    if !change.also.is_empty() {
        screen::say(&format!("note: the spelling also belongs to {}; it is ambiguous now", change.also.join(", ")));
    }
    Ok(Outcome::Done)
}

/// ` · 3 findings more, 1 less, in 2 of 40 documents`.
fn told(effect: &Effect) -> String {
    format!(
        " · {} findings new, {} gone, in {} of {} documents",
        effect.gained, effect.lost, effect.changed, effect.read
    )
}
