//! All spellings of a base in memory as one text, those of the most mentioned entities first: found by the beginning of any word in them.

use std::cmp::Reverse;

use memchr::memmem::Finder;
use rusqlite::Row;
use rustc_hash::FxHashMap;

use super::{Reader, StoreError};
use crate::text::{fold, is_word_char};

/// What parts one spelling from the next; a space stands before every word.
const APART: char = '\n';

/// Letters from which on one slip still leaves a name to be recognised.
const SLIPS_FROM: usize = 4;

/// Mentions that are counted to put entities in order: who has so many is often mentioned.
const OFTEN: i64 = 1_000;

/// A spelling that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start<'w> {
    /// The row of an alias.
    Alias(i64),
    /// The folded name of a speaker whom the gazetteer does not know.
    Speaker(&'w str),
}

/// Whose a spelling is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// An alias and its entity.
    Entity { alias: i64, entity: i64 },
    /// A place in the list of speakers.
    Speaker(usize),
}

/// The spellings.
#[derive(Default)]
pub struct WordStarts {
    /// `\n word word\n word…`
    text: String,
    /// Where each spelling begins.
    begins: Vec<u32>,
    owners: Vec<Owner>,
    speakers: Vec<String>,
    version: Option<String>,
}

impl WordStarts {
    /// Whether a word of `name` begins like `typed`, or words go on so.
    pub fn holds(name: &str, typed: &str) -> bool {
        words(name).contains(&words(typed))
    }

    /// The version of the gazetteer that it was made of.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Up to `most` entities and speakers with a word that begins like `typed`, or words that go on so, the most mentioned first; of each
    /// the shortest spelling. Where there are none, those of another script, then those that one slip parts from it.
    pub fn find(&self, typed: &str, most: usize) -> Vec<Start<'_>> {
        let wanted = words(typed);
        if wanted.trim().is_empty() {
            return Vec::new();
        }
        let latin = words(&in_latin(&wanted));
        let ways: [&dyn Fn() -> Vec<usize>; 4] = [
            &|| self.holding(&wanted, most),
            &|| if latin == wanted { Vec::new() } else { self.holding(&latin, most) },
            &|| self.slipped(&wanted, most),
            &|| if latin == wanted { Vec::new() } else { self.slipped(&latin, most) },
        ];
        let found = ways.iter().map(|way| way()).find(|found| !found.is_empty()).unwrap_or_default();
        found.into_iter().map(|at| self.start(at)).collect()
    }

    fn start(&self, at: usize) -> Start<'_> {
        match self.owners[at] {
            Owner::Entity { alias, .. } => Start::Alias(alias),
            Owner::Speaker(n) => Start::Speaker(&self.speakers[n]),
        }
    }

    /// The spellings in which ` wanted` stands.
    fn holding(&self, wanted: &str, most: usize) -> Vec<usize> {
        let mut found = Found::new(self, most);
        let finder = Finder::new(wanted.as_bytes());
        let mut from = 0;
        while let Some(at) = finder.find(&self.text.as_bytes()[from..])
            && !found.is_full()
        {
            from = found.add(from + at);
        }
        found.all
    }

    /// The spellings with words that begin like `wanted` but for one letter. A slip leaves one half of it as it is.
    fn slipped(&self, wanted: &str, most: usize) -> Vec<usize> {
        let typed = wanted.trim_start();
        let letters = typed.chars().count();
        if letters < SLIPS_FROM {
            return Vec::new();
        }
        let half = letters / 2;
        let middle = typed.char_indices().nth(half).map_or(0, |(at, _)| at);
        let (first, second) = (format!(" {}", &typed[..middle]), &typed[middle..]);
        let mut found = Found::new(self, most);
        for (part, before) in [(&*first, 0), (second, half)] {
            let finder = Finder::new(part.as_bytes());
            let mut from = 0;
            while let Some(at) = finder.find(&self.text.as_bytes()[from..])
                && !found.is_full()
            {
                let at = from + at;
                from = at + part.len();
                if self.word_starts_near(at, before).any(|start| slips_once(typed, &self.text[start..])) {
                    from = found.add(at);
                }
            }
        }
        found.all.sort_unstable();
        found.all
    }

    /// Where words begin about so many letters before byte `at`, or at it where it is none.
    fn word_starts_near(&self, at: usize, letters: usize) -> impl Iterator<Item = usize> {
        let back = self.text[..at].char_indices().rev();
        let near = back.take(letters + 2).skip(letters.saturating_sub(2));
        let here = (letters == 0).then_some(at + 1);
        near.filter(move |(_, c)| letters > 0 && *c == ' ').map(|(space, _)| space + 1).chain(here)
    }
}

