//! Fields: the columns an answer may have, for each family of heads, with the SQL they come from.

use super::{Family, copies};

/// How a field is counted by, where it has several values for one row or its label is not what makes it one thing.
#[derive(Clone, Copy, Debug)]
pub struct Each {
    /// What to join.
    pub join: &'static str,
    /// One value.
    pub sql: &'static str,
    /// What makes two values the same.
    pub group: &'static str,
}

/// How a field is told to a program, which has columns for what people see as signs.
#[derive(Clone, Copy, Debug)]
pub struct Bare {
    /// Its value without signs; none where the columns beside it tell all.
    pub sql: Option<&'static str>,
    /// The fields that tell what the signs do.
    pub beside: &'static [&'static str],
}

/// One field. Its SQL may hold `{in x}`, which holds where the zone of `x` counts, `{id}`, `{document}` and `{day}` of the record, `{doubtful}`
/// where that day can hardly be true, and
/// what the head tells of its rows: `{act}`, `{mentions}`, `{documents}`, `{name}`, `{printed}`.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// How it is written, and the name of its column.
    pub name: &'static str,
    /// Other words that work as well.
    pub synonyms: &'static [&'static str],
    /// What it shows.
    pub meaning: &'static str,
    /// Its value.
    pub sql: &'static str,
    /// The same where no row may look through another into a third: `others` tells of copies, `spoken` of speakers. None where that is no other.
    pub plain: Option<&'static str>,
    /// How to count by it; none when its value does.
    pub each: Option<Each>,
    /// Whether `?` stands behind it where it rests on a date that can hardly be true.
    pub doubted: bool,
    /// How it is told to a program; none where it has no signs.
    pub bare: Option<Bare>,
    /// Whether it tells of each row by itself, most often a number, so that nothing can be counted by it.
    pub single: bool,
    /// Whether one row may have many of them, so that it can only be counted by.
    pub many: bool,
    /// Whether it is shown unless asked otherwise.
    pub usual: bool,
    /// Whether it compares a row with the others that the clauses leave, also with those that a stage then cuts off.
    pub compares: bool,
    /// Whether copies count too where it is counted by: it tells one document or spelling from another.
    pub each_copy: bool,
}

/// The fields of `family`; the usual ones first, in the order in which they are shown.
pub fn fields(family: Family) -> &'static [Field] {
    match family {
        Family::Quotation => QUOTATION,
        Family::Mention => MENTION,
        Family::Document => DOCUMENT,
        Family::Entity => ENTITY,
        Family::Alias => ALIAS,
        Family::Name => NAME,
    }
}

/// The field of `family` that `word` names.
pub fn field(family: Family, word: &str) -> Option<&'static Field> {
    fields(family).iter().find(|f| f.name == word || f.synonyms.contains(&word))
}

impl Field {
    /// One that is not usual, with the value `sql`.
    pub(super) const fn row(name: &'static str, sql: &'static str, meaning: &'static str) -> Self {
        row(name, sql, meaning)
    }

    /// The same with another value.
    pub(super) const fn with(self, sql: &'static str) -> Self {
        Field { sql, ..self }
    }
}

const fn row(name: &'static str, sql: &'static str, meaning: &'static str) -> Field {
    Field {
        name,
        synonyms: &[],
        meaning,
        sql,
        plain: None,
        each: None,
        doubted: false,
        bare: None,
        single: false,
        many: false,
        usual: false,
        compares: false,
        each_copy: false,
    }
}

const fn usual(name: &'static str, sql: &'static str, meaning: &'static str) -> Field {
    Field { usual: true, ..row(name, sql, meaning) }
}

const fn of_copy(name: &'static str, sql: &'static str, meaning: &'static str) -> Field {
    Field { each_copy: true, ..row(name, sql, meaning) }
}

/// One of which `?` tells where it rests on a date that can hardly be true.
const fn dated(name: &'static str, sql: &'static str, meaning: &'static str) -> Field {
    Field { doubted: true, ..row(name, sql, meaning) }
}

