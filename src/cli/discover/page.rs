//! Proposals as people read them.

use std::io::{self, Write};

use super::table;
use crate::{
    annotate::discover::{Pile, Proposal},
    cli::{failure::Failure, screen, ui},
    import::Discovered,
    output::clean_line,
    store::Reader,
};

/// Prints the first `most` proposals: who may be meant and why; of new names only how often they stand there.
pub(super) fn print(reader: &Reader, found: &Discovered, most: usize, out: &mut dyn Write) -> Result<(), Failure> {
    let shown = &found.proposals[..most.min(found.proposals.len())];
    let (proposed, new): (Vec<&Proposal>, Vec<&Proposal>) = shown.iter().partition(|p| p.pile() != Pile::New);
    for (n, proposal) in proposed.iter().enumerate() {
        block(reader, found, (proposal, &format!("{}", n + 1)), out)?;
    }
    let names: Vec<String> = new.iter().map(|p| format!("{} ({})", clean_line(&p.name), p.places.len())).collect();
    if !names.is_empty() {
        writeln!(out, "{}", screen::indented(&ui::told(&format!("new: {}", names.join(", ")))))?;
    }
    let left = found.proposals.len() - shown.len();
    if left > 0 {
        writeln!(out, "{}", ui::told(&format!("and {left} more")))?;
    }
    Ok(())
}

/// Prints a name behind `number`, who may be meant, why, and two sentences.
pub(super) fn block(
    reader: &Reader,
    found: &Discovered,
    (proposal, number): (&Proposal, &str),
    out: &mut dyn Write,
) -> Result<(), Failure> {
    writeln!(out, "{}", screen::indented(&ui::told(&format!("{number} · {}", head(found, proposal)))))?;
    let why = proposal.candidates.first().map(table::why).unwrap_or_default();
    why.iter().try_for_each(|line| told(out, &ui::told(line)))?;
    for sentence in table::sentences(reader, found, proposal)? {
        told(out, &format!("« {sentence} »"))?;
    }
    Ok(())
}

/// `Vasily Nunkzya → Vasily Nebenzya (@vasily-nebenzya, person) · likely 0.68 · 1 mention in 1 document`
fn head(found: &Discovered, proposal: &Proposal) -> String {
    let name = clean_line(&proposal.name);
    let who = proposal.candidates.first().map(|c| {
        let entity = found.annotator.gazetteer().entity(c.entity);
        format!(" → {} (@{}, {})", clean_line(entity.name), entity.key, entity.kind)
    });
    let sure = match proposal.candidates.first() {
        Some(c) => format!("{} {:.2}", proposal.pile(), c.chance),
        None => "nobody known is like it".to_owned(),
    };
    let s = |n: usize| if n == 1 { "" } else { "s" };
    let (places, pages) = (proposal.places.len(), proposal.pages);
    format!(
        "{name}{} · {sure} · {places} mention{} in {pages} document{}",
        who.unwrap_or_default(),
        s(places),
        s(pages)
    )
}

fn told(out: &mut dyn Write, line: &str) -> io::Result<()> {
    writeln!(out, "{}", screen::indented(&format!("    {}", clean_line(line))))
}
