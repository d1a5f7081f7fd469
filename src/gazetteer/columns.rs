//! A gazetteer written as it comes: entities by key, each with its aliases, into the columns of a compiled file. Memory holds a few words.

use std::{io, path::Path};

use rustc_hash::FxHashMap;

use super::{
    Alias, Entity, Tenure,
    builder::{names_by, sorted},
    common, digest,
    layer::{CLASS, Counted, TENURE, word_hash},
};
use crate::{
    flat::{Saving, Spool, Strings, StringsSpool},
    model::Kind,
};

/// Words of which is kept whether they are common ones, at most.
const KEPT: usize = 1 << 18;

/// The columns of a layer, being filled.
pub struct Columns {
    fields: StringsSpool,
    kinds: Spool<u8>,
    prominence: Spool<u8>,
    spellings: StringsSpool,
    owners: Spool<u32>,
    class_of: Spool<u32>,
    /// The entity told last: its number, key and kind.
    last: Option<(u32, String, Kind)>,
    words: FxHashMap<String, u32>,
    classes: FxHashMap<[u32; CLASS], u32>,
    given: FxHashMap<u64, u32>,
    family: FxHashMap<u64, u32>,
    /// Whether words are common ones, by hash: names have few, and many times.
    common: FxHashMap<u64, bool>,
    tenures: Vec<[u32; TENURE]>,
    digest: u64,
}

impl Columns {
    /// Empty columns; until they are saved they wait in files beside `beside`.
    ///
    /// # Errors
    /// When these cannot be made.
    pub fn new(beside: &Path) -> io::Result<Self> {
        Ok(Columns {
            fields: StringsSpool::new(beside)?,
            kinds: Spool::new(beside)?,
            prominence: Spool::new(beside)?,
            spellings: StringsSpool::new(beside)?,
            owners: Spool::new(beside)?,
            class_of: Spool::new(beside)?,
            last: None,
            words: FxHashMap::default(),
            classes: FxHashMap::default(),
            given: FxHashMap::default(),
            family: FxHashMap::default(),
            common: FxHashMap::default(),
            tenures: Vec::new(),
            digest: 0,
        })
    }

    /// Adds an entity, whose key comes behind those of all before; its number.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn entity(&mut self, e: &Entity) -> io::Result<u32> {
        let (gender, country) = (e.gender.unwrap_or_default(), e.country.unwrap_or_default());
        for text in [e.key, e.name, e.description, gender, country, e.external, e.origin] {
            self.fields.push(text)?;
        }
        self.kinds.push(&[e.kind as u8])?;
        self.prominence.push(&[e.prominence])?;
        self.digest = self.digest.wrapping_add(digest::entity(e));
        let number = self.last.as_ref().map_or(0, |(last, ..)| last + 1);
        self.last = Some((number, e.key.to_owned(), e.kind));
        Ok(number)
    }

    /// Adds an alias of the entity told last.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn alias(&mut self, a: &Alias) -> io::Result<()> {
        let class = [self.word(a.language), a.sort as u32, a.case as u32, self.word(a.origin)];
        let next = self.classes.len() as u32;
        let class = *self.classes.entry(class).or_insert(next);
        let Some((owner, key, kind)) = &self.last else { return Err(io::Error::other("an alias of nobody")) };
        self.spellings.push(a.spelling)?;
        self.owners.push(&[*owner])?;
        self.class_of.push(&[class])?;
        self.digest = self.digest.wrapping_add(digest::alias(key, a));
        if self.common.len() >= KEPT {
            self.common.clear();
        }
        let is_common = |word: &str| {
            let found = self.common.entry(word_hash(word));
            *found.or_insert_with(|| common::is_common_anywhere(word))
        };
        if let Some(names) = names_by(a, *kind, is_common) {
            *self.given.entry(names.given).or_default() += names.weight;
            *self.family.entry(names.family).or_default() += names.weight;
        }
        Ok(())
    }

    /// Adds a tenure; the entities in it are numbers that [`Columns::entity`] gave, the keys theirs.
    pub fn tenure(&mut self, t: &Tenure, keys: (&str, &str)) {
        let [role, since, office, until] = [t.role, t.since, t.office, t.until].map(|w| self.word(w));
        self.tenures.push([role, t.of.0, since, t.holder.0, office, until]);
        self.digest = self.digest.wrapping_add(digest::tenure(keys, t));
    }

    /// Writes the columns as a layer does; the version of the gazetteer in them.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn save(mut self, to: &mut Saving) -> io::Result<String> {
        let (words, place) = sorted(std::mem::take(&mut self.words).into_iter());
        for row in &mut self.tenures {
            [0, 2, 4, 5].into_iter().for_each(|k| row[k] = place[row[k] as usize]);
        }
        self.tenures.sort_unstable();
        let mut held: Vec<u32> = (0..self.tenures.len() as u32).collect();
        held.sort_by_key(|&n| self.tenures[n as usize][3]);
        let mut classes = vec![[0; CLASS]; self.classes.len()];
        for ([language, sort, case, origin], n) in &self.classes {
            classes[*n as usize] = [place[*language as usize], *sort, *case, place[*origin as usize]];
        }
        to.section(&[self.digest])?;
        self.fields.save(to)?;
        to.spooled(self.kinds)?;
        to.spooled(self.prominence)?;
        self.spellings.save(to)?;
        to.spooled(self.owners)?;
        to.spooled(self.class_of)?;
        to.section(&classes.concat())?;
        to.section(&self.tenures.concat())?;
        to.section(&held)?;
        Strings::new(words.iter().map(String::as_str)).save(to)?;
        Counted::new(self.given.into_iter().collect()).save(to)?;
        Counted::new(self.family.into_iter().collect()).save(to)?;
        Ok(super::version(self.digest))
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let new = self.words.len() as u32;
        self.words.insert(word.to_owned(), new);
        new
    }
}
