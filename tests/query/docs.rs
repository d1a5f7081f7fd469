//! `docs/query.md` is written from the registry, and every example in the registry works.

use std::fmt::Write;
use std::path::Path;

use dixit::query::registry::{
    ACTS, ALIAS_PARTICULARS, CLAUSES, ENTITY_PARTICULARS, FAMILIES, Field, HEADS, PARTICULARS, SCOPES, STAGES,
    STATEMENTS, Takes, UNITS, Use, fields,
};
use dixit::query::{Resolved, compile, parse, resolve};

use crate::fixture::Base;

#[test]
fn examples_work() {
    let base = Base::new();
    let heads = HEADS.iter().map(|row| row.example);
    let clauses = CLAUSES.iter().map(|row| row.example).chain(SCOPES.iter().map(|row| row.example));
    let others = STAGES.iter().map(|row| row.example).chain(STATEMENTS.iter().map(|row| row.example));
    let words = ACTS.iter().map(|row| row.example).chain(UNITS.iter().map(|row| row.example));
    let particulars = PARTICULARS.iter().map(|row| row.example);
    let particulars = particulars.chain(ENTITY_PARTICULARS.iter().map(|row| row.example));
    let particulars = particulars.chain(ALIAS_PARTICULARS.iter().map(|row| row.example));
    for line in heads.chain(clauses).chain(others).chain(words).chain(particulars) {
        let tree = parse(line).unwrap_or_else(|problem| panic!("{problem}"));
        if let Resolved::Query(query) = resolve(&tree, &base).unwrap_or_else(|problem| panic!("{problem}")) {
            base.answer(&compile(&query), &query);
        }
    }
}

#[test]
fn every_field_can_be_shown_sorted_and_counted_by() {
    let base = Base::new();
    for head in ["quotes", "mentions", "documents", "people", "aliases", "names"] {
        let family = HEADS.iter().find(|row| row.word == head).unwrap().family;
        for field in fields(family) {
            let name = field.name;
            let count = if field.single { String::new() } else { format!("{head} | count by {name} | sort by {name}") };
            let show = format!("{head} | sort by {name} | limit 2 | show {name}");
            for line in [if field.many { String::new() } else { show }, count] {
                if line.is_empty() {
                    continue;
                }
                let Ok(Resolved::Query(query)) = resolve(&parse(&line).unwrap(), &base) else { panic!("{line}") };
                base.answer(&compile(&query), &query);
            }
        }
    }
}

#[test]
fn rows_stand_in_the_order_of_their_words() {
    for (i, row) in HEADS.iter().enumerate() {
        assert_eq!(row.head as usize, i, "{}", row.word);
    }
    for (i, row) in CLAUSES.iter().enumerate() {
        assert_eq!(row.clause as usize, i, "{}", row.word);
    }
    for (i, row) in ACTS.iter().enumerate() {
        assert_eq!(row.act as usize, i, "{}", row.past);
    }
    for (i, row) in SCOPES.iter().enumerate() {
        assert_eq!(row.scope as usize, i, "{}", row.word);
    }
    for (i, row) in UNITS.iter().enumerate() {
        assert_eq!(row.unit as usize, i, "{}", row.word);
    }
    for (i, (family, word)) in FAMILIES.iter().enumerate() {
        assert_eq!(*family as usize, i, "{word}");
    }
}

#[test]
fn the_page_is_what_the_registry_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/query.md");
    let page = page();
    if std::env::var_os("DIXIT_REWRITE").is_some() {
        std::fs::write(&path, page).unwrap();
    } else {
        let hint = "run the test with DIXIT_REWRITE=1 to write the page anew";
        assert!(std::fs::read_to_string(&path).unwrap_or_default() == page, "{} is old: {hint}", path.display());
    }
}

