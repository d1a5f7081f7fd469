//! The query language from outside: what is read, what is refused and how, and what is found.

#[path = "query/copies.rs"]
mod copies;
#[path = "query/crowd.rs"]
mod crowd;
#[path = "query/dialects.rs"]
mod dialects;
#[path = "query/docs.rs"]
mod docs;
#[path = "query/fixture.rs"]
mod fixture;
#[path = "query/mistakes/mod.rs"]
mod mistakes;
#[path = "query/plans.rs"]
mod plans;
#[path = "query/positions.rs"]
mod positions;
#[path = "query/properties.rs"]
mod properties;
#[path = "query/rows.rs"]
mod rows;
#[path = "query/saved.rs"]
mod saved;

use std::path::{Path, PathBuf};

use dixit::query::{Problem, Query, Resolved, Value, compile, parse, print, read, reading, resolve};
use fixture::Base;
use proptest::prelude::*;

/// Every file of a folder of cases, with its first line and the rest.
fn cases(folder: &str) -> Vec<(PathBuf, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/query").join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let case = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let (line, rest) = text.split_once('\n').unwrap_or((&text, ""));
        (path, line.to_owned(), rest.to_owned())
    };
    paths.into_iter().map(case).collect()
}

/// Compares, or writes what was found into the file when `DIXIT_REWRITE` is set.
fn check(path: &Path, line: &str, expected: &str, found: &str) {
    if std::env::var_os("DIXIT_REWRITE").is_some() {
        std::fs::write(path, format!("{line}\n{}\n", found.trim_end())).unwrap();
    } else {
        assert_eq!(found.trim_end(), expected.trim_end(), "{}", path.display());
    }
}

#[test]
fn lines_that_are_read() {
    let cases = cases("ok");
    assert!(cases.len() >= 40);
    let base = Base::new();
    for (path, line, expected) in cases {
        let tree = parse(&line).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
        let printed = print(&tree);
        assert_eq!(parse(&printed).as_ref(), Ok(&tree), "{printed}");
        let resolved = resolve(&tree, &base).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
        let answered = answered(&resolved).map(|query| answer(query, &base)).unwrap_or_default();
        check(&path, &line, &expected, &format!("{printed}{answered}"));
    }
}

/// The question that a line has answered.
fn answered(resolved: &Resolved) -> Option<&Query> {
    match resolved {
        Resolved::Query(query) | Resolved::Explain(query) => Some(query),
        Resolved::Run(run) => Some(&run.query),
        _ => None,
    }
}

/// How a question is read, what SQLite is asked, and what it finds.
fn answer(query: &Query, base: &Base) -> String {
    let sql = compile(query);
    let value = |value: &Value| match value {
        Value::Keyed { row, .. } => format!("{:?}", Value::Integer(*row)),
        other => format!("{other:?}"),
    };
    let values: Vec<String> = sql.values.iter().map(value).collect();
    let (read, rows) = (reading(query), base.answer(&sql, query));
    let sql =
        textwrap::fill(&sql.text, textwrap::Options::new(150).subsequent_indent("      ").initial_indent("sql:  "));
    format!("\nread: {read}\n{sql}\nwith: {}\nrows: {rows}", values.join(", "))
}

#[test]
fn lines_that_are_refused() {
    let cases = cases("error");
    assert!(cases.len() >= 40);
    let base = Base::new();
    for (path, line, expected) in cases {
        let problem = match read(&line, &base) {
            Err(problem) => problem,
            Ok(_) => panic!("{}: nothing wrong found in {line}", path.display()),
        };
        check(&path, &line, &expected, &problem.to_string());
        assert_corrections_can_be_read(&path, &problem);
    }
}

/// A corrected line mends the mistake: it can be read, or its next mistake lies behind.
fn assert_corrections_can_be_read(path: &Path, problem: &Problem) {
    for line in &problem.corrected {
        if let Err(next) = parse(line) {
            assert!(next.span.start > problem.span.start, "{}: {line}: {next}", path.display());
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,80}") {
        let _ = parse(&text).map_err(|problem| problem.to_string());
    }

    #[test]
    fn any_words_are_read_or_refused(words in proptest::collection::vec(word(), 0..12)) {
        let base = Base::new();
        let line = words.join(" ");
        match parse(&line) {
            Err(problem) => prop_assert!(problem.span.end <= line.len() && !problem.to_string().is_empty()),
            Ok(tree) => {
                let printed = print(&tree);
                prop_assert!(parse(&printed).is_ok_and(|again| again == tree), "{}", printed);
                if let Ok(dixit::query::Resolved::Query(query)) = resolve(&tree, &base) {
                    base.answer(&dixit::query::compile(&query), &query);
                    let _ = dixit::query::reading(&query);
                }
            }
        }
        for cursor in 0..=line.len() + 1 {
            let _ = dixit::query::complete(&line, cursor);
        }
    }
}

/// Words that make lines of every kind, wrong ones too.
fn word() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "quotes",
        "who",
        "said",
        "denied",
        "what",
        "did",
        "say",
        "mentions",
        "documents",
        "people",
        "aliases",
        "names",
        "by",
        "about",
        "strictly",
        "mentioning",
        "of",
        "with",
        "containing",
        "\"mensonges\"",
        "as",
        "in",
        "outlet",
        "language",
        "document",
        "Le Monde",
        "fr",
        "d1",
        "act",
        "deny",
        "since",
        "until",
        "between",
        "and",
        "or",
        "not",
        "(",
        ")",
        "2024",
        "2024-10",
        "2024-13",
        "last",
        "week",
        "3",
        "days",
        "ago",
        "direct",
        "no",
        "speaker",
        "undated",
        "including",
        "furniture",
        "copies",
        "|",
        "count",
        "sort",
        "limit",
        "show",
        "desc",
        "speaker,",
        "month",
        "mentions",
        "Koursk",
        "Mark Rutte",
        "Austin",
        "@kursk",
        "$who",
        "explain",
        "save",
        "run",
        "=",
        ",",
        "«",
        "titled",
        "Éé",
        "help",
        "undo",
        "alias",
        "forget",
        "merge",
        "into",
        "split",
        "from",
        "add",
        "person",
        "office",
        "president",
        "set",
        "kind",
        "preview",
        "because",
    ])
}
