//! How SQLite goes about a question: by index, not by reading a whole table of mentions, quotations or documents.

use dixit::query::registry::{ACTS, CLAUSES, HEADS, SCOPES, STAGES, UNITS};
use dixit::query::syntax::Tree;
use dixit::query::{Clause, Condition, Query, Resolved, Sql, compile, compile_count, compile_folded, parse, resolve};

use crate::fixture::Base;

/// Tables that have millions of rows, by the letters they go by.
const LARGE: &[&str] = &["m", "q", "d", "x", "v", "w", "km", "kq", "kd", "od"];

#[test]
fn no_table_is_read_as_a_whole_unless_all_is_asked_for() {
    let base = Base::new();
    let heads = HEADS.iter().map(|row| row.example).chain(CLAUSES.iter().map(|row| row.example));
    let scopes = SCOPES.iter().map(|row| row.example);
    let others = STAGES.iter().map(|row| row.example).chain(scopes).chain(ACTS.iter().map(|row| row.example));
    let lines: Vec<&str> =
        heads.chain(others).chain(UNITS.iter().map(|row| row.example)).chain(MORE.iter().copied()).collect();
    let mut asked = 0;
    for line in lines {
        let Ok(Resolved::Query(query)) = resolve(&parse(line).unwrap(), &base) else { continue };
        if query.filter.iter().any(narrows) {
            asked += 1;
            let folded = compile_folded(&query, None).map(|(sql, _)| sql);
            for sql in [compile(&query), compile_count(&query)].iter().chain(&folded) {
                assert_eq!(scans(&base, sql), "", "{line}\n{}", sql.text);
            }
        }
    }
    assert!(asked > 40, "{asked}");
}

/// Shapes that no example has.
const MORE: &[&str] = &[
    "quotes by Lloyd Austin | limit 3",
    "quotes by Lloyd Austin about Koursk since 2024 | limit 3",
    "quotes by Jean Testard | limit 3",
    "quotes (by Lavrov or about Koursk) not act warn | limit 3",
    "quotes containing \"mensonges\" about Corée du Nord | count by month",
    "quotes mentioning OTAN",
    "quotes mentioning OTAN since 2024",
    "mentions mentioning OTAN",
    "mentions mentioning OTAN in same sentence",
    "mentions of Koursk | count by outlet",
    "mentions of Koursk mentioning OTAN in language fr | limit 3",
    "documents mentioning Koursk and OTAN | limit 3",
    "documents mentioning Koursk or OTAN | count by year",
    "people with Koursk and OTAN | count by name | limit 3",
    "people with Koursk in outlet Le Monde as \"Mark Rutte\"",
    "names with Koursk | limit 3",
    "names with Koursk in same sentence",
    "people with Koursk and OTAN in same paragraph | top 3 by name",
    "documents mentioning Koursk and Mark Rutte in same sentence",
    "documents mentioning Koursk and not Mark Rutte in same quote",
    "quotes mentioning Koursk in same paragraph",
    "quotes mentioning Koursk and OTAN in same sentence since 2024",
    "quotes via OTAN since 2024",
    "positions of Vassili Nebenzia about Corée du Nord",
    "quotes about Koursk | timeline by week",
];

#[test]
fn who_stands_with_an_entity_is_counted_over_packed_mentions() {
    let base = Base::new();
    for (line, packed) in [
        ("people with Koursk", true),
        ("entities with Koursk in language fr since 2024 | count by name | limit 3", true),
        ("people with Koursk including furniture", false),
        ("people with Koursk as \"Mark Rutte\"", false),
        ("people with Koursk | count by outlet", false),
        ("people in language fr", false),
    ] {
        let sql = compile(&query(&base, line));
        assert_eq!(sql.text.contains("company(c.mentions"), packed, "{line}");
        assert_eq!(
            base.plan(&sql).iter().any(|step| step.starts_with("SEARCH c USING INTEGER PRIMARY KEY")),
            packed,
            "{line}"
        );
    }
}

fn query(base: &Base, line: &str) -> Query {
    match resolve(&parse(line).unwrap(), base) {
        Ok(Resolved::Query(query)) => query,
        other => panic!("{line}: {other:?}"),
    }
}

/// Whether a condition that an index serves must hold of every row.
fn narrows(filter: &Tree<Clause>) -> bool {
    fn required<T>(tree: &Tree<T>, narrows: &dyn Fn(&T) -> bool) -> bool {
        match tree {
            Tree::One(one) => narrows(one),
            Tree::And(parts) => parts.iter().any(|part| required(part, narrows)),
            Tree::Or(parts) => parts.iter().all(|part| required(part, narrows)),
            Tree::Not(_) => false,
        }
    }
    required(filter, &|clause| required(&clause.condition, &|one| !is_of_many(one)))
}

fn is_of_many(condition: &Condition) -> bool {
    matches!(
        condition,
        Condition::Printed(_)
            | Condition::SpeakerSort(_)
            | Condition::NoSpeaker
            | Condition::Matching(_)
            | Condition::Sure(_)
    )
}

/// The steps that read a large table from one end to the other.
fn scans(base: &Base, sql: &Sql) -> String {
    let plan = base.plan(sql);
    // what is found elsewhere in the statement, by a step of its own
    let found: Vec<&str> = plan.iter().filter_map(|step| step.strip_prefix("CO-ROUTINE ")).collect();
    let whole = |step: &&String| {
        let table = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
        table.is_some_and(|table| LARGE.contains(&table) && !found.contains(&table))
    };
    plan.iter().filter(whole).cloned().collect::<Vec<_>>().join("; ")
}
