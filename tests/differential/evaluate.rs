//! The answer to a question by plain loops over plain lists. It knows the resolved question and the page of questions, no SQL.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use dixit::query::registry::{Family, Field, Head};
use dixit::query::{Column, Query, Stage};
use dixit::table::Cell;

use crate::base::Row;
use crate::copied::{folded, speakers};
use crate::fields::Viewer;
use crate::holds::Reader;
use crate::records::{Record, records};
use crate::world::{Document, World};

/// What the rows of an answer are.
pub struct Answer {
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
        match stage {
            Stage::Count(by) => return asked.counted(by, &query.stages[i + 1..]),
            Stage::Sort(column, descending) => asked.sort(*column, *descending),
            Stage::Limit(number) => asked.limit(*number),
            Stage::Show(columns) => asked.columns = columns.clone(),
            Stage::Sample(number) => asked.drawn = Some(*number),
            #[allow(unreachable_patterns)]
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
    columns: Vec<Column>,
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
        let columns = dixit::query::compile(&Query { stages: Vec::new(), ..query.clone() }).columns;
        let field = |name: &String| dixit::query::registry::field(query.family(), name).map(Column::Field);
        let columns = columns.iter().filter_map(field).collect();
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
            cells: self.columns.iter().map(|column| self.viewer.value(row, column.name())).collect(),
        };
        Answer { rows: self.rows.iter().map(row).collect(), drawn: self.drawn }
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
        Answer { rows, drawn: None }
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

/// The usual order: the newest first, by source where they are of one day; entities and names by how often they are mentioned.
fn usual(world: &World, query: &Query, a: &Group<'_>, b: &Group<'_>) -> Ordering {
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
            let count = |group: &Group<'_>| group.iter().filter(|record| record.mention().is_some()).count();
            count(b).cmp(&count(a)).then_with(|| (e.name, e.key).cmp(&(f.name, f.key)))
        }
        (Record::Alias(x), Record::Alias(y)) => {
            let place = |alias: &crate::world::Alias| (world.entity(alias.entity).name, alias.spelling, alias.id);
            place(x).cmp(&place(y))
        }
        _ => b.len().cmp(&a.len()).then_with(|| a[0].row().cmp(&b[0].row())),
    }
}

/// Where the act of the same speakers changes from one quotation to the next in time.
fn changes(records: &[Record<'_>]) -> HashMap<i64, String> {
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

/// Rows that are counted.
struct Counted {
    names: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

impl Counted {
    /// Periods in the order of time, anything else by how many.
    fn put_in_usual_order(&mut self) {
        let last = self.names.len() - 1;
        let in_time = ["day", "week", "month", "quarter", "year", "published", "said"].contains(&self.names[0]);
        self.rows.sort_by(|a, b| {
            let (often, named) = (ordering(&b[last..], &a[last..]), ordering(&a[..last], &b[..last]));
            if in_time { named.then(often) } else { often.then(named) }
        });
    }

    fn place(&self, name: &str) -> usize {
        self.names.iter().position(|own| *own == name).expect("a column of the rows")
    }

    fn sort(&mut self, name: &str, descending: bool) {
        let place = self.place(name);
        self.rows.sort_by_cached_key(|row| Key { value: row[place].clone(), descending });
    }

    fn show(&mut self, columns: &[Column]) {
        let places: Vec<usize> = columns.iter().map(|column| self.place(column.name())).collect();
        for row in &mut self.rows {
            *row = places.iter().map(|place| row[*place].clone()).collect();
        }
        self.names = columns.iter().map(|column| column.name()).collect();
    }
}

/// What rows are sorted by; what is not known comes last.
#[derive(PartialEq)]
struct Key {
    value: Cell,
    descending: bool,
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
fn ordering(a: &[Cell], b: &[Cell]) -> Ordering {
    let pairs = a.iter().zip(b);
    let unknown = |cell: &Cell| *cell == Cell::Empty;
    pairs.map(|(a, b)| unknown(a).cmp(&unknown(b)).then(compared(a, b))).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
}
