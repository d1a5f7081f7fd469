//! Saved questions: kept, forgotten, listed, shown, written into a file.

use std::io::Write as _;

use super::{
    failure::Failure,
    file,
    names::{BaseNames, NEAR},
    prompt, screen,
    session::{Outcome, Session},
};
use crate::{
    output::clean_line,
    query::{
        self, Parameter, Saved,
        registry::{distance, shipped},
        syntax::Export,
    },
    store::{Reader, SavedQuery, StoreError},
    table::{Cell, Table},
    text::fold,
};

/// What stands at the head of a file of questions.
const HEAD: &str = "# Saved questions of dixit, one a line; `.read --allow-edits FILE` takes them in again.\n";

/// Keeps a question; tells which others that concerns. Before it goes before a shipped one, somebody at the prompt is asked.
pub(super) fn save(session: &mut Session, save: &query::Save) -> Result<Outcome, Failure> {
    if save.over_shipped && !save.replaces {
        let name = &save.name;
        let how = format!("yours would go before it, until `forget query {name}`");
        screen::say(&format!("note: `{name}` is a shipped question; {how}"));
        if session.sits_there() && !prompt::agrees("save it? [y/N] ")? {
            screen::say("nothing was saved");
            return Ok(Outcome::Done);
        }
    }
    session.store.write(|w| w.save(&SavedQuery { name: save.name.clone(), text: save.text.clone() }))?;
    let verb = if save.replaces { "replaced" } else { "saved" };
    let over = if save.over_shipped && !save.replaces { "; it goes before the shipped one of that name" } else { "" };
    screen::say(&format!("{verb}: run {}{over}", save.name));
    tell_users(session, &save.name)?;
    Ok(Outcome::Done)
}

/// Takes a question out; tells which others that concerns.
pub(super) fn forget(session: &mut Session, name: &str) -> Result<Outcome, Failure> {
    session.store.write(|w| w.forget_saved(name))?;
    let back = if shipped().any(|(own, _)| own == name) { "; the shipped one of that name is back" } else { "" };
    screen::say(&format!("forgotten: {name}{back}"));
    tell_users(session, name)?;
    Ok(Outcome::Done)
}

/// Tells which saved questions run `name`, and which of them cannot be run any longer.
fn tell_users(session: &Session, name: &str) -> Result<(), Failure> {
    let told = session.store.read(|r| {
        let names = BaseNames::of(r);
        let told = |user: SavedQuery| match query::read(&user.text, &names) {
            Ok(_) => format!("note: `{}` runs it", user.name),
            Err(problem) => format!("note: `{}` runs it, and cannot be run any longer: {}", user.name, problem.message),
        };
        Ok::<_, StoreError>(users(r, name)?.into_iter().map(told).collect::<Vec<_>>())
    })?;
    told.iter().for_each(|line| screen::say(line));
    Ok(())
}

/// The user's saved questions that run `name`.
fn users(reader: &Reader, name: &str) -> Result<Vec<SavedQuery>, StoreError> {
    let mut all = reader.all_saved()?;
    all.retain(|own| query::runs(&own.text).as_deref() == Some(name));
    Ok(all)
}

/// Lists the saved questions, the user's own first.
pub(super) fn list(session: &mut Session) -> Result<Outcome, Failure> {
    let rows = session.store.read(|r| {
        let names = BaseNames::of(r);
        let row = |name: String| match query::saved(&name, &names) {
            Ok(saved) => row(&saved),
            Err(problem) => cells([name, String::new(), unusable(&problem.message), "user".into()]),
        };
        Ok::<_, StoreError>(all_names(r)?.into_iter().map(row).collect::<Vec<_>>())
    })?;
    let columns = ["name", "parameters", "description", "origin"].map(str::to_owned).to_vec();
    session.print(Table { keys: vec![None; rows.len()], columns, rows, ..Table::default() })
}

/// Every name that can be run.
pub(super) fn all_names(reader: &Reader) -> Result<Vec<String>, StoreError> {
    let mut names: Vec<String> = reader.all_saved()?.into_iter().map(|saved| saved.name).collect();
    let more: Vec<String> = shipped().map(|(name, _)| name.to_owned()).filter(|name| !names.contains(name)).collect();
    names.extend(more);
    Ok(names)
}

