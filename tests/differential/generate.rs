//! A small base by chance: documents of every sort that questions tell apart.

use dixit::model::{Act, Judgement, QuotationKind, SpeakerSort, Zone};
use dixit::text::searchable;

use crate::copies::add_copies;
use crate::dice::Dice;
use crate::gazetteer::{aliases, entities};
use crate::sentences::{Written, write};
use crate::world::{Document, Party, Quotation, World};

const OUTLETS: &[&str] = &["Le Soir", "The Echo", "LE SOIR", "20 Lignes", "Die Woche"];
const LANGUAGES: &[&str] = &["fr", "en", "de", "es"];
const AUTHORS: &[&str] = &["Nell Ashby", "Otto Rahn"];
const CREDITS: &[&str] = &["AFP", "AFP, Reuters"];
const TITLES: &[&str] =
    &["Harrowmere n'a rien dit", "Le marché de Kelm", "Council hears Ada Lune", "Des élections calmes", "Lune"];
const CUES: &[&str] = &["dire", "tell", "leugnen"];
const RULES: &[&str] = &["behind", "before", "incise"];
/// Those who speak and are not in the gazetteer, some under several spellings.
pub const UNKNOWN: &[&str] = &["Jean Testard", "JEAN TESTARD", "Corvin Thal", "Ines Quill"];
const PHRASES: &[&str] = &["un responsable", "the experts", "il"];
/// Who passes words on.
pub const RELAYS: &[&str] = &["Radio Kelmar", "l'agence de Kelm", "Lake Council"];

/// The base of this seed.
pub fn generate(seed: u64) -> World {
    let mut dice = Dice::new(seed);
    let entities = entities();
    let mut world = World { aliases: aliases(&entities), entities, documents: Vec::new() };
    for i in 0..dice.between(28, 80) {
        let document = document(&mut dice, &world, i);
        world.documents.push(document);
    }
    add_copies(&mut dice, &mut world);
    dice.shuffle(&mut world.documents);
    number(&mut dice, &mut world);
    world
}

/// Gives everything row numbers, in another order than that of any column.
fn number(dice: &mut Dice, world: &mut World) {
    let (mut mentions, mut quotations, mut names) = (1.., 1.., 1..);
    for (document, id) in world.documents.iter_mut().zip(1..) {
        document.id = id;
        dice.shuffle(&mut document.mentions);
        dice.shuffle(&mut document.quotations);
        for (mention, id) in document.mentions.iter_mut().zip(mentions.by_ref()) {
            (mention.id, mention.key) = (id, format!("m{:04x}{id}", dice.below(0x10000)));
        }
        for (quotation, id) in document.quotations.iter_mut().zip(quotations.by_ref()) {
            (quotation.id, quotation.key) = (id, format!("q{:04x}{id}", dice.below(0x10000)));
            quotation.words = searchable(&quotation.content);
        }
        for (name, id) in document.names.iter_mut().zip(names.by_ref()) {
            name.id = id;
        }
    }
}

fn document(dice: &mut Dice, world: &World, i: usize) -> Document {
    let mut written = write(dice, world);
    let quotations = quotations(dice, world, &written);
    let published = published(dice);
    let source = format!("{:02}/{i}.txt", dice.below(100));
    Document {
        id: 0,
        key: format!("d{:04x}{i}", dice.below(0x10000)),
        url: dice.maybe(30, format!("https://example.org/{i}")),
        source,
        title: dice.chance(85).then(|| dice.word(TITLES).to_owned()),
        outlet: outlet(dice),
        author: dice.chance(40).then(|| dice.word(AUTHORS)),
        credit: dice.chance(30).then(|| dice.word(CREDITS)),
        language: dice.chance(90).then(|| *dice.pick_early(LANGUAGES)),
        basis: if published.is_some() { dice.word(&["given", "metadata", "text"]) } else { "none" },
        why: dice.maybe(10, "page header"),
        doubt: dice.maybe(12, "later than it was read").filter(|_| published.is_some()),
        translated: dice.chance(12),
        published,
        words: searchable(&written.text),
        text: std::mem::take(&mut written.text),
        sketched: dice.chance(60),
        cluster: None,
        paragraphs: written.paragraphs,
        mentions: written.mentions,
        names: written.names,
        quotations,
    }
}

/// An outlet, or none.
pub fn outlet(dice: &mut Dice) -> Option<&'static str> {
    dice.chance(85).then(|| *dice.pick_early(OUTLETS))
}

/// A date as much as is known of it, or none.
pub fn published(dice: &mut Dice) -> Option<String> {
    let (month, day) = (dice.between(1, 12), dice.between(1, 28));
    let year = *dice.pick_early(&[2024, 2024, 2023, 2025]);
    match dice.below(20) {
        0..=2 => None,
        3..=4 => Some(format!("{year}")),
        5..=7 => Some(format!("{year}-{month:02}")),
        _ if dice.chance(50) => Some(format!("2024-1{}-{:02}", dice.below(2), dice.between(1, 30))),
        _ => Some(format!("{year}-{month:02}-{day:02}")),
    }
}

