//! Any text as lines with a date, as metadata, and as an article that speaks for or against one: days of the calendar, or none.
#![no_main]

use dixit::import::{dates, plausible::Witness};
use libfuzzer_sys::fuzz_target;

/// Languages that put day and month in one order or the other, and none.
const LANGUAGES: [Option<&str>; 6] = [None, Some("fr"), Some("en"), Some("en-US"), Some("de"), Some("es")];

fuzz_target!(|data: &str| {
    for language in LANGUAGES {
        for date in [dates::published(data, language), dates::metadata(data, language)].into_iter().flatten() {
            assert!(is_day(&date), "{date}");
            let witness = Witness::new(data, language, Some(data));
            let _ = witness.doubt(&date);
        }
        let witness = Witness::new(data, language, Some("2025-06-01"));
        for date in ["1970-01-01", "2024", "2024-02", "2025-06-03"] {
            assert_eq!(witness.doubt(date), witness.doubt(date));
        }
        assert!(witness.to_come("2025-06-03").is_some() && witness.to_come("2025-06-02").is_none());
    }
});

/// Whether it is written as `2024-10-31`, in a year that articles are from.
fn is_day(date: &str) -> bool {
    let part = |range: std::ops::Range<usize>| date.get(range).and_then(|part| part.parse::<u16>().ok());
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(5..7), part(8..10)) else { return false };
    date.len() == 10 && (1800..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}
