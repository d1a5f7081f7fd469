//! The rows of one made-up document: about 25 mentions, 2.5 quotations, 3 unknown names.

use std::collections::HashMap;

use rusqlite::{CachedStatement, Connection, ToSql, params};

use super::{
    Random,
    people::{Entity, People},
};

/// What is inserted, by table: its columns.
const TABLES: &[(&str, &str)] = &[
    ("entity", "id, key, kind, name, description, gender, country, external, origin"),
    ("alias", "id, entity, spelling, folded, language, sort, case_policy, origin, active"),
    (
        "document",
        "id, key, source, format, title, outlet, language, published, published_basis, published_doubt, translated, replaced, \
         byte_hash, text_hash, text, read_at",
    ),
    ("document_words", "rowid, folded"),
    ("paragraph", "document, ordinal, start, \"end\", zone, wording"),
    ("copy", "document, wording, cluster"),
    (
        "mention",
        "id, key, document, paragraph, sentence, zone, day, wording, start, \"end\", surface, alias, sort, entity, rule, score",
    ),
    ("candidate", "mention, entity, score"),
    ("name", "id, document, paragraph, sentence, zone, start, \"end\", surface, folded"),
    (
        "quotation",
        "id, key, document, paragraph, zone, start, \"end\", kind, act, content, cue, said, said_basis, via, rule, confidence",
    ),
    ("quotation_words", "rowid, folded"),
    ("content", "quotation, ordinal, start, \"end\""),
    (
        "speaker",
        "quotation, ordinal, start, \"end\", surface, sort, entity, name, folded, rule, document, zone, day, act",
    ),
    ("addressee", "quotation, ordinal, surface, entity, name, rule"),
    ("about", "quotation, entity, strict, document, zone, day, act"),
];

/// The packed mentions of a document, from its row and the row of the mention before its first.
const COMPANY: &str = "INSERT INTO company SELECT ?1, packed(m.entity, m.alias, p.wording ORDER BY m.id) FROM mention m
    JOIN paragraph p ON p.document = ?1 AND p.ordinal = m.paragraph WHERE m.id > ?2 AND m.zone IS NULL AND m.entity IS NOT NULL";

/// The packed names of a document, likewise.
const NAMES: &str =
    "INSERT INTO packed_name SELECT ?1, packed_names(surface, folded) FROM name WHERE id > ?2 AND zone IS NULL";

/// Prepared statements, and the row numbers given.
pub struct Inserts<'c> {
    statements: HashMap<&'static str, CachedStatement<'c>>,
    mention: i64,
    name: i64,
    quotation: i64,
    /// How many rows were written.
    pub rows: u64,
}

impl<'c> Inserts<'c> {
    /// One statement for each table.
    pub fn new(connection: &'c Connection) -> Self {
        let statement = |&(table, columns): &(&'static str, &str)| {
            let marks = vec!["?"; columns.split(',').count()].join(", ");
            let sql = format!("INSERT INTO {table} ({columns}) VALUES ({marks})");
            (table, connection.prepare_cached(&sql).expect("a statement"))
        };
        let packed = [("company", COMPANY), ("packed_name", NAMES)];
        let packed = packed.map(|(table, sql)| (table, connection.prepare_cached(sql).expect("a statement")));
        let statements = TABLES.iter().map(statement).chain(packed).collect();
        Inserts { statements, mention: 0, name: 0, quotation: 0, rows: 0 }
    }

    /// Adds a row.
    pub fn put(&mut self, table: &str, values: &[&dyn ToSql]) {
        self.rows += 1;
        self.statements.get_mut(table).expect("a table").execute(values).expect("a row");
    }
}

/// Paragraphs of a document, and how far apart they begin.
const PARAGRAPHS: usize = 5;
const LENGTH: i64 = 1_000;

/// Documents of a block: the last two print what the fourth does.
const BLOCK: u64 = 50;

/// Acts, the first far more often than the others.
const ACTS: &[&str] = &["say", "announce", "warn", "demand", "deny", "accuse", "promise", "confirm", "praise", "ask"];

/// The outlets' name without their number.
pub const OUTLET: &str = "Courrier";

/// A document, while its rows are made.
struct Page<'p> {
    people: &'p People,
    row: i64,
    origin: u64,
    day: Option<i64>,
    random: Random,
    /// Ranks of the entities it talks of.
    entities: Vec<usize>,
}

