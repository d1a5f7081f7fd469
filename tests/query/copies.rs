//! Copies fold into the earliest row after filtering; what counts outlets, documents or spellings counts them all.

use dixit::query::{
    Resolved, Shown, compile, compile_count_among, compile_folded, compile_shown, parse, reading, resolve,
};

use crate::fixture::Base;

/// d6 of 2024-10-27, d1 of 2024-10-28 and d7 of 2024-11-03 are copies; their second quotations differ.
const CASES: &[(&str, &str, &str)] = &[
    ("quotes by Rutte", "q1d6", "2 quotes"),
    ("quotes by Rutte including copies", "q1d7; q1; q1d6", "-"),
    ("quotes by Rutte in outlet 20 Minutes", "q1", "0 quotes"),
    ("quotes by Rutte since 2024-10-28", "q1", "1 quotes"),
    ("quotes by Lloyd Austin", "q2d7; q2; q2d6", "0 quotes"),
    ("quotes by Rutte | show also, copies, outlets", "+1 outlet/2/20 Minutes, Le Monde", "2 quotes"),
    ("quotes in outlet 20 Minutes | show also", "+1 outlet; -", "0 quotes"),
    (
        "quotes by Rutte including copies | show outlet, also",
        "-/+2 outlets; 20 Minutes/+1 outlet; Le Monde/+1 outlet",
        "-",
    ),
    ("quotes in document un-council | show also, copies, outlets", "-/0/The Times; -/0/The Times", "0 quotes"),
    ("quotes by Rutte | count", "1", "2 quotes"),
    ("quotes by Rutte including copies | count", "3", "-"),
    ("quotes by Rutte | count by speaker", "Mark Rutte/1", "2 quotes"),
    ("quotes by Rutte | count by outlet", "20 Minutes/1; Le Monde/1; -/1", "-"),
    (
        "quotes by Rutte | count by document",
        "Rutte inquiet pour Koursk/1; Rutte inquiet pour Koursk/1; Rutte inquiet pour Koursk/1",
        "-",
    ),
    ("quotes by Rutte | limit 5 | count by outlet", "Le Monde/1", "-"),
    ("documents titled \"koursk\"", "d6", "2 documents"),
    ("documents titled \"koursk\" since 2024-11", "d7", "0 documents"),
    ("documents titled \"koursk\" | show outlet, also, copies", "Le Monde/+1 outlet/2", "2 documents"),
    ("documents titled \"koursk\" | count by year", "2024/1", "2 documents"),
    ("mentions of Koursk", "m8; m2d6; m3d6", "4 mentions"),
    ("mentions of Koursk | count by entity", "Kursk/3", "4 mentions"),
    ("mentions of Koursk | count by spelling", "Koursk/4; KOURSK/3", "-"),
    ("mentions of Koursk | show also, copies", "-/0; +1 outlet/2; +1 outlet/2", "4 mentions"),
    ("people titled \"koursk\" | show name, mentions", "Mark Rutte/1", "2 mentions"),
    ("people titled \"koursk\" including copies | show name, mentions", "Mark Rutte/3", "-"),
    ("people titled \"koursk\" | limit 3 | sort by name | limit 2 | show mentions", "1", "2 mentions"),
    ("people titled \"koursk\" | count by outlet", "20 Minutes/1; Le Monde/1; -/1", "-"),
    ("names", "OLENA MARCHENKO/2/2; Harrowmere/1/1", "-"),
];

#[test]
fn rows() {
    let base = Base::with_copies();
    for (line, expected, folded) in CASES {
        let Ok(Resolved::Query(query)) = resolve(&parse(line).unwrap(), &base) else { panic!("{line}") };
        assert_eq!(base.answer(&compile(&query), &query), *expected, "{line}");
        let told = compile_folded(&query, None).map(|(sql, (_, noun))| format!("{} {noun}", base.answer(&sql, &query)));
        assert_eq!(told.as_deref().unwrap_or("-"), *folded, "{line}");
    }
}

#[test]
fn what_is_told_beside_a_limited_answer_is_told_of_the_rows_shown() {
    let base = Base::with_copies();
    for (line, count, folded) in [
        ("mentions of Koursk | limit 1", "1", "0"),
        ("mentions of Koursk | limit 2", "2", "4"),
        ("mentions of Koursk | limit 3 | sort by spelling | limit 1", "1", "4"),
        ("quotes by Rutte | limit 5", "1", "2"),
        ("quotes about Corée du Nord | limit 1", "1", "0"),
        ("documents mentioning Koursk | sort by title | limit 2 | show title", "2", "2"),
    ] {
        let Ok(Resolved::Query(query)) = resolve(&parse(line).unwrap(), &base) else { panic!("{line}") };
        let numbers = base.numbers(&compile_shown(&query).unwrap());
        let (records, documents) = numbers.into_iter().unzip();
        let shown = Shown { records, documents };
        assert_eq!(base.answer(&compile_count_among(&query, Some(&shown)), &query), count, "{line}");
        assert_eq!(base.answer(&compile_folded(&query, Some(&shown)).unwrap().0, &query), folded, "{line}");
    }
    for line in ["quotes by Rutte", "quotes by Rutte | limit 2 | count", "people with Koursk | limit 1"] {
        let Ok(Resolved::Query(query)) = resolve(&parse(line).unwrap(), &base) else { panic!("{line}") };
        assert_eq!(compile_shown(&query), None, "{line}");
    }
}

#[test]
fn the_reading_tells_that_copies_count() {
    let base = Base::with_copies();
    let Ok(Resolved::Query(query)) = resolve(&parse("documents including copies").unwrap(), &base) else { panic!() };
    assert_eq!(reading(&query), "documents · including copies");
}
