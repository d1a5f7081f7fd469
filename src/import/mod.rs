//! Documents into the base: readers of formats, and the one driver.

mod compiled;
mod container;
pub mod dates;
pub mod decode;
mod document;
mod driver;
pub mod format;
mod html;
mod inputs;
pub mod language;
mod markdown;
pub mod record;
mod reread;
mod target;
pub mod text;

pub use self::{
    compiled::annotator,
    driver::{Event, Options, Report, ingest},
    inputs::{inputs, source},
    record::{Failure, explained, read_all},
    reread::{Effect, refresh, reread, revise},
};
