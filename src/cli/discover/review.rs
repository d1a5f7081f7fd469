//! Proposals one by one at the prompt: a key accepts, rejects, makes a new entity or leaves it for later.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use rustyline::{
    Cmd, ConditionalEventHandler, DefaultEditor, Event, EventContext, EventHandler, KeyCode, KeyEvent, Modifiers,
    RepeatCount, error::ReadlineError,
};

use super::{discovered, spelling, table};
use crate::{
    annotate::discover::{Pile, Proposal},
    cli::{dot::Next, edit, failure::Failure, prompt::broken, screen, session::Session},
    import::Discovered,
    model::Kind,
    output::clean_line,
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
        show(session, &found, proposal, (n + 1, proposals.len()))?;
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

/// Prints the name, who may be meant, why, and two sentences.
fn show(session: &Session, found: &Discovered, proposal: &Proposal, (n, all): (usize, usize)) -> Result<(), Failure> {
    let mut out = anstream::stdout();
    let (name, gazetteer) = (clean_line(&proposal.name), found.annotator.gazetteer());
    match proposal.candidates.first() {
        Some(c) => {
            let entity = gazetteer.entity(c.entity);
            let who = format!("{} (@{}, {})", clean_line(entity.name), entity.key, entity.kind);
            writeln!(out, "\n{n} of {all} · {name} → {who} · {} {:.2}", proposal.pile(), c.chance)?;
            for line in table::why(c) {
                writeln!(out, "{}", screen::indented(&format!("  {}", clean_line(&line))))?;
            }
        }
        None => writeln!(out, "\n{n} of {all} · {name} · nobody known is like it")?,
    }
    for sentence in session.store.read(|r| table::sentences(r, found, proposal))? {
        writeln!(out, "{}", screen::indented(&format!("  « {} »", clean_line(&sentence))))?;
    }
    Ok(())
}

fn accept(session: &mut Session, found: &Discovered, proposal: &Proposal) -> Result<(), Failure> {
    match spelling(found, proposal) {
        Some(asked) => edit::all(session, vec![asked]).map(|_| ()),
        None => {
            screen::say("nobody is proposed");
            Ok(())
        }
    }
}

/// Keeps that the first candidate is not meant.
fn reject(session: &mut Session, found: &Discovered, proposal: &Proposal) -> Result<(), Failure> {
    let Some(candidate) = proposal.candidates.first() else { return Ok(()) };
    let entity = found.annotator.gazetteer().entity(candidate.entity);
    session.store.write(|w| w.reject(&proposal.name, entity.key))?;
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

/// One of `keys`, pressed without Enter; none for Ctrl-C and Ctrl-D.
fn key(asked: &str, keys: &str) -> Result<Option<char>, Failure> {
    let pressed = Arc::new(Mutex::new(None));
    let mut editor = DefaultEditor::new().map_err(broken)?;
    for key in keys.chars() {
        let event = if key == '\r' {
            KeyEvent(KeyCode::Enter, Modifiers::NONE)
        } else {
            KeyEvent(KeyCode::Char(key), Modifiers::NONE)
        };
        let press = Press { key, pressed: Arc::clone(&pressed) };
        editor.bind_sequence(Event::from(event), EventHandler::Conditional(Box::new(press)));
    }
    loop {
        match editor.readline(asked) {
            Ok(_) => {
                if let Some(key) = pressed.lock().ok().and_then(|key| *key) {
                    return Ok(Some(key));
                }
            }
            Err(ReadlineError::Interrupted | ReadlineError::Eof) => return Ok(None),
            Err(error) => return Err(broken(error)),
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
