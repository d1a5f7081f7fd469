//! One condition as SQL. The tables of the base go by their letters: q, m, d, e, a, n.
//!
//! `+` keeps SQLite from leading with what stands behind: an index that is not to be used, an `EXISTS` that it would make a join of.

use jiff::civil::Date;

use super::Writer;
use super::place::Place;
use super::together::{in_words, together, write_found};
use crate::query::names::NamedEntity;
use crate::query::registry::Family;
use crate::query::resolved::{Condition, Phrase, Speaker, Test};
use crate::query::syntax::Basis;
use crate::text::fold;

/// Writes `condition` on the rows of a question.
pub fn condition(out: &mut Writer, condition: &Condition, place: &Place<'_>) {
    let (document, aside, family) = (place.document(), place.aside(), place.query.family());
    match condition {
        Condition::By(speaker) => by(out, speaker, place),
        Condition::To(entity) => of_quotation(out, "addressee", entity, place),
        Condition::Via(Speaker::Entity(entity)) => {
            out.entity(&format!("{aside}q.via_entity = ? AND q.via IS NOT NULL"), entity);
        }
        Condition::Via(Speaker::Words(words)) => {
            place.list(out, &format!("{aside}q.via"), words);
        }
        Condition::Together(scope, names) => together(out, (*scope, names), place),
        Condition::About(entity, strict) => about(out, entity, *strict, place),
        Condition::Mentioning(entity) => mentioning(out, entity, place),
        Condition::Of(entity) if family == Family::Alias => out.entity("a.entity = ?", entity),
        Condition::Of(entity) => of(out, entity, place),
        Condition::With(entity) => with(out, entity, place),
        Condition::Containing(phrase) => containing(out, phrase, place),
        Condition::Matching(pattern) => out.text(&format!("matches(?, {})", printed(family)), pattern),
        Condition::Sure(share) => {
            let sure = if family == Family::Mention { "m.score" } else { "q.confidence" };
            out.text(&format!("{sure} >= CAST(? AS REAL)"), share);
        }
        Condition::Spelled { folded, .. } => spelled(out, folded, family),
        Condition::Titled { documents, .. } => {
            place.list(out, &format!("{aside}{document}"), documents);
        }
        Condition::Document(one) => out.keyed(&format!("{document} = ?"), (one.id, &one.key)),
        Condition::Outlet(names) => outlet(out, names, aside),
        Condition::Language(code) if family == Family::Alias => out.text("a.language = ?", code),
        Condition::Language(code) => out.text(&format!("{aside}d.language = ?"), code),
        Condition::Act(act) => out.text(&place.fill(&format!("{aside}{{act}} = ?")), act.word()),
        Condition::Dated(basis, test) => dated(out, *basis, test, place),
        Condition::Printed(kind) => out.text("q.kind = ?", kind.word()),
        Condition::SpeakerSort(sort) => {
            let own = place.base.id;
            out.text(
                &format!("+EXISTS (SELECT 1 FROM speaker s WHERE s.quotation = {own} AND s.sort = ?)"),
                sort.word(),
            );
        }
        Condition::NoSpeaker => {
            let own = place.base.id;
            out.push(&format!("NOT EXISTS (SELECT 1 FROM speaker s WHERE s.quotation = {own} AND s.sort <> 'none')"));
        }
        Condition::Undated => {
            out.push(&format!("{} IS NULL", place.base.day));
        }
        Condition::Doubtful => {
            out.push(&format!("{aside}{document} IN (SELECT id FROM document WHERE published_doubt IS NOT NULL)"));
        }
        Condition::Translated => {
            out.push(&format!("{aside}{document} IN (SELECT id FROM document WHERE translated IS NOT NULL)"));
        }
        Condition::Checked(is) => {
            let not = if *is { "" } else { "NOT " };
            out.push(&format!("{aside}q.key {not}IN (SELECT quotation FROM verdict WHERE what = 'checked')"));
        }
        Condition::Corrected => {
            out.push(&format!("{aside}q.key IN (SELECT quotation FROM verdict WHERE what IN ('speaker', 'rejected'))"));
        }
        Condition::Ambiguous => {
            out.push("m.entity IS NULL");
        }
    }
}

