//! How a question was read, and which of its clauses empties the answer.

use super::print;
use super::registry::{Clause as Word, FAMILIES, Scope, Use};
use super::resolved::{Clause, Condition, Query};
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
    let all: Vec<&Tree<Clause>> = query.filter.iter().flat_map(Tree::conjuncts).collect();
    let with = |filter| Query { filter, stages: Vec::new(), ..query.clone() };
    let part = |(i, tree): (usize, &&Tree<Clause>)| {
        let others = all.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, other)| (*other).clone());
        Part {
            clause: part_text(tree, &|clause| clause.text.clone()),
            only: with(Some((*tree).clone())),
            without: with(Tree::and(others.collect())),
        }
    };
    all.iter().enumerate().map(part).collect()
}

/// The question with every `about` made wider, to all that stands in documents which mention the entity, and the first such clause; none
/// where no clause asks so.
pub fn wider(query: &Query) -> Option<(String, Query)> {
    let mut first = None;
    let mut parts: Vec<Tree<Clause>> = query.filter.iter().flat_map(Tree::conjuncts).cloned().collect();
    for part in &mut parts {
        let Tree::One(clause) = part else { continue };
        let Tree::One(Condition::About(entity, _)) = &clause.condition else { continue };
        let name = clause.text.split_once("about ").map_or(clause.text.as_str(), |(_, name)| name);
        let text = format!("mentioning {name} in same document");
        let condition = Tree::One(Condition::Together(Scope::Document, Tree::One(entity.clone())));
        first.get_or_insert_with(|| text.clone());
        *clause = Clause { reading: text.clone(), text, condition };
    }
    Some((first?, Query { filter: Tree::and(parts), stages: Vec::new(), ..query.clone() }))
}

/// The question for those rows only that a date which can hardly be true let in: none where no clause asks for a date of
/// publication.
pub fn doubtful(query: &Query) -> Option<Query> {
    let clauses = query.filter.iter().flat_map(Tree::leaves);
    let mut conditions = clauses.flat_map(|clause| clause.condition.leaves());
    let dated = conditions.any(|condition| matches!(condition, Condition::Dated(..)));
    dated.then(|| also(query, Word::Doubtful, Condition::Doubtful))
}

/// The question for those rows only that stand in documents which a machine translated: none where rows stand in no document.
pub fn translated(query: &Query) -> Option<Query> {
    let asked = Word::Translated.used(query.family());
    matches!(asked, Use::Is(_)).then(|| also(query, Word::Translated, Condition::Translated))
}

/// Whether a document in the language with this code can give the question a row; none for a document in none that is known.
pub fn may_be_in(query: &Query, code: Option<&str>) -> bool {
    let parts = query.filter.iter().flat_map(Tree::conjuncts);
    let language = |condition: &Condition| match condition {
        Condition::Language(own) => Some(Some(own.as_str()) == code),
        _ => None,
    };
    let fits = |part| holds(part, &|clause: &Clause| holds(&clause.condition, &language));
    parts.filter_map(fits).all(|fits| fits)
}

/// Whether a tree holds, where each of its leaves tells.
fn holds<T>(tree: &Tree<T>, leaf: &dyn Fn(&T) -> Option<bool>) -> Option<bool> {
    let all = |parts: &[Tree<T>]| parts.iter().map(|part| holds(part, leaf)).collect::<Option<Vec<bool>>>();
    match tree {
        Tree::One(one) => leaf(one),
        Tree::Not(inner) => holds(inner, leaf).map(|holds| !holds),
        Tree::Or(parts) => all(parts).map(|held| held.contains(&true)),
        Tree::And(parts) => all(parts).map(|held| !held.contains(&false)),
    }
}

/// The question with one more condition, without its stages.
fn also(query: &Query, word: Word, condition: Condition) -> Query {
    let text = word.row().word.to_owned();
    let clause = Clause { reading: text.clone(), text, condition: Tree::One(condition) };
    let filter = Tree::and(query.filter.iter().cloned().chain([Tree::One(clause)]).collect());
    Query { filter, stages: Vec::new(), ..query.clone() }
}

fn part_text(tree: &Tree<Clause>, leaf: &dyn Fn(&Clause) -> String) -> String {
    print::tree(tree, " ", leaf)
}

/// One line that tells how the question was read: names and dates in full.
pub fn reading(query: &Query) -> String {
    let head = query.head.row();
    let what =
        if head.kind.is_some() || head.word == "entities" { head.word } else { FAMILIES[head.family as usize].1 };
    let parts = query.filter.iter().flat_map(Tree::conjuncts);
    let parts = parts.map(|part| part_text(part, &|clause| clause.reading.clone()));
    let zones = query.zones.iter().filter(|zone| **zone != Zone::Body).map(|zone| format!("including {}", name(*zone)));
    let flags = [
        (query.rejected, "including rejected"),
        (query.ambiguous, "including ambiguous"),
        (query.copies, "including copies"),
    ];
    let flags = flags.into_iter().filter(|(set, _)| *set).map(|(_, flag)| flag.to_owned());
    let scan = scans(query).then(|| format!("a pattern has no index: all {} are read", head.family.word()));
    std::iter::once(what.to_owned()).chain(parts).chain(zones).chain(flags).chain(scan).collect::<Vec<_>>().join(" · ")
}

/// Whether a pattern is tried on every record, since no other clause leaves few.
fn scans(query: &Query) -> bool {
    let mut parts = query.filter.iter().flat_map(Tree::conjuncts);
    let narrow = |part: &Tree<Clause>| {
        holds(part, &|clause: &Clause| holds(&clause.condition, &|condition| Some(condition.is_selective())))
            .unwrap_or(false)
    };
    let clauses = query.filter.iter().flat_map(Tree::leaves).flat_map(|clause| clause.condition.leaves());
    clauses.into_iter().any(|condition| matches!(condition, Condition::Matching(_))) && !parts.any(narrow)
}

fn name(zone: Zone) -> &'static str {
    if zone == Zone::Repeat { "repeats" } else { zone.word() }
}
