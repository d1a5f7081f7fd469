//! Questions by chance, on bases by chance: SQLite gives the same rows as plain loops over plain lists.

#[path = "differential/base.rs"]
mod base;
#[path = "differential/copied.rs"]
mod copied;
#[path = "differential/copies.rs"]
mod copies;
#[path = "differential/counted.rs"]
mod counted;
#[path = "differential/coverage.rs"]
mod coverage;
#[path = "differential/dice.rs"]
mod dice;
#[path = "differential/evaluate.rs"]
mod evaluate;
#[path = "differential/fields.rs"]
mod fields;
#[path = "differential/gazetteer.rs"]
mod gazetteer;
#[path = "differential/generate.rs"]
mod generate;
#[path = "differential/holds.rs"]
mod holds;
#[path = "differential/names.rs"]
mod names;
#[path = "differential/operands.rs"]
mod operands;
#[path = "differential/order.rs"]
mod order;
#[path = "differential/questions.rs"]
mod questions;
#[path = "differential/records.rs"]
mod records;
#[path = "differential/sentences.rs"]
mod sentences;
#[path = "differential/stages.rs"]
mod stages;
#[path = "differential/timeline.rs"]
mod timeline;
#[path = "differential/world.rs"]
mod world;

use std::fmt::Write;

use base::{Base, Row};
use coverage::Coverage;
use dice::Dice;
use dixit::query::registry::{Family, HEADS};
use dixit::query::syntax::Line;
use dixit::query::{
    Query, Resolved, Sql, compile, compile_count, compile_folded, compile_plainly, doubtful, fill, parse, print,
    resolve, translated,
};
use dixit::table::{Cell, Table};
use evaluate::{Answer, answer, sums};
use generate::generate;
use questions::{Asker, deeds, wishes};
use timeline::filled;
use world::World;

/// Bases of a round, each with its seed.
const BASES: u64 = 5;
/// Things asked of each base.
const QUESTIONS: usize = 504;
/// How often a thing is asked, in other words, while the answer tells little.
const TRIES: usize = 3;

/// `DIXIT_DIFFERENTIAL_ROUNDS=20 cargo test --test differential` asks twenty times as many questions, of other bases.
#[test]
fn rows_are_those_of_plain_loops() {
    let rounds =
        std::env::var("DIXIT_DIFFERENTIAL_ROUNDS").map_or(1, |rounds| rounds.parse().expect("a number of rounds"));
    let (mut coverage, mut wrong) = (Coverage::default(), Vec::new());
    for seed in 1..=BASES * rounds {
        ask(seed, &mut coverage, &mut wrong);
    }
    println!("{}\n{} wrong", coverage.told(), wrong.len());
    let shown: Vec<_> = wrong.iter().take(10).cloned().collect();
    assert!(wrong.is_empty(), "{} wrong:\n\n{}", wrong.len(), shown.join("\n\n"));
    let missing = coverage.missing();
    assert!(missing.is_empty(), "never asked with an answer: {}", missing.join("; "));
}

/// Asks the questions of one seed.
fn ask(seed: u64, coverage: &mut Coverage, wrong: &mut Vec<String>) {
    let world = generate(seed);
    let base = Base::new(&world);
    let mut asker = Asker { dice: Dice::new(seed << 32), world: &world, family: Family::Quotation };
    for i in QUESTIONS * (seed as usize - 1)..QUESTIONS * seed as usize {
        let (head, turn) = (&HEADS[i % HEADS.len()], i / HEADS.len());
        let (wishes, deeds) = (wishes(head), deeds(head.family));
        for _ in 0..TRIES {
            let (wish, deed) = (wishes[turn % wishes.len()], deeds[turn % deeds.len()]);
            let line = asker.question(wish, deed);
            let (tree, query) = read(&line, &world);
            let expected = answer(&world, &query);
            coverage.note(&tree, &query, expected.rows.len());
            let caveats = if turn % 4 == 0 { check_caveats(&world, &base, &query) } else { Ok(()) };
            if let Err(told) = check(&world, &base, &query, &expected).and(caveats) {
                wrong.push(format!("seed {seed}: {line}\n{told}"));
            }
            if !expected.rows.is_empty() && coverage.has(head.family, deed) {
                break;
            }
        }
    }
}

