//! A record becomes a document: what the user says counts most, then what the metadata say, then what the text tells.

use std::io::Write as _;

use flate2::{Compression, write::ZlibEncoder};

use super::{Options, credit, dates, language, record::Record};
use crate::{
    model::{DateBasis, Document},
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
    let (published, published_basis) = published(&record, date, tag.as_deref().or(language.as_deref()));
    let author = given(|r| &r.author).or(record.author);
    Document {
        source: source.to_owned(),
        format: format.to_owned(),
        title: given(|r| &r.title).or(record.title),
        outlet: given(|r| &r.outlet).or_else(|| options.outlet.clone()).or(record.outlet),
        credit: credit::credit(author.as_deref(), &record.text),
        author,
        language,
        published,
        published_basis,
        url: given(|r| &r.url).or_else(|| options.url.clone()).or(record.url),
        retrieved: given(|r| &r.retrieved).or(record.retrieved),
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

fn published(record: &Record, given: Option<String>, language: Option<&str>) -> (Option<String>, DateBasis) {
    if let Some(date) = given {
        return (Some(date), DateBasis::Given);
    }
    if let Some(date) = record.published.as_deref().and_then(|date| dates::metadata(date, language)) {
        return (Some(date), DateBasis::Metadata);
    }
    match dates::published(&record.text, language) {
        Some(date) => (Some(date), DateBasis::Text),
        None => (None, DateBasis::None),
    }
}

/// `fr` of `fr-CA` or `FR`.
pub(super) fn code(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}
