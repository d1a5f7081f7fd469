//! Changes of the gazetteer and of what is known of documents: made, taken back, and told.

use super::{
    failure::Failure,
    screen,
    session::{Outcome, Session},
};
use crate::{
    import::{self, Effect, revise},
    output::clean_line,
    query::{self, NamedEntity},
    store::{Change, Correction, Edit, EditError, Writer},
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

/// Makes one edit.
pub(super) fn one(session: &mut Session, edit: Edit, command: &str) -> Result<Outcome, Failure> {
    change(session, |w| w.edit(edit, command), "added")
}

/// Makes several edits of the gazetteer, all or none, and reads documents again once.
pub(super) fn all(session: &mut Session, edits: Vec<(Edit, String)>) -> Result<Outcome, Failure> {
    let make = |w: &mut Writer<'_>| {
        edits.into_iter().map(|(edit, command)| w.edit(edit, &command)).collect::<Result<Vec<Change>, EditError>>()
    };
    let (changes, effect) = session.store.write(|w| revise(w, make))?;
    for change in &changes {
        screen::say(&format!("added: {}", clean_line(&change.command)));
    }
    screen::say(&format!("{} spellings{}", changes.len(), told(&effect)));
    Ok(Outcome::Done)
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

/// Corrects what is known of a document.
pub(super) fn set(session: &mut Session, set: query::Set) -> Result<Outcome, Failure> {
    let source = session.store.read(|r| r.document_numbered(set.document.id))?.map(|head| head.source);
    let source = source.ok_or_else(|| Failure::Data("the document has just been taken out of the base".into()))?;
    let correction = Correction { value: set.value, reason: set.reason };
    let edit = Edit::Set { source, particular: set.particular, correction };
    change(session, |w| w.edit(edit, &set.text), "set")
}

/// Takes back the last change.
pub(super) fn undo(session: &mut Session) -> Result<Outcome, Failure> {
    let undone = import::undo(&mut session.store)?;
    tell(undone, "undone")
}

/// Makes the last change that was taken back again.
pub(super) fn redo(session: &mut Session) -> Result<Outcome, Failure> {
    change(session, |w| w.redo(), "redone")
}

/// Changes the gazetteer or a document and reads again whatever that may concern, all or nothing.
fn change(
    session: &mut Session,
    work: impl FnOnce(&mut Writer<'_>) -> Result<Change, EditError>,
    verb: &str,
) -> Result<Outcome, Failure> {
    tell(session.store.write(|w| revise(w, work))?, verb)
}

/// Says what a change came to.
fn tell((change, effect): (Change, Effect), verb: &str) -> Result<Outcome, Failure> {
    let particular = change.particular.map(particular).unwrap_or_default();
    screen::say(&format!("{verb}: {}{particular}{}", clean_line(&change.command), told(&effect)));
    if !change.also.is_empty() {
        screen::say(&format!("note: the spelling also belongs to {}; it is ambiguous now", change.also.join(", ")));
    }
    Ok(Outcome::Done)
}

/// ` · 2023-10-31 (metadata) → 2024-10-31 (given)`.
fn particular((before, after): (Option<String>, Option<String>)) -> String {
    let shown = |value: Option<String>| clean_line(value.as_deref().unwrap_or("unknown")).into_owned();
    format!(" · {} → {}", shown(before), shown(after))
}

/// ` · 3 findings more, 1 less, in 2 of 40 documents`.
fn told(effect: &Effect) -> String {
    format!(
        " · {} findings new, {} gone, in {} of {} documents",
        effect.gained, effect.lost, effect.changed, effect.read
    )
}
