//! The query language: from a line to SQL, in four steps that know nothing of each other's business.
//!
//! [`parse`] makes a syntax tree and looks at nothing but the line; [`resolve`] looks names up through [`Names`] and
//! gives a tree that holds no unresolved name ([`read`] does both); [`compile`] makes SQL with bound values of it; the store runs that.
//! [`complete`], [`print()`] and the docs read the same [`registry`].

mod compile;
mod complete;
mod dialect;
mod error;
mod explain;
mod help;
mod highlight;
mod names;
mod parse;
mod print;
pub mod registry;
mod resolve;
mod resolved;
pub mod syntax;
mod timeline;
mod unfinished;
mod values;

pub use compile::{
    Shown, Sql, Value, compile, compile_count, compile_count_among, compile_count_up_to, compile_folded,
    compile_for_program, compile_given, compile_plainly, compile_shown, compile_unlimited, widened,
};
pub use complete::{Completion, complete};
pub use dialect::{DIALECTS, Dialect, DialectError, Statement, dialect, statement};
pub use error::{Problem, Result};
pub use explain::{Part, doubtful, may_be_in, parts, reading, translated, wider};
pub use help::{Topic, help, meaning, words};
pub use highlight::{Piece, highlight, pairs};
pub use names::{NamedDocument, NamedEntity, Names};
pub use parse::{parse, statements};
pub use print::{bare_or_quoted, edit as print_edit, join, print, quoted};
pub use resolve::{described, missing, read, resolve, runs, saved};
pub use resolved::{
    Change, Clause, Column, Condition, Edit, Judged, Mark, New, Parameter, Query, Resolved, Run, Save, Saved, Set,
    Speaker, Stage, Tenure, Test,
};
pub use timeline::fill;
pub use unfinished::{questions, unfinished};
pub use values::{running, value, with_value};
