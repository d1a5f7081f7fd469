//! Putting a gazetteer together from rows that come in any order.

use std::{collections::HashMap, ops::Range, sync::Arc};

use rayon::prelude::*;

use super::{
    Alias, Entity, Gazetteer, Tenure, common, digest,
    doubts::{ENOUGH, is_imported},
    layer::{Counted, Layer, word_hash},
};
use crate::{
    flat::Strings,
    model::{AliasSort, EntityId, Kind},
    text::fold,
};

/// Rows collected; ids are places in the order in which entities were added.
#[derive(Default)]
pub struct Builder {
    texts: String,
    entities: Vec<([Text; super::layer::FIELDS], Kind, u8)>,
    aliases: Vec<AliasRow>,
    tenures: Vec<[u32; super::layer::TENURE]>,
    words: HashMap<String, u32>,
    classes: HashMap<[u32; super::layer::CLASS], u32>,
}

/// A text in [`Builder::texts`].
type Text = Range<usize>;

struct AliasRow {
    entity: u32,
    class: u32,
    spelling: Text,
}

impl Builder {
    /// Adds an entity.
    pub fn entity(&mut self, e: &Entity) -> EntityId {
        let (gender, country) = (e.gender.unwrap_or_default(), e.country.unwrap_or_default());
        let fields = [e.key, e.name, e.description, gender, country, e.external, e.origin].map(|t| self.text(t));
        self.entities.push((fields, e.kind, e.prominence));
        EntityId(self.entities.len() as u32 - 1)
    }

    /// Adds a spelling of an entity that was added before.
    pub fn alias(&mut self, a: &Alias) {
        let class = [self.word(a.language), a.sort as u32, a.case as u32, self.word(a.origin)];
        let next = self.classes.len() as u32;
        let class = *self.classes.entry(class).or_insert(next);
        let spelling = self.text(a.spelling);
        self.aliases.push(AliasRow { entity: a.entity.0, class, spelling });
    }

    /// Adds a tenure of entities that were added before.
    pub fn tenure(&mut self, t: &Tenure) {
        let [role, since, office, until] = [t.role, t.since, t.office, t.until].map(|w| self.word(w));
        self.tenures.push([role, t.of.0, since, t.holder.0, office, until]);
    }

    /// How many aliases there are.
    pub fn aliases(&self) -> usize {
        self.aliases.len()
    }

    /// Puts everything in order.
    pub fn build(self) -> Gazetteer {
        Gazetteer { base: Arc::new(self.into_layer()), over: None }
    }

    fn text(&mut self, text: &str) -> Text {
        let start = self.texts.len();
        self.texts.push_str(text);
        start..self.texts.len()
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let new = self.words.len() as u32;
        self.words.insert(word.to_owned(), new);
        new
    }

    pub(super) fn into_layer(mut self) -> Layer {
        let texts = std::mem::take(&mut self.texts);
        let place = self.sort_entities(&texts);
        let (words, word_place) = sorted(std::mem::take(&mut self.words).into_iter());
        for row in &mut self.aliases {
            row.entity = place[row.entity as usize];
        }
        let of = |text: &Text| &texts[text.clone()];
        self.aliases.par_sort_unstable_by(|a, b| {
            (a.entity, of(&a.spelling), a.class).cmp(&(b.entity, of(&b.spelling), b.class))
        });
        for row in &mut self.tenures {
            (row[1], row[3]) = (place[row[1] as usize], place[row[3] as usize]);
            [0, 2, 4, 5].into_iter().for_each(|k| row[k] = word_place[row[k] as usize]);
        }
        self.tenures.sort_unstable();
        let mut held: Vec<u32> = (0..self.tenures.len() as u32).collect();
        held.sort_by_key(|&n| self.tenures[n as usize][3]);
        let mut classes = vec![[0; super::layer::CLASS]; self.classes.len()];
        for (class, n) in &self.classes {
            let [language, sort, case, origin] = *class;
            classes[*n as usize] = [word_place[language as usize], sort, case, word_place[origin as usize]];
        }
        let mut layer = Layer {
            fields: Strings::new(self.entities.iter().flat_map(|(fields, ..)| fields).map(of)),
            kinds: self.entities.iter().map(|(_, kind, _)| *kind as u8).collect::<Vec<_>>().into(),
            prominence: self.entities.iter().map(|(.., prominence)| *prominence).collect::<Vec<_>>().into(),
            spellings: Strings::new(self.aliases.iter().map(|a| of(&a.spelling))),
            owners: self.aliases.iter().map(|a| a.entity).collect::<Vec<_>>().into(),
            class_of: self.aliases.iter().map(|a| a.class).collect::<Vec<_>>().into(),
            classes: classes.concat().into(),
            tenures: self.tenures.concat().into(),
            held: held.into(),
            words: Strings::new(words.iter().map(String::as_str)),
            ..Layer::default()
        };
        count_names(&mut layer);
        layer.digest = digest_of(&layer);
        layer
    }

