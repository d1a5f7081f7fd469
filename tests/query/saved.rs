//! Saved questions: those that are shipped, values and what they mean, what is new.

use dixit::query::registry::{NameClass, Type, shipped};
use dixit::query::{Query, Resolved, compile, compile_given, missing, parse, print, read, saved};

use crate::fixture::Base;

/// A value that means something on the fixture base.
fn value(sort: Type) -> &'static str {
    match sort {
        Type::Name(NameClass::Speaker) => "Lavrov",
        Type::Name(NameClass::Outlet) => "Le Monde",
        Type::Name(NameClass::Language) => "fr",
        Type::Name(NameClass::Document) => "d1",
        Type::Name(NameClass::Act) => "deny",
        Type::Name(_) => "Koursk",
        Type::Text => "\"escalade\"",
        Type::Share => "0.5",
        Type::Date => "2024",
    }
}

fn run(line: &str, base: &Base) -> Query {
    match read(line, base) {
        Ok(Resolved::Run(run)) => run.query,
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn every_shipped_question_is_named_as_its_file_and_answered() {
    let base = Base::new();
    let mut answered = 0;
    for (name, text) in shipped() {
        assert_eq!(parse(text).map(|line| print(&line)).as_deref(), Ok(text), "{name}: another print");
        let known = saved(name, &base).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        assert!(known.shipped && known.name == name && known.description.is_some(), "{known:?}");
        assert!(read(text, &base).is_ok_and(|read| matches!(read, Resolved::Save(_))), "{name}");
        let values: Vec<String> = known.parameters.iter().map(|p| format!("{}={}", p.name, value(p.sort))).collect();
        let query = run(&format!("run {name} {}", values.join(", ")), &base);
        if !base.answer(&compile(&query), &query).is_empty() {
            answered += 1;
        }
    }
    assert!(shipped().count() >= 10);
    assert!(answered * 2 > shipped().count(), "only {answered} found anything");
}

#[test]
fn what_is_missing_is_told_one_by_one() {
    let base = Base::new();
    let left = |line: &str| -> Vec<String> {
        let missing = missing(&parse(line).unwrap(), &base).unwrap();
        missing.iter().map(|p| format!("{} {}", p.name, p.sort.phrase())).collect()
    };
    assert_eq!(left("run both"), ["who a speaker", "from a date"]);
    assert_eq!(left("run both from=yesterday | count"), ["who a speaker"]);
    assert_eq!(left("explain run said"), ["who a speaker"]);
    assert_eq!(left("run said who=Lavrov"), [""; 0]);
    assert_eq!(left("quotes"), [""; 0]);
    assert!(missing(&parse("run both who=Zyxw").unwrap(), &base).is_err());
}

#[test]
fn a_mark_is_of_what_values_mean() {
    let base = Base::new();
    let arguments = |line: &str| run(line, &base).mark.unwrap().arguments;
    let expected = "who=@sergey-lavrov, topic=@nato";
    for line in [
        "run said who=Lavrov | new",
        "run said who=\"Sergueï Lavrov\", topic=NATO | new",
        "run said topic=@nato, who=@sergey-lavrov",
    ] {
        assert_eq!(arguments(line), expected, "{line}");
    }
    assert_eq!(arguments("run recent from=\"30  days ago\""), arguments("run recent from=30 days ago"));
    assert_eq!(arguments("run recent from=30 days ago"), "from=30 days ago", "not the day that it is today");
    assert_eq!(arguments("run most-quoted-in outlet=LE MONDE"), arguments("run most-quoted-in outlet=le monde"));
}

#[test]
fn new_leaves_out_what_was_given_and_what_copies_printed() {
    let base = Base::with_copies();
    let rows = |line: &str| {
        let query = run(line, &base);
        base.answer(&compile(&query), &query)
    };
    let known = |line: &str| {
        let query = run(line, &base);
        base.answer(&compile_given(&query).unwrap(), &query)
    };
    let line = "run both who=Mark Rutte, from=2024 | new";
    // the earliest of three that are the same
    assert_eq!(rows(line), "q1d6");
    assert_eq!(known(line), "q1d6 @mark-rutte/[\"q1 @mark-rutte\",\"q1d7 @mark-rutte\"]");
    let give = |key: &str| {
        let arguments = "who=@mark-rutte, from=2024";
        base.run("INSERT INTO delivered VALUES ('both', ?, ?)", [arguments, key]);
    };
    give("q1 @lloyd-austin");
    assert_eq!(rows(line), "q1d6", "another one said it then");
    give("q1 @mark-rutte");
    assert_eq!(rows(line), "", "a copy of it was given");
    assert_eq!(rows("run both who=Mark Rutte, from=2023 | new"), "q1d6", "other values");
    assert_eq!(rows("run both who=Mark Rutte, from=2024"), "q1d6");
}
