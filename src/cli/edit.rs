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
    store::{Asked, Correction, Edit, Step, Writer},
};

/// Gives an entity a further spelling.
pub(super) fn add_alias(
    session: &mut Session,
    spelling: &str,
    entity: &NamedEntity,
    command: &str,
) -> Result<Outcome, Failure> {
    let edit = Edit::spelling((&entity.key, &entity.name), spelling);
    change(session, vec![asked(edit, command)], "added")
}

/// Makes edits as one step: all or none, and one `undo` takes them back.
pub(super) fn all(session: &mut Session, edits: Vec<Asked>) -> Result<Outcome, Failure> {
    change(session, edits, "added")
}

/// Takes a spelling from one entity, or from all that have it.
pub(super) fn forget_alias(
    session: &mut Session,
    spelling: &str,
    entities: &[NamedEntity],
    command: &str,
) -> Result<Outcome, Failure> {
    let forget = |entity: &NamedEntity| {
        let edit = Edit::ForgetAlias { entity: entity.key.clone(), spelling: spelling.to_owned() };
        asked(edit, command)
    };
    change(session, entities.iter().map(forget).collect(), "taken out")
}

/// Corrects what is known of a document.
pub(super) fn set(session: &mut Session, set: query::Set) -> Result<Outcome, Failure> {
    let source = session.store.read(|r| r.document_numbered(set.document.id))?.map(|head| head.source);
    let source = source.ok_or_else(|| Failure::Data("the document has just been taken out of the base".into()))?;
    let correction_why = set.reason.clone();
    let correction = Correction { value: set.value, reason: set.reason };
    let edit = Edit::Set { source, particular: set.particular, correction };
    let asked = Asked { why: correction_why, ..asked(edit, &set.text) };
    change(session, vec![asked], "set")
}

/// Takes back the last step.
pub(super) fn undo(session: &mut Session) -> Result<Outcome, Failure> {
    let undone = import::undo(&mut session.store)?;
    tell(undone, "undone")
}

/// Makes the last step that was taken back again.
pub(super) fn redo(session: &mut Session) -> Result<Outcome, Failure> {
    tell(session.store.write(|w| revise(w, |w: &mut Writer<'_>| w.redo()))?, "redone")
}

fn asked(edit: Edit, command: &str) -> Asked {
    Asked { edit, command: command.to_owned(), who: None, why: None }
}

/// Changes the gazetteer or a document and reads again whatever that may concern, all or nothing.
fn change(session: &mut Session, edits: Vec<Asked>, verb: &str) -> Result<Outcome, Failure> {
    tell(session.store.write(|w| revise(w, |w: &mut Writer<'_>| w.edit_all(edits)))?, verb)
}

/// Says what a step came to.
fn tell((step, effect): (Step, Effect), verb: &str) -> Result<Outcome, Failure> {
    let Some(first) = step.changes.first() else { return Ok(Outcome::Done) };
    let noticed = &first.change.noticed;
    let particular = noticed.particular.clone().map(particular).unwrap_or_default();
    let mut commands: Vec<&str> = step.changes.iter().map(|e| e.change.command.as_str()).collect();
    commands.dedup();
    screen::say(&format!("{verb}: {}{particular}{}", clean_line(&commands.join("; ")), told(&effect)));
    if !noticed.also.is_empty() {
        screen::say(&format!("note: the spelling also belongs to {}; it is ambiguous now", noticed.also.join(", ")));
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
