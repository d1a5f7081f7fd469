//! A small base made from `schema.sql`, and names looked up in it.

use dixit::model::Kind;
use dixit::query::registry::{NameClass, shipped};
use dixit::query::{NamedDocument, NamedEntity, Names, Query, Sql, Value};
use dixit::text::{fold, searchable};
use jiff::civil;
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, Row, params, params_from_iter};

const ENTITIES: &[(&str, &str, &str, &str, &[&str])] = &[
    ("lloyd-austin", "person", "Lloyd Austin", "US minister", &["Lloyd Austin", "Austin"]),
    ("austin-texas", "place", "Austin", "city in Texas", &["Austin"]),
    ("mark-rutte", "person", "Mark Rutte", "head of NATO", &["Mark Rutte", "Rutte"]),
    ("vasily-nebenzya", "person", "Vasily Nebenzya", "diplomat", &["Vassili Nebenzia", "Nebenzia", "Vasily Nunkzya"]),
    ("sergey-lavrov", "person", "Sergey Lavrov", "minister", &["Sergueï Lavrov", "Lavrov"]),
    ("dmitry-peskov", "person", "Dmitry Peskov", "spokesman", &["Dmitry Peskov", "Peskov"]),
    ("kursk", "place", "Kursk", "region", &["Koursk", "Kursk"]),
    ("north-korea", "place", "North Korea", "country", &["Corée du Nord", "North Korea"]),
    ("ukraine", "place", "Ukraine", "country", &["Ukraine"]),
    ("nato", "organisation", "NATO", "alliance", &["OTAN", "NATO"]),
    ("bosnia", "place", "Bosnia and Herzegovina", "country", &["Bosnia and Herzegovina", "Bosnia"]),
    ("herzegovina", "place", "Herzegovina", "region", &["Herzegovina"]),
    ("council-of-europe", "organisation", "Council of Europe", "body", &["Council of Europe"]),
    ("to-lam", "person", "Tô Lâm", "president", &["Tô Lâm"]),
    ("bank-of-america", "organisation", "Bank of America", "bank", &["Bank of America"]),
    ("trinidad", "place", "Trinidad and Tobago", "country", &["Trinidad and Tobago", "Tobago"]),
    ("by-design", "organisation", "By Design Ltd", "company", &["By Design Ltd"]),
    ("s-and-p", "organisation", "S&P 500", "index", &["S&P 500"]),
    ("french-defence", "organisation", "Ministère de la Défense", "ministry", &["Ministère de la Défense"]),
    ("russia", "place", "Russia", "country", &["Russia", "Russie"]),
    ("moscow", "place", "Moscow", "capital of Russia", &["Moscow", "Moscou"]),
];

const ROLES: [&str; 3] = ["president", "defence-minister", "spokesperson"];

/// Outlets without documents.
const OTHER_OUTLETS: &[&str] = &["L'Équipe", "Die Zeit", "Est Républicain"];

/// Key, source, headline, outlet, language, date, folded words.
type Document = (&'static str, &'static str, Maybe, Maybe, &'static str, Maybe, &'static str);
type Maybe = Option<&'static str>;
type Words = &'static [&'static str];

const DOCUMENTS: &[Document] = &[
    (
        "d1",
        "otan-rutte-koursk.txt",
        Some("Rutte inquiet pour Koursk"),
        Some("20 Minutes"),
        "fr",
        Some("2024-10-28"),
        "troupes koursk",
    ),
    (
        "d2",
        "un-council.txt",
        Some("Council hears denial"),
        Some("The Times"),
        "en",
        Some("2024-10-31"),
        "lies and assertions",
    ),
    ("d3", "coree.txt", Some("Démentis à Moscou"), Some("Le Monde"), "fr", Some("2024-11"), "l'otan et koursk"),
    ("d4", "https://example.org/x", None, None, "de", None, "quelle"),
    ("d5", "markt.txt", Some("Marché calme"), Some("LE MONDE"), "fr", Some("2023"), "rien a signaler"),
];

/// Key, document, paragraph, kind, act, words, speakers as `sort entity-or-name`, topics with `~` for wide ones.
type Quotation = (&'static str, i64, i64, &'static str, &'static str, &'static str, Words, Words);

