//! `dixit sql`: a question as a statement that others run.

use rusqlite::{Connection, types::Value as Stored};
use serde_json::{Value, json};

use super::bench::Bench;

/// What is told of a question.
fn told(bench: &Bench, args: &[&str]) -> Value {
    let run = bench.dixit(&[&["sql"], args].concat()).ok();
    assert_eq!((run.out.lines().count(), run.err.as_str()), (1, ""), "{run:#?}");
    serde_json::from_str(&run.out).unwrap()
}

/// The rows that a statement finds in the base, as `dixit ask --format json` prints them.
fn rows(bench: &Bench, told: &Value) -> Vec<Value> {
    let connection = Connection::open(bench.base()).unwrap();
    dixit::store::add_functions(&connection).unwrap();
    let mut statement = connection.prepare(told["sql"].as_str().unwrap()).unwrap();
    let columns: Vec<String> = told["columns"].as_array().unwrap().iter().map(|c| c.as_str().unwrap().into()).collect();
    assert_eq!(statement.column_names(), columns);
    for (name, value) in told["args"].as_object().unwrap() {
        let n = statement.parameter_index(&format!(":{name}")).unwrap().unwrap();
        match value.as_i64() {
            Some(number) => statement.raw_bind_parameter(n, number).unwrap(),
            None => statement.raw_bind_parameter(n, value.as_str().unwrap()).unwrap(),
        }
    }
    let (mut found, mut rows) = (statement.raw_query(), Vec::new());
    while let Some(row) = found.next().unwrap() {
        let cell = |i: usize| match row.get(i).unwrap() {
            Stored::Null | Stored::Blob(_) => Value::Null,
            Stored::Integer(number) => json!(number),
            Stored::Real(number) => json!(number),
            Stored::Text(text) => json!(text),
        };
        rows.push(columns.iter().enumerate().map(|(i, name)| (name.clone(), cell(i))).collect());
    }
    rows
}

#[test]
fn the_statement_for_sqlite_finds_what_ask_finds() {
    let bench = Bench::samples();
    for question in [
        "quotes by Mark Rutte",
        "quotes about Corée du Nord | count by month, act",
        "mentions of Vassili Nebenzia as \"Vasily Nunkzya\"",
        "people with Koursk | count by name | limit 5",
        "names with Koursk | limit 5",
        "aliases of Koursk",
        "documents (containing \"troupes nord-cor*\" or matching \"OTAN\") in language fr",
        "positions of Vassili Nebenzia about Corée du Nord",
        "quotes | sample 3 | show key, speaker, published",
    ] {
        let asked = bench.dixit(&["ask", "--format", "json", question]).ok();
        let asked: Vec<Value> = serde_json::from_str(&asked.out).unwrap();
        assert!(!asked.is_empty(), "{question}");
        assert_eq!(rows(&bench, &told(&bench, &[question])), asked, "{question}");
    }
}

#[test]
fn for_spark_names_go_by_key_and_documents_are_elsewhere() {
    let bench = Bench::samples();
    let rutte = told(&bench, &["--dialect", "spark", "quotes", "by", "Mark", "Rutte", "|", "limit", "2"]);
    assert_eq!(rutte["args"]["v1"], "mark-rutte");
    assert_eq!((&rutte["columns"][0], &rutte["columns"][1]), (&json!("key"), &json!("speaker")));
    assert_eq!(rutte["notes"], json!([]));
    let sql = rutte["sql"].as_str().unwrap();
    assert!(sql.contains("listagg(") && sql.contains("LIMIT :v") && !sql.contains('"'), "{sql}");
    let unknown = told(&bench, &["--dialect", "spark", "quotes by Zebedee Quillfeather in outlet The Far Post"]);
    assert_eq!(unknown["notes"].as_array().unwrap().len(), 2, "{unknown}");
    // the shipped gazetteer is enough
    let nothing = Bench::empty();
    assert_eq!(told(&nothing, &["--dialect", "spark", "quotes by Mark Rutte | limit 2"]), rutte);
    assert!(!nothing.base().exists());
    nothing.dixit(&["sql", "quotes by Mark Rutte"]).fails(3, &["base.db"]);
}

#[test]
fn what_is_no_question_and_what_a_dialect_does_not_have_is_refused() {
    let bench = Bench::samples();
    for (args, words) in [
        (&["--dialect", "spark", "documents matching \"a\""][..], "`matching` is refused on Spark"),
        (&["quotes | timeline"], "`timeline` is refused on SQLite"),
        (&["--dialect", "spark", "quotes by Mark Rute"], "did you mean"),
        (&["queries"], "expected a question"),
        (&["undo"], "expected a question"),
        (&["--dialect", "oracle", "quotes"], "possible values: sqlite, spark"),
        (&[], "WORDS"),
    ] {
        bench.dixit(&[&["sql"], args].concat()).fails(2, &[words]);
    }
}
