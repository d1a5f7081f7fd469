//! A generated world in SQLite, through `schema.sql`, and what a statement finds there.

use dixit::query::{Sql, Value};
use dixit::table::Cell;
use dixit::text::fold;
use rusqlite::types::Value as Stored;
use rusqlite::{Connection, Params, params, params_from_iter};

use crate::world::{Document, Mention, Party, Quotation, World};

/// A row of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its lasting key.
    pub key: Option<String>,
    /// What is shown.
    pub cells: Vec<Cell>,
}

/// What stands beside rows once more, so that questions need not look it up.
const DERIVED: &str = "
    UPDATE mention SET day = (SELECT day FROM document d WHERE d.id = document),
        (zone, wording) = (SELECT nullif(zone, 'body'), wording FROM paragraph p WHERE p.document = mention.document AND p.ordinal = paragraph);
    UPDATE name SET zone = (SELECT nullif(zone, 'body') FROM paragraph p WHERE p.document = name.document AND p.ordinal = paragraph);
    UPDATE quotation SET
        zone = (SELECT nullif(zone, 'body') FROM paragraph p WHERE p.document = quotation.document AND p.ordinal = paragraph);
    UPDATE quotation SET zone = 'rejected' || coalesce('-' || zone, '')
        WHERE key IN (SELECT quotation FROM verdict WHERE what = 'rejected');
    UPDATE speaker SET (zone, day, act) =
        (SELECT q.zone, d.day, q.act FROM quotation q JOIN document d ON d.id = q.document WHERE q.id = quotation);
    UPDATE about SET (zone, day, act) =
        (SELECT q.zone, d.day, q.act FROM quotation q JOIN document d ON d.id = q.document WHERE q.id = quotation);
    INSERT INTO company SELECT m.document, packed(m.entity, m.alias, p.wording) FROM mention m
        JOIN paragraph p ON p.document = m.document AND p.ordinal = m.paragraph
        WHERE m.zone IS NULL AND m.entity IS NOT NULL GROUP BY 1;
    INSERT INTO packed_name SELECT document, packed_names(surface, folded) FROM name WHERE zone IS NULL GROUP BY 1;
";

/// The base.
pub struct Base {
    connection: Connection,
}

impl Base {
    /// Writes a world.
    pub fn new(world: &World) -> Base {
        let connection = Connection::open_in_memory().unwrap();
        dixit::store::add_functions(&connection).unwrap();
        connection.execute_batch(include_str!("../../schema.sql")).unwrap();
        let base = Base { connection };
        base.run("BEGIN", []);
        base.write_gazetteer(world);
        for document in &world.documents {
            base.write_document(document);
        }
        base.connection.execute_batch(DERIVED).unwrap();
        base.run("COMMIT", []);
        base
    }

    /// The rows that a statement finds.
    pub fn answer(&self, sql: &Sql) -> rusqlite::Result<Vec<Row>> {
        let mut statement = self.connection.prepare_cached(&sql.text)?;
        assert_eq!(statement.column_count(), sql.columns.len() + 1, "{}", sql.text);
        let values = sql.values.iter().map(|value| match value {
            Value::Integer(number) | Value::Keyed { row: number, .. } => Stored::Integer(*number),
            Value::Text(text) => Stored::Text(text.clone()),
        });
        let rows = statement.query_map(params_from_iter(values), |row| {
            let cells = (1..=sql.columns.len()).map(|i| row.get(i).map(cell)).collect::<Result<_, _>>()?;
            Ok(Row { key: row.get(0)?, cells })
        })?;
        rows.collect()
    }

    fn run(&self, sql: &str, values: impl Params) {
        self.connection.prepare_cached(sql).unwrap().execute(values).unwrap();
    }

    fn insert(&self, table: &str, columns: &str, values: impl Params) {
        let marks = vec!["?"; columns.split(',').count()].join(", ");
        self.run(&format!("INSERT INTO {table} ({columns}) VALUES ({marks})"), values);
    }

    fn write_gazetteer(&self, world: &World) {
        for e in &world.entities {
            self.insert(
                "entity",
                "id, key, kind, name, description, country, external, origin",
                params![e.id, e.key, e.kind.word(), e.name, e.description, e.country, "", e.origin],
            );
        }
        for a in &world.aliases {
            self.insert(
                "alias",
                "id, entity, spelling, folded, language, sort, case_policy, origin, active",
                params![
                    a.id,
                    a.entity,
                    a.spelling,
                    fold(a.spelling),
                    a.language,
                    a.sort.word(),
                    a.case,
                    a.origin,
                    a.active
                ],
            );
        }
    }

