//! Where rows come from: the tables of a question, and the conditions that its clauses make.

use super::Rows;
use crate::query::compile::condition::condition;
use crate::query::compile::fold::Reading;
use crate::query::compile::place::{Place, write_tree};
use crate::query::compile::{Writer, company, fold, given, plain};
use crate::query::registry::Family;
use crate::query::resolved::{Clause, Condition};
use crate::query::syntax::Tree;

/// What else is joined to the tables of a question, and asked of them.
#[derive(Clone, Copy, Default)]
pub struct More<'m> {
    /// Joins behind them.
    pub joins: &'m str,
    /// The SQL outside that names tables of a record.
    pub asked: &'m str,
}

impl<'m> More<'m> {
    /// No joins.
    pub fn asked(sql: &'m str) -> Self {
        More { joins: "", asked: sql }
    }
}

impl Rows<'_> {
    /// The tables, more of them, and the conditions, folded; `mentioned` leaves out entities without a mention.
    pub fn write_body(&self, out: &mut Writer, (more, reading): (More<'_>, Reading), mentioned: bool) {
        let mut fresh = Writer::default();
        if let Some(mark) = self.fresh {
            given::write_condition(&mut fresh, self, mark);
        }
        let asked = more.asked.to_owned() + &fresh.text;
        out.push(" FROM ");
        self.write_unfolded(out, More { asked: &asked, ..more }, mentioned);
        if let Some(left) = &self.left {
            out.push(&format!(" AND {} IN (", self.base.id)).append(left).push(")");
        }
        self.write_fold(out, reading);
        out.append(&fresh);
    }

    /// The same before anything is limited.
    pub fn write_folded(&self, out: &mut Writer, (more, reading): (More<'_>, Reading), mentioned: bool) {
        out.push(" FROM ");
        self.write_unfolded(out, more, mentioned);
        self.write_fold(out, reading);
    }

    fn write_fold(&self, out: &mut Writer, reading: Reading) {
        match self.same.filter(|_| !self.is_counted()).zip(self.base.document) {
            Some((same, document)) if self.plain => plain::write_condition(out, self, same, document),
            Some(same) => fold::write_condition(out, self, same, reading),
            None => {}
        }
    }

    /// Those who stand with an entity, but for itself; their mentions that fold instead, when `folded`.
    pub(super) fn write_company(&self, out: &mut Writer, folded: bool) {
        let filter = |out: &mut Writer, place: &Place<'_>| {
            self.query.filter.iter().for_each(|filter| self.write_tree(out, filter, place));
        };
        if self.query.family() == Family::Name {
            return company::write_names(out, self.query, &filter);
        }
        company::write_entities(out, self.query, folded, &filter);
        if let Some(Condition::With(entity)) = self.leading {
            out.entity(" AND e.id <> ?", entity);
        }
        self.query.head.row().kind.iter().for_each(|kind| out.text(" AND e.kind = ?", kind.word()));
    }

    /// The same behind `FROM`, before anything is folded or limited.
    pub fn write_unfolded(&self, out: &mut Writer, more: More<'_>, mentioned: bool) {
        if self.is_counted() {
            return self.write_company(out, false);
        }
        let mut conditions = Writer::default();
        self.write_conditions(&mut conditions, mentioned);
        let asked = [more.asked, more.joins, &conditions.text];
        let tables = self.tables(&asked);
        match self.leading {
            Some(Condition::Of(entity)) if tables.contains('?') => out.entity(&tables, entity),
            _ => _ = out.push(&tables),
        }
        if self.plain {
            plain::write_others(out, self, &asked, &conditions);
        }
        out.push(more.joins).push(" WHERE ").append(&conditions);
    }

    /// Behind `FROM`: the tables, with those beside that any of this SQL names.
    pub fn tables(&self, asked: &[&str]) -> String {
        self.place().tables(asked)
    }

    fn write_conditions(&self, out: &mut Writer, mentioned: bool) {
        out.push(&self.in_place(self.base.always));
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
        if self.base.once != "TRUE" {
            out.push(" AND ").push(&self.in_place(self.base.once));
        }
    }

    fn write_filter(&self, out: &mut Writer, filter: &Tree<Clause>) {
        self.write_tree(out, filter, &self.place());
    }

    fn write_tree(&self, out: &mut Writer, filter: &Tree<Clause>, place: &Place<'_>) {
        write_tree(out, filter, &|out, clause| {
            write_tree(out, &clause.condition, &|out, one| match self.leading {
                Some(leading) if std::ptr::eq(leading, one) => place.leading(out, one),
                _ => condition(out, one, place),
            });
        });
    }
}