/// The question that a line is.
fn read(line: &str, world: &World) -> (Line, Query) {
    let tree = parse(line).unwrap_or_else(|problem| panic!("{problem}"));
    let printed = print(&tree);
    assert_eq!(parse(&printed).as_ref(), Ok(&tree), "{printed}");
    match resolve(&tree, world).unwrap_or_else(|problem| panic!("{problem}")) {
        Resolved::Query(query) => (tree, query),
        other => panic!("{line} is no question: {other:?}"),
    }
}

/// Compares rows, and how many there are before any stage.
fn check(world: &World, base: &Base, query: &Query, expected: &Answer) -> Result<(), String> {
    let sql = compile(query);
    let mut rows = base.answer(&sql).map_err(|error| format!("{}\n{error}", sql.text))?;
    if expected.columns != sql.columns || !agree(expected, &rows) {
        return Err(told(&sql, &expected.rows, &rows));
    }
    check_plain(base, query, expected)?;
    check_sums(world, base, query)?;
    if let Some(unit) = query.timeline {
        let longer = filled(&rows, unit);
        let cells = |rows: &[Row]| rows.iter().map(|row| row.cells.clone()).collect();
        let mut table = Table { columns: sql.columns.clone(), rows: cells(&rows), ..Table::default() };
        fill(&mut table, unit);
        rows = table.rows.into_iter().map(|cells| Row { key: None, cells }).collect();
        if longer != rows {
            return Err(told(&sql, &longer, &rows));
        }
    }
    Ok(())
}

/// Compares the rows of the same question without what only SQLite has.
fn check_plain(base: &Base, query: &Query, expected: &Answer) -> Result<(), String> {
    let sql = compile_plainly(query);
    let rows = base.answer(&sql).map_err(|error| format!("{}\n{error}", sql.text))?;
    if expected.columns == sql.columns && agree(expected, &rows) {
        Ok(())
    } else {
        Err(told(&sql, &expected.rows, &rows))
    }
}

/// Compares how many rows the questions leave of which an answer warns.
fn check_caveats(world: &World, base: &Base, query: &Query) -> Result<(), String> {
    doubtful(query).iter().chain(&translated(query)).try_for_each(|also| check_sums(world, base, also))
}

/// Compares how many rows the clauses leave, and how many records fold.
fn check_sums(world: &World, base: &Base, query: &Query) -> Result<(), String> {
    let sum = |number: usize| vec![Row { key: None, cells: vec![Cell::Integer(number as i64)] }];
    let (number, folded) = sums(world, query);
    same(base, &compile_count(query), &sum(number))?;
    match compile_folded(&Query { stages: Vec::new(), ..query.clone() }, None) {
        Some((sql, _)) => same(base, &sql, &sum(folded)),
        None => Ok(()),
    }
}

fn same(base: &Base, sql: &Sql, expected: &[Row]) -> Result<(), String> {
    let rows = base.answer(sql).map_err(|error| format!("{}\n{error}", sql.text))?;
    if rows == expected { Ok(()) } else { Err(told(sql, expected, &rows)) }
}

/// Whether rows are those expected; of rows drawn by lot, whether they are some of them in their order.
fn agree(expected: &Answer, rows: &[Row]) -> bool {
    let Some(drawn) = expected.drawn else { return expected.rows == rows };
    let mut left = expected.rows.iter();
    rows.len() == expected.rows.len().min(drawn as usize) && rows.iter().all(|row| left.any(|own| own == row))
}

/// Both answers, from the row before the first that differs.
fn told(sql: &Sql, expected: &[Row], rows: &[Row]) -> String {
    let mut out = format!("{}\n{:?}\nexpected {} rows, found {}", sql.text, sql.values, expected.len(), rows.len());
    let differs = expected.iter().zip(rows).position(|(a, b)| a != b).unwrap_or(expected.len().min(rows.len()));
    for (name, all) in [("expected", expected), ("found", rows)] {
        for row in all.iter().skip(differs.saturating_sub(1)).take(6) {
            let cells: Vec<_> = row.cells.iter().map(|cell| cell.text()).collect();
            let _ = write!(out, "\n  {name} {}: {}", row.key.as_deref().unwrap_or("-"), cells.join(" | "));
        }
    }
    out
}
