//! Words as phones: a small alphabet of sounds that spellings of one name share across languages.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// One sound, as its letter in `data/likeness/phones.tsv`.
pub(super) type Phone = u8;

/// Vowels.
const VOWELS: &[u8] = b"aeiou";

/// Sounds that come and go between spellings: `h`, and what stands between vowels.
pub(super) const SLIGHT: &[u8] = b"hjw";

/// Groups of letters and the phones they stand for; `^` and `$` are the ends of a word.
#[derive(Default)]
struct Table {
    groups: FxHashMap<&'static str, &'static [Phone]>,
    /// Letters of the longest group that begins with a letter.
    longest: FxHashMap<char, usize>,
}

impl Table {
    fn extend(&mut self, groups: impl Iterator<Item = (&'static str, &'static [Phone])>) {
        for (letters, phones) in groups {
            let longest = self.longest.entry(letters.chars().next().unwrap_or_default()).or_default();
            *longest = letters.chars().count().max(*longest);
            self.groups.insert(letters, phones);
        }
    }

    fn get(&self, letters: &str) -> Option<&&'static [Phone]> {
        self.groups.get(letters)
    }

    fn longest(&self, first: char) -> usize {
        self.longest.get(&first).copied().unwrap_or_default()
    }
}

/// How most languages read letters.
static PHONES: LazyLock<Table> = LazyLock::new(|| {
    let lines = include_str!("../../data/likeness/phones.tsv").lines().skip(1).filter_map(|l| l.split_once('\t'));
    let mut table = Table::default();
    table.extend(lines.flat_map(|(phones, letters)| letters.split(' ').map(move |l| (l, phones.as_bytes()))));
    table
});

/// How the letters are read in one language, and whether that tells where the other name is in other letters.
struct Habit {
    name: &'static str,
    across: bool,
    table: Table,
}

/// How single languages read letters otherwise.
static HABITS: LazyLock<Vec<Habit>> = LazyLock::new(|| {
    let mut habits: Vec<Habit> = Vec::new();
    for line in include_str!("../../data/likeness/readings.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [scripts, name, phones, letters] = cells[..] else { continue };
        if habits.last().is_none_or(|last| last.name != name) {
            habits.push(Habit { name, across: scripts == "other", table: Table::default() });
        }
        let rules = letters.split(' ').map(|l| (l, phones.as_bytes()));
        habits.last_mut().expect("just pushed").table.extend(rules);
    }
    habits
});

/// How a word in lower case may be read, and whether only names in other letters are compared so: first as most languages read it.
pub(super) fn readings(word: &str) -> Vec<(Vec<Phone>, bool)> {
    let spelt = spelt(word);
    let mut all = vec![(read(&spelt, None), false)];
    if word.bytes().any(|b| b.is_ascii_alphabetic()) {
        for habit in HABITS.iter() {
            let reading = read(&spelt, Some(&habit.table));
            let new = all.iter().all(|(other, across)| *other != reading || *across && !habit.across);
            if new && !reading.is_empty() {
                all.push((reading, habit.across));
            }
        }
    }
    all
}

/// The word between `^` and `$`; letters that no table knows are written in plain Latin ones.
fn spelt(word: &str) -> String {
    let mut spelt = String::with_capacity(word.len() + 2);
    spelt.push('^');
    for c in word.chars() {
        match PHONES.get(c.encode_utf8(&mut [0; 4])).is_some() {
            true => spelt.push(c),
            false => spelt.extend(
                any_ascii::any_ascii_char(c).chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()),
            ),
        }
    }
    spelt.push('$');
    spelt
}

/// The phones of a word; doubled sounds count once.
fn read(spelt: &str, habit: Option<&Table>) -> Vec<Phone> {
    let starts: Vec<usize> = spelt.char_indices().map(|(at, _)| at).chain([spelt.len()]).collect();
    let (mut phones, mut at) = (Vec::with_capacity(starts.len()), 0);
    while at + 1 < starts.len() {
        let group = |length: usize| &spelt[starts[at]..starts[at + length]];
        let first = spelt[starts[at]..].chars().next().unwrap_or_default();
        let longest = habit.map_or(0, |h| h.longest(first)).max(PHONES.longest(first));
        let lengths = (1..=longest.min(starts.len() - 1 - at)).rev();
        let known = |length: &usize| habit.and_then(|h| h.get(group(*length))).or_else(|| PHONES.get(group(*length)));
        let (length, own) = lengths.filter_map(|n| known(&n).map(|own| (n, *own))).next().unwrap_or((1, b""));
        let own_c = habit.is_some_and(|h| h.get("c").is_some());
        let hissed = !own_c && group(length) == "c" && spelt[starts[at + 1]..].starts_with(FRONT);
        for &phone in if hissed { b"c" } else { own } {
            if phones.last() != Some(&phone) {
                phones.push(phone);
            }
        }
        at += length;
    }
    phones
}

/// Letters before which `c` hisses.
const FRONT: [char; 11] = ['e', 'i', 'y', 'é', 'í', 'ə', 'ä', 'ö', 'ü', 'ē', 'ī'];

/// Whether it is a vowel.
pub(super) fn is_vowel(phone: Phone) -> bool {
    VOWELS.contains(&phone)
}

/// Endings that many names share, each with the line of the table that it stands in.
static ENDINGS: LazyLock<Vec<(Vec<Phone>, usize)>> = LazyLock::new(|| {
    let lines = include_str!("../../data/likeness/endings.tsv").lines().enumerate().skip(1);
    let all = lines.flat_map(|(n, line)| line.split(' ').map(move |ending| (read(&format!("{ending}$"), None), n)));
    let mut all: Vec<(Vec<Phone>, usize)> = all.collect();
    all.sort_by_key(|(phones, _)| std::cmp::Reverse(phones.len()));
    all
});

/// The ending of a word that many names share: how many phones it has, and which it is.
pub(super) fn ending(phones: &[Phone]) -> Option<(usize, usize)> {
    let found = ENDINGS.iter().find(|(ending, _)| phones.len() >= ending.len() + STEM && phones.ends_with(ending));
    found.map(|(ending, n)| (ending.len(), *n))
}

/// Phones before a shared ending, at least.
const STEM: usize = 2;
