//! Whether the base holds together: what SQLite can tell, and what only dixit knows.

use rusqlite::Row;

use super::{Reader, StoreError, keys};
use crate::text::{fold, searchable};

/// Problems told of each sort; more of one sort say no more.
const TOLD: usize = 20;

/// What stands beside a row though it belongs to its document, its paragraph or its quotation: table, rows where it is other than there.
const BESIDE: &[(&str, &str)] = &[
    (
        "mention",
        "mention x JOIN document d ON d.id = x.document LEFT JOIN paragraph p ON p.document = x.document AND p.ordinal = x.paragraph
        WHERE (x.zone, x.day, x.wording) IS NOT (nullif(p.zone, 'body'), d.day, coalesce(p.wording, 0))",
    ),
    (
        "name",
        "name x LEFT JOIN paragraph p ON p.document = x.document AND p.ordinal = x.paragraph WHERE x.zone IS NOT nullif(p.zone, 'body')",
    ),
    (
        "quotation",
        "quotation x LEFT JOIN paragraph p ON p.document = x.document AND p.ordinal = x.paragraph
        LEFT JOIN verdict v ON v.quotation = x.key AND v.what = 'rejected' WHERE x.zone IS NOT
        iif(v.what IS NULL, nullif(p.zone, 'body'), 'rejected' || coalesce('-' || nullif(p.zone, 'body'), ''))",
    ),
    (
        "speaker",
        "speaker x JOIN quotation q ON q.id = x.quotation JOIN document d ON d.id = q.document
        WHERE (x.document, x.zone, x.day, x.act, x.folded) IS NOT (q.document, q.zone, d.day, q.act, iif(x.entity IS NULL, fold(x.name), NULL))",
    ),
    (
        "about",
        "about x JOIN quotation q ON q.id = x.quotation JOIN document d ON d.id = q.document
        WHERE (x.document, x.zone, x.day, x.act) IS NOT (q.document, q.zone, d.day, q.act)",
    ),
];

/// What is packed of a document `d`: the column, its table, and how it is packed anew.
const PACKED: [(&str, &str, &str); 2] = [
    (
        "mentions",
        "company",
        r#"SELECT packed(m.entity, m.alias, coalesce(p.wording, 0) ORDER BY m.start, m."end") FROM mention m LEFT JOIN paragraph p
        ON p.document = m.document AND p.ordinal = m.paragraph WHERE m.document = d.id AND m.zone IS NULL AND m.entity IS NOT NULL"#,
    ),
    (
        "names",
        "packed_name",
        "SELECT packed_names(n.surface, n.folded) FROM name n WHERE n.document = d.id AND n.zone IS NULL",
    ),
];

/// The spans of a document and what stands there: table, key or ordinal, start, end, text as stored, alias where it is a mention that
/// was found by it.
const SPANS: &str = r#"
    SELECT 'paragraph', ordinal, start, "end", NULL, NULL FROM paragraph WHERE document = ?1
    UNION ALL SELECT 'mention', key, start, "end", surface, CASE WHEN rule LIKE '%surname%' OR rule LIKE '%genitive%' THEN NULL ELSE alias END
        FROM mention WHERE document = ?1
    UNION ALL SELECT 'name', id, start, "end", surface, NULL FROM name WHERE document = ?1
    UNION ALL SELECT 'quotation', key, start, "end", NULL, NULL FROM quotation WHERE document = ?1
    UNION ALL SELECT 'cue', key, cue_start, cue_end, NULL, NULL FROM quotation WHERE document = ?1 AND cue_start IS NOT NULL
    UNION ALL SELECT 'content', q.key, c.start, c."end", NULL, NULL
        FROM quotation q JOIN content c ON c.quotation = q.id WHERE q.document = ?1
    UNION ALL SELECT 'speaker', q.key, s.start, s."end", s.surface, NULL
        FROM quotation q JOIN speaker s ON s.quotation = q.id WHERE q.document = ?1 AND s.start IS NOT NULL
    UNION ALL SELECT 'addressee', q.key, a.start, a."end", a.surface, NULL
        FROM quotation q JOIN addressee a ON a.quotation = q.id WHERE q.document = ?1 AND a.start IS NOT NULL
    UNION ALL SELECT 'phrase', q.key, s.phrase_start, s.phrase_end, NULL, NULL
        FROM quotation q JOIN speaker s ON s.quotation = q.id WHERE q.document = ?1 AND s.phrase_start IS NOT NULL"#;