/// Whether the quotation has a row of that entity in a table of its own: looked up where other rows lead, else found.
fn of_quotation(out: &mut Writer, table: &str, entity: &NamedEntity, place: &Place<'_>) {
    let own = place.base.id;
    match (place.base.led, table) {
        (true, "addressee") => out
            .entity(&format!("+EXISTS (SELECT 1 FROM {table} x WHERE x.quotation = {own} AND +x.entity = ?)"), entity),
        (true, _) => out.entity(&beside((table, ""), place), entity),
        (false, _) => out.entity(&format!("{own} IN (SELECT quotation FROM {table} WHERE entity = ?)"), entity),
    }
}

/// Whether a quotation has a row of an entity: looked for among those of its document, which stand in the index in the order in which
/// quotations are read, and not by its row number, which leads all over the table.
fn beside((table, which): (&str, &str), place: &Place<'_>) -> String {
    place.fill(&format!(
        "+EXISTS (SELECT 1 FROM {table} x WHERE x.day IS {{day}} AND x.document = {{document}} AND +x.quotation = {{id}} AND x.entity = ?{which})"
    ))
}

fn about(out: &mut Writer, entity: &NamedEntity, strict: bool, place: &Place<'_>) {
    let (own, which) = (place.base.id, if strict { " AND x.strict = 1" } else { "" });
    match place.base.led {
        true => out.entity(&beside(("about", which), place), entity),
        false => out.entity(&format!("{own} IN (SELECT x.quotation FROM about x WHERE x.entity = ?{which})"), entity),
    }
}

/// One by one: a list of unknown length would not be looked up by index.
fn outlet(out: &mut Writer, names: &[String], aside: &str) {
    for (n, name) in names.iter().enumerate() {
        out.text(&format!("{}{aside}d.outlet = ?", if n > 0 { " OR " } else { "" }), name);
    }
}

fn of(out: &mut Writer, entity: &NamedEntity, place: &Place<'_>) {
    out.entity("m.entity = ?", entity);
    if place.query.ambiguous {
        let candidate = "m.id IN (SELECT c.mention FROM candidate c WHERE c.entity = ?)";
        out.entity(&format!(" OR m.entity IS NULL AND {candidate}"), entity);
    }
}

fn by(out: &mut Writer, speaker: &Speaker, place: &Place<'_>) {
    match speaker {
        Speaker::Entity(entity) => of_quotation(out, "speaker", entity, place),
        Speaker::Words(names) if place.plain => {
            let mut folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
            folded.dedup();
            out.push(place.base.id).push(" IN (SELECT x.quotation FROM speaker x WHERE x.entity IS NULL AND ");
            place.list(out, "x.folded", &folded);
            out.push(")");
        }
        Speaker::Words(names) => {
            let (own, named) = (place.base.id, "entity IS NULL AND name IN (SELECT value FROM json_each(?))");
            let sql = match place.base.led {
                true => format!("+EXISTS (SELECT 1 FROM speaker x WHERE x.quotation = {own} AND +{named})"),
                false => format!("{own} IN (SELECT quotation FROM speaker WHERE {named})"),
            };
            out.list(&sql, names);
        }
    }
}

fn mentioning(out: &mut Writer, entity: &NamedEntity, place: &Place<'_>) {
    match place.query.family() {
        Family::Quotation => {
            write_found(out, entity, place);
            in_words(out, place.base.id, entity, place);
        }
        Family::Mention => {
            write_found(out, entity, place);
            out.entity(
                &place.fill(
                    "+EXISTS (SELECT 1 FROM mention x WHERE {at x} AND x.paragraph = m.paragraph AND x.id <> m.id AND x.entity = ?)",
                ),
                entity,
            );
        }
        _ => in_document(out, entity, place),
    }
}

fn with(out: &mut Writer, entity: &NamedEntity, place: &Place<'_>) {
    in_document(out, entity, place);
    if place.query.family() == Family::Entity && place.base.grouped {
        out.entity(" AND e.id <> ?", entity);
    }
}

pub(super) fn in_document(out: &mut Writer, entity: &NamedEntity, place: &Place<'_>) {
    let mention = match place.base.led {
        true => {
            "+EXISTS (SELECT 1 FROM mention x WHERE x.day IS {day} AND x.document = {document} AND {in x} AND x.entity = ?)"
        }
        false => "{document} IN (SELECT x.document FROM mention x WHERE {in x} AND x.entity = ?)",
    };
    out.entity(&place.fill(mention), entity);
}