const QUOTATIONS: &[Quotation] = &[
    ("q1", 1, 0, "direct", "say", "Les troupes nord-coréennes", &["named @mark-rutte"], &["north-korea", "~kursk"]),
    ("q2", 1, 1, "indirect", "warn", "que l'escalade menace", &["named @lloyd-austin"], &["~kursk"]),
    ("q3", 2, 0, "direct", "deny", "These are lies", &["named @vasily-nebenzya"], &["north-korea"]),
    ("q4", 3, 0, "mixed", "deny", "que des mensonges", &["collective experts"], &["~north-korea"]),
    ("q5", 3, 1, "direct", "say", "L'OTAN ment", &["named @sergey-lavrov", "named @dmitry-peskov"], &["nato"]),
    ("q6", 4, 0, "indirect", "say", "dass es so sei", &["anonymous ein Beamter"], &[]),
    ("q7", 2, 1, "direct", "say", "No comment", &[], &["nato"]),
    ("q8", 1, 2, "direct", "say", "Abonnez-vous", &["named @mark-rutte"], &["kursk"]),
    ("q9", 3, 2, "direct", "promise", "Nous reviendrons", &["named Jean Testard"], &["~nato"]),
];

/// Key, document, paragraph, surface, alias, sort, entity.
const MENTIONS: &[(&str, i64, i64, &str, &str, &str, &str)] = &[
    ("m1", 1, 0, "Mark Rutte", "Mark Rutte", "name", "mark-rutte"),
    ("m2", 1, 0, "Koursk", "Koursk", "name", "kursk"),
    ("m3", 1, 1, "KOURSK", "Koursk", "name", "kursk"),
    ("m4", 2, 0, "Vasily Nunkzya", "Vasily Nunkzya", "misspelling", "vasily-nebenzya"),
    ("m5", 2, 0, "North Korea", "North Korea", "name", "north-korea"),
    ("m6", 3, 1, "OTAN", "OTAN", "acronym", "nato"),
    ("m7", 3, 0, "Lavrov", "Lavrov", "short", "sergey-lavrov"),
    ("m8", 3, 0, "Koursk", "Koursk", "name", "kursk"),
    ("m9", 1, 2, "OTAN", "OTAN", "acronym", "nato"),
    ("m10", 2, 1, "Austin", "Austin", "short", ""),
];

/// Mentions in a sentence of their own; the others of a paragraph share one.
const OWN_SENTENCE: &[&str] = &["m5", "m7"];

/// Quotations that somebody passed on: who, and the entity named there.
const PASSED_ON: &[(&str, &str, Maybe)] = &[("q2", "l'OTAN", Some("nato")), ("q6", "Radio Harrow", None)];

/// Mention, entity, score.
const CANDIDATES: &[(i64, &str, f64)] = &[(10, "lloyd-austin", 0.48), (10, "austin-texas", 0.5)];

const NAMES: &[(i64, i64, &str)] =
    &[(1, 0, "Oléna Marchenko"), (2, 0, "OLENA MARCHENKO"), (2, 1, "Harrowmere"), (1, 2, "Cookie Banner")];

const SAVED: &[(&str, &str)] = &[
    ("said", "save said($who, $topic = OTAN) \"What X said about Y\" = quotes by $who about $topic"),
    ("recent", "save recent($from) = quotes since $from | count by outlet"),
    ("both", "save both($who, $from) = quotes by $who since $from"),
    ("said-by-outlet", "save said-by-outlet($who) = run said who=$who | count by outlet"),
    ("named", "save named($who) = mentions of $who"),
    ("articles", "save articles = documents in language fr"),
    ("fresh", "save fresh = quotes act deny | new"),
];

/// Writes beside each row what is kept there of its paragraph, its quotation and its document.
const BESIDE: &str = "
    UPDATE mention SET day = (SELECT day FROM document d WHERE d.id = document),
        (zone, wording) = (SELECT nullif(zone, 'body'), wording FROM paragraph p WHERE p.document = mention.document AND p.ordinal = paragraph);
    UPDATE name SET zone = (SELECT nullif(zone, 'body') FROM paragraph p WHERE p.document = name.document AND p.ordinal = paragraph);
    UPDATE quotation SET zone = (SELECT nullif(zone, 'body') FROM paragraph p WHERE p.document = quotation.document AND p.ordinal = paragraph);
    UPDATE speaker SET (document, zone, day, act) = (SELECT q.document, q.zone, d.day, q.act FROM quotation q JOIN document d ON d.id = q.document WHERE q.id = quotation);
    UPDATE about SET (document, zone, day, act) = (SELECT q.document, q.zone, d.day, q.act FROM quotation q JOIN document d ON d.id = q.document WHERE q.id = quotation);
    INSERT OR REPLACE INTO company SELECT m.document, packed(m.entity, m.alias, p.wording) FROM mention m
        JOIN paragraph p ON p.document = m.document AND p.ordinal = m.paragraph WHERE m.zone IS NULL AND m.entity IS NOT NULL GROUP BY 1;
    INSERT OR REPLACE INTO packed_name SELECT document, packed_names(surface, folded) FROM name WHERE zone IS NULL GROUP BY 1;";

