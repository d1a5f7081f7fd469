//! Whose spellings unknown names may be: listed, accepted in batches, reviewed one by one.

mod list;
mod page;
mod review;
mod table;

use std::path::Path;

pub(super) use review::review;

use super::{
    args, edit,
    failure::Failure,
    screen,
    session::{Outcome, Session},
};
use crate::{
    annotate::discover::{MOST, Pile, Proposal},
    import::{self, Discovered},
    query::quoted,
    store::{Asked, Edit, OpenMode},
    text::fold,
};

/// Names that are listed at the prompt.
const SHOWN: usize = 20;

/// Lists proposals, or makes spellings of them.
pub(super) fn run(base: &Path, given: &args::Discover) -> Result<u8, Failure> {
    if let Some(gazetteer) = &given.gazetteer {
        return list::run(gazetteer);
    }
    let mode = if given.accept.is_some() { OpenMode::Write } else { OpenMode::Read };
    let mut session = Session::open(base, mode)?;
    session.heed(&given.output);
    let outcome = match given.accept {
        Some(pile) => accept(&mut session, pile)?,
        None => print(&mut session, given.limit)?,
    };
    Ok(if given.output.fail_empty && outcome == Outcome::Empty { super::NOTHING } else { 0 })
}

/// Lists the first proposals at the prompt.
pub(super) fn show(session: &mut Session) -> Result<Outcome, Failure> {
    print(session, SHOWN)
}

fn print(session: &mut Session, most: usize) -> Result<Outcome, Failure> {
    let found = discovered(session)?;
    let count = |pile: Pile| found.proposals.iter().filter(|p| p.pile() == pile).count();
    let piles: Vec<String> = Pile::ALL.iter().map(|&pile| format!("{} {pile}", count(pile))).collect();
    screen::say(&format!("{} unknown names · {}", found.proposals.len(), piles.join(" · ")));
    if found.proposals.len() == MOST {
        screen::say("only the most frequent names were looked at");
    }
    if session.format.name != "table" {
        let table = session.store.read(|r| table::table(r, &found, most))?;
        return session.print(table);
    }
    session.store.read(|r| page::print(r, &found, most, &mut anstream::stdout()))?;
    Ok(if found.proposals.is_empty() { Outcome::Empty } else { Outcome::Done })
}

/// Whose the unknown names of the base may be.
fn discovered(session: &Session) -> Result<Discovered, Failure> {
    Ok(session.store.read(import::discover)?)
}

/// Makes a spelling of every proposal that is at least as sure as `pile`, all or none.
fn accept(session: &mut Session, pile: Pile) -> Result<Outcome, Failure> {
    let found = discovered(session)?;
    let fits = found.proposals.iter().filter(|p| p.pile() <= pile);
    let edits: Vec<Asked> = fits.filter_map(|p| spelling(&found, p)).collect();
    if edits.is_empty() {
        screen::say(&format!("no name is {pile}: nothing was changed"));
        return Ok(Outcome::Empty);
    }
    edit::all(session, edits)
}

/// The edit that makes the name a spelling of its first candidate, how it could be typed, and why; none where the candidate has it already, in
/// another language.
fn spelling(found: &Discovered, proposal: &Proposal) -> Option<Asked> {
    let candidate = proposal.candidates.first().filter(|c| fold(&c.spelling) != proposal.folded)?;
    let entity = found.annotator.gazetteer().entity(candidate.entity);
    let edit = Edit::spelling((entity.key, entity.name), &proposal.name);
    let command = format!("alias {} = @{}", quoted(&proposal.name), entity.key);
    Some(Asked { edit, command, who: None, why: Some(table::why(candidate).join("; ")) })
}
