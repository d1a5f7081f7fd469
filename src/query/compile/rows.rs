//! Rows of a question: which, in what order, with which columns.

use super::condition::condition;
use super::{Base, Sql, Writer, fold};
use crate::query::registry::{Family, Field, field, fields, same};
use crate::query::resolved::{Clause, Column, Condition, Query};
use crate::query::syntax::Tree;

/// The rows of a question, as far as its stages are read.
pub struct Rows<'q> {
    query: &'q Query,
    base: &'static Base,
    /// Row numbers that an earlier `limit` left.
    left: Option<Writer>,
    /// What they are put in order by, and which way, before the usual order.
    sorts: Vec<(String, &'static str)>,
    limit: Option<u32>,
    columns: Vec<Column>,
    /// Whether they are put in order by how they compare with each other.
    compared: bool,
    /// What makes records of copies the same; none when each counts.
    same: Option<&'static str>,
}

impl<'q> Rows<'q> {
    /// All rows, in the usual order, with the usual columns.
    pub fn new(query: &'q Query) -> Self {
        let (head, all) = (query.head.row(), fields(query.family()));
        let about = |field: &Field| field.name == "about" && asks_about(query);
        let columns = match head.columns {
            [] => all.iter().filter(|field| field.usual || about(field)).map(Column::Field).collect(),
            own => own.iter().filter_map(|name| field(query.family(), name)).map(Column::Field).collect(),
        };
        let same = same(query.family()).filter(|_| !query.copies);
        Rows { query, base: query.base(), left: None, sorts: Vec::new(), limit: None, columns, compared: false, same }
    }

    /// Lets records of copies count each from here on.
    pub fn count_each_copy(&mut self) {
        self.same = None;
    }

    /// The statement that counts the records that fold into others.
    pub fn folded(&self) -> Option<Sql> {
        let mut out = Writer::default();
        out.push("SELECT NULL AS key, count(*) AS \"count\"");
        fold::write_folding(&mut out, self, self.same?, "document <> earliest");
        Some(Sql { text: out.text, values: out.values, columns: vec!["count".to_owned()] })
    }

    /// Puts them in order by `column`.
    pub fn sort(&mut self, column: Column, descending: bool) {
        self.settle();
        if let Column::Field(field) = column {
            let direction = if descending { "DESC NULLS LAST" } else { "ASC NULLS LAST" };
            self.compared |= field.compares;
            self.sorts.insert(0, (self.with_zones(field.sql), direction));
        }
    }

    /// Keeps the first `number`.
    pub fn limit(&mut self, number: u32) {
        self.limit = Some(self.limit.map_or(number, |limit| limit.min(number)));
    }

    /// Draws `number` of them by lot.
    pub fn sample(&mut self, number: u32) {
        self.settle();
        let mut inner = Writer::default();
        inner.push("SELECT ").push(self.base.id);
        self.write_body(&mut inner, "", false);
        self.write_group(&mut inner);
        inner.push(&format!(" ORDER BY shuffled({}), {}", self.base.lot, self.base.id));
        inner.integer(" LIMIT ?", i64::from(number));
        self.left = Some(inner);
    }

    /// Shows `columns`.
    pub fn show(&mut self, columns: &[Column]) {
        self.columns = columns.to_vec();
    }

    /// Makes the limit a condition, so that what follows works on the rows it left.
    pub fn settle(&mut self) {
        if self.limit.is_none() {
            return;
        }
        self.left = Some(self.select(&format!("{} AS id", self.base.id), "id"));
        self.limit = None;
    }

    /// The statement that selects `what`, under these `names`, of the rows in their order.
    fn select(&self, what: &str, names: &str) -> Writer {
        let mut out = Writer::default();
        let compared = self.compared || self.columns.iter().any(|c| matches!(c, Column::Field(f) if f.compares));
        match self.left.as_ref().filter(|_| compared) {
            None => {
                out.push("SELECT ").push(what);
                self.write_body(&mut out, "", false);
                self.write_group(&mut out);
                out.push(" ORDER BY ").push(&self.order());
            }
            // rows are compared before those that are left are taken out of them
            Some(left) => {
                out.push(&format!("SELECT {names} FROM (SELECT {what}, {} AS one", self.base.id));
                for (i, (sql, _)) in self.sorts.iter().enumerate() {
                    out.push(&format!(", {sql} AS sort{i}"));
                }
                out.push(&format!(", row_number() OVER (ORDER BY {}) AS place", self.usual()));
                self.write_folded(&mut out, "", false);
                out.push(") WHERE one IN (").append(left).push(") ORDER BY ");
                for (i, (_, direction)) in self.sorts.iter().enumerate() {
                    out.push(&format!("sort{i} {direction}, "));
                }
                out.push("place");
            }
        }
        if let Some(limit) = self.limit {
            out.integer(" LIMIT ?", i64::from(limit));
        }
        out
    }

