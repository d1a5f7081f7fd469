//! What the questions asked so far have in them, and what still has to be asked.

use std::collections::BTreeMap;

use dixit::query::registry::{Family, Field, HEADS, HeadRow, STAGES};
use dixit::query::syntax::{Clause, Line, Stage as Typed, Statement, Tree};
use dixit::query::{Query, Stage};

use crate::questions::{Deed, deeds, wishes};

/// How often something was asked, and how often with an answer that had rows.
#[derive(Clone, Copy, Default)]
pub struct Times {
    pub asked: usize,
    pub answered: usize,
}

/// Heads with clauses, fields with stages.
#[derive(Default)]
pub struct Coverage {
    pub all: Times,
    clauses: BTreeMap<String, Times>,
    fields: BTreeMap<String, Times>,
    stages: BTreeMap<&'static str, Times>,
}

fn pair(head: &HeadRow, clause: &str, scope: Option<&str>) -> String {
    format!("{} {clause}{}", head.word, scope.map(|scope| format!(" in same {scope}")).unwrap_or_default())
}

fn use_of(family: Family, deed: Deed, field: &str) -> String {
    format!("{} {deed:?} {field}", family.word())
}

impl Coverage {
    /// Notes what a question has in it.
    pub fn note(&mut self, line: &Line, query: &Query, rows: usize) {
        let note = |times: &mut Times| {
            times.asked += 1;
            times.answered += usize::from(rows > 0);
        };
        note(&mut self.all);
        let Statement::Query(typed) = &line.statement else { return };
        for Clause { word, same, .. } in typed.filter.iter().flat_map(Tree::leaves) {
            let scope = same.map(|scope| scope.row().word);
            note(self.clauses.entry(pair(query.head.row(), word.row().word, scope)).or_default());
        }
        for stage in &query.stages {
            let (deed, names): (Deed, Vec<&str>) = match stage {
                Stage::Sort(column, _) => (Deed::Sort, vec![column.name()]),
                Stage::Show(columns) => (Deed::Show, columns.iter().map(|column| column.name()).collect()),
                Stage::Count(by) => (Deed::Count, by.iter().map(|field| field.name).collect()),
                _ => continue,
            };
            for name in names {
                note(self.fields.entry(use_of(query.family(), deed, name)).or_default());
            }
        }
        for word in typed.stages.iter().filter_map(word) {
            note(self.stages.entry(word).or_default());
        }
    }

    /// Whether a field was asked for with a stage.
    pub fn has(&self, family: Family, (deed, field): (Deed, &Field)) -> bool {
        self.fields.contains_key(&use_of(family, deed, field.name))
    }

    /// Every clause that never had an answer with rows, every field and stage that was not asked for.
    pub fn missing(&self) -> Vec<String> {
        let clauses = HEADS.iter().flat_map(wishes).map(|wish| {
            let (clause, scope) = wish.clause;
            pair(wish.head, clause.row().word, scope.map(|scope| scope.row().word))
        });
        let clauses = clauses.filter(|pair| self.clauses.get(pair).is_none_or(|times| times.answered == 0));
        let families = HEADS.iter().map(|head| head.family);
        let fields = families
            .flat_map(|family| deeds(family).into_iter().map(move |(deed, field)| use_of(family, deed, field.name)));
        let fields = fields.filter(|pair| !self.fields.contains_key(pair));
        let stages = ["count", "sort", "limit", "show", "timeline", "top", "sample"];
        let stages = stages.into_iter().filter(|word| !self.stages.contains_key(word)).map(str::to_owned);
        clauses.chain(fields).chain(stages).collect()
    }

    /// Figures, in a few lines.
    pub fn told(&self) -> String {
        let rarest = |all: &BTreeMap<String, Times>| {
            let rarest = all.iter().min_by_key(|(_, times)| times.asked);
            rarest.map(|(pair, times)| format!("{} of them, `{pair}` the rarest, {} times", all.len(), times.asked))
        };
        let stages = self.stages.iter().map(|(word, times)| format!("{word} {}", times.asked));
        format!(
            "{} questions, {} with rows\nheads with clauses: {}\nfields with stages: {}\nstages: {}",
            self.all.asked,
            self.all.answered,
            rarest(&self.clauses).unwrap_or_default(),
            rarest(&self.fields).unwrap_or_default(),
            stages.collect::<Vec<_>>().join(", ")
        )
    }
}

/// The word of a stage.
fn word(stage: &Typed) -> Option<&'static str> {
    let word = match stage {
        Typed::Count(..) => "count",
        Typed::Sort(..) => "sort",
        Typed::Limit(_) => "limit",
        Typed::Show(_) => "show",
        Typed::Timeline(..) => "timeline",
        Typed::Top(..) => "top",
        Typed::Sample(..) => "sample",
        _ => return None,
    };
    STAGES.iter().map(|row| row.word).find(|own| *own == word)
}