/// Spellings found, one for each entity.
struct Found<'w> {
    starts: &'w WordStarts,
    all: Vec<usize>,
    most: usize,
}

impl<'w> Found<'w> {
    fn new(starts: &'w WordStarts, most: usize) -> Self {
        Found { starts, all: Vec::new(), most }
    }

    fn is_full(&self) -> bool {
        self.all.len() >= self.most
    }

    /// Takes the spelling at a byte of the text, and tells where the next one begins.
    fn add(&mut self, at: usize) -> usize {
        let WordStarts { begins, owners, text, .. } = self.starts;
        let own = begins.partition_point(|&begin| begin as usize <= at) - 1;
        let whose = |n: usize| match owners[n] {
            Owner::Entity { entity, .. } => (Some(entity), 0),
            Owner::Speaker(name) => (None, name),
        };
        if !self.all.iter().any(|&known| whose(known) == whose(own)) {
            self.all.push(own);
        }
        begins.get(own + 1).map_or(text.len(), |&next| next as usize)
    }
}

/// Whether `text` begins with `wanted` but for one letter that is another, too much, missing, or in its neighbour's place.
fn slips_once(wanted: &str, text: &str) -> bool {
    let same = wanted.chars().zip(text.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    let (typed, there) = (&wanted[same..], &text[same..]);
    let goes_on = |there: Option<&str>, typed: Option<&str>| there.zip(typed).is_some_and(|(a, b)| a.starts_with(b));
    goes_on(behind(there), behind(typed))
        || goes_on(behind(there), Some(typed))
        || goes_on(Some(there), behind(typed))
        || is_swapped(typed, there)
}

/// What stands behind the first letter of a spelling.
fn behind(text: &str) -> Option<&str> {
    let mut letters = text.chars();
    letters.next().filter(|&letter| letter != APART).map(|_| letters.as_str())
}

/// Whether two letters stand in each other's place, and the rest goes on.
fn is_swapped(typed: &str, there: &str) -> bool {
    let mut letters = typed.chars();
    let (Some(first), Some(second)) = (letters.next(), letters.next()) else { return false };
    there
        .strip_prefix(second)
        .and_then(|rest| rest.strip_prefix(first))
        .is_some_and(|rest| rest.starts_with(letters.as_str()))
}

/// Folded words, a space before each; what is no letter parts words. A space at the end stays: the word is complete.
fn words(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 1);
    push_words(&fold(text), &mut spaced);
    if text.ends_with(char::is_whitespace) && !spaced.is_empty() {
        spaced.push(' ');
    }
    spaced
}

/// A folded text in Latin letters; their signs for what has no letter, as the soft sign, part no words.
fn in_latin(folded: &str) -> String {
    fold(&any_ascii::any_ascii(folded).replace(['\'', '"'], ""))
}

fn push_words(folded: &str, to: &mut String) {
    let mut inside = false;
    for c in folded.chars() {
        let letter = is_word_char(c);
        if letter && !inside {
            to.push(' ');
        }
        if letter {
            to.push(c);
        }
        inside = letter;
    }
}

/// A spelling with its place in the order.
struct Entry {
    rank: (i64, u8),
    /// Whether it is of another script, written in Latin letters here.
    latin: bool,
    owner: Owner,
    words: std::ops::Range<usize>,
}

/// Spellings as they come, to be put in order.
#[derive(Default)]
struct Gathered {
    text: String,
    entries: Vec<Entry>,
    speakers: Vec<String>,
}

impl Gathered {
    fn add(&mut self, folded: &str, rank: (i64, u8), owner: Owner) {
        self.push(folded, (rank, false), owner);
        if !folded.is_ascii() {
            self.push(&in_latin(folded), (rank, true), owner);
        }
    }

    fn push(&mut self, folded: &str, (rank, latin): ((i64, u8), bool), owner: Owner) {
        let begin = self.text.len();
        push_words(folded, &mut self.text);
        self.entries.push(Entry { rank, latin, owner, words: begin..self.text.len() });
    }

    fn in_order(mut self, version: Option<String>) -> WordStarts {
        self.entries.sort_by_key(|entry| (Reverse(entry.rank), entry.latin, entry.words.len()));
        let mut starts = WordStarts { speakers: self.speakers, version, ..WordStarts::default() };
        starts.text.reserve_exact(self.text.len() + self.entries.len());
        for entry in self.entries {
            let Ok(begin) = u32::try_from(starts.text.len()) else { break };
            starts.begins.push(begin);
            starts.owners.push(entry.owner);
            starts.text.push(APART);
            starts.text.push_str(&self.text[entry.words]);
        }
        starts
    }
}

