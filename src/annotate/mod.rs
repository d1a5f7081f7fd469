//! Text to annotations: a pure function of the text, its language and date, the gazetteer and the language packs.

mod articles;
mod capitals;
pub mod discover;
mod genitive;
mod json;
mod link;
mod longer;
mod names;
mod sentences;
mod signs;
mod source;
mod standing;
#[cfg(test)]
mod tests;
mod words;
mod zones;

use std::{io, path::Path};

use xxhash_rust::xxh3::xxh3_64;

pub use json::write_json;
pub use words::word_classes;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    flat::{Opening, Saving},
    gazetteer::Gazetteer,
    language::{self, Pack},
    matcher::Matcher,
    model::{Annotations, EntityId, Kind, Mention, Name, Paragraph, Quotation, Zone},
    quote::{Engine, Named, Trace},
    span::Span,
    text::{Tokens, Wording, fold, paragraphs},
};

use names::Found;
use source::Source;
use words::Words;

/// Version of everything in code that decides what is found; changes whenever the same input may give other output.
pub const ENGINE: &str = "12";

/// One pack with what is made of it.
struct Language {
    pack: Pack,
    engine: Engine,
    words: Words,
}

impl Language {
    fn new(pack: Pack) -> Self {
        Language { engine: Engine::new(&pack), words: Words::new(&pack), pack }
    }
}

/// Reads texts with one gazetteer and all language packs; cheap to use, costly to make, shared between threads.
pub struct Annotator {
    gazetteer: Gazetteer,
    matcher: Matcher,
    engines: FxHashMap<String, Language>,
    packs: String,
    /// Given names that the packs list, folded.
    listed_given: FxHashSet<String>,
    signs: signs::Signs,
}

impl Annotator {
    /// Compiles the gazetteer for matching, with the built-in language packs.
    ///
    /// # Panics
    /// When a built-in pack does not read, which a test rules out.
    pub fn new(gazetteer: Gazetteer) -> Self {
        let packs = language::shipped().unwrap_or_else(|e| panic!("a test reads the shipped packs: {e}"));
        Self::with_packs(gazetteer, packs)
    }

    /// Compiles the gazetteer for matching, with these language packs.
    pub fn with_packs(gazetteer: Gazetteer, packs: Vec<Pack>) -> Self {
        let matcher = Matcher::new(&gazetteer);
        Self::with_matcher((gazetteer, matcher), packs)
    }

