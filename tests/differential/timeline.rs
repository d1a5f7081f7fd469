//! Timelines, day by day: a period in which nothing stands is a row, too.

use dixit::query::registry::Unit;
use dixit::table::Cell;
use jiff::ToSpan;
use jiff::civil::{self, Weekday};

use crate::base::Row;
use crate::holds::days;

/// The rows of a timeline with a row for each period from the first to the last.
pub fn filled(rows: &[Row], unit: Unit) -> Vec<Row> {
    let period = |row: &Row| row.cells[0].text().trim_end_matches(" ?").to_owned();
    let mut known: Vec<String> = rows.iter().map(period).filter(|period| !period.is_empty()).collect();
    known.sort();
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return rows.to_vec() };
    let mut periods = Vec::new();
    let mut day = first_day(first);
    while day <= first_day(last) {
        let label = label(day, unit);
        if periods.last() != Some(&label) {
            periods.push(label);
        }
        day += 1.day();
    }
    let mut all = Vec::new();
    for label in periods {
        let of = rows.iter().filter(|row| period(row) == label).cloned();
        let before = all.len();
        all.extend(of);
        if all.len() == before {
            all.push(Row { key: None, cells: vec![Cell::Text(label), Cell::Integer(0)] });
        }
    }
    all.extend(rows.iter().filter(|row| row.cells[0] == Cell::Empty).cloned());
    all
}

fn first_day(label: &str) -> civil::Date {
    match label.split_once("-Q") {
        Some((year, quarter)) => {
            let month = quarter.parse::<i8>().expect("a quarter has a number") * 3 - 2;
            civil::date(year.parse().expect("a year has a number"), month, 1)
        }
        None => days(label).0,
    }
}

fn label(day: civil::Date, unit: Unit) -> String {
    match unit {
        Unit::Day => day.to_string(),
        Unit::Week => (day - i64::from(day.weekday().since(Weekday::Monday)).days()).to_string(),
        Unit::Month => day.to_string()[..7].to_owned(),
        Unit::Quarter => format!("{}-Q{}", day.year(), (day.month() - 1) / 3 + 1),
        Unit::Year => day.year().to_string(),
    }
}
