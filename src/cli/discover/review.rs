//! Proposals one by one at the prompt: a key accepts, rejects, makes a new entity or leaves it for later.

use std::sync::{Arc, Mutex};

use rustyline::{
    Cmd, ConditionalEventHandler, DefaultEditor, Event, EventContext, EventHandler, KeyCode, KeyEvent, Modifiers,
    RepeatCount, error::ReadlineError,
};

use super::{discovered, page, spelling, table};
use crate::{
    annotate::discover::{Pile, Proposal},
    cli::{dot::Next, edit, failure::Failure, prompt::broken, screen, session::Session, ui},
    import::Discovered,
    model::Kind,
    query::quoted,
    store::{Asked, Edit},
};

/// What the user may do with a name.
const KEYS: &str = "arnlq";

/// Goes through the proposals until there are no more or the user ends it; with a name, through that one alone.
pub(in crate::cli) fn review(session: &mut Session, name: &str) -> Result<Next, Failure> {
    if !screen::is_interactive() {
        return Err(Failure::Refused("a review needs a terminal; `dixit discover --accept sure` does not".into()));
    }
    let found = discovered(session)?;
    let folded = crate::text::fold(name);
    let fits = |p: &&Proposal| if name.is_empty() { p.pile() != Pile::New } else { p.folded == folded };
    let proposals: Vec<&Proposal> = found.proposals.iter().filter(fits).collect();
    if proposals.is_empty() {
        screen::say(if name.is_empty() { "no name is proposed" } else { "no such unknown name" });
    }
    for (n, proposal) in proposals.iter().enumerate() {
        let number = format!("{} of {}", n + 1, proposals.len());
        session.store.read(|r| page::block(r, &found, (proposal, &number), &mut anstream::stdout()))?;
        let Some(key) = key("accept (a), reject (r), new (n), later (l), quit (q) ", KEYS)? else { break };
        match key {
            'a' => accept(session, &found, proposal)?,
            'r' => reject(session, &found, proposal)?,
            'n' => add(session, proposal)?,
            'q' => break,
            _ => {}
        }
    }
    Ok(Next::Go)
}

fn accept(session: &mut Session, found: &Discovered, proposal: &Proposal) -> Result<(), Failure> {
    match spelling(found, proposal) {
        Some(asked) => edit::all(session, vec![asked]).map(|_| ()),
        None => {
            screen::say("nobody is proposed who does not have this spelling already, in another language");
            Ok(())
        }
    }
}

/// Keeps that the first candidate is not meant.
fn reject(session: &mut Session, found: &Discovered, proposal: &Proposal) -> Result<(), Failure> {
    let Some(candidate) = proposal.candidates.first() else { return Ok(()) };
    let entity = found.annotator.gazetteer().entity(candidate.entity);
    let edit = Edit::Reject { entity: entity.key.to_owned(), name: proposal.name.clone() };
    let command = format!("reject {} = @{}", quoted(&proposal.name), entity.key);
    let why = Some(table::why(candidate).join("; "));
    session.store.write(|w| w.edit_all(vec![Asked { edit, command, who: edit::who(), why }]))?;
    screen::say(&format!("rejected: {} is not {}", proposal.name, entity.name));
    Ok(())
}

/// Adds an entity with this name, of the kind that the user says.
fn add(session: &mut Session, proposal: &Proposal) -> Result<(), Failure> {
    let guess = proposal.kind.unwrap_or(Kind::Person);
    let asked = format!("person (p), place (l), organisation (o), work (w); Enter for {guess} ");
    let Some(key) = key(&asked, "plow\r")? else { return Ok(()) };
    let kind = match key {
        'p' => Kind::Person,
        'l' => Kind::Place,
        'o' => Kind::Organisation,
        'w' => Kind::Work,
        _ => guess,
    };
    let name = proposal.name.clone();
    let command = format!("add {kind} {}", quoted(&name));
    let key = session.store.read(|r| r.new_entity_key(&name))?;
    let edit = Edit::AddEntity { key, kind, name };
    edit::all(session, vec![Asked { edit, command, who: None, why: None }]).map(|_| ())
}

/// One of `keys`, pressed; where the terminal gives no single keys, a line that begins with it. None for Ctrl-C and Ctrl-D.
fn key(asked: &str, keys: &str) -> Result<Option<char>, Failure> {
    let pressed = Arc::new(Mutex::new(None));
    let mut editor = DefaultEditor::new().map_err(broken)?;
    for key in keys.chars() {
        let code = if key == '\r' { KeyCode::Enter } else { KeyCode::Char(key) };
        let press = Press { key, pressed: Arc::clone(&pressed) };
        editor.bind_sequence(KeyEvent(code, Modifiers::NONE), EventHandler::Conditional(Box::new(press)));
    }
    loop {
        let line = match editor.readline(&*ui::told(asked)) {
            Ok(line) => line,
            Err(ReadlineError::Interrupted | ReadlineError::Eof) => return Ok(None),
            Err(error) => return Err(broken(error)),
        };
        let typed = line.trim().chars().next().unwrap_or('\r');
        let key = pressed.lock().ok().and_then(|key| *key).or(keys.contains(typed).then_some(typed));
        if key.is_some() {
            return Ok(key);
        }
    }
}

/// A key that ends the line.
struct Press {
    key: char,
    pressed: Arc<Mutex<Option<char>>>,
}

impl ConditionalEventHandler for Press {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext) -> Option<Cmd> {
        if let Ok(mut pressed) = self.pressed.lock() {
            *pressed = Some(self.key);
        }
        Some(Cmd::AcceptLine)
    }
}
