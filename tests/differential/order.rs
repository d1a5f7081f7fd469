//! In which order rows stand, and what that makes of them.

use std::cmp::Ordering;
use std::collections::HashMap;

use dixit::query::Query;
use dixit::query::registry::Head;
use dixit::table::Cell;

use crate::copied::speakers;
use crate::records::Record;
use crate::world::{Alias, Document, World};

/// The usual order: the newest first, by source where they are of one day; entities and names by how often they are mentioned.
pub fn usual(world: &World, query: &Query, a: &[Record<'_>], b: &[Record<'_>]) -> Ordering {
    let new = |a: &Document, b: &Document| b.published.cmp(&a.published).then_with(|| a.source.cmp(&b.source));
    match (a[0], b[0]) {
        (Record::Quotation(c, p), Record::Quotation(d, q)) => {
            let time = |said: &Option<String>, d: &Document| said.clone().or(d.published.clone());
            let (first, second) = (time(&p.said, c), time(&q.said, d));
            let early = first.is_none().cmp(&second.is_none()).then_with(|| first.cmp(&second));
            let in_time = if query.head == Head::Positions { early } else { Ordering::Equal };
            in_time.then_with(|| new(c, d)).then_with(|| (p.start(), &p.key).cmp(&(q.start(), &q.key)))
        }
        (Record::Mention(c, m), Record::Mention(d, n)) => {
            new(c, d).then_with(|| (m.start, &m.key).cmp(&(n.start, &n.key)))
        }
        (Record::Document(c), Record::Document(d)) => new(c, d),
        (Record::Entity(e, _), Record::Entity(f, _)) => {
            let count = |group: &[Record<'_>]| group.iter().filter(|record| record.mention().is_some()).count();
            count(b).cmp(&count(a)).then_with(|| (e.name, e.key).cmp(&(f.name, f.key)))
        }
        (Record::Alias(x), Record::Alias(y)) => {
            let place =
                |alias: &Alias| (world.entity(alias.entity).name, alias.spelling, world.entity(alias.entity).key);
            place(x).cmp(&place(y))
        }
        _ => b.len().cmp(&a.len()).then_with(|| a[0].row().cmp(&b[0].row())),
    }
}

/// Where the act of the same speakers changes from one quotation to the next in time.
pub fn changes(records: &[Record<'_>]) -> HashMap<i64, String> {
    let mut said = Vec::new();
    for record in records {
        if let Record::Quotation(document, quotation) = record
            && let Some(day) = quotation.said.as_ref().or(document.published.as_ref())
        {
            let place = (speakers(quotation), day, &document.source, quotation.start(), &quotation.key);
            said.push((place, quotation));
        }
    }
    said.sort_by(|(a, _), (b, _)| a.cmp(b));
    let pairs = said.windows(2).filter(|pair| pair[0].0.0 == pair[1].0.0 && pair[0].1.act != pair[1].1.act);
    pairs.map(|pair| (pair[1].1.id, format!("{} → {}", pair[0].1.act, pair[1].1.act))).collect()
}

/// What rows are sorted by; what is not known comes last.
#[derive(PartialEq)]
pub struct Key {
    pub value: Cell,
    pub descending: bool,
}

impl Eq for Key {}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        let unknown = (self.value == Cell::Empty).cmp(&(other.value == Cell::Empty));
        let values = compared(&self.value, &other.value);
        unknown.then(if self.descending { values.reverse() } else { values })
    }
}

fn compared(a: &Cell, b: &Cell) -> Ordering {
    match (a, b) {
        (Cell::Integer(a), Cell::Integer(b)) => a.cmp(b),
        (Cell::Real(a), Cell::Real(b)) => a.total_cmp(b),
        (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}

/// One value after the other; what is not known comes last.
pub fn ordering(a: &[Cell], b: &[Cell]) -> Ordering {
    let pairs = a.iter().zip(b);
    let unknown = |cell: &Cell| *cell == Cell::Empty;
    pairs.map(|(a, b)| unknown(a).cmp(&unknown(b)).then(compared(a, b))).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
}
