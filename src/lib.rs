//! dixit: who said what, about whom, where and when.
//!
//! Modules lie on floors; each uses only those below it (see `ARCHITECTURE.md`).

pub mod annotate;
pub mod gazetteer;
pub mod model;
pub mod query;
pub mod span;
pub mod table;
pub mod text;
