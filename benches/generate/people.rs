//! Whom and what made-up documents talk of.

use dixit::text::fold;
use rusqlite::params;

use super::{Random, capital, rows::Inserts, shuffled, spellings, word};

/// Entities of the gazetteer.
pub const ENTITIES: usize = 30_000;

/// Spellings of them together.
const SPELLINGS: usize = 100_000;

/// How flat the beginning is: the first entity stands in about a quarter of the documents and not in half of them.
const FLAT: f64 = 3.0;

/// An entity.
pub struct Entity {
    /// Its row.
    pub row: i64,
    /// person, place, organisation or work
    pub kind: &'static str,
    /// Its spellings; the first is its name.
    pub spellings: Vec<String>,
}

/// Everything that has a name.
pub struct People {
    /// Entities, the most frequent first.
    pub entities: Vec<Entity>,
    /// Names that the gazetteer does not know, the most frequent first, each with how it is folded.
    pub unknown: Vec<(String, String)>,
    /// Common words, as they are searched.
    pub words: Vec<String>,
}

impl People {
    /// All of them, from one seed.
    pub fn new() -> Self {
        let mut random = Random(23);
        let mut seen = std::collections::HashSet::new();
        let all: Vec<String> = spellings(SPELLINGS).into_iter().filter(|s| seen.insert(fold(s))).collect();
        let rows = shuffled(ENTITIES, &mut random);
        let own = |n: usize| all[n * all.len() / ENTITIES..(n + 1) * all.len() / ENTITIES].to_vec();
        let kind = |n: usize| ["person", "place", "person", "organisation"][n % 4];
        let entity = |n: usize| Entity { row: rows[n] as i64 + 1, kind: kind(n), spellings: own(n) };
        let entities = (0..ENTITIES).map(entity).collect();
        let mut name = || format!("{} {}", capital(&word(&mut random)), capital(&word(&mut random)));
        let unknown = (0..60_000).map(|_| name()).filter(|name| seen.insert(fold(name)));
        let unknown = unknown.map(|name| (name.clone(), fold(&name))).collect();
        let words = (0..20_000).map(|_| dixit::text::searchable(&word(&mut random))).collect();
        People { entities, unknown, words }
    }

    /// The rank of an entity: the chance falls as one over it, but for the first few.
    pub fn rank(random: &mut Random) -> usize {
        let x = random.next() as f64 / u64::MAX as f64;
        let n = ENTITIES as f64;
        ((FLAT * ((n + FLAT) / FLAT).powf(x) - FLAT) as usize).min(ENTITIES - 1)
    }

    /// So many common words, apart by spaces.
    pub fn text(&self, random: &mut Random, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.words[random.skewed(self.words.len())].as_str()).collect();
        words.join(" ")
    }

    /// Writes the gazetteer.
    pub fn write(&self, inserts: &mut Inserts<'_>) {
        let mut alias = 0;
        for (rank, entity) in self.entities.iter().enumerate() {
            let key = format!("entity-{rank}");
            let name = &entity.spellings[0];
            inserts.put(
                "entity",
                params![entity.row, key, entity.kind, name, "made up", None::<&str>, None::<&str>, "", "shipped"],
            );
            for spelling in &entity.spellings {
                alias += 1;
                let folded = fold(spelling);
                inserts.put("alias", params![alias, entity.row, spelling, folded, "*", "name", "match", "shipped", 1]);
            }
        }
    }
}
