//! Questions told as SQL of each dialect: all of them, or refused by name; and `docs/sql.md`, which tells what each dialect has.

use std::fmt::Write;
use std::path::Path;

use dixit::cli::BaseNames;
use dixit::gazetteer::Gazetteer;
use dixit::query::registry::{CLAUSES, FAMILIES, HEADS, SCOPES, STAGES, fields};
use dixit::query::{DIALECTS, Dialect, DialectError, Names, Query, dialect, parse, read, resolve, statement};
use dixit::store::{OpenMode, Store, StoreError};
use sqlparser::dialect::SparkSqlDialect;
use sqlparser::parser::Parser;

use crate::fixture::Base;
use crate::{answered, cases, rows};

#[path = "../../benches/generate/shapes.rs"]
#[allow(dead_code, reason = "only the texts are asked here")]
mod shapes;

/// Questions over the sample articles and made-up news that Spark is asked as well; one JSON object a line.
const QUESTIONS: &str = include_str!("../dialect/questions.ndjson");

fn spark() -> &'static dyn Dialect {
    dialect("spark").unwrap()
}

/// The question that a line is, where it is one.
fn question(line: &str, names: &dyn Names) -> Option<Query> {
    let resolved = resolve(&parse(line).ok()?, names).unwrap_or_else(|problem| panic!("{problem}"));
    answered(&resolved).cloned()
}

/// That a question is told in Spark's words, or refused by name; whether it is told.
#[track_caller]
fn assert_told(line: &str, query: &Query) -> bool {
    match statement(query, spark()) {
        Ok(told) => {
            let parsed = Parser::parse_sql(&SparkSqlDialect {}, &told.sql)
                .unwrap_or_else(|e| panic!("{line}: {e}\n{}", told.sql));
            assert_eq!(parsed.len(), 1, "{line}");
            let marks = (1..=told.args.len()).filter(|n| told.sql.contains(&format!(":v{n}"))).count();
            assert_eq!((marks, told.sql.contains('"')), (told.args.len(), false), "{line}: {}", told.sql);
            true
        }
        Err(DialectError::Refused { what, .. }) => {
            assert!(query.text.contains(what), "{line} has no `{what}`");
            false
        }
        Err(untold) => panic!("{line}: {untold}"),
    }
}

#[test]
fn every_question_is_told_or_refused_by_name() {
    let base = Base::new();
    let read: Vec<String> = cases("ok").into_iter().map(|(_, line, _)| line).collect();
    let found = rows::ROWS.iter().map(|(line, _)| *line);
    let examples = HEADS.iter().map(|row| row.example).chain(CLAUSES.iter().map(|row| row.example));
    let examples = examples.chain(SCOPES.iter().map(|row| row.example)).chain(STAGES.iter().map(|row| row.example));
    let (mut told, mut refused) = (0, 0);
    for line in read.iter().map(String::as_str).chain(found).chain(examples) {
        let Some(query) = question(line, &base) else { continue };
        *if assert_told(line, &query) { &mut told } else { &mut refused } += 1;
    }
    assert!(told > 250 && refused < told / 5, "{told} told, {refused} refused");
}

#[test]
fn every_field_is_told() {
    let base = Base::new();
    for (family, head) in [0, 4, 5, 9, 10, 11].map(|n| (HEADS[n].family, HEADS[n].word)) {
        for field in fields(family) {
            let name = field.name;
            let show = (!field.many).then(|| format!("{head} | sort by {name} | limit 2 | show {name}, {name}"));
            let count = (!field.single).then(|| format!("{head} | count by {name}, {name} | sort by {name}"));
            for line in show.into_iter().chain(count) {
                assert!(assert_told(&line, &question(&line, &base).unwrap()), "{line}");
            }
        }
    }
}

/// The gazetteer, and documents elsewhere.
fn elsewhere<T>(work: impl FnOnce(&dyn Names) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("gazetteer.db"), OpenMode::Create).unwrap();
    store.write(|w| w.take_gazetteer(&Gazetteer::shipped()).map(drop)).unwrap();
    let done = store.read(|reader| Ok::<_, StoreError>(work(&BaseNames { elsewhere: true, ..BaseNames::of(reader) })));
    done.unwrap()
}

#[test]
fn shapes_and_questions_are_told_where_only_the_gazetteer_is() {
    let fill = |word: &str| match word {
        "X" => "Corée du Nord".to_owned(),
        "Y" => "OTAN".to_owned(),
        "S" => "\"Nord-Coréens\"".to_owned(),
        "U" => "Odile Cassagrain".to_owned(),
        "W" => "\"troupes\"".to_owned(),
        other => other.to_owned(),
    };
    let shapes = shapes::SHAPES.iter().map(|shape| shape.text.split(' ').map(fill).collect::<Vec<_>>().join(" "));
    let kept = QUESTIONS.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        line["question"].as_str().unwrap().to_owned()
    });
    elsewhere(|names| {
        for line in shapes {
            assert!(assert_told(&line, &question(&line, names).unwrap()), "{line}");
        }
        for line in kept {
            assert_told(&line, &question(&line, names).unwrap());
        }
    });
}