impl Reader<'_> {
    /// The spellings of the base for [`WordStarts::find`]. Takes about a second for a million of them.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn word_starts(&self) -> Result<WordStarts, StoreError> {
        let mentions = self.mentions_of_each()?;
        let mut all = Gathered::default();
        let sql = "SELECT a.id, a.entity, a.folded, e.prominence FROM alias a NOT INDEXED CROSS JOIN entity e ON e.id = a.entity WHERE a.active";
        self.each_row(sql, |row| {
            let (alias, entity): (i64, i64) = (row.get(0)?, row.get(1)?);
            let rank = (mentions.get(&entity).copied().unwrap_or(0), row.get(3)?);
            all.add(row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?, rank, Owner::Entity { alias, entity });
            Ok(())
        })?;
        self.each_row("SELECT folded, count(*) FROM speaker WHERE folded IS NOT NULL GROUP BY folded", |row| {
            let folded: String = row.get(0)?;
            all.add(&folded, (row.get(1)?, 0), Owner::Speaker(all.speakers.len()));
            all.speakers.push(folded);
            Ok(())
        })?;
        Ok(all.in_order(self.gazetteer_version()?))
    }

    /// The mentions of each entity that has any, as far as they are worth counting.
    fn mentions_of_each(&self) -> Result<FxHashMap<i64, i64>, StoreError> {
        // from one entity to the next by index
        let sql = format!(
            "WITH RECURSIVE one (entity) AS (SELECT min(entity) FROM mention
                UNION ALL SELECT (SELECT min(entity) FROM mention WHERE entity > one.entity) FROM one WHERE entity IS NOT NULL)
            SELECT entity, (SELECT count(*) FROM (SELECT 1 FROM mention m WHERE m.entity = one.entity LIMIT {OFTEN}))
            FROM one WHERE entity IS NOT NULL"
        );
        let mut counts = FxHashMap::default();
        self.each_row(&sql, |row| {
            counts.insert(row.get(0)?, row.get(1)?);
            Ok(())
        })?;
        Ok(counts)
    }

    fn each_row(&self, sql: &str, mut take: impl FnMut(&Row<'_>) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut select = self.connection.prepare(sql)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            take(row)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(all: &[(&str, i64, i64)]) -> WordStarts {
        let mut gathered = Gathered::default();
        for (alias, (folded, entity, mentions)) in all.iter().enumerate() {
            let owner = Owner::Entity { alias: alias as i64, entity: *entity };
            gathered.add(&fold(folded), (*mentions, 0), owner);
        }
        gathered.in_order(None)
    }

    #[test]
    fn words_are_found_by_their_beginnings_once_an_entity() {
        let starts = starts(&[
            ("Kursk", 1, 0),
            ("Koursk", 1, 0),
            ("Курск", 1, 0),
            ("Vasily Nebenzya", 2, 9),
            ("Nunkzya", 2, 9),
            ("L’Équipe", 3, 0),
            ("Kim Jong-un", 4, 5),
            ("Kim", 5, 0),
            ("Battle of Kursk", 6, 2),
            ("Зеленським", 7, 2),
        ]);
        for (typed, expected) in [
            ("kursk", &[8, 0][..]),
            ("КУ", &[2]),
            ("Небе", &[3]),
            ("nebenz", &[3]),
            ("equi", &[5]),
            ("l'eq", &[5]),
            ("kim ", &[6]),
            ("jong u", &[6]),
            ("n", &[4]),
            ("Nebnez", &[3]),  // two letters in each other's place
            ("Nebeenz", &[3]), // one too much
            ("Nbenzy", &[3]),  // one missing
            ("zelens", &[9]),
            ("kim", &[6, 7]), // not behind the soft sign
            ("Webenz", &[3]), // another one
            ("ebenzya", &[3]),
            ("nub", &[]), // too short to be sure
            ("Nabanz", &[]),
            ("", &[]),
        ] {
            let expected: Vec<Start<'_>> = expected.iter().map(|&alias| Start::Alias(alias)).collect();
            assert_eq!(starts.find(typed, 6), expected, "{typed}");
        }
        assert_eq!(starts.find("kim", 1), [Start::Alias(6)]);
    }
}
