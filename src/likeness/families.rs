//! Given names that are one name in several languages, or short for it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Lines of the table in which a name stands; 0 is none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Families([u16; MOST]);

/// Most lines in which one name stands.
const MOST: usize = 3;

static FAMILIES: LazyLock<FxHashMap<&str, Families>> = LazyLock::new(|| {
    let mut families: FxHashMap<&str, Families> = FxHashMap::default();
    for (n, line) in include_str!("../../data/likeness/nicknames.tsv").lines().enumerate().skip(1) {
        for name in line.split(' ') {
            if let Some(free) = families.entry(name).or_default().0.iter_mut().find(|place| **place == 0) {
                *free = n as u16;
            }
        }
    }
    families
});

/// Endings of given names in Latin and the Baltic languages.
const ENDINGS: &[&str] = &["ius", "us", "is", "as", "es", "s", "a", "o", "e"];

/// Letters of a stem that an ending is taken from, at least.
const STEM: usize = 4;

impl Families {
    /// The families of a folded word, also where it has an ending or a first letter that another language gave it.
    pub fn of(folded: &str) -> Self {
        let spelt = any_ascii::any_ascii(folded);
        let known = |name: &str| FAMILIES.get(name).copied();
        let stem = |end: &&str| spelt.strip_suffix(end).filter(|stem| stem.len() >= STEM).and_then(known);
        let latin = || {
            let rest = spelt.strip_prefix('i').filter(|rest| rest.starts_with(['a', 'e', 'o', 'u']));
            rest.and_then(|rest| known(&["j", rest].concat()))
        };
        let found = known(folded).or_else(|| known(&spelt)).or_else(latin);
        found.or_else(|| ENDINGS.iter().find_map(stem)).unwrap_or_default()
    }

    /// The lines it stands in.
    pub fn lines(&self) -> impl Iterator<Item = u16> {
        self.0.into_iter().filter(|n| *n > 0)
    }

    /// Whether two names stand in one line.
    pub fn share(&self, other: &Families) -> bool {
        self.lines().any(|n| other.0.contains(&n))
    }
}
