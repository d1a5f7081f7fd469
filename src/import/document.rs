//! A record becomes a document: what the user says counts most, then what the metadata say, then what the text tells.

use std::io::Write as _;

use flate2::{Compression, write::ZlibEncoder};

use super::{Options, dates, language, record::Record};
use crate::{
    model::{DateBasis, Document},
    store::hash,
};

/// The document of a record that came from `source` in a format, as `bytes`.
pub(super) fn document((source, format): (&str, &str), bytes: &[u8], record: Record, options: &Options) -> Document {
    let (published, published_basis) = published(&record, options);
    let told = options.language.clone().or_else(|| record.language.as_deref().and_then(code));
    Document {
        source: source.to_owned(),
        format: format.to_owned(),
        title: record.title,
        outlet: options.outlet.clone().or(record.outlet),
        author: record.author,
        language: told.or_else(|| language::detect(&record.text)),
        published,
        published_basis,
        url: record.url,
        retrieved: record.retrieved,
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

fn published(record: &Record, options: &Options) -> (Option<String>, DateBasis) {
    if let Some(date) = &options.date {
        return (Some(date.clone()), DateBasis::Given);
    }
    if let Some(date) = record.published.as_deref().and_then(dates::metadata) {
        return (Some(date), DateBasis::Metadata);
    }
    match dates::published(&record.text) {
        Some(date) => (Some(date), DateBasis::Text),
        None => (None, DateBasis::None),
    }
}

/// `fr` of `fr-CA` or `FR`.
fn code(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}
