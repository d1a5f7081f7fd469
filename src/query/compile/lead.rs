//! What leads a question: the condition whose rows are read first, in the order of time, and looked at for the others.

use crate::query::names::NamedEntity;
use crate::query::registry::Family;
use crate::query::resolved::{Clause, Condition, Query, Speaker, Stage};
use crate::query::syntax::Tree;

/// What is read first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// The quotations of a speaker.
    By,
    /// The quotations of a name that the gazetteer does not know.
    ByName,
    /// The quotations about an entity.
    About,
    /// The mentions of an entity, for documents and what stands in them.
    Mention,
    /// The mentions or spellings of an entity, which are the rows themselves.
    Own,
    /// Documents from the latest on, until there are enough rows.
    Day,
    /// Numbers of those who stand in the documents of an entity.
    Company,
    /// Documents of a cluster of copies.
    Copy,
    /// The rows of an answer that is limited.
    Shown,
    /// Whatever SQLite finds best.
    Free,
}

/// What leads `query`, with the condition that it stands for.
pub fn lead(query: &Query) -> (Lead, Option<&Condition>) {
    let conditions = || required(query);
    let leading = conditions().filter_map(|condition| Some((condition, leads(query, condition)?)));
    // the rarest name has the fewest rows, near enough
    match leading.min_by_key(|(_, (_, count))| *count) {
        Some((condition, (lead, _))) => (lead, Some(condition)),
        None if ends_early(query) && !conditions().any(Condition::is_selective) && !has_choice(query) => {
            (Lead::Day, None)
        }
        None => (Lead::Free, None),
    }
}

/// The conditions that must hold of every row, each for itself.
fn required(query: &Query) -> impl Iterator<Item = &Condition> {
    fn of<T>(tree: &Tree<T>) -> Vec<&T> {
        match tree {
            Tree::One(one) => vec![one],
            Tree::And(parts) => parts.iter().flat_map(of).collect(),
            Tree::Or(_) | Tree::Not(_) => Vec::new(),
        }
    }
    let clauses: Vec<&Clause> = query.filter.iter().flat_map(of).collect();
    clauses.into_iter().flat_map(|clause| of(&clause.condition))
}

/// What a condition could lead as, and how often its name is mentioned.
fn leads(query: &Query, condition: &Condition) -> Option<(Lead, u64)> {
    match (query.family(), condition) {
        (Family::Quotation, Condition::By(Speaker::Entity(entity))) => Some((Lead::By, entity.count / 4)),
        // nothing counts how often it speaks; it is rarer than most that the gazetteer knows
        (Family::Quotation, Condition::By(Speaker::Words(names))) if names.len() == 1 => Some((Lead::ByName, 0)),
        (Family::Quotation, Condition::About(entity, _)) => Some((Lead::About, entity.count)),
        (Family::Mention, Condition::Of(entity)) if !query.ambiguous => Some((Lead::Own, entity.count)),
        (Family::Alias, Condition::Of(entity)) => Some((Lead::Own, entity.count)),
        (Family::Document | Family::Entity | Family::Name, Condition::Together(_, names)) => {
            needed(names).map(|entity| (Lead::Mention, entity.count))
        }
        (Family::Document, Condition::Mentioning(entity))
        | (Family::Entity | Family::Name, Condition::With(entity)) => Some((Lead::Mention, entity.count)),
        _ => None,
    }
}

/// Of names that stand together, one that must.
pub fn needed(names: &Tree<NamedEntity>) -> Option<&NamedEntity> {
    match names {
        Tree::One(entity) => Some(entity),
        Tree::And(parts) => {
            parts.iter().find_map(|part| if let Tree::One(entity) = part { Some(entity) } else { None })
        }
        Tree::Or(_) | Tree::Not(_) => None,
    }
}

/// Whether the first rows in the usual order are all that is asked for.
fn ends_early(query: &Query) -> bool {
    let rows = matches!(query.family(), Family::Quotation | Family::Mention);
    rows && matches!(query.stages.iter().find(|stage| !matches!(stage, Stage::Show(_))), Some(Stage::Limit(_)))
}

/// Whether one of several conditions is enough, of which any may leave few rows.
fn has_choice(query: &Query) -> bool {
    fn chooses<T>(tree: &Tree<T>, of: &dyn Fn(&T) -> bool) -> bool {
        match tree {
            Tree::One(one) => of(one),
            Tree::And(parts) => parts.iter().any(|part| chooses(part, of)),
            Tree::Or(_) => true,
            Tree::Not(_) => false,
        }
    }
    query.filter.iter().any(|filter| chooses(filter, &|clause: &Clause| chooses(&clause.condition, &|_| false)))
}
