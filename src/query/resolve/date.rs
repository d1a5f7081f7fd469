//! Dates: from words to days.

use jiff::ToSpan;
use jiff::civil::{self, Weekday};

use super::Resolver;
use crate::query::error::{Problem, Result};
use crate::query::parse::date_form;
use crate::query::print;
use crate::query::registry::{Clause as Word, Unit};
use crate::query::resolved::Test;
use crate::query::syntax::{At, Basis, Clause, Date, DateForm};

/// The days from first to last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Period {
    first: civil::Date,
    last: civil::Date,
}

impl Resolver<'_> {
    /// How a date clause is read, and what it tests.
    pub(super) fn dates(&self, clause: &Clause, dates: &[Date]) -> Result<(String, Test)> {
        let periods = dates.iter().map(|date| self.period(date)).collect::<Result<Vec<_>>>()?;
        let (Some(first), Some(last)) = (periods.first(), periods.last()) else {
            return Err(Problem::new(self.source, clause.at.0, "a date is missing"));
        };
        let edge = |day: std::result::Result<civil::Date, jiff::Error>| {
            day.map_err(|_| Problem::new(self.source, clause.at.0, "that is beyond the calendar"))
        };
        let test = match clause.word {
            Word::Since => Test::From(first.first),
            Word::Until => Test::To(first.last),
            Word::Before => Test::To(edge(first.first.yesterday())?),
            Word::After => Test::From(edge(first.last.tomorrow())?),
            _ if last.last < first.first => return Err(self.backwards(clause, dates)),
            _ => Test::Within(first.first, last.last),
        };
        Ok((reading(clause, &test), test))
    }

    /// A day, month or year as it is kept: how much of a date is known.
    pub(super) fn day(&self, text: &str, at: At) -> Result<String> {
        let form = DateForm::Digits(text.to_owned());
        self.written(text, &Date { form, at })?;
        if text.contains(['Q', 'q']) {
            let problem = Problem::new(self.source, at.0, "here stands a day, a month or a year, no quarter");
            return Err(problem.label("a quarter"));
        }
        Ok(text.to_owned())
    }

    fn backwards(&self, clause: &Clause, dates: &[Date]) -> Box<Problem> {
        let mut turned = clause.clone();
        turned.operands = crate::query::syntax::Operands::Dates(dates.iter().rev().cloned().collect());
        Problem::new(self.source, clause.at.0, "the second date is before the first")
            .label("no day is between them")
            .instead(clause.at.0, &print::clause(&turned))
    }

    fn period(&self, date: &Date) -> Result<Period> {
        let today = self.names.today();
        let between_marks = match &date.form {
            DateForm::Quoted(text) => date_form(text),
            _ => None,
        };
        let relative = match between_marks.as_ref().unwrap_or(&date.form) {
            DateForm::Digits(text) | DateForm::Quoted(text) => return self.written(text, date),
            DateForm::Parameter(_) if self.hollow => day(today),
            DateForm::Parameter(name) => return Err(self.open(name, date.at.0)),
            DateForm::Today => day(today),
            DateForm::Yesterday => today.yesterday().ok().and_then(day),
            DateForm::Last(unit) => this(today, *unit).and_then(|period| this(period.first.yesterday().ok()?, *unit)),
            DateForm::This(unit) => this(today, *unit),
            DateForm::Ago(number, unit) => ago(today, *number, *unit).and_then(day),
        };
        relative.ok_or_else(|| Problem::new(self.source, date.at.0, "that is beyond the calendar"))
    }

    fn written(&self, text: &str, date: &Date) -> Result<Period> {
        if let Some(period) = calendar(text) {
            return Ok(period);
        }
        let shape = shape(text);
        let message =
            if shape { format!("there is no such date as {text}") } else { format!("`{text}` is not a date") };
        let problem = Problem::new(self.source, date.at.0, message).label("no date");
        let problem = problem.hint("dates are written 2024, 2024-10, 2024-10-31 or 2024-Q4");
        let month = text.get(..7).filter(|month| shape && calendar(month).is_some()).map(str::to_owned);
        Err(turned(text).iter().chain(&month).fold(problem, |problem, text| problem.instead(date.at.0, text)))
    }
}

fn day(date: civil::Date) -> Option<Period> {
    Some(Period { first: date, last: date })
}

/// The period that `text` names in the calendar.
fn calendar(text: &str) -> Option<Period> {
    let parts: Vec<&str> = text.split('-').collect();
    let year: i16 = digits(parts.first()?, 4)?;
    match parts[1..] {
        [] => months(year, 1, 12),
        [part] if part.starts_with(['Q', 'q']) => {
            let quarter: i8 = digits(&part[1..], 1).filter(|q| (1..=4).contains(q))?;
            months(year, quarter * 3 - 2, quarter * 3)
        }
        [month] => digits(month, 2).and_then(|month| months(year, month, month)),
        [month, of_month] => civil::Date::new(year, digits(month, 2)?, digits(of_month, 2)?).ok().and_then(day),
        _ => None,
    }
}