/// The base.
pub struct Base {
    connection: Connection,
}

impl Base {
    /// Fills a new base.
    pub fn new() -> Base {
        let connection = Connection::open_in_memory().unwrap();
        dixit::store::add_functions(&connection).unwrap();
        connection.execute_batch(include_str!("../../schema.sql")).unwrap();
        let base = Base { connection };
        base.fill_gazetteer();
        base.fill_documents();
        base.fill_quotations();
        base.pass_on();
        base.fill_mentions();
        base.connection.execute_batch(BESIDE).unwrap();
        base
    }

    /// The same base with a copy of its first document in another outlet a day earlier, with a paragraph of its own, and one more
    /// of which no outlet is known.
    pub fn with_copies() -> Base {
        let base = Base::new();
        for (key, outlet, published) in [("d6", Some("Le Monde"), "2024-10-27"), ("d7", None, "2024-11-03")] {
            base.copy_document(key, outlet, published);
        }
        base.run(
            "INSERT INTO copy (document, wording, cluster) VALUES (1, 11, 1), (6, 12, 1), (7, 11, 1), (2, 13, NULL)",
            [],
        );
        base.connection.execute_batch(BESIDE).unwrap();
        base
    }

    /// Makes one person the only speaker of some quotations, and lets them be about one topic.
    pub fn let_one_speak(&self, speaker: &str, topic: &str, quotations: &[&str]) {
        let (speaker, topic) = (self.id("entity", speaker), self.id("entity", topic));
        for key in quotations {
            let id = self.id("quotation", key);
            self.run("DELETE FROM speaker WHERE quotation = ?", [id]);
            self.run(
                "INSERT INTO speaker (quotation, ordinal, sort, entity, rule, document, zone, day, act) \
                 SELECT q.id, 0, 'named', ?2, 'test', q.document, q.zone, d.day, q.act \
                 FROM quotation q JOIN document d ON d.id = q.document WHERE q.id = ?1",
                [id, speaker],
            );
            self.run(
                "INSERT OR REPLACE INTO about SELECT q.id, ?2, 1, q.document, q.zone, d.day, q.act \
                 FROM quotation q JOIN document d ON d.id = q.document WHERE q.id = ?1",
                [id, topic],
            );
        }
    }

    fn copy_document(&self, key: &str, outlet: Option<&str>, published: &str) {
        let columns = "replaced, title, language, published_basis, byte_hash, text_hash, text, read_at";
        let sql = format!(
            "INSERT INTO document (key, source, format, outlet, published, {columns}) \
             SELECT ?1, ?1 || '.txt', format, ?2, ?3, {columns} FROM document WHERE id = 1"
        );
        let id = self.run(&sql, params![key, outlet, published]);
        self.run(
            "INSERT INTO paragraph SELECT ?, ordinal, start, \"end\", zone, wording FROM paragraph WHERE document = 1",
            [id],
        );
        for (table, columns) in [
            ("mention", "paragraph, sentence, start, \"end\", surface, alias, sort, entity, rule, score"),
            ("quotation", "paragraph, start, \"end\", kind, act, content, rule, confidence"),
        ] {
            let sql = format!(
                "INSERT INTO {table} (key, document, {columns}) \
                 SELECT key || ?1, ?2, {columns} FROM {table} WHERE document = 1 ORDER BY id"
            );
            self.run(&sql, params![key, id]);
        }
        let own = "SELECT y.id, s.ordinal, s.sort, s.entity, s.name, s.rule, 0 FROM speaker s JOIN quotation x ON x.id = s.quotation \
                   JOIN quotation y ON y.document = ?1 AND y.start = x.start WHERE x.document = 1";
        self.run(&format!("INSERT INTO speaker (quotation, ordinal, sort, entity, name, rule, document) {own}"), [id]);
        // the words of one quotation were cut
        self.run("UPDATE quotation SET content = content || ?1 WHERE key = 'q2' || ?1", [key]);
    }

    pub fn run(&self, sql: &str, values: impl rusqlite::Params) -> i64 {
        self.connection.execute(sql, values).unwrap();
        self.connection.last_insert_rowid()
    }

