//! Names of others matched with entities of the base, as the Reconciliation Service API 0.2 has it.

mod find;
pub mod http;
mod service;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use self::service::{Request, Response, respond};
use crate::{
    model::{AliasSort, Kind},
    store::{Reader, StoreError},
    text::fold,
};

/// Most queries of a batch.
pub const BATCH: usize = 1_000;

/// Queries that a client is asked to send at once.
pub const ADVISED: usize = 50;

/// Candidates of a query where it does not say how many, and at most.
const LIMIT: (usize, usize) = (10, 100);

/// Longest name that is looked for, in characters.
const LONGEST: usize = 300;

/// What the words beside a name weigh in its score.
const CONTEXT: f64 = 0.2;

/// What a score keeps where a type was wished for that the entity does not have.
const OTHER_KIND: f64 = 0.7;

/// Why a batch was not answered.
#[derive(Debug, thiserror::Error)]
pub enum ReconcileError {
    /// It is no batch of queries.
    #[error("{0}")]
    Query(String),
    /// The base cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

#[derive(Deserialize)]
struct Query {
    query: String,
    #[serde(default, rename = "type")]
    kinds: Kinds,
    limit: Option<i64>,
    #[serde(default)]
    type_strict: String,
    #[serde(default)]
    properties: Vec<Property>,
}

/// One type, or several.
#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Kinds {
    #[default]
    None,
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
struct Property {
    pid: String,
    v: Value,
}

/// One entity that a name may stand for.
#[derive(Debug, Serialize)]
struct Scored {
    id: String,
    name: String,
    description: String,
    score: f64,
    #[serde(rename = "match")]
    certain: bool,
    #[serde(rename = "type")]
    kinds: Vec<Value>,
    features: Vec<Value>,
}

/// Answers a batch: an object of queries, or one with that under `queries`.
///
/// # Errors
/// When it is none, or the base cannot be read.
pub fn answer(reader: &Reader<'_>, batch: &Map<String, Value>) -> Result<Map<String, Value>, ReconcileError> {
    let batch = match batch.get("queries") {
        Some(Value::Object(inner)) if batch.len() == 1 && !inner.contains_key("query") => inner,
        _ => batch,
    };
    if batch.len() > BATCH {
        return Err(ReconcileError::Query(format!("expected at most {BATCH} queries, found {}", batch.len())));
    }
    let one = |(name, query): (&String, &Value)| {
        let query = Query::deserialize(query)
            .map_err(|e| ReconcileError::Query(format!("{name}: expected a query with its name under `query`: {e}")))?;
        let result = results(reader, &query)?;
        Ok((name.clone(), serde_json::json!({ "result": result })))
    };
    batch.iter().map(one).collect()
}

fn results(reader: &Reader<'_>, query: &Query) -> Result<Vec<Scored>, StoreError> {
    let name: String = query.query.chars().take(LONGEST).collect();
    let limit = usize::try_from(query.limit.unwrap_or(LIMIT.0 as i64)).unwrap_or(1).clamp(1, LIMIT.1);
    let kinds: Vec<Kind> = query.kinds.words().iter().filter_map(|word| kind(word)).collect();
    let wanted = |kind: Kind| query.kinds.words().is_empty() || kinds.contains(&kind);
    let strict = query.type_strict != "should";
    let mut found = find::find(reader, &name, limit)?;
    found.retain(|found| !strict || wanted(found.candidate.kind));
    let exact = found.iter().filter(|found| found.is_exact()).count();
    let mut results = Vec::new();
    for found in found {
        let context = context(reader, &found, &query.properties)?;
        let fits = wanted(found.candidate.kind);
        let certain = exact == 1 && found.is_exact() && fits && found.names_fully() && context.is_none_or(|c| c == 1.0);
        results.push((found.candidate.mentions, found.candidate.prominence, result(found, context, (fits, certain))));
    }
    results.sort_by(|(m, p, a), (n, q, b)| {
        b.score.total_cmp(&a.score).then(n.cmp(m)).then(q.cmp(p)).then_with(|| a.id.cmp(&b.id))
    });
    Ok(results.into_iter().map(|(_, _, result)| result).take(limit).collect())
}

fn result(found: find::Found, context: Option<f64>, (fits, certain): (bool, bool)) -> Scored {
    let feature = |id: &str, value: f64| serde_json::json!({ "id": id, "value": rounded(value, 100.0) });
    let mut features = vec![feature("name", found.likeness), feature(found.way.word(), 1.0)];
    features.extend(context.map(|context| feature("context", context)));
    features.push(feature("mentions", found.candidate.mentions as f64));
    features.push(feature("prominence", f64::from(found.candidate.prominence)));
    let name = found.likeness * context.map_or(1.0, |context| 1.0 - CONTEXT + CONTEXT * context);
    let score = 100.0 * name * if fits { 1.0 } else { OTHER_KIND };
    Scored {
        kinds: vec![service::kind(found.candidate.kind)],
        id: found.candidate.key,
        name: found.candidate.name,
        description: found.candidate.description,
        score: rounded(score, 10.0),
        certain,
        features,
    }
}

/// The share of the properties that what is known of an entity has in words; none where nothing was told.
fn context(reader: &Reader<'_>, found: &find::Found, told: &[Property]) -> Result<Option<f64>, StoreError> {
    if told.is_empty() {
        return Ok(None);
    }
    let one = &found.candidate;
    let country = one.country.as_deref().map(|key| reader.name_of(key)).transpose()?.flatten().unwrap_or_default();
    let own = [&one.description, &country, one.country.as_deref().unwrap_or_default(), &one.external, one.kind.word()]
        .join(" ");
    let own = format!(" {} ", fold(&own));
    let gender = one.gender.as_deref().unwrap_or_default();
    let agrees = |property: &&Property| {
        let value = fold(&text(&property.v));
        let same_gender = property.pid == "gender" && !gender.is_empty() && value.starts_with(gender);
        same_gender || !value.is_empty() && own.contains(&format!(" {value} "))
    };
    Ok(Some(told.iter().filter(agrees).count() as f64 / told.len() as f64))
}

/// What a property says: a text, a number, or an object that has been matched.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(object) => object.get("name").or(object.get("id")).map(text).unwrap_or_default(),
        Value::Array(list) => list.first().map(text).unwrap_or_default(),
        other => other.to_string(),
    }
}

impl Kinds {
    fn words(&self) -> &[String] {
        match self {
            Kinds::None => &[],
            Kinds::One(word) => std::slice::from_ref(word),
            Kinds::Several(words) => words,
        }
    }
}

/// The kind that a type names, however it is written.
fn kind(word: &str) -> Option<Kind> {
    Kind::from_word(&word.to_lowercase().replace("organization", "organisation"))
}

fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}

impl find::Found {
    /// Whether the name is a spelling of the entity, as it stands.
    fn is_exact(&self) -> bool {
        self.way == find::Way::Spelled
    }

    /// Whether the spelling names it without anything around: a person by several words, nobody by a weak name.
    fn names_fully(&self) -> bool {
        let one = &self.candidate;
        let whole = matches!(one.sort, AliasSort::Name | AliasSort::Acronym);
        whole && (one.kind != Kind::Person || fold(&one.spelling).contains(' '))
    }
}
