//! Years, quarters, months, weeks and days: fields that are worked out from the number of a day.

use super::{Each, Field, row};

/// What stands behind a period of a date that can hardly be true.
macro_rules! doubt {
    () => {
        "iif({doubtful}, ' ?', '')"
    };
}

/// The month of the number of a day.
macro_rules! month {
    () => {
        "({day} >> 5 & 15)"
    };
}

/// The whole date that the number of a day tells.
macro_rules! whole {
    () => {
        concat!("format('%04d-%02d-%02d', 2000 + ({day} >> 9), ", month!(), ", {day} & 31)")
    };
}

/// The year that began in the March before.
macro_rules! march {
    () => {
        concat!("(2000 + ({day} >> 9) - (", month!(), " < 3))")
    };
}

/// The week as a number: days since a Monday long ago, by sevens.
macro_rules! week {
    () => {
        concat!(
            "((",
            march!(),
            " * 365 + ",
            march!(),
            " / 4 - ",
            march!(),
            " / 100 + ",
            march!(),
            " / 400 + (153 * (",
            month!(),
            " + iif(",
            month!(),
            " < 3, 9, -3)) + 2) / 5 + ({day} & 31) + 1) / 7)"
        )
    };
}

/// A period where `known` bits of the date are not 0. Text is made once a period: rows are counted by the whole `number` of it.
macro_rules! period {
    ($name:literal, $known:literal, $number:expr, $text:expr, $meaning:literal) => {
        Field {
            each: Some(Each {
                join: "",
                sql: concat!("iif({day}", $known, ", ", $text, " || ", doubt!(), ", NULL)"),
                group: concat!("iif({day}", $known, ", ", $number, " * 2 + {doubtful}, NULL)"),
            }),
            doubted: true,
            ..row($name, concat!("iif({day}", $known, ", ", $text, " || ", doubt!(), ", NULL)"), $meaning)
        }
    };
}

// from the number of the day, which stands beside the row: no document is looked up
pub(super) const YEAR: Field =
    period!("year", " IS NOT NULL", "({day} >> 9)", "(2000 + ({day} >> 9))", "year of publication");
pub(super) const MONTH: Field = period!(
    "month",
    " & 480",
    "({day} >> 5)",
    concat!("(2000 + ({day} >> 9)) || substr('-01-02-03-04-05-06-07-08-09-10-11-12', ", month!(), " * 3 - 2, 3)"),
    "month of publication"
);
pub(super) const QUARTER: Field = period!(
    "quarter",
    " & 480",
    concat!("(({day} >> 9) * 4 + (", month!(), " + 2) / 3)"),
    concat!("format('%04d-Q%d', 2000 + ({day} >> 9), (", month!(), " + 2) / 3)"),
    "quarter of publication"
);
pub(super) const WEEK: Field = period!(
    "week",
    " & 31",
    week!(),
    concat!("date(", whole!(), ", '-6 days', 'weekday 1')"),
    "the Monday of the week of publication"
);
pub(super) const DAY: Field = period!("day", " & 31", "{day}", whole!(), "day of publication");
