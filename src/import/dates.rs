//! Dates of publication, as articles print them at their top or bottom and as metadata have them.

use crate::{language::calendar::calendar, text::fold};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Words of a line that are looked at: a date stands at its beginning.
const LOOKED_AT: usize = 12;

/// The ISO date of publication, from a line that begins with a word such as "publié" or holds nothing but a date.
///
/// A date inside the article is not one of publication, and neither is one of a later update. `language` is that of the text,
/// where it is known.
pub fn published(text: &str, language: Option<&str>) -> Option<String> {
    let lines = || text.lines().map(str::trim).filter(|l| !l.is_empty() && l.chars().count() <= 120).map(fold);
    let labelled = lines().find_map(|line| parse(labelled(&line)?, language));
    let found = labelled.or_else(|| lines().find_map(|line| parse(&line, language).filter(|found| found.alone)));
    found.map(|found| found.date.to_string())
}

/// The ISO date of a date in metadata: `2024-10-31`, `20241031T103200Z`, `Thu, 31 Oct 2024 10:32:00 GMT`, `31.10.2024, 10:32 Uhr`,
/// `Publié le 31 octobre 2024`, seconds since 1970. The day is the one that is written there, whatever the time zone.
///
/// `10/11/2024` is a date only where `language` tells which number is the month.
pub fn metadata(text: &str, language: Option<&str>) -> Option<String> {
    let text = fold(text);
    let words = labelled(&text).unwrap_or(&text);
    let date = parse(words, language).map(|found| found.date).or_else(|| counted(words));
    date.map(|date| date.to_string())
}

/// What stands behind the label of a date.
fn labelled(line: &str) -> Option<&str> {
    let mut rests = calendar().labels.iter().filter_map(|label| line.strip_prefix(label.as_str()));
    rests.find(|rest| rest.starts_with([' ', ':']))
}

/// Years that articles are from.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;

/// The date of a number of seconds or milliseconds since 1970.
fn counted(text: &str) -> Option<Date> {
    let number: i64 = text.trim().parse().ok()?;
    let time = match text.trim().len() {
        10 => Timestamp::from_second(number),
        13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    time.ok().map(|time| time.to_zoned(TimeZone::UTC).date()).filter(|date| YEARS.contains(&date.year()))
}

struct Found {
    date: Date,
    /// Nothing else stands in the line.
    alone: bool,
}

/// The date that `line`, folded, begins with; a weekday and a time may stand before it.
fn parse(line: &str, language: Option<&str>) -> Option<Found> {
    let separates = |c: char| !c.is_alphanumeric() || "年月日년월일".contains(c);
    let words: Vec<&str> =
        line.split(separates).filter(|w| !w.is_empty() && !calendar().is_filling(w)).take(LOOKED_AT).collect();
    let weekday = |word: &str| calendar().is_weekday(word);
    let free = words.iter().take_while(|word| weekday(word) || number(word, 2).is_some()).count();
    let weekdays = words.iter().take_while(|word| weekday(word)).count();
    // "mar" is a weekday in one language and a month in another
    let starts = [weekdays].into_iter().chain(0..=free.min(words.len()));
    starts.map(|start| &words[start..]).find_map(|words| {
        let (date, used) = compact(words).or_else(|| in_words(words)).or_else(|| in_numbers(words, line, language))?;
        YEARS.contains(&date.year()).then_some(Found { date, alone: words.len() == used })
    })
}

/// `20241031`, and what stands behind it.
fn compact(words: &[&str]) -> Option<(Date, usize)> {
    let digits = words.first()?.get(..8).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = &words[0][8..];
    let timed = rest.is_empty() || rest.starts_with('t') || rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_digit());
    let part = |range| digits.get(range).and_then(|part: &str| part.parse::<i16>().ok());
    let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
    timed.then(|| date(year, month, day)).flatten().map(|date| (date, 1))
}

/// `31 octobre 2024`, `October 31, 2024`, `2024. október 31`, and `Oct 31 10:32:00 CET 2024`.
fn in_words(words: &[&str]) -> Option<(Date, usize)> {
    let &[a, b, ..] = words else { return None };
    if let (Some(year), Some(month)) = (number(a, 4), month(b)) {
        return Some((date(year, month, day(words.get(2)?)?)?, 3));
    }
    let (month, day) = match (month(a), month(b)) {
        (None, Some(month)) => (month, day(a)?),
        (Some(month), None) => (month, day(b)?),
        _ => return None,
    };
    let rest = words[2..].iter().take(6).position(|word| number(word, 4).is_some())?;
    let times = words[2..2 + rest].iter().all(|word| number(word, 2).is_some() || word.len() <= 4);
    let year = number(words[2 + rest], 4)?;
    times.then(|| date(year, month, day)).flatten().map(|date| (date, 3 + rest))
}