    /// Opens a gazetteer that [`Annotator::save`] wrote, with the built-in language packs.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut from = Opening::new(path)?;
        let gazetteer = Gazetteer::open(&mut from)?;
        let matcher = Matcher::open(&mut from, &gazetteer)?;
        let packs = language::shipped().map_err(|e| io::Error::other(e.to_string()))?;
        Ok(Self::with_matcher((gazetteer, matcher), packs))
    }

    /// Writes the gazetteer, compiled; what lies over the compiled part is left out.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let mut to = Saving::new(path)?;
        self.gazetteer.save(&mut to)?;
        self.matcher.save(&mut to)?;
        to.finish()
    }

    /// The same with `gazetteer`, which has other changes over the same compiled part.
    pub fn with_changes(self, gazetteer: Gazetteer) -> Self {
        let matcher = self.matcher.with_changes(&gazetteer);
        Annotator { gazetteer, matcher, ..self }
    }

    fn with_matcher((gazetteer, matcher): (Gazetteer, Matcher), packs: Vec<Pack>) -> Self {
        let versions: Vec<u8> = packs.iter().flat_map(|p| p.version.to_le_bytes()).collect();
        let engines = packs.iter().map(|p| (p.code.clone(), Language::new(p.clone()))).collect();
        let listed_given = packs.iter().flat_map(|p| p.class("given_name").map(fold)).collect();
        let signs = signs::Signs::new(&packs);
        let packs = format!("{:016x}", xxh3_64(&versions));
        Annotator { gazetteer, matcher, engines, packs, listed_given, signs }
    }

    /// The gazetteer that the entity ids of the annotations belong to.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Version of the language packs.
    pub fn packs(&self) -> &str {
        &self.packs
    }

    /// Everything found in `text`. `language` is an ISO 639-1 code, `date` the ISO date of publication.
    pub fn annotate(&self, text: &str, language: Option<&str>, date: Option<&str>) -> Annotations {
        let (stretches, tokens) = (paragraphs(text), Tokens::new(text));
        let source = self.source((text, &tokens, &stretches), language, date);
        let (mut mentions, names, named) = self.names(&source);
        let mut quotations = self.reader(language).map(|e| e.find(&source.input(&named))).unwrap_or_default();
        self.speak_for_governments(&mut mentions, &mut quotations);
        let mut paragraphs = zones::zones(text, &stretches, &self.signs);
        let body = words(text, &mut paragraphs);
        let names: Vec<Name> = names.into_iter().map(|span| Name { span }).collect();
        Annotations {
            language: language.map(str::to_string),
            sketch: body.sketch(),
            paragraphs,
            sentences: sentences::starts(&source, &mentions, &names),
            mentions,
            names,
            quotations,
        }
    }

    /// The entities that a few words name, as far as each name has one bearer.
    fn named_in(&self, words: &str) -> Vec<EntityId> {
        let hits = self.matcher.scan(words, &self.gazetteer, &[Span::new(0, words.len())]);
        let bearers = |aliases: &[u32]| {
            let mut all: Vec<EntityId> = aliases.iter().map(|&n| self.gazetteer.owner(n)).collect();
            all.dedup();
            all
        };
        hits.iter().map(|hit| bearers(&hit.aliases)).filter(|all| all.len() == 1).flatten().collect()
    }

    /// The offices that a few words of any language name.
    fn roles_in(&self, words: &str) -> Vec<String> {
        self.engines.values().flat_map(|l| discover::roles_in(&l.words, words)).collect()
    }

    /// How `text` is read for quotations; nothing in a language that is not.
    pub fn trace(&self, text: &str, language: &str, date: Option<&str>) -> Option<Trace> {
        let (stretches, tokens) = (paragraphs(text), Tokens::new(text));
        let source = self.source((text, &tokens, &stretches), Some(language), date);
        let (_, _, named) = self.names(&source);
        Some(self.reader(Some(language))?.trace(&source.input(&named)))
    }

    /// What finds quotations in a language, where its pack has cues.
    fn reader(&self, language: Option<&str>) -> Option<&Engine> {
        self.engines.get(language?).filter(|l| !l.pack.cues.is_empty()).map(|l| &l.engine)
    }

    fn source<'a>(
        &'a self,
        (text, tokens, paragraphs): (&'a str, &'a Tokens, &'a [Span]),
        language: Option<&'a str>,
        date: Option<&'a str>,
    ) -> Source<'a> {
        let known = language.and_then(|l| self.engines.get(l));
        Source {
            text,
            tokens,
            paragraphs,
            gazetteer: &self.gazetteer,
            listed_given: &self.listed_given,
            language,
            date,
            engine: known.map(|l| &l.engine),
            words: known.map(|l| &l.words),
        }
    }

    /// Mentions, unknown names, and both as the quotation engine sees them.
    fn names(&self, source: &Source) -> (Vec<Mention>, Vec<Span>, Vec<Named>) {
        let mut hits = self.matcher.scan(source.text, &self.gazetteer, source.paragraphs);
        articles::uncover(source, &self.matcher, &mut hits);
        capitals::drop_words(source, &mut hits);
        genitive::add(source, &self.matcher, &mut hits);
        let mut mentions = link::link(source, &hits);
        longer::drop_parts(source, &mut mentions);
        let Found { mut names, nouns } = names::names(source, &mentions);
        link::surnames(source, &mut mentions, &mut names);
        let named = named(&mentions, names.iter().chain(&nouns), &self.gazetteer);
        (mentions, names, named)
    }

    /// The country that a place is the capital of.
    fn country_of(&self, place: EntityId) -> Option<EntityId> {
        self.gazetteer.tenures_held(place).find(|t| t.role == "capital").map(|t| t.of)
    }

    /// A capital that speaks, or is spoken to, stands for the government of its country.
    fn speak_for_governments(&self, mentions: &mut [Mention], quotations: &mut [Quotation]) {
        for speaker in quotations.iter_mut().flat_map(|q| q.speakers.iter_mut().chain(&mut q.addressees)) {
            let Some(country) = speaker.entity.and_then(|e| self.country_of(e)) else { continue };
            if let Some(span) = speaker.span {
                let first = mentions.partition_point(|m| m.span.start < span.start);
                let mut inside = mentions[first..].iter_mut().take_while(|m| m.span.start < span.end);
                let own = inside.find(|m| span.contains(m.span) && m.entity == speaker.entity);
                own.into_iter().for_each(|mention| mention.stands_for = Some(country));
            }
            speaker.entity = Some(country);
            speaker.name = Some(self.gazetteer.name(country).to_owned());
        }
    }
}

/// The words of the body; notes the hash of each paragraph's.
fn words(text: &str, paragraphs: &mut [Paragraph]) -> Wording {
    let mut body = Wording::default();
    for paragraph in paragraphs {
        paragraph.wording = body.add(paragraph.span.of(text), paragraph.zone == Zone::Body);
    }
    body
}

/// Mentions, unknown names and nouns with a capital as the quotation engine sees them, in order.
fn named<'n>(mentions: &[Mention], names: impl Iterator<Item = &'n Span>, gazetteer: &Gazetteer) -> Vec<Named> {
    let known = mentions.iter().map(|m| Named {
        span: m.span,
        entity: m.entity,
        kind: kind(m, gazetteer),
        demonym: m.sort == crate::model::AliasSort::Demonym,
    });
    let unknown = names.map(|&span| Named { span, entity: None, kind: None, demonym: false });
    let mut all: Vec<Named> = known.chain(unknown).collect();
    all.sort_by_key(|n| n.span);
    all
}

/// What a mention is: of its entity, or what all its candidates are.
fn kind(mention: &Mention, gazetteer: &Gazetteer) -> Option<Kind> {
    let mut kinds =
        mention.entity.into_iter().chain(mention.candidates.iter().map(|c| c.entity)).map(|e| gazetteer.kind(e));
    let first = kinds.next()?;
    (mention.entity.is_some() || kinds.all(|k| k == first)).then_some(first)
}