    fn id(&self, table: &str, key: &str) -> i64 {
        self.connection.query_row(&format!("SELECT id FROM {table} WHERE key = ?"), [key], |r| r.get(0)).unwrap()
    }

    fn fill_gazetteer(&self) {
        for (key, kind, name, description, spellings) in ENTITIES {
            let id = self.run(
                "INSERT INTO entity (key, kind, name, description, external, origin) VALUES (?, ?, ?, ?, '', 'shipped')",
                params![key, kind, name, description],
            );
            for spelling in *spellings {
                self.run(
                    "INSERT INTO alias (entity, spelling, folded, language, sort, case_policy, origin) \
                     VALUES (?, ?, ?, '*', 'name', 'match', 'shipped')",
                    params![id, spelling, fold(spelling)],
                );
            }
        }
    }

    fn fill_documents(&self) {
        for (key, source, title, outlet, language, published, words) in DOCUMENTS {
            let id = self.run(
                "INSERT INTO document (key, source, format, replaced, title, outlet, language, published, published_basis, byte_hash, \
                 text_hash, text, read_at) \
                 VALUES (?, ?, 'text', 0, ?, ?, ?, ?, 'given', '', '', '', '')",
                params![key, source, title, outlet, language, published],
            );
            for (ordinal, zone) in ["body", "body", if *key == "d1" { "furniture" } else { "body" }].iter().enumerate()
            {
                self.run("INSERT INTO paragraph VALUES (?1, ?2, 0, 0, ?3, ?2)", params![id, ordinal as i64, zone]);
            }
            self.run("INSERT INTO document_words (rowid, folded) VALUES (?, ?)", params![id, words]);
        }
        for (document, paragraph, surface) in NAMES {
            self.run(
                "INSERT INTO name (document, paragraph, sentence, start, \"end\", surface, folded) VALUES (?1, ?2, ?2 * 100, 0, 0, ?3, ?4)",
                params![document, paragraph, surface, fold(surface)],
            );
        }
    }

    fn fill_quotations(&self) {
        for (key, document, paragraph, kind, act, words, speakers, topics) in QUOTATIONS {
            let start = paragraph * 100;
            let id = self.run(
                "INSERT INTO quotation (key, document, paragraph, start, \"end\", kind, act, content, said, rule, confidence) \
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'test', 1.0)",
                params![key, document, paragraph, start, start + 50, kind, act, words, (*key == "q9").then_some("2024-10-20")],
            );
            self.run("INSERT INTO content VALUES (?, 0, ?, ?)", params![id, start, start + 50]);
            self.run("INSERT INTO quotation_words (rowid, folded) VALUES (?, ?)", params![id, fold(words)]);
            for (ordinal, speaker) in speakers.iter().enumerate() {
                let (sort, who) = speaker.split_once(' ').unwrap();
                let entity = who.strip_prefix('@').map(|key| self.id("entity", key));
                let name = entity.is_none().then_some(who);
                self.run(
                    "INSERT INTO speaker (quotation, ordinal, sort, entity, name, rule, document) VALUES (?, ?, ?, ?, ?, 'test', 0)",
                    params![id, ordinal as i64, sort, entity, name],
                );
            }
            let verdicts: &[&str] = match *key {
                "q1" => &["checked"],
                "q5" => &["checked", "speaker"],
                _ => &[],
            };
            for what in verdicts {
                let sql = "INSERT INTO verdict (quotation, what, value, source, content, at)";
                self.run(&format!("{sql} VALUES (?, ?, '', '', ?, '')"), params![key, what, words]);
            }
            if *key == "q2" {
                let (sql, entity) =
                    ("INSERT INTO addressee (quotation, ordinal, entity, rule)", self.id("entity", "vasily-nebenzya"));
                self.run(&format!("{sql} VALUES (?, 0, ?, 'test')"), params![id, entity]);
                let sql = "INSERT INTO addressee (quotation, ordinal, name, rule)";
                self.run(&format!("{sql} VALUES (?, 1, 'the council', 'test')"), [id]);
            }
            for topic in *topics {
                let entity = self.id("entity", topic.trim_start_matches('~'));
                self.run(
                    "INSERT INTO about (quotation, entity, strict, document) VALUES (?, ?, ?, 0)",
                    params![id, entity, !topic.starts_with('~')],
                );
            }
        }
    }

