//! Positions: what somebody said of a topic, in the order of time, with a mark where the act changes.

use dixit::query::{Resolved, compile, parse, resolve};

use crate::fixture::Base;

/// q1 says on 2024-10-28, q3 denies on 2024-10-31, q4 denies in 2024-11, q6 says, nobody knows when.
const CASES: &[(&str, &str)] = &[
    ("positions of Vassili Nebenzia about Corée du Nord", "q1; q3; q4; q6"),
    (
        "positions of Vassili Nebenzia about Corée du Nord | show said, act, change",
        "2024-10-28/say/-; 2024-10-31/deny/say → deny; 2024-11/deny/-; -/say/-",
    ),
    ("positions of Vassili Nebenzia about Corée du Nord | limit 2 | show change", "-; say → deny"),
    (
        "positions of Vassili Nebenzia or Lavrov about Corée du Nord or OTAN | show said, change",
        "2024-10-28/-; 2024-10-31/say → deny; 2024-11/-; 2024-11/-; -/-",
    ),
    ("positions of Vassili Nebenzia strictly about Corée du Nord act say | show change", "-; -"),
];

#[test]
fn acts_that_change_are_marked() {
    let base = Base::new();
    base.let_one_speak("vasily-nebenzya", "north-korea", &["q1", "q3", "q4", "q6"]);
    for (line, expected) in CASES {
        let Ok(Resolved::Query(query)) = resolve(&parse(line).unwrap(), &base) else { panic!("{line}") };
        assert_eq!(base.answer(&compile(&query), &query), *expected, "{line}");
    }
}