/// Writes document `n`.
pub fn document(inserts: &mut Inserts<'_>, people: &People, n: u64) {
    let origin = if n % BLOCK >= BLOCK - 2 { n / BLOCK * BLOCK + 3 } else { n };
    let clustered = n % BLOCK == 3 || origin != n;
    let mut random = Random(origin);
    let mut entities: Vec<usize> = (0..8 + random.below(7)).map(|_| People::rank(&mut random)).collect();
    entities.sort_unstable();
    entities.dedup();
    let mut page = Page { people, row: n as i64 + 1, origin, day: None, random, entities };
    let cluster = clustered.then_some(origin as i64 + 1);
    inserts.put("copy", params![page.row, origin as i64, cluster]);
    page.head(inserts, n);
    page.paragraphs(inserts);
    page.mentions(inserts);
    page.names(inserts);
    for nth in 0..page.random.below(6) as i64 {
        page.quotation(inserts, nth);
    }
}

/// A date of some years, later ones more often; of some documents only the month or the year is known, of some nothing.
fn date(random: &mut Random) -> Option<String> {
    let year = 2024 - random.below(6).min(random.below(6));
    let (month, day) = (1 + random.below(12), 1 + random.below(28));
    match random.below(200) {
        0..6 => None,
        6 => Some(format!("{year}")),
        7..9 => Some(format!("{year}-{month:02}")),
        _ => Some(format!("{year}-{month:02}-{day:02}")),
    }
}

/// The date as the base counts it, see `document.day` in the schema.
fn day(date: &str) -> i64 {
    let part = |n: usize| date.split('-').nth(n).map_or(0, |part| part.parse::<i64>().expect("a number"));
    ((part(0) - 2000) << 9) + (part(1) << 5) + part(2)
}

