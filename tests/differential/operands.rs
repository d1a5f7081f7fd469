//! What stands behind the word of a clause: names, texts and dates that the base knows.

use dixit::query::registry::{ACTS, Clause, Family, UNITS};
use dixit::query::{Names, bare_or_quoted, quoted};
use dixit::text::{fold, searchable};

use crate::generate::{RELAYS, UNKNOWN};
use crate::questions::Asker;
use crate::sentences::NAMES;

const PATTERNS: &[&str] = &["(?i)mensonges?", "^[A-Z]", "s$", "[A-Z]{2,}", "[éö]", "\\d+", "Oster|Lune", "Kelm"];

impl Asker<'_> {
    /// One name or text for `clause`.
    pub fn operand(&mut self, clause: Clause) -> String {
        match clause {
            Clause::Containing => self.words(),
            Clause::Matching => quoted(self.dice.word(PATTERNS)),
            Clause::As => self.spelling(),
            Clause::Titled => self.headline(),
            Clause::InDocument => self.dice.pick(&self.world.documents).key.clone(),
            Clause::InOutlet => self.outlet(),
            Clause::InLanguage => self.dice.word(&["fr", "french", "en", "German"]).to_owned(),
            Clause::Act => self.dice.pick(&ACTS[..6]).act.word().to_owned(),
            Clause::By if self.dice.chance(25) => {
                self.known(UNKNOWN, |world, name| !world.speakers(&fold(name)).is_empty())
            }
            Clause::Via if self.dice.chance(75) => {
                self.known(RELAYS, |world, name| !world.relays(&searchable(name)).is_empty())
            }
            _ => self.entity(),
        }
    }

    /// One of `names` of which `is_known` holds, or an entity.
    fn known(&mut self, names: &[&'static str], is_known: fn(&crate::world::World, &str) -> bool) -> String {
        let name = self.dice.word(names);
        if is_known(self.world, name) { bare_or_quoted(name) } else { self.entity() }
    }

    fn entity(&mut self) -> String {
        let entity = self.dice.pick_early(&self.world.entities);
        let own = |spelling: &str| self.world.entities(&fold(spelling)).len() == 1;
        let spellings = self.world.aliases.iter().filter(|alias| alias.entity == entity.id && alias.active);
        let spellings: Vec<&'static str> =
            spellings.map(|alias| alias.spelling).filter(|spelling| own(spelling)).collect();
        if spellings.is_empty() || self.dice.chance(25) {
            return format!("@{}", entity.key);
        }
        let spelling = self.dice.word(&spellings);
        bare_or_quoted(&self.cased(spelling))
    }

    /// In other letters, at times.
    fn cased(&mut self, text: &str) -> String {
        match self.dice.below(6) {
            0 => text.to_lowercase(),
            1 => text.to_uppercase(),
            _ => text.to_owned(),
        }
    }

    fn outlet(&mut self) -> String {
        let outlets: Vec<&'static str> = self.world.documents.iter().filter_map(|document| document.outlet).collect();
        let outlet = self.dice.word(&outlets);
        bare_or_quoted(&self.cased(outlet))
    }

    /// Some words that stand in a quotation or a document, the last one perhaps cut.
    fn words(&mut self) -> String {
        let texts: Vec<&str> = match self.family {
            Family::Quotation => self.world.quotations().map(|quotation| quotation.content.as_str()).collect(),
            _ => self.world.documents.iter().map(|document| document.text.as_str()).collect(),
        };
        let text = searchable(texts[self.dice.below(texts.len())]);
        let words: Vec<&str> = text.split(' ').collect();
        let first = self.dice.below(words.len());
        let last = (first + *self.dice.pick(&[0, 0, 0, 1, 1, 2])).min(words.len() - 1);
        let mut words = words[first..=last].join(" ");
        let star = self.dice.chance(25);
        if star
            && self.dice.chance(80)
            && words.chars().last().is_some_and(char::is_alphanumeric)
            && !words.ends_with(' ')
        {
            words.pop();
        }
        let words = if words.trim().is_empty() { "rien".to_owned() } else { words };
        let words = self.cased(words.trim());
        quoted(&if star { format!("{words}*") } else { words })
    }

    fn spelling(&mut self) -> String {
        let printed = |alias: &crate::world::Alias| alias.spelling;
        let all: Vec<&str> = match self.family {
            Family::Name => NAMES.to_vec(),
            _ => self.world.aliases.iter().map(printed).collect(),
        };
        let spelling = *self.dice.pick_early(&all);
        let cased = self.cased(spelling);
        quoted(&if self.dice.chance(15) { format!("{cased}s") } else { cased })
    }

    fn headline(&mut self) -> String {
        let titles: Vec<&String> = self.world.documents.iter().filter_map(|document| document.title.as_ref()).collect();
        let title = searchable(titles[self.dice.below(titles.len())]);
        let words: Vec<&str> = title.split(' ').collect();
        let first = self.dice.below(words.len());
        quoted(&words[first..self.dice.between(first, words.len() - 1) + 1].join(" "))
    }

    /// Which date is meant, at times.
    pub fn basis(&mut self) -> &'static str {
        match self.dice.below(6) {
            0 => "published ",
            1..=2 if self.family == Family::Quotation => "said ",
            _ => "",
        }
    }

    /// A date in any form.
    pub fn date(&mut self) -> String {
        let unit = self.dice.pick(UNITS);
        match self.dice.below(12) {
            0 => "today".to_owned(),
            1 => "yesterday".to_owned(),
            2 => format!("last {}", unit.word),
            3 => format!("this {}", unit.word),
            4 => format!("{} {} ago", self.dice.between(2, 9), unit.plural),
            5 => quoted(&self.written()),
            _ => self.written(),
        }
    }

    fn written(&mut self) -> String {
        let (year, month) = (*self.dice.pick_early(&[2024, 2024, 2023, 2025]), self.dice.between(1, 12));
        match self.dice.below(6) {
            0 => format!("{year}"),
            1 => format!("{year}-Q{}", self.dice.between(1, 4)),
            2..=3 => format!("{year}-{month:02}"),
            _ => format!("2024-1{}-{:02}", self.dice.below(2), self.dice.between(1, 30)),
        }
    }

    /// Two dates, the earlier one first.
    pub fn dates(&mut self) -> String {
        let (from, to) = (self.dice.between(1, 9), self.dice.between(10, 12));
        match self.dice.below(4) {
            0 => format!("2023-{from:02} and 2024"),
            1 => format!("2024-{from:02}-1{from} and 2024-{to}"),
            2 => "2024-Q2 and last week".to_owned(),
            _ => format!("2024-10-0{from} and 2024-11-{to}"),
        }
    }
}