fn digits<N: std::str::FromStr>(text: &str, length: usize) -> Option<N> {
    let right = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    right.then(|| text.parse().ok()).flatten()
}

fn months(year: i16, first: i8, last: i8) -> Option<Period> {
    let first = civil::Date::new(year, first, 1).ok()?;
    Some(Period { first, last: civil::Date::new(year, last, 1).ok()?.last_of_month() })
}

/// Whether `text` is written like a date, though there may be no such day.
fn shape(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    let digits = text.chars().all(|c| c.is_ascii_digit() || c == '-' || c == 'Q');
    digits && matches!(lengths[..], [4] | [4, 2] | [4, 2, 2])
}

/// How a date in another order or without zeros may have been meant.
fn turned(text: &str) -> Vec<String> {
    let parts: Vec<u16> = text.split(['/', '.', '-']).map_while(|part| part.parse().ok()).collect();
    let orders: &[(u16, u16, u16)] = match parts[..] {
        [a, b, year] if year > 999 => &[(year, b, a), (year, a, b)],
        [year, b, c] if year > 999 => &[(year, b, c)],
        [month, year] if year > 999 => return iso_month(year, month),
        [year, month] if year > 999 => return iso_month(year, month),
        _ => &[],
    };
    let iso = orders.iter().map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
    let mut real: Vec<String> = iso.filter(|iso| calendar(iso).is_some()).collect();
    real.dedup();
    real
}

fn iso_month(year: u16, month: u16) -> Vec<String> {
    Some(format!("{year:04}-{month:02}")).filter(|iso| calendar(iso).is_some()).into_iter().collect()
}

/// The unit that `today` is in.
fn this(today: civil::Date, unit: Unit) -> Option<Period> {
    match unit {
        Unit::Day => day(today),
        Unit::Week => {
            let since = i64::from(today.weekday().since(Weekday::Monday));
            let first = today.checked_sub(since.days()).ok()?;
            Some(Period { first, last: first.checked_add(6.days()).ok()? })
        }
        Unit::Month => Some(Period { first: today.first_of_month(), last: today.last_of_month() }),
        Unit::Quarter => {
            let first = (today.month() - 1) / 3 * 3 + 1;
            months(today.year(), first, first + 2)
        }
        Unit::Year => months(today.year(), 1, 12),
    }
}

fn ago(today: civil::Date, number: u32, unit: Unit) -> Option<civil::Date> {
    let number = i64::from(number);
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Day => span.try_days(number),
        Unit::Week => span.try_weeks(number),
        Unit::Month => span.try_months(number),
        Unit::Quarter => span.try_months(number * 3),
        Unit::Year => span.try_years(number),
    };
    today.checked_sub(span.ok()?).ok()
}

fn reading(clause: &Clause, test: &Test) -> String {
    let basis = if clause.basis == Some(Basis::Said) { "said" } else { "published" };
    match test {
        Test::From(day) => format!("{basis} on {day} or later"),
        Test::To(day) => format!("{basis} on {day} or earlier"),
        Test::Within(first, last) if first == last => format!("{basis} on {first}"),
        Test::Within(first, last) => format!("{basis} from {first} to {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_the_calendar() {
        for (text, expected) in [
            ("2024", Some("2024-01-01 2024-12-31")),
            ("2024-02", Some("2024-02-01 2024-02-29")),
            ("2024-Q3", Some("2024-07-01 2024-09-30")),
            ("2024-10-31", Some("2024-10-31 2024-10-31")),
            ("2024-02-30", None),
            ("2024-13", None),
            ("2024-Q5", None),
            ("2024-Qé", None),
            ("24", None),
            ("2024-1", None),
            ("2024-10-31-01", None),
        ] {
            let found = calendar(text).map(|p| format!("{} {}", p.first, p.last));
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn dates_in_other_orders() {
        for (text, expected) in [
            ("30/10/2024", vec!["2024-10-30"]),
            ("3/10/2024", vec!["2024-10-03", "2024-03-10"]),
            ("2024-1-5", vec!["2024-01-05"]),
            ("10/2024", vec!["2024-10"]),
            ("20241030", vec![]),
        ] {
            assert_eq!(turned(text), expected, "{text}");
        }
    }

    #[test]
    fn units() {
        let today = civil::date(2024, 11, 7); // a Thursday
        for (unit, expected) in [
            (Unit::Day, "2024-11-07 2024-11-07"),
            (Unit::Week, "2024-11-04 2024-11-10"),
            (Unit::Month, "2024-11-01 2024-11-30"),
            (Unit::Quarter, "2024-10-01 2024-12-31"),
            (Unit::Year, "2024-01-01 2024-12-31"),
        ] {
            let found = this(today, unit).map(|p| format!("{} {}", p.first, p.last));
            assert_eq!(found.as_deref(), Some(expected), "{unit:?}");
        }
    }
}
