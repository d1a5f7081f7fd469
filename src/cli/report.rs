//! What programs are told on standard error: one JSON object a line.

use std::{
    io::Write as _,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

use serde_json::{Map, Value, json};

use super::{failure::Place, screen};
use crate::{output::harmless_json, query::Problem};

static JSON: AtomicBool = AtomicBool::new(false);

/// From here on errors and remarks are JSON.
pub(super) fn as_json() {
    JSON.store(true, Relaxed);
}

/// Whether errors and remarks are JSON.
pub(super) fn is_json() -> bool {
    JSON.load(Relaxed)
}

/// Tells a remark.
pub(super) fn note(message: &str) {
    write([("level", "note".into()), ("message", message.into())]);
}

/// Tells an error, with its place as far as it is known.
pub(super) fn error(message: &str, place: Option<&Place>, exit_code: u8) {
    let level = [("level", "error".into()), ("message", message.into())];
    write(level.into_iter().chain(placed(place)).chain([("exit_code", exit_code.into())]));
}

/// Tells what is wrong with a question. Its span counts code points.
pub(super) fn problem(problem: &Problem, place: Option<&Place>, exit_code: u8) {
    let points = |bytes: usize| problem.line[..bytes].chars().count();
    let level = [("level", "error".into()), ("message", problem.message.as_str().into())];
    let question = [
        ("question", json!(problem.line)),
        ("start", json!(points(problem.span.start))),
        ("end", json!(points(problem.span.end))),
        ("found", json!(problem.found)),
        ("expected", json!(problem.expected)),
        ("hints", json!(problem.hints)),
        ("corrected", json!(problem.corrected)),
        ("exit_code", exit_code.into()),
    ];
    write(level.into_iter().chain(placed(place)).chain(question));
}

/// Tells of an end without an error of its own.
pub(super) fn end(exit_code: u8) {
    match exit_code {
        1 => error("nothing was found", None, exit_code),
        130 => error("cancelled", None, exit_code),
        _ => {}
    }
}

fn placed(place: Option<&Place>) -> impl Iterator<Item = (&'static str, Value)> {
    let number = |name, n: Option<usize>| n.map(|n| (name, Value::from(n)));
    let told =
        place.map(|p| [Some(("file", p.file.as_str().into())), number("line", p.line), number("column", p.column)]);
    told.into_iter().flatten().flatten()
}

fn write(members: impl IntoIterator<Item = (&'static str, Value)>) {
    let object: Map<String, Value> = members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let json = Value::Object(object).to_string();
    let line = if screen::is_raw() { json.into() } else { harmless_json(&json) };
    // there is nobody left to tell when standard error is closed
    let _ = writeln!(std::io::stderr(), "{line}");
}
