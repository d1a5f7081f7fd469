//! The spellings of a gazetteer, to be searched by likeness.

use rustc_hash::FxHashMap;

use crate::{
    gazetteer::{Gazetteer, Tenure},
    likeness::{Name, Names},
    model::{AliasSort, EntityId, Kind},
    text::searchable,
};

/// Spellings of a gazetteer, found by what they sound like.
pub(super) struct Known<'g> {
    pub gazetteer: &'g Gazetteer,
    names: Names,
    /// The number of the alias at each place of `names`.
    aliases: Vec<u32>,
    /// Places in `names` of the spellings of each entity.
    places: FxHashMap<EntityId, Vec<u32>>,
}

/// A name that is not known, as it is printed and ready to be compared.
pub(super) struct Unknown<'n> {
    pub spelling: &'n str,
    words: Name,
}

impl<'n> Unknown<'n> {
    /// The name that is printed so.
    pub fn new(spelling: &'n str) -> Self {
        Unknown { spelling, words: Name::new(spelling) }
    }
}

/// A spelling beside an unknown name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Like {
    /// The place of the likest one in the same script, which is the one to be shown.
    shown: usize,
    /// What speaks for it being the same name, in log-odds.
    pub odds: f32,
    /// How many letters are the same, in about the same order, in the word that has fewest of them; 0 to 1.
    pub letters: f32,
}

/// How many spellings a name is compared with by all that is known of them.
const NEAREST: usize = 12;

impl<'g> Known<'g> {
    pub fn new(gazetteer: &'g Gazetteer) -> Self {
        let is_name = |sort| matches!(sort, AliasSort::Name | AliasSort::Short | AliasSort::Misspelling);
        let [base, over] = gazetteer.alias_numbers();
        let aliases = base.filter(|&n| gazetteer.is_in_force(n)).chain(over).filter(|&n| is_name(gazetteer.sort(n)));
        let aliases: Vec<u32> = aliases.collect();
        let spellings: Vec<(&str, bool)> = aliases.iter().map(|&n| (gazetteer.spelling(n), false)).collect();
        let mut places: FxHashMap<EntityId, Vec<u32>> = FxHashMap::default();
        for (&n, place) in aliases.iter().zip(0..) {
            places.entry(gazetteer.owner(n)).or_default().push(place);
        }
        Known { gazetteer, names: Names::new(&spellings), aliases, places }
    }

    /// The entities with the spellings most like `name`, each with the likest one.
    pub fn like(&self, name: &Unknown) -> FxHashMap<EntityId, Like> {
        let mut found: FxHashMap<EntityId, Like> = FxHashMap::default();
        for candidate in self.names.like(&name.words, NEAREST) {
            let owner = self.gazetteer.owner(self.aliases[candidate.name]);
            if !found.contains_key(&owner) {
                found.extend(self.beside(name, owner).map(|like| (owner, like)));
            }
        }
        found
    }

    /// The spelling of `entity` most like `name`.
    pub fn beside(&self, name: &Unknown, entity: EntityId) -> Option<Like> {
        let places = self.places.get(&entity)?.iter();
        let all: Vec<(usize, f32)> = places.map(|&p| (p as usize, self.names.odds(&name.words, p as usize))).collect();
        let best = |all: &mut dyn Iterator<Item = &(usize, f32)>| {
            all.copied().reduce(|best, next| if next.1 > best.1 { next } else { best })
        };
        let (place, odds) = best(&mut all.iter())?;
        let script = is_latin(name.spelling);
        let shown = best(&mut all.iter().filter(|(place, _)| is_latin(self.at(*place)) == script));
        let shown = shown.map_or(place, |(shown, _)| shown);
        Some(Like { shown, odds, letters: letters(name.spelling, self.at(shown)) })
    }

    fn at(&self, place: usize) -> &'g str {
        self.gazetteer.spelling(self.aliases[place])
    }

    /// The spelling itself.
    pub fn spelling(&self, like: &Like) -> &'g str {
        self.at(like.shown)
    }

    /// Why it may be the same name, in words.
    pub fn why(&self, name: &Unknown, like: &Like) -> String {
        self.names.why(&name.words, like.shown).join(", ")
    }

    /// The countries and bodies that an entity has to do with: its country, and whatever it holds or held an office of.
    pub fn ties(&self, entity: EntityId) -> Vec<EntityId> {
        let country = self.gazetteer.country(entity).and_then(|key| self.gazetteer.find(key));
        let mut ties: Vec<EntityId> = country.into_iter().chain(self.tenures(entity).map(|t| t.of)).collect();
        ties.sort();
        ties.dedup();
        ties
    }

    /// The offices that somebody holds or held.
    pub fn tenures(&self, entity: EntityId) -> impl Iterator<Item = Tenure<'g>> {
        self.gazetteer.tenures_held(entity).filter(|t| t.role != "capital")
    }

    /// The country that an entity is or belongs to.
    pub fn country(&self, entity: EntityId) -> Option<EntityId> {
        let own = || Some(entity).filter(|&e| self.gazetteer.kind(e) == Kind::Place);
        let of_capital = || self.gazetteer.tenures_held(entity).find(|t| t.role == "capital").map(|t| t.of);
        self.gazetteer.country(entity).and_then(|key| self.gazetteer.find(key)).or_else(of_capital).or_else(own)
    }
}

/// How many letters of each word of `name` a word of `other` has in about the same order; the fewest of all words, 0 to 1.
fn letters(name: &str, other: &str) -> f32 {
    let [name, other] = [name, other].map(searchable);
    let words = name.split(' ').filter(|word| word.chars().count() > 2);
    let best = |word| other.split(' ').map(|there| strsim::jaro(word, there)).fold(0.0, f64::max);
    words.map(best).reduce(f64::min).map_or(0.0, |least| ((least - CHANCE) / (1.0 - CHANCE)).max(0.0)) as f32
}

/// How much words have in common by chance.
const CHANCE: f64 = 0.6;

fn is_latin(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).all(|c| c < '\u{250}' || ('\u{1E00}'..='\u{1EFF}').contains(&c))
}