/// The same with a value that has no signs, where the fields `beside` it tell what they do.
const fn signed(field: Field, bare: &'static str, beside: &'static [&'static str]) -> Field {
    Field { bare: Some(Bare { sql: Some(bare), beside }), ..field }
}

/// The same of rows that stand for many places.
const fn of_places(field: Field) -> Field {
    Field { many: true, ..field }
}

const OUTLET: Field = of_copy("outlet", "d.outlet", "newspaper, agency or site");
const LANGUAGE: Field = row("language", "d.language", "language of the document");
const PUBLISHED: Field = signed(
    dated(
        "published",
        "d.published || iif(d.published_doubt IS NULL, '', ' ?')",
        "date of publication, as much as is known; ? where it can hardly be true",
    ),
    "d.published",
    &["doubt"],
);
/// What stands behind a period of a date that can hardly be true.
macro_rules! doubt {
    () => {
        "iif({doubtful}, ' ?', '')"
    };
}

/// The month of the number of a day.
macro_rules! month {
    () => {
        "({day} >> 5 & 15)"
    };
}

/// The whole date that the number of a day tells.
macro_rules! whole {
    () => {
        concat!("format('%04d-%02d-%02d', 2000 + ({day} >> 9), ", month!(), ", {day} & 31)")
    };
}

/// The year that began in the March before.
macro_rules! march {
    () => {
        concat!("(2000 + ({day} >> 9) - (", month!(), " < 3))")
    };
}

/// The week as a number: days since a Monday long ago, by sevens.
macro_rules! week {
    () => {
        concat!(
            "((",
            march!(),
            " * 365 + ",
            march!(),
            " / 4 - ",
            march!(),
            " / 100 + ",
            march!(),
            " / 400 + (153 * (",
            month!(),
            " + iif(",
            month!(),
            " < 3, 9, -3)) + 2) / 5 + ({day} & 31) + 1) / 7)"
        )
    };
}

/// A period where `known` bits of the date are not 0. Text is made once a period: rows are counted by the whole `number` of it.
macro_rules! period {
    ($name:literal, $known:literal, $number:expr, $text:expr, $meaning:literal) => {
        Field {
            each: Some(Each {
                join: "",
                sql: concat!("iif({day}", $known, ", ", $text, " || ", doubt!(), ", NULL)"),
                group: concat!("iif({day}", $known, ", ", $number, " * 2 + {doubtful}, NULL)"),
            }),
            doubted: true,
            ..row($name, concat!("iif({day}", $known, ", ", $text, " || ", doubt!(), ", NULL)"), $meaning)
        }
    };
}

// from the number of the day, which stands beside the row: no document is looked up
const YEAR: Field = period!("year", " IS NOT NULL", "({day} >> 9)", "(2000 + ({day} >> 9))", "year of publication");
const MONTH: Field = period!(
    "month",
    " & 480",
    "({day} >> 5)",
    concat!("(2000 + ({day} >> 9)) || substr('-01-02-03-04-05-06-07-08-09-10-11-12', ", month!(), " * 3 - 2, 3)"),
    "month of publication"
);
const QUARTER: Field = period!(
    "quarter",
    " & 480",
    concat!("(({day} >> 9) * 4 + (", month!(), " + 2) / 3)"),
    concat!("format('%04d-Q%d', 2000 + ({day} >> 9), (", month!(), " + 2) / 3)"),
    "quarter of publication"
);
const WEEK: Field = period!(
    "week",
    " & 31",
    week!(),
    concat!("date(", whole!(), ", '-6 days', 'weekday 1')"),
    "the Monday of the week of publication"
);
const DAY: Field = period!("day", " & 31", "{day}", whole!(), "day of publication");
const DOUBT: Field = row("doubt", "d.published_doubt", "why the date of publication can hardly be true");
const SOURCE: Field = of_copy("source", "d.source", "path or URL of the document");
const AUTHOR: Field = row("author", "d.author", "who signed the document");
const TRANSLATED: Field = row("translated", "d.translated", "machine, where the page says that one translated it");
const TITLE: &str = "coalesce(d.title, d.source) || iif(d.translated IS NULL, '', ' (machine-translated)')";
const DOCUMENT_FIELD: Field = Field {
    synonyms: &["title"],
    each: Some(Each { join: "", sql: TITLE, group: "d.id" }),
    bare: Some(Bare { sql: Some("coalesce(d.title, d.source)"), beside: &["translated"] }),
    ..of_copy("document", TITLE, "headline, or source where there is none; says so where a machine translated it")
};
const CREDIT: Field = row("credit", "d.credit", "agencies that the document credits");
const ENTITY_EACH: Option<Each> = Some(Each { join: "", sql: "e.name", group: "e.id" });

/// One of the acts around a row, for each of the speakers in the order of time; of what has no date nothing can be told.
macro_rules! before {
    ($speakers:expr) => {
        concat!(
            "lag(q.act) OVER (PARTITION BY ",
            $speakers,
            ", coalesce(q.said, d.published) IS NULL ORDER BY coalesce(q.said, d.published), d.source, q.start, q.key)"
        )
    };
}

macro_rules! change {
    ($speakers:expr) => {
        concat!(
            "iif(coalesce(q.said, d.published) IS NULL OR ",
            before!($speakers),
            " = q.act, NULL, ",
            before!($speakers),
            " || ' → ' || q.act)"
        )
    };
}

const CHANGE: &str = change!(copies::speakers!("q"));

const QUOTATION: &[Field] = &[
    Field {
        each: Some(Each {
            join: "LEFT JOIN speaker s ON s.quotation = {id} LEFT JOIN entity se ON se.id = s.entity",
            sql: "coalesce(se.name, s.name, s.surface)",
            group: "coalesce(se.key, s.name, s.surface)",
        }),
        bare: Some(Bare {
            sql: Some(
                "(SELECT group_concat(coalesce(e.name, s.name, s.surface), ' & ' ORDER BY s.ordinal) \
                 FROM speaker s LEFT JOIN entity e ON e.id = s.entity WHERE s.quotation = q.id)",
            ),
            beside: &["speaker-sort"],
        }),
        ..usual(
            "speaker",
            "(SELECT group_concat(coalesce(e.name, s.name, s.surface) || \
             iif(s.sort IN ('anonymous', 'collective'), ' (' || s.sort || ')', ''), ' & ' ORDER BY s.ordinal) \
             FROM speaker s LEFT JOIN entity e ON e.id = s.entity WHERE s.quotation = q.id)",
            "who says it; says so where that is somebody without a name, or a group",
        )
    },
    usual("act", "{act}", "what the speaker does by saying it"),
    usual("content", "q.content", "the words as printed"),
    Field {
        each: Some(Each {
            join: "LEFT JOIN about ab ON ab.quotation = {id} LEFT JOIN entity ae ON ae.id = ab.entity",
            sql: "ae.name",
            group: "ae.id",
        }),
        bare: Some(Bare {
            sql: Some(
                "(SELECT group_concat(e.name, ', ' ORDER BY e.name, e.key) \
                 FROM about a JOIN entity e ON e.id = a.entity WHERE a.quotation = q.id)",
            ),
            beside: &["about-widely"],
        }),
        ..row(
            "about",
            "(SELECT group_concat(e.name || CASE a.strict WHEN 1 THEN '' ELSE ' ≈' END, ', ' ORDER BY e.name, e.key) \
             FROM about a JOIN entity e ON e.id = a.entity WHERE a.quotation = q.id)",
            "what it is about; ≈ where only widely; shown when the question asks about something",
        )
    },
    Field { usual: true, ..DOCUMENT_FIELD },
    Field { usual: true, ..PUBLISHED },
    copies::QUOTATION[0],
    copies::QUOTATION[1],
    copies::QUOTATION[2],
    OUTLET,
    LANGUAGE,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    DOUBT,
    TRANSLATED,
    row("kind", "q.kind", "direct, indirect or mixed"),
    row("cue", "q.cue", "the verb that says that somebody speaks"),
    row(
        "addressee",
        "(SELECT group_concat(coalesce(e.name, t.name, t.surface), ' & ' ORDER BY t.ordinal) \
         FROM addressee t LEFT JOIN entity e ON e.id = t.entity WHERE t.quotation = q.id)",
        "whom it is spoken to",
    ),
    row("via", "q.via", "who passed it on"),
    signed(
        row(
            "said",
            "coalesce(q.said || iif(q.said_basis = 'inferred', ' ≈', ''), d.published || iif(d.published_doubt IS NULL, '', ' ?'))",
            "day on which it was said, ≈ where it is counted from the day of publication; that day itself where the text tells none",
        ),
        "coalesce(q.said, d.published)",
        &["said-basis", "doubt"],
    ),
    row(
        "speaker-sort",
        "(SELECT group_concat(s.sort, ' & ' ORDER BY s.ordinal) FROM speaker s WHERE s.quotation = q.id)",
        "whether who says it is named, anonymous or collective, or none where nobody was found",
    ),
    row(
        "about-widely",
        "(SELECT group_concat(e.name, ', ' ORDER BY e.name, e.key) \
         FROM about a JOIN entity e ON e.id = a.entity WHERE a.quotation = q.id AND a.strict = 0)",
        "what it is about only widely",
    ),
    row(
        "said-basis",
        "coalesce(q.said_basis, iif(d.published IS NULL, NULL, 'published'))",
        "how the day on which it was said is known: written, inferred from the day of publication, or published, that day itself",
    ),
    Field {
        single: true,
        compares: true,
        plain: Some(change!("spoken.speakers")),
        ..row(
            "change",
            CHANGE,
            "where the speaker's act is another than in the row before in time: *decline → confirm*; of `positions`",
        )
    },
    row("rule", "q.rule", "the rule that found it"),
    Field {
        single: true,
        ..row("confidence", "q.confidence", "how often that rule and the one of its speaker are right")
    },
    SOURCE,
    AUTHOR,
    of_copy("key", "q.key", "lasting key"),
];

const MENTION: &[Field] = &[
    Field { each_copy: true, ..usual("spelling", "m.surface", "as printed") },
    Field {
        synonyms: &["name"],
        each: ENTITY_EACH,
        ..usual("entity", "e.name", "whose name it is; empty while ambiguous")
    },
    usual("sort", "m.sort", "name, short, acronym, demonym, misspelling or weak"),
    Field { usual: true, ..DOCUMENT_FIELD },
    Field { usual: true, ..PUBLISHED },
    copies::MENTION[0],
    copies::MENTION[1],
    copies::MENTION[2],
    OUTLET,
    LANGUAGE,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    DOUBT,
    TRANSLATED,
    row("kind", "e.kind", "person, place, organisation or work"),
    row("stands-for", "(SELECT f.name FROM entity f WHERE f.id = m.stands_for)", "the government a place speaks for"),
    of_copy("alias", "m.alias", "the gazetteer's spelling that matched"),
    Field {
        each: Some(Each {
            join: "LEFT JOIN candidate mc ON mc.mention = m.id LEFT JOIN entity ce ON ce.id = mc.entity",
            sql: "ce.name",
            group: "ce.id",
        }),
        ..row(
            "candidates",
            "(SELECT group_concat(c.name, ', ' ORDER BY x.score DESC, c.key) \
             FROM candidate x JOIN entity c ON c.id = x.entity WHERE x.mention = m.id)",
            "whom it may be, the likeliest first; empty where only one entity has the spelling",
        )
    },
    row("rule", "m.rule", "the rule that chose the entity"),
    Field {
        single: true,
        ..row("score", "m.score", "how likely the entity is, 0 to 1; while ambiguous, the likeliest candidate")
    },
    SOURCE,
    AUTHOR,
    of_copy("key", "m.key", "lasting key"),
];

const DOCUMENT: &[Field] = &[
    Field { name: "title", synonyms: &["document"], usual: true, ..DOCUMENT_FIELD },
    Field { usual: true, ..OUTLET },
    Field { usual: true, ..LANGUAGE },
    Field { usual: true, ..PUBLISHED },
    Field {
        single: true,
        synonyms: &["quotes"],
        ..usual(
            "quotations",
            "(SELECT count(*) FROM quotation x WHERE x.document = d.id AND {in x})",
            "how many quotations it holds",
        )
    },
    Field {
        single: true,
        ..usual(
            "mentions",
            "(SELECT count(*) FROM mention x WHERE x.document = d.id AND {in x})",
            "how many mentions it holds",
        )
    },
    copies::DOCUMENT[0],
    copies::DOCUMENT[1],
    copies::DOCUMENT[2],
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    row("basis", "d.published_basis", "where the date comes from: given, metadata, text or none"),
    row("why", "d.published_why", "the reason given for the date, or the other date that was found"),
    DOUBT,
    TRANSLATED,
    SOURCE,
    AUTHOR,
    CREDIT,
    row("url", "d.url", "where it was published"),
    of_copy("key", "d.key", "lasting key"),
];

const ENTITY: &[Field] = &[
    Field { each: ENTITY_EACH, synonyms: &["entity"], ..usual("name", "e.name", "name in the gazetteer") },
    usual("kind", "e.kind", "person, place, organisation or work"),
    usual("description", "e.description", "who or what it is"),
    Field { single: true, synonyms: &["count"], ..usual("mentions", "{mentions}", "how often it is mentioned") },
    Field { single: true, ..row("documents", "count(DISTINCT m.document)", "in how many documents") },
    row("country", "e.country", "country it belongs to"),
    row("origin", "e.origin", "shipped, user, or import:3 of the third file taken in"),
    row("key", "e.key", "lasting key: `@key` names it"),
    of_places(DOCUMENT_FIELD),
    of_places(OUTLET),
    of_places(LANGUAGE),
    of_places(DAY),
    of_places(WEEK),
    of_places(MONTH),
    of_places(QUARTER),
    of_places(YEAR),
];

const ALIAS: &[Field] = &[
    usual("spelling", "a.spelling", "the spelling"),
    Field { synonyms: &["name"], each: ENTITY_EACH, ..usual("entity", "e.name", "whose it is") },
    usual("language", "a.language", "language of the spelling, * for every one"),
    usual("sort", "a.sort", "name, short, acronym, demonym, misspelling or weak"),
    usual("origin", "a.origin", "shipped, user, or import:3 of the third file taken in"),
    Field { single: true, synonyms: &["count"], ..usual("mentions", "{printed}", "how often it is printed") },
    row("kind", "e.kind", "person, place, organisation or work"),
    row("case", "a.case_policy", "whether capitals count"),
    row("key", "e.key", "lasting key of the entity"),
];

const NAME: &[Field] = &[
    Field {
        synonyms: &["spelling"],
        each: Some(Each { join: "", sql: "{name}", group: "n.folded" }),
        ..usual("name", "{name}", "the name as printed; spellings that differ in capitals or accents are one")
    },
    Field { single: true, synonyms: &["count"], ..usual("mentions", "{mentions}", "how often it is printed") },
    Field { single: true, ..usual("documents", "{documents}", "in how many documents") },
    of_places(DOCUMENT_FIELD),
    of_places(OUTLET),
    of_places(LANGUAGE),
    of_places(DAY),
    of_places(WEEK),
    of_places(MONTH),
    of_places(QUARTER),
    of_places(YEAR),
];
