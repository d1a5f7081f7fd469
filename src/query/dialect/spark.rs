//! Spark SQL, over tables as in `schema.sql` whose rows go by lasting keys.

use std::ops::ControlFlow;

use sqlparser::ast::VisitMut as _;
use sqlparser::parser::Parser;

use super::syntax::{Plain, Translator, told_as_numbers};
use super::{Dialect, DialectError, Refusal, conditions, word};
use crate::query::compile::Value;
use crate::query::registry::{self, Clause};
use crate::query::resolved::{Condition, Query, Speaker, Stage};
use crate::table::Cell;

/// The dialect of Spark 4.
pub struct Spark;

impl Dialect for Spark {
    fn name(&self) -> &'static str {
        "spark"
    }

    fn title(&self) -> &'static str {
        "Spark"
    }

    fn is_plain(&self) -> bool {
        true
    }

    fn refuses_condition(&self, condition: &Condition) -> Option<Refusal> {
        let (clause, why) = match condition {
            Condition::Matching(_) => (Clause::Matching, "its patterns are others; ask on one machine"),
            Condition::Titled { .. } => (Clause::Titled, "headlines are not folded there; ask on one machine"),
            Condition::Via(Speaker::Words(_)) => {
                (Clause::Via, "words for who passed something on are not folded there; ask for a name of the gazetteer")
            }
            _ => return None,
        };
        Some((clause.row().word, why))
    }

    fn refuses_stage(&self, stage: &Stage) -> Option<Refusal> {
        let sample = matches!(stage, Stage::Sample(_));
        sample.then(|| (word(registry::Stage::Sample), "its lots are drawn in another way; ask on one machine"))
    }

    fn bound(&self, value: &Value) -> Cell {
        match value {
            Value::Keyed { key, .. } => Cell::Text(key.clone()),
            other => other.into(),
        }
    }

    fn written(&self, sql: String) -> Result<String, DialectError> {
        let untold = |found: String| DialectError::Untold { dialect: self.title(), found };
        let mut statements = Parser::parse_sql(&Plain, &sql).map_err(|error| untold(format!("{error} in {sql}")))?;
        if let ControlFlow::Break(found) = statements.visit(&mut Translator) {
            return Err(untold(found));
        }
        statements.iter_mut().for_each(told_as_numbers);
        Ok(statements.iter().map(ToString::to_string).collect())
    }

    fn notes(&self, query: &Query) -> Vec<String> {
        let mut notes = Vec::new();
        for condition in conditions(query) {
            let note = match condition {
                Condition::By(Speaker::Words(names)) => {
                    format!("`{}` is no name of the gazetteer: looked for as printed", names.join("` = `"))
                }
                Condition::Outlet(names) => {
                    format!(
                        "the outlet is compared as it is printed, capitals and accents too: `{}`",
                        names.join("` or `")
                    )
                }
                _ => continue,
            };
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes
    }
}