    /// The statement.
    pub fn sql(&self) -> Sql {
        let (mut what, mut names) = (format!("{} AS key", self.base.key), "key".to_owned());
        for column in &self.columns {
            if let Column::Field(field) = column {
                what += &format!(", {} AS \"{}\"", self.with_zones(field.sql), field.name);
                names += &format!(", \"{}\"", field.name);
            }
        }
        let out = self.select(&what, &names);
        let columns = self.columns.iter().map(|column| column.name().to_owned()).collect();
        Sql { text: out.text, values: out.values, columns }
    }

    /// What the rows are of.
    pub fn base(&self) -> &'static Base {
        self.base
    }

    /// The tables, more of them, and the conditions, folded; `mentioned` leaves out entities without a mention.
    pub fn write_body(&self, out: &mut Writer, joins: &str, mentioned: bool) {
        self.write_folded(out, joins, mentioned);
        if let Some(left) = &self.left {
            out.push(&format!(" AND {} IN (", self.base.id)).append(left).push(")");
        }
    }

    /// The same before anything is limited.
    fn write_folded(&self, out: &mut Writer, joins: &str, mentioned: bool) {
        self.write_unfolded(out, joins, mentioned);
        if let Some(same) = self.same {
            fold::write_condition(out, self, same);
        }
    }

    /// The same before anything is folded or limited.
    pub fn write_unfolded(&self, out: &mut Writer, joins: &str, mentioned: bool) {
        out.push(" FROM ").push(&self.with_zones(self.base.from)).push(joins);
        out.push(" WHERE ").push(self.base.always);
        if let Some(kind) = self.query.head.row().kind {
            out.text(" AND e.kind = ?", kind.word());
        }
        if self.query.family() == Family::Entity && (mentioned || self.query.filter.is_some()) {
            out.push(" AND m.id IS NOT NULL");
        }
        if let Some(filter) = &self.query.filter {
            out.push(" AND ");
            self.write_filter(out, filter);
        }
    }

    fn write_filter(&self, out: &mut Writer, filter: &Tree<Clause>) {
        write_tree(out, filter, &|out, clause| {
            write_tree(out, &clause.condition, &|out, one| condition(out, one, self.query));
        });
    }

    fn write_group(&self, out: &mut Writer) {
        if self.base.grouped {
            out.push(" GROUP BY ").push(self.base.id);
        }
    }

    fn order(&self) -> String {
        let sorts = self.sorts.iter().map(|(sql, direction)| format!("{sql} {direction}"));
        sorts.chain([self.usual()]).collect::<Vec<_>>().join(", ")
    }

    /// The order where nothing else is asked for, or all else is equal.
    fn usual(&self) -> String {
        self.query.head.row().order.iter().chain([&self.base.order]).copied().collect::<Vec<_>>().join(", ")
    }

    fn with_zones(&self, sql: &str) -> String {
        sql.replace("{zones}", &zones(self.query))
    }
}

/// Whether a clause of the question says what it is about: the answer then shows where that holds only widely.
fn asks_about(query: &Query) -> bool {
    let clauses = query.filter.iter().flat_map(Tree::leaves);
    clauses.flat_map(|clause| clause.condition.leaves()).any(|c| matches!(c, Condition::About(..)))
}

/// The zones that count, as a list of literals: they are words of the schema, not of a user.
pub fn zones(query: &Query) -> String {
    query.zones.iter().map(|zone| format!("'{zone}'")).collect::<Vec<_>>().join(", ")
}

/// A tree as a condition. What is unknown counts as not so, also under `NOT`.
pub(super) fn write_tree<T>(out: &mut Writer, tree: &Tree<T>, leaf: &dyn Fn(&mut Writer, &T)) {
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
