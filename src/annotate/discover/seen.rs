//! What is kept of each document: who stands in it, and for each unknown name what stands beside it.

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::{
    beside::{Beside, beside},
    extent::extents,
    page::{Known, Page, Voice},
};
use crate::{
    annotate::Annotator,
    model::{EntityId, Kind},
    span::Span,
    text::{Tokens, fold, paragraphs, searchable, sentences},
};

/// A document without its text.
#[derive(Default)]
pub(super) struct Seen {
    pub date: Option<String>,
    /// Every entity mentioned.
    pub entities: FxHashSet<EntityId>,
    /// Under which spellings of several words persons are mentioned, folded.
    pub full: FxHashMap<EntityId, FxHashSet<String>>,
}

/// One place where an unknown name stands.
pub(super) struct Sighting {
    pub page: usize,
    pub span: Span,
    pub surface: String,
    pub beside: Beside,
    /// Its sentence.
    pub sentence: Span,
    /// Persons in it.
    pub persons: Vec<EntityId>,
    /// Hashes of its sentence without the name, and of what it says.
    pub twins: Vec<u64>,
    /// Whether it is a part of a longer unknown name of the document.
    pub part: bool,
}

/// Fewest words of a sentence or a quotation that stands in two documents for a reason.
const TELLING: usize = 7;

/// All that is kept of a page.
pub(super) struct Kept {
    pub seen: Seen,
    /// Unknown names, folded.
    pub names: Vec<(String, Sighting)>,
    /// What known persons say, and the sentences they stand in, as hashes.
    pub twins: Vec<(u64, EntityId)>,
}

/// What is kept of a page.
pub(super) fn see(annotator: &Annotator, page: &Page, number: usize) -> Kept {
    let (tokens, stretches) = (Tokens::new(&page.text), paragraphs(&page.text));
    let source = annotator.source((&page.text, &tokens, &stretches), page.language.as_deref(), page.date.as_deref());
    let cut: Vec<Span> = stretches
        .iter()
        .flat_map(|&p| sentences(&page.text, &tokens, tokens.within(p), &[], |_| false))
        .filter_map(|s| Some(tokens.get(s.start)?.span.hull(tokens.get(s.end.checked_sub(1)?)?.span)))
        .collect();
    let sentence = |span: Span| cut.iter().copied().find(|s| s.contains(span)).unwrap_or(span);
    let person = |m: &&Known| annotator.gazetteer().kind(m.entity) == Kind::Person;
    let spans = extents(&source, page);
    let folded: Vec<String> = spans.iter().map(|s| fold(s.of(&page.text))).collect();
    let mut sightings = Vec::new();
    for (&span, name) in spans.iter().zip(&folded) {
        let own = sentence(span);
        let printed = page.names.iter().filter(|other| other.overlaps(span)).map(|s| fold(s.of(&page.text)));
        let voices: Vec<Voice> = printed.chain([name.clone()]).map(Voice::Name).collect();
        let said = page.said.iter().filter(|s| voices.iter().any(|v| s.by.contains(v)));
        let twins = said.filter_map(|s| words_hash(&s.content)).chain(without(&page.text, own, span));
        let longer = |other: &&String| other.len() > name.len() && other.split(' ').any(|w| w == name);
        sightings.push((
            name.clone(),
            Sighting {
                page: number,
                span,
                surface: span.of(&page.text).to_owned(),
                beside: beside(&source, span, &page.mentions),
                sentence: own,
                persons: page
                    .mentions
                    .iter()
                    .filter(person)
                    .filter(|m| own.contains(m.span) && !m.span.overlaps(span))
                    .map(|m| m.entity)
                    .collect(),
                twins: twins.collect(),
                part: folded.iter().any(|other| longer(&other)),
            },
        ));
    }
    let persons = || page.mentions.iter().filter(person);
    let mut twins: Vec<(u64, EntityId)> =
        persons().filter_map(|m| Some((without(&page.text, sentence(m.span), m.span)?, m.entity))).collect();
    for said in &page.said {
        let hash = words_hash(&said.content);
        let by = said.by.iter().filter_map(|v| if let Voice::Entity(e) = v { Some(*e) } else { None });
        twins.extend(hash.into_iter().flat_map(|hash| by.clone().map(move |e| (hash, e))));
    }
    let mut seen = Seen { date: page.date.clone(), ..Seen::default() };
    seen.entities.extend(page.mentions.iter().map(|m| m.entity));
    for m in persons().filter(|m| m.span.of(&page.text).contains(' ')) {
        seen.full.entry(m.entity).or_default().insert(fold(m.span.of(&page.text)));
    }
    Kept { seen, names: sightings, twins }
}

/// A hash of the words of a sentence without those of `name`.
fn without(text: &str, sentence: Span, name: Span) -> Option<u64> {
    words_hash(&format!("{} {}", &text[sentence.start..name.start], &text[name.end..sentence.end]))
}

fn words_hash(text: &str) -> Option<u64> {
    let words = searchable(text);
    (words.split(' ').count() >= TELLING).then(|| xxh3_64(words.as_bytes()))
}
