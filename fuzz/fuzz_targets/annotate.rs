//! Any text in any language: what is found lies in the text, in order, and can be written.
//!
//! `cargo fuzz run annotate fuzz/corpus/annotate fuzz/seeds/annotate`
#![no_main]

#[path = "../annotations.rs"]
mod annotations;

use std::sync::LazyLock;

use dixit::{annotate::Annotator, gazetteer::Gazetteer};
use libfuzzer_sys::fuzz_target;

static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(|| Annotator::new(Gazetteer::shipped()));

fuzz_target!(|input: &str| annotations::check(&ANNOTATOR, annotations::parts(input)));
