//! Names near to what was typed, found in the order of indexes: a large gazetteer is never looked through.

use std::{cmp::Reverse, collections::BTreeMap};

use rusqlite::{OptionalExtension as _, params};
use xxhash_rust::xxh3::xxh3_64;

use super::{Reader, Spelling, StoreError};
use crate::text::{Slips, fold, searchable, sound, strangers};

/// Indexed texts in their order, from a place on.
const FORWARD: &str = "SELECT folded FROM alias WHERE folded >= ? ORDER BY folded LIMIT 1";
const BACKWARD: &str = "SELECT backward FROM alias WHERE backward >= ? ORDER BY backward LIMIT 1";
const KEY: &str = "SELECT key FROM entity WHERE key >= ? ORDER BY key LIMIT 1";
const DOCUMENT: &str = "SELECT key FROM document WHERE key >= ? ORDER BY key LIMIT 1";
const UNKNOWN: &str = "SELECT folded FROM name WHERE folded >= ? ORDER BY folded LIMIT 1";

/// A spelling with the mentions of its entity, as far as they are worth counting for an order.
const SPELLING: &str = "SELECT a.spelling, a.folded, e.key, e.name,
        (SELECT count(*) FROM (SELECT 1 FROM mention m WHERE m.entity = e.id LIMIT 1000))
    FROM alias a JOIN entity e ON e.id = a.entity";

/// How many documents are looked through, at most.
const FEW: i64 = 2_000;

/// Most spellings of one sound that are compared.
const SOUNDING: usize = 200;

/// Letters from which on two slips still leave a name to be recognised.
const LONG: usize = 4;

/// And from which on three do, where nothing is nearer.
const LONGER: usize = 8;

