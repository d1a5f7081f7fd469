//! Rows of a question: which, in what order, with which columns.

use super::condition::condition;
use super::{Base, Sql, Writer, fold, given};
use crate::query::registry::{Family, Field, fields, same};
use crate::query::resolved::{Clause, Column, Condition, Mark, Query};
use crate::query::syntax::Tree;

/// The rows of a question, as far as its stages are read.
pub struct Rows<'q> {
    query: &'q Query,
    base: &'static Base,
    /// Row numbers that an earlier `limit` left.
    left: Option<Writer>,
    /// What they are put in order by, before the usual order.
    order: Vec<String>,
    limit: Option<u32>,
    columns: Vec<Column>,
    /// What makes records of copies the same; none when each counts.
    same: Option<&'static str>,
    /// Where it is known which rows were given before, when these are left out.
    fresh: Option<&'q Mark>,
}

impl<'q> Rows<'q> {
    /// All rows, in the usual order, with the usual columns.
    pub fn new(query: &'q Query) -> Self {
        let about = |field: &Field| field.name == "about" && asks_about(query);
        let shown = fields(query.family()).iter().filter(|field| field.usual || about(field));
        let columns = shown.map(Column::Field).collect();
        let same = same(query.family()).filter(|_| !query.copies);
        Rows { query, base: query.base(), left: None, order: Vec::new(), limit: None, columns, same, fresh: None }
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
            let direction = if descending { "DESC" } else { "ASC" };
            self.order.insert(0, format!("{} {direction} NULLS LAST", self.with_zones(field.sql)));
        }
    }

    /// Keeps the first `number`.
    pub fn limit(&mut self, number: u32) {
        self.limit = Some(self.limit.map_or(number, |limit| limit.min(number)));
    }

    /// Shows `columns`.
    pub fn show(&mut self, columns: &[Column]) {
        self.columns = columns.to_vec();
    }

    /// Leaves out what was given before.
    pub fn only_new(&mut self) {
        self.settle();
        self.fresh = self.query.mark.as_ref();
    }

    /// Makes the limit a condition, so that what follows works on the rows it left.
    pub fn settle(&mut self) {
        if self.limit.is_none() {
            return;
        }
        let mut inner = Writer::default();
        inner.push("SELECT ").push(self.base.id);
        self.write_body(&mut inner, "", false);
        self.write_group(&mut inner);
        self.write_order(&mut inner);
        self.limit = None;
        self.left = Some(inner);
    }

    /// The statement.
    pub fn sql(&self) -> Sql {
        let mut out = Writer::default();
        out.push("SELECT ").push(self.base.key).push(" AS key");
        for column in &self.columns {
            if let Column::Field(field) = column {
                out.push(", ").push(&self.with_zones(field.sql)).push(&format!(" AS \"{}\"", field.name));
            }
        }
        self.write_body(&mut out, "", false);
        self.write_group(&mut out);
        self.write_order(&mut out);
        let columns = self.columns.iter().map(|column| column.name().to_owned()).collect();
        Sql { text: out.text, values: out.values, columns }
    }

    /// The statement that tells what the rows are known by.
    pub fn given(&self) -> Sql {
        let mut out = Writer::default();
        out.push("SELECT NULL AS key, ");
        given::write_columns(&mut out, self);
        self.write_body(&mut out, "", false);
        self.write_group(&mut out);
        self.write_order(&mut out);
        Sql { text: out.text, values: out.values, columns: vec!["given".to_owned(), "copies".to_owned()] }
    }

    /// What sort of rows they are.
    pub fn family(&self) -> Family {
        self.query.family()
    }

    /// Whether records of copies fold.
    pub fn folds(&self) -> bool {
        self.same.is_some()
    }

    /// What the rows are of.
    pub fn base(&self) -> &'static Base {
        self.base
    }

    /// The tables, more of them, and the conditions, folded; `mentioned` leaves out entities without a mention.
    pub fn write_body(&self, out: &mut Writer, joins: &str, mentioned: bool) {
        self.write_unfolded(out, joins, mentioned);
        if let Some(left) = &self.left {
            out.push(&format!(" AND {} IN (", self.base.id)).append(left).push(")");
        }
        if let Some(same) = self.same {
            fold::write_condition(out, self, same);
        }
        if let Some(mark) = self.fresh {
            given::write_condition(out, self, mark);
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

    fn write_order(&self, out: &mut Writer) {
        out.push(" ORDER BY ");
        for order in &self.order {
            out.push(order).push(", ");
        }
        out.push(self.base.order);
        if let Some(limit) = self.limit {
            out.integer(" LIMIT ?", i64::from(limit));
        }
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
fn write_tree<T>(out: &mut Writer, tree: &Tree<T>, leaf: &dyn Fn(&mut Writer, &T)) {
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
