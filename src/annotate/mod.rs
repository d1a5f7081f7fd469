//! Text to annotations: a pure function of the text, its language and date, the gazetteer and the language packs.

mod json;
mod link;
mod longer;
mod names;
mod zones;

use std::{collections::HashMap, io, path::Path};

use xxhash_rust::xxh3::xxh3_64;

pub use json::write_json;

use crate::{
    flat::{Opening, Saving},
    gazetteer::Gazetteer,
    language::{self, Pack},
    matcher::Matcher,
    model::{Annotations, EntityId, Kind, Mention, Name, Quotation},
    quote::{Engine, Input, Named},
    span::Span,
    text::{Tokens, paragraphs},
};

/// Version of everything in code that decides what is found; changes whenever the same input may give other output.
pub const ENGINE: &str = "1";

/// Reads texts with one gazetteer and all language packs; cheap to use, costly to make, shared between threads.
pub struct Annotator {
    gazetteer: Gazetteer,
    matcher: Matcher,
    engines: HashMap<String, (Pack, Engine)>,
    packs: String,
    /// The country that each capital stands for.
    capitals: HashMap<EntityId, EntityId>,
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
        let capitals = capitals(&gazetteer);
        Annotator { gazetteer, matcher, capitals, ..self }
    }

    fn with_matcher((gazetteer, matcher): (Gazetteer, Matcher), packs: Vec<Pack>) -> Self {
        let versions: Vec<u8> = packs.iter().flat_map(|p| p.version.to_le_bytes()).collect();
        let engines = packs.into_iter().map(|p| (p.code.clone(), (p.clone(), Engine::new(&p)))).collect();
        let capitals = capitals(&gazetteer);
        let packs = format!("{:016x}", xxh3_64(&versions));
        Annotator { gazetteer, matcher, engines, packs, capitals }
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
        let stretches = paragraphs(text);
        let tokens = Tokens::new(text);
        let engine = language.and_then(|l| self.engines.get(l)).map(|(_, e)| e);
        let hits = self.matcher.scan(text, &self.gazetteer, &stretches);
        let mut mentions = link::link(text, &hits, &self.gazetteer, language);
        longer::drop_parts(text, (&tokens, &stretches), (engine, &self.gazetteer), &mut mentions);
        let taken: Vec<Span> = mentions.iter().map(|m| m.span).collect();
        let mut names = names::names(text, &tokens, &stretches, &taken, engine);
        link::surnames(text, &mut mentions, &mut names, &self.gazetteer);
        let named = named(&mentions, &names, &self.gazetteer);
        let input =
            Input { text, tokens: &tokens, paragraphs: &stretches, named: &named, gazetteer: &self.gazetteer, date };
        let mut quotations = engine.map(|e| e.find(&input)).unwrap_or_default();
        self.speak_for_governments(&mut mentions, &mut quotations);
        Annotations {
            language: language.map(str::to_string),
            paragraphs: zones::zones(text, &stretches, self.engines.values().map(|(p, _)| p)),
            mentions,
            names: names.into_iter().map(|span| Name { span }).collect(),
            quotations,
        }
    }

    /// A capital that speaks stands for the government of its country.
    fn speak_for_governments(&self, mentions: &mut [Mention], quotations: &mut [Quotation]) {
        for speaker in quotations.iter_mut().flat_map(|q| &mut q.speakers) {
            let Some(&country) = speaker.entity.and_then(|e| self.capitals.get(&e)) else { continue };
            let own = mentions
                .iter_mut()
                .find(|m| speaker.span.is_some_and(|s| s.contains(m.span)) && m.entity == speaker.entity);
            if let Some(mention) = own {
                mention.stands_for = Some(country);
            }
            speaker.entity = Some(country);
            speaker.name = Some(self.gazetteer.entity(country).name.to_owned());
        }
    }
}

/// The country that each capital stands for.
fn capitals(gazetteer: &Gazetteer) -> HashMap<EntityId, EntityId> {
    gazetteer.tenures().filter(|t| t.role == "capital").map(|t| (t.holder, t.of)).collect()
}

/// Mentions and unknown names as the quotation engine sees them, in order.
fn named(mentions: &[Mention], names: &[Span], gazetteer: &Gazetteer) -> Vec<Named> {
    let known = mentions.iter().map(|m| Named {
        span: m.span,
        entity: m.entity,
        kind: kind(m, gazetteer),
        demonym: m.sort == crate::model::AliasSort::Demonym,
    });
    let unknown = names.iter().map(|&span| Named { span, entity: None, kind: None, demonym: false });
    let mut all: Vec<Named> = known.chain(unknown).collect();
    all.sort_by_key(|n| n.span);
    all
}

/// What a mention is: of its entity, or what all its candidates are.
fn kind(mention: &Mention, gazetteer: &Gazetteer) -> Option<Kind> {
    let mut kinds = mention.entity.iter().chain(&mention.candidates).map(|&e| gazetteer.entity(e).kind);
    let first = kinds.next()?;
    (mention.entity.is_some() || kinds.all(|k| k == first)).then_some(first)
}
