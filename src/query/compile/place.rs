//! Where conditions are written: the tables of a question, and trees of conditions on them.

use super::Writer;
use super::condition::condition;
use super::family::Base;
use super::lead::needed;
use crate::model::Zone;
use crate::query::registry::Family;
use crate::query::resolved::{Condition, Query, Speaker};
use crate::query::syntax::Tree;

/// A question and the tables that its conditions are written on.
pub struct Place<'q> {
    /// The question.
    pub query: &'q Query,
    /// The tables.
    pub base: &'static Base,
}

/// Whether the date of a document can hardly be true.
const DOUBTFUL: &str = "in_set((SELECT set_of(id) FROM document WHERE published_doubt IS NOT NULL), {document})";

impl Place<'_> {
    /// The row number of a record's document.
    pub fn document(&self) -> &'static str {
        self.base.document.unwrap_or("NULL")
    }

    /// What stands before a column that is not to lead, though it has an index.
    pub fn aside(&self) -> &'static str {
        if self.base.led { "+" } else { "" }
    }

    /// Behind `FROM`: the tables, with those beside that any of this SQL names.
    pub fn tables(&self, asked: &[&str]) -> String {
        let needed = |table: &str| asked.iter().any(|sql| tables_named(sql).any(|named| named == table));
        let beside = self.base.beside.iter().filter(|(table, _)| needed(table)).map(|(_, join)| *join);
        self.fill(&(self.base.from.to_owned() + &beside.collect::<String>()))
    }

    /// SQL with its marks filled in: `{in x}` holds where the zone of `x` counts.
    pub fn fill(&self, sql: &str) -> String {
        let own = [("{id}", self.base.id), ("{document}", self.document()), ("{day}", self.base.day)];
        let told = self.base.told.iter().chain(&[("{doubtful}", DOUBTFUL)]).chain(&own);
        let told = told
            .fold(sql.to_owned(), |sql, (mark, with)| if sql.contains(mark) { sql.replace(mark, with) } else { sql });
        let mut filled = String::with_capacity(told.len());
        let mut parts = told.split("{in ");
        filled.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (table, rest) = part.split_once('}').unwrap_or((part, ""));
            filled.push_str(&zoned(self.query, table));
            filled.push_str(rest);
        }
        filled
    }

    /// Writes the condition that the first table stands for.
    pub fn leading(&self, out: &mut Writer, one: &Condition) {
        match one {
            Condition::By(Speaker::Entity(entity)) | Condition::Mentioning(entity) => {
                out.integer("v.entity = ?", entity.id)
            }
            Condition::By(Speaker::Words(names)) => {
                names.iter().for_each(|name| out.text("v.entity IS NULL AND v.name = ?", name));
            }
            Condition::About(entity, strict) => {
                out.integer("v.entity = ?", entity.id);
                out.push(if *strict { " AND v.strict = 1" } else { "" });
            }
            Condition::With(entity) => {
                out.integer("v.entity = ?", entity.id);
                if self.query.family() == Family::Entity && self.base.grouped {
                    out.integer(" AND e.id <> ?", entity.id);
                }
            }
            Condition::Together(_, names) => {
                needed(names).iter().for_each(|entity| out.integer("v.entity = ? AND ", entity.id));
                condition(out, one, self);
            }
            _ => condition(out, one, self),
        }
    }
}

/// The letters of the tables of which SQL names a column.
pub fn tables_named(sql: &str) -> impl Iterator<Item = &str> {
    let is_of_word = |c: char| c.is_alphanumeric() || c == '_';
    let words =
        sql.match_indices('.').map(move |(at, _)| sql[..at].rsplit(|c| !is_of_word(c)).next().unwrap_or_default());
    words.filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// Whether the zone of the table `name` counts: none is written where it is body.
fn zoned(query: &Query, name: &str) -> String {
    let mut others: Vec<String> =
        query.zones.iter().filter(|zone| **zone != Zone::Body).map(|zone| format!("'{zone}'")).collect();
    if query.rejected {
        let rejected =
            |zone: &Zone| if *zone == Zone::Body { "'rejected'".to_owned() } else { format!("'rejected-{zone}'") };
        others.extend(query.zones.iter().map(rejected));
    }
    match others.is_empty() {
        true => format!("{name}.zone IS NULL"),
        false => format!("({name}.zone IS NULL OR {name}.zone IN ({}))", others.join(", ")),
    }
}

/// A tree as a condition. What is unknown counts as not so, also under `NOT`.
pub fn write_tree<T>(out: &mut Writer, tree: &Tree<T>, leaf: &dyn Fn(&mut Writer, &T)) {
    let mut all = |parts: &[Tree<T>], joint: &str| {
        out.push("(");
        for (i, part) in parts.iter().enumerate() {
            out.push(if i > 0 { joint } else { "" });
            write_tree(out, part, leaf);
        }
        out.push(")");
    };
    match tree {
        Tree::And(parts) => all(parts, " AND "),
        Tree::Or(parts) => all(parts, " OR "),
        Tree::One(one) => {
            out.push("(");
            leaf(out, one);
            out.push(")");
        }
        Tree::Not(inner) => {
            out.push("NOT coalesce(");
            write_tree(out, inner, leaf);
            out.push(", FALSE)");
        }
    }
}