    /// Sorts the entities by key; for each old place the new one.
    fn sort_entities(&mut self, texts: &str) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.entities.len() as u32).collect();
        order.par_sort_by_key(|&old| &texts[self.entities[old as usize].0[0].clone()]);
        let mut place = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old as usize] = new as u32;
        }
        self.entities = order.iter().map(|&old| self.entities[old as usize].clone()).collect();
        place
    }
}

/// The words in order, and for each old place the new one.
pub(super) fn sorted(words: impl Iterator<Item = (String, u32)>) -> (Vec<String>, Vec<u32>) {
    let mut order: Vec<(String, u32)> = words.collect();
    order.sort_unstable();
    let mut place = vec![0; order.len()];
    for (new, (_, old)) in order.iter().enumerate() {
        place[*old as usize] = new as u32;
    }
    (order.into_iter().map(|(word, _)| word).collect(), place)
}

/// Counts the words that full names of persons begin and end with.
fn count_names(layer: &mut Layer) {
    let names = |n: u32| names_in(&layer.alias(n), layer.kind(layer.owner(n)));
    let all: Vec<Names> = (0..layer.aliases()).into_par_iter().filter_map(names).collect();
    let count = |hash: fn(&Names) -> u64| Counted::new(all.iter().map(|n| (hash(n), n.weight)).collect());
    let (given, family) = (count(|n| n.given), count(|n| n.family));
    (layer.given, layer.family) = (given, family);
}

/// What an alias tells of given and family names.
pub(super) struct Names {
    pub given: u64,
    pub family: u64,
    /// How much it tells.
    pub weight: u32,
}

/// The hashes of the first and the last word of an alias that is a person's full name of several words. Names that are not shipped tell
/// nothing where they begin or end with a common word, as names of stages and rings do, and *Le Pen*; those that were taken in tell less, too.
pub(super) fn names_in(alias: &Alias, kind: Kind) -> Option<Names> {
    names_by(alias, kind, common::is_common_anywhere)
}

/// The same by a function that tells whether a word is a common one.
pub(super) fn names_by(alias: &Alias, kind: Kind, mut is_common: impl FnMut(&str) -> bool) -> Option<Names> {
    if kind != Kind::Person || alias.sort != AliasSort::Name {
        return None;
    }
    let folded = fold(alias.spelling);
    let (given, family) = (folded.split_once(' ')?.0, folded.rsplit_once(' ')?.1);
    let shipped = alias.origin == "shipped";
    let mut hash = |word: &str| if !shipped && is_common(word) { 0 } else { word_hash(word) };
    let weight = if is_imported(alias.origin) { 1 } else { ENOUGH };
    Some(Names { given: hash(given), family: hash(family), weight })
}

/// The words by which an alias tells of given names and of family names, folded, and how much it tells; see [`Gazetteer::is_given_name`].
pub fn name_words(alias: &Alias, kind: Kind) -> Option<([Option<String>; 2], u32)> {
    let names = names_in(alias, kind)?;
    let folded = fold(alias.spelling);
    let word = |hash: u64, word: Option<&str>| word.filter(|_| hash != 0).map(str::to_owned);
    let words = [word(names.given, folded.split(' ').next()), word(names.family, folded.rsplit(' ').next())];
    Some((words, names.weight))
}

fn digest_of(layer: &Layer) -> u64 {
    let key = |id: EntityId| layer.entity(id.0).key;
    let entities = (0..layer.entities()).into_par_iter().map(|n| digest::entity(&layer.entity(n)));
    let aliases = (0..layer.aliases()).into_par_iter().map(|n| {
        let alias = layer.alias(n);
        digest::alias(key(alias.entity), &alias)
    });
    let tenures = (0..layer.tenures()).into_par_iter().map(|n| {
        let tenure = layer.tenure(n);
        digest::tenure((key(tenure.of), key(tenure.holder)), &tenure)
    });
    let sum = |a: u64, b: u64| a.wrapping_add(b);
    entities.reduce(|| 0, sum).wrapping_add(aliases.reduce(|| 0, sum)).wrapping_add(tenures.reduce(|| 0, sum))
}
