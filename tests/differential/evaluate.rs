//! The answer to a question by plain loops over plain lists. It knows the resolved question and the page of questions, no SQL.

use std::collections::{BTreeMap, BTreeSet};

use dixit::query::registry::{Family, Field, Head, fields};
use dixit::query::syntax::Tree;
use dixit::query::{Column, Condition, Query, Stage};
use dixit::table::Cell;

use crate::base::Row;
use crate::copied::folded;
use crate::counted::Counted;
use crate::fields::Viewer;
use crate::holds::Reader;
use crate::order::{Key, changes, ordering, usual};
use crate::records::{Record, records};
use crate::world::World;

/// What the rows of an answer are.
pub struct Answer {
    pub columns: Vec<&'static str>,
    pub rows: Vec<Row>,
    /// How many of the rows are to be drawn by lot.
    pub drawn: Option<u32>,
}

/// How many rows the clauses of `query` leave, and how many records folded into others of their copies.
pub fn sums(world: &World, query: &Query) -> (usize, usize) {
    let asked = Asked::new(world, query);
    (asked.rows.len(), asked.folded)
}

/// Answers `query`.
pub fn answer(world: &World, query: &Query) -> Answer {
    let mut asked = Asked::new(world, query);
    for (i, stage) in query.stages.iter().enumerate() {
        if let Stage::Count(by) = stage {
            return asked.counted(by, &query.stages[i + 1..]);
        }
        match stage {
            Stage::Sort(column, descending) => asked.sort(*column, *descending),
            Stage::Limit(number) => asked.limit(*number),
            Stage::Show(columns) => asked.columns = columns.iter().map(|column| column.name()).collect(),
            Stage::Sample(number) => asked.drawn = Some(*number),
            other => panic!("{other:?} is not evaluated"),
        }
    }
    asked.answer()
}

/// Records that make one row.
type Group<'w> = Vec<Record<'w>>;

struct Asked<'w, 'q> {
    viewer: Viewer<'w, 'q>,
    /// Everything that the clauses leave.
    kept: Vec<Record<'w>>,
    rows: Vec<Group<'w>>,
    limited: bool,
    columns: Vec<&'static str>,
    drawn: Option<u32>,
    folded: usize,
}

impl<'w, 'q> Asked<'w, 'q> {
    fn new(world: &'w World, query: &'q Query) -> Self {
        let reader = Reader::new(query);
        let kept: Vec<Record<'w>> = records(world, query).into_iter().filter(|record| reader.keeps(*record)).collect();
        let left = if query.copies { kept.clone() } else { folded(kept.clone()) };
        let changes = changes(&left);
        let folded = kept.len() - left.len();
        let mut rows = grouped(left);
        rows.sort_by(|a, b| usual(world, query, a, b));
        let columns = usual_columns(query);
        Asked { viewer: Viewer { world, query, changes }, kept, rows, limited: false, columns, drawn: None, folded }
    }

    fn sort(&mut self, column: Column, descending: bool) {
        let viewer = &self.viewer;
        self.rows.sort_by_cached_key(|row| Key { value: viewer.value(row, column.name()), descending });
    }

    fn limit(&mut self, number: u32) {
        self.rows.truncate(number as usize);
        self.limited = true;
    }