    fn pass_on(&self) {
        for (key, via, entity) in PASSED_ON {
            let entity = entity.map(|key| self.id("entity", key));
            self.run("UPDATE quotation SET via = ?, via_entity = ? WHERE key = ?", params![via, entity, key]);
        }
    }

    fn fill_mentions(&self) {
        for (i, (key, document, paragraph, surface, alias, sort, entity)) in MENTIONS.iter().enumerate() {
            let start = paragraph * 100 + i as i64;
            let sentence = if OWN_SENTENCE.contains(key) { start } else { paragraph * 100 };
            self.run(
                "INSERT INTO mention (key, document, paragraph, sentence, start, \"end\", surface, alias, sort, entity, rule, score) \
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM entity WHERE key = ?), 'test', 0.9)",
                params![key, document, paragraph, sentence, start, start + 1, surface, alias, sort, entity],
            );
        }
        for (mention, entity, score) in CANDIDATES {
            let values = params![mention, self.id("entity", entity), score];
            self.run("INSERT INTO candidate (mention, entity, score) VALUES (?, ?, ?)", values);
        }
    }

    /// How SQLite would go about it.
    pub fn plan(&self, sql: &Sql) -> Vec<String> {
        let mut statement = self.connection.prepare(&format!("EXPLAIN QUERY PLAN {}", sql.text)).unwrap();
        statement.raw_query().mapped(|row| row.get(3)).map(Result::unwrap).collect()
    }

    /// The two numbers of each row.
    pub fn numbers(&self, sql: &Sql) -> Vec<(i64, i64)> {
        let mut statement = self.connection.prepare(&sql.text).unwrap();
        let rows =
            statement.query_map(params_from_iter(sql.values.iter().map(cell)), |row| Ok((row.get(1)?, row.get(2)?)));
        rows.unwrap().map(Result::unwrap).collect()
    }

    /// The rows: for each its key, or its cells where it has none or the question chose the columns.
    pub fn answer(&self, sql: &Sql, query: &Query) -> String {
        let mut statement = self.connection.prepare(&sql.text).unwrap_or_else(|e| panic!("{e}\n{}", sql.text));
        assert_eq!(statement.column_count(), sql.columns.len() + 1, "{}", sql.text);
        let values = sql.values.iter().map(cell);
        let shown = query.text.contains("| show");
        let row = |row: &Row<'_>| Ok(told(row, sql.columns.len(), shown));
        let rows = statement.query_map(params_from_iter(values), row).unwrap();
        rows.collect::<Result<Vec<String>, _>>().unwrap().join("; ")
    }

    fn list<T>(&self, sql: &str, map: fn(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
        let mut statement = self.connection.prepare(sql).unwrap();
        let rows = statement.query_map([], map).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }

    fn all_entities(&self) -> Vec<NamedEntity> {
        self.list("SELECT id, key, name, kind, description, 0 FROM entity ORDER BY key", |row| {
            Ok(NamedEntity {
                id: row.get(0)?,
                key: row.get(1)?,
                name: row.get(2)?,
                kind: Kind::from_word(&row.get::<_, String>(3)?).unwrap(),
                description: row.get(4)?,
                count: 0,
            })
        })
    }

    fn all_documents(&self) -> Vec<(NamedDocument, String)> {
        self.list("SELECT id, key, coalesce(title, source), source FROM document", |row| {
            Ok((NamedDocument { id: row.get(0)?, key: row.get(1)?, title: row.get(2)? }, row.get(3)?))
        })
    }

    fn spellings(&self) -> Vec<(i64, String)> {
        self.list("SELECT entity, spelling FROM alias WHERE active", |row| Ok((row.get(0)?, row.get(1)?)))
    }

    fn all_outlets(&self) -> Vec<String> {
        let sql = "SELECT DISTINCT outlet FROM document WHERE outlet IS NOT NULL ORDER BY outlet";
        let printed: Vec<String> = self.list(sql, |row| row.get(0));
        printed.into_iter().chain(OTHER_OUTLETS.iter().map(|&outlet| outlet.to_owned())).collect()
    }
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Integer(n) | Value::Keyed { row: n, .. } => Cell::Integer(*n),
        Value::Text(text) => Cell::Text(text.clone()),
    }
}

fn told(row: &Row<'_>, columns: usize, shown: bool) -> String {
    let cell = |i: usize| match row.get::<_, Cell>(i).unwrap() {
        Cell::Null => "-".to_owned(),
        Cell::Integer(n) => n.to_string(),
        Cell::Real(x) => x.to_string(),
        Cell::Text(text) => text,
        Cell::Blob(_) => unreachable!("no column is a blob"),
    };
    match cell(0).as_str() {
        key if key != "-" && !shown => key.to_owned(),
        _ => (1..=columns).map(cell).collect::<Vec<_>>().join("/"),
    }
}

