//! Text to annotations: a pure function of the text, its language and date, the gazetteer and the language packs.

mod capitals;
mod genitive;
mod json;
mod link;
mod longer;
mod names;
mod source;
mod words;
mod zones;

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

pub use json::write_json;

use crate::{
    gazetteer::Gazetteer,
    language::{self, Pack},
    matcher::Matcher,
    model::{Annotations, EntityId, Kind, Mention, Name, Quotation},
    quote::{Engine, Input, Named},
    span::Span,
    text::{Tokens, paragraphs},
};
use link::Offices;
use names::Found;
use source::Source;
use words::Words;

/// Version of everything in code that decides what is found; changes whenever the same input may give other output.
pub const ENGINE: &str = "2";

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
    engines: HashMap<String, Language>,
    packs: String,
    /// The country that each capital stands for.
    capitals: HashMap<EntityId, EntityId>,
    given_names: HashSet<String>,
    offices: Offices,
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
        let versions: Vec<u8> = packs.iter().flat_map(|p| p.version.to_le_bytes()).collect();
        let capitals = gazetteer.tenures().iter().filter(|t| t.role == "capital").map(|t| (t.holder, t.of)).collect();
        let matcher = Matcher::new(&gazetteer);
        let offices = Offices::new(&gazetteer);
        let given_names = longer::given_names(&gazetteer, packs.iter());
        let engines = packs.into_iter().map(|p| (p.code.clone(), Language::new(p))).collect();
        let packs = format!("{:016x}", xxh3_64(&versions));
        Annotator { gazetteer, matcher, engines, packs, capitals, given_names, offices }
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
        let known = language.and_then(|l| self.engines.get(l));
        let engine = known.map(|l| &l.engine);
        let source = Source {
            text,
            tokens: &tokens,
            paragraphs: &stretches,
            gazetteer: &self.gazetteer,
            offices: &self.offices,
            language,
            date,
            engine,
            words: known.map(|l| &l.words),
        };
        let mut hits = self.matcher.scan(text, self.gazetteer.aliases(), &stretches);
        capitals::drop_words(&source, &mut hits);
        genitive::add(&source, &self.matcher, &self.given_names, &mut hits);
        let mut mentions = link::link(&source, &hits);
        longer::drop_parts(&source, &self.given_names, &mut mentions);
        let Found { mut names, nouns } = names::names(&source, &mentions, &self.given_names);
        link::surnames(&source, &mut mentions, &mut names);
        let named = named(&mentions, names.iter().chain(&nouns), &self.gazetteer);
        let input =
            Input { text, tokens: &tokens, paragraphs: &stretches, named: &named, gazetteer: &self.gazetteer, date };
        let reader = known.filter(|l| !l.pack.cues.is_empty()).map(|l| &l.engine);
        let mut quotations = reader.map(|e| e.find(&input)).unwrap_or_default();
        self.speak_for_governments(&mut mentions, &mut quotations);
        Annotations {
            language: language.map(str::to_string),
            paragraphs: zones::zones(text, &stretches, self.engines.values().map(|l| &l.pack)),
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
            speaker.name = Some(self.gazetteer.entity(country).name.clone());
        }
    }
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
        mention.entity.into_iter().chain(mention.candidates.iter().map(|c| c.entity)).map(|e| gazetteer.entity(e).kind);
    let first = kinds.next()?;
    (mention.entity.is_some() || kinds.all(|k| k == first)).then_some(first)
}
