//! A record becomes a document: what the user says counts most, then what the metadata say, then what the text tells.

use std::io::Write as _;

use flate2::{Compression, write::ZlibEncoder};

use super::{Options, credit, dates, language, plausible::Witness, record::Record, translated};
use crate::{
    model::{DateBasis, Document, Translation},
    store::hash,
};

/// The document of a record that came from `source` in a format, as `bytes`.
pub(super) fn document(
    (source, format): (&str, &str),
    bytes: &[u8],
    record: Record,
    (said, options): (Option<&Record>, &Options),
) -> Document {
    // what is said of one file counts more than what is said of all
    let given = |field: fn(&Record) -> &Option<String>| said.and_then(|said| field(said).clone());
    let date = given(|r| &r.published).or_else(|| options.date.clone());
    let tag = given(|r| &r.language).or_else(|| options.language.clone()).or_else(|| record.language.clone());
    let language = tag.as_deref().and_then(code).or_else(|| language::detect(&record.text));
    let retrieved = given(|r| &r.retrieved).or_else(|| record.retrieved.clone());
    let witness = Witness::new(&record.text, language.as_deref(), retrieved.as_deref());
    let dated = dated(&record, date, (tag.as_deref().or(language.as_deref()), &witness));
    let author = given(|r| &r.author).or_else(|| record.author.clone());
    Document {
        source: source.to_owned(),
        format: format.to_owned(),
        title: given(|r| &r.title).or(record.title),
        outlet: given(|r| &r.outlet).or_else(|| options.outlet.clone()).or(record.outlet),
        credit: credit::credit(author.as_deref(), &record.text),
        author,
        language,
        published: dated.date,
        published_basis: dated.basis,
        published_why: dated.why,
        published_doubt: dated.doubt,
        url: given(|r| &r.url).or_else(|| options.url.clone()).or(record.url),
        retrieved,
        translated: (record.translated || translated::says_so(&record.text)).then_some(Translation::Machine),
        encoding: record.encoding.map(str::to_owned),
        replaced: record.replaced as u64,
        original: (options.originals && bytes != record.text.as_bytes()).then(|| deflated(bytes)),
        byte_hash: hash(bytes),
        text: record.text,
    }
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::fast());
    let written = out.write_all(bytes).and_then(|()| out.finish());
    written.expect("memory can be written")
}

/// A date of publication with all there is to say of it.
struct Dated {
    date: Option<String>,
    basis: DateBasis,
    why: Option<String>,
    doubt: Option<String>,
}

/// The date of a record. What metadata and text say is weighed: a date that can be true comes before one that can not.
fn dated(record: &Record, given: Option<String>, (language, witness): (Option<&str>, &Witness<'_>)) -> Dated {
    if let Some(date) = given {
        return Dated { doubt: witness.to_come(&date), date: Some(date), basis: DateBasis::Given, why: None };
    }
    let metadata = record.published.as_deref().and_then(|date| dates::metadata(date, language));
    let text = dates::published(&record.text, language).map(|date| (witness.doubt(&date), date));
    let Some(metadata) = metadata.map(|date| (witness.doubt(&date), date)) else {
        let basis = if text.is_some() { DateBasis::Text } else { DateBasis::None };
        let (doubt, date) = text.map_or((None, None), |(doubt, date)| (doubt, Some(date)));
        return Dated { date, basis, why: None, doubt };
    };
    match (metadata, text) {
        ((Some(doubt), date), Some((None, printed))) => {
            let why = Some(format!("the metadata say {date}, but {doubt}"));
            Dated { date: Some(printed), basis: DateBasis::Text, why, doubt: None }
        }
        ((doubt, date), text) => {
            let other = text.map(|(_, printed)| printed).filter(|printed| *printed != date);
            let why = other.map(|printed| format!("the text says {printed}"));
            Dated { date: Some(date), basis: DateBasis::Metadata, why, doubt }
        }
    }
}

/// `fr` of `fr-CA` or `FR`.
pub(super) fn code(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Date, basis, why and doubt of a page.
    fn told(metadata: Option<&str>, text: &str) -> String {
        let record = Record { text: text.to_owned(), published: metadata.map(str::to_owned), ..Record::default() };
        let witness = Witness::new(&record.text, Some("fr"), Some("2025-06-01"));
        let Dated { date, basis, why, doubt } = dated(&record, None, (Some("fr"), &witness));
        [date, Some(basis.to_string()), why, doubt].map(|part| part.unwrap_or_else(|| "-".to_owned())).join(" | ")
    }

    #[test]
    fn of_two_dates_the_one_counts_that_can_be_true() {
        let body = "Le pont a été fermé le 30 octobre 2024.";
        let printed = format!("Publié le 31 octobre 2024\n\n{body}");
        let doubt = "the text tells of 2024-10-30 as past";
        for (metadata, text, expected) in [
            (None, body, "- | none | - | -".to_owned()),
            (None, &printed, "2024-10-31 | text | - | -".to_owned()),
            (Some("2024-10-31T08:00Z"), &printed, "2024-10-31 | metadata | - | -".to_owned()),
            (Some("2024-11-01"), &printed, "2024-11-01 | metadata | the text says 2024-10-31 | -".to_owned()),
            (Some("2023-10-31"), body, format!("2023-10-31 | metadata | - | {doubt}")),
            (Some("2023-10-31"), &printed, format!("2024-10-31 | text | the metadata say 2023-10-31, but {doubt} | -")),
            (
                Some("2023-10-31"),
                &printed.replace("31 octobre 2024", "31 octobre 2023"),
                format!("2023-10-31 | metadata | - | {doubt}"),
            ),
        ] {
            assert_eq!(told(metadata, text), expected, "{metadata:?} {text}");
        }
    }
}
