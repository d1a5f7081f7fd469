//! What was found of one document, field by field, and the record that comes of it.

use jiff::{Timestamp, tz::TimeZone};

use super::{
    fields::{FIELDS, Field, Known, is_web},
    markup,
    record::{Failure, Record},
};

/// The values of one document. Of several names of a field the surer one counts; an empty value is none.
#[derive(Clone, Debug, Default)]
pub(super) struct Found([Option<(usize, String)>; FIELDS.len()]);

impl Found {
    /// Takes a value, unless a surer name gave one.
    pub fn put(&mut self, known: Known, value: &str) {
        let place = &mut self.0[known.field as usize];
        let surer = place.as_ref().is_none_or(|(rank, _)| known.rank < *rank);
        if surer && !value.trim().is_empty() {
            *place = Some((known.rank, value.to_owned()));
        }
    }

    /// The value of a field as it was found.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.0[field as usize].as_ref().map(|(_, value)| value.as_str())
    }

    /// What tells the document from the others: its id, or where it was published.
    pub fn place(&self) -> Option<String> {
        let place = [Field::Id, Field::Url].into_iter().find_map(|field| self.get(field));
        place.map(|place| readable(place.trim()).collect())
    }

    /// The record, when there is a text.
    ///
    /// # Errors
    /// When there is none.
    pub fn record(&self) -> Result<Record, Failure> {
        let text = self.get(Field::Text).unwrap_or_default();
        let text = match markup::is_markup(text) {
            true => markup::from_markup(text)?,
            false => text.replace("\r\n", "\n").replace('\r', "\n"),
        };
        let mut record = Record { text: readable(&text).collect(), ..Record::default() };
        if record.text.trim().is_empty() {
            return Err(Failure::format("the text of an article", "none; map its field with --map text=NAME"));
        }
        record.replaced = record.text.matches(char::REPLACEMENT_CHARACTER).count();
        self.describe(&mut record);
        Ok(record)
    }

    /// Puts all but the text in the place of what `record` says.
    pub fn describe(&self, record: &mut Record) {
        let line = |field| self.get(field).map(line).filter(|line| !line.is_empty());
        let set = |place: &mut Option<String>, value: Option<String>| *place = value.or(place.take());
        set(&mut record.title, line(Field::Title));
        set(&mut record.outlet, line(Field::Outlet));
        set(&mut record.author, line(Field::Author));
        set(&mut record.language, line(Field::Language));
        set(&mut record.published, line(Field::Published).map(moment));
        set(&mut record.retrieved, line(Field::Retrieved).map(moment));
        set(&mut record.url, line(Field::Url).filter(|url| is_web(url)));
    }
}

/// How many names a message lists.
pub(super) const NAMED: usize = 12;

/// How much of a name a message shows.
const SHOWN: usize = 40;

/// The first of these names, for a message.
pub(super) fn named(names: &[String]) -> String {
    if names.is_empty() {
        return "(none)".to_owned();
    }
    let shown = |name: &String| format!("`{}`", readable(name).take(SHOWN).collect::<String>());
    let more = if names.len() > NAMED { " …" } else { "" };
    names.iter().take(NAMED).map(shown).collect::<Vec<_>>().join(", ") + more
}

/// A value on one line, without markup.
fn line(value: &str) -> String {
    let plain = match markup::is_markup(value) {
        true => markup::from_markup(value).unwrap_or_default(),
        false => markup::decoded(value).into_owned(),
    };
    let readable: String = readable(&plain).collect();
    readable.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The characters of `text`; those that no text holds are replaced by `�`.
pub(super) fn readable(text: &str) -> impl Iterator<Item = char> {
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\x0B' | '\x0C' | '\x1B' | '\r' | '\u{85}');
    text.chars().map(move |c| if control(c) { char::REPLACEMENT_CHARACTER } else { c })
}

/// A date as it is, or that of a count of seconds or milliseconds since 1970.
fn moment(date: String) -> String {
    let number = date.split('.').next().filter(|n| (9..=13).contains(&n.len())).and_then(|n| n.parse::<i64>().ok());
    let seconds = number.map(|n| if n >= 100_000_000_000 { n / 1000 } else { n });
    let time = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    time.map_or(date, |time| time.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::fields::Map;

    fn found(values: &[(&str, &str)]) -> Found {
        let mut found = Found::default();
        for (name, value) in values {
            found.put(Map::default().find(name).unwrap(), value);
        }
        found
    }

    #[test]
    fn the_surer_name_counts_and_an_empty_value_is_none() {
        let found = found(&[("description", "Kurz"), ("body", "Lang"), ("text", " "), ("summary", "Auch")]);
        assert_eq!(found.record().unwrap().text, "Lang");
    }

    #[test]
    fn values_become_what_documents_have() {
        let record = found(&[
            ("text", "Un\r\n\r\ndeux\0"),
            ("title", " L&#8217;été\n<b>à</b> <i>Paris</i> "),
            ("created_at", "1730332800"),
            ("retrieved", "1730332800123"),
            ("url", "https://example.org/a"),
            ("lang", "fr-CA"),
        ]);
        let record = record.record().unwrap();
        assert_eq!((record.text.as_str(), record.replaced), ("Un\n\ndeux\u{FFFD}", 1));
        assert_eq!(record.title.as_deref(), Some("L’été à Paris"));
        assert_eq!(record.published.as_deref(), Some("2024-10-31T00:00:00Z"));
        assert_eq!(record.retrieved.as_deref(), Some("2024-10-31T00:00:00Z"));
        assert_eq!((record.url.as_deref(), record.language.as_deref()), (Some("https://example.org/a"), Some("fr-CA")));
        assert_eq!(found(&[("text", "x"), ("url", "a b"), ("id", "7")]).record().unwrap().url, None);
    }

    #[test]
    fn a_text_in_html_is_read_as_such_and_none_is_refused() {
        assert_eq!(found(&[("body", "<p>Un</p><p>deux</p>")]).record().unwrap().text, "Un\n\ndeux");
        for values in [&[("title", "Titre")][..], &[("text", "<p> </p>")]] {
            let failure = found(values).record().unwrap_err().to_string();
            assert!(failure.starts_with("expected the text of an article, found none"), "{failure}");
        }
    }

    #[test]
    fn its_id_tells_a_document_from_others_before_its_url() {
        assert_eq!(found(&[("url", "https://example.org/a"), ("id", " 7 ")]).place().as_deref(), Some("7"));
        assert_eq!(found(&[("url", "a\u{1}b")]).place().as_deref(), Some("a\u{FFFD}b"));
        assert_eq!(found(&[("text", "a")]).place(), None);
    }
}
