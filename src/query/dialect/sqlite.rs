//! SQLite as dixit opens it: with its own functions, over the tables of `schema.sql`.

use super::{Dialect, DialectError, Refusal};
use crate::query::compile::Value;
use crate::query::resolved::{Condition, Query, Stage};
use crate::table::Cell;

/// The dialect of the base.
pub struct Sqlite;

impl Dialect for Sqlite {
    fn name(&self) -> &'static str {
        "sqlite"
    }

    fn title(&self) -> &'static str {
        "SQLite"
    }

    fn is_plain(&self) -> bool {
        false
    }

    fn refuses_condition(&self, _: &Condition) -> Option<Refusal> {
        None
    }

    fn refuses_stage(&self, _: &Stage) -> Option<Refusal> {
        None
    }

    fn bound(&self, value: &Value) -> Cell {
        value.into()
    }

    fn written(&self, sql: String) -> Result<String, DialectError> {
        Ok(sql)
    }

    fn notes(&self, _: &Query) -> Vec<String> {
        Vec::new()
    }
}