impl Reader<'_> {
    /// Looks for what cannot be: damage of the file, rows that refer to none, spans outside their text or over other words than
    /// they should, hashes and keys that do not fit, documents and quotations that the word indexes do not know, external ids
    /// that lead nowhere, copies that are not told apart as their texts have it. `tell` hears of
    /// each; how many there are is returned.
    ///
    /// # Errors
    /// When the base cannot be read at all.
    pub fn check(&self, tell: &mut dyn FnMut(String)) -> Result<u64, StoreError> {
        let mut found = 0;
        let mut tell = |problem: String| {
            found += 1;
            tell(problem);
        };
        self.check_file(&mut tell)?;
        self.check_words("document", &mut tell)?;
        self.check_words("quotation", &mut tell)?;
        self.check_beside(&mut tell)?;
        self.check_imports(&mut tell)?;
        let mut select =
            self.connection.prepare("SELECT id, key, source, text_hash, text FROM document ORDER BY key")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            self.check_document(row, &mut tell)?;
        }
        self.check_copies(&mut tell)?;
        Ok(found)
    }

    fn check_file(&self, tell: &mut dyn FnMut(String)) -> Result<(), StoreError> {
        let mut select = self.connection.prepare(&format!("PRAGMA integrity_check({TOLD})"))?;
        let lines = select.query_map([], |row| row.get::<_, String>(0))?;
        for line in lines.collect::<Result<Vec<_>, _>>()?.into_iter().filter(|line| line != "ok") {
            tell(format!("the file: {line}"));
        }
        let mut select = self.connection.prepare("PRAGMA foreign_key_check")?;
        let rows = select.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?)))?;
        for (table, parent) in rows.take(TOLD).collect::<Result<Vec<_>, _>>()? {
            tell(format!("{table}: a row refers to a row of {parent} that is not there"));
        }
        Ok(())
    }

    /// Whether the word index of a table has its rows and no others.
    fn check_words(&self, table: &str, tell: &mut dyn FnMut(String)) -> Result<(), StoreError> {
        for (rows, others, problem) in [
            (table.to_owned(), format!("{table}_words_docsize"), "is not in the index of words"),
            (format!("{table}_words_docsize"), table.to_owned(), "is in the index of words only"),
        ] {
            let sql = format!("SELECT id FROM {rows} EXCEPT SELECT id FROM {others} LIMIT {TOLD}");
            let mut select = self.connection.prepare(&sql)?;
            let ids = select.query_map([], |row| row.get::<_, i64>(0))?;
            for id in ids.collect::<Result<Vec<_>, _>>()? {
                tell(format!("{table} in row {id} {problem}"));
            }
        }
        Ok(())
    }

    /// Whether rows agree with their documents in what is kept with both.
    fn check_beside(&self, tell: &mut dyn FnMut(String)) -> Result<(), StoreError> {
        for (table, rows) in BESIDE {
            let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {rows})");
            let count: i64 = self.connection.query_row(&sql, [], |row| row.get(0))?;
            if count > 0 {
                tell(format!("{table}: {count} rows have another zone, day, document or act than what they stand in"));
            }
        }
        self.check_company(tell)
    }

    /// Whether the packed mentions and unknown names of documents are those that they have.
    fn check_company(&self, tell: &mut dyn FnMut(String)) -> Result<(), StoreError> {
        for (what, table, packed) in PACKED {
            let sql = format!(
                "SELECT d.key FROM document d LEFT JOIN {table} c ON c.document = d.id WHERE c.{what} IS NOT ({packed}) LIMIT {TOLD}"
            );
            let mut select = self.connection.prepare(&sql)?;
            let keys = select.query_map([], |row| row.get::<_, String>(0))?;
            for key in keys.collect::<Result<Vec<_>, _>>()? {
                tell(format!("document {key}: its packed {what} are not those that it has"));
            }
        }
        Ok(())
    }

    fn check_document(&self, row: &Row<'_>, tell: &mut dyn FnMut(String)) -> Result<(), StoreError> {
        let (id, key, source): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (text_hash, text): (String, String) = (row.get(3)?, row.get(4)?);
        if keys::hash(text.as_bytes()) != text_hash || keys::document(&source, &text_hash) != key {
            tell(format!("document {key}: its text or source is not the one that its key was made of"));
        }
        self.check_indexed((id, &key), &text, tell)?;
        let page = Page::new(&text);
        let mut select = self.connection.prepare_cached(SPANS)?;
        let mut spans = select.query([id])?;
        while let Some(span) = spans.next()? {
            if let Some(problem) = page.problem(span)? {
                let (table, which): (String, rusqlite::types::Value) = (span.get(0)?, span.get(1)?);
                let which = match which {
                    rusqlite::types::Value::Text(key) => key,
                    other => format!("{other:?}"),
                };
                tell(format!("document {key}: {table} {which} {problem}"));
            }
        }
        Ok(())
    }

    /// Whether the index finds the document by the words that it begins with.
    fn check_indexed(
        &self,
        (id, key): (i64, &str),
        text: &str,
        tell: &mut dyn FnMut(String),
    ) -> Result<(), StoreError> {
        let words = searchable(text);
        let first: Vec<&str> = words.split_whitespace().take(8).collect();
        if first.is_empty() {
            return Ok(());
        }
        let sql = "SELECT 1 FROM document_words WHERE document_words MATCH ? AND rowid = ?";
        let phrase = format!("\"{}\"", first.join(" ").replace('"', ""));
        if !self.connection.prepare_cached(sql)?.exists(rusqlite::params![phrase, id])? {
            tell(format!("document {key}: the index of words does not find it by its first words"));
        }
        Ok(())
    }
}

