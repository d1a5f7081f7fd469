//! Text by chance, with the places of names in it. Places count characters.

use crate::dice::Dice;
use crate::generate::zone;
use crate::world::{Alias, Mention, Name, Paragraph, World};

/// Plain words; some are the beginning of others, some differ in marks only.
pub const WORDS: &[&str] = &[
    "troupes",
    "élections",
    "œuvre",
    "mensonge",
    "mensonges",
    "l'escalade",
    "marche",
    "marché",
    "10",
    "no",
    "the",
    "treaty",
    "der",
    "Zug",
    "fährt",
    "rien",
    "a",
];
/// Capitalised names that no alias matches.
pub const NAMES: &[&str] = &["Inès Quill", "INES QUILL", "Ines Quill", "Port Ennis", "Radio Kelmar"];

/// A sentence: its paragraph, and where its words stand.
pub struct Sentence {
    pub paragraph: usize,
    pub tokens: Vec<(usize, usize)>,
}

/// A text as it is written.
#[derive(Default)]
pub struct Written {
    pub text: String,
    pub chars: Vec<char>,
    pub paragraphs: Vec<Paragraph>,
    pub sentences: Vec<Sentence>,
    pub mentions: Vec<Mention>,
    pub names: Vec<Name>,
}

/// A text of some paragraphs.
pub fn write(dice: &mut Dice, world: &World) -> Written {
    let mut written = Written::default();
    for paragraph in 0..dice.between(1, 5) {
        written.add(if paragraph > 0 { "\n\n" } else { "" });
        let start = written.chars.len();
        for _ in 0..dice.between(1, 3) {
            written.sentence(dice, world, paragraph);
        }
        let wording = dice.number() as i64;
        written.paragraphs.push(Paragraph { start, end: written.chars.len(), zone: zone(dice), wording });
    }
    written.text = written.chars.iter().collect();
    written
}

impl Written {
    fn add(&mut self, text: &str) -> (usize, usize) {
        let start = self.chars.len();
        self.chars.extend(text.chars());
        (start, self.chars.len())
    }

    fn sentence(&mut self, dice: &mut Dice, world: &World, paragraph: usize) {
        if self.paragraphs.len() < paragraph || self.sentences.last().is_some_and(|last| last.paragraph == paragraph) {
            self.add(" ");
        }
        let sentence = self.chars.len();
        let mut tokens = Vec::new();
        for _ in 0..dice.between(3, 8) {
            if !tokens.is_empty() {
                self.add(" ");
            }
            tokens.push(match dice.below(100) {
                0..=24 => self.mention(dice, world, (paragraph, sentence)),
                25..=32 => self.name(dice, (paragraph, sentence)),
                _ => self.add(dice.word(WORDS)),
            });
        }
        self.add(".");
        self.sentences.push(Sentence { paragraph, tokens });
    }

    fn mention(&mut self, dice: &mut Dice, world: &World, (paragraph, sentence): (usize, usize)) -> (usize, usize) {
        let known: Vec<&Alias> = world.aliases.iter().filter(|alias| alias.active).collect();
        let alias = *dice.pick_early(&known);
        let surface = match dice.below(10) {
            0 => alias.spelling.to_uppercase(),
            1 => format!("{}s", alias.spelling),
            _ => alias.spelling.to_owned(),
        };
        let (start, end) = self.add(&surface);
        let homonyms: Vec<i64> = known.iter().filter(|a| a.spelling == alias.spelling).map(|a| a.entity).collect();
        let score = dice.between(8, 20) as f64 / 20.0;
        let several = homonyms.len() > 1;
        let candidates = homonyms.iter().filter(|_| several).map(|id| (*id, dice.below(10) as f64 / 10.0)).collect();
        self.mentions.push(Mention {
            id: 0,
            key: String::new(),
            paragraph,
            sentence,
            start,
            end,
            surface,
            alias: alias.spelling,
            sort: alias.sort,
            entity: Some(alias.entity).filter(|_| !several || dice.chance(60)),
            stands_for: dice.chance(10).then(|| world.entities[5].id),
            rule: dice.word(&["full", "company"]),
            score,
            candidates,
        });
        (start, end)
    }

    fn name(&mut self, dice: &mut Dice, (paragraph, sentence): (usize, usize)) -> (usize, usize) {
        let surface = *dice.pick_early(NAMES);
        let (start, end) = self.add(surface);
        self.names.push(Name { id: 0, paragraph, sentence, start, end, surface: surface.to_owned() });
        (start, end)
    }
}
