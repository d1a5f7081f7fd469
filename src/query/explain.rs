//! How a question was read, and which of its clauses empties the answer.

use super::print;
use super::registry::FAMILIES;
use super::resolved::{Clause, Query};
use super::syntax::Tree;
use crate::model::Zone;

/// One clause of a question, to be counted alone and left out.
#[derive(Clone, Debug)]
pub struct Part {
    /// The clause in canonical print.
    pub clause: String,
    /// The question with this clause only.
    pub only: Query,
    /// The question without this clause.
    pub without: Query,
}

/// Every part of the question that must hold, without the question's stages. Count them with
/// [`compile_count`](super::compile_count): a clause whose `only` is empty emptied the answer; where none is, one whose
/// `without` is not empty.
pub fn parts(query: &Query) -> Vec<Part> {
    let all: Vec<Tree<Clause>> = match &query.filter {
        None => Vec::new(),
        Some(Tree::And(parts)) => parts.clone(),
        Some(one) => vec![one.clone()],
    };
    let with = |filter| Query { filter, stages: Vec::new(), ..query.clone() };
    let part = |(i, tree): (usize, &Tree<Clause>)| {
        let others = all.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, other)| other.clone());
        Part {
            clause: part_text(tree, &|clause| clause.text.clone()),
            only: with(Some(tree.clone())),
            without: with(Tree::and(others.collect())),
        }
    };
    all.iter().enumerate().map(part).collect()
}

fn part_text(tree: &Tree<Clause>, leaf: &dyn Fn(&Clause) -> String) -> String {
    print::tree(tree, " ", leaf)
}

/// One line that tells how the question was read: names and dates in full.
pub fn reading(query: &Query) -> String {
    let head = query.head.row();
    let what =
        if head.kind.is_some() || head.word == "entities" { head.word } else { FAMILIES[head.family as usize].1 };
    let parts: Vec<String> = match &query.filter {
        None => Vec::new(),
        Some(Tree::And(parts)) => parts.iter().map(|part| part_text(part, &|clause| clause.reading.clone())).collect(),
        Some(one) => vec![part_text(one, &|clause| clause.reading.clone())],
    };
    let zones = query.zones.iter().filter(|zone| **zone != Zone::Body).map(|zone| format!("including {}", name(*zone)));
    let flags = [(query.ambiguous, "including ambiguous"), (query.copies, "including copies")];
    let flags = flags.into_iter().filter(|(set, _)| *set).map(|(_, flag)| flag.to_owned());
    std::iter::once(what.to_owned()).chain(parts).chain(zones).chain(flags).collect::<Vec<_>>().join(" · ")
}

fn name(zone: Zone) -> &'static str {
    if zone == Zone::Repeat { "repeats" } else { zone.word() }
}