#[test]
fn names_that_nothing_here_has_are_looked_for_as_printed() {
    elsewhere(|names| {
        let told = |line: &str| statement(&question(line, names).unwrap(), spark()).unwrap();
        let speaker = told("quotes by Odile Cassagrain");
        assert_eq!(speaker.notes, ["`Odile Cassagrain` is no name of the gazetteer: looked for as printed"]);
        assert!(speaker.sql.contains("x.entity IS NULL AND x.folded IN (:v1)"), "{}", speaker.sql);
        assert_eq!(speaker.args[0].1.text(), "odile cassagrain");
        let outlet = told("quotes in outlet Le Petit Écho");
        assert_eq!(
            outlet.notes,
            ["the outlet is compared as it is printed, capitals and accents too: `Le Petit Écho`"]
        );
        assert_eq!(told("quotes by Mark Rutte").args[0].1.text(), "mark-rutte");
        assert_eq!(told("quotes in document d0123456789ab").args[0].1.text(), "d0123456789ab");
        assert_eq!(told("quotes in language pl").args[0].1.text(), "pl");
        // what is almost known is a mistake as ever
        for line in ["quotes by Mark Rute", "quotes by Odile Cassagrain abuot Koursk", "quotes about Odile Cassagrain"]
        {
            assert!(read(line, names).is_err(), "{line}");
        }
    });
}

#[test]
fn what_sql_cannot_do_is_refused_in_every_dialect() {
    let base = Base::new();
    for (line, why) in [
        (
            "quotes | timeline by week",
            "`timeline` is refused on {}: it has rows for empty periods, which SQL has not; write `count by week`",
        ),
        (
            "quotes | export to \"a.csv\"",
            "`export` is refused on {}: it writes a file, which SQL does not; leave it out",
        ),
        (
            "run said who=Mark Rutte | new",
            "`new` is refused on {}: it keeps what it has given, which SQL does not; ask with `dixit run`",
        ),
    ] {
        for &dialect in DIALECTS {
            let refused = statement(&question(line, &base).unwrap(), dialect).unwrap_err();
            assert_eq!(refused.to_string(), why.replace("{}", dialect.title()));
        }
    }
    for (line, why) in [
        ("documents matching \"a+\"", "`matching` is refused on Spark: its patterns are others; ask on one machine"),
        (
            "documents titled \"marche\"",
            "`titled` is refused on Spark: headlines are not folded there; ask on one machine",
        ),
        ("quotes | sample 3", "`sample` is refused on Spark: its lots are drawn in another way; ask on one machine"),
    ] {
        assert_eq!(statement(&question(line, &base).unwrap(), spark()).unwrap_err().to_string(), why);
    }
}

#[test]
fn the_page_is_what_the_dialects_refuse() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/sql.md");
    let page = page(&Base::new());
    if std::env::var_os("DIXIT_REWRITE").is_some() {
        std::fs::write(&path, page).unwrap();
    } else {
        let hint = "run the test with DIXIT_REWRITE=1 to write the page anew";
        assert!(std::fs::read_to_string(&path).unwrap_or_default() == page, "{} is old: {hint}", path.display());
    }
}

fn page(base: &Base) -> String {
    let mut out = include_str!("sql.head.md").to_owned();
    let titles: Vec<&str> = DIALECTS.iter().map(|dialect| dialect.title()).collect();
    let rules = " --- |".repeat(titles.len());
    let mut table = |title: &str, rows: &mut dyn Iterator<Item = (&str, &str)>| {
        let _ = writeln!(out, "\n## {title}\n\n| asked | {} |\n| --- |{rules}", titles.join(" | "));
        for (word, example) in rows {
            let told: Vec<String> = DIALECTS.iter().map(|&dialect| has(example, dialect, base)).collect();
            let _ = writeln!(out, "| `{word}` | {} |", told.join(" | "));
        }
    };
    table("Questions", &mut HEADS.iter().map(|row| (row.word, row.example)));
    table("Clauses", &mut CLAUSES.iter().map(|row| (row.word, row.example)));
    table("How near", &mut SCOPES.iter().map(|row| (row.word, row.example)));
    table("Stages", &mut STAGES.iter().map(|row| (row.word, row.example)));
    let count: usize = FAMILIES.iter().map(|(family, _)| fields(*family).len()).sum();
    let _ = writeln!(out, "\nAll {count} [fields](query.md#fields) can be asked for in both.");
    out
}

/// Whether a dialect has what the example asks.
fn has(example: &str, dialect: &dyn Dialect, base: &Base) -> String {
    match statement(&question(example, base).unwrap(), dialect) {
        Ok(_) => "yes".to_owned(),
        Err(DialectError::Refused { why, .. }) => format!("*refused:* {why}"),
        Err(untold) => panic!("{example}: {untold}"),
    }
}
