//! The date of publication that an article prints at its top or bottom.

use jiff::civil::Date;

use crate::text::fold;

/// What a line begins with, folded, when it tells the date of publication.
const LABELS: &[&str] = &[
    "publie le",
    "publie",
    "published on",
    "published",
    "posted on",
    "posted",
    "date de publication",
    "date",
    "veroffentlicht am",
    "publicado el",
    "paru le",
    "mis en ligne le",
];

/// Month names, folded; several languages and common short forms, one row a month.
const MONTHS: [&[&str]; 12] = [
    &["janvier", "january", "janv", "jan", "januar", "enero"],
    &["fevrier", "february", "fevr", "fev", "feb", "februar", "febrero"],
    &["mars", "march", "mar", "marz", "marzo"],
    &["avril", "april", "avr", "apr", "abril"],
    &["mai", "may", "mayo"],
    &["juin", "june", "jun", "juni", "junio"],
    &["juillet", "july", "juil", "jul", "juli", "julio"],
    &["aout", "august", "aug", "agosto"],
    &["septembre", "september", "sept", "sep", "septiembre"],
    &["octobre", "october", "oct", "oktober", "okt", "octubre"],
    &["novembre", "november", "nov", "noviembre"],
    &["decembre", "december", "dec", "dezember", "dez", "diciembre"],
];

/// Words that may stand before or between the parts of a date.
const FILLING: &[&str] = &["le", "the", "of", "de", "on", "am", "el", "er", "1er"];

const WEEKDAYS: &[&str] = &[
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
];

/// The ISO date of publication, from a line that begins with a word such as "publié" or holds nothing but a date.
///
/// A date inside the article is not one of publication, and neither is one of a later update.
pub fn published(text: &str) -> Option<String> {
    let lines = || text.lines().map(str::trim).filter(|l| !l.is_empty() && l.chars().count() <= 120).map(fold);
    let labelled = lines().find_map(|line| {
        let rest =
            LABELS.iter().find_map(|label| line.strip_prefix(label)).filter(|rest| rest.starts_with([' ', ':']))?;
        parse(rest).map(|(date, _)| date)
    });
    labelled.or_else(|| lines().find_map(|line| parse(&line).filter(|&(_, alone)| alone).map(|(date, _)| date)))
}

/// The ISO date of a date in metadata: `2024-10-31`, `2024-10-31T10:32:00+01:00`, `Thu, 31 Oct 2024 10:32:00 GMT`, or a date in words.
pub fn metadata(text: &str) -> Option<String> {
    let text = text.trim();
    let head = text.get(..10).filter(|head| head.len() == text.len() || text[10..].starts_with(['T', ' ']));
    if let Some(date) = head.and_then(|head| head.parse::<Date>().ok()) {
        return Some(date.to_string());
    }
    parse(&fold(text)).map(|(date, _)| date)
}

/// The date that `line`, folded, begins with, and whether nothing else stands there.
fn parse(line: &str) -> Option<(String, bool)> {
    let mut words: Vec<&str> = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !WEEKDAYS.contains(w) && (!FILLING.contains(w) || *w == "1er"))
        .collect();
    let rest = words.split_off(words.len().min(3));
    let [a, b, c] = words[..] else { return None };
    let (year, month, day) = match (month(a), month(b)) {
        (None, Some(month)) => (number(c, 4)?, month, day(a)?),
        (Some(month), None) => (number(c, 4)?, month, day(b)?),
        _ if a.len() == 4 => (number(a, 4)?, number(b, 2)?, number(c, 2)?),
        // 31/10/2024: only where the day cannot be a month, for the other order is as common.
        _ if number(a, 2)? > 12 || a == b => (number(c, 4)?, number(b, 2)?, number(a, 2)?),
        _ => return None,
    };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1800..=2100).contains(&date.year()).then(|| (date.to_string(), rest.is_empty()))
}

fn month(word: &str) -> Option<i16> {
    MONTHS.iter().position(|names| names.contains(&word)).map(|i| i as i16 + 1)
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
            assert_eq!(published(line).as_deref(), date, "{line}");
        }
    }

    #[test]
    fn a_labelled_date_comes_before_a_bare_one() {
        let text = "1 janvier 2020\n\nUn titre\n\nPublié le 2 février 2021\n";
        assert_eq!(published(text).as_deref(), Some("2021-02-02"));
    }
}