fn quotations(dice: &mut Dice, world: &World, written: &Written) -> Vec<Quotation> {
    let mut all: Vec<Quotation> = Vec::new();
    for (i, sentence) in written.sentences.iter().enumerate() {
        if dice.chance(55) {
            let mut spans = vec![part(dice, &sentence.tokens)];
            let next =
                written.sentences.get(i + 1).filter(|next| next.paragraph == sentence.paragraph || dice.chance(20));
            if let Some(next) = next.filter(|_| dice.chance(25)) {
                spans.push(part(dice, &next.tokens));
            }
            all.push(quotation(dice, world, written, sentence.paragraph, spans));
        }
    }
    // what one document prints twice
    if let Some(again) = all.first().cloned().filter(|_| dice.chance(30)) {
        all.push(Quotation { act: *dice.pick(Act::ALL), confidence: 0.5, ..again });
    }
    all
}

/// Some tokens of a sentence, one behind the other.
fn part(dice: &mut Dice, tokens: &[(usize, usize)]) -> (usize, usize) {
    let first = dice.below(tokens.len());
    (tokens[first].0, tokens[dice.between(first, tokens.len() - 1)].1)
}

fn quotation(
    dice: &mut Dice,
    world: &World,
    written: &Written,
    paragraph: usize,
    spans: Vec<(usize, usize)>,
) -> Quotation {
    let inside = |start, end| spans.iter().any(|(from, to)| *from <= start && end <= *to);
    let mut about: Vec<(i64, bool)> = Vec::new();
    for mention in written.mentions.iter().filter(|mention| mention.paragraph == paragraph) {
        let strict = inside(mention.start, mention.end);
        if let Some(entity) = mention.entity.filter(|_| dice.chance(if strict { 90 } else { 40 })) {
            about.retain(|(other, own)| *other != entity || *own && !strict);
            if !about.iter().any(|(other, _)| *other == entity) {
                about.push((entity, strict));
            }
        }
    }
    let words: Vec<String> = spans.iter().map(|(from, to)| written.chars[*from..*to].iter().collect()).collect();
    let via = dice.chance(15).then(|| dice.word(RELAYS));
    Quotation {
        id: 0,
        key: String::new(),
        paragraph,
        kind: *dice.pick(QuotationKind::ALL),
        act: if dice.chance(40) { Act::Say } else { *dice.pick(Act::ALL) },
        content: words.join(" […] "),
        words: String::new(),
        spans,
        cue: dice.chance(70).then(|| dice.word(CUES)),
        said: dice.chance(35).then(|| format!("2024-1{}-{:02}", dice.below(2), dice.between(1, 30))),
        inferred: dice.chance(50),
        via_entity: via.filter(|via| *via == "Lake Council").map(|_| world.entities[2].id),
        via,
        rule: dice.word(RULES),
        confidence: dice.between(5, 20) as f64 / 20.0,
        speakers: speakers(dice, world),
        addressees: if dice.chance(25) { vec![party(dice, world)] } else { Vec::new() },
        about,
        verdicts: Judgement::ALL.iter().copied().filter(|_| dice.chance(8)).collect(),
    }
}

fn speakers(dice: &mut Dice, world: &World) -> Vec<Party> {
    let number = *dice.pick(&[0, 1, 1, 1, 1, 1, 1, 2, 2, 3]);
    if number == 0 && dice.chance(40) {
        return vec![Party { sort: SpeakerSort::None, entity: None, name: None, surface: None }];
    }
    (0..number).map(|_| party(dice, world)).collect()
}

/// Somebody: an entity, a name that the gazetteer does not have, or words.
pub fn party(dice: &mut Dice, world: &World) -> Party {
    let surface = dice.chance(80).then(|| dice.word(PHRASES));
    match dice.below(10) {
        0..=5 => {
            let entity = dice.pick_early(&world.entities);
            // at times under a name that others have who are not in the gazetteer
            let name = if dice.chance(15) { dice.word(UNKNOWN) } else { entity.name };
            let name = dice.maybe(50, name);
            Party { sort: SpeakerSort::Named, entity: Some(entity.id), name, surface }
        }
        6..=7 => Party { sort: SpeakerSort::Named, entity: None, name: Some(dice.word(UNKNOWN)), surface },
        8 => Party { sort: SpeakerSort::Anonymous, entity: None, name: None, surface: Some(PHRASES[0]) },
        _ => Party { sort: SpeakerSort::Collective, entity: None, name: None, surface: Some(PHRASES[1]) },
    }
}

/// A zone that is most often the article.
pub fn zone(dice: &mut Dice) -> Zone {
    *dice.pick(&[Zone::Body, Zone::Body, Zone::Body, Zone::Body, Zone::Body, Zone::Body, Zone::Furniture, Zone::Repeat])
}
