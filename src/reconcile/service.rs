//! What the service answers to a request, whatever carries it.

use serde_json::{Map, Value, json};

use super::{ADVISED, ReconcileError, answer};
use crate::{
    model::Kind,
    store::{Candidate, Reader, StoreError},
    text::fold,
};

/// Entities suggested for the beginning of a name.
const SUGGESTED: usize = 10;

/// Spellings shown of an entity.
const SHOWN: usize = 12;

/// A request: where to, and the fields that stand in its address or body.
#[derive(Debug, Default)]
pub struct Request {
    /// Without the fields behind `?`.
    pub path: String,
    /// Name and value.
    pub fields: Vec<(String, String)>,
    /// The address of the service itself: `http://127.0.0.1:3210`.
    pub own: String,
}

/// An answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Response {
    /// As in HTTP.
    pub status: u16,
    /// Media type of the body.
    pub media: &'static str,
    /// What is sent.
    pub body: String,
}

impl Request {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Response {
    fn json(value: &Value) -> Self {
        Response { status: 200, media: "application/json", body: value.to_string() }
    }

    /// A refusal with its reason.
    pub fn refused(status: u16, reason: &str) -> Self {
        Response { status, ..Response::json(&json!({ "status": "error", "message": reason })) }
    }
}

/// Answers a request.
///
/// # Errors
/// When the base cannot be read.
pub fn respond(reader: &Reader<'_>, request: &Request) -> Result<Response, StoreError> {
    match (request.path.as_str(), request.field("queries")) {
        ("/" | "/reconcile", Some(queries)) => batch(reader, queries),
        ("/" | "/reconcile", None) => Ok(Response::json(&manifest(&request.own))),
        ("/suggest/entity", _) => suggest(reader, request.field("prefix").unwrap_or_default()),
        ("/preview", _) => preview(reader, request.field("id").unwrap_or_default()),
        _ => Ok(Response::refused(404, "expected /, /suggest/entity or /preview")),
    }
}

fn batch(reader: &Reader<'_>, queries: &str) -> Result<Response, StoreError> {
    let read: Result<Map<String, Value>, _> = serde_json::from_str(queries);
    match read
        .map_err(|e| ReconcileError::Query(format!("expected an object of queries: {e}")))
        .and_then(|b| answer(reader, &b))
    {
        Ok(answers) => Ok(Response::json(&Value::Object(answers))),
        Err(ReconcileError::Query(reason)) => Ok(Response::refused(400, &reason)),
        Err(ReconcileError::Store(error)) => Err(error),
    }
}

/// What the service is and can do.
fn manifest(own: &str) -> Value {
    let kinds: Vec<Value> = Kind::ALL.iter().map(|&each| kind(each)).collect();
    json!({
        "versions": ["0.1", "0.2"],
        "name": "dixit",
        "identifierSpace": "urn:x-dixit:entity",
        "schemaSpace": "urn:x-dixit:kind",
        "defaultTypes": kinds,
        "batchSize": ADVISED,
        "view": { "url": format!("{own}/preview?id={{{{id}}}}") },
        "preview": { "url": format!("{own}/preview?id={{{{id}}}}"), "width": 400, "height": 220 },
        "suggest": { "entity": { "service_url": own, "service_path": "/suggest/entity" } },
    })
}

/// A kind as the service names types.
pub(super) fn kind(kind: Kind) -> Value {
    let word = kind.word();
    json!({ "id": word, "name": format!("{}{}", word[..1].to_uppercase(), &word[1..]) })
}

fn suggest(reader: &Reader<'_>, prefix: &str) -> Result<Response, StoreError> {
    let folded = fold(prefix);
    let found = if folded.is_empty() { Vec::new() } else { reader.candidates_from(&folded, SUGGESTED)? };
    let one = |one: Candidate| json!({ "id": one.key, "name": one.name, "description": one.description, "notable": [kind(one.kind)] });
    Ok(Response::json(&json!({ "result": found.into_iter().map(one).collect::<Vec<_>>() })))
}

fn preview(reader: &Reader<'_>, key: &str) -> Result<Response, StoreError> {
    let Some(one) = reader.candidate(key)? else {
        return Ok(Response::refused(404, "expected the id of an entity"));
    };
    let country = one.country.as_deref().map(|key| reader.name_of(key)).transpose()?.flatten().unwrap_or_default();
    let spellings = reader.spellings_of(key, SHOWN)?.join(" · ");
    let facts = [one.kind.word(), &country, &one.description, &one.external].map(escaped);
    let facts: Vec<String> =
        facts.into_iter().filter(|fact| !fact.is_empty()).map(|fact| format!("<p>{fact}</p>")).collect();
    let body = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{name}</title><h1>{name}</h1>{}<p>{}</p></html>",
        facts.concat(),
        escaped(&spellings),
        name = escaped(&one.name),
    );
    Ok(Response { status: 200, media: "text/html; charset=utf-8", body })
}

/// A text that stands in a page as it is.
fn escaped(text: &str) -> String {
    let clean = crate::output::clean_line(text);
    clean.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
