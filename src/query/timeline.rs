//! Timelines: periods in which nothing stands are rows, too.

use jiff::{ToSpan, civil};

use super::registry::Unit;
use crate::table::{Cell, Table};

/// No timeline is made longer than this many rows.
const LONGEST: usize = 10_000;

/// Adds a row with the count 0 for each period between the first and the last of `table`, whose first column names periods in
/// order and whose others are numbers. A timeline that would become endless stays as it is.
pub fn fill(table: &mut Table, unit: Unit) {
    let known: Vec<(civil::Date, usize)> =
        table.rows.iter().enumerate().filter_map(|(i, row)| Some((first_day(&row[0].text())?, i))).collect();
    let (Some(&(first, _)), Some(&(last, _))) = (known.first(), known.last()) else { return };
    let periods: Vec<civil::Date> = std::iter::successors(Some(first), |day| next(*day, unit))
        .take_while(|day| *day <= last)
        .take(LONGEST + 1)
        .collect();
    if periods.len() > LONGEST {
        return;
    }
    let empty = |day: civil::Date| {
        let zeros = table.columns[1..].iter().map(|_| Cell::Integer(0));
        std::iter::once(Cell::Text(label(day, unit))).chain(zeros).collect()
    };
    let row = |day: civil::Date| match known.iter().filter(|(own, _)| *own == day).map(|(_, i)| *i).collect::<Vec<_>>()
    {
        rows if rows.is_empty() => vec![empty(day)],
        rows => rows.into_iter().map(|i| table.rows[i].clone()).collect(),
    };
    let mut rows: Vec<Vec<Cell>> = periods.into_iter().flat_map(row).collect();
    let placed = |i: usize| known.iter().any(|(_, own)| *own == i);
    rows.extend((0..table.rows.len()).filter(|i| !placed(*i)).map(|i| table.rows[i].clone()));
    table.keys = vec![None; rows.len()];
    table.rows = rows;
}

/// The first day of a period: `2024-10-31`, `2024-10`, `2024-Q4`, `2024`, each perhaps with a mark of doubt behind it.
fn first_day(label: &str) -> Option<civil::Date> {
    let mut parts = label.trim_end_matches(" ?").split('-');
    let year = parts.next()?.parse().ok()?;
    let month = match parts.next() {
        None => 1,
        Some(part) => match part.strip_prefix('Q') {
            Some(quarter) => quarter.parse::<i8>().ok()? * 3 - 2,
            None => part.parse().ok()?,
        },
    };
    let day = parts.next().map_or(Some(1), |day| day.parse().ok())?;
    civil::Date::new(year, month, day).ok()
}

fn next(day: civil::Date, unit: Unit) -> Option<civil::Date> {
    let span = match unit {
        Unit::Day => 1.day(),
        Unit::Week => 7.days(),
        Unit::Month => 1.month(),
        Unit::Quarter => 3.months(),
        Unit::Year => 1.year(),
    };
    day.checked_add(span).ok()
}

/// The period that begins on `day`, as the field of that name writes it.
fn label(day: civil::Date, unit: Unit) -> String {
    match unit {
        Unit::Day | Unit::Week => day.to_string(),
        Unit::Month => format!("{:04}-{:02}", day.year(), day.month()),
        Unit::Quarter => format!("{:04}-Q{}", day.year(), (day.month() + 2) / 3),
        Unit::Year => format!("{:04}", day.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(unit: Unit, rows: &[(&str, i64)]) -> String {
        let label = |text: &str| if text == "-" { Cell::Empty } else { Cell::Text(text.to_owned()) };
        let rows = rows.iter().map(|(text, n)| vec![label(text), Cell::Integer(*n)]).collect();
        let mut table = Table { columns: vec!["period".into(), "count".into()], rows, ..Table::default() };
        fill(&mut table, unit);
        assert_eq!(table.rows.len().max(table.keys.len()), table.rows.len());
        let told = table.rows.iter().map(|row| format!("{} {}", row[0].text(), row[1].text()));
        told.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn empty_periods_are_rows() {
        for (unit, rows, expected) in [
            (Unit::Day, &[("2024-02-28", 1), ("2024-03-01", 2)][..], "2024-02-28 1; 2024-02-29 0; 2024-03-01 2"),
            (Unit::Week, &[("2024-10-28", 1), ("2024-11-11", 2)], "2024-10-28 1; 2024-11-04 0; 2024-11-11 2"),
            (Unit::Month, &[("2024-11", 1), ("2025-01", 2), ("-", 3)], "2024-11 1; 2024-12 0; 2025-01 2;  3"),
            (Unit::Month, &[("2024-11", 1), ("2024-11 ?", 2)], "2024-11 1; 2024-11 ? 2"),
            (Unit::Quarter, &[("2023-Q4", 1), ("2024-Q2", 2)], "2023-Q4 1; 2024-Q1 0; 2024-Q2 2"),
            (Unit::Year, &[("2020", 1), ("2022", 2)], "2020 1; 2021 0; 2022 2"),
            (Unit::Year, &[("-", 2)], " 2"),
            (Unit::Year, &[], ""),
        ] {
            assert_eq!(filled(unit, rows), expected);
        }
    }

    #[test]
    fn what_would_be_endless_stays() {
        assert_eq!(filled(Unit::Day, &[("0001-01-01", 1), ("2024-10-28", 1)]), "0001-01-01 1; 2024-10-28 1");
    }
}