impl Names for Base {
    fn entities(&self, folded: &str) -> Vec<NamedEntity> {
        let having: Vec<i64> = self.spellings().iter().filter(|(_, s)| fold(s) == folded).map(|(id, _)| *id).collect();
        self.all_entities().into_iter().filter(|entity| having.contains(&entity.id)).collect()
    }

    fn entity_by_key(&self, key: &str) -> Option<NamedEntity> {
        self.all_entities().into_iter().find(|entity| entity.key == key)
    }

    fn speakers(&self, folded: &str) -> Vec<String> {
        let sql = "SELECT DISTINCT name FROM speaker WHERE name IS NOT NULL AND sort = 'named'";
        self.list(sql, |row| row.get::<_, String>(0)).into_iter().filter(|name| fold(name) == folded).collect()
    }

    fn relays(&self, words: &str) -> Vec<String> {
        let all = self.list("SELECT DISTINCT via FROM quotation WHERE via IS NOT NULL ORDER BY via", |row| row.get(0));
        all.into_iter()
            .filter(|via: &String| format!(" {} ", searchable(via)).contains(&format!(" {words} ")))
            .collect()
    }

    fn outlets(&self, folded: &str) -> Vec<String> {
        self.all_outlets().into_iter().filter(|outlet| fold(outlet) == folded).collect()
    }

    fn documents(&self, text: &str) -> Vec<NamedDocument> {
        let is = |(document, source): &(NamedDocument, String)| {
            document.id.to_string() == text
                || document.key == text
                || fold(&document.title).contains(&fold(text))
                || fold(source).contains(&fold(text))
        };
        self.all_documents().into_iter().filter(is).map(|(document, _)| document).collect()
    }

    fn quotations(&self, text: &str) -> Vec<String> {
        let keys = self.list("SELECT key FROM quotation ORDER BY key", |row| row.get::<_, String>(0));
        // the last answer has them all
        if let Some(key) = text.parse::<usize>().ok().and_then(|number| keys.get(number.checked_sub(1)?)) {
            return vec![key.clone()];
        }
        keys.into_iter().filter(|key| key.starts_with(text) && text.len() > 1).collect()
    }

    fn titled(&self, folded: &str) -> Vec<i64> {
        let is = |(document, _): &(NamedDocument, String)| {
            format!(" {} ", searchable(&document.title)).contains(&format!(" {folded} "))
        };
        self.all_documents().into_iter().filter(is).map(|(document, _)| document.id).collect()
    }

    fn languages(&self, folded: &str) -> Vec<String> {
        let known = [("fr", "french"), ("en", "english"), ("de", "german")];
        known.iter().filter(|(code, name)| *code == folded || *name == folded).map(|(c, _)| (*c).to_owned()).collect()
    }

    fn nearest(&self, class: NameClass, text: &str) -> Vec<String> {
        let known: Vec<String> = match class {
            NameClass::Outlet => self.all_outlets(),
            NameClass::Role => ROLES.map(str::to_owned).to_vec(),
            NameClass::Relay => PASSED_ON.iter().map(|(_, via, _)| (*via).to_owned()).collect(),
            NameClass::Document => self.all_documents().into_iter().map(|(document, _)| document.key).collect(),
            NameClass::Key => self.all_entities().into_iter().map(|entity| entity.key).collect(),
            NameClass::Language => ["french", "english", "german"].map(str::to_owned).to_vec(),
            NameClass::Query => SAVED.iter().copied().chain(shipped()).map(|(name, _)| name.to_owned()).collect(),
            _ => self.spellings().into_iter().map(|(_, spelling)| spelling).collect(),
        };
        known.into_iter().filter(|name| strsim::jaro_winkler(&fold(name), &fold(text)) > 0.9).take(2).collect()
    }

    fn government(&self, capital: &NamedEntity) -> Option<NamedEntity> {
        (capital.key == "moscow").then(|| self.entity_by_key("russia"))?
    }

    fn roles(&self) -> Vec<String> {
        ROLES.map(str::to_owned).to_vec()
    }

    fn saved(&self, name: &str) -> Option<String> {
        SAVED.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
    }

    fn today(&self) -> civil::Date {
        civil::date(2024, 11, 7)
    }
}
