//! The tables of a base by lasting keys: as a dump prints them, and for use elsewhere.

use rusqlite::{Column, Connection};

use super::{Reader, StoreError, functions::add_functions};

/// A table for use elsewhere: with lasting keys where the base has row numbers, and with what questions ask beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is called in the schema.
    pub name: &'static str,
    /// Its columns, and what is in them.
    pub columns: Vec<(String, ColumnType)>,
    /// The statement that gives its rows.
    pub(super) sql: String,
}

/// What is in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Text.
    Text,
    /// Whole numbers of 64 bits.
    Integer,
    /// Floating-point numbers of 64 bits.
    Real,
}

impl ColumnType {
    /// What is worked out has no type in the schema, and is text.
    fn of(column: &Column<'_>) -> Self {
        match column.decl_type() {
            Some(declared) if declared.starts_with("INTEGER") => ColumnType::Integer,
            Some("REAL") => ColumnType::Real,
            _ => ColumnType::Text,
        }
    }
}

/// The tables for use elsewhere, as the schema has them.
///
/// # Errors
/// When there is no memory for them.
pub fn tables() -> Result<Vec<Table>, StoreError> {
    let connection = Connection::open_in_memory()?;
    add_functions(&connection)?;
    connection.execute_batch(include_str!("../../schema.sql"))?;
    Reader { connection: &connection }.tables()
}

impl Reader<'_> {
    /// The tables for use elsewhere.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn tables(&self) -> Result<Vec<Table>, StoreError> {
        let table = |printed: &Printed| {
            let sql = printed.sql_elsewhere();
            let select = self.connection.prepare(&sql)?;
            let columns = select.columns().iter().map(|c| (c.name().to_owned(), ColumnType::of(c))).collect();
            drop(select);
            Ok(Table { name: printed.name, columns, sql })
        };
        TABLES.iter().map(table).collect()
    }
}

/// A table that is printed.
pub(super) struct Printed {
    pub name: &'static str,
    /// What a dump tells of a row.
    columns: &'static str,
    /// What follows from the rest, and is told beside it to tables elsewhere.
    more: &'static str,
    /// From where, and in which order.
    from: &'static str,
    /// What is told to tables elsewhere, where that is no more than some columns beside.
    elsewhere: Option<&'static str>,
}

const fn printed(name: &'static str, columns: &'static str, from: &'static str) -> Printed {
    Printed { name, columns, more: "", from, elsewhere: None }
}