fn page() -> String {
    let mut out = include_str!("query.head.md").to_owned();
    table(
        &mut out,
        "Questions",
        "question | what it asks for",
        HEADS.iter().map(|r| (format!("{}{}{}", r.word, r.rest, also(r.synonyms)), r.meaning, r.example)),
    );
    table(
        &mut out,
        "Clauses",
        "clause | what it asks",
        CLAUSES.iter().map(|r| (format!("{}{}{}", r.word, operand(r.takes), also(r.synonyms)), r.meaning, r.example)),
    );
    table(
        &mut out,
        "How near",
        "scope | what `in same SCOPE` behind the names of `mentioning` and `with` asks",
        SCOPES.iter().map(|r| (format!("in same {}", r.word), r.meaning, r.example)),
    );
    out.push_str(include_str!("query.clauses.md"));
    for (i, (_, word)) in FAMILIES.iter().enumerate() {
        let _ = writeln!(out, "\n### {word}\n\n| clause | a row is kept when |\n| --- | --- |");
        for rows in CLAUSES.chunk_by(|a, b| meant(a.uses[i]) == meant(b.uses[i])) {
            let words: Vec<String> = rows.iter().map(|row| format!("`{}`", row.word)).collect();
            let _ = writeln!(out, "| {} | {} |", words.join(" "), meant(rows[0].uses[i]));
            if rows.iter().any(|row| row.scoped && matches!(row.uses[i], Use::Is(_))) {
                for scope in SCOPES {
                    let _ = writeln!(
                        out,
                        "| {} `in same {}` | {} |",
                        words.join(" "),
                        scope.word,
                        scope.scope.used(FAMILIES[i].0)
                    );
                }
            }
        }
    }
    table(
        &mut out,
        "Acts",
        "verb | what the speaker does",
        ACTS.iter().map(|r| (format!("{}, {}", r.act.word(), r.past), r.meaning, r.example)),
    );
    table(
        &mut out,
        "Stages",
        "stage | what it does",
        STAGES.iter().map(|r| (format!("{}{}", r.word, r.rest), r.meaning, r.example)),
    );
    out.push_str("\n## Fields\n\nUsual columns are set in bold.\n");
    for &(family, word) in FAMILIES {
        let _ = writeln!(out, "\n### Fields of {word}\n\n| field | what it shows |\n| --- | --- |");
        for field in fields(family) {
            let mark = if field.usual { "**" } else { "" };
            let _ = writeln!(out, "| {mark}`{}`{mark}{} | {} |", field.name, also(field.synonyms), shown(field));
        }
    }
    table(
        &mut out,
        "Units of time",
        "unit | what `last` means",
        UNITS.iter().map(|r| (format!("{}, {}", r.word, r.plural), r.meaning, r.example)),
    );
    table(
        &mut out,
        "Other lines",
        "line | what it does",
        STATEMENTS.iter().map(|r| (format!("{}{}", r.word, r.rest), r.meaning, r.example)),
    );
    table(
        &mut out,
        "What can be set of a document",
        "particular | what it is",
        PARTICULARS.iter().map(|r| (r.particular.to_string(), r.meaning, r.example)),
    );
    table(
        &mut out,
        "What can be set of an entity",
        "particular | what it is",
        ENTITY_PARTICULARS.iter().map(|r| (r.particular.to_string(), r.meaning, r.example)),
    );
    table(
        &mut out,
        "What can be set of a spelling",
        "particular | what it is",
        ALIAS_PARTICULARS.iter().map(|r| (r.particular.to_string(), r.meaning, r.example)),
    );
    out
}

fn shown(field: &Field) -> String {
    format!("{}{}", field.meaning, if field.many { "; only to count by, since one row may have many" } else { "" })
}

fn meant(used: Use) -> String {
    match used {
        Use::Is(meaning) => meaning.to_owned(),
        Use::Refused(why, None) => format!("*refused:* {why}"),
        Use::Refused(why, Some(other)) => format!("*refused:* {why} → `{other}`"),
    }
}

fn table<'r>(out: &mut String, title: &str, head: &str, rows: impl Iterator<Item = (String, &'r str, &'r str)>) {
    let _ = writeln!(out, "\n## {title}\n\n| {head} | example |\n| --- | --- | --- |");
    for (word, meaning, example) in rows {
        let (word, synonyms) = word.split_once(" (").map_or((word.as_str(), ""), |(word, rest)| (word, rest));
        let also = if synonyms.is_empty() { String::new() } else { format!(" ({synonyms}") };
        let (word, example) = (word.replace('|', "\\|"), example.replace('|', "\\|"));
        let _ = writeln!(out, "| `{word}`{also} | {meaning} | `{example}` |");
    }
}

fn also(synonyms: &[&str]) -> String {
    if synonyms.is_empty() { String::new() } else { format!(" (also {})", synonyms.join(", ")) }
}

fn operand(takes: Takes) -> String {
    match takes {
        Takes::Names(class) => format!(" {}", class.noun().to_uppercase()),
        Takes::Text => " \"WORDS\"".to_owned(),
        Takes::Date => " DATE".to_owned(),
        Takes::Dates => " DATE and DATE".to_owned(),
        Takes::Share => " NUMBER".to_owned(),
        Takes::Nothing => String::new(),
    }
}
