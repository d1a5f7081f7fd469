//! Where conditions are written: the tables of a question, and trees of conditions on them.

use super::condition::condition;
use super::family::Base;
use super::lead::needed;
use super::{Value, Writer, plain};
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
    /// Whether nothing is written that only SQLite has.
    pub plain: bool,
}

/// Whether the date of a document can hardly be true.
const DOUBTFUL: &str = "in_set((SELECT set_of(id) FROM document WHERE published_doubt IS NOT NULL), {document})";

/// The same of a document that is joined.
const PLAINLY_DOUBTFUL: &str = "iif(d.published_doubt IS NULL, 0, 1)";

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
        let more = if self.plain { plain::tables(&needed) } else { "" };
        self.fill(&(self.base.from.to_owned() + &beside.collect::<String>() + more))
    }

    /// SQL with its marks filled in: `{in x}` holds where the zone of `x` counts, `{at x}` where `x` stands in the document of a record.
    pub fn fill(&self, sql: &str) -> String {
        let at = |table: &str| match self.plain {
            true => format!("{table}.document = {{document}}"),
            false => format!("{table}.day IS {{day}} AND {table}.document = {{document}}"),
        };
        let doubtful = if self.plain { PLAINLY_DOUBTFUL } else { DOUBTFUL };
        let own = [
            ("{doubtful}", doubtful),
            ("{id}", self.base.id),
            ("{document}", self.document()),
            ("{day}", self.base.day),
        ];
        let told = self.base.told.iter().chain(&own);
        let told = told.fold(
            marked(sql, "{at ", &at),
            |sql, (mark, with)| if sql.contains(mark) { sql.replace(mark, with) } else { sql },
        );
        marked(&told, "{in ", &|table| zoned(self.query, table))
    }

    /// Writes that `what` is one of these.
    pub fn list<T: serde::Serialize + Bound>(&self, out: &mut Writer, what: &str, values: &[T]) {
        if !self.plain {
            return out.list(&format!("{what} IN (SELECT value FROM json_each(?))"), values);
        }
        out.push(what).push(" IN (");
        for (n, value) in values.iter().enumerate() {
            out.bind(if n > 0 { ", ?" } else { "?" }, value.bound());
        }
        out.push(")");
    }

    /// Writes the condition that the first table stands for.
    pub fn leading(&self, out: &mut Writer, one: &Condition) {
        match one {
            Condition::By(Speaker::Entity(entity)) | Condition::Mentioning(entity) => {
                out.entity("v.entity = ?", entity)
            }
            Condition::By(Speaker::Words(names)) => {
                names.iter().for_each(|name| out.text("v.entity IS NULL AND v.name = ?", name));
            }
            Condition::About(entity, strict) => {
                out.entity("v.entity = ?", entity);
                out.push(if *strict { " AND v.strict = 1" } else { "" });
            }
            Condition::With(entity) => {
                out.entity("v.entity = ?", entity);
                if self.query.family() == Family::Entity && self.base.grouped {
                    out.entity(" AND e.id <> ?", entity);
                }
            }
            Condition::Together(_, names) => {
                needed(names).iter().for_each(|entity| out.entity("v.entity = ? AND ", entity));
                condition(out, one, self);
            }
            _ => condition(out, one, self),
        }
    }
}

/// SQL in which `with` tells what stands for each mark that begins so.
fn marked(sql: &str, begins: &str, with: &dyn Fn(&str) -> String) -> String {
    let mut parts = sql.split(begins);
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (table, rest) = part.split_once('}').unwrap_or((part, ""));
        filled.push_str(&with(table));
        filled.push_str(rest);
    }
    filled
}

/// What can be bound one by one.
pub trait Bound {
    /// As a value.
    fn bound(&self) -> Value;
}

impl Bound for i64 {
    fn bound(&self) -> Value {
        Value::Integer(*self)
    }
}

impl Bound for String {
    fn bound(&self) -> Value {
        Value::Text(self.clone())
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
