//! Documents into the base: readers of formats, and the one driver.

mod compiled;
pub mod dates;
pub mod decode;
mod driver;
pub mod language;
mod reread;
pub mod text;

pub use self::{
    compiled::annotator,
    driver::{Failure, Options, Progress, Report, explained, ingest, read_file},
    reread::{Effect, refresh, reread, revise},
};
