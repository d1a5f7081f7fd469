//! The whole base by lasting keys: equal bases print equal bytes, in whatever order their documents came.

use std::io::{self, Write};

use rusqlite::types::ValueRef;
use serde_json::{Map, Number, Value};

use super::{Reader, StoreError};
use crate::output::harmless_json;

/// Each table that is printed, and how. Left out are row ids, `read_at`, the word indexes, the bands by which copies are found, the index of external ids, the logs `edit`,
/// `delivered` and `joined`, spellings that the user took out, what was compiled, the bytes as read, whose hash is printed, and the shipped version the gazetteer began from: none of them is part
/// of what the base knows.
const TABLES: &[(&str, &str)] = &[
    ("meta", "SELECT name, value FROM meta WHERE name NOT IN ('shipped', 'compiled') ORDER BY name"),
    (
        "document",
        "SELECT key, source, format, url, retrieved, title, outlet, author, credit, language, published, published_basis,
            published_why, published_doubt, translated, encoding, replaced, byte_hash, text_hash, engine, packs, gazetteer, text
            FROM document d LEFT JOIN version v ON v.id = d.version ORDER BY key",
    ),
    ("correction", "SELECT source, particular, value, reason FROM correction ORDER BY source, particular"),
    (
        "reading",
        "SELECT d.key AS document, r.title, r.outlet, r.author, r.language, r.url, r.published, r.published_basis, r.published_why,
            r.published_doubt
            FROM document d CROSS JOIN reading r ON r.document = d.id ORDER BY d.key",
    ),
    (
        "paragraph",
        r#"SELECT d.key AS document, p.ordinal, p.start, p."end", p.zone
            FROM document d CROSS JOIN paragraph p ON p.document = d.id ORDER BY d.key, p.ordinal"#,
    ),
    (
        "copy",
        "SELECT d.key AS document, min(d.key) OVER (PARTITION BY c.cluster) AS cluster
            FROM copy c JOIN document d ON d.id = c.document WHERE c.cluster IS NOT NULL ORDER BY d.key",
    ),
    ("import", "SELECT id, format, file, joined, added, spellings, doubtful FROM import ORDER BY id"),
    ("entity", "SELECT key, kind, name, description, gender, country, external, prominence, origin FROM entity ORDER BY key"),
    (
        "alias",
        "SELECT e.key AS entity, a.spelling, a.folded, a.language, a.sort, a.case_policy, a.origin
            FROM entity e CROSS JOIN alias a ON a.entity = e.id WHERE a.active ORDER BY e.key, a.folded",
    ),
    (
        "tenure",
        "SELECT t.office, t.role, o.key AS of, h.key AS holder, t.since, t.until FROM tenure t
            JOIN entity o ON o.id = t.of JOIN entity h ON h.id = t.holder ORDER BY t.office, h.key, t.since",
    ),
    (
        "mention",
        r#"SELECT m.key, d.key AS document, m.paragraph, m.sentence, m.start, m."end", m.surface, m.alias, m.sort, e.key AS entity,
            f.key AS stands_for, m.rule, m.score FROM mention m JOIN document d ON d.id = m.document
            LEFT JOIN entity e ON e.id = m.entity LEFT JOIN entity f ON f.id = m.stands_for ORDER BY m.key"#,
    ),
    (
        "candidate",
        "SELECT m.key AS mention, e.key AS entity, c.score FROM mention m CROSS JOIN candidate c ON c.mention = m.id
            JOIN entity e ON e.id = c.entity ORDER BY m.key, e.key",
    ),
    (
        "name",
        r#"SELECT d.key AS document, n.paragraph, n.sentence, n.start, n."end", n.surface, n.folded
            FROM document d CROSS JOIN name n ON n.document = d.id ORDER BY d.key, n.start, n."end""#,
    ),
    (
        "quotation",
        r#"SELECT q.key, d.key AS document, q.paragraph, q.start, q."end", q.kind, q.act, q.content, q.cue_start,
            q.cue_end, q.cue, q.said, q.said_basis, q.via, v.key AS via_entity, q.rule, q.confidence
            FROM quotation q JOIN document d ON d.id = q.document LEFT JOIN entity v ON v.id = q.via_entity ORDER BY q.key"#,
    ),
    (
        "content",
        r#"SELECT q.key AS quotation, c.ordinal, c.start, c."end"
            FROM quotation q CROSS JOIN content c ON c.quotation = q.id ORDER BY q.key, c.ordinal"#,
    ),
    (
        "speaker",
        r#"SELECT q.key AS quotation, s.ordinal, s.start, s."end", s.phrase_start, s.phrase_end, s.surface, s.sort,
            e.key AS entity, s.name, s.rule FROM quotation q CROSS JOIN speaker s ON s.quotation = q.id
            LEFT JOIN entity e ON e.id = s.entity ORDER BY q.key, s.ordinal"#,
    ),
    (
        "addressee",
        r#"SELECT q.key AS quotation, a.ordinal, a.start, a."end", a.surface, e.key AS entity, a.name, a.rule
            FROM quotation q CROSS JOIN addressee a ON a.quotation = q.id LEFT JOIN entity e ON e.id = a.entity ORDER BY q.key, a.ordinal"#,
    ),
    (
        "about",
        "SELECT q.key AS quotation, e.key AS entity, a.strict FROM quotation q CROSS JOIN about a ON a.quotation = q.id
            JOIN entity e ON e.id = a.entity ORDER BY q.key, e.key",
    ),
    ("verdict", "SELECT quotation, what, value, entity, source, content, who, why FROM verdict ORDER BY quotation, what"),
    (
        "found_speaker",
        r#"SELECT q.key AS quotation, s.ordinal, s.start, s."end", s.phrase_start, s.phrase_end, s.surface, s.sort, s.entity, s.name, s.rule
            FROM quotation q CROSS JOIN found_speaker s ON s.quotation = q.id ORDER BY q.key, s.ordinal"#,
    ),
    (
        "former_key",
        "SELECT f.key, e.key AS entity FROM former_key f JOIN entity e ON e.id = f.entity ORDER BY f.key",
    ),
    ("rejected", "SELECT folded, entity FROM rejected ORDER BY folded, entity"),
    ("saved_query", "SELECT name, text FROM saved_query ORDER BY name"),
];