impl Page<'_> {
    fn head(&mut self, inserts: &mut Inserts<'_>, n: u64) {
        // its own, also where the words are those of another
        let mut own = Random(n ^ 0x5EED);
        let row = self.row;
        let outlet = (own.below(20) > 0).then(|| format!("{OUTLET} {}", own.skewed(60)));
        let language = ["fr", "fr", "fr", "fr", "en", "en", "en", "de", "es", "uk"][own.below(10)];
        let published = date(&mut own);
        self.day = published.as_deref().map(day);
        let basis = if published.is_some() { "metadata" } else { "none" };
        let doubt = (published.is_some() && own.below(1_000) == 0).then_some("later than it was read");
        let translated = (own.below(500) == 0).then_some("machine");
        let (key, source) = (format!("d{row:012}"), format!("news/{:03}/{:07}.txt", own.below(1_000), n));
        let (title, text) = (self.people.text(&mut self.random, 6), self.people.text(&mut self.random, 40));
        inserts.put(
            "document",
            params![
                row, key, source, "text", title, outlet, language, published, basis, doubt, translated, 0, "", "",
                text, ""
            ],
        );
        inserts.put("document_words", params![row, text]);
    }

    /// The zone of a paragraph; none for body.
    fn zone(&self, paragraph: i64) -> Option<&'static str> {
        match (paragraph, self.origin % 10) {
            (4, 0..3) => Some("furniture"),
            (3, 9) if self.origin % 50 == 9 => Some("repeat"),
            _ => None,
        }
    }

    fn paragraphs(&mut self, inserts: &mut Inserts<'_>) {
        for ordinal in 0..PARAGRAPHS as i64 {
            let (start, zone) = (ordinal * LENGTH, self.zone(ordinal).unwrap_or("body"));
            inserts.put("paragraph", params![self.row, ordinal, start, start + LENGTH, zone, self.wording(ordinal)]);
        }
    }

    /// As good as a hash.
    fn wording(&self, paragraph: i64) -> i64 {
        (self.origin as i64 * 8 + paragraph).wrapping_mul(0x9E37_79B9_7F4A_7C15_u64 as i64)
    }

    /// A place in the document, its paragraph first.
    fn place(&mut self) -> (i64, i64) {
        let paragraph = self.random.below(PARAGRAPHS) as i64;
        (paragraph, paragraph * LENGTH + self.random.below(900) as i64)
    }

    fn mentions(&mut self, inserts: &mut Inserts<'_>) {
        let before = inserts.mention;
        for rank in self.entities.clone() {
            let entity = &self.people.entities[rank];
            for _ in 0..1 + self.random.below(3) + self.random.below(2) {
                self.mention(inserts, entity);
            }
        }
        inserts.put("company", params![self.row, before]);
    }

    fn mention(&mut self, inserts: &mut Inserts<'_>, entity: &Entity) {
        inserts.mention += 1;
        let (id, (paragraph, start)) = (inserts.mention, self.place());
        let spelling = &entity.spellings[self.random.below(entity.spellings.len()).min(self.random.below(4))];
        let others = self.random.below(25) == 0;
        let chosen = (!others || self.random.below(2) == 0).then_some(entity.row);
        let key = format!("m{id:012}");
        let end = start + spelling.len() as i64;
        inserts.put(
            "mention",
            params![
                id,
                key,
                self.row,
                paragraph,
                sentence(start),
                self.zone(paragraph),
                self.day,
                self.wording(paragraph),
                start,
                end,
                spelling,
                spelling,
                "name",
                chosen,
                "full-name",
                0.9
            ],
        );
        if others {
            let other = &self.people.entities[self.random.below(self.people.entities.len())];
            inserts.put("candidate", params![id, entity.row, 0.6]);
            if other.row != entity.row {
                inserts.put("candidate", params![id, other.row, 0.3]);
            }
        }
    }

    fn names(&mut self, inserts: &mut Inserts<'_>) {
        let before = inserts.name;
        for _ in 0..3 {
            inserts.name += 1;
            let id = inserts.name;
            let (name, folded) = &self.people.unknown[self.random.skewed(self.people.unknown.len())];
            let (paragraph, start) = self.place();
            let zone = self.zone(paragraph);
            inserts.put(
                "name",
                params![id, self.row, paragraph, sentence(start), zone, start, start + name.len() as i64, name, folded],
            );
        }
        inserts.put("packed_name", params![self.row, before]);
    }

    fn quotation(&mut self, inserts: &mut Inserts<'_>, nth: i64) {
        inserts.quotation += 1;
        let (id, (paragraph, start)) = (inserts.quotation, self.place());
        let words = 5 + self.random.below(8);
        let content = self.people.text(&mut self.random, words);
        let end = start + content.len() as i64;
        let kind = ["direct", "indirect", "mixed"][self.random.below(3)];
        let act = ACTS[self.random.skewed(ACTS.len())];
        let said = (self.random.below(20) == 0).then_some("2024-05-06");
        let basis = said.map(|_| "written");
        let via = (self.random.below(30) == 0).then_some("a source");
        let key = format!("q{id:012}");
        let start = start + nth;
        inserts.put(
            "quotation",
            params![
                id,
                key,
                self.row,
                paragraph,
                self.zone(paragraph),
                start,
                end,
                kind,
                act,
                content,
                "say",
                said,
                basis,
                via,
                "made-up",
                0.9
            ],
        );
        inserts.put("quotation_words", params![id, content]);
        inserts.put("content", params![id, 0, start, end]);
        self.speaker(inserts, (id, self.zone(paragraph), act));
        self.about(inserts, (id, self.zone(paragraph), act));
    }

    fn speaker(&mut self, inserts: &mut Inserts<'_>, (quotation, zone, act): (i64, Option<&str>, &str)) {
        let person = self.someone();
        let nobody = (None, None);
        let (sort, (entity, unknown)) = match self.random.below(100) {
            0..66 => ("named", (Some(person), None)),
            66..75 => ("named", (None, Some(&self.people.unknown[self.random.skewed(self.people.unknown.len())]))),
            75..83 => ("anonymous", nobody),
            83..90 => ("collective", nobody),
            90..94 => ("none", nobody),
            _ => return,
        };
        let (name, folded) = unknown.map(|(name, folded)| (name, folded)).unzip();
        let (document, day) = (self.row, self.day);
        inserts.put(
            "speaker",
            params![quotation, 0, 0, 5, "words", sort, entity, name, folded, "made-up", document, zone, day, act],
        );
        if self.random.below(20) == 0 {
            let listener = self.someone();
            inserts.put("addressee", params![quotation, 0, "words", listener, None::<&str>, "made-up"]);
        }
    }

    /// The row of an entity that it talks of, persons first.
    fn someone(&mut self) -> i64 {
        let all = &self.people.entities;
        let any = self.entities[self.random.below(self.entities.len())];
        let person = self.entities.iter().filter(|rank| all[**rank].kind == "person").nth(self.random.below(3));
        all[*person.unwrap_or(&any)].row
    }

    fn about(&mut self, inserts: &mut Inserts<'_>, (quotation, zone, act): (i64, Option<&str>, &str)) {
        let count = self.random.below(4).min(self.entities.len());
        let from = self.random.below(self.entities.len() - count + 1);
        for nth in from..from + count {
            let rank = self.entities[nth];
            let strict = self.random.below(10) < 6;
            let entity = self.people.entities[rank].row;
            inserts.put("about", params![quotation, entity, strict, self.row, zone, self.day, act]);
        }
    }
}

/// Where the sentence begins: each is as long as the next.
fn sentence(start: i64) -> i64 {
    const LENGTH: i64 = 120;
    start / LENGTH * LENGTH
}
