//! A record becomes a document: what the user says counts most, then what the metadata say, then what the text tells.

use super::{Options, dates, language, record::Record};
use crate::{
    model::{DateBasis, Document},
    store::hash,
};

/// The document of a record that came from `source` in a format, as `bytes`.
pub(super) fn document((source, format): (&str, &str), bytes: &[u8], record: Record, options: &Options) -> Document {
    let tag = options.language.as_ref().or(record.language.as_ref()).cloned();
    let language = tag.as_deref().and_then(code).or_else(|| language::detect(&record.text));
    let (published, published_basis) = published(&record, (tag.as_ref().or(language.as_ref()), options));
    Document {
        source: source.to_owned(),
        format: format.to_owned(),
        title: record.title,
        outlet: options.outlet.clone().or(record.outlet),
        author: record.author,
        language,
        published,
        published_basis,
        url: record.url,
        retrieved: record.retrieved,
        encoding: record.encoding.map(str::to_owned),
        replaced: record.replaced as u64,
        byte_hash: hash(bytes),
        text: record.text,
    }
}

fn published(record: &Record, (language, options): (Option<&String>, &Options)) -> (Option<String>, DateBasis) {
    if let Some(date) = &options.date {
        return (Some(date.clone()), DateBasis::Given);
    }
    let language = language.map(String::as_str);
    if let Some(date) = record.published.as_deref().and_then(|date| dates::metadata(date, language)) {
        return (Some(date), DateBasis::Metadata);
    }
    match dates::published(&record.text, language) {
        Some(date) => (Some(date), DateBasis::Text),
        None => (None, DateBasis::None),
    }
}

/// `fr` of `fr-CA` or `FR`.
fn code(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}