/// Why a dump broke off.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    /// The base cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The dump cannot be written.
    #[error("the dump cannot be written: {0}")]
    Io(#[from] io::Error),
}

impl From<rusqlite::Error> for DumpError {
    fn from(error: rusqlite::Error) -> Self {
        DumpError::Store(error.into())
    }
}

impl Reader<'_> {
    /// Prints every table, one JSON object a row.
    ///
    /// # Errors
    /// When the base cannot be read or `out` not be written.
    pub fn dump(&self, out: &mut impl Write) -> Result<(), DumpError> {
        TABLES.iter().try_for_each(|(table, sql)| self.dump_table((table, sql), out))
    }

    fn dump_table(&self, (table, sql): (&str, &str), out: &mut impl Write) -> Result<(), DumpError> {
        let mut select = self.connection.prepare(sql)?;
        let columns: Vec<String> = select.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let mut object = Map::new();
            object.insert("table".to_owned(), table.into());
            for (i, column) in columns.iter().enumerate() {
                object.insert(column.clone(), json(row.get_ref(i)?));
            }
            writeln!(out, "{}", harmless_json(&Value::Object(object).to_string()))?;
        }
        Ok(())
    }
}

fn json(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => n.into(),
        ValueRef::Real(x) => Number::from_f64(x).map_or(Value::Null, Value::Number),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // versions are printed with their documents
    const LEFT_OUT: [&str; 10] = [
        "edit",
        "delivered",
        "changed",
        "original",
        "band",
        "company",
        "packed_name",
        "external_id",
        "joined",
        "version",
    ];

    #[test]
    fn every_table_is_printed_or_left_out_on_purpose() {
        let base = rusqlite::Connection::open_in_memory().unwrap();
        base.execute_batch(include_str!("../../schema.sql")).unwrap();
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_words*' ORDER BY name";
        let mut select = base.prepare(sql).unwrap();
        let tables: Vec<String> = select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let mut known: Vec<&str> = TABLES.iter().map(|(table, _)| *table).chain(LEFT_OUT).collect();
        known.sort_unstable();
        assert_eq!(tables, known);
    }

    #[test]
    fn every_column_is_printed_or_left_out_on_purpose() {
        let base = rusqlite::Connection::open_in_memory().unwrap();
        base.execute_batch(include_str!("../../schema.sql")).unwrap();
        for (table, sql) in TABLES {
            let printed: Vec<String> =
                base.prepare(sql).unwrap().column_names().into_iter().map(str::to_owned).collect();
            let all = base.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let missing: Vec<&str> =
                all.column_names().into_iter().filter(|c| !printed.iter().any(|p| p == c)).collect();
            let expected: &[&str] = match *table {
                "document" => &["id", "day", "read_at", "version"],
                "copy" => &["wording", "sketch"],
                "paragraph" => &["wording"],
                "alias" => &["id", "backward", "sound", "active"],
                "entity" => &["id"],
                "import" | "verdict" => &["at"],
                // derived, and compared by `dixit check`
                "mention" => &["id", "zone", "day", "wording"],
                "name" | "quotation" => &["id", "zone"],
                "speaker" => &["folded", "document", "zone", "day", "act"],
                "about" => &["document", "zone", "day", "act"],
                _ => &[],
            };
            assert_eq!(missing, expected, "{table}");
        }
    }
}
