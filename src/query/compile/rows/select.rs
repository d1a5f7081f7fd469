//! The statement that gives rows: its columns, its order, its limit.

use rustc_hash::FxHashSet;

use super::{KEY, More, Rows};
use crate::query::compile::fold::Reading;
use crate::query::compile::{Sql, Writer, bare, given, plain};
use crate::query::resolved::Column;

impl Rows<'_> {
    /// One column of the rows that the limit leaves.
    pub(super) fn limited(&self, column: &str) -> Writer {
        self.select(&format!("{column} AS id"), "id")
    }

    /// The statement that selects `what`, under these `names`, of the rows in their order.
    pub(super) fn select(&self, what: &str, names: &str) -> Writer {
        if self.plain {
            return plain::select(self, what, names);
        }
        let mut out = Writer::default();
        let asked = format!("{what}, {}", self.order());
        match self.left.as_ref().filter(|_| self.is_compared()) {
            None => {
                out.push("SELECT ").push(what);
                let reading = if self.base.grouped { Reading::Many } else { Reading::Shown };
                self.write_body(&mut out, (More::asked(&asked), reading), false);
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
                self.write_folded(&mut out, (More::asked(&asked), Reading::Shown), false);
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
        let mut shown = self.shown_fields();
        if self.handed_out && self.base.key != "NULL" && !shown.iter().any(|(name, _)| *name == KEY) {
            shown.insert(0, (KEY, self.base.key));
        }
        // a field may be called `key`, too
        let name = if self.plain { "lasting" } else { KEY };
        let key = (!self.handed_out).then(|| (format!("{} AS {name}", self.base.key), name.to_owned()));
        let told = shown.iter().map(|(name, sql)| {
            let quoted = format!("\"{name}\"");
            (format!("{} AS {quoted}", self.in_place(sql)), quoted)
        });
        let (mut what, names): (Vec<String>, Vec<String>) = key.into_iter().chain(told).unzip();
        if self.plain {
            // who shows a field twice sees it twice, from one column
            let mut told = FxHashSet::default();
            what.retain(|sql| told.insert(sql.clone()));
        }
        let out = self.select(&what.join(", "), &names.join(", "));
        let columns = shown.iter().map(|(name, _)| (*name).to_owned()).collect();
        Sql { text: out.text, values: out.values, columns }
    }

    /// The columns by name, with their SQL.
    fn shown_fields(&self) -> Vec<(&'static str, &'static str)> {
        let own = self
            .columns
            .iter()
            .filter_map(|column| if let Column::Field(field) = column { Some(*field) } else { None });
        match self.data {
            true => bare::columns(own.collect(), self.query.family(), self.usual_columns, &|field| self.value(field)),
            false => own.map(|field| (field.name, self.value(field))).collect(),
        }
    }

    /// The statement that tells what the rows are known by.
    pub fn given(&self) -> Sql {
        let mut what = Writer::default();
        what.push("NULL AS key, ");
        given::write_columns(&mut what, self);
        let out = self.select(&what.text, "key, given, copies");
        Sql { text: out.text, values: out.values, columns: vec!["given".to_owned(), "copies".to_owned()] }
    }

    /// What they are put in order by, and which way.
    pub fn sorts(&self) -> impl Iterator<Item = (String, &'static str)> {
        let usual = self.usual_parts().map(|part| match part.strip_suffix(" DESC") {
            Some(sql) => (sql.to_owned(), "DESC"),
            None => (part.to_owned(), "ASC"),
        });
        self.sorts.iter().cloned().chain(usual)
    }

    /// Behind the conditions: what makes several records one row.
    pub fn write_group(&self, out: &mut Writer) {
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
        self.usual_parts().collect::<Vec<_>>().join(", ")
    }

    fn usual_parts(&self) -> impl Iterator<Item = &'static str> {
        self.query.head.row().order.iter().chain(self.base.order).copied()
    }
}
