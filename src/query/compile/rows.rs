//! Rows of a question: which, in what order, with which columns.

use super::family::{Base, base};
use super::fold::Reading;
use super::lead::{Lead, lead};
use super::place::Place;
use super::tally::Grain;
use super::{Shown, Sql, Writer, company, fold};
use crate::query::registry::{Family, Field, Same, field, fields, same};
use crate::query::resolved::{Column, Condition, Mark, Query, Stage};
use crate::query::syntax::Tree;

mod body;
mod select;

pub use body::More;

/// What the lasting key of a row is called.
const KEY: &str = "key";

/// The rows of a question, as far as its stages are read.
pub struct Rows<'q> {
    query: &'q Query,
    base: &'static Base,
    /// The condition that the first table stands for.
    leading: Option<&'q Condition>,
    /// Row numbers that an earlier `limit` left.
    left: Option<Writer>,
    /// What they are put in order by, and which way, before the usual order.
    sorts: Vec<(String, &'static str)>,
    limit: Option<u32>,
    columns: Vec<Column>,
    /// Whether these are the usual ones.
    usual_columns: bool,
    /// Whether a program reads them.
    data: bool,
    /// Whether they are put in order by how they compare with each other.
    compared: bool,
    /// What makes records of copies the same; none when each counts.
    same: Option<&'static Same>,
    /// Where it is known which rows were given before, when these are left out.
    fresh: Option<&'q Mark>,
    /// Whether nothing is written that only SQLite has.
    plain: bool,
    /// Whether others run the statement, who get the lasting keys of rows as programs do: as a column, where rows have any.
    handed_out: bool,
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
        let (lead, leading) = lead(query);
        let counted = company::answers(query);
        let base = base(query.family(), if counted { Lead::Company } else { lead });
        let compared = false;
        let more = Rows::under(query, Lead::Free);
        Rows { base, leading, columns, usual_columns: true, compared, same, ..more }
    }

    /// The same for a program.
    pub fn for_program(query: &'q Query) -> Self {
        Rows { data: true, ..Rows::new(query) }
    }

    /// The same without what only SQLite has: nothing leads, nothing is packed, no row looks through another into a third.
    pub fn plainly(self) -> Self {
        Rows { base: base(self.query.family(), Lead::Free), leading: None, plain: true, ..self }
    }

    /// The same in a statement that others run.
    pub fn handed_out(self) -> Self {
        Rows { handed_out: true, ..self }
    }

    /// The rows that are left when all stages are done, where some are cut off and none are counted.
    pub fn shown(query: &'q Query) -> Option<Self> {
        let mut rows = Rows::new(query);
        for stage in &query.stages {
            match stage {
                Stage::Count(_) | Stage::New => return None,
                other => rows.apply(other),
            }
        }
        let single = !rows.base.grouped && rows.base.document.is_some();
        Some(rows).filter(|rows| single && (rows.limit.is_some() || rows.left.is_some()))
    }

    /// The same rows, looked for in the documents of a cluster `o`.
    pub fn of_copies(&self) -> Rows<'q> {
        Rows::under(self.query, Lead::Copy)
    }

    /// The rows of `query` that are among those shown.
    pub fn among(query: &'q Query, shown: &Shown) -> Self {
        let mut left = Writer::default();
        left.list("SELECT value FROM json_each(?)", &shown.records);
        Rows { left: Some(left), ..Rows::under(query, Lead::Shown) }
    }

    /// The statement that gives the row number and the document of each.
    pub fn numbers(&self) -> Option<Sql> {
        let what = format!("NULL AS key, {} AS record, {} AS document", self.base.id, self.base.document?);
        let Writer { text, values } = self.select(&what, "key, record, document");
        Some(Sql { text, values, columns: vec!["record".to_owned(), "document".to_owned()] })
    }

    /// All rows, unfolded, where something else than the question's own names leads.
    fn under(query: &'q Query, lead: Lead) -> Self {
        let base = base(query.family(), lead);
        Rows {
            query,
            base,
            leading: None,
            left: None,
            sorts: Vec::new(),
            limit: None,
            columns: Vec::new(),
            usual_columns: false,
            data: false,
            compared: false,
            same: None,
            fresh: None,
            plain: false,
            handed_out: false,
        }
    }

    /// Lets all rows be read, in any order, where none were cut off.
    pub fn read_all(&mut self) {
        if self.left.is_none() {
            self.base = self.base.counted.unwrap_or(self.base);
        }
    }

    /// How many of them are looked at when all are counted.
    pub fn reading(&self) -> Reading {
        if self.left.is_some() { Reading::Few } else { Reading::Many }
    }

    /// Lets records of copies count each from here on.
    pub fn count_each_copy(&mut self) {
        self.same = None;
    }

    /// The statement that counts the records that fold into others: into those shown where not all are.
    pub fn folded(&self, shown: Option<&Shown>) -> Option<Sql> {
        let same = self.same?;
        let mut out = Writer::default();
        out.push("SELECT NULL AS key, count(*) AS \"count\" FROM ");
        match shown {
            None if self.is_counted() => {
                out.text = "SELECT NULL AS key, coalesce(sum(t.value), 0) AS \"count\" FROM ".to_owned();
                self.write_company(&mut out, true);
            }
            None => {
                self.write_unfolded(&mut out, More::default(), true);
                fold::write_folded(&mut out, self, (same, self.base.document?));
            }
            Some(shown) => fold::write_folded_into(&mut out, self, same, shown),
        }
        Some(Sql { text: out.text, values: out.values, columns: vec!["count".to_owned()] })
    }

    /// The statement that counts them as far as `most`.
    pub fn counted_up_to(&self, most: u32) -> Sql {
        let mut out = Writer::default();
        out.push("SELECT NULL AS key, count(*) AS \"count\" FROM (SELECT ");
        out.push(if self.base.grouped { "DISTINCT " } else { "" }).push(self.base.id);
        self.write_body(&mut out, (More::asked(self.base.id), Reading::Few), false);
        out.integer(" LIMIT ?)", i64::from(most));
        Sql { text: out.text, values: out.values, columns: vec!["count".to_owned()] }
    }

    /// Does what a stage says that leaves rows; counting is not among these.
    pub fn apply(&mut self, stage: &Stage) {
        match stage {
            Stage::Sort(column, descending) => self.sort(*column, *descending),
            Stage::Limit(number) => self.limit(*number),
            Stage::Sample(number) => self.sample(*number),
            Stage::Show(columns) => {
                self.columns.clone_from(columns);
                self.usual_columns = false;
            }
            Stage::New => self.only_new(),
            Stage::Count(_) => {}
        }
    }

    /// Puts them in order by `column`.
    fn sort(&mut self, column: Column, descending: bool) {
        self.settle();
        if let Column::Field(field) = column {
            let direction = if descending { "DESC NULLS LAST" } else { "ASC NULLS LAST" };
            self.compared |= field.compares;
            self.sorts.insert(0, (self.in_place(self.value(field)), direction));
        }
    }

    /// Keeps the first `number`.
    fn limit(&mut self, number: u32) {
        self.limit = Some(self.limit.map_or(number, |limit| limit.min(number)));
    }

    /// Draws `number` of them by lot.
    fn sample(&mut self, number: u32) {
        self.settle();
        let mut inner = Writer::default();
        let drawn = format!("shuffled({}), {}", self.base.lot, self.base.id);
        inner.push("SELECT ").push(self.base.id);
        self.write_body(&mut inner, (More::asked(&drawn), Reading::Many), false);
        self.write_group(&mut inner);
        inner.push(" ORDER BY ").push(&drawn);
        inner.integer(" LIMIT ?", i64::from(number));
        self.left = Some(inner);
    }

    /// Leaves out what was given before.
    fn only_new(&mut self) {
        self.settle();
        self.fresh = self.query.mark.as_ref();
    }

    /// Makes the limit a condition, so that what follows works on the rows it left.
    pub fn settle(&mut self) {
        if self.limit.is_none() {
            return;
        }
        self.left = Some(self.limited(self.base.id));
        self.limit = None;
    }

    /// Whether they are put in order, or told, by how they compare with each other.
    pub fn is_compared(&self) -> bool {
        self.compared || self.columns.iter().any(|c| matches!(c, Column::Field(f) if f.compares))
    }

    /// The value of a field.
    pub fn value(&self, field: &'static Field) -> &'static str {
        field.plain.filter(|_| self.plain).unwrap_or(field.sql)
    }

    /// Whether others run the statement.
    pub fn is_handed_out(&self) -> bool {
        self.handed_out
    }

    /// The rows that an earlier `limit` left.
    pub fn left(&self) -> Option<&Writer> {
        self.left.as_ref()
    }

    /// How many of them are kept.
    pub fn limit_set(&self) -> Option<u32> {
        self.limit
    }

    /// Whether a program reads them.
    pub fn is_for_program(&self) -> bool {
        self.data
    }

    /// The question whose rows they are.
    pub fn query(&self) -> &'q Query {
        self.query
    }

    /// Whether they are the rows of a name, each standing for one record, of which none were cut off.
    pub fn is_led_by_name(&self) -> bool {
        self.leading.is_some() && self.left.is_none() && !self.base.grouped && self.base.document.is_some()
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

    /// Whether several records make one row, so that all are read whatever the limit.
    pub fn is_grouped(&self) -> bool {
        self.base.grouped || self.is_counted()
    }

    /// Whether numbers come from the packed mentions.
    pub fn is_counted(&self) -> bool {
        self.base.from.is_empty()
    }

    fn place(&self) -> Place<'q> {
        Place { query: self.query, base: self.base, plain: self.plain }
    }

    /// Where fields are written of what was tallied of them.
    pub fn tallied(&self, grain: &Grain) -> Place<'q> {
        Place { query: self.query, base: grain.base, plain: self.plain }
    }

    /// SQL with the zones that count, and with the document and the day of a record, filled in.
    pub fn in_place(&self, sql: &str) -> String {
        self.place().fill(sql)
    }
}

/// Whether a clause of the question says what it is about: the answer then shows where that holds only widely.
fn asks_about(query: &Query) -> bool {
    let clauses = query.filter.iter().flat_map(Tree::leaves);
    clauses.flat_map(|clause| clause.condition.leaves()).any(|c| matches!(c, Condition::About(..)))
}