/// Each table that is printed, and how. Left out are row ids, `read_at`, the word indexes, the bands by which copies are found, the index of external ids, the logs `edit`,
/// `delivered` and `joined`, spellings that the user took out, what was compiled, the bytes as read, whose hash is printed, and the shipped version the gazetteer began from: none of them is part
/// of what the base knows.
pub(super) const TABLES: &[Printed] = &[
    printed("meta", "name, value", "FROM meta WHERE name NOT IN ('shipped', 'compiled') ORDER BY name"),
    Printed { more: "day, spaced(indexed(text)) AS folded", ..printed("document", "key, source, format, url, retrieved, title, outlet, author, credit, language, published, published_basis,
            published_why, published_doubt, translated, encoding, replaced, byte_hash, text_hash, engine, packs, gazetteer, text
           ", "FROM document d LEFT JOIN version v ON v.id = d.version ORDER BY key") },
    printed("correction", "source, particular, value, reason", "FROM correction ORDER BY source, particular"),
    printed("reading", "d.key AS document, r.title, r.outlet, r.author, r.language, r.url, r.published, r.published_basis, r.published_why,
            r.published_doubt
           ", "FROM document d CROSS JOIN reading r ON r.document = d.id ORDER BY d.key"),
    Printed { more: "p.wording", ..printed("paragraph", r#"d.key AS document, p.ordinal, p.start, p."end", p.zone
           "#, "FROM document d CROSS JOIN paragraph p ON p.document = d.id ORDER BY d.key, p.ordinal") },
    Printed {
        elsewhere: Some(
            "SELECT d.key AS document, c.wording, nullif(lower(hex(c.sketch)), '') AS sketch, b.bands,
                min(d.key) FILTER (WHERE c.cluster IS NOT NULL) OVER (PARTITION BY c.cluster) AS cluster
                FROM copy c JOIN document d ON d.id = c.document
                LEFT JOIN (SELECT wording, group_concat(band, ',' ORDER BY band) AS bands FROM band GROUP BY wording) b
                    ON b.wording = c.wording ORDER BY d.key",
        ),
        ..printed(
            "copy",
            "d.key AS document, min(d.key) OVER (PARTITION BY c.cluster) AS cluster",
            "FROM copy c JOIN document d ON d.id = c.document WHERE c.cluster IS NOT NULL ORDER BY d.key",
        )
    },
    printed("import", "id, format, file, joined, added, spellings, doubtful", "FROM import ORDER BY id"),
    printed("entity", "key, kind, name, description, gender, country, external, prominence, origin", "FROM entity ORDER BY key"),
    printed("alias", "e.key AS entity, a.spelling, a.folded, a.language, a.sort, a.case_policy, a.origin
           ", "FROM entity e CROSS JOIN alias a ON a.entity = e.id WHERE a.active ORDER BY e.key, a.folded"),
    printed("tenure", "t.office, t.role, o.key AS of, h.key AS holder, t.since, t.until", "FROM tenure t
            JOIN entity o ON o.id = t.of JOIN entity h ON h.id = t.holder ORDER BY t.office, h.key, t.since"),
    Printed { more: "m.zone, m.day, m.wording, fold(m.surface) AS folded", ..printed("mention", r#"m.key, d.key AS document, m.paragraph, m.sentence, m.start, m."end", m.surface, m.alias, m.sort, e.key AS entity,
            f.key AS stands_for, m.rule, m.score"#, "FROM mention m JOIN document d ON d.id = m.document
            LEFT JOIN entity e ON e.id = m.entity LEFT JOIN entity f ON f.id = m.stands_for ORDER BY m.key") },
    Printed { more: "(SELECT d.key FROM document d WHERE d.id = m.document) AS document", ..printed("candidate", "m.key AS mention, e.key AS entity, c.score", "FROM mention m CROSS JOIN candidate c ON c.mention = m.id
            JOIN entity e ON e.id = c.entity ORDER BY m.key, e.key") },
    Printed { more: "n.zone", ..printed("name", r#"d.key AS document, n.paragraph, n.sentence, n.start, n."end", n.surface, n.folded
           "#, r#"FROM document d CROSS JOIN name n ON n.document = d.id ORDER BY d.key, n.start, n."end""#) },
    Printed { more: "q.zone, spaced(searchable(q.content)) AS folded", ..printed("quotation", r#"q.key, d.key AS document, q.paragraph, q.start, q."end", q.kind, q.act, q.content, q.cue_start,
            q.cue_end, q.cue, q.said, q.said_basis, q.via, v.key AS via_entity, q.rule, q.confidence
           "#, "FROM quotation q JOIN document d ON d.id = q.document LEFT JOIN entity v ON v.id = q.via_entity ORDER BY q.key") },
    Printed { more: "(SELECT d.key FROM document d WHERE d.id = q.document) AS document", ..printed("content", r#"q.key AS quotation, c.ordinal, c.start, c."end"
           "#, "FROM quotation q CROSS JOIN content c ON c.quotation = q.id ORDER BY q.key, c.ordinal") },
    Printed { more: "s.folded, (SELECT d.key FROM document d WHERE d.id = q.document) AS document, s.zone, s.day, s.act", ..printed("speaker", r#"q.key AS quotation, s.ordinal, s.start, s."end", s.phrase_start, s.phrase_end, s.surface, s.sort,
            e.key AS entity, s.name, s.rule"#, "FROM quotation q CROSS JOIN speaker s ON s.quotation = q.id
            LEFT JOIN entity e ON e.id = s.entity ORDER BY q.key, s.ordinal") },
    Printed { more: "(SELECT d.key FROM document d WHERE d.id = q.document) AS document", ..printed("addressee", r#"q.key AS quotation, a.ordinal, a.start, a."end", a.surface, e.key AS entity, a.name, a.rule
           "#, "FROM quotation q CROSS JOIN addressee a ON a.quotation = q.id LEFT JOIN entity e ON e.id = a.entity ORDER BY q.key, a.ordinal") },
    Printed { more: "(SELECT d.key FROM document d WHERE d.id = q.document) AS document, a.zone, a.day, a.act", ..printed("about", "q.key AS quotation, e.key AS entity, a.strict", "FROM quotation q CROSS JOIN about a ON a.quotation = q.id
            JOIN entity e ON e.id = a.entity ORDER BY q.key, e.key") },
    printed("verdict", "quotation, what, value, entity, source, content, who, why", "FROM verdict ORDER BY quotation, what"),
    printed("found_speaker", r#"q.key AS quotation, s.ordinal, s.start, s."end", s.phrase_start, s.phrase_end, s.surface, s.sort, s.entity, s.name, s.rule
           "#, "FROM quotation q CROSS JOIN found_speaker s ON s.quotation = q.id ORDER BY q.key, s.ordinal"),
    printed("former_key", "f.key, e.key AS entity", "FROM former_key f JOIN entity e ON e.id = f.entity ORDER BY f.key"),
    printed("rejected", "folded, entity", "FROM rejected ORDER BY folded, entity"),
    printed("saved_query", "name, text", "FROM saved_query ORDER BY name"),
];

impl Printed {
    /// What a dump asks for.
    pub fn sql(&self) -> String {
        format!("SELECT {} {}", self.columns, self.from)
    }

    /// What tables elsewhere get.
    fn sql_elsewhere(&self) -> String {
        let comma = if self.more.is_empty() { "" } else { ", " };
        self.elsewhere
            .map_or_else(|| format!("SELECT {}{comma}{} {}", self.columns, self.more, self.from), str::to_owned)
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
        let mut known: Vec<&str> = TABLES.iter().map(|table| table.name).chain(LEFT_OUT).collect();
        known.sort_unstable();
        assert_eq!(tables, known);
    }

    #[test]
    fn every_column_is_printed_or_left_out_on_purpose() {
        let base = rusqlite::Connection::open_in_memory().unwrap();
        base.execute_batch(include_str!("../../schema.sql")).unwrap();
        for Printed { name: table, .. } in TABLES {
            let sql = TABLES.iter().find(|t| t.name == *table).unwrap().sql();
            let printed: Vec<String> =
                base.prepare(&sql).unwrap().column_names().into_iter().map(str::to_owned).collect();
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