    fn answer(self) -> Answer {
        let row = |row: &Group<'w>| Row {
            key: key(row[0]),
            cells: self.columns.iter().map(|column| self.viewer.value(row, column)).collect(),
        };
        Answer { rows: self.rows.iter().map(row).collect(), columns: self.columns, drawn: self.drawn }
    }

    fn counted(self, by: &[&'static Field], stages: &[Stage]) -> Answer {
        let mut table =
            Counted { names: by.iter().map(|field| field.name).chain(["count"]).collect(), rows: self.counts(by) };
        if !by.is_empty() {
            table.put_in_usual_order();
        }
        for stage in stages {
            match stage {
                Stage::Sort(column, descending) => table.sort(column.name(), *descending),
                Stage::Limit(number) => table.rows.truncate(*number as usize),
                Stage::Show(columns) => table.show(columns),
                other => panic!("{other:?} does not follow a count"),
            }
        }
        let rows = table.rows.into_iter().map(|cells| Row { key: None, cells }).collect();
        Answer { columns: table.names, rows, drawn: None }
    }

    fn counts(&self, by: &[&'static Field]) -> Vec<Vec<Cell>> {
        if by.is_empty() {
            let drawn = self.drawn.map_or(self.rows.len(), |drawn| self.rows.len().min(drawn as usize));
            return vec![vec![Cell::Integer(drawn as i64)]];
        }
        let mut groups: BTreeMap<String, (Vec<Cell>, BTreeSet<i64>)> = BTreeMap::new();
        for record in self.countable(by) {
            for (group, labels) in self.combinations(record, by) {
                let (shown, units) = groups.entry(group).or_insert_with(|| (labels.clone(), BTreeSet::new()));
                if ordering(&labels[..], &shown[..]).is_lt() {
                    *shown = labels;
                }
                units.insert(record.unit());
            }
        }
        let row = |(mut labels, units): (Vec<Cell>, BTreeSet<i64>)| {
            labels.push(Cell::Integer(units.len() as i64));
            labels
        };
        groups.into_values().map(row).collect()
    }

    /// The records that count: those of the rows that are left, or of all their copies.
    fn countable(&self, by: &[&'static Field]) -> Vec<Record<'w>> {
        let left: BTreeSet<String> = self.rows.iter().map(|row| row[0].row()).collect();
        let is_left = |record: &Record<'_>| !self.limited || left.contains(&record.row());
        let records: Vec<Record<'w>> = if counts_each(self.viewer.query, by) {
            self.kept.iter().copied().filter(is_left).collect()
        } else {
            self.rows.iter().flatten().copied().collect()
        };
        records.into_iter().filter(|record| !matches!(record, Record::Entity(_, None))).collect()
    }

    /// Every combination of a record's values, each with what makes it one, and how it is shown.
    fn combinations(&self, record: Record<'_>, by: &[&'static Field]) -> Vec<(String, Vec<Cell>)> {
        let mut all: Vec<(String, Vec<Cell>)> = vec![Default::default()];
        for (i, field) in by.iter().enumerate() {
            if let Some(same) = by[..i].iter().position(|other| other.name == field.name) {
                all.iter_mut().for_each(|(_, labels)| labels.push(labels[same].clone()));
                continue;
            }
            let values = self.viewer.each(record, field.name);
            let with = |(group, labels): &(String, Vec<Cell>), (value, label): &(Cell, Cell)| {
                (format!("{group} {value:?}"), [&labels[..], std::slice::from_ref(label)].concat())
            };
            all = all.iter().flat_map(|one| values.iter().map(move |value| with(one, value))).collect();
        }
        all
    }
}

/// The columns in bold; `about` where the question asks about something; of `positions` what tells one from the next.
fn usual_columns(query: &Query) -> Vec<&'static str> {
    if query.head == Head::Positions {
        return vec!["said", "speaker", "act", "change", "content", "document", "also"];
    }
    let conditions = query.filter.iter().flat_map(Tree::leaves).flat_map(|clause| clause.condition.leaves());
    let asks_about = conditions.into_iter().any(|condition| matches!(condition, Condition::About(..)));
    let shown = fields(query.family()).iter().filter(|field| field.usual || field.name == "about" && asks_about);
    shown.map(|field| field.name).collect()
}

/// Counting by a document, an outlet or a spelling counts what copies print each time.
fn counts_each(query: &Query, by: &[&'static Field]) -> bool {
    let family = query.family();
    by.iter().any(|field| match field.name {
        "outlet" | "document" | "title" | "source" | "alias" => true,
        "spelling" => family == Family::Mention,
        "key" => matches!(family, Family::Quotation | Family::Mention | Family::Document),
        _ => false,
    })
}

fn grouped(records: Vec<Record<'_>>) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<String, Group<'_>> = BTreeMap::new();
    for record in records {
        groups.entry(record.row()).or_default().push(record);
    }
    groups.into_values().collect()
}

fn key(record: Record<'_>) -> Option<String> {
    match record {
        Record::Quotation(_, quotation) => Some(quotation.key.clone()),
        Record::Mention(_, mention) => Some(mention.key.clone()),
        Record::Document(document) => Some(document.key.clone()),
        Record::Entity(entity, _) => Some(entity.key.to_owned()),
        Record::Alias(_) | Record::Name(..) => None,
    }
}
