//! Twenty shapes of questions, each beside SQL that asks the same of the tables.

/// What the time of a question is compared with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// One or two entities of any frequency, the first rows.
    Limited,
    /// A frequent entity, all its rows counted.
    Counted,
    /// Who or what stands in the documents of the most frequent entity.
    Company,
}

impl Sort {
    /// Milliseconds in which 95 of 100 questions are to be answered.
    pub fn asked(self) -> f64 {
        match self {
            Sort::Limited => 20.0,
            Sort::Counted => 150.0,
            Sort::Company => 500.0,
        }
    }
}

/// A question. X and Y are entities, S a spelling of X, U a name that the gazetteer does not know, W a word.
pub struct Shape {
    /// What it is compared with.
    pub sort: Sort,
    /// The question.
    pub text: &'static str,
    /// What shows the columns that `sql` gives, where these are not the usual ones.
    pub show: &'static str,
    /// The same by hand: `:x`, `:y`, `:s`, `:u`, `:w` are bound.
    pub sql: &'static str,
}

const fn shape(sort: Sort, text: &'static str, show: &'static str, sql: &'static str) -> Shape {
    Shape { sort, text, show, sql }
}

use Sort::{Company, Counted, Limited};

/// All of them.
pub const SHAPES: [Shape; 20] = [
    shape(
        Limited,
        "quotes by X | limit 20",
        "key, content",
        "SELECT q.key, q.content FROM quotation q JOIN document d ON d.id = q.document \
         WHERE q.zone IS NULL AND q.id IN (SELECT quotation FROM speaker WHERE entity = :x) \
         ORDER BY d.published DESC, d.source, q.start, q.key LIMIT 20",
    ),
    shape(
        Limited,
        "quotes by X about Y since 2021 | limit 20",
        "key, content",
        "SELECT q.key, q.content FROM quotation q JOIN document d ON d.id = q.document \
         WHERE q.zone IS NULL AND q.id IN (SELECT quotation FROM speaker WHERE entity = :x) \
         AND q.id IN (SELECT quotation FROM about WHERE entity = :y) AND d.published >= '2021' \
         ORDER BY d.published DESC, d.source, q.start, q.key LIMIT 20",
    ),
    shape(
        Limited,
        "quotes about X | limit 20",
        "key, content",
        "SELECT q.key, q.content FROM quotation q JOIN document d ON d.id = q.document \
         WHERE q.zone IS NULL AND q.id IN (SELECT quotation FROM about WHERE entity = :x) \
         ORDER BY d.published DESC, d.source, q.start, q.key LIMIT 20",
    ),
    shape(
        Limited,
        "who denied about X | limit 20",
        "key, content",
        "SELECT q.key, q.content FROM quotation q JOIN document d ON d.id = q.document \
         WHERE q.zone IS NULL AND q.act = 'deny' AND q.id IN (SELECT quotation FROM about WHERE entity = :x) \
         ORDER BY d.published DESC, d.source, q.start, q.key LIMIT 20",
    ),
    shape(
        Limited,
        "quotes by U | limit 20",
        "key, content",
        "SELECT q.key, q.content FROM quotation q JOIN document d ON d.id = q.document \
         WHERE q.zone IS NULL AND q.id IN (SELECT quotation FROM speaker WHERE entity IS NULL AND name = :u) \
         ORDER BY d.published DESC, d.source, q.start, q.key LIMIT 20",
    ),
    shape(
        Limited,
        "quotes containing W about X | limit 20",
        "key, content",
        "SELECT q.key, q.content FROM quotation q JOIN document d ON d.id = q.document \
         WHERE q.zone IS NULL AND q.id IN (SELECT rowid FROM quotation_words WHERE quotation_words MATCH '\"' || :w || '\"') \
         AND q.id IN (SELECT quotation FROM about WHERE entity = :x) \
         ORDER BY d.published DESC, d.source, q.start, q.key LIMIT 20",
    ),
    shape(
        Limited,
        "mentions of X | limit 20",
        "key, spelling",
        "SELECT m.key, m.surface FROM mention m JOIN document d ON d.id = m.document \
         WHERE m.zone IS NULL AND m.entity = :x ORDER BY d.published DESC, d.source, m.start, m.key LIMIT 20",
    ),
    shape(
        Limited,
        "mentions of X as S | limit 20",
        "key, spelling",
        "SELECT m.key, m.surface FROM mention m JOIN document d ON d.id = m.document \
         WHERE m.zone IS NULL AND m.entity = :x AND m.surface = :s \
         ORDER BY d.published DESC, d.source, m.start, m.key LIMIT 20",
    ),
    shape(
        Limited,
        "documents mentioning X and Y | limit 20",
        "key",
        "SELECT d.key FROM document d WHERE d.id IN (SELECT m.document FROM mention m \
         WHERE m.entity = :x AND m.zone IS NULL) \
         AND d.id IN (SELECT m.document FROM mention m \
         WHERE m.entity = :y AND m.zone IS NULL) ORDER BY d.published DESC, d.source LIMIT 20",
    ),
    shape(
        Limited,
        "documents mentioning X in language en since 2022 | limit 20",
        "key",
        "SELECT d.key FROM document d WHERE d.id IN (SELECT m.document FROM mention m \
         WHERE m.entity = :x AND m.zone IS NULL) \
         AND d.language = 'en' AND d.published >= '2022' ORDER BY d.published DESC, d.source LIMIT 20",
    ),
    // all its mentions are counted, for each spelling those of it
    shape(
        Counted,
        "aliases of X",
        "spelling, mentions",
        "SELECT a.spelling, (SELECT count(*) FROM mention m \
         WHERE m.entity = :x AND m.alias = a.spelling AND m.zone IS NULL) \
         FROM alias a WHERE a.entity = :x AND a.active ORDER BY a.spelling",
    ),
    shape(
        Counted,
        "quotes about X | count by month",
        "",
        "SELECT substr(d.published, 1, 7) || iif(d.published_doubt IS NULL, '', ' ?') AS month, count(*) FROM about a JOIN quotation q ON q.id = a.quotation JOIN document d ON d.id = q.document \
         WHERE q.zone IS NULL AND a.entity = :x AND length(d.published) >= 7 GROUP BY 1 ORDER BY 1",
    ),
    shape(
        Counted,
        "quotes by X | count by act",
        "",
        "SELECT q.act, count(*) FROM speaker s JOIN quotation q ON q.id = s.quotation \
         WHERE q.zone IS NULL AND s.entity = :x GROUP BY 1 ORDER BY 2 DESC, 1",
    ),
    shape(
        Counted,
        "quotes about X | count by speaker | limit 10",
        "",
        "SELECT coalesce(e.name, s.name, s.surface) AS who, count(*) FROM about a JOIN quotation q ON q.id = a.quotation \
         LEFT JOIN speaker s ON s.quotation = q.id LEFT JOIN entity e ON e.id = s.entity \
         WHERE q.zone IS NULL AND a.entity = :x GROUP BY coalesce(e.key, s.name, s.surface) \
         ORDER BY 2 DESC, 1 NULLS LAST LIMIT 10",
    ),
    shape(
        Counted,
        "mentions of X | count by outlet",
        "",
        "SELECT d.outlet, count(*) FROM mention m JOIN document d ON d.id = m.document \
         WHERE m.zone IS NULL AND m.entity = :x GROUP BY 1 ORDER BY 2 DESC, 1 NULLS LAST",
    ),
    shape(
        Counted,
        "mentions of X | count by month",
        "",
        "SELECT substr(d.published, 1, 7) || iif(d.published_doubt IS NULL, '', ' ?') AS month, count(*) FROM mention m JOIN document d ON d.id = m.document \
         WHERE m.zone IS NULL AND m.entity = :x AND length(d.published) >= 7 GROUP BY 1 ORDER BY 1",
    ),
    shape(
        Counted,
        "documents mentioning X | count by year",
        "",
        "SELECT substr(d.published, 1, 4) || iif(d.published_doubt IS NULL, '', ' ?') AS year, count(*) FROM document d \
         WHERE d.id IN (SELECT m.document FROM mention m \
         WHERE m.entity = :x AND m.zone IS NULL) \
         GROUP BY 1 ORDER BY 1 NULLS LAST",
    ),
    shape(
        Company,
        "people with X | count by name | limit 10",
        "",
        "SELECT e.name, count(*) FROM (SELECT DISTINCT m.document FROM mention m \
         WHERE m.entity = :x AND m.zone IS NULL) x JOIN mention m ON m.document = x.document \
         JOIN entity e ON e.id = m.entity \
         WHERE m.zone IS NULL AND e.kind = 'person' AND e.id <> :x GROUP BY e.id ORDER BY 2 DESC, 1 LIMIT 10",
    ),
    shape(
        Company,
        "entities with X | limit 10",
        "name, mentions",
        "SELECT e.name, count(*) FROM (SELECT DISTINCT m.document FROM mention m \
         WHERE m.entity = :x AND m.zone IS NULL) x JOIN mention m ON m.document = x.document \
         JOIN entity e ON e.id = m.entity \
         WHERE m.zone IS NULL AND e.id <> :x GROUP BY e.id ORDER BY 2 DESC, 1 LIMIT 10",
    ),
    shape(
        Company,
        "names with X | limit 10",
        "name, mentions",
        "SELECT min(n.surface), count(*) FROM (SELECT DISTINCT m.document FROM mention m \
         WHERE m.entity = :x AND m.zone IS NULL) x \
         JOIN name n ON n.document = x.document \
         WHERE n.zone IS NULL GROUP BY n.folded ORDER BY 2 DESC, n.folded LIMIT 10",
    ),
];
