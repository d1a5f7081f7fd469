//! The base as its callers see it.

#[path = "store/copies.rs"]
mod copies;
#[path = "store/edits.rs"]
mod edits;
#[path = "store/entities.rs"]
mod entities;
#[path = "store/fixture.rs"]
mod fixture;
#[path = "store/lookup.rs"]
mod lookup;
#[path = "store/opening.rs"]
mod opening;
#[path = "store/writing.rs"]
mod writing;
