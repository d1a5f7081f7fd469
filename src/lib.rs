//! dixit: who said what, about whom, where and when.
//!
//! Modules lie on floors; each uses only those below it (see `ARCHITECTURE.md`).

pub mod annotate;
pub mod cli;
pub mod flat;
pub mod gazetteer;
pub mod import;
pub mod language;
pub mod likeness;
pub mod lint;
pub mod matcher;
pub mod model;
pub mod output;
pub mod query;
pub mod quote;
pub mod reconcile;
pub mod span;
pub mod store;
pub mod table;
pub mod text;
pub mod transliterate;