    fn write_document(&self, d: &Document) {
        self.insert(
            "document",
            "id, key, source, format, url, title, outlet, author, credit, language, published, published_basis, \
             published_why, published_doubt, translated, replaced, byte_hash, text_hash, text, read_at",
            params![
                d.id,
                d.key,
                d.source,
                "text",
                d.url,
                d.title,
                d.outlet,
                d.author,
                d.credit,
                d.language,
                d.published,
                d.basis,
                d.why,
                d.doubt,
                d.translated.then_some("machine"),
                0,
                "",
                "",
                d.text,
                ""
            ],
        );
        for (p, ordinal) in d.paragraphs.iter().zip(0i64..) {
            let values = params![d.id, ordinal, p.start as i64, p.end as i64, p.zone.word(), p.wording];
            self.insert("paragraph", "document, ordinal, start, \"end\", zone, wording", values);
        }
        self.insert("document_words", "rowid, folded", params![d.id, d.words]);
        if d.sketched {
            self.insert("copy", "document, wording, cluster", params![d.id, d.id, d.cluster]);
        }
        for mention in &d.mentions {
            self.write_mention(d.id, mention);
        }
        for n in &d.names {
            self.insert(
                "name",
                "id, document, paragraph, sentence, start, \"end\", surface, folded",
                params![
                    n.id,
                    d.id,
                    n.paragraph as i64,
                    n.sentence as i64,
                    n.start as i64,
                    n.end as i64,
                    n.surface,
                    fold(&n.surface)
                ],
            );
        }
        for quotation in &d.quotations {
            self.write_quotation(d.id, quotation);
        }
    }

    fn write_mention(&self, document: i64, m: &Mention) {
        self.insert(
            "mention",
            "id, key, document, paragraph, sentence, start, \"end\", surface, alias, sort, entity, stands_for, rule, score",
            params![
                m.id, m.key, document, m.paragraph as i64, m.sentence as i64, m.start as i64, m.end as i64, m.surface, m.alias,
                m.sort.word(), m.entity, m.stands_for, m.rule, m.score
            ],
        );
        for (entity, score) in &m.candidates {
            self.insert("candidate", "mention, entity, score", params![m.id, entity, score]);
        }
    }

    fn write_quotation(&self, document: i64, q: &Quotation) {
        let basis = q.said.as_ref().map(|_| if q.inferred { "inferred" } else { "written" });
        self.insert(
            "quotation",
            "id, key, document, paragraph, start, \"end\", kind, act, content, cue, said, said_basis, via, via_entity, rule, confidence",
            params![
                q.id, q.key, document, q.paragraph as i64, q.start() as i64, q.end() as i64, q.kind.word(), q.act.word(),
                q.content, q.cue, q.said, basis, q.via, q.via_entity, q.rule, q.confidence
            ],
        );
        for ((start, end), ordinal) in q.spans.iter().zip(0i64..) {
            let values = params![q.id, ordinal, *start as i64, *end as i64];
            self.insert("content", "quotation, ordinal, start, \"end\"", values);
        }
        self.insert("quotation_words", "rowid, folded", params![q.id, q.words]);
        for (ordinal, Party { sort, entity, name, surface }) in q.speakers.iter().enumerate() {
            let folded = name.as_deref().filter(|_| entity.is_none()).map(fold);
            let values = params![q.id, ordinal as i64, sort.word(), entity, name, folded, surface, "chance", document];
            self.insert("speaker", "quotation, ordinal, sort, entity, name, folded, surface, rule, document", values);
        }
        for (ordinal, Party { entity, name, surface, .. }) in q.addressees.iter().enumerate() {
            let values = params![q.id, ordinal as i64, entity, name, surface, "chance"];
            self.insert("addressee", "quotation, ordinal, entity, name, surface, rule", values);
        }
        for what in &q.verdicts {
            let columns = "quotation, what, value, source, content, at";
            self.insert("verdict", columns, params![q.key, what.word(), "", "", q.content, "2024-11-07T00:00:00Z"]);
        }
        for (entity, strict) in &q.about {
            self.insert("about", "quotation, entity, strict, document", params![q.id, entity, strict, document]);
        }
    }
}

fn cell(value: Stored) -> Cell {
    match value {
        Stored::Null => Cell::Empty,
        Stored::Integer(number) => Cell::Integer(number),
        Stored::Real(number) => Cell::Real(number),
        Stored::Text(text) => Cell::Text(text),
        Stored::Blob(_) => unreachable!("no column is a blob"),
    }
}