impl Reader<'_> {
    /// Up to `limit` spellings nearest to `word`: those that one or two slips part from it, then those that sound like it. Best
    /// first: by slips, then by letters typed that the name does not have, then by how often the entity is mentioned.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn nearest(&self, word: &str, limit: usize) -> Result<Vec<Spelling>, StoreError> {
        let wanted = fold(word);
        let mut near = BTreeMap::new();
        for most in 1..=most_slips(&wanted) {
            if near.len() < limit {
                self.walk(FORWARD, Slips::new(&wanted, most, (half(&wanted), most - 1)), &mut near)?;
                self.walk_back(&wanted, (most, 0), &mut near)?;
            }
        }
        if near.is_empty() && wanted.chars().count() >= LONGER {
            self.walk(FORWARD, Slips::new(&wanted, 3, (half(&wanted), 1)), &mut near)?;
            self.walk_back(&wanted, (3, 1), &mut near)?;
        }
        if near.len() < limit {
            self.sounding(&wanted, &mut near)?;
        }
        near.remove(&wanted);
        let mut all = Vec::new();
        for (folded, slips) in near {
            let select = format!("{SPELLING} WHERE a.folded = ? AND a.active");
            let rank = (slips, strangers(&wanted, &folded));
            all.extend(
                self.spellings(&select, &folded)?.into_iter().map(|(spelling, mentions)| (rank, mentions, spelling)),
            );
        }
        all.sort_by(|a, b| {
            (a.0, Reverse(a.1), &a.2.folded, &a.2.entity).cmp(&(b.0, Reverse(b.1), &b.2.folded, &b.2.entity))
        });
        Ok(all.into_iter().map(|(_, _, spelling)| spelling).take(limit).collect())
    }

    /// Up to `limit` names nearest to `word` of speakers that the gazetteer does not know, nearest first. Their names stand among
    /// the unknown names of the documents that quote them.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn nearest_unknown_speakers(&self, word: &str, limit: usize) -> Result<Vec<String>, StoreError> {
        let wanted = fold(word);
        let mut near = BTreeMap::new();
        self.walk_ahead(UNKNOWN, &wanted, &mut near)?;
        let mut names = self.unknown_speakers_with(word, limit)?;
        for (_, folded) in by_slips(near) {
            if names.len() < limit {
                names.extend(self.quoted_as(&folded)?);
            }
        }
        Ok(names)
    }

    /// Speakers that the gazetteer does not know with these words in their name, by the documents that hold the words: a surname asks
    /// for the whole name.
    fn unknown_speakers_with(&self, words: &str, limit: usize) -> Result<Vec<String>, StoreError> {
        let phrase = searchable(words);
        if phrase.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT DISTINCT s.name FROM (SELECT rowid AS document FROM document_words WHERE folded MATCH ?1 LIMIT ?3) w
            JOIN quotation q ON q.document = w.document JOIN speaker s ON s.quotation = q.id
            WHERE s.entity IS NULL AND instr(' ' || searchable(s.name) || ' ', ' ' || ?2 || ' ') LIMIT ?4";
        let mut select = self.connection.prepare_cached(sql)?;
        let values = params![format!("\"{phrase}\""), phrase, FEW, limit as i64];
        Ok(select.query_map(values, |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Up to `limit` keys of entities nearest to `key`, nearest first.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn nearest_keys(&self, key: &str, limit: usize) -> Result<Vec<String>, StoreError> {
        let mut near = BTreeMap::new();
        self.walk_ahead(KEY, key, &mut near)?;
        Ok(by_slips(near).into_iter().map(|(_, key)| key).take(limit).collect())
    }

    /// Up to `limit` keys of documents that `text` may have been meant to name: by key, or in a base of few documents by file name or
    /// headline.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn nearest_documents(&self, text: &str, limit: usize) -> Result<Vec<String>, StoreError> {
        let mut near = BTreeMap::new();
        self.walk_ahead(DOCUMENT, text, &mut near)?;
        let mut near = by_slips(near);
        let sql = "SELECT key, source, title FROM document WHERE (SELECT count(*) FROM (SELECT 1 FROM document LIMIT ?1)) < ?1";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([FEW])?;
        while let Some(row) = rows.next()? {
            let (source, title): (String, Option<String>) = (row.get(1)?, row.get(2)?);
            let slips = title.iter().map(String::as_str).chain(file_names(&source)).map(|name| slips(text, name)).min();
            near.extend(slips.filter(|slips| *slips <= most_slips(text)).zip(row.get(0).ok()));
        }
        near.sort();
        Ok(near.into_iter().map(|(_, key)| key).take(limit).collect())
    }

    /// How a speaker is called whom the gazetteer does not know, where this unknown name stands for one.
    fn quoted_as(&self, folded: &str) -> Result<Option<String>, StoreError> {
        let sql =
            "SELECT s.name FROM name n JOIN quotation q ON q.document = n.document JOIN speaker s ON s.quotation = q.id
            WHERE n.folded = ?1 AND s.entity IS NULL AND s.name IS NOT NULL AND fold(s.name) = ?1 LIMIT 1";
        Ok(self.connection.prepare_cached(sql)?.query_row([folded], |row| row.get(0)).optional()?)
    }

    /// Adds what a walk through an index finds.
    fn walk(&self, sql: &str, mut slips: Slips, near: &mut BTreeMap<String, u8>) -> Result<(), StoreError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let mut from = Some(String::new());
        while let Some(text) = from {
            let Some(text) = select.query_row([text], |row| row.get::<_, String>(0)).optional()? else { break };
            let look = slips.look(&text);
            from = look.next;
            if let Some(slips) = look.slips {
                near.entry(text).and_modify(|known| *known = slips.min(*known)).or_insert(slips);
            }
        }
        Ok(())
    }

    /// Adds what walks through an index of one direction find: all but those with two slips in their first half.
    fn walk_ahead(&self, sql: &str, wanted: &str, near: &mut BTreeMap<String, u8>) -> Result<(), StoreError> {
        (1..=most_slips(wanted))
            .try_for_each(|most| self.walk(sql, Slips::new(wanted, most, (half(wanted), most - 1)), near))
    }

    /// Adds what a walk from the ends of names finds: those with nearly every slip in their first half.
    fn walk_back(
        &self,
        wanted: &str,
        (most, late): (u8, u8),
        near: &mut BTreeMap<String, u8>,
    ) -> Result<(), StoreError> {
        let (mut turned, ending) = (BTreeMap::new(), wanted.chars().count() - half(wanted));
        self.walk(BACKWARD, Slips::new(&backward(wanted), most, (ending, late)), &mut turned)?;
        near.extend(turned.into_iter().map(|(text, slips)| (backward(&text), slips)));
        Ok(())
    }

    /// Adds what sounds like `wanted` and does not look quite otherwise.
    fn sounding(&self, wanted: &str, near: &mut BTreeMap<String, u8>) -> Result<(), StoreError> {
        let sql = "SELECT DISTINCT folded FROM alias WHERE sound = ? LIMIT ?";
        let mut select = self.connection.prepare_cached(sql)?;
        let sounds = sound(wanted);
        let mut rows = select.query(params![hash_of(&sounds), SOUNDING as i64])?;
        while let Some(row) = rows.next()? {
            let folded: String = row.get(0)?;
            if sound(&folded) != sounds {
                continue;
            }
            let slips = strsim::osa_distance(wanted, &folded).min(u8::MAX.into()) as u8;
            near.entry(folded).or_insert(slips);
        }
        Ok(())
    }

    fn spellings(&self, sql: &str, folded: &str) -> Result<Vec<(Spelling, i64)>, StoreError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map([folded], |row| {
            let spelling =
                Spelling { spelling: row.get(0)?, folded: row.get(1)?, entity: row.get(2)?, name: row.get(3)? };
            Ok((spelling, row.get(4)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// A folded text from its end, for names that are misspelt at their beginning.
pub(super) fn backward(folded: &str) -> String {
    folded.chars().rev().collect()
}

/// What stands in the base for how a folded text sounds.
pub(super) fn sound_hash(folded: &str) -> i64 {
    hash_of(&sound(folded))
}

/// Half a hash: it is half as long in an index, and whoever finds a text by it compares.
fn hash_of(sounds: &str) -> i64 {
    (xxh3_64(sounds.as_bytes()) as u32).into()
}

fn by_slips(near: BTreeMap<String, u8>) -> Vec<(u8, String)> {
    let mut near: Vec<(u8, String)> = near.into_iter().map(|(text, slips)| (slips, text)).collect();
    near.sort();
    near
}

/// The last part of a path, with and without its ending.
fn file_names(source: &str) -> impl Iterator<Item = &str> {
    let name = source.rsplit('/').next().unwrap_or(source);
    [name, name.rsplit_once('.').map_or(name, |(stem, _)| stem)].into_iter()
}

fn slips(typed: &str, name: &str) -> u8 {
    strsim::damerau_levenshtein(&fold(typed), &fold(name)).min(u8::MAX.into()) as u8
}

fn half(text: &str) -> usize {
    text.chars().count() / 2
}

fn most_slips(text: &str) -> u8 {
    if text.chars().count() < LONG { 1 } else { 2 }
}
