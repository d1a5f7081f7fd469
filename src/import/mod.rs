//! Documents into the base: readers of formats, and the one driver.

mod affected;
mod columns;
mod compiled;
pub mod container;
mod credit;
mod csv;
pub mod dates;
pub mod decode;
mod discover;
mod document;
mod driver;
mod effect;
pub mod feed;
pub mod fields;
pub mod format;
mod found;
mod gather;
mod html;
mod inputs;
mod intake;
mod json;
pub mod language;
mod markdown;
mod markup;
pub mod meta;
mod options;
mod piped;
pub mod plausible;
pub mod record;
mod reread;
mod stream;
mod target;
pub mod text;
mod translated;
#[cfg(test)]
mod trial;

pub use self::{
    compiled::{annotator, annotator_of, gazetteer_of},
    discover::{Discovered, discover},
    driver::{Watch, ingest},
    effect::{Effect, Fates},
    inputs::{inputs, source},
    intake::{Intake, take_in, undo},
    options::{Event, Options, Report},
    piped::{Piped, piped, with_stack},
    record::{Failure, explained, read_all},
    reread::{Heed, refresh, reread_stale, revise, revise_heeding},
};
