//! The fields of each family, in the order in which help tells them.

use super::periods::{DAY, MONTH, QUARTER, WEEK, YEAR};
use super::{Bare, Each, Field, dated, of_copy, of_places, row, signed, usual};
use crate::query::registry::copies;

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

pub(super) const QUOTATION: &[Field] = &[
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

pub(super) const MENTION: &[Field] = &[
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

pub(super) const DOCUMENT: &[Field] = &[
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

pub(super) const ENTITY: &[Field] = &[
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

pub(super) const ALIAS: &[Field] = &[
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

pub(super) const NAME: &[Field] = &[
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
