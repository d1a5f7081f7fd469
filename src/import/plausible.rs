//! Dates of publication that can hardly be true.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

use super::dates;
use crate::{
    language::{
        calendar::{Days, days},
        written,
    },
    text::{TokenKind, Tokens, paragraphs, sentences},
};

/// How far ahead articles look without being odd, in days: a date told of later than that is looked at.
const AHEAD: i64 = 31;

/// How old the news of an article is, in days: with the year put right, it tells of dates that lie so far back.
const NEWS: i64 = 45;

/// A text, its language, and the last day on which it can have been published.
#[derive(Clone, Copy, Debug)]
pub struct Witness<'a> {
    text: &'a str,
    language: Option<&'a str>,
    latest: Date,
}

impl<'a> Witness<'a> {
    /// A text that was fetched when `retrieved` says, or is read now.
    pub fn new(text: &'a str, language: Option<&'a str>, retrieved: Option<&str>) -> Self {
        let fetched = retrieved.and_then(|date| dates::metadata(date, None)).and_then(|date| date.parse().ok());
        let latest = fetched.unwrap_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date());
        Witness { text, language, latest }
    }

    /// Why an article cannot have been published on `date`: that day was still to come, or the text tells of later days as past.
    pub fn doubt(&self, date: &str) -> Option<String> {
        self.to_come(date).or_else(|| self.overtaken(date))
    }

    /// Why `date` lies in the time to come; one day is let pass, since it is already tomorrow elsewhere.
    pub fn to_come(&self, date: &str) -> Option<String> {
        let first = day(&format!("{date}-01-01"))?;
        let late = first > self.latest.tomorrow().ok()?;
        late.then(|| format!("it is later than {}, when the text was there already", self.latest))
    }

    /// Why the text is younger than `date`. One date told of as past is enough when another year of publication would explain
    /// it; otherwise it takes two.
    fn overtaken(&self, date: &str) -> Option<String> {
        let (days, last) = (days(self.language?)?, last_day(date)?);
        let border = last.checked_add(AHEAD.days()).ok()?;
        let told: BTreeSet<Date> =
            self.told(days, border.year()).filter(|told| (border..=self.latest).contains(told)).collect();
        let slip = told.iter().find(|told| is_news_of(**told, last));
        let told = slip.or_else(|| told.first().filter(|_| told.len() > 1))?;
        Some(format!("the text tells of {told} as past"))
    }

    /// The whole dates in sentences that tell of the past, in paragraphs with a year as late as `year`.
    fn told(&self, days: &'static Days, year: i16) -> impl Iterator<Item = Date> {
        let late = move |paragraph: &&str| years(paragraph).any(|found| found >= year);
        let paragraphs: Vec<&str> = paragraphs(self.text).into_iter().map(|span| span.of(self.text)).collect();
        paragraphs.into_iter().filter(move |p| late(p)).flat_map(move |paragraph| past_dates(paragraph, days))
    }
}

/// Whether an article published on that day of another year would tell of `told` as news.
fn is_news_of(told: Date, published: Date) -> bool {
    [0, 1].iter().any(|more| {
        let again = told.year().checked_add(*more).and_then(|y| Date::new(y, published.month(), published.day()).ok());
        again.is_some_and(|again| (0..=NEWS).contains(&i64::from((again - told).get_days())))
    })
}

/// The years that stand in `text`.
fn years(text: &str) -> impl Iterator<Item = i16> {
    let digits = text.split(|c: char| !c.is_ascii_digit());
    digits.filter(|digits| digits.len() == 4).filter_map(|digits| digits.parse().ok())
}

fn past_dates(paragraph: &str, days: &Days) -> Vec<Date> {
    let tokens = Tokens::new(paragraph);
    let all = sentences(paragraph, &tokens, 0..tokens.len(), &[], |i| tokens.lower(i).len() <= 3);
    let mut found = Vec::new();
    for sentence in all {
        let words = || sentence.clone().filter(|&i| tokens[i].kind == TokenKind::Word).map(|i| tokens.lower(i));
        if words().any(|word| days.is_future(word)) || !words().any(|word| days.is_past(word)) {
            continue;
        }
        let dates = sentence.clone().filter_map(|i| written(paragraph, &tokens, i));
        found.extend(dates.filter_map(|(w, _)| Date::new(w.year?, w.month, w.day).ok()));
    }
    found
}

/// The last day that a date may mean.
fn last_day(date: &str) -> Option<Date> {
    match date.len() {
        4 => day(&format!("{date}-12-31")),
        7 => day(&format!("{date}-01")).map(Date::last_of_month),
        _ => day(date),
    }
}

fn day(date: &str) -> Option<Date> {
    date.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubt(text: &str, language: &str, date: &str) -> Option<String> {
        Witness::new(text, Some(language), Some("2025-06-01")).doubt(date)
    }

    #[test]
    fn dates_that_the_text_overtakes() {
        let slip = Some("the text tells of 2024-10-30 as past".to_owned());
        for (language, text) in [
            ("fr", "Le pont a été fermé le 30 octobre 2024, dit la mairie."),
            ("en", "The bridge was closed on Wednesday, October 30, 2024. It is old."),
            ("de", "Die Brücke wurde am 30. Oktober 2024 geschlossen."),
            ("es", "El puente fue cerrado el 30 de octubre de 2024."),
        ] {
            assert_eq!(doubt(text, language, "2023-10-31"), slip, "{text}");
            assert_eq!(doubt(text, language, "2023-11"), slip, "{text}");
            assert_eq!(doubt(text, language, "2024-10-31"), None, "{text}");
        }
        let two = "Le pont a été fermé le 3 mars 2024. Il a rouvert le 5 avril 2024.";
        assert_eq!(doubt(two, "fr", "1970-01-01"), Some("the text tells of 2024-03-03 as past".to_owned()));
    }

    #[test]
    fn what_is_announced_or_only_named_is_no_reason() {
        for (language, text) in [
            ("fr", "La fête aura lieu le 30 octobre 2024."),
            ("fr", "La fête a été reportée au 30 octobre 2024."),
            ("fr", "Fête du pont : du 30 octobre 2024 à midi."),
            ("en", "The ministers said that the vote will be held on October 30, 2024."),
            ("en", "The trial was scheduled for October 30, 2024."),
            ("de", "Die Wahl ist für den 30. Oktober 2024 geplant, hat die Stadt gesagt."),
            ("es", "La feria, que ha crecido, se celebrará hasta el 30 de octubre de 2024."),
            ("fr", "Le pont a été fermé le 3 mars 2024."),
            ("fr", "Le pont a été fermé le 30 octobre 2022."),
            ("fr", "Le bail a été signé pour finir le 30 octobre 2026."),
            ("xx", "Le pont a été fermé le 30 octobre 2024."),
        ] {
            assert_eq!(doubt(text, language, "2023-10-31"), None, "{text}");
        }
    }

    #[test]
    fn dates_still_to_come() {
        let late = Some("it is later than 2025-06-01, when the text was there already".to_owned());
        for (date, expected) in [
            ("2025-06-02", None),
            ("2025-06-03", late.clone()),
            ("2025-06", None),
            ("2025-07", late.clone()),
            ("2026", late),
        ] {
            assert_eq!(doubt("", "fr", date), expected, "{date}");
        }
        assert!(Witness::new("", None, None).doubt("2099-01-01").is_some());
    }
}