/// `2024-10-31`, `31.10.2024`, `31/10/2024`, `10/31/2024`.
fn in_numbers(words: &[&str], line: &str, language: Option<&str>) -> Option<(Date, usize)> {
    let &[a, b, c, ..] = words else { return None };
    if let Some(year) = number(a, 4) {
        // the day of a time runs into it: 31t10
        let c = c.split_once('t').map_or(c, |(day, _)| day);
        return Some((date(year, number(b, 2)?, number(c, 2)?)?, 3));
    }
    let (first, second, year) = (number(a, 2)?, number(b, 2)?, number(c, 4)?);
    let pointed = line.contains(&format!("{a}.{b}.{c}"));
    let (day, month) = match () {
        () if second > 12 => (second, first),
        () if first > 12 || first == second || pointed || language.is_some_and(puts_day_first) => (first, second),
        () => return None,
    };
    Some((date(year, month, day)?, 3))
}

/// Whether `1/2/2024` is in February where this language is written. English is written on both sides of the ocean.
fn puts_day_first(language: &str) -> bool {
    let tag = language.to_ascii_lowercase().replace('_', "-");
    !tag.starts_with("en") || ["en-gb", "en-ie", "en-au", "en-nz", "en-in"].contains(&&*tag)
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn month(word: &str) -> Option<i16> {
    calendar().month(word).map(i16::from)
}

fn day(word: &str) -> Option<i16> {
    let digits = ["er", "st", "nd", "rd", "th"].iter().find_map(|e| word.strip_suffix(e)).unwrap_or(word);
    number(digits, 2)
}

fn number(word: &str, digits: usize) -> Option<i16> {
    (word.len() <= digits && (digits < 4 || word.len() == 4)).then(|| word.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_tell_the_date_of_publication() {
        for (line, date) in [
            ("Publié le 31 octobre 2024", Some("2024-10-31")),
            ("Publié le jeudi 31 octobre 2024 à 14h05 - Mis à jour le 1er novembre 2024", Some("2024-10-31")),
            ("Published 31 October 2024", Some("2024-10-31")),
            ("Published: October 31, 2024, 9:15 am", Some("2024-10-31")),
            ("PUBLISHED ON 1st Nov. 2024", Some("2024-11-01")),
            ("1er août 2023", Some("2023-08-01")),
            ("Thursday, 31 October 2024", Some("2024-10-31")),
            ("2024-10-31", Some("2024-10-31")),
            ("Publié le 31/10/2024", Some("2024-10-31")),
            ("Published 10/11/2024", None),
            ("Publié le 31 février 2024", None),
            ("Le 31 octobre 2023, les États-Unis ont exprimé leurs inquiétudes.", None),
            ("Publiée en 2024", None),
            ("Mis à jour le 1er novembre 2024", None),
            ("Octobre", None),
            ("10 000 soldats", None),
        ] {
            assert_eq!(published(line, None).as_deref(), date, "{line}");
        }
    }

    #[test]
    fn a_labelled_date_comes_before_a_bare_one() {
        let text = "1 janvier 2020\n\nUn titre\n\nPublié le 2 février 2021\n";
        assert_eq!(published(text, None).as_deref(), Some("2021-02-02"));
    }

    #[test]
    fn dates_in_metadata() {
        for text in [
            "2024-10-31",
            "2024-10-31T10:32:00+01:00",
            "2024-10-31T23:59:59.123Z",
            "2024-10-31 10:32",
            "20241031",
            "20241031T103200Z",
            "20241031103200",
            "2024/10/31",
            "2024.10.31. 10:32",
            "Thu, 31 Oct 2024 10:32:00 GMT",
            "31 Oct 2024 10:32:00 +0100",
            "Thu Oct 31 10:32:00 CET 2024",
            "Thu Oct 31 2024 10:32:00 GMT+0100 (Central European Standard Time)",
            "October 31, 2024 at 5:04 p.m. EDT",
            "Oct. 31st, 2024",
            "31/10/2024 10:32",
            "10/31/2024",
            "31.10.2024, 10:32 Uhr",
            "10:32, 31.10.2024",
            "Do., 31.10.2024 - 06:00",
            "mar. 31 oct. 2024",
            "jueves, 31 de octubre de 2024",
            "31 октября 2024, 14:20",
            "31 жовтня 2024 р.",
            "2024年10月31日 9時00分",
            "2024년 10월 31일",
            "Publié le 31 octobre 2024 à 06h00, modifié le 1er novembre 2024",
            "1730370720",
            "1730370720123",
        ] {
            assert_eq!(metadata(text, None).as_deref(), Some("2024-10-31"), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_may_be_two() {
        for text in [
            "",
            "2024",
            "Oktober",
            "Updated 31 October 2024",
            "2024-13-31",
            "31/31/2024",
            "10/11/2024",
            "12345678901234567890",
            "7080137720",
        ] {
            assert_eq!(metadata(text, None), None, "{text}");
        }
        for (language, date) in [("fr", "2024-11-10"), ("en-GB", "2024-11-10"), ("de-AT", "2024-11-10")] {
            assert_eq!(metadata("10/11/2024 08:00", Some(language)).as_deref(), Some(date));
        }
        assert_eq!(metadata("10/11/2024", Some("en-US")), None);
        assert_eq!(metadata("10.11.2024", None).as_deref(), Some("2024-11-10"));
        assert_eq!(metadata("Mar 29, 2024", None).as_deref(), Some("2024-03-29"));
    }
}