/// A text, and where its code points are.
struct Page<'t> {
    text: &'t str,
    /// Byte offset of each code point, then of the end.
    points: Vec<usize>,
}

impl<'t> Page<'t> {
    fn new(text: &'t str) -> Self {
        Page { text, points: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    /// What is wrong with a row of [`SPANS`].
    fn problem(&self, row: &Row<'_>) -> rusqlite::Result<Option<String>> {
        let (start, end): (i64, i64) = (row.get(2)?, row.get(3)?);
        let place = |at: i64| usize::try_from(at).ok().and_then(|at| self.points.get(at)).copied();
        let Some(words) = place(start).zip(place(end)).and_then(|(from, to)| self.text.get(from..to)) else {
            return Ok(Some(format!("reaches from {start} to {end}, outside the text")));
        };
        if words.is_empty() {
            return Ok(Some(format!("covers nothing at {start}")));
        }
        let (surface, alias): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
        Ok(match (surface, alias) {
            (Some(surface), _) if surface != words => Some(format!("stands over “{words}”, not “{surface}”")),
            (_, Some(alias)) if !same(words, &alias) => {
                Some(format!("stands over “{words}”, which is not spelled “{alias}”"))
            }
            _ => None,
        })
    }
}

/// Longest ending of a name in the genitive, in letters.
const ENDING: usize = 2;

/// Whether a surface is a spelling, a hyphen at the end of a line counting as a space or as nothing, perhaps in the genitive.
fn same(surface: &str, alias: &str) -> bool {
    let joined = || {
        let lines: Vec<&str> = surface.split('\n').map(str::trim).collect();
        lines.iter().map(|line| line.strip_suffix(['-', '\u{2010}']).unwrap_or(line)).collect::<String>()
    };
    let alias = fold(alias);
    let begins = |surface: String| {
        let ending = surface.strip_prefix(&alias);
        ending.is_some_and(|ending| ending.chars().count() <= ENDING && ending.chars().all(char::is_alphabetic))
    };
    begins(fold(surface)) || begins(fold(&joined()))
}