/// The saved questions whose name or description has most of the words of `text`, or some like them.
pub(super) fn about(names: &BaseNames<'_, '_>, text: &str) -> Vec<String> {
    let wanted = fold(text);
    let held = |name: &String| {
        let told = query::described(name, names).unwrap_or_default();
        let own = fold(&format!("{name} {told}"));
        let alike = |word: &&str| own.split(' ').any(|own| own == *word || distance(word, own).is_some());
        wanted.split(' ').filter(|word| word.chars().count() > 3).filter(alike).count()
    };
    let all = all_names(names.reader).unwrap_or_default();
    let counted: Vec<(usize, String)> = all.into_iter().map(|name| (held(&name), name)).collect();
    let most = counted.iter().map(|(words, _)| *words).max().unwrap_or(0);
    counted.into_iter().filter(|(words, _)| most > 0 && *words == most).map(|(_, name)| name).take(NEAR).collect()
}

fn row(saved: &Saved) -> Vec<Cell> {
    let parameters = saved.parameters.iter().map(parameter).collect::<Vec<_>>().join(", ");
    let origin = if saved.shipped { "shipped" } else { "user" };
    let told: Vec<String> = saved.description.iter().cloned().chain(saved.broken.as_deref().map(unusable)).collect();
    cells([saved.name.clone(), parameters, told.join("; "), origin.to_owned()])
}

fn unusable(why: &str) -> String {
    format!("cannot be run: {why}")
}

fn cells<const N: usize>(texts: [String; N]) -> Vec<Cell> {
    texts.into_iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text(text) }).collect()
}

/// `$who (a speaker)`, `$topic (a name) = OTAN`
fn parameter(parameter: &Parameter) -> String {
    let default = parameter.default.as_ref().map(|value| format!(" = {value}")).unwrap_or_default();
    format!("${} ({}){default}", parameter.name, parameter.sort.phrase())
}

/// Prints a question as it was saved, and below it as remarks what its parameters are.
pub(super) fn show(session: &Session, saved: &Saved) -> Result<Outcome, Failure> {
    let mut out = anstream::stdout();
    writeln!(out, "{}", clean_line(&saved.text))?;
    for own in &saved.parameters {
        writeln!(out, "# {}", clean_line(&parameter(own)))?;
    }
    if saved.shipped {
        writeln!(out, "# shipped")?;
    }
    if let Some(why) = &saved.broken {
        writeln!(out, "# {}", clean_line(&unusable(why)))?;
    }
    for user in session.store.read(|r| users(r, &saved.name))? {
        writeln!(out, "# run by {}", clean_line(&user.name))?;
    }
    Ok(Outcome::Done)
}

/// Writes the user's questions into a file, each behind those that it runs.
pub(super) fn export(session: &Session, export: &Export) -> Result<Outcome, Failure> {
    let all = in_order(session.store.read(|r| r.all_saved())?);
    if all.is_empty() {
        return Err(Failure::Refused("there is no question of yours to export; `save` keeps one".into()));
    }
    let lines = all.iter().map(|saved| clean_line(&saved.text) + "\n");
    let text = std::iter::once(HEAD.into()).chain(lines).collect::<String>();
    file::write((session.path(), export), |out| out.write_all(text.as_bytes()))?;
    screen::say(&format!("exported: {} to {}", super::explain::counted(all.len(), "question"), export.file));
    Ok(Outcome::Done)
}

/// The questions, those that others run before these.
fn in_order(mut left: Vec<SavedQuery>) -> Vec<SavedQuery> {
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits = |own: &SavedQuery| {
            query::runs(&own.text).is_some_and(|name| name != own.name && left.iter().any(|other| other.name == name))
        };
        // in a circle, which only another program can have written, any one comes first
        let next = left.iter().position(|own| !waits(own)).unwrap_or(0);
        ordered.push(left.remove(next));
    }
    ordered
}