/// A phrase of folded words; between quotation marks and without any of its own it is never an FTS5 syntax error.
fn containing(out: &mut Writer, phrase: &Phrase, place: &Place<'_>) {
    let table = match place.query.family() {
        Family::Quotation => "quotation_words",
        _ => "document_words",
    };
    if place.plain {
        let phrase = format!(" {}{}", phrase.words, if phrase.begins { "" } else { " " });
        return out.text(&format!("instr(' ' || searchable({}) || ' ', ?)", printed(place.query.family())), &phrase);
    }
    let own = place.base.id;
    let phrase = format!("\"{}\"{}", phrase.words, if phrase.begins { " *" } else { "" });
    let sql = match place.base.led {
        true => format!("in_set((SELECT set_of(rowid) FROM {table} WHERE {table} MATCH ?), {own})"),
        false => format!("{own} IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)"),
    };
    out.text(&sql, &phrase);
}

/// The text of a row as it was printed.
fn printed(family: Family) -> &'static str {
    match family {
        Family::Quotation => "q.content",
        Family::Mention | Family::Entity => "m.surface",
        Family::Document => "d.text",
        Family::Alias => "a.spelling",
        Family::Name => "n.surface",
    }
}

fn spelled(out: &mut Writer, folded: &str, family: Family) {
    match family {
        Family::Alias => out.text("a.folded = ?", folded),
        Family::Name => out.text("n.folded = ?", folded),
        _ => {
            out.text("fold(m.surface) = ?", folded);
            out.text(" OR m.alias IN (SELECT f.spelling FROM alias f WHERE f.folded = ?)", folded);
        }
    }
}

/// A date that is known less precisely counts only when all it may be passes the test.
fn dated(out: &mut Writer, basis: Basis, test: &Test, place: &Place<'_>) {
    match basis {
        Basis::Published => published(out, test, place.base.day),
        Basis::Said => said(out, test),
    }
}

/// The day of publication, as numbers: a month or a year stands before its first day.
fn published(out: &mut Writer, test: &Test, day: &str) {
    let (from, to) = match test {
        Test::From(from) => (Some(from), None),
        Test::To(to) => (None, Some(to)),
        Test::Within(from, to) => (Some(from), Some(to)),
    };
    if let Some(from) = from {
        out.integer(&format!("{day} >= ?"), first(*from));
    }
    if let Some(to) = to {
        out.push(if from.is_some() { " AND " } else { "" });
        out.integer(&format!("{day} <= ?"), number(*to));
        for part in unfinished(*to) {
            out.integer(&format!(" AND {day} <> ?"), part);
        }
    }
}

/// A day as `document.day` has it.
fn number(day: Date) -> i64 {
    month(day) | i64::from(day.day())
}

fn month(day: Date) -> i64 {
    year(day) | i64::from(day.month()) << 5
}

fn year(day: Date) -> i64 {
    (i64::from(day.year()) - 2000) << 9
}

/// The first date of those that lie wholly on or after a day: its month where it begins one, its year likewise.
fn first(day: Date) -> i64 {
    match (day.month(), day.day()) {
        (1, 1) => year(day),
        (_, 1) => month(day),
        _ => number(day),
    }
}

/// The month and the year of a day, where they go on behind it.
fn unfinished(day: Date) -> Vec<i64> {
    let goes_on = [(day < day.last_of_month(), month(day)), (day < day.last_of_year(), year(day))];
    goes_on.into_iter().filter(|(on, _)| *on).map(|(_, part)| part).collect()
}

fn said(out: &mut Writer, test: &Test) {
    let date = "coalesce(q.said, d.published)";
    let first = format!("substr({date} || '-01-01', 1, 10)");
    let last = format!(
        "CASE length({date}) WHEN 4 THEN {date} || '-12-31' \
         WHEN 7 THEN date({date} || '-01', '+1 month', '-1 day') ELSE {date} END"
    );
    match test {
        Test::From(day) => out.text(&format!("{first} >= ?"), &day.to_string()),
        Test::To(day) => out.text(&format!("{last} <= ?"), &day.to_string()),
        Test::Within(from, to) => {
            out.text(&format!("{first} >= ?"), &from.to_string());
            out.text(&format!(" AND {last} <= ?"), &to.to_string());
        }
    }
}
